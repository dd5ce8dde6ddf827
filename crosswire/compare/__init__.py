"""Clusters -> where the accounts agree, differ or stand alone: issues, positions, differences, timeline."""

from crosswire.compare.agreement import compare_accounts
from crosswire.compare.given_issues import give_issues
from crosswire.compare.issue_wishes import (
    choose_issue,
    wish_merge_issues,
    wish_pin_issue,
    wish_rename_issue,
    wish_split_issue,
    wish_undo_issue,
)
from crosswire.compare.issues import find_issues
from crosswire.compare.positions import find_positions
from crosswire.compare.timeline import build_timeline

__all__ = [
    "build_timeline",
    "choose_issue",
    "compare_accounts",
    "find_issues",
    "find_positions",
    "give_issues",
    "wish_merge_issues",
    "wish_pin_issue",
    "wish_rename_issue",
    "wish_split_issue",
    "wish_undo_issue",
]
