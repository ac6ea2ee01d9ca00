import contextlib
import threading
import time

import numpy as np
import pytest

from prism_core.events.avatar import EXPRESSIONS, Expression
from prism_tts.engines import Engine, LanguageNotSpoken, Speech, VoiceNotFound
from prism_tts.loudness import TARGET_LUFS, loudness

TEXT = "Hello there, I am Lumen. The news is on now."


def spoken(engine: Engine, text: str = TEXT, language: str = "en", speed: float = 1.0) -> list[Speech]:
    return list(engine.synthesize(text, "lumen", language, speed, "neutral"))


def seconds(pieces: list[Speech]) -> float:
    return sum(piece.sound.seconds for piece in pieces)


def samples(pieces: list[Speech]) -> np.ndarray:
    return np.frombuffer(b"".join(piece.sound.samples for piece in pieces), np.int16)


def test_all_sound_has_the_declared_rate(engine: Engine) -> None:
    assert {piece.sound.sample_rate for piece in spoken(engine)} == {engine.capabilities.sample_rate}


def test_speech_lasts_as_long_as_people_take(engine: Engine) -> None:
    assert 0.03 < seconds(spoken(engine)) / len(TEXT) < 0.15


def test_nothing_clips_and_there_is_no_offset(engine: Engine) -> None:
    wave = samples(spoken(engine)).astype(float)
    assert np.abs(wave).max() < 32767 * 0.98
    assert abs(wave.mean()) < 30


def test_the_voice_is_as_loud_as_it_should_be(engine: Engine) -> None:
    assert abs(loudness(samples(spoken(engine)) / 32768, engine.capabilities.sample_rate) - TARGET_LUFS) < 2.0


def test_speech_begins_and_ends_without_a_click(engine: Engine) -> None:
    wave = samples(spoken(engine))
    assert abs(int(wave[0])) < 200
    assert abs(int(wave[-1])) < 200


def test_phonemes_lie_inside_their_piece_and_in_order(engine: Engine) -> None:
    for piece in spoken(engine):
        clock = 0.0
        for phoneme in piece.phonemes:
            assert phoneme.start >= clock - 1e-6
            clock = phoneme.start + phoneme.duration
        assert clock <= piece.sound.seconds + 1e-6


def test_the_phonemes_are_those_of_the_words(engine: Engine) -> None:
    ipa = [phoneme.ipa for piece in spoken(engine, "Lumen") for phoneme in piece.phonemes if phoneme.ipa]
    assert "".join(ipa).replace("ˈ", "").replace("ː", "") == "lumɛn"


def test_the_same_words_give_the_same_pieces(engine: Engine) -> None:
    assert spoken(engine) == spoken(engine)


def test_twice_the_speed_takes_about_half_the_time(engine: Engine) -> None:
    assert 0.35 < seconds(spoken(engine, speed=2.0)) / seconds(spoken(engine)) < 0.7


def test_emotions_sound_different(engine: Engine) -> None:
    def wave(emotion: Expression) -> bytes:
        return b"".join(p.sound.samples for p in engine.synthesize("Oh no.", "lumen", "en", 1.0, emotion))

    assert len({wave(emotion) for emotion in EXPRESSIONS}) == len(EXPRESSIONS)


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "Guten Abend"), ("fr-FR", "Bonsoir"), ("ru", "Привет"), ("zh", "你好"), ("ja", "こんにちは")],
)
def test_other_languages_are_spoken(engine: Engine, language: str, text: str) -> None:
    assert seconds(spoken(engine, text, language)) > 0.3


def test_an_unknown_voice_is_named_with_those_there_are(engine: Engine) -> None:
    with pytest.raises(VoiceNotFound, match="'zed' is not installed; voices: 'lumen'"):
        next(engine.synthesize("Hi", "zed", "en", 1.0, "neutral"))


def test_an_unknown_language_is_named(engine: Engine) -> None:
    with pytest.raises(LanguageNotSpoken, match="xx"):
        next(engine.synthesize("Hi", "lumen", "xx", 1.0, "neutral"))


def test_a_closed_generator_hushes_the_engine_at_once(engine: Engine) -> None:
    endless = "The news is on now. " * 400
    began = time.perf_counter()
    with contextlib.closing(engine.synthesize(endless, "lumen", "en", 1.0, "neutral")) as pieces:
        next(pieces)
    assert time.perf_counter() - began < 1.0
    assert "espeak" not in {thread.name for thread in threading.enumerate()}
    assert spoken(engine, "Hi.")


def test_several_threads_may_speak_at_once(engine: Engine) -> None:
    expected = spoken(engine)
    heard: list[list[Speech]] = []
    threads = [threading.Thread(target=lambda: heard.append(spoken(engine))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == [expected] * 4
