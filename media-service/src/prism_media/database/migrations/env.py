"""Runs the migrations over the connection that `prism_media.database.engine.migrate` gives, in one transaction."""

from alembic import context
from sqlalchemy import text

from prism_media.database.tables import metadata

_LOCK = 0x505249534D  # "PRISM": the number by which services that start at once wait for each other

_connection = context.config.attributes["connection"]
# Batch mode rebuilds a table for changes that SQLite's ALTER TABLE lacks.
context.configure(connection=_connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=True)
with context.begin_transaction():
    if _connection.dialect.name == "postgresql":
        # SQLite needs no such lock: its transaction began as a writer's. Rebuilding a large table may take minutes.
        _connection.execute(text("SET LOCAL statement_timeout = 0"))
        _connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    context.run_migrations()
