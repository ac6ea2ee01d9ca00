"""Writes a large made-up XMLTV guide: `.venv/bin/python bench/synthetic_guide.py OUT.xml [--channels 5000] [--days 7]`.

The same seed gives the same bytes. It has what real feeds have: attributes in any order, reruns with the same text,
CDATA, entities, several languages, people, ratings of several systems, three ways to number episodes.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import gmtime, strftime
from typing import IO

START = 1_893_456_000
"""1 January 2030, 00:00 UTC."""
_BY_WHAT = "the a of in at night morning city house last great lost little deep long first two dark".split()
_NOUNS = (
    "news river kitchen detective journey market garden island hospital football mountain story family weather "
    "ocean crime history planet dance school wedding train secret empire winter summer doctor village farm"
).split()
_WORDS = (
    *_BY_WHAT, *_NOUNS, *"who finds back friend brother after years with nothing but hope and an old letter while "
    "their search begins again between rivals as storm comes nobody knows what happened except sister café Łódź Zürich "
    "señor naïve über the an is are was has will from into over under about before".split(),
)  # fmt: skip
_CATEGORIES = ("News", "Film", "Series", "Sports", "Documentary", "Children", "Music", "Talk & Show", "Drama", "Comedy")
_RATINGS = (("MPAA", "PG-13"), ("VCHIP", "TV-14"), ("FSK", "12"), ("BBFC", "15"), ("CSA", "-16"), ("", "18+"))
_MINUTES = (5, 10, 15, 25, 30, 30, 30, 45, 50, 60, 60, 60, 120)


@dataclass(frozen=True)
class Show:
    """What the programmes of one show have in common."""

    title: str
    category: str
    people: tuple[tuple[str, str], ...]
    episodes: bool


def shows(rng: random.Random, count: int) -> list[Show]:
    """Make shows; a seventh of their titles have an entity in them."""
    made = []
    for number in range(count):
        words = [rng.choice(_BY_WHAT), rng.choice(_NOUNS), rng.choice(_NOUNS)]
        title = " ".join(words).title() + (f" &amp; {rng.choice(_NOUNS).title()}" if number % 7 == 0 else "")
        people = tuple(
            (role, f"{rng.choice(_NOUNS).title()} {rng.choice(_NOUNS).title()}son")
            for role in rng.sample(("director", "actor", "actor", "presenter", "writer"), rng.randint(0, 3))
        )
        made.append(Show(title, rng.choice(_CATEGORIES).replace("&", "&amp;"), people, rng.random() < 0.6))
    return made


def guide(channels: int, days: int, seed: int) -> Iterator[str]:
    """Yield the guide in pieces."""
    rng = random.Random(seed)
    made = shows(rng, 20_000)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tv SYSTEM "xmltv.dtd">\n<tv>\n'
    for number in range(channels):
        yield (
            f'  <channel id="channel{number}.example">\n    <display-name>Channel {number} HD</display-name>\n'
            f'    <icon src="https://logos.example/{number}.png"/>\n  </channel>\n'
        )
    for number in range(channels):
        yield from channel_programmes(rng, number, days, rng.sample(made, 40))


def channel_programmes(rng: random.Random, channel: int, days: int, own: list[Show]) -> Iterator[str]:
    """Yield one channel's programmes, which are `own` again and again."""
    at, end = START, START + days * 86_400
    zone, offset = rng.choice((("+0000", 0), ("+0100", 3600), ("-0500", -18_000), ("+0530", 19_800)))
    while at < end:
        stop = at + rng.choice(_MINUTES) * 60
        yield programme(rng, channel, own[rng.randrange(40)], (stamp(at + offset, zone), stamp(stop + offset, zone)))
        at = stop


def stamp(epoch: int, zone: str) -> str:
    """An XMLTV time."""
    return f"{strftime('%Y%m%d%H%M%S', gmtime(epoch))} {zone}"


def programme(rng: random.Random, channel: int, show: Show, times: tuple[str, str]) -> str:
    """One programme."""
    attributes = [f'start="{times[0]}"', f'stop="{times[1]}"', f'channel="channel{channel}.example"']
    if rng.random() < 0.3:
        rng.shuffle(attributes)
    text = " ".join(rng.choices(_WORDS, k=rng.randint(4, 22))).capitalize() + "."
    if rng.random() < 0.02:
        text = f"<![CDATA[{text} <more> & more]]>"
    elif rng.random() < 0.1:
        text += " Tom &amp; Jerry&apos;s &quot;day&quot; &#233;"
    lines = [f"  <programme {' '.join(attributes)}>", f'    <title lang="en">{show.title}</title>']
    if show.episodes:
        lines.append(f'    <sub-title lang="en">{" ".join(rng.choices(_WORDS, k=3)).title()}</sub-title>')
    lines.append(f'    <desc lang="en">{text}</desc>')
    if show.people:
        lines += ["    <credits>", *(f"      <{role}>{name}</{role}>" for role, name in show.people), "    </credits>"]
    lines.append(f'    <category lang="en">{show.category}</category>')
    if show.episodes:
        season, episode = rng.randint(1, 9), rng.randint(1, 24)
        lines.append(
            rng.choice((
                f'    <episode-num system="xmltv_ns">{season - 1}.{episode - 1}.</episode-num>',
                f'    <episode-num system="onscreen">S{season:02}E{episode:02}</episode-num>',
                f'    <episode-num system="dd_progid">EP{rng.randrange(10**8):08}.{episode:04}</episode-num>',
            ))
        )  # fmt: skip
    if rng.random() < 0.3:
        lines.append(f'    <icon src="https://pictures.example/{rng.randrange(10**6)}.jpg"/>')
    if rng.random() < 0.4:
        system, value = rng.choice(_RATINGS)
        lines.append(f'    <rating system="{system}"><value>{value}</value></rating>')
    if rng.random() < 0.1:
        lines.append(rng.choice(("    <new/>", "    <premiere/>", "    <previously-shown/>")))
    return "\n".join((*lines, "  </programme>\n"))


def write(out: IO[str], channels: int, days: int, seed: int = 42) -> None:
    """Write a whole guide."""
    for piece in guide(channels, days, seed):
        out.write(piece)
    out.write("</tv>\n")


def main() -> None:
    """Write the guide that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--channels", type=int, default=5000)
    parser.add_argument("--days", type=int, default=7)
    given = parser.parse_args()
    with given.out.open("w", encoding="utf-8") as out:
        write(out, given.channels, given.days)


if __name__ == "__main__":
    main()
