import numpy as np
import pytest

from prism_core.audio import Pcm
from prism_core.visemes import VISEMES
from prism_tts.alignment import Aligner
from prism_tts.chunks import chunked
from prism_tts.engines import Engine, Speech, TimedPhoneme
from prism_tts.engines.espeak import phonemes_of
from prism_tts.lipsync import CueTimeline
from prism_tts.phonemes import VISEME_OF_IPA, ipa_of_arpabet, visemes_of

TEXT = "Hello there. I am Lumen, and the film begins at eight."


@pytest.mark.parametrize(
    ("ipa", "shapes"),
    [
        ("p", ("PP",)),
        ("ˈoʊ", ("O", "U")),
        ("tʃ", ("CH",)),
        ("aɪ", ("aa", "I")),
        ("", ("sil",)),
        ("ɔ̃", ("O",)),
        ("ʲ", ("aa",)),
    ],
)
def test_a_phoneme_has_its_mouth_shapes(ipa: str, shapes: tuple[str, ...]) -> None:
    assert visemes_of(ipa) == shapes


def test_every_mouth_shape_but_silence_is_used() -> None:
    assert set(VISEME_OF_IPA.values()) == set(VISEMES) - {"sil"}


def test_arpabet_becomes_ipa() -> None:
    assert [ipa_of_arpabet(phone) for phone in ("HH", "AH0", "L", "OW1", "pau")] == ["h", "ʌ", "l", "oʊ", ""]


def test_equal_neighbours_become_one_cue() -> None:
    timeline = CueTimeline()
    timeline.add((TimedPhoneme("p", 0.0, 0.1), TimedPhoneme("b", 0.1, 0.1)), 1.0)
    timeline.add((TimedPhoneme("m", 0.0, 0.1),), 1.2)
    timeline.close()
    (cue,) = timeline.take(9)
    assert (cue.viseme, cue.start, round(cue.duration, 6)) == ("PP", 1.0, 0.3)


def test_the_mouth_is_shut_where_the_sound_is_silent_and_moves_where_it_is_loud(engine: Engine) -> None:
    rate = engine.capabilities.sample_rate
    chunks = list(chunked(engine.synthesize(TEXT, "lumen", "en", 1.0, "neutral"), rate))
    wave = np.frombuffer(b"".join(chunk.sound.samples for chunk in chunks), np.int16) / 32768.0
    cues = [cue for chunk in chunks for cue in chunk.cues]

    def level(start: float, duration: float) -> float:
        part = wave[int(start * rate) : int((start + duration) * rate)]
        return float(np.sqrt(np.mean(part**2))) if len(part) else 0.0

    silent = [level(cue.start + 0.08, cue.duration - 0.1) for cue in cues if cue.viseme == "sil" and cue.duration > 0.2]
    vowels = [level(cue.start, cue.duration) for cue in cues if cue.viseme in {"aa", "O", "E"}]
    assert silent
    assert max(silent) < min(vowels) / 3


def test_cues_follow_each_other_inside_the_sound_and_begin_in_their_chunk(engine: Engine) -> None:
    rate = engine.capabilities.sample_rate
    clock = end = 0.0
    for chunk in chunked(engine.synthesize(TEXT, "lumen", "en", 1.0, "neutral"), rate):
        for cue in chunk.cues:
            assert clock - 1e-3 <= cue.start < clock + chunk.sound.seconds + 1e-3
            assert cue.start >= end - 1e-3
            end = cue.start + cue.duration
        clock += chunk.sound.seconds
    assert end <= clock + 1e-3
    assert end > clock * 0.9


def test_chunks_keep_every_sample(engine: Engine) -> None:
    pieces = list(engine.synthesize(TEXT, "lumen", "en", 1.0, "neutral"))
    chunks = list(chunked(pieces, engine.capabilities.sample_rate))
    assert b"".join(c.sound.samples for c in chunks) == b"".join(p.sound.samples for p in pieces)
    assert chunks[0].sound.seconds == pytest.approx(0.1, abs=1e-3)
    assert {round(chunk.sound.seconds, 2) for chunk in chunks[1:-1]} == {0.2}


def test_phonemes_laid_over_untimed_sound_agree_with_the_true_times(engine: Engine) -> None:
    true = phonemes_of(TEXT, "en")
    sound = b"".join(p.sound.samples for p in engine.synthesize(TEXT, "lumen", "en", 1.0, "neutral"))
    rate = engine.capabilities.sample_rate
    bare = (Speech(Pcm(sound[i : i + rate], rate)) for i in range(0, len(sound), rate))
    found, offset = [], 0.0
    for piece in Aligner(phonemes_of)((p for p in bare), TEXT, "en", 1.0):
        found += [(p.ipa, offset + p.start, offset + p.start + p.duration) for p in piece.phonemes]
        offset += piece.sound.seconds

    def at(moment: float, spans: list[tuple[str, float, float]]) -> str:
        return next((visemes_of(ipa)[0] for ipa, start, end in spans if start <= moment < end), "sil")

    spans = [(p.ipa, p.start, p.start + p.duration) for p in true]
    moments = np.arange(0, offset, 0.01)
    assert np.mean([at(m, spans) == at(m, found) for m in moments]) > 0.5
    assert np.mean([(at(m, spans) == "sil") == (at(m, found) == "sil") for m in moments]) > 0.85
