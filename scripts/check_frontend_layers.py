#!/usr/bin/env python3
"""Checks the folder rule of the frontend: protocol <- audio, avatar, player, ui <- main; those four stay apart."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "frontend" / "src"
MIDDLE = ("audio", "avatar", "player", "ui")
ALLOWED: dict[str, set[str]] = {"protocol": {"protocol"}, **{name: {name, "protocol"} for name in MIDDLE}}
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+|\$?/src/[^"']+)["']""")


def imports(text: str) -> Iterator[tuple[int, str]]:
    """Line and path of every relative import in a TypeScript or Svelte file."""
    for match in IMPORT.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match.group(1)


def check(file: Path, text: str, sources: Path = SOURCES) -> Iterator[str]:
    """Every import of `file` that reaches into a folder which its own may not know."""
    folder = file.relative_to(sources).parts[0]
    if folder not in ALLOWED:
        return
    for line, path in imports(text):
        target = (file.parent / path).resolve()
        if not target.is_relative_to(sources):
            continue
        reached = target.relative_to(sources).parts[0]
        if reached not in ALLOWED[folder]:
            allowed = ", ".join(sorted(ALLOWED[folder]))
            yield f"{file.relative_to(sources)}:{line}: {folder} may import {allowed}, not {reached} ({path})"


def main() -> int:
    """Check every file of the frontend; gives the exit code."""
    files = [file for file in sorted(SOURCES.rglob("*")) if file.suffix in (".ts", ".svelte", ".js")]
    if not files:
        print(f"no sources in {SOURCES}")
        return 1
    findings = [finding for file in files for finding in check(file, file.read_text(encoding="utf-8"))]
    print("\n".join(findings), end="\n" if findings else "")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
