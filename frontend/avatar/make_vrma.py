#!/usr/bin/env python3
"""Writes the gestures: `make_vrma.py FOLDER REST` makes six .vrma files there, and REST, the rest pose as JSON.

The rest pose is what the player blends gestures from and to: {bone: [x, y, z, w]}. Needs numpy only.
"""

import argparse
import json
from pathlib import Path

from lumen.gestures import GESTURES, REST
from lumen.vrma import build_vrma


def rest_pose() -> str:
    """The rest pose as JSON, one bone a line."""
    rows = [f'  "{bone}": {json.dumps([round(float(v), 5) + 0.0 for v in turn])}' for bone, turn in REST.items()]
    return "{\n" + ",\n".join(rows) + "\n}\n"


def main() -> None:
    """Write the files and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("rest", type=Path)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for name, gesture in GESTURES.items():
        path = arguments.folder / f"{name}.vrma"
        path.write_bytes(build_vrma(name, gesture))
        print(path, path.stat().st_size, "bytes")
    arguments.rest.write_text(rest_pose(), encoding="utf-8")


if __name__ == "__main__":
    main()
