"""What a model is told of the past: the last exchanges, and in short what fell out of them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from itertools import pairwise

import pytest

from prism_core.bus import MemoryBus
from prism_core.errors import Unavailable
from prism_core.requests import Exchange, Reply
from prism_llm.engines import Engine, EngineName, Prompt, ToolCall
from prism_llm.past import CHARACTERS, EXCHANGES, STEP, Pasts
from prism_llm.prompt import build

CONTEXT_TOKENS = 8192


class Writer:
    """A model that writes one summary, or fails; `held` keeps it from beginning to write."""

    name: EngineName = "openai"
    model = "writer"

    def __init__(self, text: str = "Tom likes jazz.", *, away: bool = False, held: bool = False) -> None:
        self.text, self.away = text, away
        self.asked: list[Prompt] = []
        self.free = asyncio.Event()
        self.left = 0
        if not held:
            self.free.set()

    async def reply(self, prompt: Prompt) -> AsyncIterator[str | ToolCall]:
        self.asked.append(prompt)
        if self.away:
            raise Unavailable("away")
        try:
            await self.free.wait()
        except asyncio.CancelledError:
            self.left += 1
            raise
        yield self.text

    async def available(self) -> str:
        return ""

    async def close(self) -> None:
        """Nothing to close."""


def pasts(engine: Writer | None) -> Pasts:
    model: Callable[[], Engine | None] = lambda: engine  # noqa: E731  # A lambda with its type.
    return Pasts(MemoryBus(), model, CONTEXT_TOKENS)


def session(count: int, first: int = 0, name: str = "s") -> Reply:
    said = [Exchange(viewer=f"I said thing {n}.", lumen=f"You said thing {n}.") for n in range(first, first + count)]
    return Reply(text="and now?", history=tuple(said), session=name)


def viewers(exchanges: object) -> list[str]:
    return [one.viewer for one in exchanges]  # type: ignore[attr-defined]


async def test_exchanges_leave_five_at_a_time_so_that_a_prompt_in_between_only_grows() -> None:
    past = pasts(None)
    before = await past.of(session(EXCHANGES + STEP - 1), "tom")
    assert (before.summary, len(before.exchanges)) == ("", EXCHANGES + STEP - 1)
    left = await past.of(session(EXCHANGES + STEP), "tom")
    assert len(left.exchanges) == EXCHANGES
    assert "I said thing 4." in left.summary
    assert "thing 5" not in left.summary
    prompts = []
    for more in range(STEP):
        grown = await past.of(session(EXCHANGES + STEP + more), "tom")
        assert grown.summary == left.summary
        prompts.append(build("x", grown.exchanges, summary=grown.summary).messages[:-1])
    for shorter, longer in pairwise(prompts):
        assert longer[: len(shorter)] == shorter


async def test_a_model_makes_sentences_of_what_left_without_anybody_waiting() -> None:
    writer = Writer()
    past = pasts(writer)
    first = await past.of(session(EXCHANGES + STEP), "tom")
    assert writer.asked == []
    assert "I said thing 0." in first.summary
    await past.summarise_next()
    assert "thing 4" in str(writer.asked[0].messages)
    assert (await past.of(session(EXCHANGES + STEP), "tom")).summary == "Tom likes jazz."
    later = await past.of(session(EXCHANGES + STEP, first=STEP), "tom")
    assert later.summary.startswith("Tom likes jazz. The viewer: I said thing 5.")


async def test_the_extracts_stay_where_the_model_fails() -> None:
    past = pasts(Writer(away=True))
    await past.of(session(EXCHANGES + STEP), "tom")
    await past.summarise_next()
    assert "I said thing 0." in (await past.of(session(EXCHANGES + STEP), "tom")).summary


async def test_a_summary_that_is_being_written_makes_way_for_a_viewer() -> None:
    writer = Writer(held=True)
    past = pasts(writer)
    await past.of(session(EXCHANGES + STEP), "tom")
    task = asyncio.create_task(past.summarise_next())
    while not writer.asked:
        await asyncio.sleep(0)
    async with past.turn():
        while not writer.left:
            await asyncio.sleep(0)
        writer.free.set()
        assert len(writer.asked) == 1
    await task
    assert (await past.of(session(EXCHANGES + STEP), "tom")).summary == "Tom likes jazz."


async def test_a_summary_belongs_to_one_profile_of_one_session() -> None:
    past = pasts(None)
    await past.of(session(EXCHANGES + STEP), "tom")
    assert (await past.of(session(2), "anna")).summary == ""
    assert (await past.of(session(2, name="other"), "tom")).summary == ""
    assert (await past.of(session(2), None)).summary == ""


@pytest.mark.parametrize("count", [2, EXCHANGES + STEP])
async def test_what_was_said_is_forgotten_on_request(count: int) -> None:
    past = pasts(None)
    await past.of(session(count), "tom")
    await past.forget(session(count), "tom")
    after = await past.of(session(count + 1), "tom")
    assert after.summary == ""
    assert viewers(after.exchanges) == [f"I said thing {count}."]


async def test_long_exchanges_leave_earlier_and_the_last_stays() -> None:
    past = pasts(None)
    long = Reply(
        text="so?",
        history=tuple(Exchange(viewer=letter * CHARACTERS, lumen="Long.") for letter in "xyz"),
        session="s",
    )
    found = await past.of(long, "tom")
    assert [one.viewer[0] for one in found.exchanges] == ["z"]
    assert len(found.summary) < CHARACTERS
