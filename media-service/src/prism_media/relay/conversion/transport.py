"""Any source as one MPEG transport stream, which recorders and other players read without an end."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing

from prism_media.relay.conversion.command import Input, transport
from prism_media.relay.conversion.errors import ConversionFailed
from prism_media.relay.conversion.process import Ffmpeg
from prism_media.relay.conversion.running import Fed


async def packets(
    program: str, inputs: Sequence[Input], feeds: Sequence[AsyncIterator[bytes]] = ()
) -> AsyncGenerator[bytes, None]:
    """The inputs as one transport stream, codecs as they are; an input at `feed` reads the feed of its place.

    Raises:
        ConversionFailed: ffmpeg could not read it, or a codec has no place in a transport stream.
        PrismError: what a feed ended with.
    """

    def arguments(addresses: Sequence[str]) -> list[str]:
        fed = [Input(at, each.container) for at, each in zip(addresses, inputs, strict=False)]
        return transport(fed or list(inputs))

    running = await Ffmpeg.start(program, arguments, feeds)
    try:
        async with aclosing(running.output()) as output:
            async for chunk in output:
                yield chunk
        if await running.ended():
            raise ConversionFailed(f"ffmpeg could not read the stream: {running.reason}")
    finally:
        await running.close()


def packets_of(program: str, fed: Fed) -> AsyncGenerator[bytes, None]:
    """What is fed, as one transport stream."""
    return packets(program, [Input("feed", container) for container in fed.containers], fed.feeds)
