"""Events in the envelope of the browser's socket: RTVI (https://docs.pipecat.ai/client/rtvi-standard)."""

import uuid
from typing import Any

import orjson

from prism_core.errors import BadInput
from prism_core.events import CLIENT_EVENTS, Event, from_data

LABEL = "rtvi-ai"
PROTOCOL_VERSION = "2.0.0"


def wrap(event: Event, *, turn: str | None, generation: int) -> str:
    """Text frame of `event`; `turn` and `generation` let the browser drop what belongs to the past."""
    data = event.model_dump(mode="json")
    if event.envelope == "plain":
        del data["type"]
    return orjson.dumps(
        {
            "label": LABEL,
            "type": event.type if event.envelope == "plain" else event.envelope,
            "id": uuid.uuid4().hex[:12],
            "turn": turn,
            "generation": generation,
            "data": data,
        }
    ).decode()


def unwrap(text: str) -> Event:
    """The event of a browser's text frame.

    Raises:
        BadInput: no JSON, no envelope, or nothing that a browser may send.
    """
    try:
        message: Any = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadInput(f"not JSON: {error}") from error
    if not isinstance(message, dict) or message.get("label") != LABEL or not isinstance(message.get("type"), str):
        raise BadInput('not an RTVI message; send {"label":"rtvi-ai","type":…,"id":…,"data":{…}}')
    data = message.get("data") or {}
    if not isinstance(data, dict):
        raise BadInput("the data of a message must be an object")
    event = from_data(data if message["type"] == "ui-event" else {**data, "type": message["type"]})
    if not isinstance(event, CLIENT_EVENTS):
        raise BadInput(f"{event.type} is not for a browser to send")
    return event
