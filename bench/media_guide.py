"""What a guide of a million programmes costs: `.venv/bin/python bench/media_guide.py [--guide FILE] [--csv F --m3u F]`.

The import stands beside bare parsers' passes over the same file in the same run: expat with the three handlers that
any reader needs, lxml's `iterparse` (`--lxml PYTHON` names an interpreter that has it), and gunzip. It is timed until
viewers see the programmes and until the search knows all of them. Memory is the peak of all processes of the import
together; answers are asked for over the HTTP application, while the import runs beside a guide that is shown, and after
it. `--small`: a tenth of it.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import gzip
import os
import platform
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import threading
import time
import xml.parsers.expat
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

import httpx
from synthetic_guide import START, write

import prism_media.app
from prism_media.catalogue.names import normalise
from prism_media.database.engine import database_url, open_engine
from prism_media.guide.importer import GuideImporter
from prism_media.guide.matching import ACCEPTED, GuideCandidate, OurChannel, match
from prism_media.guide.store import GuideStore
from prism_media.testing import running_service
from prism_media.upstream.client import Upstream
from prism_media.upstream.guard import AddressPolicy

LISTED = 15_000
"""Channels of the playlist; three lists of the guide's 5,000."""
_LXML = """
import sys
from lxml import etree
for _, element in etree.iterparse(sys.argv[1], tag="programme", load_dtd=False, resolve_entities=False):
    element.clear(keep_tail=False)
    while element.getprevious() is not None:
        del element.getparent()[0]
"""
AT = START + 3 * 86_400 + 20 * 3600
"""An evening in the middle of the guide."""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guide", type=Path, help="an XMLTV file; else one is made")
    parser.add_argument("--small", action="store_true", help="500 channels instead of 5,000")
    parser.add_argument("--lxml", help="a Python that has lxml")
    parser.add_argument("--repeat", type=int, default=40)
    parser.add_argument("--csv", type=Path, help="iptv-org's channels.csv, with --m3u: measures matching")
    parser.add_argument("--m3u", type=Path)
    given = parser.parse_args()
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    software = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    print(f"{platform.machine()}, {os.cpu_count()} CPUs, {software}")
    print(f"{time.strftime('%d %b %Y')}, load in the last 1, 5 and 15 minutes {load}")
    with tempfile.TemporaryDirectory() as folder:
        channels = 500 if given.small else 5000
        guide = given.guide or _made(Path(folder) / "guide.xml", channels)
        _parsers(guide, Path(folder), given.lxml)
        asyncio.run(_service(guide, Path(folder), channels, given.repeat))
    if given.csv and given.m3u:
        _matching(given.csv, given.m3u)


def _made(path: Path, channels: int) -> Path:
    with path.open("w", encoding="utf-8") as out:
        write(out, channels, 7)
    return path


def _timed(label: str, work: Callable[[], object]) -> None:
    begun, cpu = time.perf_counter(), _cpu()
    work()
    print(f"{label:42}{time.perf_counter() - begun:9.1f} s wall{_cpu() - cpu:9.1f} s CPU")


def _cpu() -> float:
    own, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + theirs.ru_utime + theirs.ru_stime


def _parsers(guide: Path, folder: Path, lxml: str | None) -> None:
    print(f"\n{guide.stat().st_size / 1e6:.0f} MB of XMLTV")
    _timed("expat, no handlers", lambda: _expat(guide, handlers=False))
    _timed("expat, start, end and text events", lambda: _expat(guide, handlers=True))
    if lxml:
        command = [lxml, "-c", _LXML, str(guide)]
        _timed("lxml iterparse, elements cleared", lambda: subprocess.run(command, check=True))
    packed = folder / "guide.xml.gz"
    with gzip.open(packed, "wb", compresslevel=1) as out, guide.open("rb") as raw:
        shutil.copyfileobj(raw, out, 1 << 20)
    _timed("gunzip alone", lambda: _gunzip(packed))


def _expat(guide: Path, *, handlers: bool) -> None:
    parser = xml.parsers.expat.ParserCreate()
    if handlers:
        parser.buffer_text = True
        parser.StartElementHandler = lambda _name, _attributes: None
        parser.EndElementHandler = lambda _name: None
        parser.CharacterDataHandler = lambda _text: None
    with guide.open("rb") as file:
        parser.ParseFile(file)


def _gunzip(packed: Path) -> None:
    with gzip.open(packed) as file:
        while file.read(1 << 20):
            pass


async def _service(guide: Path, folder: Path, channels: int, repeat: int) -> None:
    data = folder / "data"
    data.mkdir()
    prism_media.app.time.time = lambda: float(AT)  # the service's clock: the made-up guide is not of today
    async with running_service(data, demo_channels=False) as client:
        await client.post("/api/playlists", json={"text": _playlist(channels)}, timeout=120)
        earlier = _made(folder / "earlier.xml", channels // 10)
        print(f"\nimport of a tenth, {earlier.stat().st_size / 1e6:.0f} MB, then of all")
        shown = await _import(earlier, data, client)
        await _import(guide, data, client)
        (await client.delete(f"/api/guides/{shown}", timeout=60)).raise_for_status()
        await _queries(client, repeat)


def _playlist(channels: int) -> str:
    lines = (
        f'#EXTINF:-1 tvg-id="channel{n % channels}.example" group-title="Group {n % 50}" catchup="shift" '
        f'catchup-days="7",Channel {n}\nhttp://streams.example/{n}.m3u8'
        for n in range(LISTED)
    )
    return "#EXTM3U\n" + "\n".join(lines)


async def _import(guide: Path, data: Path, client: httpx.AsyncClient) -> str:
    url = database_url(data)
    engine, upstream = open_engine(url), Upstream(AddressPolicy.from_text("loopback"))
    importer = GuideImporter(GuideStore(engine, url), upstream, lambda: float(AT))
    peak, waits = _Peak(), []
    begun, cpu = time.perf_counter(), _cpu()
    with peak, guide.open("rb") as file:
        importing = asyncio.create_task(importer.from_file(file, "bench"))
        while not importing.done():
            asked = time.perf_counter()
            await client.get("/api/guide/now", params={"limit": 100})
            waits.append(time.perf_counter() - asked)
            await asyncio.sleep(0.05)
        done = await importing
        visible, spent = time.perf_counter() - begun, _cpu() - cpu
        await importer.settle()
    searchable, all_spent = time.perf_counter() - begun, _cpu() - cpu
    print(f"{'import until shown':42}{visible:9.1f} s wall{spent:9.1f} s CPU, {done.programmes_imported} programmes,"
          f" {done.channels_matched} channels matched, worker processes {peak.megabytes:.0f} MB at most")  # fmt: skip
    print(f"{'import until all is searchable':42}{searchable:9.1f} s wall{all_spent:9.1f} s CPU")
    print(f"{'  now and next of 100 meanwhile':42}{_spread(waits)}")
    await upstream.close()
    await engine.dispose()
    return done.id


class _Peak:
    """The most memory (proportional set size: shared pages counted once) of this process's children together."""

    def __enter__(self) -> _Peak:
        self.megabytes, self._stopped = 0.0, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _watch(self) -> None:
        own = str(threading.main_thread().native_id)
        while not self._stopped.wait(0.3):
            self.megabytes = max(self.megabytes, sum(_pss(child) for child in _descendants(own)))


def _descendants(pid: str) -> Iterable[str]:
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = children.read_text().split()
        except OSError:
            continue
        for child in found:
            yield child
            yield from _descendants(child)


def _pss(pid: str) -> float:
    try:
        found = re.search(r"Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


async def _queries(client: httpx.AsyncClient, repeat: int) -> None:
    ids = [row["id"] for row in (await client.get("/api/channels", params={"limit": 1000})).json()["channels"]]
    hour = time.strftime("%Y-%m-%dT%H:00:00Z", time.gmtime(AT))
    later = time.strftime("%Y-%m-%dT%H:00:00Z", time.gmtime(AT + 6 * 3600))
    starts = iter(range(10_000))

    def grid() -> dict[str, object]:
        first = next(starts) * 37 % 900
        return {"from": hour, "to": later, "channels": ",".join(ids[first : first + 100]), "limit": 2000}

    asked: list[tuple[str, str, Callable[[], dict[str, object]]]] = [
        ("grid, 100 channels x 6 h", "/api/guide", grid),
        ("grid of a group (300 channels)", "/api/guide", lambda: {"from": hour, "to": later, "group": "Group 7"}),
        ("grid of all channels, first 500", "/api/guide", lambda: {"from": hour, "to": later}),
        ("now and next, 100 named", "/api/guide/now", lambda: {"channels": ",".join(ids[300:400])}),
        ("now and next, 500 of all", "/api/guide/now", lambda: {}),
        ("now and next of all 15,000, brief", "/api/guide/now/brief", lambda: {}),
        *((f"search {words!r}", "/api/guide", lambda words=words: {"q": words, "limit": 50})
          for words in ("n", "ne", "new", "news", "detective", "the river fam", "grandm", "łodz", "xyzzy")),
        ("search of everything, 'news'", "/api/search", lambda: {"q": "news"}),
    ]  # fmt: skip
    print("\nanswers over the HTTP application")
    for label, path, params in asked:
        print(f"{label:42}{await _asked(lambda path=path, params=params: client.get(path, params=params()), repeat)}")


async def _asked(ask: Callable[[], Awaitable[httpx.Response]], repeat: int) -> str:
    waits, spent, size = [], [], 0
    for _ in range(repeat + 3):
        begun, cpu = time.perf_counter(), time.process_time()
        answer = await ask()
        waits.append(time.perf_counter() - begun)
        spent.append(time.process_time() - cpu)
        answer.raise_for_status()
        size = len(answer.content)
    return f"{_spread(waits[3:])}, CPU {_spread(spent[3:])}, {size >> 10} KiB"


def _spread(waits: list[float]) -> str:
    ordered = sorted(waits)
    return f"p50 {statistics.median(ordered) * 1e3:7.1f} ms, p95 {ordered[int(len(ordered) * 0.95)] * 1e3:7.1f} ms"


def _matching(table: Path, playlist: Path) -> None:
    """How often a playlist's names alone find the right id, of those whose tvg-id tells it."""
    with table.open(encoding="utf-8", newline="") as file:
        guide = [
            GuideCandidate(n, row["id"], (row["name"], *filter(None, row["alt_names"].split(";"))))
            for n, row in enumerate(csv.DictReader(file))
        ]
    ids = {candidate.id: candidate.xml_id for candidate in guide}
    known = set(ids.values())
    ours: list[OurChannel] = []
    truth: dict[str, str] = {}
    for line in playlist.read_text(encoding="utf-8").splitlines():
        tvg_id = re.search(r'tvg-id="([^"@]+)', line)
        if line.startswith("#EXTINF") and tvg_id and tvg_id[1] in known:
            name = line.rsplit('",', 1)[-1]
            truth[key := str(len(ours))] = tvg_id[1]
            ours.append(OurChannel(key, "", "", normalise(name), name))
    print(f"\nmatching {len(ours)} names to {len(guide)} guide channels, accepted from {ACCEPTED}")
    countries = [OurChannel(one.id, "", "", one.norm, one.name, truth[one.id].rpartition(".")[2]) for one in ours]
    for label, asked in (("by name alone", ours), ("by name and country", countries)):
        begun = time.process_time()
        found = match(asked, guide)
        seconds = time.process_time() - begun
        right = sum(ids[one.guide_channel] == truth[one.channel_id] for one in found)
        print(f"{label:42}precision {right / len(found):6.1%}, recall {right / len(ours):6.1%}, {seconds:.1f} s CPU")


if __name__ == "__main__":
    main()
