"""Words that are shown while they are spoken."""

import asyncio
import contextlib
import itertools
from collections.abc import Sequence
from contextlib import aclosing

import pytest

from prism_core.audio import Pcm
from prism_core.errors import Unavailable
from prism_core.hearing import STEP_SECONDS, TRIES, LocalAgreement, follow
from prism_core.requests import TranscriptResult
from prism_core.testing import virtual_time

STEP = Pcm(b"\0\0" * int(1.1 * STEP_SECONDS * 16_000))


@pytest.mark.parametrize(
    ("hypotheses", "agreed", "tentative"),
    [
        (["put"], "", "put"),
        (["put on", "put on b"], "put on", "b"),
        (["Put on", "put on, BBC", "put on BBC One"], "put on, BBC", "One"),
        (["what's", "watch the", "watch the news", "watch the news"], "watch the news", ""),
        (["a b", "a b c", "x", "x", "a b c", "a b c d"], "a b c", "d"),
        (["turn it up", ""], "", ""),
    ],
)
def test_what_two_hypotheses_agree_on_is_shown(hypotheses: Sequence[str], agreed: str, tentative: str) -> None:
    agreement = LocalAgreement()
    *_, last = [agreement.add(text) for text in hypotheses]
    assert (last.agreed, last.tentative) == (agreed, tentative)


def test_shown_words_never_change() -> None:
    agreement = LocalAgreement()
    shown = [agreement.add(text).agreed for text in ("go", "go to", "go two", "go to channel", "no", "no go", "no go")]
    assert all(later.startswith(earlier) for earlier, later in itertools.pairwise(shown))


def test_an_utterance_is_followed_as_it_grows() -> None:
    said = ["turn", "turn it", "turn it up", "turn it up"]
    asked: list[float] = []

    async def ask(sound: Pcm) -> TranscriptResult:
        asked.append(sound.seconds)
        return TranscriptResult(text=said[len(asked) - 1], language="en", confidence=1, final=False)

    def so_far() -> Pcm:
        return Pcm(STEP.samples * (len(asked) + 1))

    async def listen() -> list[str]:
        shown = []
        async with aclosing(follow(ask, so_far)) as partials:
            async for partial in partials:
                shown.append(partial.agreed)
                if len(asked) == len(said):
                    break
        return shown

    assert virtual_time(listen) == ["", "turn", "turn it", "turn it up"]
    assert asked == [Pcm(STEP.samples * count).seconds for count in (1, 2, 3, 4)]


def test_following_is_given_up_when_nobody_answers() -> None:
    asked: list[Pcm] = []

    async def ask(sound: Pcm) -> TranscriptResult:
        asked.append(sound)
        raise Unavailable("away")

    async def listen() -> int:
        return len([partial async for partial in follow(ask, lambda: Pcm(STEP.samples * (len(asked) + 1)))])

    assert virtual_time(listen) == 0
    assert len(asked) == TRIES


def test_a_slow_recogniser_is_asked_for_half_of_the_time() -> None:
    asked: list[float] = []

    async def ask(sound: Pcm) -> TranscriptResult:
        asked.append(sound.seconds)
        await asyncio.sleep(1.0)
        return TranscriptResult(text="", language="en", confidence=0, final=False)

    async def listen() -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(10):
                async for _ in follow(ask, lambda: Pcm(b"\0\0" * int(16_000 * (loop.time() - began)))):
                    pass

    virtual_time(listen)
    assert len(asked) == 5
