"""Does the commands of a turn, in spoken order, and says what came of each."""

from dataclasses import dataclass, replace

from prism_core.commands import Command
from prism_core.errors import NotFound, PrismError
from prism_core.events import PlaybackResult
from prism_core.ports import Player
from prism_core.requests import Choice, Question, SentenceResult, Understanding
from prism_gateway.conversation.acknowledging import acknowledgement
from prism_gateway.conversation.saying import said_in

MIND_PREFIXES = ("ask.", "reminder.")
"""Commands that are questions, or whose doing lies behind the mind's tools."""
MIND_NAMES = frozenset({"delete", "tv.record"})
NOTED = frozenset({"tv.record", "reminder.set", "reminder.cancel", "delete"})
"""What the mind does and the player only remembers, so that it can be done again or taken back."""


@dataclass(frozen=True, slots=True)
class Acted:
    """What was done in a turn, what to say of it, and what must be asked back."""

    done: tuple[tuple[Command, PlaybackResult], ...] = ()
    acknowledgements: tuple[SentenceResult, ...] = ()
    question: str | None = None
    options: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    """What each of the options does, where that is known."""
    language: str = "en"
    """In which the viewer spoke."""


def is_for_the_mind(command: Command, player_asked: bool = False) -> bool:
    """Whether `command` is answered in words from data, not done by the player.

    A yes is the player's where the player asked (`player_asked`), and the mind's otherwise: it asks too.
    """
    if command.name == "confirm":
        return not player_asked
    return command.name.startswith(MIND_PREFIXES) or command.name in MIND_NAMES


def taken(commands: tuple[Command, ...], choices: tuple[Choice, ...] | None, player_asked: bool) -> tuple[Command, ...]:
    """`commands`, with what the mind is to do in the place of the yes to it: "shall I remind you?", "yes please".

    What the player does, it takes itself.
    """
    if not player_asked or choices is None or len(choices) != 1 or not is_for_the_mind(choices[0].command):
        return commands
    return tuple(choices[0].command if command.name == "confirm" else command for command in commands)


def may_be_asked(commands: tuple[Command, ...]) -> bool:
    """Whether the mind may have an answer to what the player does: who asks what there is, is shown the page too."""
    return [command.name for command in commands] == ["ui.open"]


async def act(meant: Understanding, player: Player, player_asked: bool = False) -> Acted:
    """Does all commands that are not for the mind; a failure of one is said and does not stop the next.

    What is said, and asked where several may be meant, is in the language of the words.
    """
    done: list[tuple[Command, PlaybackResult]] = []
    said: list[SentenceResult] = []
    question: str | None = None
    options: tuple[str, ...] = ()
    for command in meant.commands:
        if is_for_the_mind(command, player_asked):
            if command.name in NOTED:
                await player.perform(command)
            continue
        try:
            result = await player.perform(command)
        except NotFound as error:
            question, options = said_in(meant.language, error.message), tuple(str(option) for option in _options(error))
            said.append(SentenceResult(text=question, expression="neutral"))
        except PrismError as error:
            said.append(SentenceResult(text=said_in(meant.language, error.message), expression="sad"))
        else:
            done.append((command, result))
            text = said_in(meant.language, acknowledgement(command, result))
            if text:
                said.append(SentenceResult(text=text, expression="happy" if result.ok else "sad"))
    if meant.answer:
        said.append(SentenceResult(text=meant.answer, expression="neutral"))
    acted = Acted(tuple(done), tuple(said), question, options, language=meant.language)
    return _asked(acted, meant.question) if meant.question is not None and question is None else acted


def _asked(acted: Acted, question: Question) -> Acted:
    """`acted`, and the question back."""
    return replace(
        acted,
        acknowledgements=(*acted.acknowledgements, SentenceResult(text=question.text, expression="neutral")),
        question=question.text,
        options=tuple(choice.label for choice in question.choices),
        choices=question.choices,
    )


def _options(error: NotFound) -> tuple[object, ...]:
    options = error.details.get("options", ())
    return options if isinstance(options, tuple) else ()
