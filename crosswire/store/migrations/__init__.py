"""Numbered migrations of the store, run by Alembic whenever a dossier is opened for writing."""
