"""Prints the direct dependencies of workspace members as requirements, for an image that needs no others.

Members of the workspace themselves are left out: their sources are installed after this. The extra `otlp` is taken
along, so that whoever names a collector of traces has no image to build.
"""

import sys
import tomllib
from pathlib import Path


def direct_requirements(members: list[Path]) -> list[str]:
    """Every requirement of the members' `pyproject.toml` and their extra `otlp` that is not a member itself, sorted."""
    found: set[str] = set()
    for member in members:
        project = tomllib.loads((member / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        wanted = [*project.get("dependencies", []), *project.get("optional-dependencies", {}).get("otlp", [])]
        found |= {line for line in wanted if not line.startswith("prism-")}
    return sorted(found)


if __name__ == "__main__":
    print("\n".join(direct_requirements([Path(name) for name in sys.argv[1:]])))
