"""What things are called on the bus."""

CONTROL = "prism:control"
"""Cancellations; handled before work."""

STREAM_LENGTH = 64
"""Requests a stream keeps at most: more than can be answered in time is not worth keeping, and 64 utterances of
20 s are 41 MB."""


def session(session_id: str) -> str:
    """Channel with everything about one viewer's session."""
    return f"prism:session:{session_id}"


def channel(channel_id: str) -> str:
    """Channel with what concerns all viewers of one TV channel."""
    return f"prism:channel:{channel_id}"


def replies(process: str) -> str:
    """Channel on which one process receives results, for its lifetime."""
    return f"prism:replies:{process}"


def work(request_type: str) -> str:
    """Stream of requests of one type."""
    return f"prism:work:{request_type}"


WATCHING_PREFIX = "prism:watching:"
STATE_PREFIX = "prism:state:"
VIEWER_PREFIX = "prism:viewer:"


def watching(channel_id: str) -> str:
    """Key that lives while a browser shows the channel."""
    return f"{WATCHING_PREFIX}{channel_id}"


def state(session_id: str) -> str:
    """Key with the browser's last `tv.state`; it lives while the browser is connected."""
    return f"{STATE_PREFIX}{session_id}"


def viewer(profile: str, session_id: str) -> str:
    """Key that lives while a browser of the profile is connected as that session."""
    return f"{VIEWER_PREFIX}{profile}:{session_id}"


def history(session_id: str, profile: str = "") -> str:
    """Key with the session's last exchanges with one profile."""
    return f"prism:history:{session_id}:{profile}"


def summary(session_id: str, profile: str = "") -> str:
    """Key with what was said in the session with one profile before its last exchanges, in short."""
    return f"prism:summary:{session_id}:{profile}"


def wish(session_id: str) -> str:
    """Key with what waits for the viewer's yes in a session."""
    return f"prism:wish:{session_id}"


def turn(session_id: str) -> str:
    """Key that lives while a turn of the session runs; found after a crash, it says that one was lost."""
    return f"prism:turn:{session_id}"


def silence(session_id: str) -> str:
    """Key with what Lumen was told to keep from in a session, until she is asked to talk again."""
    return f"prism:silence:{session_id}"


def scene(channel_id: str) -> str:
    """Key with notes of a channel's last scenes, a JSON list, while somebody watches it."""
    return f"prism:scene:{channel_id}"


def lease(what: str) -> str:
    """Key that one replica holds for a piece of work that must be done once."""
    return f"prism:lease:{what}"


def handover(what: str) -> str:
    """Key with what a replica leaves to the one that takes a piece of work over from it."""
    return f"prism:handover:{what}"


def party(code: str) -> str:
    """Channel with what the members of a watch party share, and key with its rules."""
    return f"prism:party:{code}"


def party_members(code: str) -> str:
    """How the keys of a party's members begin."""
    return f"prism:party-member:{code}:"


def party_playback(code: str) -> str:
    """Key with what a party watches."""
    return f"prism:party-playback:{code}"


def party_place(session_id: str) -> str:
    """Key with the party that a session is in, for a page that is opened again."""
    return f"prism:party-place:{session_id}"
