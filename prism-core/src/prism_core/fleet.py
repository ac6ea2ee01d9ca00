"""The fleet as data: every service, where it listens on one machine, and which public paths are its own."""

import ipaddress
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServiceSpec:
    """One service of the fleet.

    Attributes:
        name: how logs, metrics and addresses call it.
        module: where `main()` is.
        port: where it listens in a local run; containers listen on `CONTAINER_PORT`.
        prefixes: public path prefixes that the gateway passes on to it, longest match first.
    """

    name: str
    module: str
    port: int
    prefixes: tuple[str, ...] = ()

    @property
    def url_variable(self) -> str:
        """Environment variable that says where it is, such as `PRISM_MEDIA_URL`."""
        return f"PRISM_{self.name.upper().replace('-', '_')}_URL"

    @property
    def url(self) -> str:
        """Where it is in a local run."""
        return f"http://127.0.0.1:{self.port}"


CONTAINER_PORT = 8000
SHORT_STREAM = re.compile(r"/[a-z2-7]{13}/[A-Za-z0-9_-]{32}/[0-9]{1,10}(?:\.[a-z0-9]{1,5})?")
"""A live stream as most players of the Xtream Codes API ask for it, `/user/password/stream` without `/live`: the id and
the token of an output look like no other path."""

GATEWAY = ServiceSpec("gateway", "prism_gateway.app", 4000)
MEDIA = ServiceSpec(
    "media",
    "prism_media.app",
    4001,
    (
        "/api/auth",
        "/api/playlists",
        "/api/channels",
        "/api/guides",
        "/api/guide",
        "/api/search",
        "/api/relay",
        "/api/favourites",
        "/api/history",
        "/api/reminders",
        "/api/memories",
        "/api/series",
        "/api/radio",
        "/api/outputs",
        "/api/output",
        "/api/profiles",
        "/api/preferences",
        "/api/resume",
        "/api/recordings",
        "/api/export",
        "/api/import",
        # Where players that speak the Xtream Codes API look.
        "/get.php",
        "/player_api.php",
        "/xmltv.php",
        "/live",
        "/movie",
        "/series",
        "/timeshift",
    ),
)
STT = ServiceSpec("stt", "prism_stt.app", 4002, ("/v1/audio/transcriptions", "/v1/audio/translations"))
TTS = ServiceSpec("tts", "prism_tts.app", 4003, ("/v1/audio/speech",))
LLM = ServiceSpec(
    "llm",
    "prism_llm.app",
    4004,
    ("/api/understand", "/api/sentiment", "/v1/chat/completions", "/v1/models"),
)
COMPANION = ServiceSpec("companion", "prism_companion.app", 4005, ("/api/companion",))
MCP_SERVERS = tuple(
    ServiceSpec(f"mcp-{name}", f"prism_mcp.{name}.app", 4011 + index, (f"/mcp/{name}",))
    for index, name in enumerate(("control", "media", "memory", "sports", "search"))
)

FLEET: tuple[ServiceSpec, ...] = (MEDIA, STT, TTS, LLM, COMPANION, *MCP_SERVERS, GATEWAY)
"""In the order in which they start: whoever is asked first comes first, the public address last."""


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens on `host`."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def service(name: str) -> ServiceSpec:
    """The service called `name`.

    Raises:
        KeyError: no service is called so; the message lists those that exist.
    """
    for spec in FLEET:
        if spec.name == name:
            return spec
    raise KeyError(f"no service is called {name!r}; services: {', '.join(spec.name for spec in FLEET)}")
