"""Watches over one request while its task works: ends the task when the client leaves or a deadline passes."""

import asyncio
from collections.abc import Callable

from starlette.types import Receive

from prism_gateway.edge.client.errors import ClientLeft

FIRST_LOOK_SECONDS = 0.02
"""Most answers are there before it, and cost one timer; only then is it worth a task to see the client leave."""

Reason = Callable[[], Exception]


class Watch:
    """The deadlines of one request and the presence of its client. Made inside the task that it watches."""

    def __init__(self, receive: Receive, total_seconds: float | None, overdue: Reason) -> None:
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.current_task(self._loop)
        self._receive = receive
        self._end = None if total_seconds is None else self._loop.time() + total_seconds
        self._total_overdue = overdue
        self._deadline: float | None = None
        self._overdue = overdue
        self._next = self._loop.time() + FIRST_LOOK_SECONDS
        self._timer = self._loop.call_at(self._next, self._look)
        self._receives = True
        self._receiving: asyncio.Task[None] | None = None
        self.reason: Exception | None = None
        self._over = False

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
        self._timer.cancel()

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
