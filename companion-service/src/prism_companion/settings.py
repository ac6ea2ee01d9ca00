"""Settings of companion-service; read once, in `app.py`."""

from pydantic import Field

from prism_core import fleet
from prism_core.events import Chattiness
from prism_core.settings import FleetAddresses, ServiceSettings


class Settings(ServiceSettings, FleetAddresses):
    """What the environment says to companion-service."""

    upload_bytes: int = Field(default=64 << 20, validation_alias="PRISM_COMPANION_UPLOAD_BYTES", gt=0)
    """Largest audio file that `/api/companion/analyse` takes."""
    longest_seconds: float = Field(default=4 * 3600.0, validation_alias="PRISM_COMPANION_LONGEST_SECONDS", gt=0)
    """Longest playing time of such a file."""
    channels: int = Field(default=32, validation_alias="PRISM_COMPANION_CHANNELS", ge=1)
    """Channels that one replica follows at the same time; the others are left to other replicas. A core carries about
    twice as many (bench), and each takes 14 MiB for its decoder."""
    lease_seconds: float = Field(default=5.0, validation_alias="PRISM_COMPANION_LEASE_SECONDS", gt=2)
    """How long a replica that died keeps its channels; another takes over within this and two seconds."""
    history_seconds: float = Field(default=12.0, validation_alias="PRISM_COMPANION_HISTORY_SECONDS", ge=0)
    """How far before the live edge a channel is read when it is taken, so that the beat is known at once."""
    remark_seconds: float = Field(default=60.0, validation_alias="PRISM_COMPANION_REMARK_SECONDS", ge=0)
    """Shortest time between two remarks on a channel."""
    chattiness: Chattiness = Field(default="normal", validation_alias="PRISM_COMPANION_CHATTINESS")
    """`silent`, `quiet` (a third of the remarks), `normal` or `chatty` (a third more), where viewers do not choose."""
    humour: bool = Field(default=True, validation_alias="PRISM_COMPANION_HUMOUR")
    """Whether she jokes with viewers who do not choose."""
    spoilers: bool = Field(default=False, validation_alias="PRISM_COMPANION_SPOILERS")
    """Whether she may remark on what gives a story away, to viewers who do not choose."""
    vision_model: str = Field(default="", validation_alias="PRISM_COMPANION_VISION_MODEL")
    """Vision model of Ollama that looks at scenes, such as `llama3.2-vision`; empty: nobody looks."""
    ollama_host: str = Field(default="http://127.0.0.1:11434", validation_alias="OLLAMA_HOST")
    """Where Ollama is."""
    caption_channel: int = Field(default=1, validation_alias="PRISM_COMPANION_CAPTION_CHANNEL", ge=1, le=4)
    """Channel of CEA-608 captions that is read, 1 to 4; many American programmes have Spanish in the third."""
    mcp_sports_url: str = Field(default=fleet.service("mcp-sports").url, validation_alias="PRISM_MCP_SPORTS_URL")
    """Address of the MCP server with the scores."""
    leagues: str = Field(
        default="bl1,bl2,dfb",
        validation_alias="PRISM_COMPANION_LEAGUES",
        pattern=r"^([a-z0-9]{2,20}(,[a-z0-9]{2,20})*)?$",
    )
    """Leagues whose goals she cheers, as the sports server names them, separated by commas; empty: none."""
    live_captions: str = Field(
        default="", validation_alias="PRISM_LIVE_CAPTIONS", pattern=r"^(auto|[a-z]{2,3}(-[A-Za-z0-9]+)*)?$"
    )
    """Language of captions by speech recognition for programmes without: a tag such as `de`, or `auto` to find it out;
    empty: none. It takes a recogniser that keeps up with every channel that somebody watches."""
    captions_in: str = Field(
        default="", validation_alias="PRISM_CAPTIONS_IN", pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]+)*)?$"
    )
    """Language that captions are translated to, a tag such as `de`; empty: none. It takes a language model, which
    llm-service asks; without one captions stay as they are."""
    quiet_hours: tuple[int, int] = Field(default=(23, 7), validation_alias="PRISM_COMPANION_QUIET_HOURS")
    """Hours of a viewer's own day between which she makes no remarks to them; equal ones switch this off."""
    quiet_offset_hours: float = Field(default=0.0, validation_alias="PRISM_COMPANION_UTC_OFFSET_HOURS")
    """Offset from UTC, in hours, of viewers whose browser does not tell their time zone."""
