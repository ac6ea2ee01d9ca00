"""A service that never starts."""

import sys


def main() -> None:
    print("this service is broken", file=sys.stderr)
    sys.exit(3)
