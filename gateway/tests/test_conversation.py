"""The pure parts of a conversation: floor, history, undo, acknowledgements."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from prism_core.commands import Command
from prism_core.events import PlaybackResult, PlaybackState
from prism_core.requests import Exchange
from prism_gateway.conversation import saying
from prism_gateway.conversation.acknowledging import acknowledgement
from prism_gateway.conversation.floor import Floor
from prism_gateway.conversation.history import KEPT, History
from prism_gateway.conversation.saying import languages, preferred, said_in
from prism_gateway.conversation.speaking import Speech, Spoken
from prism_gateway.conversation.undoing import inverse

LANGUAGE_FILES = Path(saying.__file__).with_name("languages")


def test_the_viewer_always_gets_the_floor() -> None:
    floor = Floor()
    assert not floor.viewer_begins()
    floor.viewer_ends(0.0)
    floor.lumen_begins()
    assert floor.viewer_begins()


@pytest.mark.parametrize(
    ("happened", "now", "reason"),
    [
        (lambda floor: None, 0.0, None),
        (lambda floor: floor.hush(True), 0.0, "quiet"),
        (lambda floor: floor.viewer_begins(), 0.0, "speaks"),
        (lambda floor: floor.viewer_ends(0.0), 14.0, "just spoken"),
        (lambda floor: floor.viewer_ends(0.0), 16.0, None),
        (lambda floor: floor.remark(0.0), 40.0, "too recent"),
        (lambda floor: floor.remark(0.0), 46.0, None),
    ],
)
def test_a_remark_is_made_only_when_it_disturbs_nobody(happened, now, reason) -> None:  # type: ignore[no-untyped-def]
    floor = Floor()
    happened(floor)
    refusal = floor.refusal(now)
    assert refusal is None if reason is None else reason in (refusal or "")


def test_an_interrupted_answer_is_remembered_as_far_as_it_was_heard() -> None:
    history = History()
    speech = Speech(sentences=[Spoken("One two three four.", 0, 2), Spoken("Five six.", 2, 3), Spoken("Seven.", 3, 4)])
    history.begin("turn-1", "hello", speech)
    history.end()
    history.heard("another turn", 0.5)
    history.heard("turn-1", 2.5)
    assert history.past == (Exchange(viewer="hello", lumen="One two three four. Five …"),)


def test_history_keeps_the_last_exchanges() -> None:
    history = History()
    for n in range(KEPT + 3):
        history.begin(f"turn-{n}", str(n), Speech())
        history.end()
    assert [exchange.viewer for exchange in history.past] == [str(n) for n in range(3, KEPT + 3)]


BEFORE = PlaybackState(channel_name="Prism Beat", volume=40, rate=1.0)


@pytest.mark.parametrize(
    ("command", "back"),
    [
        (Command.of("tv.mute", on=True), Command.of("tv.mute", on=False)),
        (Command.of("tv.volume", mode="step", delta=10), Command.of("tv.volume", mode="set", level=40)),
        (Command.of("tv.channel", step=1), Command(name="tv.channel", slots={"name": "Prism Beat"})),
        (Command.of("tv.pause"), Command.of("tv.play")),
        (Command.of("ui.guide"), Command.of("ui.back")),
        (Command.of("lumen.voice", slower=True), Command.of("lumen.voice", faster=True)),
        (Command.of("lumen.voice", voice="anna"), None),
        (Command.of("ask.now"), None),
    ],
)
def test_a_command_can_be_taken_back(command: Command, back: Command | None) -> None:
    assert inverse(command, BEFORE) == back


def test_what_was_put_on_where_nothing_played_is_stopped_again() -> None:
    assert inverse(Command.of("tv.channel", step=1), PlaybackState()) == Command.of("tv.stop")
    assert inverse(Command.of("tv.stop"), PlaybackState()) is None


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("nl,fr;q=0.4,it;q=0.7", "it"),
        ("es;q=0,en;q=0.5", "en"),
        ("nl", "en"),
        ("*, ;q=x", "en"),
        ("", "en"),
    ],
)
def test_a_browser_tells_which_language_is_likely(accepted: str, language: str) -> None:
    assert preferred(accepted) == language


@pytest.mark.parametrize(
    ("lumen", "question"),
    [
        ("It has 12 channels. Delete the playlist Summer?", "Delete the playlist Summer?"),
        ("Delete the playlist …", ""),
        ("Shall I? I had better not.", ""),
    ],
)
def test_the_last_words_are_a_question_only_where_they_were_heard_to_its_end(lumen: str, question: str) -> None:
    assert History([Exchange(viewer="delete it", lumen=lumen)]).question == question
    assert History().question == ""


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (Command.of("tv.mute", on=True), "Muted."),
        (Command.of("tv.mute", on=True, seconds=300), "Muted for 5 minutes."),
        (Command.of("tv.mute", on=False), "Sound is back."),
        (Command.of("tv.channel", step=1), "Prism Beat."),
        (Command.of("tv.volume", mode="step", delta=5), "Volume 40."),
        (Command.of("ui.scroll", direction="down"), ""),
    ],
)
def test_acknowledgements_are_short_and_true(command: Command, said: str) -> None:
    assert acknowledgement(command, PlaybackResult(command_id="1", ok=True, state=BEFORE)) == said


@pytest.mark.parametrize("code", languages())
def test_a_language_has_all_sentences_with_their_places(code: str) -> None:
    def sentences(language: str) -> dict[str, str]:
        file = tomllib.loads((LANGUAGE_FILES / f"{language}.toml").read_text(encoding="utf-8"))
        assert file.pop("languages")["name"]
        assert file.pop("heard").keys() == {"greetings", "unfinished"}
        return file

    assert sentences(code).keys() == sentences("de").keys()
    for english, other in sentences(code).items():
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", other)), english


@pytest.mark.parametrize(
    ("language", "english", "said"),
    [
        ("de", "Muted for 5 minutes.", "Stumm für 5 Minuten."),
        ("fr-CA", "Which one: BBC One, BBC Two or ITV?", "Lequel : BBC One, BBC Two ou ITV ?"),
        ("es", "I know no channel called Trick or Treat.", "No conozco ningún canal llamado Trick or Treat."),
        ("it", "Trick or Treat.", "Trick or Treat."),
        ("nl", "Muted.", "Muted."),
    ],
)
def test_sentences_are_said_in_the_viewers_language_and_names_stay(language: str, english: str, said: str) -> None:
    assert said_in(language, english) == said


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "I speak English, German, Spanish, French, Italian and Dutch."),
        ("de", "Ich spreche Englisch, Deutsch, Spanisch, Französisch, Italienisch und Dutch."),
        ("nl", "Ik spreek Engels, German, Spanish, French, Italian en Nederlands."),
    ],
)
def test_a_file_more_is_a_language_that_lumen_tells_she_speaks(
    language: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(LANGUAGE_FILES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "nl.toml").write_text(
        '"I speak {languages}." = "Ik spreek {languages}."\n'
        '[languages]\nname = "Dutch"\nand = "en"\nEnglish = "Engels"\nDutch = "Nederlands"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(saying, "_FOLDER", tmp_path)
    monkeypatch.setattr(saying, "_files", saying._files.__wrapped__)
    monkeypatch.setattr(saying, "_sentences", saying._sentences.__wrapped__)
    assert saying.languages_told(language) == told


@pytest.mark.parametrize(
    "command",
    [Command.of("tv.mute", on=True, seconds=60), Command.of("tv.subtitles", on=False), Command.of("tv.stop")],
)
def test_every_acknowledgement_has_a_translation(command: Command) -> None:
    english = acknowledgement(command, PlaybackResult(command_id="1", ok=True, state=BEFORE))
    assert all(said_in(code, english) != english for code in languages())
