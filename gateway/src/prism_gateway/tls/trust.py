"""The page that explains, device by device, how to trust the certificate that Prism made."""

import base64
import html
import plistlib
import uuid
from importlib import resources

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from prism_core.errors import NotFound
from prism_gateway.tls.store import Store

NOT_CACHED = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
BOTH = ["GET", "HEAD"]
DEVICES = ("windows", "macos", "ios", "android", "linux")


def router(store: Store | None) -> APIRouter:
    """`/trust` and what it offers for download; `store` is none where Prism has no authority of its own."""
    routes = APIRouter(include_in_schema=False)

    def own() -> Store:
        if store is None:
            raise NotFound("this Prism has no authority of its own: PRISM_TLS is not auto")
        return store

    @routes.api_route("/trust", methods=BOTH)
    async def page(request: Request) -> Response:
        text = own_page(own(), request.headers.get("host", ""), device(request.headers.get("user-agent", "")))
        return HTMLResponse(text, headers={**NOT_CACHED, "content-security-policy": POLICY})

    @routes.api_route("/trust/prism-ca.crt", methods=BOTH)
    async def certificate() -> Response:
        return _download(own().authority.certificate.read_bytes(), "application/x-x509-ca-cert", "prism-ca.crt")

    @routes.api_route("/trust/prism.mobileconfig", methods=BOTH)
    async def profile() -> Response:
        content = mobile_configuration(own().authority.certificate.read_bytes())
        return _download(content, "application/x-apple-aspen-config", "prism.mobileconfig")

    return routes


def own_page(store: Store, host: str, first: str) -> str:
    """The page for whoever opened it as `host`; the instructions for the device called `first` are unfolded."""
    text = resources.files("prism_gateway.tls").joinpath("trust.html").read_text(encoding="utf-8")
    address = f"https://{host}/" if host else "the address with https://"
    for device_name in DEVICES:
        text = text.replace(f"$open_{device_name}$", " open" if device_name == first else "")
    return text.replace("$address$", html.escape(address)).replace("$fingerprint$", store.fingerprint())


def device(user_agent: str) -> str:
    """Which of `DEVICES` a browser runs on, as far as it says."""
    told = user_agent.lower()
    marks = (("android", "android"), ("iphone", "ios"), ("ipad", "ios"), ("windows", "windows"), ("mac os", "macos"))
    return next((name for mark, name in marks if mark in told), "linux")


def mobile_configuration(certificate: bytes) -> bytes:
    """A configuration profile (Apple) that installs the PEM `certificate` as an authority."""
    der = x509.load_pem_x509_certificate(certificate).public_bytes(serialization.Encoding.DER)
    made_of = base64.b16encode(der).decode()

    def payload(kind: str, name: str) -> dict[str, object]:
        identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{kind} {made_of}")
        return {
            "PayloadType": kind,
            "PayloadVersion": 1,
            "PayloadIdentifier": f"tv.prism.{identity}",
            "PayloadUUID": str(identity),
            "PayloadDisplayName": name,
        }

    root = {**payload("com.apple.security.root", "Prism's certificate authority"), "PayloadContent": der}
    whole = {
        **payload("Configuration", "Trust Prism"),
        "PayloadDescription": "Lets this device open Prism on your own network securely.",
        "PayloadContent": [root],
    }
    return plistlib.dumps(whole)


def _download(content: bytes, kind: str, name: str) -> Response:
    headers = {**NOT_CACHED, "content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=headers)
