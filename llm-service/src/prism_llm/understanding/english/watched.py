"""What is to be watched, in free words: "season two of the office", "a funny film with Tom Hanks"."""

import re
from collections.abc import Sequence

from prism_llm.understanding import numbers
from prism_llm.understanding.english.lexicon import GENRES, KINDS, LONG_GENRES, OF_A_KIND, ORDINALS
from prism_llm.understanding.grammar import SlotValues

_PLAYED = frozenset(
    "game games chess checkers poker cards card deck pack trick tricks dead fetch tag sudoku trivia hangman "
    "solitaire tetris pong tic-tac-toe monopoly scrabble blackjack bingo pacman pac-man minecraft candy crush "
    "dice riddle riddles fifa joke jokes of".split()
)
"""What people play themselves; a title may have such a word among others: "House of Cards"."""
_KINDS_OF_GAME = frozenset(
    "a an some any another my your our board video card computer guessing memory word new".split()
)
_AT_HOME = frozenset(
    "coat shoes makeup kettle light lights heating jacket pajamas clothes dinner weather calendar alarm alarms "
    "email emails reminder phone account balance bill message messages voicemail temple fact facts accent "
    "definition review reviews points voice option pizza pizzas request plug socket machine cleaner robot ac "
    "fan heater oven tea bins washing hoover boiler grill "
    "list lists meeting meetings recipe directions volume weight calories step mouth".split()
)
"""What a home has and its people do; a title may end so, too: "Schindler's List"."""
_WHERE_AT_HOME = frozenset(
    "kitchen hall hallway bedroom living lounge garden outside porch bathroom office desk table ceiling main "
    "christmas fairy coffee tea washing vacuum bed reading wall smart shopping grocery to-do todo wish mailing "
    "guest my your his her our their the".split()
)
_ASKED_FOR = frozenset("joke jokes riddle riddles recipe recipes".split())
"""What is told or looked up, of whatever sort: "a good joke", "ramen recipes"."""
_WITH_WHOM = frozenset("with against for to".split())
_BEFORE_A_NAME = re.compile(r"^(?:(?:the|a|an|some|any|another|me|us|this|that|new)\s+)+", re.I)
_LISTENERS = frozenset("me us you".split())
_COMPANY = _LISTENERS | frozenset("my your our his her their him them".split())
"""How one begins to tell with whom something is watched."""
_ARTICLES = frozenset("the a an".split())
_NAMES_NOTHING = frozenset(
    "it this that something anything one some thing things stuff again on more next a an the all any telly tv "
    "television".split()
)
_LEAD = re.compile(
    r"(?:(?:me|us|some|a|an|the|any|another|that|this|my|our|more|the latest|latest|good|"
    r"nice|old|ol'|proper|decent|few|great|new|a bit of|bit of|lot of|of)\s+)+",
    re.I,
)
_ONE_OF_A_KIND = re.compile(r"(?:a|an|some|another|any)\s", re.I)
_OF_A_SORT = re.compile(
    r"(?:some|any)thing (?:(?:a (?:bit|little)|(?:really|quite|properly|nice and|a bit more|more|less)) )?"
    r"(?!else\b|on\b|to\b|from\b|like\b|in\b|for\b|that\b|we\b|i\b|the\b|good\b|nice\b|new\b|different\b|random\b|"
    r"weird\b|wild\b|borrowed\b|about\b|by\b|with\b|of\b|there\b|here\b|now\b|please\b|stupid\b|wrong\b|special\b)"
    r"(?P<sort>[a-z-]+y|[a-z-]+(?:ing|ed|ic|al|ful|ive|ous|less))",
    re.I,
)
"""A manner alone: "something spooky"."""
_MOST_OF_A_KIND = 5
"""Words of what is wished for by its manner, and its kind: "a nice quiet film"."""
_PRAISE = frozenset("old new classic good great early late latest best more nice".split())
"""What is said of a film or a song beside whose it is."""
_KIND = "|".join(sorted(map(re.escape, KINDS), key=len, reverse=True))
_GENRE = "|".join(sorted(map(re.escape, (*GENRES, *LONG_GENRES)), key=len, reverse=True))
_BRED = "|".join(OF_A_KIND)
_LOCAL = f"{_BRED}|{_GENRE}"
_NUMBER = r"(?:\d+|[a-z]+(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
_SEASON = re.compile(rf"[\s,]*\b(?:season|series)\s+(?:number\s+)?({_NUMBER})(?=$|[\s,])", re.I)
_HEARD_FOR = {"for": 4, "fore": 4, "to": 2, "too": 2, "won": 1, "ate": 8, "tree": 3}
_NTH = r"(?:(?:the )?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+)"
_NTH_SEASON = re.compile(rf"^{_NTH}(?:season|series)\s+of\s+", re.I)
_NTH_EPISODE = re.compile(rf"^{_NTH}episode\s+(?:of|from)\s+", re.I)
_EPISODE = re.compile(rf"[\s,]*\bepisode\s+(?:number\s+)?({_NUMBER})(?:\s+of|\s+from)?(?=$|[\s,])", re.I)
CODE = re.compile(r"\bs(\d{1,2})\s?e(\d{1,3})\b", re.I)
_PERSON = re.compile(
    r"(?:^|\s)(with|starring|featuring|by|from the (?:band|artist|group)|of the "
    r"artist)\s+(?!subtitles|captions|english|the sound)(.+)$",
    re.I,
)
_FOR_ME = re.compile(r"^(?:for )?(?:me|us)\s+(?=\S)", re.I)
_NOBODY = re.compile(
    r"^(?:with |for |to |against )?(?:me|us|you|out|yourself|him|her|them|along|(?:my|your) \w+)$|"
    r"^(?:the|my|our|his|her) (?:baby|kids?|children|dog|cat|oven|stove|door|house|bags?)(?: for .+)?$|"
    r"^(?:it|that|this) (?:again|now|then|all|up|out|off|back)\b|"
    r"^(?:about|from you|if|that you|what|when|how|why|more about)\b|\byou have\b|"
    r".*\bif (?:i|you|we|he|she|they|it|my|your|our)\b",
    re.I,
)
"""Not things to watch: "play with me", "watch out", "watch the baby for a second"."""
_JUDGED = re.compile(r"^(?:was|were|wasnt|wasn't|is|isnt|isn't)\b", re.I)
"""What is told of a season: "season three was rubbish"."""
_FOR_WHOM = re.compile(
    r"\s+(?:tonight|(?:while|whilst) (?:i|we|you|he|she|they|the|my|our) .+|so (?:that )?(?:i|we|they|he|she) .+|"
    r"(?:that )?(?:i|we|they) (?:can|could|might) (?:watch|see|enjoy|listen to)|"
    r"for (?:him|her|them|me(?: and \w+"
    r"(?: \w+)?)?|us(?: all| both)?|the (?:kids|children|little ones?|family|grandchildren|"
    r"grandkids|boys|girls|baby)|(?:my|our|the (?:wee|little)) (?:\w+ )?\w+|everyone|everybody|all of us))$",
    re.I,
)
"""Who is to see it, and when: not in a title."""
_WHERE = re.compile(
    r"\s+(?:on|using|from|through|via|with|in)\s+(?:my |the )?(?:tv|telly|television|big "
    r"screen|screen|youtube|spotify|netflix|"
    r"amazon(?: music| prime)?|deezer|itunes|pandora|google music|google play|last ?fm|"
    r"soundcloud|groove shark|slacker|"
    r"living room|kitchen|vimeo|zvooq|iheart(?: radio)?|apple music|hulu|background)$",
    re.I,
)


def what(slots: SlotValues) -> SlotValues | None:
    """Take free words apart: season and episode, person, kind, genre; what is left is a title."""
    text = _FOR_WHOM.sub("", _FOR_ME.sub("", _WHERE.sub("", str(slots["what"]).strip())))
    if _NOBODY.match(text) or _is_elsewhere(text.casefold()):
        return None
    found: SlotValues = {key: value for key, value in slots.items() if key != "what"}
    text = _numbered(text, found)
    if (person := _PERSON.search(text)) and not _in_a_title(person):
        if person.group(2).split()[0].casefold() in _COMPANY:
            return None
        found["person"] = person.group(2).strip()
        text = text[: person.start()].strip()
    text = re.sub(
        r"^\s*(?:of|from|(?:the|an?|some)(?: (?:next|latest|newest|last|old|classic|random))?"
        r" episodes? (?:of|from))\s+",
        "",
        text,
        flags=re.I,
    )
    if "season" in found and _JUDGED.match(text):
        return None
    _kind_and_genre(text, found)
    return found or None


def _in_a_title(person: re.Match[str]) -> bool:
    """Whether "with" or "by" belongs to a title ("gone with the wind", "stand by me"), and names no person."""
    how, name = person.group(1).casefold(), person.group(2).casefold().split()
    if how == "by":
        return set(name) <= _LISTENERS
    before: SlotValues = {}
    _kind_and_genre(person.string[: person.start()].strip(), before)
    if how != "with" or "title" not in before:
        return False
    # A person who is named beside a title has two names; one word is a thing ("dances with wolves").
    return name[0] in _ARTICLES or (len(name) == 1 and name[0] not in _LISTENERS)


def _is_elsewhere(text: str) -> bool:
    """Whether it is a thing of the home or a game to play, and not a title that has such a word in it."""
    words = re.findall(r"[\w'-]+", text)
    named = re.findall(r"[\w'-]+", _BEFORE_A_NAME.sub("", text)) or words
    if not words:
        return False
    if named[-1] in _ASKED_FOR and len(named) < 3:
        return True
    if set(named) <= _PLAYED or (named[0] in _PLAYED and _WITH_WHOM & set(named[1:2])):
        return True
    if named[-1] in ("game", "games"):
        return bool(_KINDS_OF_GAME & {words[0], *named[-2:-1]})
    return named[-1] in _AT_HOME and (len(named) == 1 or bool(_WHERE_AT_HOME & {words[0], *named}))


def _numbered(text: str, found: SlotValues) -> str:
    if code := CODE.search(text):
        found["season"], found["episode"] = int(code.group(1)), int(code.group(2))
        text = CODE.sub("", text)
    for slot, pattern in (("episode", _NTH_EPISODE), ("season", _NTH_SEASON)):
        if nth := pattern.match(text):
            found[slot] = ORDINALS[nth.group(1).casefold()]
            text = text[nth.end() :]
    for slot, pattern in (("season", _SEASON), ("episode", _EPISODE)):
        match = pattern.search(text)
        value = _number(match.group(1).casefold().replace("-", " ")) if match else None
        if match and value is not None:
            found[slot] = int(value)
            text = f"{text[: match.start()]} {text[match.end() :]}"
    return re.sub(r"\s+(?:of|from)\s*$", "", re.sub(r"\s+", " ", text).strip(" ,"), flags=re.I)


def _number(text: str) -> float | None:
    """A number, or the word that is heard for it: "season for episode too"."""
    return _HEARD_FOR.get(text) or numbers.parse(text)


def _of_whom(words: Sequence[str], kind: str) -> SlotValues:
    """Whose a film or a song is ("a Tom Hanks movie"), told by capital letters; else words of a genre."""
    while words and words[-1].casefold() in ("on", "the"):
        words = words[:-1]
    name = [word for word in words if word.casefold() not in _PRAISE]
    if name and all(word[0].isupper() for word in name) and (len(name) > 1 or kind == "music"):
        return {"person": " ".join(name)}
    return {"genre": " ".join(words)}


def _kind_and_genre(text: str, found: SlotValues) -> None:
    """Name kind and genre where the words are nothing else; otherwise they are a title."""
    bare = text
    if lead := _LEAD.match(f"{text} "):
        bare = text[lead.end() :].strip() if lead.end() <= len(text) else ""
    low = bare.casefold().strip()
    match = re.fullmatch(
        rf"(?:(?:something|anything|things?|"
        rf"stuff)\s+)?(?:(?P<genre>(?:{_GENRE})(?:\s+(?:{_GENRE}))?)?'?\s*(?:on (?:the )?)?(?P<kind>{_KIND})?|"
        rf"(?P<local>(?:{_LOCAL})(?:\s+(?:{_GENRE}))?)\s+(?P<of>{_KIND})|(?P<bred>(?:{_BRED})\s+(?:{_GENRE})))"
        rf"(?:\s+(?:to watch|to listen to|channel|tv|telly|television))?"
        rf"(?:\s+(?:(?:about|on) (?P<topic>{_GENRE})|(?:for|to|about|set in|in|where) .+))?",
        low,
    )
    genre, kind = (
        (match["genre"] or match["local"] or match["bred"], match["kind"] or match["of"]) if match else ("", "")
    )
    genre = genre or (match["topic"] if match else "")
    if genre or kind:
        if genre:
            start = low.index(genre)
            found["genre"] = bare[start : start + len(genre)]
        if kind:
            found["kind"] = KINDS[kind]
    elif sort := _OF_A_SORT.fullmatch(text):
        found["genre"] = sort["sort"]
    elif _ONE_OF_A_KIND.match(text) and 1 < len(words := low.split()) <= _MOST_OF_A_KIND and words[-1] in KINDS:
        found |= {"kind": KINDS[words[-1]], **_of_whom(text.split()[1:-1], KINDS[words[-1]])}
    elif low and low not in _NAMES_NOTHING:
        found["title"] = re.sub(
            r"^(?:(?:me|us|some(?! like it| kind of)|my|(?:the|that|this) "
            r"(?:movie|film|show|series|serie|song|track|album|podcast|programme|program))\s+(?=\S)"
            r"|(?:the|that) (?=[\w' ]+ game$))",
            "",
            text,
            flags=re.I,
        )
