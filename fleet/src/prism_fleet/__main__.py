"""`python -m prism_fleet`: the whole of Prism on this machine."""

import argparse
import os
import sys


def _main() -> None:
    told = "Start the whole of Prism on this machine; Ctrl-C stops it. The environment sets it up: see .env.example."
    argparse.ArgumentParser(prog="python -m prism_fleet", description=told).parse_args()
    # Here and not above: the services import this module too, after the fork, and need nothing of it.
    from setproctitle import setproctitle

    from prism_fleet.app import main

    setproctitle("prism-fleet")
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # Every process is stopped and collected; multiprocessing's own tidying would look for them again.
    os._exit(code)


if __name__ == "__main__":
    _main()
