"""Clusters -> where the accounts agree, differ or stand alone: issues, positions, differences, timeline."""

from crosswire.compare.agreement import compare_accounts
from crosswire.compare.issues import find_issues
from crosswire.compare.positions import find_positions
from crosswire.compare.timeline import build_timeline

__all__ = ["build_timeline", "compare_accounts", "find_issues", "find_positions"]
