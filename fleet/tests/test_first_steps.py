"""What a machine that lacks something is told, before anything else is installed on it."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(script: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": "", **environment})


def test_a_machine_without_node_is_told_so_before_the_python_side_is_installed(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    script = Path(shutil.copy(ROOT / "scripts" / "bootstrap.py", tmp_path / "scripts"))
    (tmp_path / "frontend").mkdir()
    (tmp_path / "frontend" / "package-lock.json").write_text("{}")
    done = run(script)
    assert done.returncode == 1
    assert "install Node 20 or later" in done.stderr
    assert not (tmp_path / ".venv" / "bin").exists()


def test_a_machine_without_a_browser_is_told_what_to_install() -> None:
    done = run(ROOT / "scripts" / "story.py", "browser")
    assert done.returncode == 1
    assert done.stderr.startswith("story: no Chromium was found: install it")
    assert done.stderr.count("\n") == 1


def test_a_browser_that_is_not_there_is_not_believed() -> None:
    done = run(ROOT / "scripts" / "story.py", "browser", PRISM_CHROMIUM="/nowhere/chromium")
    assert done.returncode == 1
    assert "PRISM_CHROMIUM names '/nowhere/chromium'" in done.stderr
