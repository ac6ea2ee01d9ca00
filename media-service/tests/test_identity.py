import pytest

from prism_media.database.engine import open_engine
from prism_media.viewers.current import GUEST, Viewer, fallback_viewer, viewer_of
from prism_media.viewers.identity import COOKIE_SECONDS, CookieIdentity
from prism_media.viewers.profiles import ProfileStore

KEY = b"k" * 44


def profile(name: str, age_limit: int | None = None, pin: str | None = None) -> dict[str, object]:
    return {"id": name, "age_limit": age_limit, "pin_hash": pin}


DEFAULT, GUARDED = profile("default"), profile("default", pin="hash")
CHILD, TEEN, AUNT = profile("child", 6), profile("teen", 12), profile("aunt")


@pytest.mark.parametrize(("profiles", "expected"), [
    ([DEFAULT, CHILD], Viewer("default", None, True)),
    ([GUARDED, TEEN, CHILD], Viewer("child", 6, False)),
    ([GUARDED, AUNT], Viewer("aunt", None, False)),
    ([GUARDED], Viewer(GUEST, 0, False)),
    ([GUARDED, profile("child", 6, "hash")], Viewer(GUEST, 6, False)),
])  # fmt: skip
def test_who_entered_no_profile_never_gets_the_rights_of_a_pin(
    profiles: list[dict[str, object]], expected: Viewer
) -> None:
    assert fallback_viewer(profiles) == expected


def test_only_a_pin_manages_once_the_default_profile_has_one() -> None:
    assert viewer_of(AUNT, [DEFAULT, AUNT]).manages
    assert not viewer_of(AUNT, [GUARDED, AUNT]).manages
    assert viewer_of(GUARDED, [GUARDED, AUNT]).manages


def test_an_age_limit_hides_what_is_for_older_viewers_only() -> None:
    teen = Viewer("teen", 12)
    assert [teen.may_see(age) for age in (None, 0, 12, 13)] == [True, True, True, False]
    assert not teen.sees_adult
    assert Viewer("default").sees_adult


async def test_a_cookie_tells_who_asks_until_the_pin_changes_or_a_month_passes(database: str) -> None:
    engine = open_engine(database)
    store, clock = ProfileStore(engine), [1_000_000.0]
    identity = CookieIdentity(store, KEY, lambda: clock[0])
    row = {"id": "anna", "name": "Anna", "age_limit": None, "pin_hash": "one", "colour": "", "created_at": 0}
    await store.add(row)
    cookie = identity.seal(row)

    assert await identity.viewer(cookie) == Viewer("anna", by_pin=True)
    assert await CookieIdentity(store, b"x" * 44, lambda: clock[0]).viewer(cookie) == Viewer("default")
    assert (await identity.viewer("forged é")).profile == "default"

    clock[0] += COOKIE_SECONDS + 1
    assert (await identity.viewer(cookie)).profile == "default"
    clock[0] -= COOKIE_SECONDS
    await store.change("anna", {"pin_hash": "two"})
    assert (await identity.viewer(cookie)).profile == "default"
    await engine.dispose()
