"""A model hub on loopback: enough of Hugging Face's paths for their client to fetch a folder's files."""

import contextlib
import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

COMMIT = "0" * 40


@dataclass
class Hub:
    """Where models come from; `up` says whether it answers."""

    folder: Path
    url: str = ""
    up: bool = True
    asked: list[str] = field(default_factory=list)


@contextlib.contextmanager
def running_hub(folder: Path) -> Iterator[Hub]:
    """Serves the files of `folder` as those of any repository."""
    made = Hub(folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(made)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        made.url = f"http://127.0.0.1:{server.server_port}"
        yield made
        server.shutdown()


def _handler(hub: Hub) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.answer(body=False)

        def do_GET(self) -> None:
            self.answer(body=True)

        def answer(self, *, body: bool) -> None:
            hub.asked.append(self.path)
            file = hub.folder / self.path.rsplit("/", 1)[-1]
            if not hub.up:
                self.send_error(503)
            elif "/tree/" in self.path:
                sizes = {one.name: one.stat().st_size for one in hub.folder.iterdir()}
                tree = [{"type": "file", "path": name, "size": size, "oid": name} for name, size in sizes.items()]
                self.reply(json.dumps(tree).encode(), body=True)
            elif "/api/models/" in self.path:
                files = [{"rfilename": one.name} for one in hub.folder.iterdir()]
                self.reply(json.dumps({"id": "any/model", "sha": COMMIT, "siblings": files}).encode(), body=True)
            elif file.is_file():
                self.reply(file.read_bytes(), body=body)
            else:
                self.send_error(404)

        def reply(self, content: bytes, *, body: bool) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Content-Type", "application/json")
            self.send_header("ETag", f'"{len(content):040d}"')
            self.send_header("X-Repo-Commit", COMMIT)
            self.end_headers()
            if body:
                with contextlib.suppress(ConnectionError):  # A client may leave in the middle.
                    self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None: ...

    return Handler
