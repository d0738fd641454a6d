"""The types of a routine's fields, each with the notation that reads it and its description for editors."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Final, Literal

from pydantic import Discriminator, Field, Tag, WithJsonSchema

from coach import notation
from coach.notation import CallTime, Count, EachSet, Effort, Load, Reps, Span, Tempo
from coach.routine.file.toml import Table, written_as


def _text(pattern: str) -> WithJsonSchema:
    """The description, for editors, of a field that is a text in one of the notations."""
    return WithJsonSchema({"type": "string", "pattern": pattern})


def _number_or_text(pattern: str, most: int) -> WithJsonSchema:
    number = {"type": "integer", "minimum": 1, "maximum": most}
    return WithJsonSchema({"anyOf": [number, {"type": "string", "pattern": pattern}]})


AnyReps = Annotated[
    Reps | Span, written_as(notation.read_reps), _number_or_text(notation.REPS_PATTERN, notation.MOST_REPS)
]
AnyRepsOfSets = Annotated[
    Reps | Span | EachSet,
    written_as(notation.read_any_reps),
    _number_or_text(notation.EACH_PATTERN, notation.MOST_REPS),
]
AnyEach = Annotated[EachSet, written_as(notation.read_each), _text(notation.EACH_PATTERN)]
AnyTime = Annotated[Span, written_as(notation.read_time), _text(notation.TIME_PATTERN)]
AnyTimeOrMe = Annotated[
    Span | Literal["me"],
    written_as(lambda value: value if value == "me" else notation.read_time(value)),
    WithJsonSchema({"anyOf": [{"const": "me"}, {"type": "string", "pattern": notation.TIME_PATTERN}]}),
]
AnyTempo = Annotated[Tempo, written_as(notation.read_tempo), _text(notation.TEMPO_PATTERN)]
AnyLoad = Annotated[Load, written_as(notation.read_load), _text(notation.LOAD_PATTERN)]
AnyWeight = Annotated[Load, written_as(notation.read_weight), _text(notation.WEIGHT_PATTERN)]
AnyRpe = Annotated[
    Effort,
    written_as(notation.read_rpe),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": 1, "maximum": notation.MOST_RPE, "multipleOf": 0.5},
                {"type": "string", "pattern": notation.RPE_PATTERN},
            ]
        }
    ),
]
AnyRir = Annotated[
    Effort,
    written_as(notation.read_rir),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": notation.MOST_RIR},
                {"type": "string", "pattern": notation.RIR_PATTERN},
            ]
        }
    ),
]
AnyPerWeek = Annotated[
    Count,
    written_as(lambda value: notation.read_count(value, "sessions", most=14)),
    _number_or_text(notation.COUNT_PATTERN, 14),
]
_Rungs: Final = {
    "anyOf": [
        {"type": "array", "minItems": 1, "items": {"type": "integer", "minimum": 1, "maximum": notation.MOST_REPS}},
        {"type": "string", "pattern": notation.RUNGS_PATTERN},
    ]
}
AnyRungs = Annotated[tuple[int, ...], written_as(notation.read_rungs), WithJsonSchema(_Rungs)]
AnyCallTime = Annotated[CallTime, written_as(notation.read_moment), _text(notation.MOMENT_PATTERN)]
Times = Annotated[int, Field(ge=1, le=notation.MOST_SETS)]
Cap = Annotated[int, Field(ge=1, le=notation.MOST_REPS)]


class EffortTable(Table):
    """How hard a set should be, on one of two scales."""

    rpe: AnyRpe | None = Field(
        None, description=f"How hard a set should be, from 1 to 10, where 10 is all you have: {notation.RPE_FORMS}."
    )
    rir: AnyRir | None = Field(None, description=f"The same in reps left in reserve at its end: {notation.RIR_FORMS}.")

    @cached_property
    def given(self) -> dict[str, Any]:
        """The fields that were written; each scale takes the place of the other one of a table below this."""
        given = super().given
        empty = {key: None for key, other in (("rpe", "rir"), ("rir", "rpe")) if other in given and key not in given}
        return given | empty


class SetTable(EffortTable):
    """One set, where the sets of an exercise differ; what it leaves out is as the exercise has it."""

    reps: AnyReps | None = Field(None, description="Its reps, or how long it is held.")
    load: AnyLoad | None = Field(None, description="Its weight.")
    rest: AnyTimeOrMe | None = Field(None, description='The rest after it; "me": until a press.')
    tempo: AnyTempo | None = Field(None, description="How fast a rep goes.")
    cap: Cap | None = Field(None, description="The rep at which it ends, if it is done to failure.")
    drop: bool | None = Field(
        None, description="true: a drop set, done at once after the set before, with less weight."
    )


TEXT: Final = "[text]"
TABLE: Final = "[table]"
_TABLES: Final = "[tables]"
"""The ways to write a field that takes a text or tables; the brackets mark them as names that aren't keys of the
author's."""


def one_or_table(value: Any) -> str:
    """Which of `TEXT` and `TABLE` the author wrote."""
    return TABLE if isinstance(value, dict) else TEXT


def _listed(value: Any) -> str:
    return _TABLES if isinstance(value, list) else TEXT


_Tables = Annotated[list[SetTable], Field(min_length=1, max_length=notation.MOST_SETS), Tag(_TABLES)]
AnySets = Annotated[
    Annotated[
        Count | EachSet,
        written_as(notation.read_sets),
        _number_or_text(notation.EACH_PATTERN, notation.MOST_SETS),
        Tag(TEXT),
    ]
    | _Tables,
    Discriminator(_listed),
]
