"""Whatever a program may send by the merged document, a real fleet answers as the document says, and never fails."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from .conftest import Fleet, started

SECONDS = 75
SEED = 7
EXCLUDED_CHECKS = (
    "unsupported_method",  # A path's other methods may belong to another route of the gateway, such as the page's.
    "positive_data_acceptance",  # A well-formed id need not exist, an address need not answer.
    "negative_data_rejection",  # pydantic takes 0 for false and "5" for 5, and is meant to.
    "missing_required_header",  # Required headers are those of sign-in, which a fleet on loopback does not ask for.
)
EXCLUDED_PATHS = {
    "/api/radio": "asks a directory on the internet, and says 503 where there is none",
    "/api/import": "replaces what the other operations are tried on",
    "/api/companion/analyse": "decodes sound for seconds; tried in companion-service",
    "/v1/audio": "recognises and speaks for seconds; tried in their services",
    "/api/auth": "guessing is slowed down on purpose; tried as an attacker would in the gateway's tests",
}
EXCLUDED_OPERATIONS = {
    "POST /api/playlists": "reads what it is given from the internet, and says 502 where nothing answers",
    "POST /api/guides": "likewise",
    "GET /api/output/{token}/channel/{channel_id}.ts": "plays for as long as one listens, with a token that it made",
}


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    """A fleet of its own: what is tried deletes playlists, too."""
    with started(tmp_path) as running:
        running.wait_ready()
        yield running


@pytest.mark.timeout(SECONDS * 8)
def test_every_operation_keeps_to_the_document(fleet: Fleet, tmp_path: Path) -> None:
    assert len(httpx.get(f"{fleet.url}/openapi.json", timeout=60).json()["paths"]) > 80
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "run", f"{fleet.url}/openapi.json"),
            *("--phases", "examples,coverage,fuzzing", "--max-examples", "4", "--max-time", str(SECONDS)),
            *("--seed", str(SEED), "--generation-database", "none", "--no-shrink", "--no-color"),
            *("--continue-on-failure", "--request-timeout", "60", "--exclude-checks", ",".join(EXCLUDED_CHECKS)),
            *("--exclude-path-regex", f"^({'|'.join(EXCLUDED_PATHS)})"),
            *(word for name in EXCLUDED_OPERATIONS for word in ("--exclude-name", name)),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-1000:]
