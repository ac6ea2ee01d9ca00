"""Watch parties over real sockets, on the bus in memory and on a real Redis with a gateway for each member."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest

from prism_core.bus import Bus, MemoryBus, RedisBus, names
from prism_core.events import Remark, Reminder
from prism_core.testing import running_redis
from prism_gateway.sessions.party.records import PartyRecords
from prism_gateway.testing import SocketBrowser

from .conftest import Stagehand

PATIENCE_SECONDS = 30.0
CHANNEL = {"id": "one", "name": "One"}


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    with running_redis() as redis:
        yield redis.url


@pytest.fixture(params=["memory", "redis"])
async def stages(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Stagehand, Stagehand]]:
    """Two gateways: of one process on the bus in memory, or each with a connection to Redis of its own."""
    first, second = Stagehand(), Stagehand()
    buses: list[Bus]
    if request.param == "memory":
        buses = [MemoryBus()] * 2
    else:
        url = request.getfixturevalue("redis_url")
        buses = [RedisBus(url, PATIENCE_SECONDS), RedisBus(url, PATIENCE_SECONDS)]
    first.bus, second.bus = buses
    second.mind = first.mind
    for bus in buses:
        await bus.start()
    yield first, second
    for bus in buses:
        await bus.close()


class Viewer:
    """A browser in a party, with what it was told last."""

    def __init__(self, browser: SocketBrowser) -> None:
        self.browser = browser

    async def wish(self, kind: str, **data: object) -> None:
        await self.browser.send("ui-event", {"type": f"party.{kind}", **data})

    async def play(self, item: dict[str, Any] | None = CHANNEL, **data: Any) -> None:
        await self.wish("play", **({"item": item, "at": time.time(), "position": 1_000.0} | data))

    def last(self, kind: str) -> dict[str, Any]:
        found = [m["data"] for m in self.browser.messages if m["data"].get("type") == kind]
        return found[-1] if found else {}

    async def until(self, met: Callable[["Viewer"], bool]) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not met(self):  # a test waits for what others do
                await asyncio.sleep(0.01)

    async def until_members(self, *called: str) -> None:
        await self.until(lambda me: me.members() == list(called))

    def members(self) -> list[str]:
        return [member["name"] for member in self.last("party.state").get("members", ())]

    def heard(self) -> str:
        """Lumen's words on this browser."""
        return " ".join(m["data"]["text"] for m in self.browser.messages if m["type"] == "bot-output")

    @property
    def code(self) -> str:
        code: str = self.last("party.state")["code"]
        return code

    async def session(self) -> str:
        found: str = (await self.browser.until("bot-ready"))["data"]["session"]
        return found


@asynccontextmanager
async def viewer(stage: Stagehand, url: str, profile: str = "", session: str | None = None) -> AsyncIterator[Viewer]:
    async with stage.browser(url, session, profile) as browser:
        yield Viewer(browser)


@asynccontextmanager
async def party(stages: tuple[Stagehand, Stagehand], *profiles: str) -> AsyncIterator[list[Viewer]]:
    """A party of `profiles`, the first of whom started it; they take turns among the gateways."""
    async with AsyncExitStack() as stack:
        urls = [await stack.enter_async_context(stage.serving()) for stage in stages]
        viewers = [
            await stack.enter_async_context(viewer(stages[place % 2], urls[place % 2], profile))
            for place, profile in enumerate(profiles)
        ]
        host, *others = viewers
        await host.wish("join")
        await host.until_members(profiles[0].capitalize())
        for place, other in enumerate(others, 2):
            await other.wish("join", code=host.code)
            await other.until(lambda me, count=place: len(me.members()) == count)
        for one in viewers:
            await one.until_members(*(profile.capitalize() for profile in profiles))
        yield viewers


async def test_what_the_host_chooses_reaches_everyone_and_others_choose_when_they_may(
    stages: tuple[Stagehand, Stagehand],
) -> None:
    async with party(stages, "anna", "ben") as (anna, ben):
        await anna.play(position=1_234.5)
        for one in (anna, ben):
            await one.until(lambda me: me.last("party.playback").get("position") == 1_234.5)
        assert ben.last("party.playback")["item"]["id"] == "one"
        shown = ben.browser.types().count("party.playback")
        await ben.play({"id": "two", "name": "Two"})
        await ben.until(lambda me: me.browser.types().count("party.playback") > shown)
        assert ben.last("party.playback")["item"]["id"] == "one"
        await anna.wish("rule", everybody=True)
        await ben.until(lambda me: me.last("party.state")["everybody"])
        await ben.play({"id": "two", "name": "Two"}, playing=False)
        await anna.until(lambda me: me.last("party.playback")["item"]["id"] == "two")
        assert not anna.last("party.playback")["playing"]


async def test_lumen_answers_once_and_everyone_reads_and_hears_it(stages: tuple[Stagehand, Stagehand]) -> None:
    async with party(stages, "anna", "ben", "cleo") as (anna, ben, cleo):
        await ben.browser.type("hello everyone")
        for one in (anna, cleo):
            await one.until(lambda me: me.last("party.said") != {})
            said = one.last("party.said")
            assert (said["name"], said["text"]) == ("Ben", "hello everyone")
        for one in (anna, ben, cleo):
            await one.browser.until("bot-stopped-speaking", seconds=PATIENCE_SECONDS)
            assert one.heard() == "One two three. Four five six."
            assert {header["turn"] for header, _ in one.browser.voice} == {one.last("avatar.visemes") and said["turn"]}
        assert ben.last("party.said") == {}
        assert len(stages[0].mind.asked) == 1
        spoken = b"".join(sound for _, sound in ben.browser.voice)
        assert b"".join(sound for _, sound in anna.browser.voice) == spoken
        await anna.browser.type("and then?")
        await ben.until(lambda me: me.last("party.said").get("text") == "and then?")
        await anna.browser.until("metrics", seconds=PATIENCE_SECONDS)
    assert [exchange.viewer for exchange in stages[0].mind.histories[-1]] == ["Ben: hello everyone"]


async def test_what_was_said_alone_is_not_told_in_the_party_nor_the_other_way_round(
    stages: tuple[Stagehand, Stagehand],
) -> None:
    async with stages[0].serving() as url, viewer(stages[0], url, "anna") as anna:
        await anna.browser.type("my secret")
        await anna.browser.until("metrics", seconds=PATIENCE_SECONDS)
        await anna.wish("join")
        await anna.until_members("Anna")
        for words in ("in the party", "still there"):
            since = len(anna.browser.messages)
            await anna.browser.type(words)
            await anna.browser.until("metrics", since=since, seconds=PATIENCE_SECONDS)
        assert [exchange.viewer for exchange in stages[0].mind.histories[-1]] == ["Anna: in the party"]
        await anna.wish("leave")
        await anna.until(lambda me: me.last("party.state")["code"] is None)
        await anna.browser.type("alone again")
        await anna.until(lambda me: len(stages[0].mind.histories) == 4)
        assert [exchange.viewer for exchange in stages[0].mind.histories[-1]] == ["my secret"]


async def test_whoever_speaks_cuts_lumen_off_for_all(stages: tuple[Stagehand, Stagehand]) -> None:
    stages[0].mind.sentences = ["a " * 60] * 5
    async with party(stages, "anna", "ben", "cleo") as viewers:
        anna, ben, cleo = viewers
        await anna.browser.type("tell me a story")
        for one in viewers:
            await one.browser.until("bot-started-speaking", seconds=PATIENCE_SECONDS)
        story = ben.last("party.said")["turn"]
        await ben.browser.type("stop, what is on?")
        for one in viewers:
            await one.browser.until("bot-interrupted", seconds=PATIENCE_SECONDS)
        for one in (anna, cleo):
            await one.until(lambda me: me.last("party.said").get("name") == "Ben")
            turn = one.last("party.said")["turn"]
            await one.until(lambda me, turn=turn: any(header["turn"] == turn for header, _ in me.browser.voice))
        assert stages[0].mind.abandoned >= 1
        order = [header["turn"] for header, _ in cleo.browser.voice]
        assert story not in order[order.index(turn) :]


async def test_a_child_is_told_why_it_sees_nothing_of_what_the_others_watch(
    stages: tuple[Stagehand, Stagehand],
) -> None:
    async with party(stages, "anna", "child") as (anna, child):
        await anna.play({"id": "nine", "name": "Late Show"})
        await child.until(lambda me: me.last("party.playback") != {})
        told = child.last("party.playback")
        assert (told["item"], told["withheld"]) == (None, "That is not for children.")
        assert "Late Show" not in str(child.browser.messages)
        await anna.play()
        await child.until(lambda me: me.last("party.playback")["item"] is not None)


async def test_a_page_that_is_opened_again_is_back_and_a_host_who_leaves_hands_over(
    stages: tuple[Stagehand, Stagehand],
) -> None:
    async with stages[0].serving() as one, stages[1].serving() as two, viewer(stages[1], two, "ben") as ben:
        async with viewer(stages[0], one, "anna") as anna:
            await anna.wish("join", name="  Anna   B. ")
            await anna.until_members("Anna B.")
            await ben.wish("join", code=anna.code, name="Anna B.")
            await ben.until_members("Anna B.", "Anna B. 2")
            await anna.play()
            await ben.until(lambda me: me.last("party.playback") != {})
            session, code = await anna.session(), anna.code
        async with viewer(stages[1], two, "anna", session) as back:
            await back.until_members("Anna B.", "Anna B. 2")
            assert (back.code, back.last("party.state")["host"]) == (code, back.last("party.state")["you"])
            await back.until(lambda me: me.last("party.playback").get("item") is not None)
            await back.wish("leave")
            await ben.until_members("Anna B. 2")
            assert ben.last("party.state")["host"] == ben.last("party.state")["you"]


async def test_a_host_who_is_gone_for_good_is_followed_by_who_has_been_there_longest(
    stages: tuple[Stagehand, Stagehand],
) -> None:
    async with party(stages, "anna", "ben", "cleo") as (anna, ben, cleo):
        you = anna.last("party.state")["you"]
        await stages[0].bus.delete(names.party_members(anna.code) + you)  # as its time runs out
        for one in (ben, cleo):
            await one.browser.report()
        await cleo.until(lambda me: me.last("party.state")["host"] == ben.last("party.state")["you"])


async def test_the_host_ends_it_for_all_and_its_link_is_worth_nothing_then(
    stages: tuple[Stagehand, Stagehand],
) -> None:
    async with party(stages, "anna", "ben") as (anna, ben):
        code = anna.code
        await ben.wish("leave", end=True)  # Only the host may.
        await anna.until_members("Anna")
        await ben.wish("join", code=code)
        await ben.until_members("Anna", "Ben")
        await anna.wish("leave", end=True)
        await ben.until(lambda me: me.last("party.state")["reason"] == "The watch party is over.")
        for wrong in (code, "guessed"):
            since = len(ben.browser.messages)
            await ben.wish("join", code=wrong)
            answer = await ben.browser.until("server-message", "party.state", since=since, seconds=PATIENCE_SECONDS)
            assert answer["data"]["reason"] == "There is no such watch party any more. Ask for a new link."


async def test_a_reminder_is_for_who_asked_for_it_and_a_remark_is_made_once(
    stages: tuple[Stagehand, Stagehand],
) -> None:
    async with party(stages, "anna", "ben") as (anna, ben):
        while names.watching("one") not in await stages[0].bus.keys(names.WATCHING_PREFIX):
            await asyncio.sleep(0.01)
        remark = Remark(channel_id="one", text="What a drop.", reason="drop", urgency=0.5)
        await stages[0].bus.publish(names.channel("one"), remark)
        await ben.browser.until("bot-stopped-speaking", seconds=PATIENCE_SECONDS)
        assert ben.heard() == "What a drop."
        await stages[0].bus.publish(names.session(await ben.session()), Reminder(title="Ben's show"))
        await ben.until(lambda me: "reminded" in me.heard())
        await ben.until(lambda me: me.browser.types().count("bot-stopped-speaking") == 2)
        assert "reminded" not in anna.heard()
    assert (stages[0].voice.spoken, stages[1].voice.spoken) == (
        ["What a drop."],
        ["You wanted to be reminded: Ben's show."],
    )


async def test_the_gateways_clock_can_be_asked_for(stages: tuple[Stagehand, Stagehand]) -> None:
    async with stages[0].serving() as url, viewer(stages[0], url) as anna:
        before = time.time()
        await anna.wish("ping", sent=5.0)
        pong = (await anna.browser.until("server-message", "party.pong", seconds=PATIENCE_SECONDS))["data"]
        assert pong["sent"] == 5.0
        assert before <= pong["at"] <= time.time()


async def test_a_party_and_its_code_end_with_their_time() -> None:
    now = 1_000.0
    records = PartyRecords(MemoryBus(), now=lambda: now)
    code, made = await records.create("host")
    assert len(code) >= 22
    assert await records.party(code) == made
    now = made.ends_at
    assert await records.party(code) is None
