"""For whom an agent asks.

Where one signs in, an agent's token says whose it is (`prism_core.account`), and it has that account's profiles alone.
Elsewhere it is told from a browser by nothing, so it has a viewer's rights only by what proves them: the cookie
`prism_profile`, sent along with its requests. Without it it is who a fresh browser would be. It may name another
profile, as anyone may enter one, where that has no PIN.
"""

from http.cookies import CookieError, SimpleCookie
from typing import Annotated, Any

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from prism_core.account import caller_in
from prism_core.viewer import sealed_in
from prism_mcp.server import Prism

ProfileName = Annotated[
    str | None,
    Field(description="Name or id of the profile that is meant, one without a PIN; left out: the viewer's own"),
]


def account_of(context: Context[Any, Any]) -> str | None:
    """Id of the account that an agent acts for; none where nobody signs in."""
    caller = caller_in(context.headers or {})
    return caller.id if caller else None


async def asking(prism: Prism, context: Context[Any, Any], profile: str | None = None) -> Prism:
    """`prism` for the viewer who asks, or for the profile that was named."""
    theirs = prism.seen_by(sealed_in(_cookies(context)), caller_in(context.headers or {}))
    if profile is None:
        return theirs
    found = await theirs.get("/api/profiles")
    for one in found["profiles"]:
        if profile.casefold() not in (one["id"], one["name"].casefold()):
            continue
        if one["id"] == found["current"]:
            return theirs
        if one["has_pin"]:
            raise ToolError(
                f"the profile {one['name']!r} has a PIN: agents act for it only with the cookie prism_profile of a "
                "browser that entered it"
            )
        return await theirs.entered(one["id"])
    names = ", ".join(one["name"] for one in found["profiles"])
    raise ToolError(f"no profile is called {profile!r}; profiles: {names}")


def _cookies(context: Context[Any, Any]) -> dict[str, str]:
    try:
        parsed = SimpleCookie((context.headers or {}).get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in parsed.items()}
