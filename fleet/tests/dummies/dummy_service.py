"""A service of a few lines, for a supervisor to look after; its environment says how it behaves."""

import json
import os
import signal
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BEGAN = time.monotonic()


class Handler(BaseHTTPRequestHandler):
    """Answers `/readyz` with its state and everything else with what it sees of the world."""

    def do_GET(self) -> None:
        if self.path == "/readyz":
            late = float(os.environ.get("DUMMY_READY_AFTER", "0"))
            ready = time.monotonic() - BEGAN >= late
            self.answer(200 if ready else 503, {"status": "ready"} if ready else {"detail": "the model is loading"})
        else:
            self.answer(200, {"pid": os.getpid(), "environment": dict(os.environ), "argv": sys.argv})

    def answer(self, status: int, document: dict[str, object]) -> None:
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def say(message: str, **fields: object) -> None:
    print(json.dumps({"time": time.time(), "level": "info", "message": message, **fields}), file=sys.stderr)


def main() -> None:
    if os.environ.get("DUMMY_STUBBORN"):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    else:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if os.environ.get("DUMMY_HAS_CHILD"):
        # As a service that runs ffmpeg.
        subprocess.Popen(["sleep", "600"])
    server = ThreadingHTTPServer((os.environ["PRISM_BIND_HOST"], int(os.environ["PRISM_BIND_PORT"])), Handler)
    say("dummy is listening", port=server.server_port)
    server.serve_forever()
