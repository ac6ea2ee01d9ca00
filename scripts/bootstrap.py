#!/usr/bin/env python3
"""Makes a fresh checkout ready to run: the Python environment, its packages, the built frontend.

Standard library only, since it runs before anything is installed. What is already right is left alone, by the hash
of what it was made from, so that a second run takes no time.

    python3 scripts/bootstrap.py              everything
    python3 scripts/bootstrap.py python       the Python environment only
    python3 scripts/bootstrap.py frontend     the frontend only
    python3 scripts/bootstrap.py installer    the empty environment and the installer, to lock dependencies with
"""

import contextlib
import fcntl
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
FRONTEND = ROOT / "frontend"
INSTALLED = FRONTEND / "node_modules" / ".prism-installed"  # the hash of the lock that was installed
BUILT = FRONTEND / "node_modules" / ".prism-built"  # the hash of the sources that were built
LOCK = ROOT / "requirements.lock"
MEMBERS = (
    "prism-core",
    "gateway",
    "media-service",
    "stt-service",
    "tts-service",
    "llm-service",
    "companion-service",
    "mcp-servers",
    "fleet",
)
UV = "uv==0.13.9"
PYTHON_VERSIONS = ((3, 11), (3, 12))  # the bundled Redis has wheels for no later one
NODE_VERSION = (20, 0)
FREE_BYTES = 1536 * 1024 * 1024  # what a fresh checkout with its caches takes, with some room
SKIPPED_FOLDERS = {"node_modules", "dist", "test-results", ".svelte-kit", "coverage"}


class Missing(Exception):
    """Something cannot be provided; the message says what and how to get it."""


def main(parts: Sequence[str]) -> int:
    """Prepare the named parts, Python and frontend when none is named; gives the exit code."""
    prepare = {"installer": prepare_installer, "python": prepare_python, "frontend": prepare_frontend}
    wanted = list(parts) or ["python", "frontend"]
    if unknown := set(wanted) - set(prepare):
        print(f"bootstrap: no part is called {', '.join(unknown)}; parts: {', '.join(prepare)}", file=sys.stderr)
        return 2
    try:
        with _alone():
            # Asked first: nobody should wait for the one half only to hear that the other cannot be made.
            if "frontend" in wanted and not _frontend_is_current():
                _require_node()
            for part in wanted:
                prepare[part]()
    except Missing as missing:
        print(f"bootstrap: {missing}", file=sys.stderr)
        return 1
    except OSError as error:
        remedy = ": make room on the disk" if error.errno == 28 else ""
        print(f"bootstrap: {error.filename or ROOT}: {error.strerror}{remedy}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("bootstrap: interrupted; run it again to go on", file=sys.stderr)
        return 130
    return 0


def prepare_installer() -> None:
    """Create `.venv` and put uv into it."""
    _require_python()
    if not PYTHON.exists():
        with _step("creating the Python environment in .venv"):
            _create_environment()
    if not _has_uv():
        with _step(f"installing {UV}"):
            _install_uv()


def prepare_python() -> None:
    """Create `.venv` and install the locked packages and the workspace into it."""
    stamp = VENV / ".prism-stamp"
    wanted = _hash([LOCK, Path(__file__), *(ROOT / member / "pyproject.toml" for member in MEMBERS)])
    if PYTHON.exists() and _read(stamp) == wanted:
        return
    _require_room()
    prepare_installer()
    with _step("installing Python packages"):
        _uv("pip", "install", "--require-hashes", "--requirement", str(LOCK), fault="Python packages")
    with _step("installing Prism's own packages"):
        editable = [word for member in MEMBERS for word in ("--editable", str(ROOT / member))]
        _uv("pip", "install", "--quiet", "--no-deps", *editable, fault="Prism's own packages")
    stamp.write_text(wanted)


def prepare_frontend() -> None:
    """Install the frontend's packages and build it into `frontend/dist`, each when what it is made from changed."""
    if _frontend_is_current():
        return
    packages = _hash([FRONTEND / "package-lock.json"])
    if _read(INSTALLED) != packages:
        _require_room()
        with _step("installing frontend packages"):
            _npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
        INSTALLED.write_text(packages)
    with _step("building the frontend"):
        _npm("run", "--silent", "build", "--", "--logLevel", "warn")
    # Asked again: a build may bring files of the source folder, such as the avatar, up to date.
    BUILT.write_text(_hash(_sources(FRONTEND)))


def _frontend_is_current() -> bool:
    """Whether the built frontend is what the sources and the locked packages would give now."""
    if _read(INSTALLED) != _hash([FRONTEND / "package-lock.json"]):
        return False
    return _read(BUILT) == _hash(_sources(FRONTEND)) and (FRONTEND / "dist" / "index.html").exists()


def _create_environment() -> None:
    """A virtual environment with pip, by whatever this machine has for it."""
    # Left-overs of an attempt without pip would make the next one believe that all is well.
    shutil.rmtree(VENV / "bin", ignore_errors=True)
    attempts = (
        [sys.executable, "-m", "venv", str(VENV)],
        [sys.executable, "-m", "virtualenv", "--quiet", str(VENV)],
        ["uv", "venv", "--quiet", "--seed", "--allow-existing", "--python", sys.executable, str(VENV)],
    )
    for command in attempts:
        if shutil.which(command[0]) and _quietly(command) and _quietly([str(PYTHON), "-m", "pip", "--version"]):
            return
    # Without ensurepip, the machine's own pip can still fill an environment.
    if _quietly([sys.executable, "-m", "venv", "--without-pip", str(VENV)]) and _quietly(
        [sys.executable, "-m", "pip", "--version"]
    ):
        return
    shutil.rmtree(VENV / "bin", ignore_errors=True)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    raise Missing(
        f"Python {version} cannot make virtual environments here: install python3-venv "
        f"(for example 'apt install python3-venv' or 'apt install python{version}-venv') and run it again"
    )


def _install_uv() -> None:
    own_pip = [str(PYTHON), "-m", "pip"]
    pip = own_pip if _quietly([*own_pip, "--version"]) else [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    _run([*pip, "install", "--quiet", "--disable-pip-version-check", UV], fault="uv")


def _has_uv() -> bool:
    """Whether the environment holds the uv that is asked for."""
    try:
        answer = subprocess.run([str(VENV / "bin" / "uv"), "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.stdout.split()[1:2] == [UV.partition("==")[2]]


def _uv(*words: str, fault: str) -> None:
    environment = {"UV_PYTHON_DOWNLOADS": "never", "UV_HTTP_TIMEOUT": "180", "VIRTUAL_ENV": str(VENV)}
    _run([str(VENV / "bin" / "uv"), *words], fault=fault, environment=environment)


def _npm(*words: str) -> None:
    _run(
        ["npm", *words],
        fault="the frontend",
        environment={"PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1", "NPM_CONFIG_UPDATE_NOTIFIER": "false"},
        folder=FRONTEND,
    )


def _run(command: list[str], fault: str, environment: dict[str, str] | None = None, folder: Path = ROOT) -> None:
    """Run `command` with its output shown.

    Raises:
        Missing: it failed; its own lines above tell why.
    """
    if subprocess.run(command, cwd=folder, env={**os.environ, **(environment or {})}, check=False).returncode:
        full = shutil.disk_usage(ROOT).free < 16 * 1024 * 1024
        remedy = "the disk is full: make room" if full else "check the lines above and the network"
        raise Missing(f"{fault} could not be installed: {remedy}, then run it again")


def _quietly(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _require_python() -> None:
    if platform.system() != "Linux":
        raise Missing(f"Prism runs on Linux; on {platform.system()} use docker compose up instead")
    if sys.version_info[:2] not in PYTHON_VERSIONS:
        raise Missing(
            f"this is Python {platform.python_version()} and Prism needs 3.11 or 3.12: install one of them, "
            "or name it, for example: make run PYTHON=python3.11"
        )


def _require_node() -> None:
    try:
        answer = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
        subprocess.run(["npm", "--version"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise Missing(
            "Node and npm are needed to build the frontend: install Node 20 or later (package nodejs, with npm)"
        ) from None
    found = tuple(int(part) for part in re.findall(r"\d+", answer)[:2])
    if found < NODE_VERSION:
        raise Missing(f"Node {answer.strip()} is too old to build the frontend: install Node 20 or later")


def _require_room() -> None:
    free = shutil.disk_usage(ROOT).free
    if free < FREE_BYTES:
        raise Missing(
            f"the disk of {ROOT} has {free // 2**20} MiB left and the first installation needs "
            f"{FREE_BYTES // 2**20} MiB: make room, then run it again"
        )


def _sources(folder: Path) -> list[Path]:
    found: list[Path] = []
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(set(folders) - SKIPPED_FOLDERS)
        found += [Path(place) / name for name in sorted(files)]
    return found


def _hash(files: Iterable[Path]) -> str:
    """Hash of the names and contents of `files`, and of the Python that runs."""
    digest = hashlib.sha256(platform.python_version().encode())
    for file in files:
        if not file.exists():
            raise Missing(f"{file.relative_to(ROOT)} is missing: this checkout is not complete")
        digest.update(f"\0{file.relative_to(ROOT)}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _read(stamp: Path) -> str:
    try:
        return stamp.read_text()
    except OSError:
        return ""


@contextlib.contextmanager
def _step(what: str) -> Iterator[None]:
    print(f"==> {what}", flush=True)
    began = time.monotonic()
    yield
    print(f"    done in {time.monotonic() - began:.1f} s", flush=True)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One bootstrap a checkout at a time; a second one waits for the first."""
    VENV.mkdir(exist_ok=True)
    with (VENV / ".prism-lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("==> waiting for another installation in this checkout", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
