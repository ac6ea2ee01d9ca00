"""Who goes first, and what is not heard twice."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from prism_core.audio import Pcm
from prism_core.requests import EngineInfo
from prism_stt.engines import PLAIN, Asked, Capabilities, Transcript
from prism_stt.engines.memo import Memo
from prism_stt.precedence import Precedence, Rank
from prism_stt.worker import Transcriber

SOUND = Pcm(b"\1\0" * 16_000)


@dataclass
class Steps:
    """An engine that works step by step until it has done as many as its sound has seconds, and notes each."""

    done: list[str] = field(default_factory=list)
    step: threading.Event = field(default_factory=threading.Event)
    capabilities = Capabilities(None, translates=True)

    def load(self) -> None: ...

    def close(self) -> None: ...

    def describe(self) -> EngineInfo:
        return EngineInfo(engine="steps", model="")

    def transcribe(self, sound: Pcm, asked: Asked = PLAIN, cancelled: Callable[[], bool] = lambda: False) -> Transcript:
        for _ in range(int(sound.seconds)):
            if cancelled():
                break
            self.done.append(asked.prompt)
            self.step.set()
            threading.Event().wait(0.002)
        return Transcript((), asked.prompt, "steps")


async def test_a_viewer_never_waits_for_what_nobody_waits_for() -> None:
    engine = Steps()
    transcriber = Transcriber(engine)
    captions = asyncio.create_task(transcriber.hear(Pcm(SOUND.samples * 2000), Asked(prompt="caption"), Rank.BEHIND))
    await asyncio.to_thread(engine.step.wait)
    before = len(engine.done)
    await transcriber.hear(Pcm(SOUND.samples * 20), Asked(prompt="viewer"), Rank.VIEWER)
    meanwhile = engine.done[before:]
    assert meanwhile.count("viewer") == 20
    assert meanwhile.count("caption") <= 2  # the steps that were under way
    captions.cancel()
    with pytest.raises(asyncio.CancelledError):
        await captions
    transcriber.close()


async def test_work_behind_goes_on_when_the_viewer_was_heard() -> None:
    engine = Steps()
    transcriber = Transcriber(engine)
    captions = asyncio.create_task(transcriber.hear(Pcm(SOUND.samples * 50), Asked(prompt="caption"), Rank.BEHIND))
    await transcriber.hear(Pcm(SOUND.samples * 5), Asked(prompt="viewer"), Rank.VIEWER)
    await captions
    assert engine.done.count("caption") == 50
    transcriber.close()


async def test_more_viewers_than_workers_wait_their_turn() -> None:
    engine = Steps()
    transcriber = Transcriber(engine, workers=2)
    asked = [Asked(prompt=str(number)) for number in range(6)]
    heard = await asyncio.gather(*(transcriber.hear(Pcm(SOUND.samples * 3), one, Rank.VIEWER) for one in asked))
    assert [one.language for one in heard] == [one.prompt for one in asked]
    transcriber.close()


def test_standing_back_ends_when_it_is_called_off() -> None:
    precedence = Precedence()
    with precedence.working(Rank.VIEWER):
        assert precedence.stand_back(Rank.BEHIND, lambda: True)
    assert not precedence.stand_back(Rank.BEHIND, lambda: False)


def test_the_same_sound_is_heard_once_even_at_the_same_time() -> None:
    memo: Memo[str] = Memo()
    begun, go_on = threading.Event(), threading.Event()
    heard: list[str | None] = []

    def slow() -> str:
        begun.set()
        go_on.wait()
        return "words"

    def other() -> str:
        raise AssertionError("heard twice")

    first = threading.Thread(target=lambda: heard.append(memo.get(b"a", 1, slow, lambda: False)))
    first.start()
    begun.wait()
    second = threading.Thread(target=lambda: heard.append(memo.get(b"a", 1, other, lambda: False)))
    second.start()
    go_on.set()
    first.join()
    second.join()
    assert heard == ["words", "words"]
    assert memo.get(b"a", 2, lambda: "others", lambda: False) == "others"


def test_what_was_broken_off_is_not_remembered() -> None:
    memo: Memo[str] = Memo()
    assert memo.get(b"a", 1, lambda: None, lambda: False) is None
    assert memo.get(b"a", 1, lambda: "words", lambda: False) == "words"


def test_only_the_last_sounds_are_remembered() -> None:
    memo: Memo[str] = Memo(kept=2)
    for sound in (b"a", b"b", b"c"):
        memo.get(sound, 1, lambda: "old", lambda: False)
    assert memo.get(b"a", 1, lambda: "new", lambda: False) == "new"
    assert memo.get(b"c", 1, lambda: "new", lambda: False) == "old"
