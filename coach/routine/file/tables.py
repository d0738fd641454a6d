"""The routine format: its tables and fields, with the type and the description of each."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

from pydantic import ConfigDict, Field

from coach import notation
from coach.routine.file.fields import (
    AnyCallTime,
    AnyLoad,
    AnyPerWeek,
    AnyRepsOfSets,
    AnyRungs,
    AnySets,
    AnyTempo,
    AnyTime,
    AnyTimeOrMe,
    AnyWeight,
    Cap,
    EffortTable,
    Times,
)
from coach.routine.file.progress_tables import AnyProgress, rules_in_words
from coach.routine.file.toml import LongText, LongTexts, ShortText, ShortTexts, Table
from coach.routine.groups import DEFAULT_KIND, GROUP_KINDS
from coach.routine.model import Motion, Sides, Talk

MOST_EXERCISES: Final = 200
MOST_VARIANTS: Final = 20
MOST_CALLS: Final = 20


class PrescriptionTable(EffortTable):
    """How much and how fast: the fields that a variant may set for all its exercises."""

    sets: AnySets | None = Field(
        None,
        description=f'How many sets: {notation.SETS_FORMS}; or a table for each: [{{ reps = 5, load = "60 kg" }}, …].',
    )
    reps: AnyRepsOfSets | None = Field(
        None, description=f"Reps of a set, or how long it is held: {notation.REPS_FORMS}."
    )
    rest: AnyTimeOrMe | None = Field(
        None, description=f'Rest after each set: {notation.TIME_FORMS}; "me": until a press.'
    )
    tempo: AnyTempo | None = Field(None, description=f"How fast a rep goes: {notation.TEMPO_FORMS}.")
    cap: Cap | None = Field(
        None, description="The rep at which a set to failure ends; twice the minimum, at least 10, if left out."
    )
    load: AnyLoad | None = Field(None, description=f"The weight: {notation.LOAD_FORMS}.")
    warmup_sets: AnySets | None = Field(
        None,
        description='Lighter sets before the working sets: how many, their reps ("8, 5, 3"), or a table for each. '
        "Where no load is written, it is worked out from the first working set.",
    )


class CallTable(Table):
    """Something to be heard at a moment of an exercise's sets. Has `say` or `sound`."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["say"]}, {"required": ["sound"]}]})

    at: AnyCallTime = Field(description=f"When: {notation.MOMENT_FORMS}.")
    say: LongText | None = Field(None, description="What the coach says.")
    sound: ShortText | None = Field(
        None,
        description="One of the coach's sounds (tick, go, done, half, rest, finished), or a WAV file beside the "
        'routine or in the sounds folder: "bell.wav".',
    )


class DetailTable(PrescriptionTable):
    """What is known of an exercise, and how it is done here."""

    name: ShortText | None = Field(None, description="What the coach calls it.")
    side: Sides | None = Field(
        None, description='"each": one side, then the other, the weaker one first; "left", "right": that side alone.'
    )
    meaning: LongText | None = Field(
        None, description="What it is, where the name doesn't tell; said the first time that an athlete does it."
    )
    why: LongText | None = Field(None, description="What it is good for, in a sentence; said in a rest.")
    note: LongText | None = Field(
        None, description='What to remember of it here: "seat at four"; said before its first set, each time.'
    )
    ready: AnyTimeOrMe | None = Field(
        None,
        description='How long its first set waits for the athlete to get there: "30 s", by its equipment if left out; '
        '"me": until a press.',
    )
    begins: Motion | None = Field(
        None,
        description='How a rep begins: "down" (lowered first), or "up", "pull", "push", "in" or "out" (lifted first); '
        "said in two of its first reps.",
    )
    cool_down: bool | None = Field(
        None, description="Whether it only lets the pulse come down: no rest before it, and no set that counts."
    )
    setup: LongTexts | None = Field(None, description="Said once, before the first set: how to get into position.")
    cues: LongTexts | None = Field(
        None, description="How to do it: said before the first set, one of them before later sets."
    )
    reminders: LongTexts | None = Field(
        None, description="The cues in other words: said in turn with them before later sets."
    )
    tips: LongTexts | None = Field(None, description="Said in the rests, one at a time.")
    mistakes: LongTexts | None = Field(
        None, description="What most often goes wrong; said in the rests, one at a time."
    )
    call: Annotated[list[CallTable], Field(max_length=MOST_CALLS)] | None = Field(
        None, description="What else is heard in its sets, and when."
    )
    progress: AnyProgress | None = Field(
        None,
        description=f"How its load goes on by what the journal says: {rules_in_words(meanings=True)}; or a table with "
        'the details: { rule = "double", step = "5 kg" }.',
    )
    step: AnyWeight | None = Field(
        None, description='How much weight is added: "2.5 kg"; a step of its equipment if left out.'
    )
    muscles: ShortTexts | None = Field(None, description="The muscles it trains most.")
    secondary: ShortTexts | None = Field(None, description="The muscles that help.")
    equipment: ShortTexts | None = Field(None, description="What it needs.")
    easier: ShortText | None = Field(None, description="The catalogue's id of an easier exercise.")
    harder: ShortText | None = Field(None, description="The catalogue's id of a harder exercise.")


class ExerciseTable(DetailTable):
    """One exercise, written here or taken from the catalogue with `use`."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["use"]}, {"required": ["name"]}]})

    use: ShortText | None = Field(None, description="An exercise of the catalogue, by its id or another of its names.")
    id: ShortText | None = Field(None, description="What variants call this exercise; made from the name if left out.")


class CatalogueTable(DetailTable):
    """One exercise of the catalogue."""

    also: ShortTexts | None = Field(None, description="Other names for it.")
    fit: ShortText | None = Field(None, description="The same exercise in Garmin's FIT profile: category/name.")


_GROUP: Final = "Exercises that follow each other in one group are done in turn."


class EntryTable(ExerciseTable):
    """One exercise of a routine."""

    alternate: ShortTexts | None = Field(
        None,
        description="Exercises of the catalogue that take turns with it, a session each: they keep its sets, reps, "
        'rest and progress: ["barbell-overhead-press"].',
    )

    group: ShortText | None = Field(None, description=_GROUP)


class ChangeTable(DetailTable):
    """What a variant changes about an exercise."""

    group: ShortText | None = Field(None, description=_GROUP)


class AddedTable(EntryTable):
    """An exercise that a variant adds; at the end, if it doesn't say where."""

    after: ShortText | None = Field(None, description="The exercise that it follows.")
    before: ShortText | None = Field(None, description="The exercise that it precedes.")


if TYPE_CHECKING:
    KindName: TypeAlias = str
else:
    KindName = Literal[tuple(GROUP_KINDS)]


def _meanings() -> str:
    """The meaning of each kind of group; kinds with the same meaning are described together."""
    told = []
    for meaning, kinds in groupby(GROUP_KINDS.values(), key=lambda kind: kind.meaning):
        names = [f'"{kind.name}"' + (" (if left out)" if kind == DEFAULT_KIND else "") for kind in kinds]
        told.append(f"{' or '.join(names)}: {meaning}")
    return "; ".join(told) + "."


class GroupTable(Table):
    """How the exercises of a group take turns. A round is one turn of each."""

    kind: KindName | None = Field(None, description=_meanings())
    rounds: Times | None = Field(
        None,
        description="How many rounds; as many as the exercises have sets if left out (EMOM 10, Tabata 8, ladder 5).",
    )
    rest: AnyTime | None = Field(None, description="Rest after a round; the last exercise's own if left out.")
    between: AnyTime | None = Field(
        None, description="Rest after an exercise inside a round: 10 s if left out, circuits 15 s."
    )
    every: AnyTime | None = Field(None, description="EMOM: how often an exercise starts, one minute if left out.")
    cap: AnyTime | None = Field(None, description="AMRAP: how long it goes on, ten minutes if left out.")
    work: AnyTime | None = Field(None, description="Tabata: how long each exercise is done, 20 s if left out.")
    reps: AnyRungs | None = Field(None, description="Ladder: the reps of each round: [1, 2, 3].")


class VariantTable(PrescriptionTable):
    """One way to do the routine: what it changes."""

    summary: LongText | None = Field(None, description="What it is, in a sentence; said at the start.")
    audience: LongText | None = Field(
        None, description='Whom it is for, in a few words: "if you\'re new to lifting"; said where one has to choose.'
    )
    per_week: AnyPerWeek | None = Field(None, description="How often in a week, where that differs in this variant.")
    parent: ShortText | None = Field(
        None, alias="from", description="The variant that it begins with, changes and all."
    )
    talk: Talk | None = Field(None, description="How much the coach says in it.")
    warm_up: Annotated[list[ExerciseTable], Field(max_length=MOST_EXERCISES)] | None = Field(
        None, description="Its own warm-up, in the place of the routine's."
    )
    leave_out: ShortTexts | None = Field(None, description="Exercises that it doesn't have.")
    swap: dict[str, ExerciseTable] = Field(
        {}, description="Other exercises in the place of those named; they keep sets, reps and rest."
    )
    change: dict[str, ChangeTable] = Field({}, description="Fields to set for the exercises named.")
    add: list[AddedTable] = Field([], max_length=MOST_EXERCISES, description="Exercises that it has besides.")
    group: dict[str, GroupTable] = Field({}, description="Fields to set for the groups named.")


class RoutineTable(Table):
    """A routine file."""

    title: LongText = Field(description="What the coach calls the session.")
    summary: LongText | None = Field(None, description="What it is for, in a sentence.")
    audience: LongText | None = Field(None, description="Who it is for, in a sentence.")
    per_week: AnyPerWeek | None = Field(None, description='How often in a week: 1 or "1-2".')
    talk: Talk | None = Field(
        None,
        description='How much the coach says: "full", "some" (no remarks in rests), "brief" (names, counts and what '
        'is next) or "beeps".',
    )
    say: dict[ShortText, LongText] | None = Field(
        None, description='How words are spelled for the voice, where it says them wrong: { Zercher = "zur-chur" }.'
    )
    default_variant: ShortText | None = Field(
        None, description="The variant that is done when none is named; the first if left out."
    )
    defaults: DetailTable | None = Field(None, description="Fields for every exercise that doesn't set them itself.")
    warm_up: list[ExerciseTable] = Field(
        [], max_length=MOST_EXERCISES, description="Exercises that come first; one set each unless they say more."
    )
    exercise: list[EntryTable] = Field(min_length=1, max_length=MOST_EXERCISES, description="The exercises, in order.")
    group: dict[str, GroupTable] = Field({}, description="How the exercises of each group take turns.")
    variant: Annotated[dict[str, VariantTable], Field(max_length=MOST_VARIANTS)] = Field(
        {}, description="Other ways to do the routine, by name."
    )
