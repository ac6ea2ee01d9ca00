"""What is remembered of watching: whole stretches, from half a minute on, however the states come."""

from datetime import UTC, datetime

import httpx
import pytest

from prism_core.commands import Command
from prism_core.errors import NotFound, Unavailable
from prism_core.events import PlaybackState
from prism_core.viewer import no_cookies
from prism_gateway.adapters.catalogue import Catalogue
from prism_gateway.adapters.viewers import Viewers
from prism_gateway.sessions.watching import Stretch, WatchLog

BEGAN = 1_700_000_000.0


def playing(channel: str | None = "one", *, paused: bool = False) -> PlaybackState:
    return PlaybackState(channel_id=channel, playing=channel is not None and not paused, paused=paused)


def watch(log: WatchLog, *states: tuple[float, PlaybackState]) -> list[tuple[str, float]]:
    stretches = [log.saw(state, BEGAN + seconds) for seconds, state in states]
    return [(stretch.channel_id, stretch.seconds) for stretch in stretches if stretch]


def test_half_a_minute_is_remembered_and_told_again_as_it_grows() -> None:
    states = [(float(second), playing()) for second in range(0, 75, 5)]
    assert watch(WatchLog(), *states) == [("one", 30), ("one", 60)]


def test_zapping_past_is_not() -> None:
    assert watch(WatchLog(), (0, playing("one")), (10, playing("two")), (20, playing("three"))) == []


def test_the_rest_is_told_at_a_change_and_when_the_browser_leaves() -> None:
    log = WatchLog()
    states = [(float(second), playing()) for second in range(0, 45, 5)]
    assert watch(log, *states, (45, playing("two"))) == [("one", 30), ("one", 45)]
    states = [(float(second), playing("two")) for second in range(50, 80, 5)]
    assert watch(log, *states) == [("two", 30)]
    left = log.leave(BEGAN + 80)
    assert left is not None
    assert (left.seconds, left.started_at) == (35, datetime.fromtimestamp(BEGAN + 45, UTC))


def test_a_pause_and_a_silence_are_not_watched() -> None:
    log = WatchLog()
    states = [(float(second), playing(paused=True)) for second in range(0, 600, 5)]
    assert watch(log, *states) == []
    assert watch(log, (600, playing()), (4000, playing()), (4010, playing()), (4015, playing())) == [("one", 30)]


class Media:
    """media-service with two profiles; answers as `status` says, and gives cookies away as it does."""

    def __init__(self, status: int = 200) -> None:
        self.status = status
        self.seen: list[tuple[str, str | None]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.seen.append((request.url.path, request.headers.get("cookie")))
        if request.url.path == "/api/channels/resolve":
            return httpx.Response(self.status, json={"matches": []})
        profiles = [{"id": "default", "name": "Home", "has_pin": False, "age_limit": None, "colour": ""},
                    {"id": "a1", "name": "Anna", "has_pin": True, "age_limit": None, "colour": ""}]  # fmt: skip
        body = {"profiles": profiles, "current": "default"}
        return httpx.Response(self.status, json=body, headers={"set-cookie": "prism_profile=new; Path=/"})

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            base_url="http://media.example", transport=httpx.MockTransport(self), cookies=no_cookies()
        )


async def test_one_viewers_cookie_is_never_sent_for_another() -> None:
    media = Media()
    viewers = Viewers(media.client())
    for sealed in ("one", "", "two"):
        await viewers.profile(sealed)
    assert [cookie for _, cookie in media.seen] == ["prism_profile=one", None, "prism_profile=two"]


@pytest.mark.parametrize(("name", "found"), [("anna", "a1"), ("Anna's profile", "a1"), ("Home", None), ("main", None)])
async def test_a_profile_is_found_as_people_call_it(name: str, found: str | None) -> None:
    profile = await Viewers(Media().client()).named(name, "")
    assert (profile.profile_id if profile else None) == found


async def test_an_unknown_profile_is_answered_with_those_there_are() -> None:
    with pytest.raises(NotFound, match=r"no profile called Zoe. There are: Home, Anna."):
        await Viewers(Media().client()).named("Zoe", "")


async def test_what_cannot_be_kept_now_says_so_and_a_guests_is_dropped() -> None:
    stretch = Stretch(channel_id="one", started_at=datetime.fromtimestamp(BEGAN, UTC), seconds=30, position=None)
    with pytest.raises(Unavailable):
        await Viewers(Media(503).client()).watched(stretch, "")
    await Viewers(Media(401).client()).watched(stretch, "")


async def test_a_viewer_asks_the_catalogue_as_themselves() -> None:
    media = Media()
    with pytest.raises(NotFound):
        await Catalogue(media.client()).seen_by("anna").target(Command.of("tv.watch", title="Film"))
    assert {cookie for _, cookie in media.seen} == {"prism_profile=anna"}
