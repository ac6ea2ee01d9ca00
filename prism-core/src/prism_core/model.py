"""The base of everything that crosses a wire: frozen, closed, derived from its type."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A value on the wire. Immutable; an unknown field is an error, so that a typo cannot travel silently."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        json_schema_serialization_defaults_required=True,
    )
