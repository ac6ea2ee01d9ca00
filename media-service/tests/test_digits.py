"""Numbers as others write them reach neither `int` nor a database unless they are plain and of a size both take."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from pathlib import Path

import pytest

from prism_core.errors import BadInput
from prism_media.cursors import cursor_of, place_of
from prism_media.digits import whole_number
from prism_media.testing import running_service


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("9" * 15, 10**15 - 1)])
def test_ascii_digits_are_a_number(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", "-1", "+1", " 1", "1_0", "²", "١", "1.0", "9" * 16, "9" * 5000])
def test_nothing_else_is(text: str) -> None:
    assert whole_number(text) is None


def test_a_cursor_says_where_a_list_goes_on() -> None:
    assert place_of(cursor_of(12, -3), 2) == (12, -3)


@pytest.mark.parametrize("written", ["[1e400]", "[" * 9000, f"[{10**16}]", "[true]", "{}", "[1, 2]", "[01]", '["1"]'])
def test_a_made_up_cursor_is_refused(written: str) -> None:
    with pytest.raises(BadInput, match="leave it out"):
        place_of(urlsafe_b64encode(written.encode()).decode(), 1)


async def test_a_row_that_no_database_could_number_is_refused(tmp_path: Path) -> None:
    async with running_service(tmp_path) as client:
        for path in ("/api/reminders", "/api/memories", "/api/history"):
            assert (await client.delete(f"{path}/266715246490661404278784")).status_code == 422
            assert (await client.delete(f"{path}/123")).status_code == 404
