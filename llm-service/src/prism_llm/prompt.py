"""The prompt: a prefix that never changes, so that models can keep it, then the past, then what is so now."""

from collections.abc import Sequence
from functools import cache
from importlib import resources

from prism_core.requests import Exchange, UtteranceContext
from prism_llm.engines import Message, Prompt

EXCHANGES = 10
"""How many turns of the past a model is given."""
HISTORY_CHARACTERS = 6000
"""Of the past in one prompt, about 1,500 tokens: what a viewer pastes must not push out the rules."""
_MAX_TOKENS = 220
_FEELING = {"frustrated": "The viewer seems frustrated: be brief and help."}


@cache
def persona() -> str:
    """Who Lumen is."""
    return resources.files("prism_llm").joinpath("persona/lumen.md").read_text(encoding="utf-8").strip()


def build(
    text: str,
    history: Sequence[Exchange] = (),
    context: UtteranceContext | None = None,
    facts: Sequence[str] = (),
    mood: str = "",
    child: int | None = None,
) -> Prompt:
    """The messages for one answer.

    Args:
        text: what the viewer said.
        history: the conversation so far; its last `EXCHANGES` are used.
        context: what is on.
        facts: sentences from data.
        mood: how the viewer feels, in a word; empty when it does not matter.
        child: years, where the viewer's profile has a limit of age.
    """
    messages = [Message("system", persona())]
    for exchange in _recent(history):
        messages += [Message("user", exchange.viewer), Message("assistant", exchange.lumen)]
    if now := _situation(context, facts, mood, child):
        # After the past, so that everything before it stays the same from turn to turn.
        messages.append(Message("system", now))
    messages.append(Message("user", text))
    return Prompt(messages, temperature=0.7, max_tokens=_MAX_TOKENS)


def _recent(history: Sequence[Exchange]) -> Sequence[Exchange]:
    """The last exchanges that fit, oldest first."""
    kept: list[Exchange] = []
    left = HISTORY_CHARACTERS
    for exchange in reversed(history[-EXCHANGES:]):
        left -= len(exchange.viewer) + len(exchange.lumen)
        if left < 0:
            break
        kept.append(exchange)
    return kept[::-1]


def _situation(context: UtteranceContext | None, facts: Sequence[str], mood: str, child: int | None) -> str:
    lines: list[str] = []
    if context is not None:
        if context.channel:
            lines.append(f"Channel on the screen: {quoted(context.channel)}")
        if context.programme:
            lines.append(f"Programme: {quoted(context.programme)}")
        if context.now:
            lines.append(f"Time: {context.now:%A %H:%M}")
    lines += [quoted(fact) for fact in facts]
    text = "Facts:\n" + "\n".join(lines) if lines else ""
    if child is not None:
        text += f"\nThis profile is a child's, up to {child} years: speak of nothing that is for older ones."
    if mood:
        text += f"\n{_FEELING.get(mood, f'The viewer seems {mood}; answer with care.')}"
    return text.strip()


def quoted(text: str) -> str:
    """Broadcasters' words, marked as such and without line breaks or marks of their own."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    return "«" + plain.replace("«", "'").replace("»", "'") + "»"
