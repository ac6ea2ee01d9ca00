"""A supervisor over real processes, seen from outside."""

import os
import signal
import socket
from pathlib import Path

from prism_fleet.supervisor import REDIS_GRACE_SECONDS, SERVICES_GRACE_SECONDS

from .conftest import DummyFleet, eventually


def test_a_fleet_becomes_ready_and_prints_its_address(fleet: DummyFleet) -> None:
    fleet.start().wait_ready()
    assert f"http://127.0.0.1:{fleet.port}" in fleet.output
    assert fleet.ask(fleet.port, "/readyz") == {"status": "ready"}


def test_each_service_is_told_where_it_listens_and_where_the_others_are(fleet: DummyFleet) -> None:
    fleet.start().wait_ready()
    seen = fleet.ask(fleet.first_port)["environment"]
    assert isinstance(seen, dict)
    assert seen["PRISM_BIND_PORT"] == str(fleet.first_port)
    assert seen["PRISM_TTS_URL"] == f"http://127.0.0.1:{fleet.first_port + 1}"
    assert seen["PRISM_GATEWAY_URL"] == f"http://127.0.0.1:{fleet.port}"
    assert seen["REDIS_URL"].startswith("redis://:")
    assert Path(seen["PRISM_DATA_DIR"]).is_absolute()
    assert Path(seen["PRISM_FFMPEG"]).exists()


def test_each_service_is_a_process_of_its_own_with_its_own_name(fleet: DummyFleet) -> None:
    fleet.start().wait_ready()
    pids = {name: fleet.pid_of(name) for name in ("redis", "stt", "tts", "gateway")}
    assert len(set(pids.values())) == 4
    for name in ("stt", "tts", "gateway"):
        assert Path(f"/proc/{pids[name]}/cmdline").read_bytes().startswith(f"prism-{name}".encode())


def test_a_killed_service_comes_back(fleet: DummyFleet) -> None:
    fleet.start().wait_ready()
    before = fleet.pid_of("stt")
    os.kill(before, signal.SIGKILL)
    eventually(lambda: "ready again" in fleet.output)
    assert fleet.ask(fleet.first_port)["pid"] == fleet.pid_of("stt") != before
    assert "it was ended by SIGKILL" in fleet.output


def test_the_other_services_live_on_when_one_is_killed(fleet: DummyFleet) -> None:
    fleet.start().wait_ready()
    others = [fleet.pid_of(name) for name in ("redis", "tts", "gateway")]
    os.kill(fleet.pid_of("stt"), signal.SIGKILL)
    eventually(lambda: "ready again" in fleet.output)
    assert [fleet.pid_of(name) for name in ("redis", "tts", "gateway")] == others


def test_the_services_live_on_when_the_process_that_forked_them_is_killed(fleet: DummyFleet) -> None:
    fleet.start().wait_ready()
    pids = [fleet.pid_of(name) for name in ("stt", "tts", "gateway")]
    forker = int(Path(f"/proc/{pids[0]}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(forker, signal.SIGKILL)
    os.kill(pids[0], signal.SIGKILL)
    eventually(lambda: "ready again" in fleet.output)
    assert [fleet.pid_of(name) for name in ("tts", "gateway")] == pids[1:]
    assert fleet.pid_of("stt") != pids[0]


def test_redis_comes_back_at_the_same_address_when_it_is_killed(fleet: DummyFleet) -> None:
    fleet.start().wait_ready()
    address = fleet.ask(fleet.first_port)["environment"]
    os.kill(fleet.pid_of("redis"), signal.SIGKILL)
    eventually(lambda: "ready again" in fleet.output)
    assert isinstance(address, dict)
    port = int(address["REDIS_URL"].rpartition(":")[2].partition("/")[0])
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(b"PING\r\n")
        assert connection.recv(100).startswith(b"-NOAUTH"), "Redis must not answer those without the password"


def test_what_a_killed_service_had_started_is_ended_with_it(fleet: DummyFleet) -> None:
    fleet.start(DUMMY_HAS_CHILD="1").wait_ready()
    pid = fleet.pid_of("stt")
    children = [
        p for p in fleet.below() if Path(f"/proc/{p}/stat").read_text().rpartition(")")[2].split()[1] == str(pid)
    ]
    assert children, "the service has started a child"
    os.kill(pid, signal.SIGKILL)
    eventually(lambda: not [p for p in children if p in fleet.left()])


def test_an_interrupt_stops_everything(fleet: DummyFleet) -> None:
    fleet.start(DUMMY_HAS_CHILD="1").wait_ready()
    fleet.signal(signal.SIGINT)
    assert fleet.wait() == 0
    assert fleet.left() == []


def test_what_is_waited_for_in_a_stop_is_less_than_five_seconds() -> None:
    assert SERVICES_GRACE_SECONDS + REDIS_GRACE_SECONDS < 5.0


def test_services_that_do_not_obey_are_ended_too(fleet: DummyFleet) -> None:
    fleet.start(DUMMY_STUBBORN="1").wait_ready()
    fleet.signal(signal.SIGTERM)
    assert fleet.wait() == 0
    assert fleet.left() == []
    assert "did not stop in time" in fleet.output


def test_a_second_interrupt_does_not_wait(fleet: DummyFleet) -> None:
    fleet.start(DUMMY_STUBBORN="1").wait_ready()
    fleet.signal(signal.SIGINT)
    eventually(lambda: "stopping" in fleet.output)
    fleet.signal(signal.SIGINT)
    fleet.wait()
    assert fleet.left() == []
    assert "did not stop in time" not in fleet.output


def test_nothing_is_orphaned_when_the_supervisor_is_killed(fleet: DummyFleet) -> None:
    fleet.start(DUMMY_HAS_CHILD="1", DUMMY_STUBBORN="1").wait_ready()
    assert len(fleet.left()) >= 8
    fleet.signal(signal.SIGKILL)
    eventually(lambda: not fleet.left(), why=f"{fleet.left()} did not end")


def test_a_stop_during_the_start_leaves_nothing_either(fleet: DummyFleet) -> None:
    fleet.start(DUMMY_READY_AFTER="600")
    fleet.pid_of("gateway")
    fleet.seen |= set(fleet.below())
    fleet.signal(signal.SIGINT)
    assert fleet.wait() == 0
    assert fleet.left() == []


def test_a_start_that_takes_long_says_which_service_it_waits_for_and_why(fleet: DummyFleet) -> None:
    fleet.start(DUMMY_READY_AFTER="600", PRISM_START_PATIENCE_SECONDS="0.5")
    eventually(lambda: 'who=stt reason="the model is loading"' in fleet.output)
    assert "Prism is ready" not in fleet.output


def test_a_service_that_cannot_start_is_tried_again_and_named(fleet: DummyFleet) -> None:
    fleet.start("--broken", PRISM_START_PATIENCE_SECONDS="2")
    eventually(lambda: fleet.output.count("this service is broken") >= 3)
    assert "it ended with exit code 3" in fleet.output


def test_a_taken_public_port_is_one_clear_sentence(fleet: DummyFleet) -> None:
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", fleet.port))
        squatter.listen()
        assert fleet.start().wait() == 1
    assert fleet.output.startswith(f"prism: port {fleet.port} on 127.0.0.1 is taken by another program")
    assert "PRISM_PORT=" in fleet.output
    assert "Traceback" not in fleet.output


def test_a_taken_inner_port_is_replaced_by_a_free_one(fleet: DummyFleet) -> None:
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", fleet.first_port))
        squatter.listen()
        fleet.start().wait_ready()
        seen = fleet.ask(fleet.port)["environment"]
    assert isinstance(seen, dict)
    assert seen["PRISM_STT_URL"] != f"http://127.0.0.1:{fleet.first_port}"


def test_a_redis_that_does_not_answer_is_one_clear_sentence(fleet: DummyFleet) -> None:
    assert fleet.start(REDIS_URL="redis://:secret@127.0.0.1:1/0").wait() == 1
    assert "the Redis of REDIS_URL (redis://127.0.0.1:1/0) does not answer: nothing listens there" in fleet.output
    assert "secret" not in fleet.output
    assert "Traceback" not in fleet.output


def test_a_second_fleet_on_the_same_data_is_refused(fleet: DummyFleet, tmp_path: Path) -> None:
    fleet.start().wait_ready()
    second = DummyFleet(tmp_path)
    second.log = tmp_path / "second.txt"
    assert second.start().wait() == 1
    assert fleet.process is not None
    assert f"another Prism (process {fleet.process.pid}) already uses the data folder" in second.output
