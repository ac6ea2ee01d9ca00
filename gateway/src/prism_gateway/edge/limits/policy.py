"""What may be asked how often, for each class of routes, in the words of `limits`: `api=1800/minute`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, get_args

from limits import parse

from prism_core.errors import BadInput
from prism_gateway.edge.routes import LimitClass

DEFAULTS: Final = (
    "page=3000/minute, api=1800/minute, stream=12000/minute, model=240/minute, agent=600/minute, auth=120/minute"
)
"""Three devices behind one address that zap every second ask for about 30 media files and 5 other things a second: less
than a fifth of these. What costs a model's time, or guesses passwords, gets less."""


@dataclass(frozen=True)
class Policy:
    """`amount` requests in any `seconds`."""

    limit_class: LimitClass
    amount: int
    seconds: int

    @cached_property
    def header(self) -> bytes:
        """`RateLimit-Policy` of draft-ietf-httpapi-ratelimit-headers."""
        return b'"%s";q=%d;w=%d' % (self.limit_class.encode(), self.amount, self.seconds)


def policies(text: str) -> Mapping[LimitClass, Policy]:
    """The policies in `text`, the defaults for classes that it does not name; none at all if it is `off`.

    Raises:
        BadInput: `text` cannot be read; the message says which part.
    """
    if text.strip() == "off":
        return {}
    found: dict[LimitClass, Policy] = {}
    for rates in (DEFAULTS, text):
        _read(rates, found)
    return found


def _read(text: str, found: dict[LimitClass, Policy]) -> None:
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, rate = part.partition("=")
        limit_class = next((known for known in get_args(LimitClass) if known == name.strip()), None)
        if limit_class is None:
            known = ", ".join(get_args(LimitClass))
            raise BadInput(f"PRISM_RATE_LIMITS: {part!r} names no class of routes; classes: {known}")
        if rate.strip() == "off":
            found.pop(limit_class, None)
            continue
        try:
            item = parse(rate.strip())
        except ValueError as error:
            raise BadInput(f"PRISM_RATE_LIMITS: {part!r} is no rate; write such as api=1800/minute") from error
        found[limit_class] = Policy(limit_class, item.amount, item.get_expiry())
