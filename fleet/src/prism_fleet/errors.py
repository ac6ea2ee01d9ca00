"""What keeps a fleet from starting, as one sentence that names the thing and the remedy."""

from typing import ClassVar

from prism_core.errors import PrismError


class CannotStart(PrismError):
    """The machine lacks something that a local run needs; the message is for the person at the terminal."""

    kind: ClassVar[str] = "cannot-start"
    status: ClassVar[int] = 503
