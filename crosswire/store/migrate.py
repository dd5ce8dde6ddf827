"""Brings a store's schema up to date."""

import logging
from pathlib import Path

import sqlalchemy as sa

from crosswire.errors import DossierNewer

HEAD = "0001"
"""The newest migration; a test compares it with the files."""


def migrate(engine: sa.Engine) -> None:
    """Run the migrations that a store still lacks, in one transaction.

    Raises DossierNewer where the store was written by a later Crosswire.
    """
    with engine.begin() as connection:
        has = sa.inspect(connection).has_table("alembic_version")
        found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() if has else None
        if found == HEAD:
            return
        if found is not None and found > HEAD:
            raise DossierNewer(
                f"This dossier was written with schema {found}, this Crosswire knows up to {HEAD}. Install a newer Crosswire, or build into a new folder."
            )
        # imported here: Alembic costs a fifth of a second that an up-to-date store need not pay
        from alembic import command
        from alembic.config import Config

        logging.getLogger("alembic").setLevel(logging.WARNING)
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
