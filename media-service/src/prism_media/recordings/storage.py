"""How much recordings may take: a quota of their own, and room that they leave on the disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from prism_core.errors import PrismError

GIB = 1 << 30


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

    def check(self, more: int = 0) -> None:
        """Refuse `more` bytes where there is no room for them.

        Raises:
            StorageFull: the quota or the disk is full; the message says what helps.
        """
        if self.used_bytes + more > self.quota_bytes:
            raise StorageFull(
                f"recordings have filled their quota of {_spoken(self.quota_bytes)}: "
                "delete some, or raise PRISM_RECORDINGS_GIB"
            )
        if self._free(self.folder) - more < self._reserve_bytes:
            full = f"has less than {_spoken(self._reserve_bytes)} left" if self._reserve_bytes else "is full"
            raise StorageFull(f"the disk {full}: delete recordings or other files")

    def wrote(self, size: int) -> None:
        """Count what was written."""
        self.used_bytes += size


def _spoken(size: int) -> str:
    return f"{size / GIB:g} GiB" if size >= GIB else f"{size / (1 << 20):.3g} MiB"
