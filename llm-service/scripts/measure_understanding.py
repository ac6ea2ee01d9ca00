"""Measures the grammar on collections of spoken requests: false commands on other talk, recall on media requests.

    python llm-service/scripts/measure_understanding.py FILE.jsonl...

Each line of a file is an object with `text`, `lang`, `intent` and `family`; family `other` must yield no command.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from time import perf_counter

from prism_llm.understanding import create_understander

SHOWN = 25


def main(paths: list[str]) -> None:
    """Print rates by family, the slowest times, and some of the false commands."""
    understander = create_understander()
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    false: list[str] = []
    seconds: list[float] = []
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["lang"] != "en":
                continue
            began = perf_counter()
            found = understander.understand(row["text"])
            seconds.append(perf_counter() - began)
            seen[row["family"]]["all"] += 1
            seen[row["family"]]["command"] += bool(found.commands)
            if found.commands and row["family"] == "other":
                false.append(f"{row['intent']:22} {row['text']!r} -> {[(c.name, c.slots) for c in found.commands]}")
    for family, counts in sorted(seen.items()):
        print(f"{family:22} {counts['command']:6} of {counts['all']:6}  {counts['command'] / counts['all']:.2%}")
    seconds.sort()
    print(f"p50 {seconds[len(seconds) // 2] * 1000:.2f} ms, p95 {seconds[len(seconds) * 95 // 100] * 1000:.2f} ms")
    print("\n".join(false[:: max(1, len(false) // SHOWN)]))


if __name__ == "__main__":
    main(sys.argv[1:])
