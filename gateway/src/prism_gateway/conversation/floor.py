"""Who may speak. Pure: time comes in with each call, in seconds of a clock that never goes back."""

from dataclasses import dataclass
from typing import Literal

Holder = Literal["nobody", "viewer", "lumen"]


@dataclass(frozen=True, slots=True)
class Manners:
    """How long Lumen keeps her remarks to herself, in seconds."""

    after_viewer: float = 15.0
    """After the viewer spoke."""
    after_lumen: float = 15.0
    """After an answer of hers."""
    between_remarks: float = 45.0


class Floor:
    """The floor of one session. The viewer gets it always; an answer when nobody speaks; a remark rarely."""

    def __init__(self, manners: Manners = Manners()) -> None:
        self._manners = manners
        self._viewer_until = float("-inf")
        self._lumen_until = float("-inf")
        self._remarked_at = float("-inf")
        self.holder: Holder = "nobody"
        self.hushed = False
        self.companion = True

    @property
    def lumen_until(self) -> float:
        """When Lumen last fell silent."""
        return self._lumen_until

    def viewer_begins(self) -> bool:
        """The viewer speaks; true if that cuts Lumen off."""
        interrupts = self.holder == "lumen"
        self.holder = "viewer"
        return interrupts

    def viewer_ends(self, now: float) -> None:
        """The viewer has spoken."""
        if self.holder == "viewer":
            self.holder = "nobody"
        self._viewer_until = now

    def another_spoke(self, now: float) -> None:
        """Somebody who watches elsewhere, in the same party, has spoken."""
        self._viewer_until = now

    def lumen_begins(self) -> None:
        """Lumen answers."""
        self.holder = "lumen"

    def lumen_ends(self, now: float) -> None:
        """Lumen has answered, or was cut off."""
        if self.holder == "lumen":
            self.holder = "nobody"
        self._lumen_until = now

    def hush(self, on: bool) -> None:
        """The viewer wants silence until told otherwise."""
        self.hushed = on

    def refusal(self, now: float, rest: float | None = None) -> str | None:
        """Why a remark may not be made now; none if it may. A silent remark is as good a decision as a made one.

        `rest`: seconds between two remarks, endless where none is wanted.
        """
        rest = self._manners.between_remarks if rest is None else rest
        checks = (
            (self.hushed, "Lumen was told to be quiet"),
            (not self.companion or rest == float("inf"), "the viewer wants no remarks"),
            (self.holder != "nobody", "somebody speaks"),
            (now - self._viewer_until < self._manners.after_viewer, "the viewer has just spoken"),
            (now - self._lumen_until < self._manners.after_lumen, "Lumen has just answered"),
            (now - self._remarked_at < rest, "the last remark is too recent"),
        )
        return next((reason for applies, reason in checks if applies), None)

    def remark(self, now: float) -> None:
        """A remark is made."""
        self._remarked_at = now
