"""Brings a store's schema up to date."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from crosswire.errors import DossierNewer
from crosswire.store.schema import FULL_TEXT, metadata

HEAD = "0012"
"""The newest migration; a test compares it with the files."""

VERSION = "alembic_version"
"""The table in which Alembic notes the last migration."""


def _revision(connection: sa.Connection) -> str | None:
    has = sa.inspect(connection).has_table(VERSION)
    return connection.execute(sa.text(f"SELECT version_num FROM {VERSION}")).scalar() if has else None


def is_current(engine: sa.Engine) -> bool:
    """Return whether a store's schema is the newest one known. Raises DossierNewer where it is newer than that."""
    with engine.connect() as connection:
        found = _revision(connection)
    if found is not None and found > HEAD:
        raise DossierNewer(
            f"This dossier was written with schema {found}, this Crosswire knows up to {HEAD}. "
            "Install a newer Crosswire, or build into a new folder."
        )
    return found == HEAD


def migrate(engine: sa.Engine) -> None:
    """Run the migrations that a store still lacks, in one transaction. Raises DossierNewer as `is_current` does.

    A store without any table gets those of the schema at once: the same that all migrations would make, in a quarter of the time.
    """
    if is_current(engine):
        return
    if not sa.inspect(engine).get_table_names():
        with _transaction(engine) as connection:
            metadata.create_all(connection)
            connection.exec_driver_sql(FULL_TEXT)
            connection.exec_driver_sql(f"CREATE TABLE {VERSION} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
            connection.exec_driver_sql(f"INSERT INTO {VERSION} VALUES (?)", (HEAD,))
        return
    run_migrations(engine)


@contextmanager
def _transaction(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open a transaction that holds changes of the schema too: Python's sqlite3 begins one before changes of rows only."""
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def run_migrations(engine: sa.Engine) -> None:
    """Run the migrations that a store still lacks, from the first on where it has no table yet."""
    # imported here: Alembic costs a fifth of a second that an up-to-date store need not pay
    from alembic import command
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)
    with _transaction(engine) as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
