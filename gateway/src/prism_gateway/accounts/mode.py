"""Whether one must sign in, decided once at the start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from prism_core.errors import BadInput
from prism_core.fleet import is_loopback

Auth = Literal["auto", "required", "open"]


@dataclass(frozen=True, slots=True)
class Mode:
    """Whether one must sign in, and why, in words for the log."""

    required: bool
    why: str


def mode_of(auth: Auth, host: str, *, open_to_network: bool = False) -> Mode:
    """What `PRISM_AUTH` means for a gateway that listens on `host`.

    Raises:
        BadInput: it would be open to a network, and that was not said twice.
    """
    local = is_loopback(host)
    if auth == "required":
        return Mode(True, "PRISM_AUTH=required")
    if auth == "auto":
        return Mode(not local, f"the gateway listens on {host}, {'this machine only' if local else 'a network'}")
    if not local and not open_to_network:
        raise BadInput(
            f"PRISM_AUTH=open would let everybody who reaches {host} in; listen on 127.0.0.1, or set "
            "PRISM_AUTH_OPEN_TO_NETWORK=yes too"
        )
    return Mode(False, "PRISM_AUTH=open")
