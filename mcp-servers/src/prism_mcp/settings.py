"""Settings of the MCP servers."""

from pydantic import Field, SecretStr

from prism_core.settings import FleetAddresses, ServiceSettings

LOOPBACK = ("127.0.0.1", "127.0.0.1:*", "localhost", "localhost:*")


class Settings(ServiceSettings, FleetAddresses):
    """What the environment says to an MCP server."""

    mcp_allowed_hosts: str = Field(default="", validation_alias="PRISM_MCP_ALLOWED_HOSTS")
    """Host names beside loopback under which MCP servers may be asked, separated by commas; `name:*`: any port."""
    brave_api_key: SecretStr = Field(default=SecretStr(""), validation_alias="BRAVE_API_KEY")
    """Key of the Brave Search API, for web search; without it that tool says how to get one."""
    tmdb_api_key: SecretStr = Field(default=SecretStr(""), validation_alias="TMDB_API_KEY")
    """Key of The Movie Database, for films and series; without it that tool says how to get one."""
    sports_url: str = Field(default="https://api.openligadb.de", validation_alias="PRISM_SPORTS_URL")
    """Address of the OpenLigaDB API, which gives the scores."""

    def hosts(self) -> list[str]:
        """Values of the Host header that are served: anything else is DNS rebinding."""
        return [*LOOPBACK, *(name.strip() for name in self.mcp_allowed_hosts.split(",") if name.strip())]

    def origins(self) -> list[str]:
        """Origins whose pages may ask: our own only."""
        return ["http://127.0.0.1:*", "http://localhost:*"]
