"""The commands: one verb, one file. Each declares its words and calls one function below."""

from crosswire.cli.app import app, main

__all__ = ["app", "main"]
