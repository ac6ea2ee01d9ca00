"""What the environment says to llm-service."""

from pydantic import Field

from prism_core.settings import FleetAddresses, ServiceSettings
from prism_llm.engines import EngineChoice


class Settings(ServiceSettings, FleetAddresses):
    """Settings of llm-service; every default works without a language model."""

    engine: EngineChoice = Field(default="auto", validation_alias="LLM_ENGINE")
    """Which engine answers; `auto` takes LLM_BASE_URL, else Ollama if it answers, else the embedded responder."""
    ollama_host: str = Field(default="http://127.0.0.1:11434", validation_alias="OLLAMA_HOST")
    """Where Ollama is."""
    ollama_model: str = Field(default="llama3.2", validation_alias="LLAMA_MODEL")
    """Model that Ollama runs."""
    keep_alive: str = Field(default="30m", validation_alias="OLLAMA_KEEP_ALIVE")
    """How long Ollama keeps the model loaded after an answer."""
    base_url: str = Field(default="", validation_alias="LLM_BASE_URL")
    """OpenAI-compatible server, up to and with `/v1`; empty for none."""
    model: str = Field(default="default", validation_alias="LLM_MODEL")
    """Model on that server."""
    api_key: str = Field(default="", validation_alias="LLM_API_KEY")
    """Bearer token for that server; empty for none."""
    concurrency: int = Field(default=8, validation_alias="LLM_CONCURRENCY", ge=1)
    """Requests from the bus at the same time."""
