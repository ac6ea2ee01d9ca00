from typing import Any, get_args

import pytest
from pydantic import ValidationError

from prism_core.commands import DESTRUCTIVE, SLOTS, SUMMARIES, Command, CommandName
from prism_core.slots import Seek


def test_every_name_has_slots_and_a_summary() -> None:
    names = set(get_args(CommandName))
    assert names == set(SLOTS) == set(SUMMARIES)
    assert all(text.endswith(".") for text in SUMMARIES.values())


@pytest.mark.parametrize(
    ("name", "slots"),
    [
        ("tv.play", {}),
        ("tv.seek", {"mode": "relative", "seconds": -30}),
        ("tv.seek", {"mode": "absolute", "seconds": 4200}),
        ("tv.seek", {"mode": "fraction", "fraction": 0.5}),
        ("tv.seek", {"mode": "live"}),
        ("tv.rate", {"rate": 0.5}),
        ("tv.rate", {"step": 0.25}),
        ("tv.volume", {"mode": "set", "level": 40}),
        ("tv.volume", {"mode": "step", "delta": -25}),
        ("tv.mute", {"on": True, "seconds": 300}),
        ("tv.channel", {"name": "BBC One"}),
        ("tv.channel", {"last": True}),
        ("tv.watch", {"title": "The Office", "season": 2, "episode": 4}),
        ("tv.subtitles", {"on": True, "language": "pt-BR"}),
        ("tv.quality", {"auto": True}),
        ("ui.select", {"index": -1}),
        ("reminder.set", {"title": "Bake Off", "lead_seconds": 3600}),
        ("sleep.set", {"programme_end": True}),
        ("lumen.voice", {"language": "de"}),
        ("delete", {"kind": "recording"}),
    ],
)
def test_a_fitting_command_keeps_exactly_what_was_said(name: str, slots: dict[str, Any]) -> None:
    command = Command.model_validate({"name": name, "slots": slots})
    assert command.model_dump(mode="json") == {"name": name, "slots": slots}
    assert Command.model_validate_json(command.model_dump_json()) == command


@pytest.mark.parametrize(
    ("name", "slots", "message"),
    [
        ("tv.volum", {}, "did you mean 'tv.volume'"),
        ("tv.play", {"speed": 2}, "tv.play has no slot 'speed'; it takes no slots"),
        ("tv.seek", {}, "tv.seek needs slot 'mode': one of 'relative', 'absolute'"),
        ("tv.seek", {"mode": "relative"}, "mode 'relative' needs slot 'seconds'"),
        ("tv.seek", {"mode": "live", "seconds": 3}, "mode 'live' takes no slot 'seconds'"),
        ("tv.seek", {"mode": "absolute", "seconds": -3}, "or mode 'relative'"),
        ("tv.seek", {"mode": "fraction", "fraction": 1.5}, "slot 'fraction' cannot be 1.5"),
        ("tv.volume", {"mode": "set", "level": 140}, "slot 'level' cannot be 140"),
        ("tv.volume", {"mode": "set", "level": "40"}, "slot 'level' cannot be '40'"),
        ("tv.volume", {"mode": "step", "level": 40}, "mode 'step' needs slot 'delta'"),
        ("tv.mute", {"on": 1}, "slot 'on' cannot be 1"),
        ("tv.channel", {}, "exactly one of the slots 'name', 'number', 'step', 'last'"),
        ("tv.channel", {"name": "BBC One", "number": 1}, "exactly one of"),
        ("tv.channel", {"step": 2}, "slot 'step' cannot be 2"),
        ("tv.channel", {"name": "  "}, "slot 'name' cannot be"),
        ("tv.watch", {}, "at least one of the slots 'title'"),
        ("tv.rate", {"rate": 1, "step": 0.25}, "exactly one of the slots 'rate', 'step'"),
        ("tv.subtitles", {"on": True, "language": "Spanish!"}, "slot 'language' cannot be"),
        ("ui.open", {"page": "kitchen"}, "slot 'page' cannot be 'kitchen'"),
        ("ui.select", {"index": 0}, "counts from 1"),
        ("lumen.voice", {"louder": True, "slower": True}, "give one of the slots"),
        ("reminder.set", {"lead_seconds": 60}, "at least one of the slots 'title', 'when'"),
        ("sleep.set", {"seconds": 0}, "slot 'seconds' cannot be 0"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_slot_and_the_remedy(
    name: str, slots: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        Command.model_validate({"name": name, "slots": slots})
    assert message in str(refused.value)


def test_a_null_slot_counts_as_not_said() -> None:
    assert Command.model_validate({"name": "ask.now", "slots": {"channel": None}}).slots == {}


def test_keyword_slots_build_the_same_command() -> None:
    command = Command.of("tv.seek", mode="relative", seconds=-30)
    assert command == Command(name="tv.seek", slots={"mode": "relative", "seconds": -30})
    assert command.typed_slots() == Seek(mode="relative", seconds=-30)


def test_extra_fields_are_refused() -> None:
    with pytest.raises(ValidationError):
        Command.model_validate({"name": "tv.play", "slots": {}, "turn": 3})


def test_what_destroys_waits_for_confirmation() -> None:
    assert sorted(DESTRUCTIVE) == ["delete"]
    assert Command.of("delete", kind="memory").destructive
    assert not Command.of("tv.stop").destructive


def test_schemas_have_no_nulls_and_state_their_rules() -> None:
    for model in SLOTS.values():
        assert "null" not in str(model.model_json_schema())
    schema = SLOTS["tv.channel"].model_json_schema()
    assert {"required": ["number"]} in schema["oneOf"]
    assert schema["properties"]["number"]["type"] == "integer"
    assert SLOTS["tv.watch"].model_json_schema()["anyOf"]
    assert SLOTS["tv.mute"].model_json_schema()["required"] == ["on"]


@pytest.mark.parametrize("name", [{}, [None], 3, None])
def test_a_name_that_is_no_word_is_refused_as_one_that_is_unknown(name: object) -> None:
    with pytest.raises(ValidationError, match="unknown command"):
        Command.model_validate({"name": name})
