"""A language more is files alone: Dutch, laid into a copy of the package, is understood and answered."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

import prism_llm
from prism_core.commands import Command
from prism_core.events.playback import PlaybackState
from prism_core.requests import Exchange, Reply, UtteranceContext
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.selection import Selection
from prism_llm.media import Media
from prism_llm.sentiment.analyse import analyse
from prism_llm.telling import LANGUAGES
from prism_llm.testing import create_replier
from prism_llm.understanding import ChannelNames, Understander, languages
from prism_llm.understanding.english import ENGLISH
from prism_llm.understanding.grammar import Grammar, Language, rule
from prism_llm.understanding.languages import files

FILES = Path(__file__).parent / "data" / "dutch"
PACKAGE = Path(prism_llm.__file__).parent
CHANNELS = ("NPO 1", "NPO 2", "RTL 4")
NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
PATIENT_SECONDS = 120
"""For a busy machine."""
UNDERSTOOD: Sequence[tuple[str, Sequence[Command]]] = [
    ("zet het geluid harder", [Command.of("tv.volume", mode="step", delta=10)]),
    ("kun je het geluid wat zachter zetten", [Command.of("tv.volume", mode="step", delta=-5)]),
    ("een stuk zachter, alsjeblieft", [Command.of("tv.volume", mode="step", delta=-25)]),
    ("zet het volume op tweeënveertig", [Command.of("tv.volume", mode="set", level=42)]),
    ("volume dertig procent", [Command.of("tv.volume", mode="set", level=30)]),
    ("twintig procent zachter", [Command.of("tv.volume", mode="step", delta=-20)]),
    ("zet het geluid uit", [Command.of("tv.mute", on=True)]),
    ("demp de tv vijf minuten", [Command.of("tv.mute", on=True, seconds=300)]),
    ("zet over vijf minuten het geluid uit", []),
    ("zet om negen uur NPO 2 aan", []),
    ("geluid weer aan", [Command.of("tv.mute", on=False)]),
    ("zender honderdvijf", [Command.of("tv.channel", number=105)]),
    ("ga naar NPO 2", [Command(name="tv.channel", slots={"name": "NPO 2"})]),
    ("zet RTL 4 aan", [Command(name="tv.channel", slots={"name": "RTL 4"})]),
    ("volgende zender", [Command.of("tv.channel", step=1)]),
    ("zet De Luizenmoeder op", [Command.of("tv.watch", title="De Luizenmoeder")]),
    ("ik wil graag Boer zoekt Vrouw zien", [Command.of("tv.watch", title="Boer zoekt Vrouw")]),
    (
        "speel Flikken Maastricht seizoen twee aflevering drie",
        [Command.of("tv.watch", title="Flikken Maastricht", season=2, episode=3)],
    ),
    ("zet een spannende thriller op", [Command.of("tv.watch", genre="spannende thriller")]),
    ("ik wil een film van Paul Verhoeven zien", [Command.of("tv.watch", person="Paul Verhoeven", kind="movie")]),
    ("pauzeer de film", [Command.of("tv.pause")]),
    ("speel maar verder", [Command.of("tv.play")]),
    ("zet de televisie uit", [Command.of("tv.stop")]),
    ("spoel anderhalve minuut terug", [Command.of("tv.seek", mode="relative", seconds=-90)]),
    ("sla een halve minuut over", [Command.of("tv.seek", mode="relative", seconds=30)]),
    ("begin de film opnieuw", [Command.of("tv.seek", mode="start")]),
    ("ga naar minuut twaalf", [Command.of("tv.seek", mode="absolute", seconds=720)]),
    ("volgende aflevering", [Command.of("tv.next")]),
    ("zet Engelse ondertiteling aan", [Command.of("tv.subtitles", on=True, language="en")]),
    ("open de gids", [Command.of("ui.guide")]),
    ("open mijn favorieten", [Command.of("ui.open", page="favourites")]),
    ("wat is er nu op NPO 1", [Command.of("ask.now", channel="NPO 1")]),
    ("wat komt er hierna", [Command.of("ask.next")]),
    ("wat is er vanavond op tv", [Command.of("ask.at", when="vanavond")]),
    ("hoe lang duurt de film nog", [Command.of("ask.remaining")]),
    ("zet deze zender bij mijn favorieten", [Command.of("tv.favourite", on=True)]),
    (
        "herinner me vanavond aan De Slimste Mens",
        [Command.of("reminder.set", title="De Slimste Mens", when="vanavond")],
    ),
    ("neem dit op", [Command.of("tv.record", on=True)]),
    (
        "neem Studio Sport morgen avond op",
        [Command.of("tv.record", on=True, title="Studio Sport", when="morgen avond")],
    ),
    ("zet de tv over een half uur uit", [Command.of("sleep.set", seconds=1800)]),
    ("ja, doe maar", [Command.of("confirm")]),
    ("nee, bedankt", [Command.of("deny")]),
    ("maak dat ongedaan", [Command.of("undo")]),
    ("hé Lumen, wees eens stil", [Command.of("lumen.hush", on=True)]),
    ("zet het geluid uit en open de gids", [Command.of("tv.mute", on=True), Command.of("ui.guide")]),
    ("zet het geluid niet harder", []),
    ("zet het geluid uit, nee laat maar", [Command.of("cancel")]),
    ("zet het geluid uit, nee, laat het aan", [Command.of("cancel")]),
    ("herinner me eraan om de opnames te verwijderen", [Command.of("reminder.set", title="de opnames te verwijderen")]),
    (
        "zet het geluid uit en herinner me vanavond eraan om oma te bellen",
        [Command.of("tv.mute", on=True), Command.of("reminder.set", title="oma te bellen", when="vanavond")],
    ),
    ("zet het licht uit", []),
    ("zet de koffie op tafel", []),
    ("mijn oma komt morgen op de koffie", []),
]
IN_OTHERS = {
    "de": ("Ton aus", "mach etwas lauter"),
    "en": ("mute it", "a bit louder"),
    "es": ("silencia la tele", "un poco más alto"),
    "fr": ("coupe le son", "un peu plus fort"),
    "it": ("togli l'audio", "un po' più forte"),
}
TALK = [
    ("hoe laat is het?", "Het is 20:00."),
    ("welke dag is het?", "Vandaag is het dinsdag 24 november."),
    ("hoe heet ik?", "Je hebt me nog niet gezegd hoe je heet."),
    ("ik heet Sanne", "Dat onthoud ik: “ik heet Sanne”."),
    ("hoe heet ik?", "Je hebt me gezegd dat je Sanne heet."),
    ("onthoud dat mijn oma op zondag komt eten", "Dat onthoud ik: “mijn oma op zondag komt eten”."),
    ("wat is er nu op tv?", "Night Pulse is op Prism Beat, nog 20 minuten."),
    ("wat komt er hierna?", "De gids zegt niet wat er hierna komt op Prism Beat."),
    ("welke herinneringen heb ik?", "Je hebt geen herinneringen."),
    ("herinner me om half tien aan de afwas", "Ik herinner je aan de afwas om 21:30."),
    ("hoe gaat het met je?", "Goed, dank je. En met jou?"),
    ("welke talen spreek je?", "Ik versta Engels, German, Spanish, French, Italian en Nederlands."),
    ("welk liedje is dit?", "I can't identify songs here, sorry."),
]
"""What is said and answered, in turn; that of the song the Dutch file does not translate, nor names of languages."""


class _Spoken:
    """All that is tried, by what runs where the sixth language is."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.languages: dict[str, list[str]] = answers["languages"]
        self.understood: dict[str, list[Command]] = {
            text: [Command.model_validate(command) for command in commands]
            for text, commands in answers["understood"].items()
        }
        self.talk: list[str] = answers["talk"]
        self.feeling: str = answers["feeling"]


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> _Spoken:
    """What a process says whose package has the files of Dutch, and no other code."""
    folder = tmp_path_factory.mktemp("six-languages")
    shutil.copytree(PACKAGE, folder / "prism_llm", copy_function=os.symlink)
    shutil.copytree(FILES, folder / "prism_llm", dirs_exist_ok=True)
    process = subprocess.run(
        [sys.executable, __file__],
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        timeout=PATIENT_SECONDS,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    return _Spoken(json.loads(process.stdout))


def test_its_files_are_found(spoken: _Spoken) -> None:
    assert spoken.languages["understood"] == sorted({*languages.installed(), "nl"})
    assert spoken.languages["told"] == sorted({*LANGUAGES, "nl"})


@pytest.mark.parametrize(("text", "commands"), UNDERSTOOD)
def test_it_is_understood(spoken: _Spoken, text: str, commands: Sequence[Command]) -> None:
    assert spoken.understood[text] == list(commands)


@pytest.mark.parametrize("language", sorted(IN_OTHERS))
def test_the_others_are_still_understood(spoken: _Spoken, language: str) -> None:
    mute, louder = (spoken.understood[text] for text in IN_OTHERS[language])
    assert mute == [Command.of("tv.mute", on=True)]
    assert louder == [Command.of("tv.volume", mode="step", delta=5)]


@pytest.mark.parametrize("turn", range(len(TALK)))
def test_it_is_answered_and_what_its_file_lacks_is_english(spoken: _Spoken, turn: int) -> None:
    assert spoken.talk[turn] == TALK[turn][1]


def test_its_feelings_are_read(spoken: _Spoken) -> None:
    assert spoken.feeling == "negative"


MINIMAL = """
rules = '''
tv.mute on=true: geluid uit
tv.volume mode=set: volume <percent:level>
'''
[numbers]
count = ["nul", "een", "twee"]
[durations]
units = { seconden = 1 }
"""


def _load(folder: Path, code: str, text: str, monkeypatch: pytest.MonkeyPatch) -> Language:
    (folder / f"{code}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(files, "_FOLDER", folder)
    return languages.load(code)


def test_a_language_needs_rules_numbers_and_spans_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    language = _load(tmp_path, "x0", MINIMAL, monkeypatch)
    grammars = {"en": Grammar(_few(ENGLISH)), "x0": Grammar(language)}
    understood = Understander(grammars).understand
    for text, expected in (
        ("geluid uit", [Command.of("tv.mute", on=True)]),
        ("volume twee", [Command.of("tv.volume", mode="set", level=2)]),
        ("twee seconden, nee, toch niet", []),
    ):
        for last in (None, Command.of("ask.now"), Command.of("tv.volume", mode="step", delta=5)):
            context = UtteranceContext(language="x0", last_command=last, pending="Delete it?" if last else None)
            assert list(understood(text, context).commands) == expected


def test_a_language_of_its_own_comes_before_another_that_has_one_of_its_words() -> None:
    said = (
        rule("tv.mute", "tira o som", on=True),
        rule("tv.stop", "apaga a tele"),
        rule("tv.watch", "quero ver {title}"),
    )
    types = languages.load("es").types
    portuguese = Language("pt", said, {}, types, frozenset(), (), ("por favor",), ("e",))
    grammars = {"en": Grammar(ENGLISH), "es": Grammar(languages.load("es")), "pt": Grammar(portuguese)}
    understood = Understander(grammars).understand
    for text, expected in (
        ("tira o som", [Command.of("tv.mute", on=True)]),
        ("tira o som por favor", [Command.of("tv.mute", on=True)]),
        ("apaga a tele", [Command.of("tv.stop")]),
        ("tira o som e apaga a tele", [Command.of("tv.mute", on=True), Command.of("tv.stop")]),
        ("mute it", [Command.of("tv.mute", on=True)]),
        ("turn the subtitles on", [Command.of("tv.subtitles", on=True)]),
        ("quita el sonido", [Command.of("tv.mute", on=True)]),
    ):
        assert list(understood(text, UtteranceContext(language="pt")).commands) == expected, text


@pytest.mark.parametrize(
    ("code", "line", "told"),
    [
        ("x1", 'count = ["nul", "een", "twee"]\n', r"\[numbers\] of understanding/languages/x1.toml has no 'count'"),
        ("x2", "units = { seconden = 1 }\n", r"\[durations\] of understanding/languages/x2.toml has no 'units'"),
        ("x3", "[durations]\n", r"understanding/languages/x3.toml has no 'durations'"),
        ("x4", "rules = '''", r"understanding/languages/x4.toml is no TOML"),
    ],
)
def test_what_every_language_needs_is_told_by_file_and_key(
    code: str, line: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert line in MINIMAL
    with pytest.raises(ValueError, match=told):
        _load(tmp_path, code, MINIMAL.replace(line, ""), monkeypatch)


def test_a_rule_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match=r"x5.toml: rule 'tv.mute geluid: uit' is not NAME SLOT=VALUE"):
        _load(tmp_path, "x5", MINIMAL.replace("tv.mute on=true: geluid uit", "tv.mute geluid: uit"), monkeypatch)
    language = _load(tmp_path, "x6", MINIMAL.replace("geluid uit", "<sound> uit"), monkeypatch)
    with pytest.raises(ValueError, match="x6: no fragment or type 'sound' for the template '<sound> uit'"):
        Grammar(language)


def _few(language: Language) -> Language:
    """A language with the rules of its sound alone: all rules take seconds to compile."""
    kept = ("tv.mute", "@volume", "tv.volume")
    return replace(language, rules=tuple(rule for rule in language.rules if rule.name in kept))


def _kept(request: httpx.Request, kept: dict[str, list[dict[str, Any]]]) -> httpx.Response:
    """A media-service that keeps what it is given and has one channel."""
    kind = request.url.path.removeprefix("/api/").split("/")[0]
    if request.method == "POST":
        kept[kind].append({"id": len(kept[kind]) + 1, **json.loads(request.content)})
        return httpx.Response(201, json=kept[kind][-1])
    if kind in kept:
        return httpx.Response(200, json={kind: kept[kind]})
    times = {"start": "2026-11-24T19:50:00Z", "stop": "2026-11-24T20:20:00Z"}
    on = {"channel_id": "beat", "title": "Night Pulse", **times}
    answers: dict[str, Any] = {
        "channels": {"id": "beat", "name": "Prism Beat", "number": 1},
        "guide": {"channels": {"beat": {"now": on, "next": None}}},
        "search": {"programmes": []},
    }
    return httpx.Response(200, json=answers[kind])


async def _talked(understander: Understander) -> list[str]:
    """What is answered to the viewer's side of `TALK`."""
    kept: dict[str, list[dict[str, Any]]] = {"memories": [], "reminders": []}
    media = Media("http://media", httpx.MockTransport(lambda request: _kept(request, kept)))
    selection = Selection("embedded", Ollama("http://127.0.0.1:9", "m"), None, "")
    replier = create_replier(selection, media, understander, lambda: NOW)
    history: list[Exchange] = []
    state = PlaybackState(channel_id="beat", channel_name="Prism Beat")
    for text, _ in TALK:
        context = UtteranceContext(language="nl", channel="Prism Beat")
        commands = understander.understand(text, context).commands
        request = Reply(text=text, commands=commands, context=context, history=tuple(history), state=state)
        answer = " ".join([sentence.text async for sentence in replier.reply(request)])
        history.append(Exchange(viewer=text, lumen=answer))
    return [exchange.lumen for exchange in history]


def _tried() -> dict[str, Any]:
    """All that is tried, in a process that has the sixth language."""
    grammars = {code: languages.load(code) for code in languages.installed()}
    spoken = {code: Grammar(one if code == "nl" else _few(one)) for code, one in grammars.items()}
    understander = Understander({"en": Grammar(_few(ENGLISH)), **spoken}, names=ChannelNames(CHANNELS))
    said = [("nl", text) for text, _ in UNDERSTOOD] + [(code, text) for code in IN_OTHERS for text in IN_OTHERS[code]]
    understood = {
        text: understander.understand(text, UtteranceContext(language=code, playing=True)).commands
        for code, text in said
    }
    return {
        "languages": {"understood": languages.installed(), "told": LANGUAGES},
        "understood": {text: [one.model_dump() for one in commands] for text, commands in understood.items()},
        "talk": asyncio.run(_talked(understander)),
        "feeling": analyse("wat vreselijk, ik ben zo verdrietig").sentiment,
    }


if __name__ == "__main__":
    print(json.dumps(_tried()))
