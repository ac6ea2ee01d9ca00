"""The Xtream Codes API, for players that take Prism for a provider: user name is an output's id, password its token."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.convertors import Convertor, register_url_convertor

from prism_core.errors import BadInput, NotFound
from prism_media.digits import whole_number
from prism_media.output import xtream
from prism_media.output.access import Access, Caller
from prism_media.output.address import base_of, output_address
from prism_media.output.guide import xmltv
from prism_media.output.playlist import m3u
from prism_media.output.shelf import Numbers, Part, Shelf, group_number
from prism_media.output.streams import Streams

Row = dict[str, Any]
Range = Annotated[str | None, Header(alias="Range")]
_BOTH = ["GET", "HEAD"]
_SHORT = 4
_LONGEST_SHORT = 100
_HOURS = 36
_DESCRIBED: dict[Part, Callable[[Row, int, int], Row]] = {"live": xtream.live, "movie": xtream.film}


@dataclass(frozen=True, slots=True)
class _Asked:
    """One call of `player_api.php`."""

    caller: Caller
    parameters: dict[str, str]
    base: str

    def number(self, *names: str) -> int:
        """A number among the parameters.

        Raises:
            BadInput: it is not there, or none.
        """
        written = next((self.parameters[name] for name in names if self.parameters.get(name)), "")
        if (number := whole_number(written)) is None:
            raise BadInput(f"{names[0]} is missing or no number")
        return number


class _OutputId(Convertor[str]):
    """An output's id: what looks like none is another path, and stays what it is."""

    regex = "[a-z2-7]{13}"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("output", _OutputId())


class PlayerApi:
    """Answers `player_api.php`; `ensure` has a series' episodes asked from where they come from."""

    def __init__(self, shelf: Shelf, ensure: Callable[[str], Awaitable[None]], now: Callable[[], float]) -> None:
        self._shelf = shelf
        self._ensure = ensure
        self._now = now
        self._actions: dict[str, Callable[[_Asked], Awaitable[Response]]] = {
            "get_live_categories": lambda asked: self._categories(asked, "live"),
            "get_vod_categories": lambda asked: self._categories(asked, "movie"),
            "get_series_categories": lambda asked: self._categories(asked, "series"),
            "get_live_streams": lambda asked: self._streams(asked, "live"),
            "get_vod_streams": lambda asked: self._streams(asked, "movie"),
            "get_series": self._series,
            "get_series_info": self._series_info,
            "get_vod_info": self._film_info,
            "get_short_epg": lambda asked: self._listings(asked, short=True),
            "get_simple_data_table": lambda asked: self._listings(asked, short=False),
        }

    async def answer(self, caller: Caller, parameters: dict[str, str], base: str) -> Response:
        """The answer to one call; an action that is not known has an empty list, as players ask for all sorts."""
        action = parameters.get("action", "")
        if not action:
            return JSONResponse(xtream.account(caller, base, int(self._now())))
        answering = self._actions.get(action)
        return await answering(_Asked(caller, parameters, base)) if answering else JSONResponse([])

    async def _categories(self, asked: _Asked, part: Any) -> Response:
        return JSONResponse(xtream.categories(await self._shelf.groups(part, asked.caller.viewer)))

    async def _streams(self, asked: _Asked, part: Part) -> Response:
        group = await self._group(asked, part)
        numbers = await self._shelf.numbers()
        return StreamingResponse(self._listed(asked, part, group, numbers), media_type="application/json")

    async def _listed(self, asked: _Asked, part: Part, group: str | None, numbers: Numbers) -> AsyncIterator[bytes]:
        """A list made as it is sent: 150,000 films are 60 MB."""
        described, place = _DESCRIBED[part], 0
        yield b"["
        async for rows in self._shelf.rows(part, asked.caller.viewer, group):
            texts = []
            for row in rows:
                place += 1
                texts.append(json.dumps(described(row, numbers.of(row["id"]), place), ensure_ascii=False))
            yield ("," if place > len(rows) else "").encode() + ",".join(texts).encode("utf-8", "replace")
        yield b"]"

    async def _group(self, asked: _Asked, part: Any) -> str | None:
        """The group of `category_id`; one that does not exist has nothing in it."""
        wanted = asked.parameters.get("category_id", "")
        if wanted in {"", "*", "0"}:
            return None
        groups = await self._shelf.groups(part, asked.caller.viewer)
        # No group is called so: it is what stands between two.
        return next((name for name in groups if str(group_number(name)) == wanted), ";")

    async def _series(self, asked: _Asked) -> Response:
        rows = await self._shelf.series(asked.caller.viewer, await self._group(asked, "series"))
        numbers = await self._shelf.numbers("series")
        return JSONResponse([xtream.show(row, numbers.of(row["id"]), place) for place, row in enumerate(rows, 1)])

    async def _series_info(self, asked: _Asked) -> Response:
        number = asked.number("series_id", "series")
        series_id = (await self._shelf.numbers("series")).name(number)
        if series_id is None:
            raise NotFound(f"no series {number}")
        await self._ensure(series_id)
        row, episodes = await self._shelf.one_series(series_id, asked.caller.viewer)
        return JSONResponse(xtream.show_info(row, number, episodes, await self._shelf.numbers()))

    async def _film_info(self, asked: _Asked) -> Response:
        number = asked.number("vod_id", "stream_id")
        return JSONResponse(xtream.film_info(await self.channel(number, asked.caller), number))

    async def _listings(self, asked: _Asked, *, short: bool) -> Response:
        channel = await self.channel(asked.number("stream_id"), asked.caller)
        now = int(self._now())
        since = now if short else now - 7 * 86_400
        found = await self._shelf.programmes([channel], since, now + _HOURS * 3600, asked.caller.viewer)
        told = found.get(channel["guide_channel"], [])
        if short:
            limit = whole_number(asked.parameters.get("limit", ""))
            told = told[: _SHORT if limit is None else min(limit, _LONGEST_SHORT)]
        return JSONResponse({"epg_listings": xtream.listings(channel, told, now)})

    async def channel(self, number: int, caller: Caller, at: float | None = None) -> Row:
        """The channel, film or episode of a number; `at` (Unix seconds) where what it shows then is to be played.

        Raises:
            NotFound: there is none that the caller may see.
            AgeRestricted: what it shows then is for older viewers.
        """
        name = (await self._shelf.numbers()).name(number)
        if name is None:
            raise NotFound(f"no stream {number}")
        return await self._shelf.channel(name, caller.viewer, at)


def xtream_router(
    access: Access, shelf: Shelf, api: PlayerApi, streams: Streams, now: Callable[[], float]
) -> APIRouter:
    """The routes that players look for."""
    router = APIRouter(tags=["outputs"])

    async def parameters_of(request: Request) -> dict[str, str]:
        said = dict(request.query_params)
        if request.method == "POST":
            async with request.form() as form:
                said |= {name: value for name, value in form.items() if isinstance(value, str)}
        return said

    async def caller_of(said: dict[str, str]) -> Caller:
        return await access.caller(said.get("password", ""), said.get("username", ""))

    @router.api_route("/player_api.php", methods=["GET", "POST"], include_in_schema=False)
    async def player_api(request: Request) -> Response:
        said = await parameters_of(request)
        return await api.answer(await caller_of(said), said, base_of(request))

    @router.api_route("/get.php", methods=["GET", "POST"], include_in_schema=False)
    async def playlist(request: Request) -> Response:
        caller = await caller_of(await parameters_of(request))
        address = output_address(base_of(request), caller.token)
        return StreamingResponse(m3u(shelf, caller.viewer, address), media_type="audio/x-mpegurl")

    @router.api_route("/xmltv.php", methods=["GET", "POST"], include_in_schema=False)
    async def guide(request: Request) -> Response:
        caller = await caller_of(await parameters_of(request))
        return StreamingResponse(xmltv(shelf, caller.viewer, int(now())), media_type="application/xml")

    @router.api_route("/{user:output}/{password}/{stream}", methods=_BOTH, include_in_schema=False)
    @router.api_route("/live/{user}/{password}/{stream}", methods=_BOTH, include_in_schema=False)
    async def live(request: Request, user: str, password: str, stream: str) -> Response:
        number, extension = _stream(stream)
        row = await api.channel(number, await access.caller(password, user), now())
        if extension == "m3u8":
            return await streams.hls(row)
        return await streams.transport_stream(row, only_head=request.method == "HEAD")

    @router.api_route("/movie/{user}/{password}/{stream}", methods=_BOTH, include_in_schema=False)
    @router.api_route("/series/{user}/{password}/{stream}", methods=_BOTH, include_in_schema=False)
    async def film(request: Request, user: str, password: str, stream: str, byte_range: Range = None) -> Response:
        number, extension = _stream(stream)
        row = await api.channel(number, await access.caller(password, user))
        if extension == "m3u8":
            return await streams.hls(row)
        return await streams.file(row, byte_range, only_head=request.method == "HEAD")

    @router.api_route("/timeshift/{user}/{password}/{minutes}/{start}/{stream}", methods=_BOTH, include_in_schema=False)
    async def timeshift(user: str, password: str, minutes: int, start: str, stream: str) -> Response:
        since = _start(start)
        row = await api.channel(_stream(stream)[0], await access.caller(password, user), since.timestamp())
        return await streams.hls(row, since, since + timedelta(minutes=max(1, min(minutes, 24 * 60))))

    return router


def _stream(written: str) -> tuple[int, str]:
    digits, _, extension = written.partition(".")
    if (number := whole_number(digits)) is None:
        raise NotFound("no such stream")
    return number, extension.lower()


def _start(written: str) -> datetime:
    """`2026-01-31:20-15`, in UTC as the server's time zone is told to be, or Unix seconds."""
    try:
        if (seconds := whole_number(written)) is not None:
            return datetime.fromtimestamp(seconds, UTC)
        return datetime.strptime(written, "%Y-%m-%d:%H-%M").replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise BadInput("write the start like 2026-01-31:20-15") from None
