"""Public collections of requests and talk as samples: what they ask of a television, and what they do not."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from prism_llm.understanding.trained.features import seen
from prism_llm.understanding.utterance import Utterance, read
from understanding.samples import Sample

_FILES = ("hwu64", "slurp", "clinc150", "snips2017")
_CONVERSATION = 24_000
_NOTHING = frozenset(
    "other playlist_add rate showtimes play_game alarm timer device like dislike help confirm_request".split()
)
_MEANINGS = {
    "volume_up": "@volume delta=10",
    "volume_down": "@volume delta=-10",
    "next": "@next",
    "play": "tv.watch what={}",
}
_SOUND = re.compile(r"\b(?:volume|sound|mute|audio|music|speakers?|tv)\b")
_QUIET = re.compile(r"\b(?:quiet|shut up|silen\w+|talk\w*|speak\w*|hush)\b")
_SONG = re.compile(r"\b(?:song|track|music|tune|artist|singer|sings|band)\b")
_NAMED = {
    "artist": "person", "artist_name": "person", "genre": "genre", "music_genre": "genre", "track": "title",
    "song_name": "title", "album": "title", "playlist": "title", "podcast_name": "title", "audiobook_name": "title",
    "music_item": "kind", "media_type": "kind", "year": "what", "sort": "what", "radio_name": "what",
}  # fmt: skip
"""Their slots that say what to play, with ours."""


def from_requests(folder: Path) -> Iterator[Sample]:
    """Samples of all files in `folder`; rows whose label does not say what is meant here are left out."""
    for name in _FILES:
        for line in (folder / "nlu" / name / "dev.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            meaning = _meaning(row)
            said = read(row["text"])
            words = [word.norm for word in said.words]
            if row["lang"] == "en" and meaning and words:
                inside = _inside(words, row["slots"]) if meaning == "tv.watch what={}" else None
                yield Sample(tuple(seen(words)), meaning, inside, row["id"], _pauses(said))


def from_conversation(folder: Path) -> Iterator[Sample]:
    """Samples of what people write to each other, none of which asks a television for anything."""
    lines = (folder / "emotion" / "goemotions" / "train.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[:_CONVERSATION]:
        text, _, number = line.split("\t")
        said = read(text.replace("[NAME]", "john"))
        if len(said.words) > 1:
            yield Sample(tuple(seen([word.norm for word in said.words])), "none", None, number, _pauses(said))


def _pauses(said: Utterance) -> frozenset[int]:
    return frozenset(at for at in said.breaks if 0 < at < len(said.words))


def _meaning(row: Mapping[str, Any]) -> str | None:
    family, text = row["family"], row["text"].casefold()
    if family in _NOTHING:
        return "none"
    if family == "mute":
        if _SOUND.search(text):
            return "tv.mute on=true"
        return "lumen.hush on=true" if _QUIET.search(text) else None
    if family == "media_query":
        return "ask.song" if _SONG.search(text) else None
    if family == "volume_set" and re.search(r"\d", " ".join(seen(text.split()))):
        return None
    if family == "volume_set":
        return "tv.volume level=<percent> mode=set" if "#" in seen(text.split()) else None
    return _MEANINGS.get(family)


def _inside(words: list[str], slots: Mapping[str, Any]) -> Mapping[int, str] | None:
    """Indexes of the words that say what to play, from the first to the last, with the slot of each."""
    found: dict[int, str] = {}
    for slot in sorted(_NAMED.keys() & slots.keys()):
        for value in slots[slot]:
            said = [word.norm for word in read(str(value)).words]
            for start in range(len(words) - len(said) + 1):
                if words[start : start + len(said)] == said:
                    found |= dict.fromkeys(range(start, start + len(said)), _NAMED[slot])
    return {at: found.get(at, "between") for at in range(min(found), max(found) + 1)} if found else None
