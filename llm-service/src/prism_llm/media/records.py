"""What media-service answers, as far as it is asked here."""

from pydantic import AwareDatetime, BaseModel, ConfigDict


class Loose(BaseModel):
    """An answer of another service: what it adds later must not break us."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Channel(Loose):
    """A channel of the catalogue."""

    id: str
    name: str
    number: int | None = None
    group: str | None = None
    kind: str = "tv"
    favourite: bool = False


class Programme(Loose):
    """A programme of the guide, in UTC."""

    id: str | None = None
    channel_id: str
    title: str
    subtitle: str | None = None
    description: str | None = None
    start: AwareDatetime
    stop: AwareDatetime
    categories: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def withheld(self) -> bool:
        """Whether it is for older viewers: the guide tells a limited profile that something is on, not what."""
        return self.title == "Not for this profile"


class NowNext(Loose):
    """What is on a channel now and after that."""

    now: Programme | None = None
    next: Programme | None = None


class Reminder(Loose):
    """A reminder that is kept; `when` is the moment reminded of, in UTC."""

    id: int
    title: str
    when: AwareDatetime
    channel_id: str | None = None
    lead_seconds: int = 0


class Memory(Loose):
    """Something to remember about the viewer."""

    id: int
    text: str


class Playlist(Loose):
    """A playlist that was imported."""

    id: str
    name: str
    channels: int = 0


class Watched(Loose):
    """A stretch of watching."""

    channel: Channel | None = None
    programme: str | None = None
    started_at: AwareDatetime


class Recording(Loose):
    """A recording that is planned, made now, or was made."""

    id: str
    title: str
    channel_id: str
    channel_name: str
    start: AwareDatetime
    stop: AwareDatetime
    state: str
    seconds: float = 0
    warning: str | None = None
    """Why it may not become whole."""


class RecordingRule(Loose):
    """A series that is recorded whenever it is on."""

    id: str
    title: str


class Recordings(Loose):
    """Every recording."""

    recordings: tuple[Recording, ...]


class Rules(Loose):
    """Every series that is recorded."""

    rules: tuple[RecordingRule, ...]


class Reminders(Loose):
    """Every reminder."""

    reminders: tuple[Reminder, ...]


class Memories(Loose):
    """Everything that is remembered."""

    memories: tuple[Memory, ...]


class Playlists(Loose):
    """Every playlist."""

    playlists: tuple[Playlist, ...]


class History(Loose):
    """What was watched."""

    entries: tuple[Watched, ...]


class Match(Loose):
    """A channel that a name may mean, and how well it fits."""

    channel: Channel
    score: float


class Matches(Loose):
    """What a name may mean, best first."""

    matches: tuple[Match, ...]


class Channels(Loose):
    """A page of channels."""

    channels: tuple[Channel, ...]
    total: int = 0
    next_cursor: str | None = None


class Found(Loose):
    """What a search found."""

    programmes: tuple[Programme, ...] = ()


class Now(Loose):
    """What is on, by channel."""

    channels: dict[str, NowNext]


class Guide(Loose):
    """Programmes of a window."""

    programmes: tuple[Programme, ...]


class Profile(Loose):
    """A viewer's profile."""

    id: str
    age_limit: int | None = None


class Profiles(Loose):
    """Every profile, and whose the request is."""

    profiles: tuple[Profile, ...]
    current: str | None = None
