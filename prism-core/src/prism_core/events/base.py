"""What an event is."""

from typing import ClassVar, Literal

from prism_core.model import Model

Envelope = Literal["plain", "ui-event", "ui-command", "server-message"]


class Event(Model):
    """Something that happened, or the state of something. News goes to all who listen; nobody must answer.

    `type` is defined once, by the subclass. `envelope` says how it rides on the browser's socket: as an RTVI
    message of its own name (`plain`), or as the data of `ui-event`, `ui-command` or `server-message`.
    """

    envelope: ClassVar[Envelope] = "plain"

    type: str
