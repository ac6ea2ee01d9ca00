"""What is to be watched, where it is described and not named: "an old western with John Wayne in it"."""

import re
from collections.abc import Sequence

from prism_llm.understanding.english.lexicon import GENRES, KINDS, LONG_GENRES, MUSIC, OF_A_KIND, PEOPLES, WATCHED
from prism_llm.understanding.english.people import is_company, is_known, is_person, may_be_title, of_name
from prism_llm.understanding.grammar import SlotValues

_BEFORE = frozenset(
    "a an the some any another more my our this that these those them me us of good decent nice great proper brilliant "
    "lovely new old ol' latest recent really quite fairly properly very bit little lot couple few one ones all more "
    "most best something anything owt summat thing things stuff random other else different actual cracking".split()
)
"""What stands before a description and tells no sort."""
_DEFINITE = frozenset("the that this".split())
"""What stands before the name of one story: "that Squid Game film"."""
_ONES = frozenset("something anything owt summat one ones thing things stuff".split())
_BEFORE_A_GENRE = frozenset(
    "smooth hard soft classic live slow deep modern contemporary psychological gothic cosy cozy gritty dark light "
    "psychedelic progressive alternative traditional local world early vintage clean bleak political courtroom short "
    "long black-and-white feel-good action-packed fast-paced big-budget low-budget eighties nineties seventies sixties "
    "fifties 80s 90s 70s 60s 50s".split()
)
"""What is said of a sort beside it: "smooth jazz"."""
_BRED = re.compile(rf"(?:[a-z]+(?:ish|ian|ean|ese|ican|gan|uan)|french|german|korean|hollywood|{'|'.join(PEOPLES)})")
"""Where a film comes from."""
_STUDIOS = frozenset("marvel disney pixar ghibli dc hallmark netflix hbo hammer ealing bollywood dreamworks".split())
_NO_KIND = frozenset("programme programmes program programs one ones thing things stuff footage".split())
"""What one says for a kind that is left open."""
_PICTURES = frozenset("picture pictures flick flicks".split())
"""What a film is called behind the name of who is in it; alone it is what is on the screen."""
_ONE_GENRE = frozenset((*GENRES, *MUSIC, *WATCHED, "cartoons"))
_TWO_GENRES = frozenset(LONG_GENRES)
_SORTS = frozenset(
    (*OF_A_KIND, "ghost", "monster", "nature", "truck", "animal", "dinosaur", "robot", "alien", "sports")
)
_OF_A_SORT = re.compile(
    r"(?!else|good|nice|new|different|random|weird|wild|special|stupid|wrong|borrowed|really|only|any|every|many|early|"
    r"(?:sun|mon|tues|wednes|thurs|fri|satur)day|today|my|they|anything|something|everything|nothing|being|having|"
    r"usual|actual|normal|real)(?:[a-z-]+y|[a-z-]+(?:ing|ed|ic|al|ful|ive|ous|less))"
)
"""A manner alone: "something spooky"."""
_OF_LIFE = frozenset("family kids children light travel house dance history war soul country".split())
"""Genres that people have, too: "the Jackson family"."""
_OF_WHOM = frozenset("kid's children's family's".split())
_MOST_OF_A_SORT = 3
"""Words of a sort that nobody listed: "a weird film"."""
_WITH = re.compile(
    r"(?:^|\s)(with|wi'|starring|featuring|by|directed by|made by|from the (?:band|artist|group)|of the artist)\s+"
    r"(?!subtitles|captions|english|the sound)(.+)$",
    re.I,
)
_ONE_THING = re.compile(r"an? (?!(?:bit|lot|little|touch) )", re.I)
"""What clothes and food have as well: "something with a hood"."""
_LITTLE_OF = re.compile(
    r"^(?:(?:a |an |the |some |any |lots |plenty |loads |bit |lot |little |of |good |nice )+)", re.I
)
_MORE = re.compile(r"\s+(?:(?:about|on) (?P<topic>.+)|(?:for|to|set in|in|where|from|that|which|like) .+)$", re.I)
_UNTOLD = re.compile(r"(?:it|that|this|them|something|anything|nothing|what|how|why|me|us|him|her)\b", re.I)
"""What tells no topic."""
_ON_A_KIND = re.compile(r"\s+on (?:the )?(?=(?:radio|wireless|podcast)$)", re.I)


def described(text: str) -> SlotValues | None:
    """The kind, the genre and the person that words describe; none where they are, or have, something else."""
    text = _ON_A_KIND.sub(" ", text)
    who = _WITH.search(text)
    head = text[: who.start()].rstrip(" ,") if who else text
    found = _sort(head.split())
    if found is None and (more := _MORE.search(head)):
        found = _sort(head[: more.start()].split())
        if found and "genre" not in found and (topic := _sort((more["topic"] or "").split())) and "genre" in topic:
            found["genre"] = topic["genre"]
        if not found:
            return None
        if more["topic"] and " about " in head and set(found) == {"kind"}:
            _add_topic(more["topic"], found)
    if found is None:
        return None
    if who and not _add_whom(who.group(1).casefold(), of_name(who.group(2)), found):
        return None
    return found or None


def _add_topic(topic: str, found: SlotValues) -> None:
    """What a podcast is about is its genre; films and programmes about something are looked for."""
    name = re.sub(r"^(?:the|some|all the) ", "", topic)
    if found["kind"] == "podcast" and not _UNTOLD.match(name):
        found["genre"] = name


def is_capital_by_choice(text: str) -> bool:
    """Whether the capital letters of a sort make a title of it ("Hard Quiz"): languages have one, and "Formula One"."""
    words = text.casefold().split()
    return _plain(words) not in _TWO_GENRES and not any(_comes_from(word) for word in words)


def _add_whom(how: str, name: str, found: SlotValues) -> bool:
    """Say who, or what, is in it: "with animals" is a sort."""
    if is_company(name):
        return False
    if how not in ("with", "wi'") or is_person(name):
        found["person"] = name
        return True
    thing = _LITTLE_OF.sub("", name)
    if not found and thing not in _ONE_GENRE and _ONE_THING.match(name):
        return False
    if thing and thing[0].islower() and len(thing.split()) <= 2:
        found.setdefault("genre", thing)
    return bool(thing)


def _sort(words: Sequence[str]) -> SlotValues | None:
    """Kind and genre, or whose it is, of the words before "with" or "about"; none where they are something else."""
    left = list(words)
    while left and left[0].casefold() in _BEFORE:
        left.pop(0)
    if len(left) < len(words) and words[len(words) - len(left) - 1].casefold() in _ONES and len(left) == 1:
        manner = left[0].casefold()
        if manner not in KINDS and (_OF_A_SORT.fullmatch(manner) or _comes_from(manner)):
            return {"genre": left[0]}
    if not left:
        return {} if any(word.casefold() in _ONES for word in words) else None
    before = {word.casefold() for word in words[: len(words) - len(left)]}
    return _of_a_kind(left, one_of_many=bool(before) and before.isdisjoint(_DEFINITE))


def _of_a_kind(words: list[str], *, one_of_many: bool) -> SlotValues | None:
    found: SlotValues = {}
    length = next((n for n in (2, 1) if _plain(words[-n:]) in KINDS and _plain(words[-n:]) not in _ONE_GENRE), 0)
    if length:
        found["kind"] = KINDS[_plain(words[-length:])]
        words = words[: len(words) - length]
    elif words[-1].casefold() in _NO_KIND and len(words) > 1:
        length, words = 1, words[:-1]
    elif words[-1].casefold() in _PICTURES and is_known(" ".join(words[:-1])):
        return {"person": " ".join(words[:-1]), "kind": "movie"}
    if not words:
        return found
    at = _genre_from(words, named=length > 0)
    if at == 0:
        return {"genre": " ".join(words).strip("'’"), **found}
    whose = words[:at] if at is not None else words if length else []
    if (
        one_of_many
        and "kind" in found
        and len(words) <= _MOST_OF_A_SORT
        and " ".join(words).islower()
        and "," not in " ".join(words)
    ):
        return _whose(whose, words[len(whose) :], found) or {"genre": " ".join(words), **found}
    if not whose or not (one_of_many or is_known(" ".join(whose))):
        return None
    return _whose(whose, words[len(whose) :], found)


def _whose(name: Sequence[str], genre: Sequence[str], found: SlotValues) -> SlotValues | None:
    """Whose a film or a song is ("a Tom Hanks movie"), told by capital letters or by the name."""
    said = " ".join(name)
    if genre and "kind" not in found and genre[0].casefold() in _OF_LIFE:
        return None
    music = found.get("kind") == "music" and len(name) == 1 and said[0].isupper()
    if not music and (
        not is_person(said) or may_be_title(said) or (found.get("kind") == "series" and not is_known(said))
    ):
        return None
    return {"person": said, **({"genre": " ".join(genre)} if genre else {}), **found}


def _genre_from(words: Sequence[str], *, named: bool) -> int | None:
    """Where the words of a genre begin that go on to the end; none where the last is of no genre."""
    at = len(words)
    while at > 0:
        length = next((n for n in (3, 2) if at >= n and _plain(words[at - n : at]) in _TWO_GENRES), 0)
        word = words[at - 1].casefold().strip("'’").replace("’", "'")
        word = word.removesuffix("'s") if word in _OF_WHOM else word
        last = at == len(words)
        if word == "light" and last and at > 1 and not named:
            break
        if not length and (
            word in _ONE_GENRE
            or (not last and (word in _BEFORE_A_GENRE or (words[at - 1].islower() and _OF_A_SORT.fullmatch(word))))
            or ((named or not last) and _comes_from(word))
        ):
            length = 1
        if not length:
            break
        at -= length
    return at if at < len(words) else None


def _comes_from(word: str) -> bool:
    """Whether it says where something comes from, or its language."""
    return word in _SORTS or word in _STUDIOS or _BRED.fullmatch(word) is not None


def _plain(words: Sequence[str]) -> str:
    return " ".join(words).casefold().replace("'", "").replace("’", "").strip()
