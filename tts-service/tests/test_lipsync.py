import numpy as np
import pytest

from prism_core.audio import Pcm
from prism_core.visemes import VISEMES
from prism_tts.alignment import Aligner
from prism_tts.chunks import chunked
from prism_tts.engines import Engine, Speech, TimedPhoneme
from prism_tts.engines.espeak import EspeakReference
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


@pytest.mark.parametrize("speed", [0.5, 0.75, 1.0])
def test_lips_shut_where_the_sound_breaks_off_and_not_where_it_bursts(speed: float) -> None:
    pieces = EspeakReference()("a packet of upper paper", "en", speed)
    rate = pieces[0].sound.sample_rate
    wave = np.frombuffer(b"".join(piece.sound.samples for piece in pieces), np.int16).astype(float)
    shut = [int(start * rate) for ipa, start in starts(list(pieces)) if ipa == "p" and start > 0.05]
    span = rate // 50
    for sample in shut:
        before, after = wave[sample - span : sample], wave[sample + span // 4 : sample + span]
        assert np.std(after) < np.std(before) / 2
    assert len(shut) == 4


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


@pytest.mark.parametrize("piece_seconds", [0.9, 60.0])
def test_phonemes_laid_over_the_sound_of_another_pace_and_pitch_agree_with_its_true_times(
    engine: Engine, piece_seconds: float
) -> None:
    spoken = list(engine.synthesize(TEXT, "lumen", "en", 1.2, "surprised"))
    rate = engine.capabilities.sample_rate
    sound, size = b"".join(piece.sound.samples for piece in spoken), int(piece_seconds * rate) * 2
    bare = (Speech(Pcm(sound[i : i + size], rate)) for i in range(0, len(sound), size))
    aligned = list(Aligner(EspeakReference())(bare, TEXT, "en", 1.0))
    assert b"".join(piece.sound.samples for piece in aligned) == sound
    true, found = starts(spoken), starts(aligned)
    assert [ipa for ipa, _ in found] == [ipa for ipa, _ in true]
    errors = [abs(mine - its) for (_, its), (_, mine) in zip(true, found, strict=True)]
    assert np.median(errors) < 0.02
    assert np.percentile(errors, 95) < 0.08


def test_sound_in_a_language_without_phonemes_passes_with_a_shut_mouth() -> None:
    pieces = (Speech(Pcm(bytes(48_000), 24_000)) for _ in range(2))
    aligned = list(Aligner(EspeakReference())(pieces, TEXT, "tlh", 1.0))
    assert sum(piece.sound.seconds for piece in aligned) == 2.0
    assert {phoneme.ipa for piece in aligned for phoneme in piece.phonemes} == {""}


def starts(pieces: list[Speech]) -> list[tuple[str, float]]:
    """Each phoneme but silence and when it begins; one that goes on in the next piece counts once."""
    found: list[tuple[str, float, float]] = []
    clock = 0.0
    for piece in pieces:
        for phoneme in piece.phonemes:
            start = clock + phoneme.start
            if found and found[-1][0] == phoneme.ipa and abs(found[-1][2] - start) < 1e-6:
                found[-1] = (phoneme.ipa, found[-1][1], start + phoneme.duration)
            else:
                found.append((phoneme.ipa, start, start + phoneme.duration))
        clock += piece.sound.seconds
    return [(ipa, start) for ipa, start, _ in found if ipa]
