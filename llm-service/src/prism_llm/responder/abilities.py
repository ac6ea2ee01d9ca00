"""What can be done and how it is asked for, in answer to questions that ask for nothing more."""

from collections.abc import Mapping, Sequence

from prism_llm.responder.answer import Answer

_ASKS_FIRST = "I'll ask before anything goes."
HOW: Mapping[str, Sequence[str]] = {
    "delete_recording": ("Say: delete the recording of Bake Off.", _ASKS_FIRST),
    "stop_recording": ("Say: stop recording.", "What was recorded until then is kept."),
    "record": ("Say: record this.", "Or name a programme and a time, and I'll record it then."),
    "set_reminder": ("Say: remind me at nine.", "Or: remind me when Bake Off starts."),
    "cancel_reminder": ("Say: cancel the reminder for Bake Off.",),
    "delete_playlist": ("Say: delete the playlist Home.", _ASKS_FIRST),
    "add_playlist": ("Press Playlist above the channel list, then choose a file or give its address.",),
    "remember": ("Say: remember that I like jazz.",),
    "forget": ("Say: forget that I like jazz.", _ASKS_FIRST),
    "sleep": ("Say: turn off in half an hour.", "Or: turn off after this programme."),
    "cancel_sleep": ("Say: cancel the sleep timer.",),
    "subtitles": ("Say: subtitles on.", "Or name a language: Spanish subtitles."),
    "language": ("For the programme say: original language.", "For me say: speak French."),
    "voice": ("Say: speak slower.", "Or: speak louder."),
    "speed": ("Say: slow motion.", "Or: normal speed."),
    "favourite": ("Say: add this channel to my favourites.",),
    "profile": ("Say: switch to Anna's profile.", "New profiles are made on the screen."),
    "pip": ("Say: picture in picture.",),
    "fullscreen": ("Say: full screen.",),
    "hush": ("Say: be quiet.", "And later: you can talk again."),
    "rewind": ("Say: go back thirty seconds.", "Or: from the beginning."),
    "pause": ("Say: pause.",),
    "search": ("Say: search for football.",),
    "mute": ("Say: mute.", "Or: sound on."),
    "turn_off": ("Say: turn off.",),
}
"""Sentences whose words are understood as they are, in each language."""


def how_to(name: str, *, yes: bool) -> Answer | None:
    """How a thing is asked for, behind a yes where one was asked for; none for what nobody knows of."""
    told = HOW.get(name)
    return Answer([*(["Yes."] if yes else []), *told]) if told else None
