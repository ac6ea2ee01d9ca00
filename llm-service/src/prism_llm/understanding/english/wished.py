"""Where what is to be watched stands in a sentence that wishes for it: between how one begins and how one ends.

The trained model tells that something is to be watched, and which words may name it; here those are set aside that only
put the wish, so that what is described is seen whole: "a thriller with Denzel Washington would go down nicely".
"""

import re

from prism_llm.understanding.english.watched import what
from prism_llm.understanding.template import compile_template
from prism_llm.understanding.titles import is_written_as_name
from prism_llm.understanding.utterance import Utterance

Span = tuple[int, int]
"""First word, and the one after the last."""


def _either(*templates: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{compile_template(each, {}, {}).pattern.pattern})" for each in templates))


_BEGINS = _either(
    "(hey|hi|hello|ok|okay|right|so|well|oh|ooh|ah|aye|yes|yeah|now|then|actually|maybe|perhaps|just|lumen|please|sorry|"
    "and|but|look|listen|to|quite|really|kinda|rather|also|always|still)",
    "(go on|come on|you know what|kind of|sort of|make it|time for|nothing for it but|(it has|its got) to be)",
    "(can|could|would|will|shall|may|might|should|wont) (you|we|i|ya|yous|there be)",
    "(i|we) (can|could|would|will|might|may|should|dont mind|wouldnt mind|wouldnt say no to|have|need|was|were)",
    "(i|we|id|wed|ill|well|im|were|ive|weve|lets|let me|let us|let|wants|wanna|want|need|needs|like|likes|love|loves)",
    "(the|my|our) (kids|wife|husband|missus|mum|mom|dad|nan|gran|girls|boys|lads)",
    "(fancy|fancying|fancies|prefer|wish|feel like|feeling like|do with|could murder|murder|go for|go|after|craving)",
    "((dying|hoping|looking) (for|to)|[in the] mood for|up for|up to|thinking [(of|about|maybe)]|tempted by|keen on)",
    "(watch|watching|see|seeing|hear|hearing|listen to|listening to|have|having|put|play|playing|show|find|get|give|"
    "stick|chuck|throw|bung|whack|pop|pull|bring|start|stream|fire|queue|try|do|recommend|suggest) [(me|us)] "
    "[(on|up|in)]",
    "(have|has|do) (you|we|they|yous) [(got|have)]",
    "[(you|yall|ya|we|they)] got",
    "(theres|(is|are|was) there)",
    "[is there] (any|a) chance (of|we could|you could|i could)",
    "((what|how) about|any chance)",
    "what have (you|we) got (thats|in the way of|with)",
)
_ENDS = re.compile(
    r" (?:please|tonight|now|then|this evening|right now|right about now|(?:on |up )?(?:here|there)|on|up|"
    r"(?:on|up) (?:tv|the (?:tv|telly|box|screen))|for (?:me|us)|lumen|mate|love|darling|pal|thanks|thank you|cheers|"
    r"(?:will|would|could|can) (?:you|ya)|if you (?:can|would|could|dont mind|like)|at all|anywhere|somewhere|going|"
    r"around|(?:knocking|kicking) about|instead|again|too|maybe|perhaps|eh|aye|for (?:a change|once|a bit|a while)|"
    r"or something)$"
)
_MOST_NAME = 6
"""Words of a title that the model did not tell from the others."""
_ARTICLES = frozenset("the a an".split())


def wished(utterance: Utterance, likely: Span | None) -> Span | None:
    """The words that say what is to be watched: `likely` ones, or all that no wish is put with.

    All of them where they describe it, or tell more than a title, and where none is likely.
    """
    start, end = _unframed(utterance)
    if start >= end:
        return likely
    found = what({"what": utterance.said(start, end)}) or {}
    title = str(found.get("title", ""))
    if likely is None:
        known = len(utterance.words) > 1 and found and (not title or end - start <= _MOST_NAME)
        return (start, end) if known else None
    if set(found) - {"title"} or is_written_as_name(title):
        return start, end
    with_article = start + 1 == likely[0] and end == likely[1] and utterance.words[start].norm in _ARTICLES
    return (start, end) if with_article else likely


def _unframed(utterance: Utterance) -> Span:
    """The words without those that a wish begins and ends with; a capital letter begins a name."""
    count = len(utterance.words)
    capitals = [utterance.text[word.start].isupper() and word.norm[0] != "i" for word in utterance.words]
    named = not all(capitals[1:])
    start, end = 0, count
    while begins := _BEGINS.match(utterance.norm(start, end)):
        after = start + begins.group().count(" ")
        if named and any(capitals[max(start, 1) : after]):
            break
        start = after
    while ends := _ENDS.search(utterance.norm(start, end).rstrip()):
        before = end - ends.group().count(" ")
        if named and any(capitals[before:end]):
            break
        end = before
    return start, end
