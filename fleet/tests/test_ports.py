import socket

import pytest

from prism_fleet import ports
from prism_fleet.errors import CannotStart


def test_a_wanted_port_that_is_free_is_kept() -> None:
    assert ports.choose([("stt", 4002), ("tts", 4003)], free=lambda _: True) == {"stt": 4002, "tts": 4003}


def test_a_taken_port_gives_way_to_a_free_one() -> None:
    others = iter([5000, 5001])
    chosen = ports.choose([("stt", 4002), ("tts", 4003)], free=lambda port: port >= 5000, another=lambda: next(others))
    assert chosen == {"stt": 5000, "tts": 5001}


def test_no_two_services_get_the_same_port() -> None:
    others = iter([4003, 4003, 5000])
    free = {4003, 5000}
    chosen = ports.choose([("a", 4003), ("b", 4002)], free=lambda port: port in free, another=lambda: next(others))
    assert chosen == {"a": 4003, "b": 5000}


def test_a_port_is_taken_while_somebody_listens_on_it() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        assert not ports.is_free(port)
    assert ports.is_free(port)


def test_two_fleets_that_start_at_once_get_ports_of_their_own() -> None:
    port = ports.any_free()
    one, other = ports.Claims(), ports.Claims()
    first = ports.choose([("stt", port)], one.take)
    second = ports.choose([("stt", port)], other.take)
    assert first == {"stt": port}
    assert second != first
    one.close()
    assert other.take(port), "what was given back can be had"
    other.close()


def test_an_address_of_another_machine_is_named_with_the_remedy() -> None:
    with pytest.raises(CannotStart, match=r"cannot listen on 192\.0\.2\.1 .* PRISM_HOST"):
        ports.require_public("192.0.2.1", 4000)
