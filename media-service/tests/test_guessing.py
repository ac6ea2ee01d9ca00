"""Guessing passwords: it costs whoever does it, and nobody else."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from prometheus_client import REGISTRY
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_core.errors import TooManyTries
from prism_media.accounts.guessing import Guessing, buckets
from prism_media.accounts.testing import OTHER_PASSWORD, PASSWORD, Person, add, set_up, sign_in
from prism_media.testing import running_service


@pytest.fixture
async def owner(client: httpx.AsyncClient) -> Person:
    return await set_up(client)


@pytest.fixture
async def lone(tmp_path: Path) -> AsyncIterator[Person]:
    """The same, on SQLite only: for what the database has no part in."""
    async with running_service(tmp_path) as client:
        yield await set_up(client)


def hashes() -> float:
    return REGISTRY.get_sample_value("prism_password_hashes_total") or 0.0


async def guessed(client: httpx.AsyncClient, name: str, cookie: str = "") -> list[httpx.Response]:
    """The answers to who guesses until they must wait: where looking at a guess takes longer than that, they go on."""
    answers: list[httpx.Response] = []
    while not answers or (answers[-1].status_code == 401 and len(answers) < 15):
        answers.append(await sign_in(client, name, f"guess {len(answers)}", cookie))
    assert answers[-1].status_code == 429
    return answers


@pytest.mark.parametrize("name", ["Olga", "nobody"])
async def test_a_wrong_name_and_a_wrong_password_cost_and_say_the_same(lone: Person, name: str) -> None:
    await sign_in(lone.client, "warm", "the hash for nobody is made")
    before = hashes()

    answer = await sign_in(lone.client, name, "not the password")

    assert hashes() - before == 1
    assert answer.status_code == 401
    assert answer.json()["detail"] == "the name or the password is wrong"
    assert answer.json()["type"].endswith(":wrong-credentials")


async def test_guessing_must_be_waited_for_and_the_right_password_is_not_looked_at_meanwhile(lone: Person) -> None:
    answers = await guessed(lone.client, "Olga")
    before = hashes()
    right = await sign_in(lone.client, "Olga", PASSWORD)

    assert [answer.status_code for answer in answers[:5]] == [401] * 5
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert right.status_code == 429
    assert hashes() == before


async def test_guessing_is_counted_for_all_replicas_together_and_never_locks_for_long(engine: AsyncEngine) -> None:
    clock = [1_000_000.0]
    replicas = [Guessing(engine, lambda: clock[0]) for _ in range(2)]
    waited = 0
    for number in range(40):  # From ever other addresses: only the name is the same.
        attack = buckets("olga", f"2001:db8:{number:x}::1", None)
        try:
            await replicas[number % 2].take_a_try(attack)
        except TooManyTries as error:
            waited = int(str(error.details["retry_after_seconds"]))
            clock[0] += waited
            await replicas[number % 2].take_a_try(attack)

    with pytest.raises(TooManyTries) as refused:
        await replicas[0].take_a_try(buckets("olga", "192.0.2.7", None))
    assert 0 < waited <= 60
    assert int(str(refused.value.details["retry_after_seconds"])) <= 60
    await replicas[0].take_a_try(buckets("olga", "192.0.2.7", "a browser that she knows"))


async def test_tries_at_the_same_moment_are_no_way_around_the_wait(engine: AsyncEngine) -> None:
    guessing = Guessing(engine, lambda: 1_000_000.0)
    attack = buckets("olga", "192.0.2.7", None)
    taken = 0
    for _ in range(20):
        try:
            await guessing.take_a_try(attack)
        except TooManyTries:
            continue
        taken += 1

    assert taken == 5


async def test_a_browser_of_one_account_is_not_known_to_another(owner: Person) -> None:
    mine = await sign_in(owner.client, "Olga", PASSWORD)
    device = f"prism_device={mine.cookies['prism_device']}"
    await add(owner, "Ben", "viewer")
    await guessed(owner.client, "Ben", device)
    assert (await sign_in(owner.client, "Ben", OTHER_PASSWORD, device)).status_code == 429
    assert (await sign_in(owner.client, "Olga", PASSWORD, device)).status_code == 200
