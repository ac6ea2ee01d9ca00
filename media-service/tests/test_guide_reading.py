import bz2
import gzip
import io
import lzma
import xml.parsers.expat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prism_core.errors import TooLarge
from prism_media.guide.episodes import episode_of
from prism_media.guide.items import GuideChannel, GuideProgramme, Item, Truncated
from prism_media.guide.packing import unpacked
from prism_media.guide.ratings import age_of
from prism_media.guide.times import epoch_of
from prism_media.guide.xmltv import Wishes, parse

DATA = Path(__file__).parent / "data" / "xmltv"
PEOPLE = {
    "director",
    "actor",
    "writer",
    "adapter",
    "producer",
    "composer",
    "editor",
    "presenter",
    "commentator",
    "guest",
}


def by_expat(document: bytes) -> list[tuple[object, ...]]:
    """Channels and programmes as a whole XML parser sees them: the oracle."""
    found: list[tuple[object, ...]] = []
    texts: list[tuple[str, str]] = []
    opened: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        opened.append((name, attributes))
        if name in {"channel", "programme"}:
            texts.clear()
        texts.append((name, ""))

    def text(said: str) -> None:
        if texts and opened and texts[-1][0] == opened[-1][0]:
            texts[-1] = (texts[-1][0], texts[-1][1] + said)

    def end(name: str) -> None:
        _, attributes = opened.pop()
        said = [(kind, " ".join(written.split())) for kind, written in texts]
        if name == "channel":
            found.append((attributes["id"], *dict.fromkeys(w for k, w in said if k == "display-name" and w)))
        if name == "programme":
            first = [next((w for k, w in said if k == kind and w), "") for kind in ("title", "sub-title", "desc")]
            rest = [tuple(dict.fromkeys(w for k, w in said if k in kinds and w)) for kinds in ({"category"}, PEOPLE)]
            found.append((attributes["channel"], epoch_of(attributes["start"]), *first, *rest))

    parser = xml.parsers.expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.Parse(document, True)
    return [item for item in found if len(item) < 4 or item[2]]


def told(items: list[Item]) -> list[tuple[object, ...]]:
    shown: list[tuple[object, ...]] = []
    for item in items:
        if isinstance(item, GuideChannel):
            shown.append((item.xml_id, *item.names))
        if isinstance(item, GuideProgramme):
            shown.append(
                (item.xml_id, item.start, item.title, item.subtitle, item.description, item.categories, item.people)
            )
    return shown


def well_formed() -> Iterator[Path]:
    for path in sorted(DATA.glob("*.xml")):
        if not any(word in path.name for word in ("bad_", "truncated", "undefined", "laughs", "xxe", "1251")):
            yield path


@pytest.mark.parametrize("path", list(well_formed()), ids=lambda path: path.stem)
def test_a_well_formed_feed_is_read_as_a_whole_xml_parser_reads_it(path: Path) -> None:
    document = path.read_bytes()
    assert told(list(parse([document[at : at + 97] for at in range(0, len(document), 97)]))) == by_expat(document)


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cn")), min_size=1, max_size=12
)
texts = st.lists(words, max_size=4).map(" ".join)


def element(name: str, said: str, form: int) -> str:
    if form == 0 and "]]>" not in said:
        return f"<{name}><![CDATA[{said}]]></{name}>"
    comment = "<!-- <title>no</title> -->" if form == 1 else ""
    return f"<{name} lang={quoteattr('en')}>{escape(said)}{comment}</{name}>"


@st.composite
def programmes(draw: st.DrawFn) -> str:
    kinds = draw(st.lists(st.sampled_from(("sub-title", "desc", "category", "actor", "url", "title")), max_size=6))
    inner = "".join(
        element(kind, draw(texts), draw(st.integers(0, 3))) + draw(st.sampled_from(("", "\n  "))) for kind in kinds
    )
    attributes = ['start="20300101100000 +0100"', 'stop="20300101110000 +0100"', f"channel={quoteattr(draw(words))}"]
    tag = " ".join(("<programme", *draw(st.permutations(attributes))))
    return f"{tag}>{element('title', draw(words), 3)}{inner}</programme>"


@given(st.lists(programmes(), min_size=1, max_size=5), st.integers(1, 200))
def test_any_document_in_any_cuts_is_read_as_a_whole_xml_parser_reads_it(made: list[str], cut: int) -> None:
    document = ("<!DOCTYPE tv [<!ENTITY x '<programme>'>]><tv>" + "\n".join(made) + "</tv>").encode()
    assert told(list(parse([document[at : at + cut] for at in range(0, len(document), cut)]))) == by_expat(document)


def zipped(content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "no guide")
        archive.writestr("one.xml", content)
    return held.getvalue()


FEED = (DATA / "entities_cdata.xml").read_bytes()


@pytest.mark.parametrize(
    "pack", [gzip.compress, lzma.compress, bz2.compress, zipped, lambda c: gzip.compress(lzma.compress(c))]
)
def test_a_packed_feed_is_unpacked(pack: Callable[[bytes], bytes]) -> None:
    packed = pack(FEED)
    assert b"".join(unpacked([packed[:7], packed[7:]])) == FEED


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress, zipped])
def test_a_bomb_is_refused(pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(TooLarge, match="no guide"):
        for _ in unpacked([pack(b" " * (80 << 20))]):
            pass


def test_a_packed_feed_that_ends_early_says_so_and_keeps_what_came() -> None:
    compressor = zlib.compressobj(wbits=31)
    packed = compressor.compress(FEED) + compressor.flush(zlib.Z_FULL_FLUSH)
    items = list(parse([packed]))
    assert items[-1] == Truncated()
    assert any(isinstance(item, GuideProgramme) for item in items)


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "windows-1252"])
def test_a_feed_is_read_in_its_encoding(encoding: str) -> None:
    document = (
        f'<?xml version="1.0" encoding="{encoding}"?><tv><channel id="é"><display-name>Ça</display-name></channel></tv>'
    )
    assert list(parse([document.encode(encoding)])) == [GuideChannel("é", ("Ça",))]


@pytest.mark.parametrize(
    ("written", "title"),
    [(b"Caf\xe9 M\xfcller", "Café Müller"), ("Café Mü".encode()[:-1], "Café M\ufffd"), (b"\xff", "ÿ")],
)
def test_a_feed_that_is_not_in_the_encoding_it_says_is_read_all_the_same(written: bytes, title: str) -> None:
    feed = b'<tv><programme start="20260101" channel="a"><title>%s</title></programme></tv>' % written
    assert [item.title for item in parse([feed]) if isinstance(item, GuideProgramme)] == [title]


def test_the_preferred_language_is_taken_where_there_are_several() -> None:
    titles = '<title lang="pl">Wiadomości</title><title lang="en-GB">News</title>'
    document = f'<tv><programme start="2030" channel="c">{titles}<desc>x</desc></programme></tv>'.encode()
    (polish,), (english,) = list(parse([document])), list(parse([document], Wishes(("de", "en"))))
    assert isinstance(polish, GuideProgramme)
    assert isinstance(english, GuideProgramme)
    assert (polish.title, english.title, english.description) == ("Wiadomości", "News", "x")


@pytest.mark.parametrize(
    ("value", "system", "age"),
    [
        ("PG-13", "MPAA", 13), ("TV-MA", "VCHIP", 17), ("TV-Y7", "VCHIP", 7), ("FSK 16", "FSK", 16), ("-12", "CSA", 12),
        ("Tout public", "CSA", 0), ("12+", "", 12), ("18", "PEGI", 18), ("15", "BBFC", 15), ("7/10", "", None),
        ("nice", "", None), ("1999", "", None),
    ],
)  # fmt: skip
def test_ratings_of_all_systems_are_ages(value: str, system: str, age: int | None) -> None:
    assert age_of(value, system) == age


@pytest.mark.parametrize(
    ("text", "system", "numbers"),
    [
        ("1.4.0/1", "xmltv_ns", (2, 5)), (" . 11 . ", "xmltv_ns", (None, 12)), ("S02E05", "onscreen", (2, 5)),
        ("2x05", "onscreen", (2, 5)), ("Ep. 12", "onscreen", (None, 12)), ("EP00012345.0067", "dd_progid", (None, 67)),
        ("SH00012345.0000", "dd_progid", (None, None)), ("Pilot", "onscreen", (None, None)),
    ],
)  # fmt: skip
def test_episodes_are_read_from_all_their_notations(text: str, system: str, numbers: tuple[int, int]) -> None:
    assert episode_of(text, system) == numbers


@pytest.mark.parametrize(
    ("before", "after", "hours"),
    [
        # Europe/London: 29 March 2026 has 23 h, 25 October 25 h; America/New_York: 8 March and 1 November.
        ("20260329000000 +0000", "20260330000000 +0100", 23),
        ("20261025000000 +0100", "20261026000000 +0000", 25),
        ("20260308000000 -0500", "20260309000000 -0400", 23),
        ("20261101000000 -0400", "20261102000000 -0500", 25),
    ],
)
def test_days_on_which_clocks_change_have_their_true_length(before: str, after: str, hours: int) -> None:
    begun, over = epoch_of(before), epoch_of(after)
    assert begun is not None
    assert over is not None
    assert over - begun == hours * 3600
