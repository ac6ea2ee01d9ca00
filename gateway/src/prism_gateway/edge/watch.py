"""Watches over one request while its task works: ends the task when the client leaves or a deadline passes."""

import asyncio
from collections.abc import Callable

from starlette.types import Receive

from prism_gateway.edge.client.errors import ClientLeft

FIRST_LOOK_SECONDS = 0.02
"""Most answers are there before it, and cost no timer; only then is it worth a task to see the client leave."""

Reason = Callable[[], Exception]


class Nursery:
    """Looks for the first time at watches that live long enough, with one timer for all of them."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._young: list[Watch] = []
        self._older: list[Watch] = []
        self._ticking = False

    def take(self, watch: "Watch") -> None:
        """Has a look at `watch` after once or twice `FIRST_LOOK_SECONDS`, if it is not over by then."""
        self._young.append(watch)
        if not self._ticking:
            self._ticking = True
            self.loop.call_later(FIRST_LOOK_SECONDS, self._tick)

    def _tick(self) -> None:
        grown, self._older, self._young = self._older, self._young, []
        for watch in grown:
            watch.look_first()
        self._ticking = bool(self._older)
        if self._ticking:
            self.loop.call_later(FIRST_LOOK_SECONDS, self._tick)


class Watch:
    """The deadlines of one request and the presence of its client. Made inside the task that it watches."""

    __slots__ = (
        *("_deadline", "_end", "_loop", "_next", "_over", "_overdue", "_receive", "_receives", "_receiving"),
        *("_task", "_timer", "_total_overdue", "reason"),
    )

    def __init__(self, receive: Receive, total_seconds: float | None, overdue: Reason, nursery: Nursery) -> None:
        self._loop = loop = nursery.loop
        self._task = asyncio.current_task(loop)
        self._receive = receive
        now = loop.time()
        self._end = None if total_seconds is None else now + total_seconds
        self._total_overdue = overdue
        self._deadline: float | None = None
        self._overdue = overdue
        self._next = now + 2 * FIRST_LOOK_SECONDS
        self._timer: asyncio.TimerHandle | None = None
        self._receives = True
        self._receiving: asyncio.Task[None] | None = None
        self.reason: Exception | None = None
        self._over = False
        nursery.take(self)

    def expect(self, seconds: float | None, overdue: Reason) -> None:
        """From now on, `overdue` is the end of it unless something is expected anew within `seconds`."""
        self._overdue = overdue
        if seconds is None:
            self._deadline = None
            return
        self._deadline = self._loop.time() + seconds
        if self._deadline < self._next:
            self._arm(self._deadline)

    def leave_receiving(self) -> None:
        """Somebody else reads from the client, and will say when it leaves."""
        self._receives = False

    def see_client(self) -> None:
        """Notices from now on when the client leaves."""
        if self._receives and self._receiving is None:
            self._receiving = self._loop.create_task(self._until_left(), name="client left")

    def interrupt(self, reason: Exception) -> None:
        """Ends the task; `reason` is why."""
        if not self._over and self.reason is None and self._task is not None:
            self.reason = reason
            self._task.cancel()

    def finish(self) -> None:
        """The answer is complete: nothing ends the task any more."""
        self._over = True
        self._task = None  # The nursery may hold us for a moment more, but nothing of the request.
        if self._timer is not None:
            self._timer.cancel()

    def look_first(self) -> None:
        """The nursery's look, unless a nearer deadline has had its own already."""
        if not self._over and self._timer is None:
            self._look()

    def close(self) -> None:
        """Stops watching."""
        self.finish()
        if self._receiving is not None:
            self._receiving.cancel()

    async def _until_left(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.interrupt(ClientLeft())

    def _arm(self, when: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._next = when
        self._timer = self._loop.call_at(when, self._look)

    def _look(self) -> None:
        self.see_client()
        now = self._loop.time()
        if self._end is not None and now >= self._end:
            self.interrupt(self._total_overdue())
        elif self._deadline is not None and now >= self._deadline:
            self.interrupt(self._overdue())
        else:
            due = [moment for moment in (self._end, self._deadline) if moment is not None]
            self._next = min(due, default=float("inf"))
            if due:
                self._arm(self._next)
