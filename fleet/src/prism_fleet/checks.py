"""What must be right before anything starts: the data folder, the disk, one fleet at a time, ffmpeg."""

import fcntl
import os
import shutil
from pathlib import Path
from typing import IO

from prism_core.errors import PrismError
from prism_core.ffmpeg import find_ffmpeg
from prism_fleet.errors import CannotStart

LEAST_FREE_BYTES = 200 * 1024 * 1024
"""A catalogue of 15 thousand channels, its guide and Redis's log need about half of this in a first week."""


def prepare_data_dir(folder: Path, least_free: int = LEAST_FREE_BYTES) -> Path:
    """Create `folder` with its parts and give its absolute path.

    Raises:
        CannotStart: it cannot be written, or the disk is nearly full.
    """
    folder = folder.expanduser().absolute()
    try:
        for part in (folder, folder / "run", folder / "redis"):
            part.mkdir(parents=True, exist_ok=True)
        probe = folder / "run" / ".writable"
        probe.write_bytes(b"prism")
        probe.unlink()
    except OSError as error:
        raise CannotStart(
            f"the data folder {folder} cannot be written ({error.strerror}): "
            "make room or give this user the right to write there, or set PRISM_DATA_DIR to another folder"
        ) from error
    free = shutil.disk_usage(folder).free
    if free < least_free:
        raise CannotStart(
            f"the disk of {folder} has {free // 2**20} MiB left and Prism needs {least_free // 2**20} MiB: "
            "make room, or set PRISM_DATA_DIR to a folder on another disk"
        )
    return folder


def claim(folder: Path) -> IO[str]:
    """Hold the data folder for this fleet until the given file is closed or the process ends.

    Raises:
        CannotStart: another fleet holds it.
    """
    lock = (folder / "run" / "fleet.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.seek(0)
        holder = lock.read().strip() or "unknown"
        lock.close()
        raise CannotStart(
            f"another Prism (process {holder}) already uses the data folder {folder}: "
            "stop it, or set PRISM_DATA_DIR to another folder"
        ) from error
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def require_ffmpeg() -> str:
    """Path of the ffmpeg that every service is told to use.

    Raises:
        CannotStart: there is none.
    """
    try:
        return str(find_ffmpeg())
    except PrismError as error:
        raise CannotStart(error.message) from error
