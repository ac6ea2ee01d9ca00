"""Frames that both languages must read: the golden file is read by the frontend's tests too."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prism_core.codec import HEADER_LIMIT, decode, encode
from prism_core.errors import BadInput, TooLarge
from prism_core.events import VoiceHeader

GOLDEN: list[dict[str, Any]] = json.loads((Path(__file__).parent / "data" / "frames.json").read_text())


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden["name"])
def test_golden_frames_are_read_and_written_as_they_were(golden: dict[str, Any]) -> None:
    frame, payload = base64.b64decode(golden["frame"]), base64.b64decode(golden["payload"])
    header, found = decode(frame)
    assert VoiceHeader.model_validate_json(header).model_dump() == golden["header"]
    assert found == payload
    assert encode(header, payload) == frame


@given(st.binary())
def test_every_payload_comes_back(payload: bytes) -> None:
    assert decode(encode(b'{"a":1}', payload)) == (b'{"a":1}', payload)


def test_a_header_that_nobody_would_read_is_not_written() -> None:
    with pytest.raises(TooLarge, match="limit"):
        encode(b"x" * HEADER_LIMIT)


@pytest.mark.parametrize("frame", [b"", b"no line feed", b"x" * (HEADER_LIMIT + 1) + b"\n"])
def test_a_frame_without_a_header_line_is_refused(frame: bytes) -> None:
    with pytest.raises(BadInput, match="header line"):
        decode(frame)
