"""The address of an Xtream Codes server, in every form that people paste."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from prism_core.errors import BadInput

_SCRIPT = re.compile(r"/(?:get|player_api|panel_api|xmltv|index)\.php$|/c$", re.IGNORECASE)
_STREAM = re.compile(r"/(?:live|movie|series)/([^/]+)/([^/]+)/[^/]*$")


@dataclass(frozen=True, slots=True)
class XtreamAddress:
    """A server and who asks. `base` has no slash at its end."""

    base: str
    username: str = field(repr=False)
    password: str = field(repr=False)

    def api(self, action: str | None = None, **parameters: str) -> str:
        """The address of an action; without one, of the account."""
        asked = {"username": self.username, "password": self.password}
        if action:
            asked["action"] = action
        return f"{self.base}/player_api.php?{urlencode(asked | parameters)}"

    @property
    def guide(self) -> str:
        """The address of the provider's XMLTV guide."""
        return f"{self.base}/xmltv.php?{urlencode({'username': self.username, 'password': self.password})}"

    def stream(self, kind: str, number: int, extension: str) -> str:
        """The address of a stream; `kind` is `live`, `movie` or `series`."""
        who = f"{quote(self.username, safe='')}/{quote(self.password, safe='')}"
        return f"{self.base}/{kind}/{who}/{number}.{extension}"


def parse_server(written: str, username: str = "", password: str = "") -> XtreamAddress:
    """Read `host`, `host:port`, `http://host/`, `http://host/get.php?username=…` or the address of a stream.

    Raises:
        BadInput: there is no host in it, or no user name and password anywhere.
    """
    text = written.strip()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if not host or parts.scheme not in {"http", "https"} or " " in host:
        raise BadInput("the server is no address; write it like http://example.com:8080")
    path, said = parts.path.rstrip("/"), parse_qs(parts.query)
    if stream := _STREAM.search(path):
        said |= {"username": [unquote(stream[1])], "password": [unquote(stream[2])]}
        path = path[: stream.start()]
    username = username.strip() or said.get("username", [parts.username or ""])[0]
    password = password.strip() or said.get("password", [parts.password or ""])[0]
    if not username or not password:
        raise BadInput("give the user name and the password of the account")
    name = f"[{host}]" if ":" in host else host
    return XtreamAddress(
        f"{parts.scheme}://{name}{f':{port}' if port else ''}{_SCRIPT.sub('', path)}", username, password
    )
