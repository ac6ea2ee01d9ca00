"""Runs a fleet of dummy services, as `python -m prism_fleet` runs the real one.

    python dummy_fleet.py [--broken]

Settings come from the environment, as for the real one.
"""

import asyncio
import os
import sys
from pathlib import Path

from prism_core.fleet import ServiceSpec
from prism_fleet.app import run
from prism_fleet.errors import CannotStart
from prism_fleet.nursery import Nursery
from prism_fleet.settings import FleetSettings
from prism_fleet.terminal import terminal


def main() -> int:
    sys.path.insert(0, str(Path(__file__).parent))
    first = int(os.environ["DUMMY_FIRST_PORT"])
    specs = [
        ServiceSpec("stt", "broken_service" if "--broken" in sys.argv else "dummy_service", first),
        ServiceSpec("tts", "dummy_service", first + 1),
        ServiceSpec("gateway", "dummy_service", 4000),
    ]
    settings = FleetSettings()
    show = terminal(("redis", *(spec.name for spec in specs)), raw=settings.log_format == "json", debug=True)
    try:
        asyncio.run(run(settings, specs, dict(os.environ), show, Nursery(preload=("prism_fleet.child",))))
    except CannotStart as error:
        print(f"prism: {error.message}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)
