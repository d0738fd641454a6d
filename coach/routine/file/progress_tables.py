"""The tables that say how an exercise's load goes on from session to session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag

from coach.progression.rules import RULES
from coach.routine.file.fields import TABLE, TEXT, AnyEach, AnyRepsOfSets, AnyWeight, Cap, one_or_table
from coach.routine.file.toml import ShortText, ShortTexts, Table


class WaveTable(Table):
    """One outing of a cycle of percentages."""

    percent: Annotated[list[Annotated[float, Field(ge=1, le=150)]], Field(min_length=1, max_length=20)] = Field(
        description="Each set's percent of the training max: [65, 75, 85]."
    )
    reps: AnyRepsOfSets | None = Field(None, description='The reps of its sets: "5, 5, 5+"; as the exercise has them.')


class GrowthTable(Table):
    """How much weight is added, by the reps of the heaviest open set."""

    reps: Cap = Field(description="The fewest reps of the set with which so much is added.")
    step: AnyWeight = Field(description='How much is added: "2.5 kg".')


if TYPE_CHECKING:
    RuleName: TypeAlias = str
else:
    RuleName = Literal[tuple(RULES)]


def rules_in_words(meanings: bool) -> str:
    """The rules of progress by name, with what each does if `meanings`: `"a" (…), "b" or "c"`."""
    *others, last = (
        f'"{rule.name}"' + (f" ({rule.meaning})" if meanings and rule.meaning else "") for rule in RULES.values()
    )
    return f"{', '.join(others)} or {last}"


class ProgressTable(Table):
    """How the load goes on from session to session."""

    rule: RuleName = Field(description=f"{rules_in_words(meanings=False)}.")
    step: AnyWeight | None = Field(
        None, description='How much is added: "2.5 kg" or "5 lb"; a step of its equipment if left out.'
    )
    misses: Annotated[int, Field(ge=1, le=20)] | None = Field(
        None,
        description='After so many misses in a row at one load, the load goes back; 3 if left out. With "stages", the '
        "next stage comes; 1 if left out.",
    )
    deload: Annotated[float, Field(ge=1, le=50)] = Field(10, description="By how much it goes back, in percent.")
    training_max: Annotated[float, Field(ge=50, le=100)] | None = Field(
        None,
        description='With "percent": the part of the max that percents are of; 90 if left out, with rep_max 100.',
    )
    of: ShortText | None = Field(
        None, description="The exercise of the catalogue whose one-rep max percents are of; its own if left out."
    )
    rep_max: Annotated[int, Field(ge=1, le=12)] = Field(
        1, description="Percents are of the weight that can be lifted so many times: 5 for a five-rep max."
    )
    waves: Annotated[list[WaveTable], Field(max_length=20)] = Field(
        [], description='With "percent": the outings of a cycle, in order: [{ percent = [65, 75, 85] }, …].'
    )
    growth: Annotated[list[GrowthTable], Field(max_length=20)] = Field(
        [],
        description='With "linear" and "percent": how much is added in the place of step, by the reps of the heaviest '
        'open set: [{ reps = 5, step = "2.5 kg" }, { reps = 10, step = "5 kg" }].',
    )
    stages: Annotated[list[AnyEach], Field(max_length=10)] = Field(
        [],
        description='With "stages": the reps of each set, stage by stage: ["3, 3, 3, 3, 3+", "2, 2, 2, 2, 2, 2+"].',
    )
    rungs: ShortTexts | None = Field(
        None,
        description='With "ladder": the harder exercises of the catalogue, in order; what the catalogue calls harder '
        "if left out.",
    )
    rpe: Annotated[float, Field(ge=5, le=10)] = Field(8, description='With "rpe": how hard a set should be.')


AnyProgress = Annotated[
    Annotated[RuleName, Tag(TEXT)] | Annotated[ProgressTable, Tag(TABLE)], Discriminator(one_or_table)
]
