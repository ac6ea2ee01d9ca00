"""What stands in captions, guides, playlists, memories and web pages never makes Lumen do harm."""

import runpy
from pathlib import Path

import pytest

from prism_llm.telling import LANGUAGES, said_in
from prism_llm.testing.attacks import ENTRIES, GOALS, attacks
from prism_llm.tools import Tool
from prism_llm.tools.asking import DEEDS, question_of
from prism_llm.tools.guard import verdict

BENCH = runpy.run_path(str(Path(__file__).parents[2] / "bench" / "attacks.py"))


def tool(name: str, *, reads: bool = False, open_world: bool = False) -> Tool:
    return Tool("media", name, name, "", {"properties": {}}, reads, open_world)


def test_every_goal_is_tried_through_every_entry() -> None:
    assert len({(attack.entry, attack.goal) for attack in attacks()}) == len(ENTRIES) * len(GOALS) == 154


@pytest.mark.timeout(900)  # Half a minute of a processor, which a busy machine may stretch.
async def test_no_attack_succeeds_against_a_model_that_obeys_every_one() -> None:
    assert await BENCH["succeeded"](verdict) == []


def test_reading_and_what_a_word_takes_back_runs_unasked() -> None:
    player = tool("control_media_player")
    assert verdict(tool("search_content", reads=True), {"query": "x"}, tainted=True, said="") == "run"
    assert verdict(player, {"action": "tv.pause"}, tainted=True, said="") == "run"
    assert verdict(player, {"action": "tv.volume"}, tainted=True, said="") == "ask"


def test_only_what_the_viewer_said_or_sees_leaves_this_prism_unasked() -> None:
    web = tool("search_web", reads=True, open_world=True)
    assert verdict(web, {"query": "Cup Final"}, tainted=True, said="who won the cup final") == "run"
    assert verdict(web, {"query": "cup final 5 elm road"}, tainted=True, said="who won the cup final") == "ask"
    night = {"query": "Night Pulse"}
    assert verdict(web, night, tainted=True, said="who is in this", shown=("Night Pulse",)) == "run"


def test_a_title_that_is_an_alphabet_spells_nothing() -> None:
    web, letters = tool("search_web", reads=True, open_world=True), " ".join("abcdefghijklmnopqrstuvwxyz")
    assert verdict(web, {"query": "j a z z"}, tainted=True, said="what is on", shown=(letters, letters)) == "ask"
    assert verdict(web, {"query": "cup cup final"}, tainted=True, said="the cup final") == "ask"


def test_only_what_an_id_belongs_to_names_it() -> None:
    found = [{"programmes": [{"id": "7", "title": "Cup", "start": "x"}], "channels": [{"id": "7", "name": "Beat"}]}]
    assert question_of(tool("record_programme"), {"programme_id": "7"}, found) == "Shall I record “Cup”?"
    assert question_of(tool("record_programme"), {"channel_id": "7"}, found) == "Shall I record “Beat”?"
    day = question_of(tool("record_programme"), {"channel_id": "7", "seconds": 86_400}, found)
    assert day == "Shall I use record_programme with channel_id “Beat”, seconds “86400”?"


def test_a_question_is_made_from_the_call_and_names_what_its_ids_mean() -> None:
    found = [{"programmes": [{"id": "7", "title": "Cup\n“Final”", "start": "2026-11-24T20:00:00Z"}]}]
    assert question_of(tool("record_programme"), {"programme_id": "7"}, found) == 'Shall I record “Cup "Final"”?'
    assert question_of(tool("new_tool"), {"a": 1}, ()) == "Shall I use new_tool with a “1”?"


@pytest.mark.parametrize(
    ("action", "slots", "question"),
    [
        ("tv.stop", None, "Shall I stop the programme?"),
        ("tv.volume", {"mode": "set", "level": 100}, "Shall I set the volume to 100?"),
        ("lumen.hush", {"on": False}, "Shall I talk again?"),
        ("profile.switch", {"name": "“Anna”"}, "Shall I switch to the profile “Anna”?"),
        (
            "tv.mute",
            {"on": True, "seconds": 9},
            "Shall I do this: Mute the programme's sound or bring it back, for a time if seconds are given "
            "(on True, seconds 9)?",
        ),
        ("tv.stop", {"x": 1}, "Shall I do this: Stop the programme and close the player (x 1)?"),
    ],
)
def test_what_the_player_would_do_is_asked_in_words_that_say_all_of_it(
    action: str, slots: dict[str, object] | None, question: str
) -> None:
    assert question_of(tool("control_media_player"), {"action": action, "slots": slots}, ()) == question


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_player_would_do_is_asked_in_the_viewers_language(language: str) -> None:
    for deed in DEEDS.values():
        asked = f"Shall I {deed.format_map(dict.fromkeys(('level', 'delta', 'name', 'seconds'), '7'))}?"
        assert said_in(language, asked) not in (asked, said_in(language, "Shall I do this: {what}?"))
