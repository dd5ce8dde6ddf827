"""Crosswire: many accounts of one story, read into one account whose every line points at the characters that say so."""

__version__ = "0.1.0"
__all__ = ["__version__"]
