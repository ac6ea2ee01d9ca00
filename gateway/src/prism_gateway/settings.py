"""Settings of the gateway."""

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr

from prism_core.settings import FleetAddresses, ServiceSettings
from prism_core.tls import TlsChoice
from prism_gateway.edge.client.upstream import MOST_IN_FLIGHT
from prism_gateway.edge.patience import Patience


class Settings(ServiceSettings, FleetAddresses):
    """What the environment says to the gateway."""

    frontend_dir: Path = Field(default=Path("frontend/dist"), validation_alias="PRISM_FRONTEND_DIR")
    """Folder of the built frontend."""
    allowed_origins: str = Field(default="", validation_alias="PRISM_ALLOWED_ORIGINS")
    """Origins beside the gateway's own whose pages may use it, separated by commas, such as https://tv.example."""
    tls: TlsChoice = Field(default="off", validation_alias="PRISM_TLS")
    """HTTPS: `off`; `auto` makes an authority and a certificate in the data folder, which `/trust` explains to
    devices; or files of your own as /path/cert.pem,/path/key.pem, taken up when they change. Off behind a proxy."""
    public_hosts: str = Field(default="", validation_alias="PRISM_PUBLIC_HOSTS")
    """Names and addresses of this Prism beside the machine's own, separated by commas, such as tv.example."""
    trusted_proxies: str = Field(default="", validation_alias="PRISM_TRUSTED_PROXIES")
    """Networks of the proxies in front whose X-Forwarded-For is believed, separated by commas, such as 10.0.0.0/8."""
    auth: Literal["auto", "required", "open"] = Field(default="auto", validation_alias="PRISM_AUTH")
    """Whether one must sign in: `auto` where the gateway listens on more than loopback, `required` always, `open`
    never; that is refused where it listens on more than loopback, unless PRISM_AUTH_OPEN_TO_NETWORK is `yes`."""
    auth_open_to_network: Literal["", "no", "yes"] = Field(default="", validation_alias="PRISM_AUTH_OPEN_TO_NETWORK")
    """`yes` says a second time that everybody who reaches this Prism may use all of it without signing in."""
    forwarded_field: Literal["x-forwarded-for", "forwarded"] = Field(
        default="x-forwarded-for", validation_alias="PRISM_FORWARDED_FIELD"
    )
    """The field in which those proxies name the client; the other one is what anybody may have sent."""
    metrics_token: SecretStr = Field(default=SecretStr(""), validation_alias="PRISM_METRICS_TOKEN")
    """Bearer token with which Prometheus reads `/metrics` where one must sign in; without it only administrators do."""
    routes: str = Field(default="", validation_alias="PRISM_ROUTES")
    """Upstreams of your own behind the same rules: JSON such as {"/grafana": {"upstream": "http://grafana:3000"}}; `https://`
    ones are checked against the authorities of this system, or those in their `ca_file`."""
    rate_limits: str = Field(default="", validation_alias="PRISM_RATE_LIMITS")
    """What each address, account and token may ask for, over the defaults, such as
    `api=600/minute, model=off`; or `off`. Classes: page, api, stream, model, agent, auth."""
    most_in_flight: int = Field(default=MOST_IN_FLIGHT, ge=1, validation_alias="PRISM_MOST_IN_FLIGHT")
    """Requests and sockets that each replica of a service has at a time; more are refused at once (503)."""
    access_log: Literal["all", "off"] = Field(default="all", validation_alias="PRISM_ACCESS_LOG")
    """Whether each request is logged in a line (health checks never are)."""
    head_seconds: float = Field(default=10.0, gt=0, validation_alias="PRISM_HEAD_SECONDS")
    """Seconds in which the head of a request must be there, from its first byte or from a new connection."""
    body_pause_seconds: float = Field(default=60.0, gt=0, validation_alias="PRISM_BODY_PAUSE_SECONDS")
    """Seconds that a client may pause within the body of a request."""
    body_rate_after_seconds: float = Field(default=30.0, gt=0, validation_alias="PRISM_BODY_RATE_AFTER_SECONDS")
    """Seconds after which a body that comes more slowly than PRISM_SLOWEST_BODY_BYTES is refused."""
    slowest_body_bytes: int = Field(default=512, ge=1, validation_alias="PRISM_SLOWEST_BODY_BYTES")
    """Bytes a second that the body of a request must come with in the long run."""
    keep_alive_seconds: float = Field(default=65.0, gt=0, validation_alias="PRISM_KEEP_ALIVE_SECONDS")
    """Seconds that a client's connection may rest between two requests."""
    unread_seconds: float = Field(default=120.0, gt=0, validation_alias="PRISM_UNREAD_SECONDS")
    """Seconds that a client may leave an answer unread."""
    look_seconds: float = Field(default=5.0, gt=0, validation_alias="PRISM_LOOK_SECONDS")
    """Seconds between two looks at a client's connection: so much later than said it may be closed."""
    mcp_control_url: str = Field(default="http://127.0.0.1:4011", validation_alias="PRISM_MCP_CONTROL_URL")
    """Address of the MCP server `control`."""
    mcp_media_url: str = Field(default="http://127.0.0.1:4012", validation_alias="PRISM_MCP_MEDIA_URL")
    """Address of the MCP server `media`."""
    mcp_memory_url: str = Field(default="http://127.0.0.1:4013", validation_alias="PRISM_MCP_MEMORY_URL")
    """Address of the MCP server `memory`."""
    mcp_sports_url: str = Field(default="http://127.0.0.1:4014", validation_alias="PRISM_MCP_SPORTS_URL")
    """Address of the MCP server `sports`."""
    mcp_search_url: str = Field(default="http://127.0.0.1:4015", validation_alias="PRISM_MCP_SEARCH_URL")
    """Address of the MCP server `search`."""

    def patience(self) -> Patience:
        """How long the server waits for clients."""
        return Patience(
            head=self.head_seconds,
            body=self.body_pause_seconds,
            keep_alive=self.keep_alive_seconds,
            look=self.look_seconds,
            unread=self.unread_seconds,
            rate_after=self.body_rate_after_seconds,
            slowest_rate=self.slowest_body_bytes,
        )

    def origins(self) -> frozenset[str]:
        """The allowed origins, one by one."""
        return frozenset(filter(None, (origin.strip().rstrip("/") for origin in self.allowed_origins.split(","))))

    def public(self) -> tuple[str, ...]:
        """The public hosts, one by one."""
        return tuple(filter(None, (host.strip().lower() for host in self.public_hosts.split(","))))

    def hosts(self) -> frozenset[str]:
        """Names of this Prism: the public hosts, and those of the allowed origins."""
        origins = filter(None, (urlsplit(origin).hostname for origin in self.origins()))
        return frozenset((*self.public(), *origins))

    def address(self, service: str) -> str:
        """Where the service called `service` is."""
        url: str = getattr(self, f"{service.replace('-', '_')}_url")
        return url.rstrip("/")
