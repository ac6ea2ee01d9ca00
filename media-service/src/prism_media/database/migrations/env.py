"""Runs the migrations over a plain synchronous connection; called by `prism_media.database.engine.migrate`."""

from alembic import context
from sqlalchemy import create_engine, pool

from prism_media.database.tables import metadata

_url = (context.config.get_main_option("sqlalchemy.url") or "").replace("+aiosqlite", "")
_engine = create_engine(_url, poolclass=pool.NullPool, connect_args={"timeout": 15})

with _engine.connect() as _connection:
    # Batch mode rebuilds a table for changes that SQLite's ALTER TABLE lacks.
    context.configure(connection=_connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
_engine.dispose()
