"""`/api/outputs` and `/api/output`: Prism as the source of other players, by playlist and guide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from prism_core.errors import NotFound
from prism_media.output.access import Access
from prism_media.output.address import base_of, output_address
from prism_media.output.guide import gzipped, xmltv
from prism_media.output.model import NewOutput, Output, OutputMade, Outputs, XtreamLoginShown
from prism_media.output.playlist import m3u
from prism_media.output.shelf import Shelf
from prism_media.output.streams import Streams
from prism_media.viewers.current import NotForProfile, OwnViewer

_BOTH = ["GET", "HEAD"]
Moment = Annotated[int | None, Query(ge=0, le=1 << 33)]


def outputs_router(access: Access) -> APIRouter:
    """The routes of outputs themselves."""
    router = APIRouter(prefix="/api/outputs", tags=["outputs"])

    @router.get("")
    async def list_outputs(
        viewer: OwnViewer,
        everyone: Annotated[bool, Query(description="Those of all profiles, for one that manages.")] = False,
    ) -> Outputs:
        """The outputs of the profile; their tokens are not told again."""
        if everyone and not viewer.manages:
            raise NotForProfile("this profile sees its own outputs only; ask without everyone")
        return Outputs(
            outputs=[
                Output(
                    id=row["id"],
                    name=row["name"],
                    profile=row["profile"],
                    created_at=datetime.fromtimestamp(row["created_at"], UTC),
                    used_at=None if row["used_at"] is None else datetime.fromtimestamp(row["used_at"], UTC),
                )
                for row in await access.all(None if everyone else viewer.profile)
            ]
        )

    @router.post("", status_code=201)
    async def make(given: NewOutput, viewer: OwnViewer, request: Request) -> OutputMade:
        """Let another player use Prism as its source, with what the profile may see. The token is told this once.

        Where one signs in, only administrators may: it opens Prism to whoever has the address.
        """
        if viewer.account and not viewer.manages:
            raise NotForProfile("only an administrator may give the channels to other players")
        output_id, token = await access.make(given.name, viewer.profile)
        base = base_of(request)
        address = output_address(base, token)
        return OutputMade(
            id=output_id,
            name=given.name,
            token=token,
            m3u_url=f"{address}/playlist.m3u",
            guide_url=f"{address}/guide.xml",
            xtream=XtreamLoginShown(server=base, username=output_id, password=token),
        )

    @router.delete("/{output_id}", status_code=204)
    async def remove(output_id: str, viewer: OwnViewer) -> Response:
        """Remove an output; the player that used it gets nothing any more. A profile that manages may remove any."""
        if not await access.remove(output_id, None if viewer.manages else viewer.profile):
            raise NotFound(f"no output {output_id!r}")
        return Response(status_code=204)

    return router


def output_router(access: Access, shelf: Shelf, streams: Streams, now: Callable[[], float]) -> APIRouter:
    """What a player gets with the token of an output."""
    router = APIRouter(prefix="/api/output/{token}", tags=["outputs"])

    @router.get("/playlist.m3u", response_class=Response)
    async def playlist(token: str, request: Request) -> Response:
        """Television and radio as an M3U playlist that points to the guide."""
        caller = await access.caller(token)
        address = output_address(base_of(request), token)
        return StreamingResponse(m3u(shelf, caller.viewer, address), media_type="audio/x-mpegurl")

    @router.get("/guide.xml", response_class=Response)
    async def guide(token: str) -> Response:
        """The guide of those channels as XMLTV."""
        caller = await access.caller(token)
        return StreamingResponse(xmltv(shelf, caller.viewer, int(now())), media_type="application/xml")

    @router.get("/guide.xml.gz", response_class=Response)
    async def packed_guide(token: str) -> Response:
        """The guide, gzipped."""
        caller = await access.caller(token)
        return StreamingResponse(gzipped(xmltv(shelf, caller.viewer, int(now()))), media_type="application/gzip")

    @router.api_route("/channel/{channel_id}.m3u8", methods=_BOTH, response_class=Response)
    async def hls(token: str, channel_id: str, utc: Moment = None, utcend: Moment = None) -> Response:
        """A channel as HLS; `utc` and `utcend` (Unix seconds): what was on then, from the archive."""
        row = await shelf.channel(channel_id, (await access.caller(token)).viewer, now() if utc is None else utc)
        start, stop = (None if at is None else datetime.fromtimestamp(at, UTC) for at in (utc, utcend))
        return await streams.hls(row, start, stop)

    @router.api_route("/channel/{channel_id}.ts", methods=_BOTH, response_class=Response)
    async def transport_stream(request: Request, token: str, channel_id: str) -> Response:
        """A channel as one endless MPEG transport stream."""
        row = await shelf.channel(channel_id, (await access.caller(token)).viewer, now())
        return await streams.transport_stream(row, only_head=request.method == "HEAD")

    return router
