"""Asks a service whether it is ready."""

import asyncio
import contextlib
import json


async def why_not(host: str, port: int, path: str = "/readyz", timeout_seconds: float = 3.0) -> str | None:
    """`None` when the service answers 200, else the reason in a few words."""
    try:
        async with asyncio.timeout(timeout_seconds):
            status, body = await _get(host, port, path)
    except TimeoutError:
        return f"no answer within {timeout_seconds:g} s"
    except ConnectionRefusedError:
        return "it has not opened its port yet"
    except (OSError, ValueError) as error:
        return str(error) or type(error).__name__
    return None if status == 200 else reason(status, body)


def reason(status: int, body: bytes) -> str:
    """What an answer other than 200 says: a problem's `detail` (RFC 9457), else its text."""
    with contextlib.suppress(ValueError):
        document = json.loads(body)
        if isinstance(document, dict):
            for key in ("detail", "reason", "title"):
                if isinstance(document.get(key), str):
                    return str(document[key])
    text = body.decode(errors="replace").strip()
    return text[:200] if text else f"it answers {status}"


async def _get(host: str, port: int, path: str) -> tuple[int, bytes]:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        # HTTP/1.0: the server closes after its answer, so the answer ends with the connection.
        writer.write(f"GET {path} HTTP/1.0\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        answer = await reader.read(65536)
        while piece := await reader.read(65536):
            answer += piece
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
    head, _, body = answer.partition(b"\r\n\r\n")
    words = head.split(b"\r\n", 1)[0].split(b" ")
    if len(words) < 2 or not words[1].isdigit():
        raise ValueError("it does not answer in HTTP")
    return int(words[1]), body
