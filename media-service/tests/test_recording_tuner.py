"""How recordings ask the relay."""

from collections.abc import AsyncIterator

import pytest
from fastapi import APIRouter, Response

from prism_core.errors import NotAllowed
from prism_media.recordings.tuner import RelayTuner
from prism_media.relay.conversion.errors import CodecNotPlayable
from prism_media.upstream.errors import UpstreamRefused
from prism_media.viewers.current import CurrentViewer

router = APIRouter()


@router.get("/api/relay/{channel}/index.m3u8")
async def index(channel: str, viewer: CurrentViewer, convert: str = "", can: str = "", source: str = "") -> Response:
    if channel == "odd" and convert != "auto":
        raise CodecNotPlayable("an odd codec; convert=auto transcodes it")
    if channel == "adult" and not viewer.sees_adult:
        raise NotAllowed("this channel is for adults")
    if channel == "refused":
        raise UpstreamRefused("up.example refuses the stream (403)")
    return Response(f"#EXTM3U\n# {convert} {can} {source}")


@router.get("/bytes")
async def whole() -> Response:
    return Response(bytes(range(100)))


@pytest.fixture
async def tuner() -> AsyncIterator[RelayTuner]:
    tuner = RelayTuner(lambda: [router])
    yield tuner
    await tuner.close()


async def test_codecs_are_taken_as_they_come_and_an_odd_one_converted(tuner: RelayTuner) -> None:
    assert "hevc,av1" in (await tuner.index("plain", None)).text
    odd = await tuner.index("odd", "other")
    assert "auto hevc" in odd.text
    assert (await tuner.get(odd.url)).text == odd.text


async def test_an_error_of_the_relay_keeps_its_name(tuner: RelayTuner) -> None:
    with pytest.raises(UpstreamRefused, match="refuses the stream"):
        await tuner.index("refused", None)


async def test_an_adult_channel_is_recorded_for_whoever_may_have_asked(tuner: RelayTuner) -> None:
    assert (await tuner.index("adult", None)).text.startswith("#EXTM3U")


async def test_a_part_is_cut_from_a_source_that_knows_no_ranges(tuner: RelayTuner) -> None:
    assert (await tuner.get("/bytes", 10, 3)).data == bytes((10, 11, 12))
