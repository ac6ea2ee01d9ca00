"""Frames that carry bytes beside JSON: one header line, then the payload untouched.

The same form on the bus and on the browser's socket, so that sound never goes through base64.
`tests/data/frames.json` holds golden frames that the Python and the TypeScript codec must both read.
"""

from prism_core.errors import BadInput, TooLarge

HEADER_LIMIT = 1024 * 1024
"""Bytes; a header may hold a conversation's history or a long transcript, never sound."""


def encode(header: bytes, payload: bytes = b"") -> bytes:
    """Frame of a JSON `header` (no line feed inside, as `model_dump_json` writes it) and its `payload`.

    Raises:
        TooLarge: the header is above `HEADER_LIMIT`, so nobody would read it.
    """
    if len(header) >= HEADER_LIMIT:
        raise TooLarge(f"a message of {len(header)} bytes is above the limit of {HEADER_LIMIT}; send less text")
    return header + b"\n" + payload


def decode(frame: bytes) -> tuple[bytes, bytes]:
    """Header and payload of `frame`.

    Raises:
        BadInput: the frame has no header line, or one above `HEADER_LIMIT`.
    """
    end = frame.find(b"\n", 0, HEADER_LIMIT + 1)
    if end < 0:
        raise BadInput("frame has no header line; send one line of JSON, a line feed, then the bytes")
    return frame[:end], frame[end + 1 :]
