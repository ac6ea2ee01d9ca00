"""What media-service knows and keeps: channels, the guide, and what is the viewer's own, as typed answers."""

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
from pydantic import BaseModel, ValidationError

from prism_core import trace
from prism_core.errors import NotAllowed, Unavailable
from prism_core.viewer import headers_of, no_cookies
from prism_llm.media.records import (
    Channel,
    Channels,
    Found,
    Guide,
    History,
    Matches,
    Memories,
    Memory,
    Now,
    NowNext,
    Playlist,
    Playlists,
    Profile,
    Profiles,
    Programme,
    Recording,
    RecordingRule,
    Recordings,
    Reminder,
    Reminders,
    Rules,
    Watched,
)

ANSWER_SECONDS = 3.0
_RELAY_SECONDS = 8.0
_PLAYLIST_BYTES = 2 << 20
_SEGMENT_BYTES = 32 << 20
_MEMORIES = 500
"""The most that media-service gives at once."""
_REFUSALS = frozenset({400, 404, 409, 507})
"""Answers to a wish to record whose detail is a sentence for the viewer: over, gone, recorded already, no room."""
_AWAY = "the channels and the guide cannot be asked: media-service does not answer"
_Answer = TypeVar("_Answer", bound=BaseModel)


class Media:
    """Asks media-service as nobody in particular, or as one viewer.

    Every method raises `Unavailable` when it does not answer, and `NotAllowed` when the viewer's profile may not.

    Args:
        base_url: where it is.
        transport: how to reach it; tests pass their own.
        answer_seconds: how long it may take to answer.
    """

    def __init__(
        self,
        base_url: str,
        transport: httpx.AsyncBaseTransport | None = None,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        self._client = httpx.AsyncClient(
            base_url=base_url,
            timeout=answer_seconds,
            transport=transport,
            cookies=no_cookies(),
            event_hooks={"request": [trace.stamp]},
        )
        self._headers: dict[str, str] = {}

    def seen_by(self, sealed: str) -> "Media":
        """The same for the viewer of a sealed cookie: what is theirs, and what their profile may see."""
        theirs = copy(self)
        theirs._headers = headers_of(sealed)
        return theirs

    async def close(self) -> None:
        """Close its connections."""
        await self._client.aclose()

    async def find_channel(self, name: str) -> Channel | None:
        """The channel that people call `name`, or that has it as its number; none if nothing comes near."""
        by = {"number": name} if name.isdecimal() else {"name": name}
        found = await self._get("/api/channels/resolve", {**by, "limit": "1"}, Matches)
        return found.matches[0].channel if found.matches else None

    async def channels(
        self, *, favourite: bool = False, limit: int = 20, kind: str = ""
    ) -> tuple[Sequence[Channel], int]:
        """The first channels in order, of a kind if one is given, and how many there are."""
        query = {
            "limit": str(limit),
            **({"favourite": "true"} if favourite else {}),
            **({"kind": kind} if kind else {}),
        }
        found = await self._get("/api/channels", query, Channels)
        return found.channels, found.total

    async def channel(self, channel_id: str) -> Channel:
        """One channel by its id."""
        return await self._get(f"/api/channels/{quote(channel_id, safe='')}", {}, Channel)

    async def programmes(self, query: str) -> Sequence[Programme]:
        """Programmes with these words in title or description."""
        return (await self._get("/api/search", {"q": query[:200]}, Found)).programmes

    async def channel_names(self, most: int) -> list[str]:
        """Names of all channels, up to `most`."""
        names: list[str] = []
        cursor: str | None = None
        while len(names) < most:
            query = {"limit": "200", **({"cursor": cursor} if cursor else {})}
            page = await self._get("/api/channels", query, Channels)
            names += [channel.name for channel in page.channels]
            cursor = page.next_cursor
            if not cursor or not page.channels:
                break
        return names

    async def now(self, channel_ids: Sequence[str]) -> dict[str, NowNext]:
        """What is on these channels now and next."""
        if not channel_ids:
            return {}
        return (await self._get("/api/guide/now", {"channels": ",".join(channel_ids)}, Now)).channels

    async def guide(self, start: datetime, stop: datetime, channel_ids: Sequence[str] = ()) -> Sequence[Programme]:
        """Programmes that run between two moments, on some channels or all."""
        query = {"from": start.isoformat(), "to": stop.isoformat()}
        if channel_ids:
            query["channels"] = ",".join(channel_ids)
        return (await self._get("/api/guide", query, Guide)).programmes

    async def favourites(self) -> Sequence[Channel]:
        """Favourite channels, the latest first."""
        return (await self._get("/api/favourites", {}, Channels)).channels

    async def watched(self) -> Sequence[Watched]:
        """What was watched, the latest first."""
        return (await self._get("/api/history", {"limit": "20"}, History)).entries

    async def reminders(self) -> Sequence[Reminder]:
        """Reminders, the soonest first."""
        return (await self._get("/api/reminders", {}, Reminders)).reminders

    async def add_reminder(
        self, title: str, when: datetime, channel_id: str | None = None, lead_seconds: int = 0
    ) -> Reminder:
        """Keep a reminder; gives it as it was kept."""
        body = {
            "title": title,
            "when": when.isoformat(),
            "channel_id": channel_id,
            "lead_seconds": lead_seconds,
        }
        return await self._send("POST", "/api/reminders", Reminder, body)

    async def remove_reminder(self, reminder_id: int) -> None:
        """Cancel a reminder; one that is gone already is no error."""
        await self._remove(f"/api/reminders/{reminder_id}")

    async def recordings(self) -> Sequence[Recording]:
        """Recordings that are planned, made now, or were made."""
        return (await self._get("/api/recordings", {}, Recordings)).recordings

    async def record(self, wish: dict[str, str | int]) -> Recording | str:
        """Have something recorded; gives it as it was kept, or the reason where it cannot be."""
        request = self._client.build_request("POST", "/api/recordings", json=wish, headers=self._headers)
        try:
            response = await self._client.send(request)
            if response.status_code in _REFUSALS:
                return str(response.json()["detail"])
            _refused(response)
            response.raise_for_status()
            return Recording.model_validate_json(response.content)
        except (httpx.HTTPError, ValueError, KeyError) as error:
            raise Unavailable(_AWAY) from error

    async def stop_recording(self, recording_id: str) -> Recording:
        """End a recording, or cancel one that has not begun; gives it as it is then."""
        return await self._send("POST", f"/api/recordings/{quote(recording_id, safe='')}/stop", Recording, {})

    async def remove_recording(self, recording_id: str) -> None:
        """Delete a recording; one that is gone already is no error."""
        await self._remove(f"/api/recordings/{quote(recording_id, safe='')}")

    async def recording_rules(self) -> Sequence[RecordingRule]:
        """Series that are recorded."""
        return (await self._get("/api/recordings/rules", {}, Rules)).rules

    async def add_recording_rule(self, title: str, channel_id: str | None, new_only: bool) -> RecordingRule:
        """Record a series; gives the rule as it was kept."""
        body = {"title": title, "channel_id": channel_id, "new_only": new_only}
        return await self._send("POST", "/api/recordings/rules", RecordingRule, body)

    async def remove_recording_rule(self, rule_id: str) -> None:
        """Record a series no more; what is gone already is no error."""
        await self._remove(f"/api/recordings/rules/{quote(rule_id, safe='')}")

    async def memories(self) -> Sequence[Memory]:
        """What is remembered about the viewer, the latest first."""
        return (await self._get("/api/memories", {"limit": str(_MEMORIES)}, Memories)).memories

    async def add_memory(self, text: str, kind: str) -> Memory:
        """Remember something; gives it as it was kept."""
        return await self._send("POST", "/api/memories", Memory, {"text": text, "kind": kind})

    async def remove_memory(self, memory_id: int) -> None:
        """Forget something; what is forgotten already is no error."""
        await self._remove(f"/api/memories/{memory_id}")

    async def profile(self) -> Profile | None:
        """The viewer's profile, with the years up to which it may see things; none where there are no profiles."""
        found = await self._get("/api/profiles", {}, Profiles)
        return next((profile for profile in found.profiles if profile.id == found.current), None)

    async def playlists(self) -> Sequence[Playlist]:
        """Every playlist."""
        return (await self._get("/api/playlists", {}, Playlists)).playlists

    async def remove_playlist(self, playlist_id: str) -> None:
        """Delete a playlist with its channels; one that is gone already is no error."""
        await self._remove(f"/api/playlists/{quote(playlist_id, safe='')}")

    async def playlist(self, channel_id: str) -> tuple[str, str]:
        """The HLS playlist of what a channel shows, as the viewer may see it, and its address."""
        return await self.playlist_at(f"/api/relay/{quote(channel_id, safe='')}/index.m3u8")

    async def playlist_at(self, url: str) -> tuple[str, str]:
        """A playlist below it, and its address."""
        data, final = await self._bytes(url, {}, _PLAYLIST_BYTES)
        return data.decode("utf-8", "replace"), final

    async def segment(self, url: str, part: tuple[int, int] | None) -> bytes:
        """A segment, or the part of it that begins at a byte and has so many."""
        first, count = part or (0, 0)
        headers = {"range": f"bytes={first}-{first + count - 1}"} if part else {}
        data, _ = await self._bytes(url, headers, _SEGMENT_BYTES)
        return data[first : first + count] if part and len(data) > count else data

    async def _bytes(self, url: str, headers: dict[str, str], most: int) -> tuple[bytes, str]:
        """What media-service sends; a playlist may name no other server: nothing else is asked."""
        asked = self._client.build_request("GET", url, headers={**self._headers, **headers}, timeout=_RELAY_SECONDS)
        if asked.url.host != self._client.base_url.host or asked.url.port != self._client.base_url.port:
            raise Unavailable("the picture is not relayed by Prism, so it cannot be looked at")
        data = b""
        try:
            response = await self._client.send(asked, stream=True)
            try:
                _refused(response)
                response.raise_for_status()
                async for piece in response.aiter_bytes():
                    data += piece
                    if len(data) > most:
                        raise Unavailable("a segment of the channel is too large to be looked at")
            finally:
                await response.aclose()
        except httpx.HTTPError as error:
            raise Unavailable("the channel's picture cannot be had right now") from error
        return data, str(response.url)

    async def _get(self, path: str, query: dict[str, str], answer: type[_Answer]) -> _Answer:
        return await self._answered(
            self._client.build_request("GET", path, params=query, headers=self._headers), answer
        )

    async def _send(self, method: str, path: str, answer: type[_Answer], body: dict[str, Any]) -> _Answer:
        return await self._answered(self._client.build_request(method, path, json=body, headers=self._headers), answer)

    async def _remove(self, path: str) -> None:
        try:
            response = await self._client.delete(path, headers=self._headers)
            _refused(response)
            if response.status_code != httpx.codes.NOT_FOUND:
                response.raise_for_status()
        except httpx.HTTPError as error:
            raise Unavailable(_AWAY) from error

    async def _answered(self, request: httpx.Request, answer: type[_Answer]) -> _Answer:
        try:
            response = await self._client.send(request)
            _refused(response)
            response.raise_for_status()
            return answer.model_validate_json(response.content)
        except httpx.HTTPError as error:
            raise Unavailable(_AWAY) from error
        except ValidationError as error:
            raise Unavailable("media-service answers in words that are not known here") from error


def _refused(response: httpx.Response) -> None:
    if response.status_code == httpx.codes.UNAUTHORIZED:
        raise NotAllowed("Please choose your profile on the screen first.")
    if response.status_code == httpx.codes.FORBIDDEN:
        raise NotAllowed("This profile isn't allowed to do that. Switch to a grown-up's first.")
    if response.status_code == httpx.codes.CONFLICT and response.request.method == "DELETE":
        raise NotAllowed("That is built in, so it can't be deleted.")
