"""Imports one large feed outside the service, whose event loop is left free: `python -m prism_media.guide.worker`.

The feed is standard input, a file. Two processes share it: each parses a half and writes it, in turn with the other.
The order comes as JSON in the environment variable `ORDER` (a database's address may hold a password, which a command
line would show to everyone), the report goes to standard output as JSON.
"""

from __future__ import annotations

import contextlib
import gc
import json
import multiprocessing
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from typing import IO, Literal

from prism_core.errors import TooLarge
from prism_media.guide.bulk import Turn, load
from prism_media.guide.feed import Feed, open_feed
from prism_media.guide.items import Item, NotAGuide
from prism_media.guide.rows import GuideReport, Told, batches_of
from prism_media.guide.seams import mend
from prism_media.guide.xmltv import Reader, Wishes, parse

ORDER = "PRISM_GUIDE_ORDER"
PROCESSES = 2
"""More would only wait for their turn to write."""
_ENDED = "a process of the import ended"

Refusal = Literal["not-a-guide", "too-large"]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported where, and how it is read."""

    url: str
    """The database's address."""
    import_id: int
    wishes: Wishes


@dataclass(slots=True)
class Outcome:
    """What came of it; `refused` says why there is no guide in the feed."""

    report: GuideReport
    refused: Refusal | None = None
    message: str = ""


def import_here(chunks: Iterable[bytes], order: Order) -> Outcome:
    """Import a feed in this thread."""
    try:
        return Outcome(import_items(parse(chunks, order.wishes), order.url, order.import_id))
    except NotAGuide as error:
        return Outcome(GuideReport(), "not-a-guide", str(error))
    except TooLarge as error:
        return Outcome(GuideReport(), "too-large", str(error))


def import_items(items: Iterable[Item], url: str, import_id: int) -> GuideReport:
    """Import what is read already, in this thread."""
    told = Told()
    told.report.channels = load(batches_of(items, told), url, import_id, contextlib.nullcontext())
    return mend([told], url, import_id)


def import_file(file: IO[bytes], order: Order) -> Outcome:
    """Import a feed in this process and children of it."""
    # What is made here has no cycles, and a look for some among thousands of tuples costs a third of the time.
    gc.disable()
    try:
        with open_feed(file) as feed:
            told = _load_parts(feed.parts(min(PROCESSES, os.cpu_count() or 1)), order)
    except NotAGuide as error:
        return Outcome(GuideReport(), "not-a-guide", str(error))
    except TooLarge as error:
        return Outcome(GuideReport(), "too-large", str(error))
    return Outcome(mend(told, order.url, order.import_id))


def _load_parts(parts: list[Feed], order: Order) -> list[Told]:
    context = multiprocessing.get_context("fork")
    turn = context.Lock()
    receiving: list[Connection] = []
    for part in parts[:-1]:
        here, there = context.Pipe(duplex=False)
        context.Process(target=_load_into, args=(there, part, order, turn), daemon=True).start()
        there.close()
        receiving.append(here)
    reader = Reader(order.wishes)
    last = _load(parts[-1], reader, order, turn, last=True)
    told = [_received(one) for one in receiving] + [last]
    if not reader.found_any and not any(one.report.channels for one in told):
        raise NotAGuide(reader.what_it_is())
    return told


def _received(connection: Connection) -> Told:
    try:
        told: Told = connection.recv()
    except EOFError as error:
        raise RuntimeError(_ENDED) from error
    return told


def _load_into(sending: Connection, part: Feed, order: Order, turn: Turn) -> None:
    sending.send(_load(part, Reader(order.wishes), order, turn, last=False))


def _load(part: Feed, reader: Reader, order: Order, turn: Turn, *, last: bool) -> Told:
    told = Told()
    told.report.channels = load(batches_of(_items(part, reader, last), told), order.url, order.import_id, turn)
    return told


def _items(part: Feed, reader: Reader, last: bool) -> Iterator[Item]:
    for chunk in part.chunks():
        yield from reader.feed(chunk)
    if last:
        reader.broken = part.broken
        yield from reader.end()


def main() -> None:
    """Import standard input as the order says."""
    given = json.loads(os.environ.pop(ORDER))
    wishes = Wishes(tuple(given["wishes"]["languages"]), given["wishes"]["zone"])
    # A copy of the descriptor: multiprocessing closes standard input in its children.
    with os.fdopen(os.dup(sys.stdin.fileno()), "rb", buffering=0) as feed:
        outcome = import_file(feed, Order(given["url"], given["import_id"], wishes))
    json.dump(asdict(outcome), sys.stdout)


if __name__ == "__main__":
    main()
