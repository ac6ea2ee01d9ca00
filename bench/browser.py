"""What only a browser can tell: how far apart the pictures of a watch party are, and how far Lumen is off the beat.

Starts a fleet of its own and drives Chromium with `frontend/e2e/measure.mjs`, which says how it is measured.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import story  # noqa: E402  # beside the stories, which start fleets the same way


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="how long each is measured")
    parser.add_argument("--only", choices=["beat", "party"], default="", help="measure one of them")
    wanted = parser.parse_args()
    os.environ["PRISM_SECONDS"], os.environ["PRISM_ONLY"] = str(wanted.seconds), wanted.only
    story.STORY_SECONDS = 600.0 + 3 * wanted.seconds
    browser = story.find_browser()
    with tempfile.TemporaryDirectory(prefix="prism-bench-") as folder:
        script = story.STORIES / "measure.mjs"
        return story.tell(Path(folder), browser, script, {}, lambda address, _log: {"PRISM_URL": address})


if __name__ == "__main__":
    sys.exit(main())
