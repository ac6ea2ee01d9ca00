"""The scripts that hold the repository to its rules, run as `make lint` runs them."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_example_of_the_environment_says_every_setting() -> None:
    done = run("env_example.py", "--check")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "see https://" + "pypi" + ".org/simple",
        '"resolved": ' + '"https://registry.example/x.tgz"',
        "lies in /" + "root/prism",
        "TO" + "DO: later",
    ],
)
def test_text_that_does_not_belong_in_the_repository_is_found(tmp_path: Path, text: str) -> None:
    file = tmp_path / "notes.md"
    file.write_text(f"fine\n{text}\n")
    done = run("check_text.py", str(file))
    assert done.returncode == 1
    assert f"{file}:2: " in done.stdout


def test_ordinary_text_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text("data lies in ./data and /data; a todo list is fine\n")
    assert run("check_text.py", str(file)).returncode == 0
