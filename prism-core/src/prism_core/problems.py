"""Errors over HTTP: RFC 9457 problem details on our paths, OpenAI's error shape below `/v1`."""

import logging
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from prism_core.errors import Internal, PrismError

log = logging.getLogger(__name__)

TYPE_PREFIX = "urn:prism:problem:"
"""Problem types are stable names, not addresses (RFC 9457 §3.1.1 allows any URI)."""
RETRY_SECONDS = 2
OPENAI_STATUS = {415: 400, 422: 400}
"""What OpenAI answers to what cannot be used, whatever is wrong with it; their clients raise `BadRequestError`."""


def problem(
    status: int, kind: str, detail: str, *, path: str = "", details: Mapping[str, object] | None = None
) -> JSONResponse:
    """An error answer in the shape that `path` promises.

    Args:
        status: HTTP status code.
        kind: stable name of the problem, such as `not-found`.
        detail: a sentence that names the thing and the remedy.
        path: path of the request; below `/v1` the shape is OpenAI's.
        details: further members of the problem; `param` names the parameter that is at fault.
    """
    pause = (details or {}).get("retry_after_seconds", RETRY_SECONDS if status == 503 else None)
    headers = {"Retry-After": str(pause)} if pause is not None else None
    if path.startswith("/v1/"):
        return JSONResponse(
            _openai_error(status, kind, detail, details or {}), OPENAI_STATUS.get(status, status), headers
        )
    body = {
        "type": TYPE_PREFIX + kind,
        "title": kind.replace("-", " ").capitalize(),
        "status": status,
        "detail": detail,
        **(details or {}),
    }
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def _openai_error(status: int, kind: str, detail: str, details: Mapping[str, object]) -> dict[str, object]:
    """The body that OpenAI's clients read (https://platform.openai.com/docs/guides/error-codes)."""
    family = "invalid_request_error" if status < 500 else "server_error"
    code = kind.replace("-", "_")
    return {"error": {"message": detail, "type": family, "code": code, "param": details.get("param")}}


def install(app: FastAPI) -> None:
    """Makes every error of `app` a problem."""
    app.add_exception_handler(PrismError, _prism_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected)


def _route(request: Request) -> str:
    """Template of the path, which unlike the path itself holds nobody's signed links."""
    return str(getattr(request.scope.get("route"), "path", "unmatched"))


async def _prism_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, PrismError)
    if error.status >= 500:
        log.warning("request failed", extra={"route": _route(request), "kind": error.kind, "reason": error.message})
    return problem(error.status, error.kind, error.message, path=request.url.path, details=error.details)


async def _validation_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = [{"where": ".".join(str(part) for part in fault["loc"]), "what": fault["msg"]} for fault in error.errors()]
    detail = "; ".join(f"{fault['where']}: {fault['what']}" for fault in faults)
    details: dict[str, object] = {"faults": faults}
    if request.url.path.startswith("/v1/"):
        details["param"] = faults[0]["where"].partition(".")[2] or None
    return problem(422, "invalid", detail, path=request.url.path, details=details)


async def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    kinds = {404: "not-found", 405: "method-not-allowed", 413: "too-large", 415: "unsupported"}
    kind = kinds.get(error.status_code, "refused")
    detail = str(error.detail)
    if error.status_code == 404 and detail == "Not Found":
        detail = f"nothing is at {request.url.path}"
    return problem(error.status_code, kind, detail, path=request.url.path)


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    log.error("request crashed", extra={"route": _route(request)}, exc_info=error)
    return problem(500, Internal.kind, "a fault of ours; the service's log has more", path=request.url.path)
