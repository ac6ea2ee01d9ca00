"""What is to be watched, in free words: "season two of the office", "a funny film with Tom Hanks"."""

import re
from collections.abc import Sequence

from prism_llm.understanding.english.described import described, is_capital_by_choice
from prism_llm.understanding.english.homes import NAMES
from prism_llm.understanding.english.lexicon import KINDS
from prism_llm.understanding.english.numbered import numbered
from prism_llm.understanding.english.people import is_company, is_known, is_person, is_unheard_of, of_name
from prism_llm.understanding.grammar import SlotValues
from prism_llm.understanding.languages.famous import FAMOUS
from prism_llm.understanding.titles import is_written_as_name
from prism_llm.understanding.utterance import read

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
_ARTICLES = frozenset("the a an".split())
_NAMES_NOTHING = frozenset(
    "it this that something anything one some thing things stuff again on more next a an the all any telly tv "
    "television nice fair".split()
) | {f"{one} of {them}" for one in ("any", "one", "some", "either") for them in ("them", "those", "these")}
_PERSON = re.compile(
    r"(?:^|\s)(with|starring|featuring|by|from the (?:band|artist|group)|of the "
    r"artist)\s+(?!subtitles|captions|english|the sound)(.+)$",
    re.I,
)
_TO_WATCH = re.compile(r"^to (?:watch|see|hear|listen to) (?=an? |some |the |[A-Z])")
_ONCE_MORE = re.compile(r"(?<=[A-Z])(?P<rest>\S*) (?:on )?again$")
"""Behind a name in capital letters: "Fawlty Towers again", but not "see you again"."""
_FOR_ME = re.compile(r"^(?:for )?(?:me|us)\s+(?=\S)", re.I)
_NOBODY = re.compile(
    r"^(?:with |for |to |against )?(?:me|us|you|out|yourself|him|her|them|along|(?:my|your) \w+)$|"
    r"^(?:the|my|our|his|her) (?:baby|kids?|children|dog|cat|oven|stove|door|house|bags?)(?: for .+)?$|"
    r"^(?:it|that|this) (?:again|now|then|all|up|out|off|back)\b|"
    r"^(?:(?:some|any)thing )?(?:not|nothing|no) (?:too|very|so|that)\b|"
    r"^(?:you|we|they|i) (?:got|had|seen|have)\b|"
    r"^(?:about|from you|if|that you|what|when|how|why|more about)\b|\byou have\b|"
    r".*\bif (?:i|you|we|he|she|they|it|my|your|our)\b",
    re.I,
)
"""Not things to watch: "play with me", "watch out", "watch the baby for a second"."""
_JUDGED = re.compile(r"^(?:was|were|wasnt|wasn't|is|isnt|isn't)\b", re.I)
"""What is told of a season: "season three was rubbish"."""
_KIN = (
    "mummy|mommy|mama|mamma|mam|mum|mom|ma|daddy|dad|papa|pa|pops?|nana|nanna|nannie|nanny|nan|nain|taid|"
    "granny|grannie|"
    "gran|grandma|grandad|granddad|grandpa|granda|gramps|grandmother|grandfather|amma|appa|ammi|abbu|abba|dadi|"
    "dada|nani|"
    "baba|bibi|didi|bhaiya|abuela|abuelita|abuelo|abuelito|oma|opa|nonna|nonno|yaya|yiayia|pappou|tata|babcia|"
    "baka|gogo|"
    "ouma|oupa|mamaw|papaw|memaw|meemaw|maw|paw|pawpaw|lola|lolo|halmoni|popo|tita|tito|aunt|auntie|aunty|"
    "uncle|aunt \\w+|"
    "auntie \\w+|aunty \\w+|uncle \\w+"
)
"""How families call one another, in what language ever."""
_MEANWHILE = (
    r"(?-i:while|whilst) (?:(?:(?:i|we|you|he|she|they)(?:['’]?(?:m|re|s|ve|ll|d))?|the|my|our|mum|dad|"
    r"(?-i:[A-Z])\w+) .+|\w+ing(?: .+)?)"
)
"""What is done meanwhile; "While" in a title has a capital letter."""
_FOR_WHOM = re.compile(
    rf"\s+(?:tonight|{_MEANWHILE}|so (?:that )?(?:i|we|they|he|she) .+|"
    r"(?:that |which )?(?:i|we|they|the kids) (?:can|could|might|may|will|would|havent|haven't|would like to|d "
    r"like to) .+|"
    rf"for (?:him|her|them|(?:{_KIN})(?: and (?:{_KIN}))?|me(?: and \w+"
    r"(?: \w+)?)?|us(?: all| both)?|the (?:kids|children|little ones?|family|grandchildren|toddlers?|dog|cat|gang|"
    r"grandkids|grandbabies|boys|girls|baby|babies|lads|wee ones?|wife|husband|missus|twins|guests|lot of us)|"
    r"(?:my|our) (?:\w+ )?(?:(?:mother|father|sister|brother|son|daughter)[- ]in[- ]law)|"
    r"(?:my|our|the (?:wee|little)) (?:\w+ )?\w+|everyone|everybody|all of us))$",
    re.I,
)
"""Who is to see it, and when: not in a title."""
_HOW = re.compile(r"(?<=\S),?\s+(?:very |nice and )?(?:quietly|softly|loudly|in the background|at a low volume)$")
"""How loud something is to be: not in a title."""
_FOR_SOMEBODY = re.compile(r"(?P<title>.+?)(?P<on>\s+on)?\s+for (?P<one>[A-Z]\w+)(?: and (?P<other>[A-Z]\w+))?")
_WHERE = re.compile(
    r"\s+(?:on|using|from|through|via|with|in)\s+(?:my |the )?(?:tv|telly|television|big "
    r"screen|screen|youtube|spotify|netflix|"
    r"amazon(?: music| prime)?|deezer|itunes|pandora|google music|google play|last ?fm|"
    r"soundcloud|groove shark|slacker|"
    r"living room|kitchen|vimeo|zvooq|iheart(?: radio)?|apple music|hulu|background)$|"
    r"\s+from where (?:i|we|he|she|they|the kids) (?:stopped|left (?:off|it)|had got to|got to|fell asleep)$",
    re.I,
)
_REMARK = re.compile(
    r"\s+(?:(?:would|will|wouldn't|wouldnt|'ll) (?:be|go|hit|do|suit|make|hurt)\b.*|please|(?:on |up )?there|on here|"
    r"(?:to|that is worth) (?:watch|see|listen to|look at|put on)\b.*|or something(?: like that)?|or whatever|"
    r"instead|as well|for a change|for once|but (?:nothing|not|no|none)\b.*|if (?:you|we|there|it)\b.*|"
    r"everyone(?:'s|s)? talking about|"
    r"(?:quickly|quick|fast|sharpish|right away|straight away)(?: .*)?|"
    r"(?:before|until|till|because|cause|cos|since) (?:\S+ ){1,4}?(?:come|go|get|arrive|wake|start|leave|land|"
    r"is|are|begin|"
    r"fall|finish|have|want|need|love|like|miss|be|notice)(?:s|es)?\b.*)$"
)
"""What is added to a wish; in small letters, which no title is."""
_OF_EPISODES = re.compile(
    r"^\s*(?:of|from|(?:the|an?|some|any|another|one|two|three|four|five|a few|a couple of|more|all (?:of )?the)"
    r"(?: (?:next|latest|newest|last|first|old|classic|random|good|more|other))? (?:episodes?(?: (?:of|from)|"
    r"(?= [A-Z]))|"
    r"(?:pilot|finale) of)|(?:the )?(?:season|series) (?:finale|premiere|opener|final) of|(?:the|my|our) "
    r"recordings? of)\s+",
    re.I,
)
_EDITION = re.compile(
    r"^(?:(?:the )?(?:last|next|this) (?:night|week|month|sunday|monday|tuesday|wednesday|thursday|friday|"
    r"saturday)['’]?s|"
    r"(?:yesterday|tonight|today|this (?:week|morning|evening)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)['’]?s|the (?:latest|newest|most recent|very latest))"
    r"(?: (?:episode|edition) of)? (?=[A-Z])"
)
"""Which edition of a programme: "last night's Strictly"; no title has it in small letters."""
_ARTICLED = re.compile(r"(?:The|A|An) [A-Z]")
"""How a title of one word begins that has its article."""
_BY_NAME = re.compile(r"(?:The )?(?:[A-Z][\w'’-]+ )+(?:Movie|Show)")
"""A title that ends as a description may: "Scary Movie"."""
_KIND_OF_STORY = (
    "film|movie|show|series|programme|program|thing|one|sitcom|drama|documentary|podcast|comedy|cartoon|game show"
)
_STORY = re.compile(
    rf"(?:the|that|this|them|an?|any|some|another|(?:all|one of) (?:the|those)|those|these)\s+"
    rf"(?:(?:new|latest|old|famous|more|other)\s+)?(?P<title>\S.*?)\s+(?P<kind>{_KIND_OF_STORY})s?"
)
"""A title with its kind behind it: "that Wednesday show"."""
_CALLED = re.compile(
    r"(?P<head>.*?)(?:,? the one)?[\s,]+(?:(?:(?:that|which) ?)?(?:is |['’]s )?called|named|titled) (?P<title>.+)", re.I
)
_ONE_CALLED = re.compile(r"(?:the|that) (?:one|thing) (?:called|named|titled) (?=\S)", re.I)
_BEGUN_ANEW = re.compile(r"[\w'’] from the (?:start|beginning|top)$")
"""Where what is named is to begin, in small letters."""
_FILLER = re.compile(r"\s*(?:um|uh|er|erm|hmm|you know|like|oh|what's it called|i think)\s*", re.I)
_BETWEEN = re.compile(r",\s+(?:you know|i mean|you know the sort|you know what i mean),\s+(?=with )", re.I)
"""What is said before it is told what is in it."""
_LED_BY = re.compile(
    r"^(?:(?:me|us|called|named|a (?:wee |little )?bit of(?= [A-Z])|"
    r"some(?! like it| kind of)|my|(?:the|that|this) (?:album|single))\s+(?=\S)|"
    r"(?:the|that) (?=[\w' ]+ game$))",
    re.I,
)
"""What stands before a title and tells nothing of it."""
_KIND_BEFORE = re.compile(
    r"(?:the|that|this|an?|our|my|some)\s+(?:(?:new|newest|latest|old|original|classic|famous|hit|lovely|great|"
    r"good|first) )?"
    r"(?P<kind>(?:tv )?(?:films?|movies?|series|serie|show|song|track|tune|podcast|programme|program)|"
    r"documentary|doc|docuseries|drama|sitcom|comedy|cartoon|anime|soap|soap opera|musical|thriller|western|"
    r"miniseries|mini-series|game show|talk show|quiz show|reality show|k-drama|sketch show|concert|telenovela|"
    r"opera)\s+"
    r"(?!(?-i:(?:must|will|is|was|has|had|i|we|he|she|they|you|with|about|by|from|starring|featuring|where|that|which|"
    r"who|for|of|on|in|at|again|then|now|back|off|out|up|and|or|but|please|club|channel|channels|station|guide|theme|"
    r"music|list|trailer|finale|thing|one|to|so|because|if|when|while|after|before|called|named|tonight|today)\b))"
    r"(?P<title>\S.*)",
    re.I,
)
"""A title with its kind before it: "the film Paddington"; whatever else follows a kind is no title."""
_KIND_OF = {**KINDS, "serie": "series", "docuseries": "series", "miniseries": "series", "mini-series": "series"}
_STORIES_CALLED = frozenset(
    "film films movie movies series serie show song track tune podcast programme program".split()
)
"""Kinds behind which small letters may be a title as well."""


_SOME_OF = re.compile(
    r"(?:an? (?:wee |little )?bit|a little|some|(?:any)? ?one|another) of (?:the )?|a bit o' |some |(?:an?|"
    r"another)(?: (?:old|classic|good|nice))? (?=[A-Z])",
    re.I,
)
"""What one has of a singer, or of somebody who is funny."""
_SOME = frozenset({"some ", "Some ", "a bit of ", "a little "})
"""What one has of a singer rather than of a story."""
_THAT = re.compile(r"(?:that|this) (?=[A-Z])")


def _for_somebody(said: str) -> str:
    """Free words without who is to see it, told by name: "Bluey on for Mia"."""
    found = _FOR_SOMEBODY.fullmatch(said)
    if found is None or not all(name.casefold() in NAMES for name in (found["one"], found["other"] or found["one"])):
        return said
    known = found["on"] or read(found["title"]).norm().strip() in FAMOUS
    return f"{found['title']}{found['on'] or ''}" if known else said


_HOW_IT_ENDS = re.compile(
    r"(?:the (?:rest|end|ending|finish)(?: of (?:it|this|that))?|how (?:it|this|that) (?:ends|finishes|turns out|goes))"
    r"(?: (?:tomorrow|later|tonight|then|another (?:day|time)|in the (?:morning|evening)|after (?:work|school|"
    r"tea|dinner)"
    r"|at the weekend|when (?:we|i) (?:get|are|am) (?:home|back)|today))+",
    re.I,
)
"""What one says why something is recorded, and no title: "I want to watch the end tomorrow"."""


def what(slots: SlotValues) -> SlotValues | None:
    """Take free words apart: season and episode, person, kind, genre; what is left is a title."""
    if _BEGUN_ANEW.search(str(slots["what"])):
        return None  # two requests
    if _HOW_IT_ENDS.fullmatch(str(slots["what"])):
        return None
    said = _WHERE.sub("", _BETWEEN.sub(" ", str(slots["what"])).strip(" ,.!?"))
    said = _FOR_ME.sub("", _HOW.sub("", said))
    said = _ONCE_MORE.sub(r"\g<rest>", _TO_WATCH.sub("", said))
    text = _for_somebody(_FOR_WHOM.sub("", said))
    text = text if text == said else text.removesuffix(" on")
    if not (is_written_as_name(text) or _ARTICLED.match(text)) and (
        _NOBODY.match(text) or _is_elsewhere(text.casefold())
    ):
        return None
    found: SlotValues = {key: value for key, value in slots.items() if key != "what"}
    text = _REMARK.sub("", numbered(_REMARK.sub("", text), found)).strip(" ,.!?")
    if {"season", "episode"} & set(found) and _JUDGED.match(text):
        return None
    if (episodes := _OF_EPISODES.match(text)) is not None:
        text = text[episodes.end() :].removesuffix(" up")
    told = None if _BY_NAME.fullmatch(text) else described(text)
    if told and is_written_as_name(text) and set(told) == {"genre"} and is_capital_by_choice(text):
        told = None
    if told is None:
        return _of_a_story(text, found)
    return {**found, **told} or None


def _of_a_story(text: str, found: SlotValues) -> SlotValues | None:
    """Its title, with who is in it and what kind it is where that was said."""
    if (person := _PERSON.search(text)) and not _in_a_title(person):
        if is_company(person.group(2)):
            return None
        name, before = of_name(person.group(2)), text[: person.start()].strip()
        if person.group(1).casefold() == "with" and not _is_named(name, text):
            return {**found, "title": text} if described(before) is None and before else None
        if not is_written_as_name(before) and _is_elsewhere(before.casefold()):
            return None
        found["person"], text = name, before
    if (called := _CALLED.fullmatch(text)) and (head := described(called["head"])) is not None:
        return {**found, **head, "title": called["title"].split(",")[0]}
    if (named := _ONE_CALLED.match(text)) is not None:
        text = text[named.end() :]
    if "," in text and (
        apart := _beside_its_kind([piece for piece in text.split(",") if not _FILLER.fullmatch(piece)])
    ):
        return {**found, **apart}
    if (story := _STORY.fullmatch(text)) and (story["title"][0].isupper() or " " in story["title"]):
        kind = KINDS.get(story["kind"])
        return {**found, "title": story["title"], **({"kind": kind} if kind else {})}
    some = _SOME_OF.match(text)
    if some and (is_known(text[some.end() :]) or (some[0] in _SOME and is_unheard_of(text[some.end() :]))):
        return {**found, "person": text[some.end() :]}
    text = _EDITION.sub("", text)
    led = _KIND_BEFORE.fullmatch(text)
    if led and not is_written_as_name(text) and (behind := _behind_its_kind(led)):
        return {**found, **behind}
    title = _THAT.sub("", _LED_BY.sub("", text))
    if title and title.casefold() not in _NAMES_NOTHING:
        found["title"] = title
    return found or None


_WHOLE_RUN = re.compile(
    r"(?<!\S)(?:all|every|each|(?:all )?the (?:whole|entire|full|new|next|latest|rest of the|last|final))"
    r"(?: (?:two|three|four|five|six|few|\d+))?"
    r"(?: (?:of )?(?:the )?(?:series|season|episodes?|run|box ?set|lot))?(?: of)? (?=(?:the )?[A-Z])"
)
_DONE_WITH = re.compile(
    r"(?:(?:put|switch|turn|get|have|stick) (?P<between>(?:the )?[A-Z].*?) (?:back )?on|"
    r"(?:watch|see|catch|record|tape|put on|switch (?:over )?to|switch on|turn on|turn over to|tune in to) "
    r"(?P<behind>(?:the )?[A-Z].*))"
)
"""What a reminder is for: "to put Corrie on"."""
_ABOUT_TO = re.compile(r"(?:['’]s| is| are)(?: just)? (?:about|going|due|set) to$|(?<=^it)['’]s$|(?<=^that)['’]s$")


_EVERY = re.compile(r"(?<=\S) (?:every|each)$")
"""What stands between a title and its day."""


_MEANWHILE_BEHIND = re.compile(rf"(?<=\S),?\s+{_MEANWHILE}$", re.I)


def without_meanwhile(said: str) -> str:
    """Free words without what is done meanwhile: "Vera while I'm at work"."""
    return _MEANWHILE_BEHIND.sub("", said)


_BESIDE = re.compile(
    r"(?<=\S),?\s+(?:(?:even (?:if|though|when)|(?:just )?in case|because|cos|'cause|cause (?:[Ii]|we|it)|"
    r"since (?:[Ii]|we|it)|so (?:that )?(?:[Ii]|we|he|she|they|it)|though (?:[Ii]|we)|as (?:[Ii](?:['’]?m|['’]?ll| am)|"
    r"we['’](?:re|ll)|it['’]?s)|but (?:not|without|skip|leave out|miss|cut)|"
    r"without (?:the )?(?:adverts|ads|breaks|commercials|trailers))(?: .+)?|to be (?:safe|sure)|"
    r"for (?:safety|certain|sure)|if (?:you can|possible|it['’]?s on|it fits|there['’]?s (?:room|space)))$"
)
"""Why something is asked for, or whatever happens; in a title it has capital letters."""
_ALSO = re.compile(r"(?<=\S),?\s+(?:too|as ?well|also|instead|after all|in full|again)$")
"""That it is one more, or the other one."""


def without_also(said: str) -> str:
    """A title without what says that it is one more, and why: "EastEnders too, in case I'm late"."""
    while (shorter := _ALSO.sub("", _BESIDE.sub("", said))) != said:
        if read(said).norm().strip() in FAMOUS:
            break
        said = shorter
    return said


def has_clause(title: str) -> bool:
    """Whether free words go over why something is asked for, of which a time behind them tells more than of it."""
    return _BESIDE.search(title) is not None


def title_meant(title: str) -> str:
    """What is to be recorded or kept in mind, without its kind, and as one of several ("the Storm one")."""
    title = without_also(without_meanwhile(title))
    done = _DONE_WITH.fullmatch(title)
    title = (done["between"] or done["behind"]) if done else title
    title = _EVERY.sub("", title)
    title = without_kind(_WHOLE_RUN.sub("", _EDITION.sub("", _ABOUT_TO.sub("", title))))
    return title.removesuffix(" one") if title[0].isupper() and title != "The one" else title


def without_kind(title: str) -> str:
    """A title without its kind before it: "the film Paddington"."""
    led = _KIND_BEFORE.fullmatch(title)
    found = _behind_its_kind(led) if led and not is_written_as_name(title) else None
    named = str(found["title"]) if found else ""
    return named if named and (named[0].isupper() or named[0].isdigit()) else title


def _behind_its_kind(led: re.Match[str]) -> SlotValues | None:
    """A title and its kind, or the genre that is said in its place ("the documentary Senna")."""
    said, title = led["kind"].casefold().removeprefix("tv "), led["title"].strip(" ,")
    if said not in _STORIES_CALLED and not (title[0].isupper() or title[0].isdigit()):
        return None
    if kind := _KIND_OF.get(said):
        return {"title": title, "kind": kind}
    return {"title": title, **({} if said in _STORIES_CALLED else {"genre": said})}


def _is_named(name: str, text: str) -> bool:
    """Whether it is somebody's name; where all is in small letters, two words may be."""
    return is_person(name) or (text.islower() and len(name.split()) == 2 and not name.endswith("s"))


_ONE = re.compile(r"(?:that|this|the) (?=[A-Z])")
"""How one film of somebody's begins: "that Tarkovsky film"."""


def _beside_its_kind(pieces: Sequence[str]) -> SlotValues | None:
    """A title beside its description: "that Western, Tombstone", or "Fargo, the series"."""
    first, second = pieces[0].strip(), pieces[1].strip() if len(pieces) > 1 else ""
    if not second:
        return {"title": first} if first else None
    head = described(re.sub(r"\s+with\s.+$", "", first))
    if head is not None and "person" not in head and (second[0].isupper() or second[0].isdigit()):
        return {**head, "title": second}
    if head is not None and _ONE.match(first) and second[0].isupper():
        return {**head, "title": second}
    tail = described(second) if _ARTICLES & set(second.casefold().split()[:1]) else None
    return {"title": first, **tail} if tail and "kind" in tail else None


def _in_a_title(person: re.Match[str]) -> bool:
    """Whether "with" or "by" belongs to a title ("gone with the wind", "stand by me"), and names no person."""
    how, name = person.group(1).casefold(), person.group(2).split()
    low = [word.casefold() for word in name]
    if how == "by" or low[0] in _LISTENERS:
        return set(low) <= _LISTENERS and (how == "by" or name[0][0].isupper())
    if how != "with" or not person.string[: person.start()].strip():
        return False
    # A person who is named beside a title has two names; one word is a thing ("dances with wolves").
    return low[0] in _ARTICLES or len(name) == 1


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
