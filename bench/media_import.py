"""How fast playlists are read and imported: `.venv/bin/python bench/media_import.py [LIST]`.

Prints processor seconds, the median of several runs in one process each: reading a list and splitting its lines, which
nothing can beat; our parser, which reads what an entry says when it is asked, and the same with all of it asked; two
parsers of others, installed for the run into a folder that goes with it (m3u-ipytv from PyPI, iptv-playlist-parser from
npm, which IPTVnator uses); the import into the database, first and again; and how long lists and searches take. LIST
is a playlist of your own; without one, a list is made up.
"""

import argparse
import asyncio
import json
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from prism_media.catalogue.importer import PlaylistImporter
from prism_media.catalogue.m3u.garbage import uncollected
from prism_media.catalogue.m3u.model import Entry
from prism_media.catalogue.m3u.parser import parse
from prism_media.catalogue.store import CatalogueStore, ChannelFilter
from prism_media.database.engine import database_url, migrate, open_engine

RUNS = 7
SHARED = Path(__file__).parents[2] / "shared" / "data" / "iptv" / "iptv-org.m3u"
IPYTV = """
import json, logging, sys, time
from ipytv import playlist
logging.disable(logging.CRITICAL)
costs, count = [], 0
for _ in range(int(sys.argv[2])):
    began = time.process_time()
    count = playlist.loadf(sys.argv[1]).length()
    costs.append(time.process_time() - began)
print(json.dumps({"costs": costs, "count": count}))
"""
NODE = """
const fs = require("fs"), parser = require("iptv-playlist-parser");
const costs = [];
let count = 0;
for (let run = 0; run < Number(process.argv[3]); run++) {
  const began = process.cpuUsage();
  count = parser.parse(fs.readFileSync(process.argv[2], "utf8")).items.length;
  const spent = process.cpuUsage(began);
  costs.push((spent.user + spent.system) / 1e6);
}
console.log(JSON.stringify({ costs, count }));
"""


def made_up(count: int = 15_000) -> str:
    """A list as providers write them: one entry in ten with headers, names and groups of several scripts."""
    names = ("News", "Été Sport", "Кино", "Movies & More", "音乐", "Kids")
    lines = ['#EXTM3U url-tvg="http://guide.example/guide.xml.gz"']
    for n in range(count):
        name = names[n % len(names)]
        about = f'tvg-id="{n}.example" tvg-logo="https://logos.example/{n}.png" group-title="{name}"'
        lines.append(f"#EXTINF:-1 {about},{name} {n} HD")
        if n % 10 == 0:
            lines.append("#EXTVLCOPT:http-user-agent=Mozilla/5.0 (X11; Linux x86_64)")
        lines.append(f"https://streams.example/live/{n}/index.m3u8?token={n * 7919:x}")
    return "\n".join(lines) + "\n"


def pieces(path: Path) -> Iterable[bytes]:
    """A file's bytes as a download brings them."""
    with path.open("rb") as file:
        while piece := file.read(1 << 18):
            yield piece


def split(path: Path) -> int:
    """Read the bytes, decode them and split the text into lines."""
    return len(path.read_bytes().decode("utf-8", errors="replace").splitlines())


def ours(path: Path) -> int:
    """Parse: which entries there are, and what cannot be used; returns their number."""
    kinds = Counter(map(type, parse(pieces(path))))
    return sum(count for kind, count in kinds.items() if issubclass(kind, Entry))


def read(path: Path) -> int:
    """Parse, and read what each entry says."""
    with uncollected():
        return len([item.name for item in parse(pieces(path)) if isinstance(item, Entry)])


def cost(run: Callable[[], int]) -> tuple[float, int]:
    """Median of the processor seconds of several runs, and what the last returned."""
    costs, count = [], 0
    for _ in range(RUNS):
        began = time.process_time()
        count = run()
        costs.append(time.process_time() - began)
    return statistics.median(costs), count


def peer(command: list[str], folder: Path) -> tuple[float, int] | None:
    """The same of another parser in a process of its own; none where it cannot be had."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"  ({command[0]}: {done.stderr.strip().splitlines()[-1:]})", file=sys.stderr)
        return None
    told = json.loads(done.stdout.splitlines()[-1])
    return statistics.median(told["costs"]), told["count"]


def ipytv(path: Path, folder: Path) -> tuple[float, int] | None:
    """m3u-ipytv, in an environment of its own."""
    python = folder / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    requirements = Path(__file__).parent / "requirements.txt"
    subprocess.run([python, "-m", "pip", "install", "-q", "-r", requirements], check=False, capture_output=True)
    return peer([str(python), "-c", IPYTV, str(path), str(RUNS)], folder)


def iptvnators(path: Path, folder: Path) -> tuple[float, int] | None:
    """iptv-playlist-parser, on Node."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        return None
    install = [npm, "install", "--no-audit", "--no-fund", "--silent", "iptv-playlist-parser@0.15.2"]
    subprocess.run(install, cwd=folder, check=False, capture_output=True)
    (folder / "bench.cjs").write_text(NODE)
    return peer([node, "bench.cjs", str(path), str(RUNS)], folder)


def with_changes(path: Path, every: int) -> bytes:
    """The list with other words in the names of some entries."""
    head, *entries = path.read_bytes().split(b"#EXTINF:")
    said = [entry.replace(b"\n", b" %d\n" % every, 1) if n % every == 0 else entry for n, entry in enumerate(entries)]
    return b"#EXTINF:".join([head, *said])


async def imports(lists: dict[str, bytes], folder: Path) -> None:
    """Import these one over the other into a database of its own, and ask it what viewers ask."""
    url = database_url(folder / "data")
    await migrate(url)
    engine = open_engine(url)
    store = CatalogueStore(engine)
    importer = PlaylistImporter(store, time.time)
    for name, content in lists.items():
        began = time.process_time()
        imported = await importer.from_chunks([content], "bench", "Bench")
        row(name, (time.process_time() - began, imported.channels_imported), None)
    print("\nlists of 100 of these channels, milliseconds (wall): median, 95th of 100")
    wanted = {"the first page": ChannelFilter(), "search 'news'": ChannelFilter(query="news")}
    wanted |= {"search 'a'": ChannelFilter(query="a"), "number 5": ChannelFilter(query="5")}
    for name, asked in wanted.items():
        times = sorted([await lasts(store.page(asked, None, 100)) for _ in range(100)])
        print(f"{name:34}{times[50]:9.1f}{times[95]:9.1f}")
    await engine.dispose()


async def lasts(asking: Awaitable[object]) -> float:
    """Milliseconds until it is answered."""
    began = time.perf_counter()
    await asking
    return (time.perf_counter() - began) * 1000


def row(name: str, measured: tuple[float, int] | None, floor: float | None) -> None:
    """Print a line of the table."""
    if measured is None:
        print(f"{name:34}{'not to be had here':>20}")
        return
    seconds, count = measured
    print(f"{name:34}{seconds:9.3f}{count:11,}{f'{seconds / floor:9.1f}' if floor else '':>9}")


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("list", nargs="?", type=Path)
    given = options.parse_args().list or (SHARED if SHARED.exists() else None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = given.resolve() if given else folder / "made-up.m3u"
        if not given:
            path.write_text(made_up())
        print(f"{path.name}, {path.stat().st_size / 1e6:.1f} MB; {platform.processor() or platform.machine()}")
        print(f"{'':34}{'CPU s':>9}{'entries':>11}{'× floor':>9}")
        floor = cost(lambda: split(path))
        row("reading and splitting lines", floor, floor[0])
        row("prism: parse", cost(lambda: ours(path)), floor[0])
        row("prism: parse, and read everything", cost(lambda: read(path)), floor[0])
        row("m3u-ipytv", ipytv(path, folder), floor[0])
        row("iptv-playlist-parser (Node)", iptvnators(path, folder), floor[0])
        lists = {"import, the first time": path.read_bytes(), "import, again": path.read_bytes()}
        lists |= {f"import, one entry in {every} changed": with_changes(path, every) for every in (100, 10, 1)}
        asyncio.run(imports(lists, folder))


if __name__ == "__main__":
    main()
