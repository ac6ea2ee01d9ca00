"""The built frontend: hashed assets for ever, the page itself always asked for anew, every page behind a CSP."""

from pathlib import Path

from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from prism_core.problems import problem

FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob: https: http:",
        "media-src 'self' blob: data:",
        "connect-src 'self' blob: data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
"""hls.js makes its worker and its media from blobs and empty captions from data; three.js reads its textures from
blobs; logos come from wherever a playlist says."""
SECURITY_HEADERS = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"microphone=(self), camera=(), geolocation=()"),
)


MACHINES = frozenset({"api", "v1", "mcp"})
"""First parts of paths that are for programs: what is not there is an error, not a page."""


class Frontend:
    """Serves the folder of the built frontend; a page that it does not have is the application's own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = StaticFiles(directory=folder, html=True, check_dir=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        response = await self._response(scope)
        await response(scope, receive, send)

    async def _response(self, scope: Scope) -> Response:
        if not (self._folder / "index.html").is_file():
            return PlainTextResponse("The frontend has not been built yet; run 'make build', then reload.\n", 503)
        path = scope["path"].strip("/")
        if path.split("/", 1)[0] in MACHINES:
            return problem(404, "not-found", f"nothing is at /{path[:200]}", path=scope["path"])
        has_file = bool(path) and _is_file(self._folder / path)
        if path and not has_file and "." in path.rsplit("/", 1)[-1]:
            return PlainTextResponse(f"nothing is at /{path}\n", 404)
        response = await self._files.get_response(path if has_file else "index.html", scope)
        response.headers["cache-control"] = FOREVER if path.startswith("assets/") else ASK_AGAIN
        for name, value in SECURITY_HEADERS:
            response.headers[name.decode()] = value.decode()
        return response


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # A name that no file system would take.
        return False
