"""How long to wait before a process that died is started again."""

from dataclasses import dataclass


@dataclass
class Backoff:
    """Doubles the pause with every death, and forgets them once a process has lived long enough.

    Attributes:
        first: seconds before the first new start.
        longest: seconds that a pause never exceeds.
        healthy_after: seconds of life after which a death counts as the first one again.
    """

    first: float = 0.25
    longest: float = 5.0
    healthy_after: float = 30.0
    deaths: int = 0

    def pause(self, lived: float) -> float:
        """Seconds to wait after a death that followed `lived` seconds of life."""
        if lived >= self.healthy_after:
            self.deaths = 0
        self.deaths += 1
        # 2**10 is beyond any sensible ratio of longest to first; the bound keeps the power finite.
        return float(min(self.first * 2 ** min(self.deaths - 1, 10), self.longest))
