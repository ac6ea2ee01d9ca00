from pathlib import Path

from prism_core.fleet import GATEWAY, STT
from prism_fleet.members import Member, Shared, environment_of
from prism_fleet.settings import read_environment

SHARED = Shared(data_dir=Path("/data"), redis_url="redis://:p@127.0.0.1:5/0", ffmpeg="/usr/bin/ffmpeg")
MEMBERS = [Member(STT, "127.0.0.1", 4102), Member(GATEWAY, "0.0.0.0", 80)]


def test_what_the_run_decided_wins_over_the_environment() -> None:
    told = environment_of(MEMBERS[0], MEMBERS, SHARED, {"PRISM_BIND_PORT": "1", "REDIS_URL": "", "PATH": "/bin"})
    assert told["PRISM_BIND_PORT"] == "4102"
    assert told["REDIS_URL"] == SHARED.redis_url
    assert told["PATH"] == "/bin"


def test_a_person_may_choose_how_long_services_drain() -> None:
    assert environment_of(MEMBERS[0], MEMBERS, SHARED, {"PRISM_DRAIN_SECONDS": "1"})["PRISM_DRAIN_SECONDS"] == "1.0"


def test_no_service_of_a_local_run_drains_longer_than_its_stop_allows() -> None:
    for asked in ("10", ""):
        assert (
            environment_of(MEMBERS[0], MEMBERS, SHARED, {"PRISM_DRAIN_SECONDS": asked})["PRISM_DRAIN_SECONDS"] == "2.0"
        )


def test_a_gateway_on_all_addresses_is_reached_through_loopback() -> None:
    told = environment_of(MEMBERS[0], MEMBERS, SHARED, {})
    assert told["PRISM_GATEWAY_URL"] == "http://127.0.0.1:80"
    assert environment_of(MEMBERS[1], MEMBERS, SHARED, {})["PRISM_BIND_HOST"] == "0.0.0.0"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PRISM_PORT=1\nPRISM_HOST=0.0.0.0\n")
    assert read_environment(tmp_path / ".env", {"PRISM_PORT": "2"}) == {"PRISM_PORT": "2", "PRISM_HOST": "0.0.0.0"}
    assert read_environment(tmp_path / "absent", {}) == {}
