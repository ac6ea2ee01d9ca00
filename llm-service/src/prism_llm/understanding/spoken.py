"""Which language a text is likely to be in."""

from collections.abc import Mapping

from prism_core.requests import UtteranceContext
from prism_llm.understanding.grammar import Grammar
from prism_llm.understanding.utterance import Utterance

_SHORT = 5
_LEAST_TYPICAL, _MOST_FOR_A_TYPICAL = 2, 4
"""Words that are typical of a language which is not the viewer's, for its model to be asked, and words for each."""


class Spoken:
    """Tells the languages of a text by the words that are typical of them."""

    def __init__(self, grammars: Mapping[str, Grammar]) -> None:
        self._grammars = grammars

    def order(self, utterance: Utterance, context: UtteranceContext) -> list[str]:
        """Languages to try, the likeliest first: by their typical words, then the context's, then English.

        One without a typical word is tried on short phrases alone, which often have none ("pausa").
        """
        default, counts = self.spoken(context), self.typical(utterance)
        most = max(counts.values())
        tried = sorted((code for code in counts if counts[code] > counts[default]), key=lambda code: -counts[code])
        if not counts[default] and not tried and len(utterance.words) <= _SHORT:
            tried = [code for code in self._grammars if code != default]
        as_likely = [code for code in counts if code != default and 0 < counts[code] == counts[default]]
        return [*tried, default, *as_likely] if most > counts[default] else [default, *tried, *as_likely]

    def likely(self, utterance: Utterance, context: UtteranceContext) -> list[str]:
        """The likeliest language and the viewer's, each once."""
        return list(dict.fromkeys((self.order(utterance, context)[0], self.spoken(context))))

    def surely(self, utterance: Utterance, context: UtteranceContext, code: str) -> bool:
        """Whether a language is the viewer's, or of more of the words, and enough of them, than any other."""
        counts = self.typical(utterance)
        enough = counts[code] >= max(_LEAST_TYPICAL, len(utterance.words) / _MOST_FOR_A_TYPICAL)
        ahead = enough and all(counts[code] > counts[other] for other in counts if other != code)
        return code == self.spoken(context) or ahead

    def spoken(self, context: UtteranceContext) -> str:
        """The viewer's language, or English."""
        spoken = (context.language or "en").split("-")[0].lower()
        return spoken if spoken in self._grammars else "en"

    def typical(self, utterance: Utterance) -> dict[str, int]:
        """How many words are typical of each language."""
        known = {code: grammar.language.typical for code, grammar in self._grammars.items()}
        return {code: sum(word.norm in typical for word in utterance.words) for code, typical in known.items()}

    def tells(self, utterance: Utterance, code: str) -> bool:
        """Whether the words have one that is typical of a language; free words alone may be any language's."""
        return any(word.norm in self._grammars[code].language.typical for word in utterance.words)
