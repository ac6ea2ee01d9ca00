"""The viewer behind a request, as services pass them on to each other: the sealed cookie of their browser.

Only media-service makes and opens it. Whoever asks media-service on a viewer's behalf sends it along, so that what is
done for a viewer is done with their rights and no others; without it media-service decides (see its README).
"""

import re
from collections.abc import Mapping
from http.cookiejar import CookieJar, DefaultCookiePolicy

COOKIE = "prism_profile"

_SEALED = re.compile(r"[A-Za-z0-9_=-]{1,1024}")


def sealed_in(cookies: Mapping[str, str]) -> str:
    """The sealed cookie among a request's cookies, empty if there is none that could be one."""
    value = cookies.get(COOKIE, "")
    return value if _SEALED.fullmatch(value) else ""


def headers_of(sealed: str) -> dict[str, str]:
    """The headers that pass a viewer on."""
    return {"cookie": f"{COOKIE}={sealed}"} if sealed else {}


def no_cookies() -> CookieJar:
    """A jar that stays empty, for a client that asks for many viewers: one's cookie must not become the next one's."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=()))
