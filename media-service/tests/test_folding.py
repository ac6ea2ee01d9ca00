import pytest

from prism_media.catalogue.folding import Candidate, fold, quality
from prism_media.catalogue.names import normalise


def row(place: int, name: str, tvg_id: str = "", group: str = "", **more: object) -> Candidate:
    values: dict[str, object] = {
        "row": place, "id": f"c{place}", "playlist_id": f"p{place}", "rank": place, "name": name,
        "norm": normalise(name), "groups": f";{group};" if group else "", "kind": "tv", "tvg_id": tvg_id,
        "year": None, "hidden": False, "failing": False,
    }  # fmt: skip
    return Candidate(**{**values, **more})  # type: ignore[arg-type]


def folded(*rows: Candidate) -> list[set[int]]:
    """Rows that are one channel, by their places."""
    groups: dict[str, set[int]] = {}
    for found in fold(sorted(rows, key=lambda one: (one.norm, one.kind, one.year or 0))):
        groups.setdefault(found.fold or f"alone {found.row}", set()).add(found.row)
    return sorted(groups.values(), key=min)


SAME = [
    [row(0, "BBC One", "BBCOne.uk@London"), row(1, "BBC One HD", "BBCOne.uk@SD")],
    [row(0, "BBC One", "BBCOne.uk"), row(1, "UK: BBC 1 FHD")],
    [row(0, "Das Erste HD", "", "Germany"), row(1, "Das Erste", "", "Germany")],
    [row(0, "UK| Sky News"), row(1, "UK: Sky News HD")],
    [row(0, "ZDF", "zdf.de"), row(1, "ZDF HD", "ZDFHD.de")],
]
APART = [
    [row(0, "BBC One London", "BBCOne.uk@London"), row(1, "BBC One Scotland", "BBCOne.uk@Scotland")],
    [row(0, "ITV", "itv.uk"), row(1, "ITV +1", "itv.uk")],
    [row(0, "Jazz", kind="radio"), row(1, "Jazz")],
    [row(0, "Channel 5", "Channel5.uk"), row(1, "Channel 5", "Channel5.il")],
    [row(0, "UK: Fox"), row(1, "US: Fox")],
    [row(0, "Sport 1", "", "Poland"), row(1, "Sport 1", "", "Germany")],
    [row(0, "Metropolis", kind="movie", year=1927), row(1, "Metropolis", kind="movie", year=2001)],
    [row(0, "Sport 1"), row(1, "Sport 1")],
    [row(0, "News", "a.uk", playlist_id="p"), row(1, "News", "b.uk", playlist_id="p")],
    [row(0, "⭐⭐"), row(1, "⭐⭐")],
]


@pytest.mark.parametrize("rows", SAME, ids=lambda rows: " = ".join(one.name for one in rows))
def test_duplicates_become_one_channel(rows: list[Candidate]) -> None:
    assert folded(*rows) == [{0, 1}]


@pytest.mark.parametrize("rows", APART, ids=lambda rows: " ≠ ".join(one.name for one in rows))
def test_channels_that_only_resemble_each_other_stay_apart(rows: list[Candidate]) -> None:
    assert folded(*rows) == [{0}, {1}]


def test_a_row_that_may_be_either_of_two_channels_is_neither() -> None:
    rows = [row(0, "Fox", "fox.us"), row(1, "Fox", "fox.au"), row(2, "Fox")]
    assert folded(*rows) == [{0}, {1}, {2}]


def lead(*rows: Candidate) -> list[int]:
    return [found.row for found in fold(rows) if found.lead]


def test_the_best_source_leads_and_an_earlier_playlist_breaks_the_tie() -> None:
    assert lead(row(0, "ZDF", "zdf.de"), row(1, "ZDF HD", "zdf.de")) == [1]
    assert lead(row(0, "ZDF HD", "zdf.de"), row(1, "ZDF HD", "zdf.de")) == [0]
    assert lead(row(0, "ZDF", "zdf.de"), row(1, "ZDF HD", "zdf.de", failing=True)) == [0]
    assert lead(row(0, "ZDF", "zdf.de"), row(1, "ZDF UHD", "zdf.de", hidden=True)) == [0]


def test_where_every_source_is_off_none_leads() -> None:
    assert lead(row(0, "ZDF", "zdf.de", hidden=True), row(1, "ZDF HD", "zdf.de", hidden=True)) == []


def test_a_name_promises_a_quality() -> None:
    names = ["BBC UHD", "BBC (1080p)", "BBC HD", "BBC", "BBC SD"]
    assert [quality(name) for name in names] == [4, 3, 2, 1, 0]


@pytest.mark.parametrize("tvg_id", ["", "sport{}"])
def test_tens_of_thousands_of_one_name_stay_apart(tvg_id: str) -> None:
    # Each must not be compared with all those before it: this would take minutes.
    rows = [row(place, "Sport 1", tvg_id.format(place)) for place in range(30_000)]
    assert len(folded(*rows)) == 30_000
