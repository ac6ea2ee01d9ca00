"""What the environment says to llm-service."""

from pydantic import Field

from prism_core import fleet
from prism_core.settings import FleetAddresses, ServiceSettings
from prism_llm.engines import EngineChoice


class ToolAddresses(ServiceSettings):
    """Where the MCP servers are, whose tools Lumen has."""

    mcp_control_url: str = Field(default=fleet.service("mcp-control").url, validation_alias="PRISM_MCP_CONTROL_URL")
    """Address of the MCP server `control`."""
    mcp_media_url: str = Field(default=fleet.service("mcp-media").url, validation_alias="PRISM_MCP_MEDIA_URL")
    """Address of the MCP server `media`."""
    mcp_memory_url: str = Field(default=fleet.service("mcp-memory").url, validation_alias="PRISM_MCP_MEMORY_URL")
    """Address of the MCP server `memory`."""
    mcp_sports_url: str = Field(default=fleet.service("mcp-sports").url, validation_alias="PRISM_MCP_SPORTS_URL")
    """Address of the MCP server `sports`."""
    mcp_search_url: str = Field(default=fleet.service("mcp-search").url, validation_alias="PRISM_MCP_SEARCH_URL")
    """Address of the MCP server `search`."""

    def servers(self) -> dict[str, str]:
        """Address of each server, by its name."""
        return {
            "control": self.mcp_control_url,
            "media": self.mcp_media_url,
            "memory": self.mcp_memory_url,
            "sports": self.mcp_sports_url,
            "search": self.mcp_search_url,
        }


class Settings(ToolAddresses, FleetAddresses):
    """Settings of llm-service; every default works without a language model."""

    engine: EngineChoice = Field(default="auto", validation_alias="LLM_ENGINE")
    """Which engine answers; `auto` takes LLM_BASE_URL, else Ollama if it answers, else the embedded responder."""
    ollama_host: str = Field(default="http://127.0.0.1:11434", validation_alias="OLLAMA_HOST")
    """Where Ollama is."""
    ollama_model: str = Field(default="llama3.2", validation_alias="LLAMA_MODEL")
    """Model that Ollama runs."""
    ollama_vision_model: str = Field(default="llama3.2-vision", validation_alias="LLAMA_VISION_MODEL")
    """Model of Ollama that looks at the picture when a viewer asks what is on the screen; empty: none does."""
    ollama_embed_model: str = Field(default="nomic-embed-text", validation_alias="LLAMA_EMBED_MODEL")
    """Model of Ollama that finds memories by what they mean; where it is missing they are found by their words."""
    ollama_pull: bool = Field(default=False, validation_alias="OLLAMA_PULL")
    """Whether Ollama is to fetch those of its models that it lacks: 2 GB, 8 GB to see, 0.3 GB for memories. Progress is
    in the log and in `/api/status`; leave LLAMA_VISION_MODEL or LLAMA_EMBED_MODEL empty to do without."""
    keep_alive: str = Field(default="30m", validation_alias="OLLAMA_KEEP_ALIVE")
    """How long Ollama keeps the model loaded after an answer."""
    first_seconds: float = Field(default=30.0, validation_alias="LLM_FIRST_SECONDS", gt=0)
    """Seconds a model may take to its first word, loading it included, before the viewer is told."""
    stall_seconds: float = Field(default=10.0, validation_alias="LLM_STALL_SECONDS", gt=0)
    """Seconds a model may fall silent within an answer."""
    context_tokens: int = Field(default=8192, validation_alias="LLM_CONTEXT_TOKENS", ge=2048)
    """Tokens that a model may read and write for one answer: rules, tools, the past, facts; what does not fit is left
    out. Ollama is asked for a context of this size; of another server it must be no more than it has."""
    tools: bool = Field(default=True, validation_alias="LLM_TOOLS")
    """Whether a language model may use the MCP servers' tools; a very small one does better without."""
    base_url: str = Field(default="", validation_alias="LLM_BASE_URL")
    """OpenAI-compatible server, up to and with `/v1`; empty for none."""
    model: str = Field(default="default", validation_alias="LLM_MODEL")
    """Model on that server."""
    vision_model: str = Field(default="", validation_alias="LLM_VISION_MODEL")
    """Model on that server that looks at the picture; empty: Ollama's does, if it is there."""
    api_key: str = Field(default="", validation_alias="LLM_API_KEY")
    """Bearer token for that server; empty for none."""
    concurrency: int = Field(default=8, validation_alias="LLM_CONCURRENCY", ge=1)
    """Requests from the bus at the same time."""
