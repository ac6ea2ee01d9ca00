"""The built frontend: hashed assets for ever, the page itself always asked for anew, every page behind a CSP."""

import asyncio
import gzip
import hashlib
import mimetypes
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from prism_core.problems import problem
from prism_gateway.edge.encoding import accepted, has_it, is_compressible

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
MACHINES = frozenset({"api", "v1", "mcp", ".well-known"})
"""First parts of paths that are for programs: what is not there is an error, not a page."""
KINDS = {
    ".vrm": "model/gltf-binary",
    ".vrma": "model/gltf-binary",
    ".js": "text/javascript",
    ".wasm": "application/wasm",
}
BUILT = {"br": ".br", "gzip": ".gz"}
"""Compressed twins that the build puts beside its files, best first."""
LEAST_BYTES = 1024
MOST_KEPT_BYTES = 4 * 1024 * 1024
"""Files up to this size are kept in memory, in every coding; larger ones are read anew each time."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file of the build. `bodies` are its bytes by coding, empty when it is too large to keep."""

    path: Path
    media_type: str
    digest: str
    bodies: Mapping[str, bytes]

    def etag(self, coding: str) -> str:
        """A strong tag: the same only for the same bytes."""
        return f'"{self.digest}-{coding}"' if coding else f'"{self.digest}"'


class Frontend:
    """Serves the folder of the built frontend; a page that it does not have is the application's own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._assets: dict[tuple[Path, int, int], Asset] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] == "websocket":
            await receive()  # `websocket.connect`: only then may a socket be answered.
            response: Response = problem(404, "not-found", "no socket is here; it is at /ws", path=scope["path"])
        else:
            response = await self._response(scope)
        await response(scope, receive, send)

    async def _response(self, scope: Scope) -> Response:
        path = scope["path"].strip("/")
        if path.split("/", 1)[0] in MACHINES:
            return problem(404, "not-found", f"nothing is at /{path[:200]}", path=scope["path"])
        if scope["method"] not in ("GET", "HEAD"):
            response = problem(405, "method-not-allowed", "pages can only be read", path=scope["path"])
            response.headers["allow"] = "GET, HEAD"
            return response
        if not (self._folder / "index.html").is_file():
            return PlainTextResponse("The frontend has not been built yet; run 'make build', then reload.\n", 503)
        has_file = bool(path) and _is_within(self._folder, path)
        if path and not has_file and "." in path.rsplit("/", 1)[-1]:
            return PlainTextResponse("nothing is there\n", 404)
        asset = await self._asset(self._folder / (path if has_file else "index.html"))
        return _answer(asset, Headers(scope=scope), FOREVER if path.startswith("assets/") and has_file else ASK_AGAIN)

    async def _asset(self, path: Path) -> Asset:
        state = os.stat(path)  # Microseconds; a thread would cost more.
        key = (path, state.st_mtime_ns, state.st_size)
        if key not in self._assets:
            for old in [known for known in self._assets if known[0] == path]:
                del self._assets[old]
            self._assets[key] = await asyncio.to_thread(_load, path, state.st_size)
        return self._assets[key]


def _answer(asset: Asset, asked: Headers, cache_control: str) -> Response:
    # A range is one of the plain bytes: which of them a coded body would hold, nobody could say.
    coding = "" if "range" in asked else _best(asset, asked.get("accept-encoding", ""))
    headers = {
        "etag": asset.etag(coding),
        "cache-control": cache_control,
        "vary": "accept-encoding",
        "content-security-policy": CONTENT_SECURITY_POLICY,
    }
    if has_it(asked.get("if-none-match", ""), headers["etag"]):
        return Response(status_code=304, headers=headers)
    if coding:
        headers["content-encoding"] = coding
    if coding not in asset.bodies or "range" in asked:
        return FileResponse(asset.path, headers=headers, media_type=asset.media_type)
    return Response(asset.bodies[coding], headers=headers, media_type=asset.media_type)


def _best(asset: Asset, accept_encoding: str) -> str:
    takes = accepted(accept_encoding)
    return next((coding for coding in BUILT if coding in takes and coding in asset.bodies), "")


def _load(path: Path, size: int) -> Asset:
    media_type = KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()[:24]
    bodies: dict[str, bytes] = {}
    if size <= MOST_KEPT_BYTES:
        bodies[""] = path.read_bytes()
        bodies |= _coded(path, bodies[""], media_type)
    return Asset(path, media_type, digest, bodies)


def _coded(path: Path, plain: bytes, media_type: str) -> dict[str, bytes]:
    """Compressed forms that are smaller: the build's, and gzip in any case."""
    if len(plain) < LEAST_BYTES or not is_compressible(media_type):
        return {}
    built = {coding: path.with_name(path.name + suffix) for coding, suffix in BUILT.items()}
    found = {coding: twin.read_bytes() for coding, twin in built.items() if twin.is_file()}
    found.setdefault("gzip", gzip.compress(plain, 9, mtime=0))
    return {coding: body for coding, body in found.items() if len(body) < len(plain)}


def _is_within(folder: Path, path: str) -> bool:
    """Whether `path` is a file inside `folder`, also by its real name."""
    try:
        file = (folder / path).resolve()
        return file.is_file() and file.is_relative_to(folder.resolve())
    except (OSError, ValueError):  # A name that no file system would take.
        return False
