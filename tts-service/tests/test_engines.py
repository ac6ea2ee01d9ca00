import contextlib
import threading

import numpy as np
import pytest

from prism_core.errors import Unavailable
from prism_core.events.avatar import EXPRESSIONS, Expression
from prism_tts.alignment import Aligner
from prism_tts.engines import Engine, LanguageNotSpoken, Speech, VoiceNotFound
from prism_tts.engines.embedded import EmbeddedEngine
from prism_tts.engines.espeak import EspeakReference
from prism_tts.engines.flite import FliteEngine
from prism_tts.engines.japanese import in_kana
from prism_tts.loudness import TARGET_LUFS, loudness
from prism_tts.speaker import Speaker, Wish

TEXT = "Hello there, I am Lumen. The news is on now."


def spoken(engine: Engine, text: str = TEXT, language: str = "en", speed: float = 1.0) -> list[Speech]:
    return list(engine.synthesize(text, "lumen", language, speed, "neutral"))


def seconds(pieces: list[Speech]) -> float:
    return sum(piece.sound.seconds for piece in pieces)


def samples(pieces: list[Speech]) -> np.ndarray:
    return np.frombuffer(b"".join(piece.sound.samples for piece in pieces), np.int16)


def test_all_sound_has_the_declared_rate(any_engine: Engine) -> None:
    assert {piece.sound.sample_rate for piece in spoken(any_engine)} == {any_engine.capabilities.sample_rate}


def test_speech_lasts_as_long_as_people_take(any_engine: Engine) -> None:
    assert 0.03 < seconds(spoken(any_engine)) / len(TEXT) < 0.15


def test_nothing_clips_and_there_is_no_offset(any_engine: Engine) -> None:
    wave = samples(spoken(any_engine)).astype(float)
    assert np.abs(wave).max() < 32767 * 0.98
    assert abs(wave.mean()) < 30


def test_the_voice_is_as_loud_as_it_should_be(any_engine: Engine) -> None:
    assert abs(loudness(samples(spoken(any_engine)) / 32768, any_engine.capabilities.sample_rate) - TARGET_LUFS) < 2.0


@pytest.mark.parametrize(
    ("language", "text"), [("ru", "В восемь часов начинается фильм."), ("hi", "फ़िल्म आठ बजे शुरू होती है।")]
)
def test_the_voice_is_as_loud_in_another_language(engine: Engine, language: str, text: str) -> None:
    wave = samples(spoken(engine, text, language)) / 32768
    assert abs(loudness(wave, engine.capabilities.sample_rate) - TARGET_LUFS) < 2.0


def test_speech_begins_and_ends_without_a_click(any_engine: Engine) -> None:
    wave = samples(spoken(any_engine))
    assert abs(int(wave[0])) < 200
    assert abs(int(wave[-1])) < 200


def test_phonemes_lie_inside_their_piece_and_in_order(any_engine: Engine) -> None:
    for piece in spoken(any_engine):
        clock = 0.0
        for phoneme in piece.phonemes:
            assert phoneme.start >= clock - 1e-6
            clock = phoneme.start + phoneme.duration
        assert clock <= piece.sound.seconds + 1e-6


def test_the_phonemes_are_those_of_the_words(engine: Engine) -> None:
    ipa = [phoneme.ipa for piece in spoken(engine, "Lumen") for phoneme in piece.phonemes if phoneme.ipa]
    assert "".join(ipa).replace("ˈ", "").replace("ː", "") == "lumɛn"


def test_the_same_words_give_the_same_pieces(any_engine: Engine) -> None:
    assert spoken(any_engine) == spoken(any_engine)


def test_twice_the_speed_takes_about_half_the_time(any_engine: Engine) -> None:
    assert 0.35 < seconds(spoken(any_engine, speed=2.0)) / seconds(spoken(any_engine)) < 0.7


def test_emotions_sound_different(any_engine: Engine) -> None:
    def wave(emotion: Expression) -> bytes:
        return b"".join(p.sound.samples for p in any_engine.synthesize("Oh no.", "lumen", "en", 1.0, emotion))

    assert len({wave(emotion) for emotion in EXPRESSIONS}) == len(EXPRESSIONS)


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "Guten Abend"), ("fr-FR", "Bonsoir"), ("ru", "Привет"), ("zh", "你好"), ("ja", "こんにちは")],
)
def test_other_languages_are_spoken(engine: Engine, language: str, text: str) -> None:
    assert seconds(spoken(engine, text, language)) > 0.3


def test_japanese_is_read_and_its_characters_are_not_named(engine: Engine) -> None:
    said = "".join(phoneme.ipa for piece in spoken(engine, "今夜は東京のニュース", "ja") for phoneme in piece.phonemes)
    assert "tʃˈaɪ" not in said  # "Chinese letter"
    assert in_kana("NHK総合は5月3日に、1,299円です") == "NHK ソーゴーワ 5 ガツ 3ニチニ、 1299エンデス"


def test_letters_that_no_accent_makes_are_spoken() -> None:
    flite = FliteEngine()
    try:
        flite.load()
    except Unavailable as error:
        pytest.skip(error.message)

    def phonemes(text: str) -> list[str]:
        return [phoneme.ipa for piece in spoken(flite, text) for phoneme in piece.phonemes]

    assert phonemes("Łukasz Ødegaard") == phonemes("Lukasz Odegaard")


def test_an_unknown_voice_is_named_with_those_there_are(any_engine: Engine) -> None:
    with pytest.raises(VoiceNotFound, match="'zed' is not installed; voices: 'lumen'"):
        next(any_engine.synthesize("Hi", "zed", "en", 1.0, "neutral"))


def test_an_unknown_language_is_named(any_engine: Engine) -> None:
    with pytest.raises(LanguageNotSpoken, match="xx"):
        next(any_engine.synthesize("Hi", "lumen", "xx", 1.0, "neutral"))


def test_a_closed_generator_hushes_the_engine_at_once(engine: Engine) -> None:
    endless = "The news is on now. " * 400
    with contextlib.closing(engine.synthesize(endless, "lumen", "en", 1.0, "neutral")) as pieces:
        next(pieces)
    assert "espeak" not in {thread.name for thread in threading.enumerate()}
    assert spoken(engine, "Hi.")


def test_several_threads_may_speak_at_once(any_engine: Engine) -> None:
    expected = spoken(any_engine)
    heard: list[list[Speech]] = []
    threads = [threading.Thread(target=lambda: heard.append(spoken(any_engine))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == [expected] * 4


def test_pitch_raises_the_voice_and_leaves_its_pace(any_engine: Engine) -> None:
    def pieces(pitch: float) -> list[Speech]:
        return list(any_engine.synthesize("Oh no, oh no.", "lumen", "en", 1.0, "neutral", pitch))

    assert seconds(pieces(4.0)) == pytest.approx(seconds(pieces(0.0)), rel=0.1)
    assert samples(pieces(4.0)).tobytes() != samples(pieces(0.0)).tobytes()


def test_every_voice_sounds_different(any_engine: Engine) -> None:
    voices = any_engine.capabilities.voices
    waves = {
        b"".join(piece.sound.samples for piece in any_engine.synthesize("Hello.", voice, "en", 1.0, "neutral"))
        for voice in voices
    }
    assert len(waves) == len(voices) > 1


@pytest.mark.parametrize("language", "en es fr de it pt pl tr ru nl cs ar zh-cn ja hu ko hi".split())
def test_the_embedded_engine_speaks_every_language_of_the_large_one(language: str) -> None:
    engine = EmbeddedEngine()
    engine.load()
    text = {"ru": "Привет", "ar": "مرحبا", "zh-cn": "你好", "ja": "こんにちは", "ko": "안녕하세요", "hi": "नमस्ते"}
    pieces = list(engine.synthesize(text.get(language, "Lumen"), "lumen", language, 1.0, "neutral"))
    assert seconds(pieces) > 0.3
    assert any(phoneme.ipa for piece in pieces for phoneme in piece.phonemes)


async def test_a_name_in_another_script_is_spoken_within_an_english_sentence() -> None:
    embedded = EmbeddedEngine()
    speaker = Speaker(lambda: embedded, Aligner(EspeakReference()))

    async def said(text: str) -> float:
        return sum([chunk.sound.seconds async for chunk in speaker.speak(Wish(text, language="en"))])

    assert await said("I put on Первый канал for you.") > await said("I put on for you.") + 0.5
