"""What media-service knows of the viewer behind a session: their profile, and what they watch."""

import httpx
from pydantic import BaseModel, ValidationError

from prism_core.errors import NotFound, Unavailable
from prism_core.events import EnterProfile
from prism_core.ports import Manner
from prism_core.viewer import headers_of
from prism_gateway.conversation.company import CompanyWish
from prism_gateway.sessions.watching import Stretch

MANNER = "lumen.voice"
"""The preference that says how Lumen is to speak."""
COMPANY = "lumen.company"
"""The preference that says how she is to watch along."""
_AWAY = "I cannot reach the profiles at the moment."


class _Profile(BaseModel):
    id: str
    name: str
    has_pin: bool


class _Profiles(BaseModel):
    profiles: list[_Profile]
    current: str


class _KeptManner(BaseModel):
    value: Manner


class _KeptCompany(BaseModel):
    value: CompanyWish


class Viewers:
    """Asks media-service, each time with the sealed cookie of one viewer. Raises `Unavailable` when it is away."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def profile(self, sealed: str) -> str:
        """Id of the viewer's profile; empty for a guest."""
        return (await self._profiles(sealed)).current

    async def name(self, sealed: str) -> str:
        """What the viewer's profile is called; empty for a guest."""
        found = await self._profiles(sealed)
        return next((profile.name for profile in found.profiles if profile.id == found.current), "")

    async def named(self, name: str, sealed: str) -> EnterProfile | None:
        """The profile that is called `name`; none where it is the viewer's already.

        Raises:
            NotFound: no profile is called so; the message names those there are.
        """
        found = await self._profiles(sealed)
        wanted = _plain(name)
        for profile in found.profiles:
            if _plain(profile.name) == wanted or (wanted in _OWN and profile.id == "default"):
                if profile.id == found.current:
                    return None
                return EnterProfile(profile_id=profile.id, name=profile.name, has_pin=profile.has_pin)
        names = ", ".join(profile.name for profile in found.profiles)
        raise NotFound(f"There is no profile called {name}. There are: {names}.")

    async def manner(self, sealed: str) -> Manner | None:
        """How the viewer wants Lumen to speak, where they ever said; a guest never did."""
        answer = await self._send("GET", f"/api/preferences/{MANNER}", sealed)
        if answer.is_error:
            return None
        try:
            return _KeptManner.model_validate_json(answer.content).value
        except ValidationError:  # Anybody may write a preference.
            return None

    async def prefer(self, manner: Manner, sealed: str) -> None:
        """Keeps how the viewer wants Lumen to speak; a guest's wish is kept nowhere."""
        kept = {"value": manner.model_dump(mode="json")}
        answer = await self._send("PUT", f"/api/preferences/{MANNER}", sealed, kept)
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise Unavailable(_AWAY)

    async def company(self, sealed: str) -> CompanyWish:
        """How the viewer wants Lumen to watch along; a guest never said."""
        answer = await self._send("GET", f"/api/preferences/{COMPANY}", sealed)
        if answer.is_error:
            return CompanyWish()
        try:
            return _KeptCompany.model_validate_json(answer.content).value
        except ValidationError:  # Anybody may write a preference.
            return CompanyWish()

    async def watched(self, stretch: Stretch, sealed: str) -> None:
        """Keeps a stretch of watching; a guest's is kept nowhere."""
        answer = await self._send("POST", "/api/history", sealed, stretch.model_dump(mode="json"))
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise Unavailable(_AWAY)

    async def _profiles(self, sealed: str) -> _Profiles:
        answer = await self._send("GET", "/api/profiles", sealed)
        if answer.is_error:
            raise Unavailable(_AWAY)
        return _Profiles.model_validate_json(answer.content)

    async def _send(self, method: str, path: str, sealed: str, body: object = None) -> httpx.Response:
        try:
            return await self._client.request(method, path, headers=headers_of(sealed), json=body)
        except httpx.HTTPError as error:
            raise Unavailable(_AWAY) from error


_OWN = frozenset({"default", "main", "the default", "the main"})
"""How people call the household's profile, whatever its name."""


def _plain(name: str) -> str:
    """A name without what people add to it: "Anna's profile" is "anna"."""
    plain = name.casefold().strip().removesuffix(" profile").replace("’", "'")
    return plain.removesuffix("'s").strip()
