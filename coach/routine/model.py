"""A routine as its author meant it: frozen, complete, and free of times of day, audio and files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from coach.errors import Mistake, Source
from coach.notation import CallTime, Count, Effort, Load, Reps, Span, Tempo
from coach.routine.groups import GroupKind
from coach.units import SECOND, Ms

Side: TypeAlias = Literal["left", "right"]
Sides: TypeAlias = Literal["both", "each", "left", "right"]
"""`each`: the set is done on the left, then on the right."""

Talk: TypeAlias = Literal["full", "some", "brief", "beeps"]
"""How much is said: everything; no remarks in the rests; names, counts and what is next; sounds alone."""

Ready: TypeAlias = Ms | Literal["me"]
"""The time from an exercise's name to its first rep, at least; or the athlete says when."""

Motion: TypeAlias = Literal["down", "up", "pull", "push", "in", "out"]
"""How a rep begins. One that begins "down" is lowered first and lifted then; all others are lifted first."""

SetKind: TypeAlias = Literal["working", "warm-up", "drop"]
"""A `drop` follows the set before it at once, with less weight; a `warm-up` set comes before the working sets."""

SOUNDS: Final = ("tick", "go", "done", "half", "rest", "finished")
"""The coach's own sounds, by name."""

DEFAULT_SETS: Final = Count(3, 3)
DEFAULT_REPS: Final = Reps(10, 10)
DEFAULT_REST: Final = Span(90 * SECOND, 90 * SECOND)
DEFAULT_TEMPO: Final = Tempo(2 * SECOND, Ms(0), 1 * SECOND, 1 * SECOND, "2-0-1-1")


class Prescription(Struct, frozen=True):
    """What one set asks for, and the rest after it, which `rest_waits` for the athlete to end it if so.

    `cap` is where a set to failure stops being counted. With `rest_waits`, `rest` is how long a recording rests.
    `of_top`: its load is a percentage of the exercise's heaviest set today. `effort` is how hard it should be.
    """

    reps: Reps | Span = DEFAULT_REPS
    tempo: Tempo = DEFAULT_TEMPO
    rest: Span = DEFAULT_REST
    rest_waits: bool = False
    load: Load | None = None
    cap: int | None = None
    kind: SetKind = "working"
    of_top: float | None = None
    effort: Effort | None = None

    @property
    def counted(self) -> int | None:
        """The rep at which the coach stops counting; without a cap, twice the minimum. None for a hold."""
        if isinstance(self.reps, Span):
            return None
        if self.reps.high is not None:
            return self.reps.high
        return self.cap or max(2 * self.reps.low, 10)

    @property
    def length(self) -> Ms:
        """How long the set takes at its tempo, on one side."""
        return self.reps.middle if isinstance(self.reps, Span) else (self.counted or 0) * self.tempo.rep


class Wave(Struct, frozen=True):
    """One outing of a cycle: each set's percent of the training max, and its reps, if they differ."""

    percent: tuple[float, ...]
    reps: tuple[Reps | Span, ...] = ()


class Growth(Struct, frozen=True):
    """How much weight is added if the heaviest open set had at least this many `reps`."""

    reps: int
    step: Load


class Progress(Struct, frozen=True):
    """How an exercise's load goes on from session to session, as its author wrote it.

    `rule` names one of the rules in `coach/progression/rules`. The other fields are what the rules read: `step` is how
    much weight is added; after `misses` misses in a row the load goes back by `deload` percent; `training_max` is a
    percent of the max, of which the `waves` are percents; `rpe` is how hard a set should be that doesn't say so. The
    max is the one-rep max of the lift `of` (the exercise's own if ""), or the weight that can be lifted `rep_max`
    times. `growth` has rows by rising reps, which take the place of `step`. `stages` are the reps of each set, stage
    by stage.
    """

    rule: str = "none"
    step: Load | None = None
    misses: int = 3
    deload: float = 10
    training_max: float = 90
    waves: tuple[Wave, ...] = ()
    rpe: float = 8
    of: str = ""
    rep_max: int = 1
    growth: tuple[Growth, ...] = ()
    stages: tuple[tuple[Reps | Span, ...], ...] = ()


class Call(Struct, frozen=True):
    """Something the author wants heard: a sentence (`say`) or a sound (one of the coach's, or the name of a file)."""

    at: CallTime
    say: str = ""
    sound: str = ""


class Group(Struct, frozen=True):
    """Exercises that are done in turn. A round is one turn of each.

    `rest` follows a round, `between` follows an exercise inside it. With an `every`, an exercise starts at that
    interval, on the clock. With a `cap`, rounds go on until that time is over, and `rounds` is ignored.
    """

    id: str
    kind: GroupKind
    rounds: int
    rest: Span | None
    between: Span
    every: Ms | None = None
    cap: Ms | None = None
    source: Source | None = None


FULL: Final = 100.0
"""An exercise's usual intensity, in percent."""

LIGHTER: Final = " (lighter)"
"""The suffix of an exercise's block when it is done below its usual intensity: it has a history of its own."""


class Exercise(Struct, frozen=True):
    """One exercise with what is prescribed of it, all defaults filled in.

    `id` is what it is called in the routine; `own_lift` is the id of the exercise that it is, if that differs. `sets`
    are its sets in order, including warm-up sets and drops; `least` of its working sets are enough. `intensity` is a
    percentage of the load that its progress gives for today; below 100 the session doesn't count for progress.
    `instead` are other exercises for its place in the routine: with the rule "ladder" the harder ones that replace it,
    in order, else those that it alternates with. `setup` is said once, before `cues`; a set after the first is preceded
    by one of the `cues` as a reminder, and a rest carries one of the `tips`. `reminders` are the cues in other words,
    `mistakes` what most often goes wrong, `why` what the exercise is good for, and `meaning` what it is, where the name
    doesn't tell. `notes` are the author's and the athlete's, said before its first set each time. `ready` is the time
    that its first set waits for, by its equipment where that is None; `begins` is how a rep begins, if known.
    `cool_down`: it only lets the pulse come down, so that its sets don't count.
    """

    id: str
    name: str
    sets: tuple[Prescription, ...]
    least: int
    side: Sides = "both"
    first_side: Side = "left"
    group: Group | None = None
    setup: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    reminders: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    why: str = ""
    meaning: str = ""
    notes: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
    muscles: tuple[str, ...] = ()
    secondary: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    easier: str | None = None
    progress: Progress = Progress()
    source: Source | None = None
    own_lift: str = ""
    intensity: float = FULL
    instead: tuple[Exercise, ...] = ()
    ready: Ready | None = None
    begins: Motion | None = None
    cool_down: bool = False

    @property
    def lift(self) -> str:
        """The id of the exercise, regardless of what it is called in this routine."""
        return self.own_lift or self.id

    @property
    def lift_of_max(self) -> str:
        """The id of the exercise whose max its percents are of."""
        return self.progress.of or self.lift

    @property
    def sound_files(self) -> list[str]:
        """The athlete's own sound files that its calls play."""
        return [call.sound for call in self.calls if call.sound and call.sound not in SOUNDS]

    @property
    def warm_up_sets(self) -> tuple[Prescription, ...]:
        return tuple(asked for asked in self.sets if asked.kind == "warm-up")

    @property
    def working_sets(self) -> tuple[Prescription, ...]:
        """The working sets; a drop belongs to the set before it and isn't included."""
        return tuple(asked for asked in self.sets if asked.kind == "working")

    @property
    def count(self) -> Count:
        """How many working sets there are; a range if fewer are enough."""
        return Count(min(self.least, len(self.working_sets)), len(self.working_sets))


def blocks(exercises: Sequence[Exercise], prefix: str = "") -> tuple[str, ...]:
    """The names under which the journal knows the `exercises` of a session, whatever is later put before or after them.

    That is an exercise's id; if several have the same one, the second is `squat 2`. The `prefix` marks those of a
    warm-up.
    """
    seen: dict[str, int] = {}
    found = []
    for exercise in exercises:
        seen[exercise.id] = seen.get(exercise.id, 0) + 1
        nth = f" {seen[exercise.id]}" if seen[exercise.id] > 1 else ""
        found.append(f"{prefix}{exercise.id}{nth}")
    return tuple(found)


WARM_UP_BLOCK: Final = "warm-up: "
"""The prefix of the blocks of a routine's warm-up."""


class Variant(Struct, frozen=True):
    """One way to do the routine: beginner, advanced…; the exercises with its changes made.

    `audience` is for whom it is, in a few words. `per_week` is how often in a week it may be done, if that is known.
    """

    name: str
    summary: str
    talk: Talk
    warm_up: tuple[Exercise, ...]
    exercises: tuple[Exercise, ...]
    source: Source | None = None
    audience: str = ""
    per_week: Count | None = None


class Routine(Struct, frozen=True):
    """What the author wrote. `variants` has at least one; `default_variant` is one of their names.

    `remarks` are warnings about fields that have no effect. `say` tells how to respell words so that a voice says them
    right.
    """

    name: str
    title: str
    summary: str
    audience: str
    per_week: Count | None
    variants: tuple[Variant, ...]
    default_variant: str
    remarks: tuple[Mistake, ...] = ()
    say: Mapping[str, str] = {}

    def variant(self, name: str | None = None) -> Variant:
        """The variant called `name`, or the default one. Raises `KeyError` for a name it doesn't have."""
        wanted = self.default_variant if name is None else name
        for variant in self.variants:
            if variant.name == wanted:
                return variant
        raise KeyError(wanted)
