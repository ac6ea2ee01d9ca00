#!/usr/bin/env python3
"""Runs the stories of viewers: a fleet on free ports with data of its own, a spoken sentence, a real browser.

    .venv/bin/python scripts/story.py              all of them
    .venv/bin/python scripts/story.py accounts     one: `viewer`, `accounts` or `party`
    python3 scripts/story.py browser               only make sure that there is a browser

The browser is driven by `story.mjs`, `accounts.mjs` and `party.mjs` of `frontend/e2e/`, which are told by their
environment: `PRISM_URL` (the address), `PRISM_CHROMIUM` (the browser), `PRISM_ARTIFACTS` (where screenshots go), and
what each says at its top.
"""

import base64
import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STORIES = ROOT / "frontend" / "e2e"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SPOKEN = ROOT / "stt-service" / "tests" / "data" / "said_mute.wav"
"""Somebody who says "mute the sound"."""
LAN_NAME = "prism.local"
"""The name under which the browser opens a Prism on a network; the browser is told where that is."""
START_SECONDS = 120.0
STORY_SECONDS = 900.0
SETUP_SECONDS = 60.0
FILM_SECONDS = 60


class CannotTell(Exception):
    """The story cannot be told here; the message says what is missing."""


def main(arguments: Sequence[str]) -> int:
    """Tell the stories that are named, or only make sure of a browser; gives the exit code."""
    stories = {"viewer": tell_viewer, "accounts": tell_accounts, "party": tell_party}
    try:
        browser = find_browser()
        if list(arguments) == ["browser"]:
            return 0
        if unknown := [name for name in arguments if name not in stories]:
            raise CannotTell(f"there is no story {unknown[0]!r}; stories: {', '.join(stories)}")
        return max(end_of(stories[name], name, browser) for name in arguments or stories)
    except CannotTell as error:
        print(f"story: {error}", file=sys.stderr)
        return 1


def end_of(story: Callable[[Path, str], int], name: str, browser: str) -> int:
    """Tell a story, and once more where it ends badly: what is wrong is so twice, a machine's bad moment is not.

    Raises:
        CannotTell: it could not be told the second time either.
    """
    with tempfile.TemporaryDirectory(prefix="prism-story-") as folder:
        try:
            if story(Path(folder), browser) == 0:
                return 0
            print(f"story: {name} ended badly; once more", file=sys.stderr, flush=True)
        except CannotTell as error:
            print(f"story: {error}; once more", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="prism-story-") as folder:
        return story(Path(folder), browser)


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


def tell_viewer(folder: Path, browser: str) -> int:
    """A viewer alone with their television; gives the exit code."""
    from prism_core.ffmpeg import find_ffmpeg  # Here: a browser is looked for before anything is installed.

    microphone, recorded, films = folder / "microphone.wav", folder / "broadcast.ts", folder / "films"
    pad(SPOKEN, microphone)
    broadcast(recorded)
    film(films)
    told = {
        "PRISM_MICROPHONE_WAV": str(microphone),
        "PRISM_BROADCAST": str(recorded),
        "PRISM_FILMS": str(films),
        "PRISM_FILM_SECONDS": str(FILM_SECONDS),
        "PRISM_FFMPEG": find_ffmpeg(),
    }
    fleet = {"PRISM_MEDIA_FOLDERS": str(films)}
    return tell(folder, browser, STORIES / "story.mjs", fleet, lambda address, _log: {"PRISM_URL": address, **told})


def tell_accounts(folder: Path, browser: str) -> int:
    """Several people with accounts, over HTTPS; gives the exit code."""

    def found(address: str, log: Path) -> dict[str, str]:
        return {
            "PRISM_URL": address.replace("127.0.0.1", LAN_NAME),
            "PRISM_SETUP": wait_setup(log),
            **trust(folder / "data" / "tls", folder / "home"),
        }

    fleet = {"PRISM_AUTH": "required", "PRISM_TLS": "auto", "PRISM_PUBLIC_HOSTS": LAN_NAME}
    return tell(folder, browser, STORIES / "accounts.mjs", fleet, found)


def tell_party(folder: Path, browser: str) -> int:
    """Two viewers who watch together; gives the exit code."""
    return tell(folder, browser, STORIES / "party.mjs", {}, lambda address, _log: {"PRISM_URL": address})


def tell(
    folder: Path,
    browser: str,
    script: Path,
    settings: dict[str, str],
    told: Callable[[str, Path], dict[str, str]],
) -> int:
    """Start a fleet in `folder`, run the browser's part against it and stop it; gives the browser's exit code.

    Args:
        folder: for everything that need not stay.
        browser: the browser's program.
        script: the browser's part.
        settings: what this fleet is told beside what every one is.
        told: what the script is told, by the fleet's address and its log.
    """
    port = free_port()
    address = f"{'https' if 'PRISM_TLS' in settings else 'http'}://127.0.0.1:{port}"
    artifacts = ROOT / "artifacts" / script.stem
    artifacts.mkdir(parents=True, exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
    environment |= {"PRISM_PORT": str(port), "PRISM_DATA_DIR": str(folder / "data"), **settings}
    environment["PRISM_ALLOWED_NETWORKS"] = "loopback"  # where the story's own broadcaster is
    log_file = artifacts / "fleet.log"
    with log_file.open("wb") as log:
        fleet = subprocess.Popen(
            [sys.executable, "-m", "prism_fleet"], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            wait_ready(fleet, address, log_file)
            story = subprocess.run(
                ["node", str(script)],
                cwd=ROOT / "frontend",
                env=environment
                | {
                    "PRISM_CHROMIUM": browser,
                    "PRISM_ARTIFACTS": str(artifacts),
                    "PRISM_RUN_DIR": str(folder / "data" / "run"),
                }
                | told(address, log_file),
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


def trust(authority: Path, home: Path) -> dict[str, str]:
    """Teach the authority to a browser with the home `home`; without the tool for it, the one key to accept."""
    if certutil := shutil.which("certutil"):
        store = home / ".pki" / "nssdb"
        store.mkdir(parents=True)
        database = f"sql:{store}"
        subprocess.run([certutil, "-d", database, "-N", "--empty-password"], check=True)
        taught = ["-A", "-t", "C,,", "-n", "Prism", "-i", str(authority / "prism-ca.crt")]
        subprocess.run([certutil, "-d", database, *taught], check=True)
        return {"PRISM_TRUSTING_HOME": str(home)}
    from cryptography import x509  # Here: as above.
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    served = x509.load_pem_x509_certificate((authority / "server.crt").read_bytes())
    key = served.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return {"PRISM_SPKI": base64.b64encode(hashlib.sha256(key).digest()).decode()}


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


def wait_setup(log: Path) -> str:
    """Wait for the link that sets Prism up, which is told soon after the start; gives its path.

    Raises:
        CannotTell: it did not come.
    """
    deadline = time.monotonic() + SETUP_SECONDS
    while time.monotonic() < deadline:
        if found := re.search(r"/setup#token=[\w.~-]+", log.read_text(errors="replace")):
            return found.group()
        time.sleep(0.2)
    raise CannotTell(f"the link that sets Prism up is not in {log.relative_to(ROOT)}")


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
    encode(
        ["testsrc2=size=320x180:rate=25", "sine=frequency=330:sample_rate=48000"],
        ["-t", "60", "-c:v", "mpeg2video", "-g", "12", "-b:v", "800k", "-c:a", "mp2", "-f", "mpegts"],
        file,
    )


def film(folder: Path) -> None:
    """Fill `folder` with a film and a series of two episodes, as the browser's part knows them."""
    season = folder / "Harbour Lights" / "Season 1"
    season.mkdir(parents=True)
    made = folder / "Night Train (2020).mp4"
    encode(
        ["testsrc2=size=320x180:rate=25", "sine=frequency=220:sample_rate=48000"],
        ["-t", str(FILM_SECONDS), "-c:v", "libx264", "-preset", "ultrafast", "-g", "50", "-pix_fmt", "yuv420p"],
        made,
    )
    for name in ("S01E01 Departure", "S01E02 Arrival"):
        shutil.copyfile(made, season / f"Harbour Lights {name}.mp4")


def encode(sources: Sequence[str], how: Sequence[str], file: Path) -> None:
    """Make `file` of ffmpeg's own pictures and sounds."""
    from prism_core.ffmpeg import find_ffmpeg  # Here: a browser is looked for before anything is installed.

    inputs = [part for source in sources for part in ("-f", "lavfi", "-i", source)]
    command = [find_ffmpeg(), "-hide_banner", "-loglevel", "error", "-nostdin", *inputs, *how, str(file)]
    subprocess.run(command, check=True)


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
