"""Command words that were half heard in languages other than English."""

import pytest

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding import create_understander

UNDERSTANDER = create_understander()


def _asked(language: str, said: str) -> list[Command]:
    return list(UNDERSTANDER.understand(said, UtteranceContext(language=language)).commands)


@pytest.mark.parametrize(
    ("language", "said", "meant"),
    [
        ("de", "nächste Volke", Command.of("tv.next")),
        ("de", "nächstefolge", Command.of("tv.next")),
        ("de", "Untertittel an", Command.of("tv.subtitles", on=True)),
        ("de", "mach die Untertittel an", Command.of("tv.subtitles", on=True)),
        ("de", "mach den Thon aus", Command.of("tv.mute", on=True)),
        ("de", "tonaus", Command.of("tv.mute", on=True)),
        ("de", "Vollbilt", Command.of("ui.fullscreen", on=True)),
        ("de", "voll bild", Command.of("ui.fullscreen", on=True)),
        ("de", "lauta", Command.of("tv.volume", mode="step", delta=10)),
        ("de", "zurük spulen", Command.of("tv.seek", mode="relative", seconds=-15)),
        ("de", "spul zehn Minutten vor", Command.of("tv.seek", mode="relative", seconds=600)),
        ("de", "nimm den Tatort auv", Command.of("tv.record", on=True, title="Tatort")),
        ("de", "Kanal firzig", Command.of("tv.channel", number=40)),
        ("fr", "épizode suivant", Command.of("tv.next")),
        ("es", "siguiente kanal", Command.of("tv.channel", step=1)),
        ("it", "prosimo canale", Command.of("tv.channel", step=1)),
    ],
)
def test_a_command_word_that_sounds_the_same_or_has_one_wrong_letter_is_put_right(
    language: str, said: str, meant: Command
) -> None:
    assert _asked(language, said) == [meant]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Pauline kommt"),
        ("de", "die Paste ist alle"),
        ("de", "der Kanzler ist weg"),
        ("de", "Lotte"),
        ("de", "Paula bitte"),
        ("de", "Mist"),
        ("de", "Anton kommt heute"),
        ("de", "Bella sitz"),
        ("de", "spiel Leider"),
    ],
)
def test_other_words_that_are_like_command_words_ask_for_nothing(language: str, said: str) -> None:
    assert _asked(language, said) == []


def test_a_title_is_kept_though_a_command_word_sounds_like_it() -> None:
    assert _asked("de", "spiel Falko") == [Command.of("tv.watch", title="Falko")]
    assert _asked("fr", "mets Bluey et baisse un peu le son")[0] == Command.of("tv.watch", title="Bluey")
