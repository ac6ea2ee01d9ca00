"""Every error of Prism, and whether asking again helps.

PrismError
├── BadInput            400  what was sent cannot be used
│   └── TooLarge        413  more than a limit allows
├── NotAllowed          403  the sender may not do this
├── NotFound            404  the thing named does not exist
├── Conflict            409  the state does not allow it now
├── Unsupported         415  understood, but nothing here can do it
├── TooManyTries        429  too often; it says how long to wait (retryable)
├── Unavailable         503  a part that is needed is away (retryable)
│   ├── BusUnavailable  503  Redis does not answer (retryable)
│   └── NoAnswer        503  a request got no result in time although it was asked again (retryable)
├── UpstreamFailed      502  somebody else's server failed (retryable)
├── DeadlineExceeded    504  the time allowed is over
└── Internal            500  a fault of ours
"""

from typing import ClassVar

from prism_core.model import Model


class PrismError(Exception):
    """Base of all errors that a caller may see.

    Attributes:
        kind: stable name, the last part of the problem type (RFC 9457) and the code on the bus.
        status: HTTP status code it maps to.
        retryable: whether the same request may succeed later.
    """

    kind: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.details = details


class BadInput(PrismError):
    """What was sent cannot be used; the message names the thing and the remedy."""

    kind = "bad-input"
    status = 400


class TooLarge(BadInput):
    """More was sent than a limit allows."""

    kind = "too-large"
    status = 413


class NotAllowed(PrismError):
    """The sender may not do this."""

    kind = "not-allowed"
    status = 403


class NotFound(PrismError):
    """The thing named does not exist."""

    kind = "not-found"
    status = 404


class Conflict(PrismError):
    """The state of the thing does not allow it now."""

    kind = "conflict"
    status = 409


class Unsupported(PrismError):
    """Understood, but nothing here can do it."""

    kind = "unsupported"
    status = 415


class TooManyTries(PrismError):
    """Tried too often; asking helps after `retry_after_seconds`, which the answer tells in `Retry-After` too."""

    kind = "too-many-tries"
    status = 429
    retryable = True

    def __init__(self, message: str, retry_after_seconds: int = 1) -> None:
        super().__init__(message, retry_after_seconds=retry_after_seconds)


class Unavailable(PrismError):
    """A part that is needed is away; asking later helps."""

    kind = "unavailable"
    status = 503
    retryable = True


class BusUnavailable(Unavailable):
    """Redis does not answer."""

    kind = "bus-unavailable"


class NoAnswer(Unavailable):
    """A request got no result in time, although it was asked again."""

    kind = "no-answer"


class UpstreamFailed(PrismError):
    """Somebody else's server failed."""

    kind = "upstream-failed"
    status = 502
    retryable = True


class DeadlineExceeded(PrismError):
    """The time allowed is over."""

    kind = "deadline-exceeded"
    status = 504


class Internal(PrismError):
    """A fault of ours."""


class ErrorInfo(Model):
    """An error on the bus: enough to raise it again on the other side."""

    kind: str
    message: str


def _tree(base: type[PrismError]) -> dict[str, type[PrismError]]:
    found = {base.kind: base}
    for child in base.__subclasses__():
        found.update(_tree(child))
    return found


def error_from(info: ErrorInfo) -> PrismError:
    """Raise-able error for what came over the bus; an unknown kind becomes `Internal`."""
    return _tree(PrismError).get(info.kind, Internal)(info.message)


def info_of(error: BaseException) -> ErrorInfo:
    """Wire form of `error`; a foreign exception shows its type only, since its text may hold secrets."""
    if isinstance(error, PrismError):
        return ErrorInfo(kind=error.kind, message=error.message)
    return ErrorInfo(kind=Internal.kind, message=f"{type(error).__name__} in the service; its log has more")
