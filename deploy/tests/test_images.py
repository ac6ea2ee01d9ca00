import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DOCKER = ROOT / "deploy" / "docker"
DOCKERFILES = sorted(DOCKER.glob("*.Dockerfile"))
each = pytest.mark.parametrize("file", DOCKERFILES, ids=lambda file: file.stem)


@each
def test_an_image_file_has_no_fault(file: Path) -> None:
    hadolint = shutil.which("hadolint") or shutil.which("hadolint", path=str(Path(sys.executable).parent))
    assert hadolint, "hadolint comes with the development dependencies"
    # DL3006: the base's version comes by ARG.
    found = subprocess.run([hadolint, "--ignore", "DL3006", str(file)], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


@each
def test_an_image_file_uses_nothing_that_older_builders_lack(file: Path) -> None:
    text = file.read_text()
    assert not re.search(r"<<-?['\"]?\w|--link\b|--start-interval", text)
    assert not re.search(r"^FROM \S*@sha256", text, re.MULTILINE)


@each
def test_everything_that_is_copied_exists(file: Path) -> None:
    for line in re.findall(r"^COPY (?!--from)(.+)$", file.read_text(), re.MULTILINE):
        for source in line.split()[:-1]:
            if "${" not in source:
                assert (ROOT / source).exists(), source


def test_services_do_not_run_as_root() -> None:
    assert "\nUSER 10001:10001\n" in (DOCKER / "python.Dockerfile").read_text()


def test_an_image_installs_the_direct_dependencies_of_its_service_alone() -> None:
    command = [sys.executable, str(DOCKER / "direct_requirements.py"), "prism-core", "stt-service"]
    lines = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    names = {re.split(r"[=\[;<> ]", line)[0] for line in lines}
    assert {"fastapi", "redis", "faster-whisper"} <= names
    assert not names & {"mcp", "sqlalchemy", "prism-core"}
    assert all("==" in line for line in lines)


def test_the_extras_that_images_are_built_with_exist_and_are_pinned() -> None:
    services = yaml.safe_load((ROOT / "deploy/gpu.compose.yml").read_text())["services"]
    for name, service in services.items():
        project = tomllib.loads((ROOT / f"{name}-service/pyproject.toml").read_text())["project"]
        packages = project["optional-dependencies"][service["build"]["args"]["EXTRAS"]]
        assert all("==" in package for package in packages)


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_the_health_check_tells_what_readiness_says(status: int, code: int) -> None:
    class Service(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/readyz" else 404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        environment = {**os.environ, "PRISM_BIND_PORT": str(server.server_port)}
        done = subprocess.run([sys.executable, str(DOCKER / "healthcheck.py")], env=environment, check=False)
    assert done.returncode == code
