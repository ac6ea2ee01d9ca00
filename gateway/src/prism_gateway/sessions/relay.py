"""What the bus brings for one session: commands of agents, and news of the channel that it watches."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from prism_core.bus import Bus, Message, Subscription, names
from prism_core.errors import BusUnavailable, PrismError
from prism_core.events import Caption, Keyframes, PlaybackCommand, PlaybackState, Remark, Reminder, Watching

log = logging.getLogger(__name__)

WATCHING_SECONDS = 15.0
"""How long a channel counts as watched after its browser was last heard of; it reports every 5 s."""
RETRY_SECONDS = 0.5


class Relay:
    """Hands on what concerns one session, and says on the bus what the session watches.

    Args:
        bus: connection to the fleet.
        session: the session's id.
        on_command: an agent's command for this browser.
        on_news: keyframes and captions of the channel.
        on_remark: what Lumen would like to say of it.
        on_reminder: something that the viewer wanted to be reminded of.
    """

    def __init__(
        self,
        bus: Bus,
        session: str,
        *,
        on_command: Callable[[PlaybackCommand], None],
        on_news: Callable[[Keyframes | Caption], None],
        on_remark: Callable[[Remark], Awaitable[None]],
        on_reminder: Callable[[Reminder], None],
    ) -> None:
        self._bus = bus
        self._session = session
        self._on_command = on_command
        self._on_news = on_news
        self._on_remark = on_remark
        self._on_reminder = on_reminder
        self._subscription: Subscription | None = None
        self._channel: str | None = None
        self._state: PlaybackState | None = None

    async def run(self) -> None:
        """Relays until it is cancelled."""
        while True:
            try:
                await self._listen()
            except BusUnavailable:
                pass
            except Exception:  # The top of the task: one odd event must not cut the session off from all others.
                log.exception("relay failed")
            await asyncio.sleep(RETRY_SECONDS)

    async def _listen(self) -> None:
        async with self._bus.subscribe(names.session(self._session)) as subscription:
            self._subscription = subscription
            try:
                if self._channel is not None:
                    await subscription.add(names.channel(self._channel))
                await self._show()
                async for message in subscription:
                    await self._handle(message)
            finally:
                self._subscription = None

    async def _show(self) -> None:
        """Let agents see the browser, once their commands to it are heard: one that came before was lost."""
        if self._subscription is not None and self._state is not None:
            state = self._state.model_dump_json().encode()
            await self._bus.set(names.state(self._session), state, WATCHING_SECONDS)

    async def watch(self, state: PlaybackState) -> None:
        """The browser reported its state: follow its channel, and keep the keys alive that speak of it."""
        self._state = state
        channel = state.channel_id if state.live and (state.playing or state.paused) else None
        if channel != self._channel:
            await self._follow(channel)
        await self._show()
        if channel is not None:
            await self._bus.set(names.watching(channel), b"1", WATCHING_SECONDS)

    async def leave(self) -> None:
        """The browser is gone."""
        self._state = None
        await self._follow(None)
        await self._bus.delete(names.state(self._session))

    async def _follow(self, channel: str | None) -> None:
        before, self._channel = self._channel, channel
        if before is not None:
            if self._subscription is not None:
                await self._subscription.remove(names.channel(before))
            await self._bus.publish(names.channel(before), Watching(channel_id=before, on=False))
        if channel is not None:
            if self._subscription is not None:
                await self._subscription.add(names.channel(channel))
            await self._bus.publish(names.channel(channel), Watching(channel_id=channel, on=True))

    async def _handle(self, message: Message) -> None:
        event = message.event
        try:
            if isinstance(event, PlaybackCommand):
                self._on_command(event)
            elif isinstance(event, Keyframes | Caption) and event.channel_id == self._channel:
                self._on_news(event)
            elif isinstance(event, Remark) and event.channel_id == self._channel:
                await self._on_remark(event)
            elif isinstance(event, Reminder):
                self._on_reminder(event)
        except PrismError as error:
            log.warning("event not relayed", extra={"event": event.type, "reason": error.message})
