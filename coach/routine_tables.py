"""The routine format: which tables and fields there are, what each holds and what it is for."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from coach import notation
from coach.notation import Count, Load, Reps, Span, Tempo
from coach.toml_tables import Line, Lines, Table, Word, Words, written_as

MOST_EXERCISES: Final = 200

AnySets = Annotated[Count, written_as(notation.read_count)]
AnyReps = Annotated[Reps | Span, written_as(notation.read_reps)]
AnyTime = Annotated[Span, written_as(notation.read_time)]
AnyTempo = Annotated[Tempo, written_as(notation.read_tempo)]
AnyLoad = Annotated[Load, written_as(notation.read_load)]
AnyPerWeek = Annotated[Count, written_as(lambda value: notation.read_count(value, "sessions", most=14))]


class Prescription(Table):
    """How much and how fast: the fields that a variant may set for all its exercises."""

    sets: AnySets | None = Field(None, description='How many sets: 3 or "2-3".')
    reps: AnyReps | None = Field(None, description=f"Reps of a set, or how long it is held: {notation.REPS_FORMS}.")
    rest: AnyTime | None = Field(None, description=f"Rest after each set: {notation.TIME_FORMS}.")
    tempo: AnyTempo | None = Field(None, description=f"How fast a rep goes: {notation.TEMPO_FORMS}.")
    cap: Annotated[int, Field(ge=1, le=notation.MOST_REPS)] | None = Field(
        None, description="The rep at which a set to failure ends."
    )
    load: AnyLoad | None = Field(None, description=f"The weight: {notation.LOAD_FORMS}.")


class ExerciseTable(Prescription):
    """One exercise of a routine, written here or taken from the catalogue with `use`."""

    use: Word | None = Field(None, description="An exercise of the catalogue, by its id or another of its names.")
    id: Word | None = Field(None, description="What variants call this exercise; made from the name if left out.")
    name: Word | None = Field(None, description="What the coach calls it.")
    side: Literal["both", "each"] | None = Field(None, description='"each": left, then right.')
    setup: Lines | None = Field(None, description="Said once, before the first set: how to get into position.")
    cues: Lines | None = Field(
        None, description="How to do it: said before the first set, one of them before later sets."
    )
    tips: Lines | None = Field(None, description="Said in the rests, one at a time.")
    muscles: Words | None = Field(None, description="The muscles it trains most.")
    secondary: Words | None = Field(None, description="The muscles that help.")
    equipment: Words | None = Field(None, description="What it needs.")
    easier: Word | None = Field(None, description="The catalogue's id of an easier exercise.")
    harder: Word | None = Field(None, description="The catalogue's id of a harder exercise.")


class CatalogueTable(ExerciseTable):
    """One exercise of the catalogue."""

    also: Words | None = Field(None, description="Other names for it.")
    mistakes: Lines | None = Field(None, description="What most often goes wrong.")


class VariantTable(Prescription):
    """One way to do the routine: what it changes."""

    summary: Line | None = Field(None, description="Whom it is for, in a sentence.")
    swap: dict[str, ExerciseTable] = Field({}, description="Other exercises in the place of those named.")
    change: dict[str, ExerciseTable] = Field({}, description="Fields to set for the exercises named.")


class RoutineTable(Table):
    """A routine file."""

    title: Line = Field(description="What the coach calls the session.")
    summary: Line | None = Field(None, description="What it is for, in a sentence.")
    audience: Line | None = Field(None, description="Who it is for, in a sentence.")
    per_week: AnyPerWeek | None = Field(None, description='How often in a week: 1 or "1-2".')
    default_variant: Word | None = Field(None, description="The variant that is done when none is named.")
    defaults: ExerciseTable | None = Field(None, description="Fields for every exercise that doesn't set them itself.")
    warm_up: list[ExerciseTable] = Field(
        [], description="Exercises that come first; one set each unless they say more."
    )
    exercise: list[ExerciseTable] = Field(
        min_length=1, max_length=MOST_EXERCISES, description="The exercises, in order."
    )
    variant: dict[str, VariantTable] = Field({}, description="Other ways to do the routine, by name.")
