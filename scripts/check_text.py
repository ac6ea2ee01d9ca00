#!/usr/bin/env python3
"""Checks the text of tracked files: no registry's address, no path of somebody's machine, no left-over mark.

python3 scripts/check_text.py [FILE ...]      all tracked files when none is named
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BINARY_SUFFIXES = {".png", ".jpg", ".ico", ".vrm", ".vrma", ".wav", ".mp3", ".ts.bin", ".woff2", ".gz", ".onnx", ".mp4"}
# Written so that this file does not match itself.
RULES: tuple[tuple[str, str], ...] = (
    (
        r"(?:pypi|pythonhosted|npmjs|yarnpkg|crates)\.(?:org|com|io)\b",
        "names a registry host; lock files carry hashes only",
    ),
    (r"\"resolved\": *\"https?:", "names a registry host; lock files carry hashes only"),
    (r"(?<![\w.])/(?:home|Users)/(?!nobody\b|app\b|prism\b|user\b)[a-z][\w-]*/", "names a path of one machine"),
    (r"(?<![\w.])/(?:work|root)/[a-z]", "names a path of one machine"),
    (r"^(?:<{7}|>{7}) ", "holds a merge conflict"),
    # Quoted, the last of them is a group of channels.
    (r"\b(?:TO" + r"DO|FIX" + r"ME)\b|(?<![\"'])\bXX" + r"X\b(?![\"'])", "holds an unfinished mark"),
)
EXEMPT = {"scripts/check_text.py"}
"""It names what it looks for."""
SAMPLES = "/tests/data/"
"""Real files of other people, kept as they are."""
COMPILED = tuple((re.compile(pattern, re.MULTILINE), why) for pattern, why in RULES)


@dataclass(frozen=True)
class Finding:
    """A place in a file that breaks a rule."""

    file: str
    line: int
    why: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.why}: {self.text}"


def check(name: str, text: str) -> Iterator[Finding]:
    """Every place of `text`, the content of file `name`, that breaks a rule."""
    for pattern, why in COMPILED:
        for match in pattern.finditer(text):
            yield Finding(name, text.count("\n", 0, match.start()) + 1, why, match.group())


def tracked_files() -> list[str]:
    """Names of all tracked files that are text."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listing.stdout.split("\0") if name and Path(name).suffix not in BINARY_SUFFIXES]


def main(names: Iterable[str]) -> int:
    """Check the named files, all tracked ones when none is named; gives the exit code."""
    findings: list[Finding] = []
    for name in list(names) or tracked_files():
        file = ROOT / name
        if name in EXEMPT or SAMPLES in name or not file.is_file():
            continue
        try:
            findings += check(name, file.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            continue
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
