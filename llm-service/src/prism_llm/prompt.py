"""The prompt: a beginning that stays the same from turn to turn, so that models can keep it, then what is so now.

Chat templates move messages about: Ollama's joins every `system` message at the top, others refuse one that is not
first. So there is one, with the rules and the summary, which changes every few turns only; and what is so around the
viewer goes before their words, in the last message.
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources

from prism_core.requests import Exchange, UtteranceContext
from prism_llm.engines import Message, Prompt
from prism_llm.understanding.tongues import ENGLISH_NAMES

_MAX_TOKENS = 220
_LONGEST_WORDS = 6000
"""Characters of one message of the viewer's: what they paste must not push out the rules."""
_NAMES = {code: name.title() for name, code in ENGLISH_NAMES.items()}
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
    summary: str = "",
) -> Prompt:
    """The messages for one answer.

    Args:
        text: what the viewer said.
        history: the last exchanges, each of which is used.
        context: what is on.
        facts: sentences from data.
        mood: how the viewer feels, in a word; empty when it does not matter.
        child: years, where the viewer's profile has a limit of age.
        summary: what was said before `history`.
    """
    now = _situation(context, facts, mood, child)
    said = text[:_LONGEST_WORDS]
    words = f"{now}\n\nThe viewer says: {said}" if now else said
    return Prompt([*past(history, summary), Message("user", words)], temperature=0.7, max_tokens=_MAX_TOKENS)


def past(history: Sequence[Exchange], summary: str) -> list[Message]:
    """The part that stays the same until the summary takes more exchanges up: rules, summary, exchanges."""
    rules = f"{persona()}\n\nWhat was said earlier, in short: {quoted(summary)}" if summary else persona()
    messages = [Message("system", rules)]
    for exchange in history:
        messages += [Message("user", exchange.viewer), Message("assistant", exchange.lumen)]
    return messages


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
    if context is not None and (tongue := _NAMES.get(context.answer_in or "")):
        text += f"\nAnswer in {tongue}, as the viewer asked you to."
    if mood:
        text += f"\n{_FEELING.get(mood, f'The viewer seems {mood}; answer with care.')}"
    return text.strip()


def quoted(text: str) -> str:
    """Broadcasters' words, marked as such and without line breaks or marks of their own."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    return "«" + plain.replace("«", "'").replace("»", "'") + "»"
