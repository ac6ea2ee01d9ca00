import json
from datetime import UTC, datetime

import pytest

from prism_fleet.lines import Renderer

NOW = datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)
PLAIN = Renderer(("gateway", "stt"), colour=False)


def line(**fields: object) -> bytes:
    return json.dumps({"time": NOW.timestamp(), "level": "info", "service": "stt", **fields}).encode()


def test_a_json_line_becomes_time_service_level_message_and_fields() -> None:
    shown = PLAIN.render("stt", line(message="turn completed", first_audio_seconds=0.41, turn="t1"), NOW)
    assert shown == "03:04:05.678 stt     | INFO    turn completed  first_audio_seconds=0.41 turn=t1"


def test_a_text_line_keeps_its_text_behind_the_prefix() -> None:
    assert PLAIN.render("stt", b"Killed", NOW) == "03:04:05.678 stt     | Killed"


def test_a_traceback_is_shown_below_its_line() -> None:
    shown = PLAIN.render("stt", line(message="failed", level="error", traceback="Traceback:\n  boom"), NOW)
    assert [row.strip() for row in shown.splitlines()][1:] == ["Traceback:", "boom"]


def test_a_value_with_spaces_is_quoted() -> None:
    assert PLAIN.render("stt", line(message="m", reason="no model here"), NOW).endswith('reason="no model here"')


@pytest.mark.parametrize("text", [b'{"no": "message"}', b"{not json", b'["list"]'])
def test_what_is_not_a_log_line_passes_as_it_is(text: bytes) -> None:
    assert PLAIN.render("stt", text, NOW).endswith(text.decode())


def test_the_service_has_a_colour_where_the_terminal_shows_them() -> None:
    coloured = Renderer(("gateway", "stt"), colour=True).render("stt", line(message="m"), NOW)
    assert "\x1b[" in coloured
    assert "\x1b[" not in PLAIN.render("stt", line(message="m"), NOW)


def test_json_format_passes_json_through_and_wraps_the_rest() -> None:
    raw = Renderer(("stt",), colour=False, raw=True)
    assert raw.render("stt", line(message="m"), NOW) == line(message="m").decode()
    assert json.loads(raw.render("stt", b"Killed", NOW)) == {
        "time": NOW.isoformat(),
        "service": "stt",
        "message": "Killed",
    }
