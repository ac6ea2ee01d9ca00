"""English: put something on."""

import re

from prism_llm.understanding import numbers
from prism_llm.understanding.english.lexicon import GENRES, KINDS, LONG_GENRES, OF_A_KIND, ORDINALS
from prism_llm.understanding.grammar import Rule, SlotValues, built, rule

_PLAYED = frozenset(
    "game games chess checkers poker cards card deck pack trick tricks dead fetch tag sudoku trivia hangman solitaire "
    "tetris pong tic-tac-toe monopoly scrabble blackjack bingo pacman pac-man minecraft candy crush dice riddle "
    "riddles fifa joke jokes of".split()
)
"""What people play themselves; a title may have such a word among others: "House of Cards"."""
_KINDS_OF_GAME = frozenset(
    "a an some any another my your our board video card computer guessing memory word new".split()
)
_AT_HOME = frozenset(
    "coat shoes makeup kettle light lights heating jacket pajamas clothes dinner weather calendar alarm alarms email "
    "emails reminder phone account balance bill message messages voicemail temple fact facts accent definition review "
    "reviews points voice option pizza pizzas request plug socket machine cleaner robot ac fan heater oven list lists "
    "meeting meetings recipe directions volume weight calories step mouth".split()
)
"""What a home has and its people do; a title may end so, too: "Schindler's List"."""
_WHERE_AT_HOME = frozenset(
    "kitchen hall hallway bedroom living lounge garden outside porch bathroom office desk table ceiling main christmas "
    "fairy coffee tea washing vacuum bed reading wall smart shopping grocery to-do todo wish mailing guest my your his "
    "her our their the".split()
)
_ASKED_FOR = frozenset("joke jokes riddle riddles recipe recipes".split())
"""What is told or looked up, of whatever sort: "a good joke", "ramen recipes"."""
_WITH_WHOM = frozenset("with against for to".split())
_BEFORE_A_NAME = re.compile(r"^(?:(?:the|a|an|some|any|another|me|us|this|that|new)\s+)+", re.I)
_LISTENERS = frozenset("me us you".split())
_COMPANY = _LISTENERS | frozenset("my your our his her their him them".split())
"""How one begins to tell with whom something is watched."""
_ARTICLES = frozenset("the a an".split())
_WISHED = frozenset("a an some something anything another more".split())
_LONGEST_WISH = 9
"""Words."""
_JOKES = frozenset("funny hilarious silly".split())
_TELLS = frozenset(
    "i we he she they you it who what when where how why is are was did do does have has my can could would will "
    "please "
    "lets may play put watch start show stream resume continue record tape remind find search skip go delete add next "
    "stick".split()
)
"""How a sentence begins that is more than a title and its episode."""
_MINE = frozenset("my your his her to with by from up over again a an doing it this".split())
_NAMES_NOTHING = frozenset(
    "it this that something anything one some thing things stuff again on more next a an the all any".split()
)
_LEAD = re.compile(
    r"(?:(?:me|us|some|a|an|the|any|another|that|this|my|our|more|the latest|latest|good|"
    r"nice|old|proper|decent|few|great|new|a bit of|bit of|lot of|of)\s+)+",
    re.I,
)
_ONE_OF_A_KIND = re.compile(r"(?:a|an|some|another|any)\s", re.I)
_MOST_OF_A_KIND = 4
"""Words of what is wished for by its manner, and its kind: "a nice quiet film"."""
_KIND = "|".join(sorted(map(re.escape, KINDS), key=len, reverse=True))
_GENRE = "|".join(sorted(map(re.escape, (*GENRES, *LONG_GENRES)), key=len, reverse=True))
_LOCAL = "|".join((*OF_A_KIND, _GENRE))
_NUMBER = r"(?:\d+|[a-z]+(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
_SEASON = re.compile(rf"[\s,]*\b(?:season|series)\s+(?:number\s+)?({_NUMBER})(?=$|[\s,])", re.I)
_NTH = r"(?:(?:the )?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+)"
_NTH_SEASON = re.compile(rf"^{_NTH}(?:season|series)\s+of\s+", re.I)
_NTH_EPISODE = re.compile(rf"^{_NTH}episode\s+(?:of|from)\s+", re.I)
_EPISODE = re.compile(rf"[\s,]*\bepisode\s+(?:number\s+)?({_NUMBER})(?:\s+of|\s+from)?(?=$|[\s,])", re.I)
_CODE = re.compile(r"\bs(\d{1,2})\s?e(\d{1,3})\b", re.I)
_PERSON = re.compile(
    r"(?:^|\s)(with|starring|featuring|by|from the (?:band|artist|group)|of the "
    r"artist)\s+(?!subtitles|captions|english|the sound)(.+)$",
    re.I,
)
_FOR_ME = re.compile(r"^(?:for )?(?:me|us)\s+(?=\S)", re.I)
_NOBODY = re.compile(
    r"^(?:with |for |to |against )?(?:me|us|you|out|yourself|him|her|them|along|(?:my|your) \w+)$|"
    r"^(?:the|my|our|his|her) (?:baby|kids?|children|dog|cat|oven|stove|door|house|bags?)(?: for .+)?$|"
    r"^(?:about|from you|if|that you|what|when|how|why|more about)\b|\byou have\b|"
    r".*\bif (?:i|you|we|he|she|they|it|my|your|our)\b",
    re.I,
)
"""Not things to watch: "play with me", "watch out", "watch the baby for a second"."""
_FOR_WHOM = re.compile(
    r"\s+(?:tonight|(?:while|whilst) (?:i|we|you|he|she|they|the|my|our) .+|for (?:him|her|them|me(?: and \w+"
    r"(?: \w+)?)?|us(?: all| both)?|the (?:kids|children|little ones?|family|grandchildren|"
    r"grandkids|boys|girls|baby)|(?:my|our) (?:\w+ )?\w+|everyone|everybody|all of us))$",
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
    text = re.sub(r"^\s*(?:of|from|the (?:next|latest|newest|last) episode (?:of|from))\s+", "", text, flags=re.I)
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


def _coded(slots: SlotValues) -> SlotValues | None:
    """A title with its episode, and no other word: "the office s02e04", "friends season five episode one"."""
    text = str(slots["what"])
    if text.casefold().split()[0] in _TELLS:
        return None
    if (code := _CODE.search(text)) and code.end() == len(text) and code.start() > 0:
        return what(slots)
    found = what(slots)
    return found if found and len({"title", "season", "episode"} & set(found)) > 1 else None


def _wished(slots: SlotValues) -> SlotValues | None:
    """A genre or a kind that is only named, with its article: "a nice romantic film for date night"."""
    words = str(slots["what"]).casefold().split()
    found = what(slots) if words[0] in _WISHED and 2 < len(words) <= _LONGEST_WISH else None
    return found if found and not {"title", "person"} & set(found) and "genre" in found else None


def _begun(slots: SlotValues) -> SlotValues | None:
    """What can be started: two words at least, as a title mostly has, and no doing ("start calling me Bob")."""
    words = str(slots["what"]).split()
    return what(slots) if len(words) > 1 and not words[0].endswith("ing") and words[0] not in _MINE else None


def _numbered(text: str, found: SlotValues) -> str:
    if code := _CODE.search(text):
        found["season"], found["episode"] = int(code.group(1)), int(code.group(2))
        text = _CODE.sub("", text)
    for slot, pattern in (("episode", _NTH_EPISODE), ("season", _NTH_SEASON)):
        if nth := pattern.match(text):
            found[slot] = ORDINALS[nth.group(1).casefold()]
            text = text[nth.end() :]
    for slot, pattern in (("season", _SEASON), ("episode", _EPISODE)):
        match = pattern.search(text)
        value = numbers.parse(match.group(1).casefold().replace("-", " ")) if match else None
        if match and value is not None:
            found[slot] = int(value)
            text = f"{text[: match.start()]} {text[match.end() :]}"
    return re.sub(r"\s+(?:of|from)\s*$", "", re.sub(r"\s+", " ", text).strip(" ,"), flags=re.I)


def _kind_and_genre(text: str, found: SlotValues) -> None:
    """Name kind and genre where the words are nothing else; otherwise they are a title."""
    bare = text
    if lead := _LEAD.match(f"{text} "):
        bare = text[lead.end() :].strip() if lead.end() <= len(text) else ""
    low = bare.casefold().strip()
    match = re.fullmatch(
        rf"(?:(?:something|anything|things?|"
        rf"stuff)\s+)?(?:(?P<genre>(?:{_GENRE})(?:\s+(?:{_GENRE}))?)?\s*(?P<kind>{_KIND})?|"
        rf"(?P<local>(?:{_LOCAL})(?:\s+(?:{_GENRE}))?)\s+(?P<of>{_KIND}))(?:\s+(?:to watch|to listen to|channel))?"
        rf"(?:\s+(?:for|to|about|set in|in|where) .+)?",
        low,
    )
    genre, kind = (match["genre"] or match["local"], match["kind"] or match["of"]) if match else ("", "")
    if genre or kind:
        if genre:
            start = low.index(genre)
            found["genre"] = bare[start : start + len(genre)]
        if kind:
            found["kind"] = KINDS[kind]
    elif _ONE_OF_A_KIND.match(text) and 1 < len(words := low.split()) <= _MOST_OF_A_KIND and words[-1] in KINDS:
        found |= {"genre": text.split(" ", 1)[1].rpartition(" ")[0], "kind": KINDS[words[-1]]}
    elif low and low not in _NAMES_NOTHING:
        found["title"] = re.sub(
            r"^(?:(?:me|us|some(?! like it| kind of)|my|(?:the|that|this) "
            r"(?:movie|film|show|series|serie|song|track|album|podcast|programme|program))\s+(?=\S)"
            r"|(?:the|that) (?=[\w' ]+ game$))",
            "",
            text,
            flags=re.I,
        )


_PLAY = "(play|put on|watch|start watching|listen to|stream|throw on|stick on|start playing|play me)"


def _heard(slots: SlotValues) -> SlotValues | None:
    """What can be listened to; something funny to hear is a joke."""
    found = what(slots)
    return None if found and str(found.get("genre", "")).casefold() in _JOKES else found


def _whose(slots: SlotValues) -> SlotValues | None:
    """Something with a person in it: "something with action" is a genre."""
    found = what({"what": slots["person"]})
    return found if found and "genre" in found else dict(slots)


RULES: tuple[Rule, ...] = (
    built("tv.watch", _coded, "{what}", "(do|get|give|find|show) (me|us) {what}"),
    built("tv.watch", _wished, "{what}"),
    built("tv.watch", _begun, "start {what} [for (me|us)]"),
    rule(
        "tv.watch",
        "(put|stick|turn|get|have|bung|chuck|switch|show|throw|watch) [(me|us)] [on] the (game|match) [on] "
        "[for (me|us)]",
        kind="sport",
    ),
    rule(
        "tv.watch",
        "(play|put on|show me|show|watch|turn on|listen to|hear|start|give me|i want|stick on|"
        "put|have|get|see|find me|find|open) [(me|us|some|a|an|the|any|something|anything|a bit "
        "of|another|a good|some good|more|a nice|something a bit)] <genre:genre> <kind:kind> "
        "[on] [(to watch|to listen to|on tv)]",
        "(play|put on|show me|show|watch|turn on|listen to|start|give me|i want|stick on|"
        "put|have|see|find me|in the mood for) [(me|us|some|a|an|the|any|something|anything|a "
        "bit of|another|a good|some good|more|a nice|something a bit)] <genre:genre> [on] [(to "
        "watch|to listen to|on tv)]",
        "(something|anything|some) [(a bit|more|really|quite|nice and|a little|a bit more)] <genre:genre> [(on|on "
        "tv|to watch|for tonight|for the kids)]",
        "(bung|stick|put|throw|chuck|whack|get|have) [(some|the|a|a bit of)] <genre:genre> on",
        "(bung|stick|throw|chuck|whack|fire up|queue up) [on] [(some|the|a|a bit of)] <genre:genre> [<kind:kind>]",
        "(got|have you got|do you have|do we have|have we got|are there|is there|you got) [(any|some)] [good] "
        "<genre:genre> [<kind:kind>] [(on|at the moment|now|to watch|on tonight)]",
        "(fancy|feel like|in the mood for|up for|could go for|go for|craving|need) [(watching|seeing|hearing|"
        "listening to)] [(a|some|something|an|a good|a bit of)] "
        "<genre:genre> [<kind:kind>]",
        "(how about|what about|lets (have|see|watch|try|get|go for)|shall we (have|watch|see|try)|give us|gimme) "
        "[(a|some|something|an|a good|a bit of)] <genre:genre> "
        "[<kind:kind>]",
        "(can|could|may) (i|we) (watch|have|see|get|listen to|hear) [(a|some|something|an|a good|a bit of)] "
        "<genre:genre> [<kind:kind>] [on]",
        "(i|we) (want|need|wish|would like) [to] (watch|see|listen to) [(a|some|something|an|a good|a bit of)] "
        "<genre:genre> [<kind:kind>]",
        "[(i|we) (want|need|wish|would like) [to]] hear [(some|a bit of|a little|more)] <genre:genre> [<kind:kind>]",
        "something for [the] <genre:genre>",
        "(a|some) <genre:genre>",
        "[(a|some|the)] <genre:genre> <kind:kind>",
        "(im|i am|were|we are) in the mood for [(a|some|something|an|a good|a bit of)] <genre:genre> [<kind:kind>]",
        "something a bit more <genre:genre>",
        "(a|an|some|something) [(good|nice|bit of)] <genre:genre> [<kind:kind>] would be (lovely|nice|great|good)",
        "(i|we) (want|fancy) [(a|some|something|an|a good|a bit of)] <genre:genre> [<kind:kind>]",
    ),
    rule(
        "tv.watch",
        "(play|put on|show me|watch|turn on|listen to|hear|start|give me|stick on|put|have|get|"
        "see|i want|switch on|open|lets have|go to) [(me|us|some|a|the|any|my|a bit of|another|a "
        "good|a nice|good|live)] <kind:kind> [on] [(to watch|to listen to|on tv|please)]",
        "(some|a) <kind:kind>",
        "[(put|switch|turn)] [the] <kind:kind> on",
        "(im|i am|were|we are) in the mood for [(a|some|something|an|a good|a bit of)] <kind:kind>",
        "the news",
        "(put|stick|throw|get|have|bung|chuck) [(me|us)] [(a|some|the)] <kind:kind> on (with|starring|by|featuring) "
        "{person}",
        "(put|stick|throw|get|have|bung|chuck) [(me|us)] [(a|some|the)] <genre:genre> [<kind:kind>] on (with|"
        "starring|by|featuring) {person}",
        "<kind:kind> please",
        "(fancy|feel like|in the mood for|up for|could go for|need|how about|lets (have|see|watch|try|get)|gimme|"
        "give us|bung|chuck|throw|whack) [(watching|seeing|hearing|"
        "listening to)] [(a|some|the|a good|a bit of)] <kind:kind> [on]",
        "(can|could|may) (i|we) (watch|have|see|get|listen to|hear) [(a|some|the|a good|a bit of)] <kind:kind> [on] "
        "[(now|please)]",
        "(i|we) (want|need|wish|would like) [to] (watch|see|hear|listen to) [(a|some|the|a good|a bit of)] "
        "<kind:kind> [(now|please)]",
        "(watch|see|hear|listen to) [(a|some|the|a good|a bit of)] <kind:kind> [(now|please)]",
        "(is there|are there|got|have you got) any <kind:kind> [on] [(put|stick) (it|some) on]",
        "(a|some) [good] <kind:kind> would be (lovely|nice|great|good)",
    ),
    rule(
        "@about",
        "(play|put on|watch|show|show me|switch to|record|i want|give me|find) the (one|show|film|movie|programme|"
        "series|thing) "
        "(with|about|that has|where theres|where there is|of) [(the|a|some|all the)] {about} [(on|in it)]",
        "put the (one|show|film|movie|programme|series|thing) (with|about) [(the|a|some)] {about} on",
    ),
    built("tv.watch", what, "(put|stick|have|get) {what} on"),
    built(
        "tv.watch",
        _heard,
        "(i|we) (want|need|would like|wish|like|d like) to (hear|listen to) {what}",
        "(id|wed) (like|love) to (hear|listen to) {what}",
        "(let|let me|lets) hear {what}",
        "(can|could|may) (i|we) hear {what}",
        "(i|we) (wanna|gotta) (hear|listen to) {what}",
    ),
    built(
        "tv.watch",
        _whose,
        "[(play|put on|show me|find me|have you got|got|is there|want)] (anything|something|stuff) [good] "
        "(with|starring|by|featuring) {person} [in (it|them)]",
    ),
    built(
        "tv.watch",
        what,
        f"{_PLAY} {{what}}",
        "find and (play|put on|start|show [(me|us)]) {what}",
        "(chuck|whack|bung|fire|queue|pull) (on|up) {what}",
        "(want|like) [to] (watch|see) [(a|the|some)] <tellable:what>",
        "(find|get) (me|us) {what} (to watch|on tv)",
        "(i|we) want watch {what}",
        "show (me|us) {what} <aired>",
        "[(a|an|some|something|anything)] <tellable:what>",
        "(show|show me|show us|give me|give us|get me|find me|get|find) [(me|us|some|a|an|the|"
        "any|all)] <tellable:what>",
        "(in the mood for|i feel like watching|feel like watching|watching) {what}",
        "(can|could) i (watch|listen to) {what}",
        "(start|begin|resume|continue) {what} (from|at|with) (season|episode|series) <int:season>",
        "(fancy|how about|what about|up for|shall we (watch|have|see)|lets (watch|see|have|get)|throw on|chuck on|"
        "stick on|bung on|whack on|fire up|queue up|pull up|bring up|get) "
        "<tellable:what> [on]",
        "(got|have you got|do you have|do we have|have we got|is there|are there|are there any|got any) (any|some|"
        "a) <tellable:what>",
        "(resume|continue) (playing|watching|listening to) {what}",
    ),
)
