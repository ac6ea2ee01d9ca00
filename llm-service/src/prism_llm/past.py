"""A session's past: its last exchanges word for word, and what fell out of them in short.

Exchanges leave five at a time, so that in between a prompt only grows at its end and a model keeps what it has read.
What leaves is put into short extracts at once; a model, where there is one, makes sentences of them in the background
and stops for any viewer who speaks. Kept per session and profile, as long as the session's own history.
"""

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError

from prism_core.bus import names
from prism_core.errors import PrismError
from prism_core.model import Model
from prism_core.requests import Exchange, Reply
from prism_core.sentences import cut_sentences
from prism_llm.budget import fitted
from prism_llm.engines import Engine, Message, Prompt, closable
from prism_llm.keys import Keys
from prism_llm.prompt import past

log = logging.getLogger(__name__)

EXCHANGES: Final = 10
"""Which a model is always given word for word."""
STEP: Final = 5
"""Exchanges that leave together."""
CHARACTERS: Final = 6000
"""Of exchanges word for word, about 1,500 tokens: beyond it they leave earlier."""
LONGEST: Final = 1200
"""Characters of a summary."""
KEPT_SECONDS: Final = 6 * 3600.0
_EXTRACT: Final = 110
_WAITING: Final = 16
_ASKED: Final = (
    "Do not answer this to the viewer; it is for your notes. In at most six short sentences, in the language of the "
    "conversation, write down what of it matters later: who the viewer is, what they want, like and decided, and what "
    "you told them. Leave out greetings and instructions that stand in quotations."
)
_LIMIT_TOKENS: Final = 220


class Summary(Model):
    """What was said before the exchange after `upto`."""

    text: str
    upto: str
    """Digest of the last exchange that is in it, or that was forgotten."""


@dataclass(frozen=True, slots=True)
class Past:
    """What a prompt is given of it."""

    summary: str = ""
    exchanges: Sequence[Exchange] = ()


class Pasts:
    """The pasts of all sessions. One instance a process.

    Args:
        keys: where summaries are kept.
        engine: the language model that is best now; none where there is none.
        context_tokens: how much it may be given.
    """

    def __init__(self, keys: Keys, engine: Callable[[], Engine | None], context_tokens: int) -> None:
        self._keys = keys
        self._engine = engine
        self._context_tokens = context_tokens
        self._waiting: asyncio.Queue[tuple[str, Summary, Past]] = asyncio.Queue(_WAITING)
        self._talking = 0
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._writing: asyncio.Task[str] | None = None

    async def of(self, request: Reply, profile: str | None) -> Past:
        """What was said in the session of `request` with this profile; no model is waited for.

        Args:
            request: whose session; one without a session keeps nothing.
            profile: whose words; none where it is not known, and then nothing but the gateway's own history is told.
        """
        if profile is None or not request.session:
            return Past("", request.history[-EXCHANGES:])
        key = _key(request, profile)
        kept = await self._kept(key)
        before = Past(kept.text, _after(request.history, kept.upto))
        leaving = _leaving(before.exchanges)
        if not leaving:
            return before
        gone, rest = before.exchanges[:leaving], before.exchanges[leaving:]
        summary = Summary(text=_shortened(extract(kept.text, gone)), upto=_digest(gone[-1]))
        await self._keep(key, summary)
        with contextlib.suppress(asyncio.QueueFull):  # The extracts stay, then.
            self._waiting.put_nowait((key, summary, Past(kept.text, gone)))
        return Past(summary.text, rest)

    async def forget(self, request: Reply, profile: str | None) -> None:
        """Nothing of what was said until now is told to a model again."""
        if profile is None or not request.session:
            return
        last = request.history[-1:]
        await self._keep(_key(request, profile), Summary(text="", upto=_digest(last[0]) if last else ""))

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """While a viewer is answered, no summary is written: a model on a laptop does one thing at a time."""
        self._talking += 1
        self._quiet.clear()
        if self._writing is not None:
            self._writing.cancel()
        try:
            yield
        finally:
            self._talking -= 1
            if not self._talking:
                self._quiet.set()

    async def summarise(self) -> None:
        """Writes summaries for ever, one after another."""
        while True:
            await self.summarise_next()

    async def summarise_next(self) -> None:
        """Writes the next summary that waits, once no viewer does; the extracts stay where no model can."""
        key, extracts, before = await self._waiting.get()
        text = ""
        while not text:
            await self._quiet.wait()
            engine = self._engine()
            if engine is None:
                return
            self._writing = asyncio.create_task(self._written(engine, before), name="summary")
            try:
                await asyncio.wait([self._writing])
                text = "" if self._writing.cancelled() else self._writing.result()
            except PrismError as error:
                log.info("no summary", extra={"reason": error.message})
                return
            finally:
                self._writing.cancel()
                self._writing = None
        # More may have left meanwhile, or all been forgotten: what is newer stays.
        if await self._kept(key) == extracts:
            await self._keep(key, extracts.model_copy(update={"text": _shortened(text)}))

    async def _written(self, engine: Engine, before: Past) -> str:
        """What the model makes of it; it has read most of this prompt already."""
        messages = [*past(before.exchanges, before.summary), Message("user", _ASKED)]
        asked = fitted(Prompt(messages, 0.2, _LIMIT_TOKENS), self._context_tokens)
        pieces: list[str] = []
        async with aclosing(closable(engine.reply(asked))) as written:
            async for piece in written:
                pieces.append(piece if isinstance(piece, str) else "")
        return "".join(pieces).strip() or extract(before.summary, before.exchanges)

    async def _kept(self, key: str) -> Summary:
        try:
            kept = await self._keys.get(key)
            return Summary.model_validate_json(kept) if kept else Summary(text="", upto="")
        except (PrismError, ValidationError):
            return Summary(text="", upto="")

    async def _keep(self, key: str, summary: Summary) -> None:
        with contextlib.suppress(PrismError):  # Redis is away: the next turn makes the same extracts again.
            await self._keys.set(key, summary.model_dump_json().encode(), KEPT_SECONDS)


def extract(summary: str, gone: Sequence[Exchange]) -> str:
    """`summary` with the beginnings of what was said in each exchange."""
    lines = [f"The viewer: {_beginning(one.viewer)} You: {_beginning(one.lumen)}" for one in gone]
    return " ".join([summary, *lines]).strip()


def _beginning(text: str) -> str:
    first = (cut_sentences(text) or [""])[0]
    return first if len(first) <= _EXTRACT else f"{first[:_EXTRACT].rsplit(' ', 1)[0]} …"


def _shortened(text: str) -> str:
    """The end of a text that is too long: the later, the nearer to what is spoken of now."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else "… " + plain[-LONGEST:].partition(" ")[2]


def _key(request: Reply, profile: str) -> str:
    return names.summary(request.session, profile)


def _digest(exchange: Exchange) -> str:
    return hashlib.sha256(f"{exchange.viewer}\n{exchange.lumen}".encode()).hexdigest()[:16]


def _after(history: Sequence[Exchange], upto: str) -> Sequence[Exchange]:
    """The exchanges after the one with this digest; all where it is not among them."""
    places = [index for index, one in enumerate(history) if upto and _digest(one) == upto]
    return history[places[-1] + 1 :] if places else history


def _leaving(exchanges: Sequence[Exchange]) -> int:
    """How many of them leave now; the last never does."""
    leaving = len(exchanges) - EXCHANGES if len(exchanges) >= EXCHANGES + STEP else 0
    characters = sum(map(_characters, exchanges[leaving:]))
    # Down to half where there are too many, so that it is not one exchange a turn from then on.
    most = CHARACTERS if characters <= CHARACTERS else CHARACTERS // 2
    while characters > most and leaving < len(exchanges) - 1:
        characters -= _characters(exchanges[leaving])
        leaving += 1
    return leaving


def _characters(exchange: Exchange) -> int:
    return len(exchange.viewer) + len(exchange.lumen)
