"""Reference recordings: the voices that XTTS v2 imitates, a file for each voice and one more for each emotion."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from prism_core.audio import Pcm, read_wav
from prism_core.errors import BadInput, NotFound, Unavailable
from prism_core.events.avatar import EXPRESSIONS, Expression
from prism_tts.engines import DEFAULT_VOICE, VoiceNotFound

SHORTEST_SECONDS, LONGEST_SECONDS = 6.0, 30.0
"""What XTTS v2's authors ask for, and what it listens to: https://docs.coqui.ai/en/latest/models/xtts.html"""
QUIETEST_DBFS, LOUDEST_PEAK = -40.0, 0.999
CLIPPED_SHARE = 1e-4
SMALLEST_RATIO_DB = 15.0
"""Loud frames over quiet ones: below it the recording's noise would be imitated too."""
FRAME_SECONDS = 0.02
PAUSE_DB, LONGEST_PAUSE_SECONDS = 25.0, 1.0
"""So far below the voice is silence; more of it than this at a time is no part of how somebody speaks."""
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
"""Names of voices; no underscore, since what follows one is an emotion."""

INSTEAD: dict[Expression, tuple[Expression, ...]] = {
    "neutral": (),
    "happy": ("surprised",),
    "surprised": ("happy",),
    "sad": ("relaxed",),
    "relaxed": (),
    "angry": (),
}
"""Whose recording colours an emotion that has none, before the neutral one: its neighbour by arousal and valence."""


@dataclass(frozen=True, slots=True)
class References:
    """The recordings in `folder`: `{voice}.wav`, and `{voice}_{emotion}.wav` where there are."""

    folder: Path

    def voices(self) -> tuple[str, ...]:
        """Names of all voices, Lumen first."""
        if not self.folder.is_dir():
            return ()
        found = {path.stem for path in self.folder.glob("*.wav") if NAME.fullmatch(path.stem)}
        return tuple(sorted(found, key=lambda name: (name != DEFAULT_VOICE, name)))

    def recording(self, voice: str, emotion: Expression) -> Path:
        """The file that says best how `voice` sounds in `emotion`.

        Raises:
            VoiceNotFound: the voice has no neutral recording.
        """
        chain: tuple[Expression, ...] = (emotion, *INSTEAD[emotion], "neutral")
        for wanted in chain:
            path = self._path(voice, wanted)
            if path.is_file():
                return path
        known = ", ".join(repr(name) for name in self.voices()) or "none"
        raise VoiceNotFound(f"voice {voice!r} has no recording {voice}.wav; voices: {known}")

    def add(self, voice: str, emotion: Expression, sound: Pcm) -> None:
        """Keeps `sound` as the recording of `voice` in `emotion`, in place of an older one.

        Raises:
            BadInput: the name or the recording will not do; the message says what to do.
            VoiceNotFound: an emotion of a voice that has no neutral recording yet.
            Unavailable: the folder cannot be written.
        """
        if not NAME.fullmatch(voice):
            raise BadInput(f"{voice!r} is no name for a voice; use small letters, digits and hyphens, 40 at most")
        check(sound, self._path(voice, emotion).name)
        if emotion != "neutral":
            self.recording(voice, "neutral")
        path = self._path(voice, emotion)
        unfinished = path.with_suffix(".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(sound.wav())
            os.replace(unfinished, path)  # A reader finds the old recording or the new one, never half of it.
        except OSError as error:
            raise Unavailable(f"{self.folder} cannot be written: {error.strerror}; set PRISM_VOICES_DIR") from error

    def remove(self, voice: str) -> None:
        """Deletes every recording of `voice`.

        Raises:
            VoiceNotFound: there is none.
        """
        if not NAME.fullmatch(voice) or not self._path(voice, "neutral").is_file():
            raise VoiceNotFound(f"voice {voice!r} was not cloned here; voices: {', '.join(self.voices()) or 'none'}")
        for emotion in EXPRESSIONS:
            self._path(voice, emotion).unlink(missing_ok=True)

    def check(self) -> None:
        """Makes sure that there is a default voice and that each of its recordings will do.

        Raises:
            NotFound: there is none.
            BadInput: one will not do.
        """
        if not self._path(DEFAULT_VOICE, "neutral").is_file():
            path = self._path(DEFAULT_VOICE, "neutral")
            raise NotFound(f"there is no {path}; put a clean recording of 6 to 10 s there")
        for emotion in EXPRESSIONS:
            path = self._path(DEFAULT_VOICE, emotion)
            if path.is_file():
                check(read_wav(path.read_bytes()), path.name)

    def _path(self, voice: str, emotion: Expression) -> Path:
        return self.folder / (f"{voice}.wav" if emotion == "neutral" else f"{voice}_{emotion}.wav")


def check(sound: Pcm, name: str) -> None:
    """Makes sure that a recording is worth imitating; `name` is what errors call it.

    Raises:
        BadInput: it is not; the message says what is wrong and what to do.
    """
    wave = np.frombuffer(sound.samples, np.int16).astype(np.float64) / 32768
    if sound.seconds < SHORTEST_SECONDS:
        raise BadInput(f"{name} is {sound.seconds:.1f} s long; record at least {SHORTEST_SECONDS:.0f} s, 10 is better")
    if sound.seconds > LONGEST_SECONDS:
        raise BadInput(f"{name} is {sound.seconds:.0f} s long; cut out the best 6 to 10 s of it")
    if np.mean(np.abs(wave) >= LOUDEST_PEAK) > CLIPPED_SHARE:
        raise BadInput(f"{name} is clipped; record it at a lower level")
    size = int(FRAME_SECONDS * sound.sample_rate)
    frames = wave[: len(wave) // size * size].reshape(-1, size)
    levels = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-10)
    loud, quiet = np.percentile(levels, 90), np.percentile(levels, 5)
    if loud < QUIETEST_DBFS:
        raise BadInput(f"{name} is too quiet ({loud:.0f} dBFS); record it louder, or closer to the microphone")
    spoken = sound.seconds - _silence_seconds(levels < loud - PAUSE_DB)
    if spoken < SHORTEST_SECONDS:
        raise BadInput(f"{name} has {spoken:.1f} s of speech in it; record at least {SHORTEST_SECONDS:.0f} s")
    if loud - quiet < SMALLEST_RATIO_DB:
        raise BadInput(f"{name} is noisy ({loud - quiet:.0f} dB over its background); record in a quiet room")


def _silence_seconds(silent: NDArray[np.bool_]) -> float:
    """Seconds of the silences that are no pauses, from whether each frame is `silent`."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], silent.astype(np.int8), [0]))))
    seconds = (edges[1::2] - edges[::2]) * FRAME_SECONDS
    return float(seconds[seconds > LONGEST_PAUSE_SECONDS].sum())
