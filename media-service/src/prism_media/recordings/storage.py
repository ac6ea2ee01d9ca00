"""How much recordings may take: a quota of their own, and room that they leave on the disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from prism_core.errors import PrismError

GIB = 1 << 30
_MORE_QUOTA = "delete some, or raise PRISM_RECORDINGS_GIB"
_MORE_DISK = "delete recordings or other files"


class StorageFull(PrismError):
    """There is no room for recordings; deleting some helps."""

    kind = "storage-full"
    status = 507


def free_bytes(folder: Path) -> int:
    """Bytes that are free on the disk that holds `folder`, which may not exist yet."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


class Storage:
    """Knows how full it is. `used` is set from the database and grows with what is written meanwhile."""

    def __init__(
        self, folder: Path, quota_bytes: int, reserve_bytes: int, free: Callable[[Path], int] = free_bytes
    ) -> None:
        self.folder = folder
        self.quota_bytes = quota_bytes
        self.used_bytes = 0
        self._reserve_bytes = reserve_bytes
        self._free = free

    def left(self) -> tuple[int, str]:
        """Bytes that recordings may still take, and what helps where they are too few."""
        quota, disk = self.quota_bytes - self.used_bytes, self._free(self.folder) - self._reserve_bytes
        return max(0, min(quota, disk)), _MORE_QUOTA if quota <= disk else _MORE_DISK

    def check(self, more: int = 1) -> None:
        """Refuse `more` bytes where there is no room for them; without a number, anything at all.

        Raises:
            StorageFull: the quota or the disk is full; the message says what helps.
        """
        if self.used_bytes + more > self.quota_bytes:
            raise StorageFull(f"recordings have filled their quota of {spoken(self.quota_bytes)}: {_MORE_QUOTA}")
        if self._free(self.folder) - more < self._reserve_bytes:
            full = f"has less than {spoken(self._reserve_bytes)} left" if self._reserve_bytes else "is full"
            raise StorageFull(f"the disk {full}: {_MORE_DISK}")

    def wrote(self, size: int) -> None:
        """Count what was written."""
        self.used_bytes += size


def spoken(size: float) -> str:
    """Bytes in words: `1.5 GiB`."""
    return f"{round(size / GIB, 1):g} GiB" if size >= GIB else f"{size / (1 << 20):.3g} MiB"
