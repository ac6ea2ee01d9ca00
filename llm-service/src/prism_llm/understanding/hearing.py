"""What recognisers and fingers get wrong: sound-alikes and one slipped letter in a command word.

Used only when a sentence means nothing as it stands, and the repaired sentence must then match a rule as a whole.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from prism_llm.understanding import numbers
from prism_llm.understanding.utterance import Utterance, Word

SOUND_ALIKES: Mapping[str, str] = {
    "paws": "pause", "pores": "pause", "pours": "pause", "paused": "pause", "pauls": "pause", "poss": "pause",
    "moot": "mute", "newt": "mute", "meut": "mute", "mewt": "mute", "muse": "mute",
    "unmoot": "unmute", "valium": "volume", "volumes": "volume", "volum": "volume", "column": "volume",
    "channels": "channel", "chanel": "channel", "panel": "channel", "chunnel": "channel", "lauder": "louder",
    "loader": "louder", "scream": "screen", "queiter": "quieter", "quiter": "quieter", "gide": "guide",
    "guy": "guide", "guy'd": "guide", "caption": "captions", "sub": "subtitles", "titles": "subtitles",
    "rewined": "rewind", "pauz": "pause", "pawse": "pause", "pulse": "pause", "posh": "pause",
    "app": "up", "chanal": "channel",
    "skipped": "skip", "plays": "play", "plate": "play", "subtitle": "subtitles",
    "favorits": "favorites", "nest": "next", "necks": "next", "text": "next", "neck": "next", "of": "off",
    "our": "hour", "clothes": "closed", "too": "to", "wear": "where", "town": "down",
    "doun": "down", "dawn": "down", "police": "please", "peas": "please", "shoe": "show",
}  # fmt: skip
APART: Mapping[str, str] = {
    "be be see": "bbc", "be bee see": "bbc", "bee be see": "bbc", "bee bee see": "bbc", "bee bee sea": "bbc",
    "b b see": "bbc", "see beebies": "cbeebies", "sea beebies": "cbeebies", "see bee bees": "cbeebies",
    "see en en": "cnn", "see n n": "cnn", "eye tea vee": "itv", "eye tv": "itv", "i tea vee": "itv",
    "you row sport": "eurosport", "euro sport": "eurosport", "geo graphic": "geographic", "sub tight ills": "subtitles",
    "sub tight oles": "subtitles", "sub titles": "subtitles", "sub title": "subtitles", "time her": "timer",
    "who on earth": "who", "what on earth": "what", "why on earth": "why", "who the hell": "who",
    "what the hell": "what", "who the heck": "who", "what the heck": "what",
    "fast for word": "forward", "fast four word": "forward",
    "un mute": "unmute", "be be see too": "bbc2", "bee bee see too": "bbc2", "bee bee see to": "bbc2",
}  # fmt: skip
"""Words that are one, as recognisers write them down that do not know it; together they mean nothing else."""
SHORT_FOR: Mapping[str, str] = {
    "vol": "volume", "ch": "channel", "chan": "channel", "ep": "episode", "eps": "episodes", "fav": "favourite",
    "faves": "favourites", "subs": "subtitles", "rec": "record", "prog": "programme", "dis": "this", "dat": "that",
    "nvm": "nevermind", "docu": "documentary", "vid": "video", "serie": "series", "program": "programme",
    "secs": "seconds", "mins": "minutes", "hrs": "hours", "wat": "what", "wot": "what", "whit": "what",
    "whits": "whats", "mair": "more", "doon": "down", "oan": "on", "aff": "off", "oot": "out", "tae": "to",
    "noo": "now", "ower": "over", "yer": "your", "ma": "my", "mah": "my", "cannae": "cant", "dinnae": "dont",
    "didnae": "didnt", "gie": "give", "pit": "put", "tellie": "telly", "soond": "sound",
}  # fmt: skip
"""What people write and say for short."""
_KEYWORDS = (
    "pause", "resume", "volume", "louder", "quieter", "subtitles", "channel", "fullscreen", "guide", "rewind",
    "forward", "record", "recording", "settings", "favourites", "favorites", "unmute", "reminder", "previous",
    "episode", "halfway", "beginning", "captions", "playback", "picture", "scroll", "minutes", "seconds",
)  # fmt: skip
_SHORTEST = 5
_VERBS = {
    "rewinding": "rewind", "pausing": "pause", "muting": "mute", "unmuting": "unmute", "turning": "turn",
    "putting": "put", "skipping": "skip", "going": "go", "switching": "switch", "changing": "change",
    "playing": "play", "stopping": "stop", "showing": "show", "opening": "open", "recording": "record",
    "lowering": "lower", "raising": "raise", "reminding": "remind", "telling": "tell", "starting": "start",
    "finding": "find", "restarting": "restart", "resuming": "resume", "speaking": "speak", "closing": "close",
    "adding": "add", "deleting": "delete", "cancelling": "cancel", "making": "make", "bringing": "bring",
    "moving": "move", "jumping": "jump", "slowing": "slow", "speeding": "speed", "searching": "search",
    "setting": "set", "scrolling": "scroll", "saying": "say", "repeating": "repeat", "giving": "give",
    "flipping": "flip", "getting": "get", "leaving": "leave", "dropping": "drop", "keeping": "keep",
}  # fmt: skip
"""What one may mind doing."""
_ASKS_WITH_A_NO: Mapping[str, str] = {
    "isnt there": "is", "arent there": "are", "havent you": "have", "havent we": "have", "dont you": "do",
    "dont we": "do",
}  # fmt: skip
_OF_ASKING = frozenset("there you we".split())
_ASKS_FOR_SOME = frozenset({"got any", "have any"})
_NOTHING_THERE: Mapping[str, str] = {"no": "any", "nothing": "anything", "not": "any", "none": "any"}

_NUMBERED_BY_EAR: Mapping[str, str] = {
    "won": "one", "wan": "one", "too": "two", "to": "two", "free": "three", "for": "four", "ate": "eight",
}  # fmt: skip
"""What a number behind "BBC" is heard as."""
_BESIDE: Mapping[str, str] = {
    **{f"{cannot} here": f"{cannot} hear" for cannot in "cant couldnt cannot barely hardly".split()},
    **{f"{said} saying": f"{meant} saying" for said, meant in (("there", "theyre"), ("your", "youre"))},
    **{f"{said} oclock": f"{meant} oclock" for said, meant in (("ate", "eight"), ("for", "four"), ("won", "one"))},
    **{f"channel {said}": f"channel {meant}" for said, meant in (("won", "one"), ("nein", "nine"), ("fore", "four"))},
    **{f"at {said}": f"at {meant}" for said, meant in (("ate", "eight"), ("leven", "eleven"), ("nein", "nine"))},
    "half and": "half an", "carry one": "carry on", "close captions": "closed captions",
    "whose playing": "whos playing",
    "volume done": "volume down", "sound done": "sound down", "watts on": "whats on",
}  # fmt: skip
"""Two words as they are meant beside each other: "I can't here a word"."""
_MISSPELT: Mapping[str, str] = {
    "flim": "film", "fourty": "forty", "therty": "thirty", "tonite": "tonight", "tommorow": "tomorrow",
    "tomorow": "tomorrow", "wots": "whats",
}  # fmt: skip
"""What is no word of its own in any language that is understood."""
_UNITS = frozenset("minutes minute mins min seconds secs hours percent episodes channels".split())
"""What a number stands before, however it is heard: "go back too minutes"."""
_BEFORE_A_SPAN = frozenset(
    "rewind back forward forwards ahead on skip jump in for by it about another last next".split()
)
_BEHIND_A_NUMBER = frozenset({"", "on", "please", "now", "then", "and", "thanks"})


_FILLERS = re.compile(
    r"(?:(?:oh|um|er|uh|now|so|hmm|ah|well|and) )*(?:(?:whats|what was|what is|whats that|what do (?:you|they) call) "
    r"(?:it|that|(?:the|its|his|her) name|(?:the|that) thing|that one|them)(?: called| now)?(?: again)?|"
    r"what(?:s| is) (?:it|that) called(?: again)?|whatsit(?: called)?|whatchamacallit|you know(?: the one)?|"
    r"let me (?:think|see)|lets see|how do you say(?: it)?|i think(?: its called)?|i forget|wait for it|(?:i )?dunno|"
    r"i (?:dont|do not) know|(?:im )?not sure|no idea|lets say|say|like|um|er|erm|uh|hmm|oh)(?: (?:exactly|really))? "
)
"""What is said in English while a name or an amount is looked for, between two commas."""


def without_fillers(utterance: Utterance, fillers: re.Pattern[str]) -> Utterance:
    """`utterance` without what was said only to gain time: "switch to, what's it called, Dave".

    `fillers` says so in the language of the words, which has English ones besides.
    """
    count = len(utterance.words)
    for start, end in pairwise(sorted(at for at in utterance.breaks if 0 < at < count)):
        norm = utterance.norm(start, end)
        if _FILLERS.fullmatch(norm) or fillers.fullmatch(norm):
            words = utterance.words[:start] + utterance.words[end:]
            breaks = {at if at <= start else at - (end - start) for at in utterance.breaks if not start < at <= end}
            return without_fillers(Utterance(utterance.text, words, frozenset(breaks)), fillers)
    return utterance


def without_called(utterance: Utterance, called: re.Pattern[str]) -> Utterance:
    """`utterance` without what only leads to the name of a film: "la peli que se llama Coco".

    `called` says so, with the words that are no more than that in its groups.
    """
    found = called.search(utterance.norm())
    if found is None:
        return utterance
    left: set[int] = set()
    for start, end in (span for span in found.regs[1:] if span[0] >= 0):
        first = utterance.norm().count(" ", 0, start)
        left.update(range(first, first + found.string.count(" ", start, end)))
    words = [(at, word) for at, word in enumerate(utterance.words) if at not in left]
    breaks = {new for new, (at, _) in enumerate(words) if at in utterance.breaks}
    breaks |= {len(words)} if len(utterance.words) in utterance.breaks else set()
    return Utterance(utterance.text, tuple(word for _, word in words), frozenset(breaks))


def as_told(utterance: Utterance) -> Utterance:
    """`utterance` with what one may mind doing as one is told to do it: "would you mind rewinding".

    What is asked for by a no is asked for without it: "isn't there any football on".
    """
    words = list(utterance.words)
    for at in range(1, len(words)):
        before, word = words[at - 1], words[at]
        if word.norm in _MISSPELT:
            words[at] = word = word._replace(norm=_MISSPELT[word.norm])
        if before.norm == "mind" and (verb := _VERBS.get(word.norm)):
            words[at] = word._replace(norm=verb)
        elif word.norm in _OF_ASKING and (asks := _ASKS_WITH_A_NO.get(f"{before.norm} {word.norm}")):
            any_there = word.norm == "there" and _norms(words, at + 1, at + 2) != "something"
            if any_there or _norms(words, at + 1, at + 3) in _ASKS_FOR_SOME:
                words[at - 1] = before._replace(norm=asks)
        elif (
            before.norm == "bbc"
            and (numbered := _NUMBERED_BY_EAR.get(word.norm))
            and (at + 1 in utterance.breaks or _norms(words, at + 1, at + 2) in _BEHIND_A_NUMBER)
        ):
            words[at] = word._replace(norm=numbered)
        elif (meant := _BESIDE.get(f"{before.norm} {word.norm}")) and (
            before.norm != "half" or _norms(words, at + 1, at + 2) == "hour"
        ):
            words[at - 1 : at + 1] = [
                old._replace(norm=new) for old, new in zip((before, word), meant.split(), strict=True)
            ]
        elif (
            word.norm in _NUMBERED_BY_EAR
            and _norms(words, at + 1, at + 2) in _UNITS
            and before.norm in _BEFORE_A_SPAN
            and before.norm != word.norm
            and not _is_number(_norms(words, at + 2, at + 3))  # "jump to minute forty"
        ):
            words[at] = word._replace(norm=_NUMBERED_BY_EAR[word.norm])
        elif before.norm == "chanel" and _is_number(word.norm):
            words[at - 1] = before._replace(norm="channel")
        elif word.norm == "too" and before.norm in ("me", "us") and at > 1 and words[at - 2].norm == "remind":
            words[at] = word._replace(norm="to")
        elif before.norm == "there" and at > 1 and words[at - 2].norm in ("is", "are"):
            words[at] = word._replace(norm=_NOTHING_THERE.get(word.norm, word.norm))
    return replace(utterance, words=tuple(words))


def _is_number(norm: str) -> bool:
    return norm.isdigit() or numbers.parse(norm) is not None


def _norms(words: Sequence[Word], start: int, end: int) -> str:
    return " ".join(word.norm for word in words[start:end])


def put_right(utterance: Utterance) -> Utterance | None:
    """`utterance` with likely command words put right; none if nothing looks wrong."""
    words = repaired([word.norm for word in utterance.words])
    if words is None:
        return None
    pairs = zip(words, utterance.words, strict=True)
    return replace(utterance, words=tuple(Word(norm, old.start, old.end) for norm, old in pairs))


def repaired(words: list[str]) -> list[str] | None:
    """`words` with likely command words put right; none if nothing looks wrong."""
    fixed = [_fix(word) for word in words]
    return fixed if fixed != words else None


def _fix(word: str) -> str:
    if word in SHORT_FOR or word in SOUND_ALIKES:
        return SHORT_FOR.get(word) or SOUND_ALIKES[word]
    if len(word) >= _SHORTEST and word not in _KEYWORDS:
        for keyword in _KEYWORDS:
            if abs(len(keyword) - len(word)) <= 1 and word[0] == keyword[0] and one_slip(word, keyword):
                return keyword
    return word


def one_slip(a: str, b: str) -> bool:
    """One letter added, lost, changed, or two neighbours swapped."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    if rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:]:
        return True
    return rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:] and len(rest_b) >= 2
