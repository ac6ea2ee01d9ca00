"""libespeak-ng through its C interface: sound and exact events, in one process and without files.

The library holds process-global state and is not thread safe, so there is one `EspeakLibrary` a process and one
lock around it. Interface: `speak_lib.h` of espeak-ng.
"""

import ctypes
import functools
from collections.abc import Callable
from dataclasses import dataclass

from prism_core.errors import Internal
from prism_core.espeak import espeak

EVENT_LIST_TERMINATED, EVENT_PHONEME = 0, 7
CHARS_UTF8, ENDPAUSE = 1, 0x1000
RATE, PITCH, RANGE = 1, 3, 4


class _Identifier(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Identifier),
    )


class _Voice(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.POINTER(ctypes.c_char)),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True, slots=True)
class PhonemeStart:
    """A phoneme begins at `sample`, counted from the utterance's first; `ipa` is empty for silence."""

    ipa: str
    sample: int


@dataclass(frozen=True, slots=True)
class Manner:
    """How to speak: words a minute; pitch and range from 0 to 100, 50 being the voice's own."""

    rate: int
    pitch: int = 50
    range: int = 50


Listener = Callable[[bytes, list[PhonemeStart]], bool]
"""Takes mono int16 sound and the phonemes that begin in or just after it; true stops the speech at once."""


class EspeakLibrary:
    """The one libespeak-ng of this process. Get it from `shared()`.

    Raises:
        Unavailable: the library or its data is not installed.
    """

    def __init__(self) -> None:
        loaded = espeak()
        self._library, self._lock = loaded.library, loaded.lock
        self.sample_rate = loaded.sample_rate
        self._listener: Listener = lambda _sound, _phonemes: True
        self._callback = _CALLBACK(self._on_sound)  # Kept: the library would call freed memory otherwise.
        self._library.espeak_SetSynthCallback(self._callback)
        self.voices = self._list_voices()

    def speak(self, text: str, voice: str, manner: Manner, listener: Listener) -> None:
        """Speaks `text`, giving all sound to `listener` from within this call.

        Args:
            text: plain text.
            voice: an identifier from `voices`, with a variant if wanted: "gmw/en-US+f2".
            manner: pace and pitch.
            listener: where the sound goes; it must not raise.
        """
        encoded = text.encode()
        with self._lock:
            self._listener = listener
            if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
                raise Internal(f"espeak-ng refused its own voice {voice!r}")
            for parameter, value in ((RATE, manner.rate), (PITCH, manner.pitch), (RANGE, manner.range)):
                self._library.espeak_SetParameter(parameter, value, 0)
            flags = CHARS_UTF8 | ENDPAUSE
            self._library.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, flags, None, None)
            self._library.espeak_Synchronize()

    def _on_sound(self, wave: object, count: int, events: "ctypes._Pointer[_Event]") -> int:
        phonemes = []
        index = 0
        while events[index].type != EVENT_LIST_TERMINATED:
            event = events[index]
            index += 1
            if event.type == EVENT_PHONEME:
                # Eight bytes at most: a longer name may end within a character.
                ipa = event.id.string.decode("utf-8", "ignore")
                phonemes.append(PhonemeStart(ipa, event.audio_position * self.sample_rate // 1000))
        sound = ctypes.string_at(wave, count * 2) if wave and count > 0 else b""  # type: ignore[arg-type]
        return 1 if self._listener(sound, phonemes) else 0

    def _list_voices(self) -> dict[str, str]:
        """Voice identifiers by language tag, the library's preferred voice for each."""
        self._library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
        listed = self._library.espeak_ListVoices(None)
        ranked: dict[str, tuple[int, str]] = {}
        index = 0
        while listed[index]:
            voice = listed[index].contents
            index += 1
            for priority, tag in _languages(voice):
                offer = (priority, voice.identifier.decode())
                ranked[tag] = min(offer, ranked.get(tag, offer))
        return {tag: identifier for tag, (_, identifier) in ranked.items()}


def _languages(voice: _Voice) -> list[tuple[int, str]]:
    """Priority (lower is better) and tag of each language of a voice: a list of (byte, tag, NUL), then NUL."""
    found = []
    address = ctypes.cast(voice.languages, ctypes.c_void_p).value
    while address is not None and (priority := ctypes.string_at(address, 1)[0]):
        tag = ctypes.string_at(address + 1)
        found.append((priority, tag.decode().lower()))
        address += len(tag) + 2
    return found


@functools.cache
def shared() -> EspeakLibrary:
    """The process's library, loaded at the first call.

    Raises:
        Unavailable: it is not installed.
    """
    return EspeakLibrary()
