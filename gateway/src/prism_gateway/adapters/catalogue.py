"""Finds the channel that a command means, in media-service's catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Literal
from urllib.parse import quote

import httpx
from pydantic import AwareDatetime, BaseModel

from prism_core.commands import Command
from prism_core.errors import NotFound, Unavailable
from prism_core.events import ChannelTarget, PartyItem
from prism_core.viewer import headers_of

SURE = 0.75
"""Score from which the best match is taken without asking."""
CLEAR_LEAD = 0.08
"""By how much the best must beat the next one, unless it matches exactly."""
CHOICES = 3
_NO_CHANNEL = frozenset({httpx.codes.NOT_FOUND, httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN})
"""There is none, or none for this viewer."""


class _Channel(BaseModel):
    id: str
    name: str
    number: int | None = None
    logo: str | None = None
    kind: Literal["tv", "radio", "movie", "episode"] = "tv"

    def target(self) -> ChannelTarget:
        return ChannelTarget(channel_id=self.id, name=self.name, number=self.number, logo=self.logo, kind=self.kind)


class _Match(BaseModel):
    channel: _Channel
    score: float


class _Matches(BaseModel):
    matches: list[_Match]


class _Programme(BaseModel):
    channel_id: str
    start: AwareDatetime
    stop: AwareDatetime


class _Titled(BaseModel):
    title: str


class _OnNow(BaseModel):
    now: _Titled | None = None

    @property
    def title(self) -> str:
        return self.now.title if self.now is not None else ""


class _Named(BaseModel):
    id: str


class _Found(BaseModel):
    channels: list[_Channel] = []
    programmes: list[_Programme] = []
    movies: list[_Channel] = []
    series: list[_Named] = []


class _Episode(_Channel):
    episode: int | None = None


class _Season(BaseModel):
    number: int
    episodes: list[_Episode] = []


class _Series(BaseModel):
    seasons: list[_Season] = []

    def episode(self, season: object, episode: object) -> _Episode | None:
        """The episode that was named; the first one of what was not."""
        for one in self.seasons:
            if season is None or one.number == season:
                for candidate in one.episodes:
                    if episode is None or candidate.episode == episode:
                        return candidate
        return None


class Catalogue:
    """Asks media-service as one viewer, or as nobody in particular. Raises `Unavailable` when it does not answer."""

    def __init__(self, client: httpx.AsyncClient, sealed: str = "") -> None:
        self._client = client
        self._sealed = sealed

    def seen_by(self, sealed: str) -> Catalogue:
        """The catalogue as the viewer of a sealed cookie sees it."""
        return Catalogue(self._client, sealed)

    async def target(self, command: Command) -> ChannelTarget | None:
        """The channel that `command` names, none if it names none.

        Raises:
            NotFound: no channel is called so, or several are; the message asks back, `options` are the choices.
        """
        name = command.slots.get("name" if command.name == "tv.channel" else "channel")
        number = command.slots.get("number") if command.name == "tv.channel" else None
        if command.name == "tv.watch":
            return await self._watchable(command)
        if number is not None:
            return self._best(f"There is no channel {number}.", await self._resolve(number=str(number)))
        if isinstance(name, str):
            return self._best(f"I know no channel called {name}.", await self._resolve(name=name))
        return None

    async def withheld(self, item: PartyItem) -> str:
        """Why this viewer may not see `item`; empty where they may. What is on there is judged when it is played."""
        kind = "recordings" if item.kind == "recording" else "channels"
        answer = await self._get(f"/api/{kind}/{quote(item.id, safe='')}", {})
        return "" if answer.is_success else "What the others watch is not there for you, or not for your profile."

    async def names(self, channels: int = 150, titles: int = 100) -> tuple[str, ...]:
        """Names of the first channels and of what is on them now, by turns: hints for the recogniser.

        Empty when nobody answers.
        """
        try:
            named = await self._get("/api/channels", {"limit": str(channels)})
            on = await self._get("/api/guide/now", {"limit": str(titles)})
        except Unavailable:
            return ()
        names = [str(channel["name"]) for channel in named.json().get("channels", ())]
        shown = [_OnNow.model_validate(channel).title for channel in on.json().get("channels", {}).values()]
        return tuple(dict.fromkeys(name for pair in zip_longest(names, shown) for name in pair if name))

    async def _watchable(self, command: Command) -> ChannelTarget | None:
        """What to put on for a title, a person, a genre or a kind: a channel of that name, or one that shows it now."""
        wanted = next((command.slots[s] for s in ("title", "person", "genre", "kind") if s in command.slots), None)
        if not isinstance(wanted, str):
            return None
        matches = await self._resolve(name=wanted)
        if matches and matches[0].score >= SURE:
            return matches[0].channel.target()
        answer = await self._get("/api/search", {"q": wanted, "limit": "10"})
        found = _Found.model_validate(answer.json()) if answer.is_success else _Found()
        if target := await self._found(found, command):
            return target
        raise NotFound(
            f"I found nothing on now that fits “{wanted}”.", options=tuple(m.channel.name for m in matches[:CHOICES])
        )

    async def _found(self, found: _Found, command: Command) -> ChannelTarget | None:
        """The best of what a search found: what is on now, a film, an episode, a channel."""
        slots = command.slots
        if "episode" in slots or "season" in slots:
            return await self._episode(found.series, slots)
        now = datetime.now(UTC)
        for programme in found.programmes:
            if programme.start <= now < programme.stop and (channel := await self._channel(programme.channel_id)):
                return channel
        if found.movies:
            return found.movies[0].target()
        if target := await self._episode(found.series, slots):
            return target
        return found.channels[0].target() if found.channels else None

    async def _episode(self, series: list[_Named], slots: Mapping[str, object]) -> ChannelTarget | None:
        for one in series[:CHOICES]:
            answer = await self._get(f"/api/series/{one.id}", {})
            if not answer.is_success:
                continue
            episode = _Series.model_validate(answer.json()).episode(slots.get("season"), slots.get("episode"))
            if episode is not None:
                return episode.target()
        return None

    async def _channel(self, channel_id: str) -> ChannelTarget | None:
        answer = await self._get(f"/api/channels/{channel_id}", {})
        return _Channel.model_validate(answer.json()).target() if answer.status_code == 200 else None

    def _best(self, unknown: str, matches: list[_Match]) -> ChannelTarget:
        if not matches:
            raise NotFound(unknown, options=())
        best, *others = matches
        rivals = [m for m in others if best.score - m.score < CLEAR_LEAD and best.score < 0.999]
        if best.score >= SURE and not rivals:
            return best.channel.target()
        names = tuple(m.channel.name for m in matches[:CHOICES])
        raise NotFound(f"Which one: {_either(names)}?", options=names)

    async def _resolve(self, **query: str) -> list[_Match]:
        answer = await self._get("/api/channels/resolve", {**query, "limit": "5"})
        return _Matches.model_validate(answer.json()).matches if answer.is_success else []

    async def _get(self, path: str, query: dict[str, str]) -> httpx.Response:
        try:
            answer = await self._client.get(path, params=query, headers=headers_of(self._sealed))
        except httpx.HTTPError as error:
            raise Unavailable("I cannot reach the channel list at the moment.") from error
        if answer.is_error and answer.status_code not in _NO_CHANNEL:
            raise Unavailable("I cannot reach the channel list at the moment.")
        return answer


def _either(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
