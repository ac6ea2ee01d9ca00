"""Imports one large feed outside the service, whose event loop is left free: `python -m prism_media.guide.worker`.

The feed is standard input, a file. Two processes share the work: a child parses, its parent writes to the database.
The order comes as JSON in the environment variable `ORDER` (a database's address may hold a password, which a command
line would show to everyone), the report goes to standard output as JSON.
"""

from __future__ import annotations

import gc
import json
import marshal
import multiprocessing
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from typing import IO, Literal

from prism_core.errors import TooLarge
from prism_media.guide.bulk import load
from prism_media.guide.items import NotAGuide
from prism_media.guide.rows import Batch, GuideReport, Place, batches_of
from prism_media.guide.xmltv import parse

ORDER = "PRISM_GUIDE_ORDER"
CHUNK = 1 << 18

Refusal = Literal["not-a-guide", "too-large"]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported where."""

    url: str
    """The database's address."""
    import_id: int
    first_channel: int
    first_programme: int
    languages: tuple[str, ...]

    @property
    def place(self) -> Place:
        """Where the rows go."""
        return Place(self.import_id, self.first_channel, self.first_programme)


@dataclass(slots=True)
class Outcome:
    """What came of it; `refused` says why there is no guide in the feed."""

    report: GuideReport
    refused: Refusal | None = None
    message: str = ""


def import_here(chunks: Iterable[bytes], order: Order) -> Outcome:
    """Import a feed in this thread."""
    report = GuideReport()
    try:
        load(batches_of(parse(chunks, order.languages), order.place, report), order.url, order.import_id)
    except NotAGuide as error:
        return Outcome(report, "not-a-guide", str(error))
    except TooLarge as error:
        return Outcome(report, "too-large", str(error))
    return Outcome(report)


def import_beside(file: IO[bytes], order: Order) -> Outcome:
    """Import a feed in this process and a child of it."""
    # What is made here has no cycles, and a look for some among a million tuples costs a third of the time.
    gc.disable()
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    parser = context.Process(target=_parse_into, args=(sending, file, order), daemon=True)
    parser.start()
    sending.close()
    outcomes: list[Outcome] = []
    load(_received(receiving, outcomes), order.url, order.import_id)
    parser.join()
    return outcomes[0]


def _parse_into(sending: Connection, file: IO[bytes], order: Order) -> None:
    report = GuideReport()
    outcome = Outcome(report)
    try:
        for batch in batches_of(parse(iter(lambda: file.read(CHUNK), b""), order.languages), order.place, report):
            sending.send_bytes(marshal.dumps((batch.channels, batch.programmes)))
    except NotAGuide as error:
        outcome = Outcome(report, "not-a-guide", str(error))
    except TooLarge as error:
        outcome = Outcome(report, "too-large", str(error))
    sending.send_bytes(b"")
    sending.send(outcome)


def _received(receiving: Connection, outcomes: list[Outcome]) -> Iterator[Batch]:
    """The child's batches; its outcome is added to `outcomes` at the end."""
    while packed := receiving.recv_bytes():
        yield Batch(*marshal.loads(packed))
    outcomes.append(receiving.recv())


def main() -> None:
    """Import standard input as the order says."""
    given = json.loads(os.environ.pop(ORDER))
    order = Order(**{**given, "languages": tuple(given["languages"])})
    # A copy of the descriptor: multiprocessing closes standard input in its children.
    with os.fdopen(os.dup(sys.stdin.fileno()), "rb") as feed:
        outcome = import_beside(feed, order)
    json.dump(asdict(outcome), sys.stdout)


if __name__ == "__main__":
    main()
