"""What people say around a request in one breath: the reason before or after it."""

import re
from collections.abc import Iterator

from prism_llm.understanding import numbers
from prism_llm.understanding.grammar import AsideWords, Reading
from prism_llm.understanding.utterance import Utterance

TAKES_BACK = re.compile(
    r"(?:(?:oh |sorry |wait )?(?:no|nope) (?:wait|sorry|make|i (?:mean|meant)|actually|hang|hold)|actually no|i mean) "
)
"""How a second thought begins: "channel five, no wait, six"."""
_SUBJECTS = frozenset(
    "i im ive id ill we were weve its theyre hes shes theres thats someone somebody everyone everybody nobody "
    "youll phones doorbells".split()
)
"""Words that a sentence begins with, and never what a request is about."""
_BEGINS = _SUBJECTS | frozenset(
    "it the this that there here my our your youre you he she they no too so whats what why ugh oh ads adverts "
    "phone phones doorbell doorbells baby babys kids neighbours ok okay right well sorry wow damn".split()
)
_BECAUSE = frozenset("because cause cos coz while whilst so until till since".split())
_LEADS_ON = frozenset(
    "to and or the a an he she they you we i it that who which not dont didnt doesnt cant wont never always "
    "just then if when will would could should can must may might my your his her their of with for as than is "
    "are was were be been let lets make made says said say tell told him them me us how why what where please "
    "could gonna wanna do does did only also from in on at by about into but than like her need want know half "
    "quarter".split()
) | frozenset(numbers.ENGLISH.all)
"""Words after which a sentence goes on, so that what follows is no request: "he told me to | turn it off"."""
_QUOTES = frozenset(
    "said says say told tells asked yelled shouted screamed wrote thinks thought yells goes how why".split()
)
ENGLISH = AsideWords(
    subjects=_SUBJECTS, begins=_BEGINS, because=_BECAUSE, articles=frozenset("the my our this".split()),
    leads_on=_LEADS_ON, quotes=_QUOTES,
)  # fmt: skip
_BEFORE_IT_MATTERS = re.compile(
    r"before (?:(?:the|my|our|your) (?:baby|kids?|children|little ones?|twins|boys|girls|dogs?|cats?|neighbours?|"
    r"neighbors?|wife|husband|missus)|he|she|they|we|i|mum|mom|dad|gran|nan|grandma|grandad|everyone|everybody|someone|"
    r"somebody|anyone|anybody|you wake) "
)
"""Why something is asked for now: "turn it down before the baby wakes up"."""
_ASKS_ON = re.compile(
    r"(?<!\S)and (?:then |please |also |can you |could you )*(?:(?:tell|remind) (?:me|us)|what|whats|who|whos|when|"
    r"whens|where|wheres|why|how|which) "
)
"""How an English question goes on behind a request, which is plain whatever the question is about."""
_MOST_REASON, _LEAST_REASON = 9, 2
_APOSTROPHES = frozenset("'’")
_GOES_ON = frozenset({"then", "and", "but", "or"})
"""What a request after its reason does not begin with where no comma parts them."""
_SO = frozenset({"so"})
"""What leads from a reason to its request."""
_LEAST_REQUEST = 2
"""Words of a request that no comma sets off; one alone stands in too many sentences."""
_CLEAR = frozenset(
    {"tv.play", "tv.pause", "tv.stop", "tv.seek", "tv.rate", "tv.volume", "@volume", "@faint", "tv.mute", "tv.channel",
     "tv.next", "tv.subtitles", "tv.audio_track", "tv.quality", "tv.record", "tv.favourite", "ui.fullscreen", "ui.pip",
     "ui.guide", "sleep.set", "lumen.stop", "lumen.hush", "lumen.companion", "@up_or_down"}
)  # fmt: skip
"""What can be picked out of a longer sentence: talk seldom has it."""
_NAMED = frozenset({"tv.record", "reminder.set", "tv.watch", "ui.theme", "ui.search"})
_NAMED_ONLY = frozenset({"tv.record", "reminder.set", "tv.favourite"})
"""What may also be asked for beside a reason where the sentence is hardly talk; and those that may have any name."""
_CLEAR_QUESTIONS = frozenset(
    {"ask.who", "ask.remaining", "ask.now", "ask.next", "ask.song", "ask.score", "tv.repeat_line", "tv.previous",
     "tv.continue", "ui.open", "ui.scroll", "sleep.cancel"}
)  # fmt: skip
"""The same where the language says what its questions begin with."""
_TIMED = {"ask.explain": "seconds", "reminder.set": "when"}
"""What talk seldom has where its time is said."""


def asks_on(utterance: Utterance) -> bool:
    """Whether an English sentence goes on with a question behind "and"."""
    return _ASKS_ON.search(utterance.norm()) is not None


def cuts_after_reason(utterance: Utterance, known: AsideWords, *, loose: bool = False) -> Iterator[int]:
    """Where a request may begin, after its reason; the places that a comma marks first.

    If `loose`, the reason may begin with a name ("Sarah's here"), and "so" leads on to the request.
    """
    words = [word.norm for word in utterance.words]
    if known.quotes & set(words):
        return
    last, begins = min(len(words) - 1, _MOST_REASON), words[0] in known.begins or (loose and _is_named(utterance))
    asks = known.asks | known.questions
    yield from (cut for cut in range(1, last + 1) if cut in utterance.breaks and (begins or words[cut] in asks))
    if loose:
        yield from (cut for cut in range(_LEAST_REASON, last + 1) if words[cut - 1] in _SO)
        said_why = (cut for cut in range(last + 1, len(words) - _LEAST_REQUEST) if cut - 1 in utterance.breaks)
        yield from (cut for cut in said_why if words[cut - 1] in _SO)
    if words[0] in known.subjects or words[0] in known.articles:
        for cut in range(_LEAST_REASON, last):
            paused = any(0 < at <= cut for at in utterance.breaks)
            if not paused and len(words) - cut >= _LEAST_REQUEST and _turns(words, cut, known):
                yield cut


def _is_named(utterance: Utterance) -> bool:
    """Whether the first word is a name with its verb: "Sarah's"."""
    first = utterance.words[0]
    return first.norm != "lets" and bool(_APOSTROPHES & set(utterance.text[first.start : first.end]))


def _turns(words: list[str], cut: int, known: AsideWords) -> bool:
    """Whether the words before `cut` say how things are, and those from it may ask for something."""
    states = not known.states or not known.states.isdisjoint(words[:cut])
    asks = not known.asks or words[cut] in known.asks
    return words[cut - 1] not in known.leads_on and words[cut] not in _GOES_ON and states and asks


def cuts_before_reason(utterance: Utterance, known: AsideWords, *, loose: bool = False) -> Iterator[int]:
    """Where the reason may begin, after the request; if `loose`, with whatever word after a comma."""
    words = [word.norm for word in utterance.words]
    for cut in range(1, len(words) - 1) if known is ENGLISH and "and" in words else ():
        if words[cut] == "and" and _ASKS_ON.match(utterance.norm(cut)) and not known.quotes & set(words[:cut]):
            yield cut
    if known.quotes & set(words):
        return
    told_why = [[word] for word in known.because]
    one_word = words[0] in known.asks or 1 in utterance.breaks or words[1:2] in told_why
    for cut in range(1 if one_word else _LEAST_REQUEST, len(words) - 1):
        asked = words[0] in known.asks or words[0] in known.questions
        marked = cut in utterance.breaks and (loose or asked or words[cut] in known.begins)
        goes_on = words[cut - 1] in known.leads_on
        alone = cut == 1 or (cut == 2 and words[0] not in known.asks and words[1] in known.asks)
        object_follows = alone and words[cut] in known.articles
        asks_more = words[cut + 1] in known.asks  # "e abbassa" is "and turn it down", not "it is ..."
        begins = words[cut] in known.subjects and not goes_on and not object_follows and not asks_more
        begins = begins and _tells(utterance, words, cut, known) and not _joins_names(utterance, cut)
        begins = begins and words[cut + 1] not in known.halves
        before = known is ENGLISH and words[cut] == "before" and _BEFORE_IT_MATTERS.match(utterance.norm(cut))
        says_why = words[cut] in known.because and cut + 1 not in utterance.breaks  # “abbassa tanto, ti prego” is a lot
        if marked or says_why or begins or before:
            yield cut


def _joins_names(utterance: Utterance, cut: int) -> bool:
    """Whether one letter between two names only joins them: "con Bud Spencer e Terence Hill"."""
    before, joins, behind = (utterance.said(at, at + 1) for at in (cut - 1, cut, cut + 1))
    return len(joins) == 1 and joins.isascii() and joins.islower() and before[0].isupper() and behind[0].isupper()


def _tells(utterance: Utterance, words: list[str], cut: int, known: AsideWords) -> bool:
    """Whether words from `cut` on say how something is; only named, it is what something is done to."""
    if words[cut] not in known.articles or not known.states:
        return True
    ends = (at for at in range(cut + 1, len(words)) if at in utterance.breaks or words[at] in known.because)
    return not known.states.isdisjoint(words[cut : next(ends, len(words))])


def plain_requests(
    readings: list[Reading] | None, known: AsideWords, *, first: bool = False, loose: bool = False
) -> bool:
    """Whether these are requests beyond doubt: closed phrases, of kinds that talk does not have.

    Where they come `first`, before their reason, also wishes for a genre: "something sad, I need a good cry".
    """
    clear = _CLEAR | _CLEAR_QUESTIONS if known.questions or loose else _CLEAR
    return bool(readings) and all(
        (_is_clear(reading, clear) or (first and _of_a_kind(reading)) or (loose and reading.name in _NAMED))
        and (not reading.open or (loose and reading.name in _NAMED_ONLY) or (bool(known.asks) and _of_a_kind(reading)))
        and reading.likely is None
        and reading.slots.get("number") != 1
        for reading in readings or ()
    )


def _is_clear(reading: Reading, clear: frozenset[str]) -> bool:
    """Whether talk seldom has it; what happened and a reminder are asked for clearly where a time is said."""
    return reading.name in clear or _TIMED.get(reading.name) in reading.slots


def _of_a_kind(reading: Reading) -> bool:
    """Whether it is a wish for a genre or with a person in it, and names no title."""
    return reading.name == "tv.watch" and not {"title", "season", "episode"} & set(reading.slots)
