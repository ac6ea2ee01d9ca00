"""libflite through its C interface: English speech with the end of every segment.

Interface: `flite.h` and `cst_utterance.h` of Festival Lite 2. It is loaded as a separately installed library; its
voices are libraries of their own. One `FliteLibrary` a process, one lock around it: voices are shared state.
"""

import ctypes
import functools
import threading
from dataclasses import dataclass

import numpy as np

from prism_core.errors import Internal, Unavailable
from prism_tts.loudness import FULL_SCALE, Wave

REMEDY = "install libflite1 from the system's packages"


class _Wave(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_char_p),
        ("sample_rate", ctypes.c_int),
        ("num_samples", ctypes.c_int),
        ("num_channels", ctypes.c_int),
        ("samples", ctypes.POINTER(ctypes.c_short)),
    )


@dataclass(frozen=True, slots=True)
class Segment:
    """A phone in Festival's ARPABET, and the second at which it ends."""

    phone: str
    end: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was spoken: sound (full scale 1) at `sample_rate` Hz, and its segments."""

    wave: Wave
    sample_rate: int
    segments: tuple[Segment, ...]


class FliteLibrary:
    """The one libflite of this process. Get it from `shared()`.

    Raises:
        Unavailable: the library is not installed.
    """

    def __init__(self) -> None:
        try:
            self._library = ctypes.CDLL("libflite.so.1")
        except OSError as error:
            raise Unavailable(f"libflite cannot be loaded: {error}; {REMEDY}") from error
        pointer, text = ctypes.c_void_p, ctypes.c_char_p
        for name, gives, takes in (
            ("new_utterance", pointer, ()),
            ("utt_init", pointer, (pointer, pointer)),
            ("feat_set_string", None, (pointer, text, text)),
            ("feat_set_float", None, (pointer, text, ctypes.c_float)),
            ("utt_synth", pointer, (pointer,)),
            ("utt_wave", ctypes.POINTER(_Wave), (pointer,)),
            ("utt_relation", pointer, (pointer, text)),
            ("relation_head", pointer, (pointer,)),
            ("item_next", pointer, (pointer,)),
            ("item_feat_string", text, (pointer, text)),
            ("item_feat_float", ctypes.c_float, (pointer, text)),
            ("delete_utterance", None, (pointer,)),
        ):
            function = getattr(self._library, name)
            function.restype, function.argtypes = gives, takes
        self._library.flite_init()
        self._lock = threading.Lock()
        self._voices: dict[str, int] = {}

    def speak(self, text: str, voice: str, *, stretch: float = 1.0, pitch: float = 1.0) -> Utterance:
        """Speaks `text`, plain ASCII, whole.

        Args:
            text: what to say.
            voice: such as `slt`.
            stretch: factor on the length of every sound.
            pitch: factor on its frequency.

        Raises:
            Unavailable: the voice's library is not installed.
        """
        library = self._library
        with self._lock:
            chosen = self._voice(voice)
            # The stretch is read from the voice and not from the utterance. Features are its second member.
            manner = ctypes.cast(chosen, ctypes.POINTER(ctypes.c_void_p))[1]
            library.feat_set_float(manner, b"duration_stretch", stretch)
            library.feat_set_float(manner, b"f0_shift", pitch)
            utterance = library.new_utterance()
            try:
                own = ctypes.cast(utterance, ctypes.POINTER(ctypes.c_void_p))[0]  # Features are its first member.
                library.feat_set_string(own, b"input_text", text.encode("ascii", "ignore"))
                library.utt_init(utterance, chosen)
                if not library.utt_synth(utterance):
                    raise Internal(f"flite could not say a text of {len(text)} characters")
                return self._read(utterance)
            finally:
                library.delete_utterance(utterance)

    def _read(self, utterance: int) -> Utterance:
        sound = self._library.utt_wave(utterance).contents
        wave = np.ctypeslib.as_array(sound.samples, (sound.num_samples,)) / FULL_SCALE
        segments = []
        item = self._library.relation_head(self._library.utt_relation(utterance, b"Segment"))
        while item:
            phone = self._library.item_feat_string(item, b"name").decode()
            segments.append(Segment(phone, float(self._library.item_feat_float(item, b"end"))))
            item = self._library.item_next(item)
        return Utterance(wave, int(sound.sample_rate), tuple(segments))

    def _voice(self, name: str) -> int:
        if name not in self._voices:
            try:
                register = getattr(ctypes.CDLL(f"libflite_cmu_us_{name}.so.1"), f"register_cmu_us_{name}")
            except OSError as error:
                raise Unavailable(f"flite's voice {name!r} cannot be loaded: {error}; {REMEDY}") from error
            register.restype, register.argtypes = ctypes.c_void_p, (ctypes.c_char_p,)
            self._voices[name] = register(None)
        return self._voices[name]


@functools.cache
def shared() -> FliteLibrary:
    """The process's library, loaded at the first call.

    Raises:
        Unavailable: it is not installed.
    """
    return FliteLibrary()
