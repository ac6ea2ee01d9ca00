"""As much of the bus as keeps things for a while."""

from typing import Protocol


class Keys(Protocol):
    """Values with a time to live, where every replica finds them."""

    async def get(self, key: str) -> bytes | None:
        """Value of a key."""
        ...

    async def set(self, key: str, value: bytes, ttl_seconds: float) -> None:
        """Sets a key for a while."""
        ...

    async def delete(self, key: str) -> None:
        """Removes a key."""
        ...
