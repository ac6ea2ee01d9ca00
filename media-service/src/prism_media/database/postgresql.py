"""PostgreSQL: connections that come back after the server was away, and faults that name the setting."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qs, urlsplit

import asyncpg
from sqlalchemy import URL, ExceptionContext, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from prism_core.errors import BadInput, Unavailable
from prism_media.database.plain import dump_json

SETTING = "PRISM_DATABASE_URL"
FORM = "postgresql://user:password@host:5432/database"
CONNECT_SECONDS = 10
STATEMENT_SECONDS = 60
"""Longest statement; the slowest of ours, matching a whole catalogue to its guides, takes a few."""

_SERVER_SETTINGS = {
    "application_name": "prism-media",
    "statement_timeout": str(STATEMENT_SECONDS * 1000),
    "jit": "off",  # compiling takes longer than any of our statements
}
_CANCELLED = "57014"  # SQLSTATE query_canceled
_NO_SUCH_LETTER = "22021"  # SQLSTATE character_not_in_repertoire


def open_engine(url: str, connections: int) -> AsyncEngine:
    """An engine that asks for the whole address only when it connects: a wrong one is a fault to be told then."""
    place = _place(url)

    async def connect() -> asyncpg.Connection:
        return await _connect(url, place)

    engine = create_async_engine(
        _known(url),
        async_creator=connect,
        pool_size=connections,
        max_overflow=0,
        pool_pre_ping=True,  # after a restart of the server the first user of a connection must not pay for it
        json_serializer=dump_json,
        hide_parameters=True,  # addresses of channels are among them
    )

    @event.listens_for(engine.sync_engine, "handle_error")
    def translate(context: ExceptionContext) -> None:
        if context.is_pre_ping:
            return  # the pool connects anew, and says so itself where it cannot
        if isinstance(context.original_exception, asyncio.CancelledError):
            return  # the connection is of no use any more, but that is not why: whoever cancels must see it done
        if context.is_disconnect:
            raise Unavailable(f"the database at {place} closed the connection; try again") from None
        state = getattr(context.original_exception, "sqlstate", None)
        if state == _CANCELLED:
            raise Unavailable(f"the database at {place} took longer than {STATEMENT_SECONDS} s; try again") from None
        if state == _NO_SUCH_LETTER:
            raise BadInput("a text holds the character U+0000, which cannot be stored; leave it out") from None

    return engine


async def _connect(url: str, place: str) -> asyncpg.Connection:
    try:
        return await asyncpg.connect(url, timeout=CONNECT_SECONDS, server_settings=_SERVER_SETTINGS)
    except (OSError, TimeoutError) as error:
        raise Unavailable(f"the database at {place} does not answer; {SETTING} says where it is") from error
    except asyncpg.InvalidAuthorizationSpecificationError as error:
        raise Unavailable(f"the database at {place} refuses the user or the password in {SETTING}") from error
    except asyncpg.InvalidCatalogNameError as error:
        raise Unavailable(f"there is no such database at {place}; create it, or correct {SETTING}") from error
    except asyncpg.PostgresError as error:
        raise Unavailable(f"the database at {place} takes no connections now ({error.sqlstate})") from error
    except ValueError:
        # Without the cause: it may quote a part of the password.
        raise Unavailable(f"{SETTING} is no address of a PostgreSQL database; it looks like {FORM}") from None


def _known(url: str) -> URL:
    """The address as SQLAlchemy keeps it, which shows no password; empty where it cannot be read."""
    try:
        return make_url(url).set(drivername="postgresql+asyncpg")
    except (ArgumentError, ValueError):
        return make_url("postgresql+asyncpg://")


def _place(url: str) -> str:
    """The server's host and port, for messages."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or parse_qs(parts.query).get("host", ["the local socket"])[0]
        return f"{host}:{parts.port}" if parts.port else host
    except ValueError:
        return "an address that cannot be read"
