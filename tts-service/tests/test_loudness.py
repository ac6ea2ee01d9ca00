import numpy as np
import pytest

from prism_tts.loudness import CEILING, TARGET_LUFS, gain_for, loudness, quantised


def tone(amplitude: float, rate: int, seconds: float = 3.0) -> np.ndarray:
    return amplitude * np.sin(2 * np.pi * 997 * np.arange(int(seconds * rate)) / rate)


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 48_000])
def test_the_standards_own_tone_has_the_standards_own_loudness(rate: int) -> None:
    # BS.1770-5: a full-scale sine of 997 Hz in one channel reads -3.01 LUFS.
    assert loudness(tone(1.0, rate), rate) == pytest.approx(-3.01, abs=0.1)


def test_pauses_do_not_make_speech_quieter() -> None:
    speech = tone(0.1, 24_000)
    assert loudness(np.concatenate((speech, np.zeros(72_000))), 24_000) == pytest.approx(
        loudness(speech, 24_000), abs=0.5
    )


def test_a_gain_brings_a_voice_to_the_target() -> None:
    quiet = tone(0.02, 24_000)
    assert loudness(quiet * gain_for(quiet, 24_000), 24_000) == pytest.approx(TARGET_LUFS, abs=0.1)


def test_silence_is_not_lifted() -> None:
    assert gain_for(np.zeros(24_000), 24_000) == 1.0
    assert gain_for(np.zeros(0), 24_000) == 1.0


def test_peaks_are_rounded_off_below_full_scale() -> None:
    loud = quantised(tone(3.0, 24_000))
    assert np.abs(loud.astype(int)).max() <= CEILING * 32767 + 1
