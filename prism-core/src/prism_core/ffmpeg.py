"""Where ffmpeg is."""

import os
import shutil
from pathlib import Path

from prism_core.errors import Unavailable


def find_ffmpeg() -> str:
    """Path of ffmpeg: what `PRISM_FFMPEG` names, else the one on PATH, else the one in the imageio-ffmpeg wheel.

    Raises:
        Unavailable: there is none; the message says what to install.
    """
    if named := os.environ.get("PRISM_FFMPEG"):
        if found := shutil.which(named):
            return found
        raise Unavailable(f"PRISM_FFMPEG names {named!r}, which is no program: correct it, or unset it")
    if found := shutil.which("ffmpeg"):
        return found
    try:
        import imageio_ffmpeg

        bundled = Path(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError):
        bundled = Path()
    if bundled.is_file():
        return str(bundled)
    raise Unavailable("ffmpeg was not found: install it (for example 'apt install ffmpeg'), or name it in PRISM_FFMPEG")
