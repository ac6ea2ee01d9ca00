"""libespeak-ng, loaded once a process: its state is global, and starting it again breaks what runs.

The services that need it name the package `espeakng-loader` as theirs, which brings it; else the system's is taken.
Interface: `speak_lib.h` of espeak-ng. It is a separately installed library under the GPL.
"""

import ctypes
import ctypes.util
import functools
import threading
from dataclasses import dataclass
from pathlib import Path

from prism_core.errors import Unavailable

REMEDY = "install the espeakng-loader package, or espeak-ng from the system's packages"
_SYNCHRONOUS = 2
_PHONEME_EVENTS, _PHONEME_IPA, _DONT_EXIT = 0x0001, 0x0002, 0x8000
_BUFFER_MILLISECONDS = 60
"""Sound per callback: short, so that the first arrives and an abort is seen early."""


@dataclass(frozen=True, slots=True)
class Espeak:
    """The library, started: it gives sound and phonemes from within the call that asks for them.

    Attributes:
        library: its functions; not thread safe.
        sample_rate: of its sound, in Hz.
        lock: to hold while any of its functions is called.
    """

    library: ctypes.CDLL
    sample_rate: int
    lock: threading.Lock


@functools.cache
def espeak() -> Espeak:
    """The process's library, started at the first call.

    Raises:
        Unavailable: it or its data is not installed.
    """
    path, data = _find()
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise Unavailable(f"libespeak-ng cannot be loaded: {error}; {REMEDY}") from error
    flags = _PHONEME_EVENTS | _PHONEME_IPA | _DONT_EXIT
    rate = library.espeak_Initialize(_SYNCHRONOUS, _BUFFER_MILLISECONDS, data and str(data).encode(), flags)
    if rate <= 0:
        raise Unavailable(f"libespeak-ng found no voices; {REMEDY}")
    return Espeak(library, rate, threading.Lock())


def _find() -> tuple[str, Path | None]:
    """Path of the library and of its data (none: where the library looks itself)."""
    try:
        import espeakng_loader
    except ImportError:
        found = ctypes.util.find_library("espeak-ng")
        if found is None:
            raise Unavailable(f"libespeak-ng is not installed; {REMEDY}") from None
        return found, None
    return espeakng_loader.get_library_path(), Path(espeakng_loader.get_data_path())
