import asyncio

import pytest

from prism_fleet import readiness
from prism_fleet.ports import any_free


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"type": "x", "title": "Unavailable", "detail": "the model is loading"}', "the model is loading"),
        (b'{"title": "Unavailable"}', "Unavailable"),
        (b"no json", "no json"),
        (b"", "it answers 503"),
    ],
)
def test_the_reason_is_the_problems_detail_or_whatever_was_said(body: bytes, said: str) -> None:
    assert readiness.reason(503, body) == said


async def test_a_closed_port_is_said_as_such() -> None:
    assert await readiness.why_not("127.0.0.1", any_free()) == "it has not opened its port yet"


async def test_a_service_that_never_answers_is_not_waited_for_long() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    assert await readiness.why_not("127.0.0.1", port, timeout_seconds=0.1) == "no answer within 0.1 s"
    server.close()
