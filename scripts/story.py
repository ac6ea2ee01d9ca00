#!/usr/bin/env python3
"""Runs the story of a viewer: a fleet on free ports with data of its own, a spoken sentence, a real browser.

    .venv/bin/python scripts/story.py
    python3 scripts/story.py browser         only make sure that there is a browser

The browser is driven by `frontend/e2e/story.mjs`, which is told by its environment: `PRISM_URL` (the address),
`PRISM_CHROMIUM` (the browser), `PRISM_MICROPHONE_WAV` (what the microphone hears), `PRISM_BROADCAST` (a transport
stream as broadcasters send it, which no browser plays), `PRISM_ARTIFACTS` (where screenshots go).
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Sequence
from pathlib import Path

from prism_core.ffmpeg import find_ffmpeg

ROOT = Path(__file__).resolve().parent.parent
STORY = ROOT / "frontend" / "e2e" / "story.mjs"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SPOKEN = ROOT / "stt-service" / "tests" / "data" / "said_mute.wav"
"""Somebody who says "mute the sound"."""
START_SECONDS = 120.0
STORY_SECONDS = 240.0


class CannotTell(Exception):
    """The story cannot be told here; the message says what is missing."""


def main(arguments: Sequence[str]) -> int:
    """Tell the story, or only make sure of a browser; gives the exit code."""
    try:
        browser = find_browser()
        if arguments == ["browser"]:
            return 0
        if not STORY.is_file():
            raise CannotTell(f"{STORY.relative_to(ROOT)} is missing: this checkout is not complete")
        with tempfile.TemporaryDirectory(prefix="prism-story-") as folder:
            return tell(Path(folder), browser)
    except CannotTell as error:
        print(f"story: {error}", file=sys.stderr)
        return 1


def find_browser() -> str:
    """Path of a Chromium, installed when this is root on a Debian or Ubuntu that has none.

    Raises:
        CannotTell: there is none and it cannot be installed.
    """
    if named := os.environ.get("PRISM_CHROMIUM"):
        if shutil.which(named):
            return named
        raise CannotTell(f"PRISM_CHROMIUM names {named!r}, which is no program: correct it, or unset it")
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("==> installing chromium for the browser's test", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)
        found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise CannotTell(
            "no Chromium was found: install it (for example 'apt install chromium') or name it in PRISM_CHROMIUM; "
            "'make check unit frontend-test' runs everything that needs none"
        )
    return found


def tell(folder: Path, browser: str) -> int:
    """Start a fleet in `folder`, run the browser's part against it and stop it; gives the browser's exit code."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    artifacts = ROOT / "artifacts" / "story"
    artifacts.mkdir(parents=True, exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
    environment |= {"PRISM_PORT": str(port), "PRISM_DATA_DIR": str(folder / "data")}
    environment["PRISM_ALLOWED_NETWORKS"] = "loopback"  # where the story's own broadcaster is
    log_file = artifacts / "fleet.log"
    with log_file.open("wb") as log:
        fleet = subprocess.Popen(
            [sys.executable, "-m", "prism_fleet"], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            wait_ready(fleet, address, log_file)
            microphone = folder / "microphone.wav"
            pad(SPOKEN, microphone)
            broadcast(folder / "broadcast.ts")
            story = subprocess.run(
                ["node", str(STORY)],
                cwd=ROOT / "frontend",
                env=environment
                | {
                    "PRISM_URL": address,
                    "PRISM_CHROMIUM": browser,
                    "PRISM_MICROPHONE_WAV": str(microphone),
                    "PRISM_BROADCAST": str(folder / "broadcast.ts"),
                    "PRISM_ARTIFACTS": str(artifacts),
                    "PRISM_RUN_DIR": str(folder / "data" / "run"),
                },
                timeout=STORY_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise CannotTell(f"the browser's part took longer than {STORY_SECONDS:g} s") from None
        finally:
            stopped = stop(fleet)
    if story.returncode or not stopped:
        print(f"story: the fleet's lines are in {log_file.relative_to(ROOT)}", file=sys.stderr)
    return story.returncode or (0 if stopped else 1)


def wait_ready(fleet: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Wait until the fleet says that all of it is ready.

    Raises:
        CannotTell: it ended, or was not ready in time.
    """
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if fleet.poll() is not None:
            raise CannotTell(f"the fleet did not start: {log.read_text(errors='replace')[-1500:]}")
        if f"Prism is ready: {address}" in log.read_text(errors="replace"):
            return
        time.sleep(0.2)
    raise CannotTell(f"the fleet was not ready within {START_SECONDS:g} s: {log.read_text(errors='replace')[-1500:]}")


def pad(clip: Path, file: Path) -> None:
    """Copy `clip` into `file` with silence before and after, as from a person."""
    with wave.open(str(clip), "rb") as said:
        parameters, frames = said.getparams(), said.readframes(said.getnframes())
    second = bytes(parameters.framerate * parameters.sampwidth * parameters.nchannels)
    with wave.open(str(file), "wb") as padded:
        padded.setparams(parameters)
        padded.writeframes(second * 2 + frames + second * 4)


def broadcast(file: Path) -> None:
    """Write a minute of MPEG-2 pictures and MP2 sound, as terrestrial television has them."""
    picture = "testsrc2=size=320x180:rate=25:duration=60"
    sound = "sine=frequency=330:sample_rate=48000:duration=60"
    subprocess.run(
        [
            find_ffmpeg(), "-hide_banner", "-loglevel", "error", "-nostdin", "-f", "lavfi", "-i", picture,
            "-f", "lavfi", "-i", sound, "-c:v", "mpeg2video", "-g", "12", "-b:v", "800k", "-c:a", "mp2", "-f", "mpegts",
            str(file),
        ],
        check=True,
    )  # fmt: skip


def stop(fleet: subprocess.Popen[bytes]) -> bool:
    """Stop the fleet as Ctrl-C does; whether it obeyed within the 5 s that it promises."""
    if fleet.poll() is None:
        fleet.send_signal(signal.SIGINT)
    try:
        fleet.wait(timeout=6)
    except subprocess.TimeoutExpired:
        fleet.kill()
        fleet.wait()
        print("story: the fleet did not stop within 5 s", file=sys.stderr)
        return False
    return True


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
