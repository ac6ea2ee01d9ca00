"""Events, their wire form, and the schema from which the browser's types come."""

import pytest

from prism_core import fleet
from prism_core.errors import BadInput, ErrorInfo, Internal, NotFound, error_from, info_of
from prism_core.events import BUS_EVENTS, CLIENT_EVENTS, SERVER_EVENTS, SendText, decode, from_data
from prism_core.schema import wire_schema


def test_every_event_has_a_type_of_its_own() -> None:
    types = [model.model_fields["type"].default for model in CLIENT_EVENTS + SERVER_EVENTS + BUS_EVENTS]
    assert len(types) == len(set(types))


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        ('{"type": "unknown"}', "type"),
        ('{"type": "send-text"}', "content"),
        ('{"type": "send-text", "content": "x", "extra": 1}', "extra"),
        ("no json", "JSON"),
    ],
)
def test_what_is_no_event_is_refused_with_the_field(data: str, hint: str) -> None:
    with pytest.raises(BadInput, match=hint):
        decode(data)


def test_an_event_survives_its_wire_form() -> None:
    event = SendText(content="hallo\n\u2028")
    assert decode(event.model_dump_json()) == event
    assert from_data(event.model_dump()) == event


def test_the_schema_names_every_event_of_the_socket() -> None:
    definitions = wire_schema()["$defs"]
    assert {model.__name__ for model in CLIENT_EVENTS + SERVER_EVENTS} <= set(definitions)
    assert {"Expression", "Gesture", "Viseme", "Command", "VoiceHeader"} <= set(definitions)


def test_errors_cross_the_bus_as_themselves() -> None:
    assert isinstance(error_from(info_of(NotFound("no channel"))), NotFound)
    assert isinstance(error_from(ErrorInfo(kind="from-the-future", message="x")), Internal)
    assert "secret" not in info_of(ValueError("secret")).message


def test_no_two_services_share_a_port_or_a_path() -> None:
    ports = [spec.port for spec in fleet.FLEET]
    prefixes = [prefix for spec in fleet.FLEET for prefix in spec.prefixes]
    assert len(ports) == len(set(ports))
    assert len(prefixes) == len(set(prefixes))
    with pytest.raises(KeyError, match="services: media"):
        fleet.service("nothing")
