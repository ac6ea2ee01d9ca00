"""What is said after something: short words that only the context fills, in whatever words people put around them.

"That's overdone it", "half that", "sorry, Spanish not French", "the one with the dog", "okay we're back": none of them
is a request by itself. What was done last, the question that is open, the list on the screen or what is paused says
what may be meant, and a few cues which of it is; the words around the cues have to be ones that carry nothing, so that
talk in the same moment stays talk. English alone; other languages have their `@names`.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from pydantic import ValidationError

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.asides import ENGLISH, cuts_after_reason, cuts_before_reason
from prism_llm.understanding.english.words import HESITATIONS
from prism_llm.understanding.followups.amounts import amount, amount_beside
from prism_llm.understanding.followups.answers import answer, answer_beside, plain_answer
from prism_llm.understanding.followups.asked import named_answer
from prism_llm.understanding.followups.instead import about_another, instead
from prism_llm.understanding.followups.moments import asked, paused, resumed, unmuted
from prism_llm.understanding.followups.naming import about_that, another_part, cancelled, named_instead
from prism_llm.understanding.followups.options import chosen, chosen_by_a_word, none_of_them
from prism_llm.understanding.followups.speech import hushed, said_again, voiced
from prism_llm.understanding.followups.steps import again, further, stepped, switched
from prism_llm.understanding.followups.undoing import undone
from prism_llm.understanding.utterance import Utterance, Word

Reader = Callable[[Utterance, UtteranceContext], Command | None]
_READERS: tuple[Reader, ...] = (
    answer, voiced, hushed, said_again, none_of_them, named_answer, chosen, resumed, cancelled, about_that,
    another_part, named_instead, instead,
    stepped, amount, unmuted, switched, undone, further, about_another,
)  # fmt: skip
_LATE_READERS: tuple[Reader, ...] = (answer_beside, chosen_by_a_word, asked, paused, again)
"""Those whose words may also be requests by themselves, which have been looked for by then."""
_ANSWERS: tuple[Reader, ...] = (plain_answer,)
_IN_PIECES: tuple[Reader, ...] = (
    voiced, hushed, said_again, none_of_them, chosen, resumed, another_part, named_instead, instead, stepped,
    amount_beside, unmuted, switched, undone, further,
)  # fmt: skip
_AFTER_A_REASON: tuple[Reader, ...] = (resumed, unmuted, undone)
_BEFORE_A_REASON: tuple[Reader, ...] = (hushed, resumed, unmuted, undone)
_BEFORE_BECAUSE: tuple[Reader, ...] = (chosen, chosen_by_a_word)
"""What can be told from talk where no comma parts them; numbers and places cannot: "I loved | the first one"."""
_SHORT = 3
"""Words of an answer that may be nothing but a sound: "uh huh"."""
_MOST_WORDS, _MOST_AFTER, _MOST_BEFORE = 14, 18, 14
"""Words of a follow-up, and of the talk after it and before it."""


def followed(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """What the words as a whole ask for after what was so; none where they stand for themselves."""
    said_all = context.pending and len(utterance.words) <= _SHORT
    return _first(_READERS, utterance if said_all else _without_hesitations(utterance), context)


def followed_beside_talk(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The same, where the sentence also says why: "kettle's boiled, carry on"."""
    bare = _without_hesitations(utterance)
    commas = _between_commas(bare)
    return (
        _first(_LATE_READERS[:1], bare, context)
        or _in_pieces(_ANSWERS, bare, commas, context)
        or _in_pieces(_IN_PIECES, bare, commas, context)
        or _in_pieces(_AFTER_A_REASON, bare, _after_reasons(bare), context)
        or _in_pieces(_BEFORE_A_REASON, bare, _before_reasons(bare), context)
        or _in_pieces(_BEFORE_BECAUSE, bare, _before_because(bare), context)
        or _first(_LATE_READERS, bare, context)
        or _in_pieces(_LATE_READERS[1:-1], bare, commas, context)
    )


def _in_pieces(
    readers: Iterable[Reader], bare: Utterance, spans: Sequence[tuple[int, int]], context: UtteranceContext
) -> Command | None:
    """What the first of `readers` that knows one of the pieces makes of it."""
    quotes = frozenset() if readers is _ANSWERS else ENGLISH.quotes - {"how", "why"}
    pieces = [_piece(bare, start, end) for start, end in spans if _may_stand(bare, start, end, quotes)]
    return next((found for reader in readers for piece in pieces if (found := _tried(reader, piece, context))), None)


def _may_stand(bare: Utterance, start: int, end: int, quotes: frozenset[str]) -> bool:
    """Whether the words around a piece may be talk beside it: not too many, and no quotation before it."""
    quoted = quotes & {word.norm for word in bare.words[1:start]}
    around = start <= _MOST_BEFORE and len(bare.words) - end <= _MOST_AFTER
    return around and not quoted and end - start <= _MOST_WORDS


def _piece(bare: Utterance, start: int, end: int) -> Utterance:
    return Utterance(bare.text, bare.words[start:end], frozenset(at - start for at in bare.breaks if start < at < end))


def _first(readers: Iterable[Reader], bare: Utterance, context: UtteranceContext) -> Command | None:
    if not 0 < len(bare.words) <= _MOST_AFTER:
        return None
    return next((command for reader in readers if (command := _tried(reader, bare, context))), None)


def _tried(reader: Reader, words: Utterance, context: UtteranceContext) -> Command | None:
    """What `reader` makes of the words; none where it is a command with a number that it cannot have."""
    try:
        return reader(words, context)
    except ValidationError:
        return None


def _between_commas(utterance: Utterance) -> list[tuple[int, int]]:
    """Pieces of the words: those up to a comma, those after one, and those between two."""
    count = len(utterance.words)
    commas = sorted(at for at in utterance.breaks if 0 < at < count)
    return [*((0, end) for end in reversed(commas)), *((start, count) for start in commas), *pairwise(commas)]


def _after_reasons(utterance: Utterance) -> list[tuple[int, int]]:
    count = len(utterance.words)
    return [(cut, count) for cut in cuts_after_reason(utterance, ENGLISH)] if count > 1 else []


def _before_reasons(utterance: Utterance) -> list[tuple[int, int]]:
    return [(0, cut) for cut in cuts_before_reason(utterance, ENGLISH)] if len(utterance.words) > 1 else []


def _before_because(utterance: Utterance) -> list[tuple[int, int]]:
    return [(0, at) for at, word in enumerate(utterance.words) if at and word.norm in ENGLISH.because]


def _without_hesitations(utterance: Utterance) -> Utterance:
    words: list[Word] = []
    breaks: set[int] = set()
    for index, word in enumerate(utterance.words):
        if index in utterance.breaks:
            breaks.add(len(words))
        if word.norm not in HESITATIONS:
            words.append(word)
    return Utterance(utterance.text, tuple(words), frozenset(breaks))
