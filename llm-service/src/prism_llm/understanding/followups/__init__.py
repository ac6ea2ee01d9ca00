"""What is said after something: short words that only the context fills, in whatever words people put around them.

"That's overdone it", "half that", "sorry, Spanish not French", "the one with the dog", "okay we're back": none of them
is a request by itself. What was done last, the question that is open, the list on the screen or what is paused says
what may be meant, and a few cues which of it is; the words around the cues have to be ones that carry nothing, so that
talk in the same moment stays talk. English alone; other languages have their `@names`.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.asides import ENGLISH, cuts_after_reason, cuts_before_reason
from prism_llm.understanding.english.words import HESITATIONS
from prism_llm.understanding.followups.amounts import amount
from prism_llm.understanding.followups.answers import answer
from prism_llm.understanding.followups.instead import instead
from prism_llm.understanding.followups.moments import asked, hushed, paused, resumed, unmuted
from prism_llm.understanding.followups.options import chosen, chosen_by_a_word
from prism_llm.understanding.followups.steps import again, further, switched, undone
from prism_llm.understanding.utterance import Utterance, Word

Reader = Callable[[Utterance, UtteranceContext], Command | None]
_READERS: tuple[Reader, ...] = (
    answer, hushed, chosen, resumed, amount, unmuted, instead, switched, further, undone,
)  # fmt: skip
_LATE_READERS: tuple[Reader, ...] = (*_READERS, chosen_by_a_word, again, asked, paused)
"""The same and those whose words may also be requests by themselves, which have been looked for by then."""
_PLAIN_READERS: tuple[Reader, ...] = (answer, hushed, resumed, unmuted, switched, undone)
"""What can be told from talk where no comma parts them; numbers and places cannot: "I loved | the first one"."""
_MOST_WORDS, _MOST_AFTER, _MOST_BEFORE = 14, 24, 16
"""Words of a follow-up, and of the talk after it and before it."""


def followed(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """What the words as a whole ask for after what was so; none where they stand for themselves."""
    return _first(_READERS, _without_hesitations(utterance), context)


def followed_beside_talk(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The same, where the sentence also says why: "kettle's boiled, carry on"."""
    bare = _without_hesitations(utterance)
    if command := _first(_LATE_READERS, bare, context):
        return command
    if ENGLISH.quotes & {word.norm for word in bare.words[1:]} - {"how", "why", "said"}:
        return None
    for readers, spans in ((_LATE_READERS, _between_commas(bare)), (_PLAIN_READERS, _beside_reasons(bare))):
        for start, end in spans:
            piece = Utterance(
                bare.text, bare.words[start:end], frozenset(at - start for at in bare.breaks if at > start)
            )
            short = start <= _MOST_BEFORE and len(bare.words) - end <= _MOST_AFTER
            if short and (command := _first(readers, piece, context)):
                return command
    return None


def _first(readers: Iterable[Reader], bare: Utterance, context: UtteranceContext) -> Command | None:
    if not 0 < len(bare.words) <= _MOST_WORDS:
        return None
    return next((command for reader in readers if (command := reader(bare, context))), None)


def _between_commas(utterance: Utterance) -> Iterator[tuple[int, int]]:
    """Pieces of the words: those up to a comma, those after one, and those between two, the longest first."""
    count = len(utterance.words)
    commas = sorted(at for at in utterance.breaks if 0 < at < count)
    yield from ((0, end) for end in reversed(commas))
    yield from ((start, count) for start in commas)
    yield from pairwise(commas)


def _beside_reasons(utterance: Utterance) -> Iterator[tuple[int, int]]:
    if len(utterance.words) < 2:
        return
    yield from ((cut, len(utterance.words)) for cut in cuts_after_reason(utterance, ENGLISH))
    yield from ((0, cut) for cut in cuts_before_reason(utterance, ENGLISH))


def _without_hesitations(utterance: Utterance) -> Utterance:
    words: list[Word] = []
    breaks: set[int] = set()
    for index, word in enumerate(utterance.words):
        if index in utterance.breaks:
            breaks.add(len(words))
        if word.norm not in HESITATIONS:
            words.append(word)
    return Utterance(utterance.text, tuple(words), frozenset(breaks))
