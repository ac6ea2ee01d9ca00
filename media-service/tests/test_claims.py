from sqlalchemy.ext.asyncio import AsyncEngine

from prism_media.database.claims import Claims


class Clock:
    now = 1000.0


async def test_one_of_two_services_holds_a_claim_until_it_runs_out_or_is_given_back(engine: AsyncEngine) -> None:
    first, second = (Claims(engine, name, lambda: Clock.now) for name in ("first", "second"))
    assert await first.take("schedule", 60)
    assert not await second.take("schedule", 60)
    assert await first.take("schedule", 60), "who holds it goes on"
    await first.give_back("schedule")
    assert await second.take("schedule", 60)


async def test_what_is_done_once_a_day_is_not_done_again_by_anyone_until_the_day_is_over(engine: AsyncEngine) -> None:
    moment = Clock()
    first, second = (Claims(engine, name, lambda: moment.now) for name in ("first", "second"))
    assert await first.take_once("click", 60)
    assert not await first.take_once("click", 60)
    assert not await second.take_once("click", 60)
    moment.now = 1060.0
    assert await second.take_once("click", 60)
