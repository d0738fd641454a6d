"""One set of a session: which one it is, what it asks for, and what is known of its exercise. Pure."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from coach.notation import Load, Reps, Tempo
from coach.progression.plates import Loading
from coach.progression.remembered import Remembered
from coach.progression.rules.rule import TodaysSets
from coach.routine.model import Exercise, Group, Motion, Prescription, SetKind, Side
from coach.units import Ms, Unit


class SetKey(Struct, frozen=True):
    """What identifies a set: its block of the routine, its kind, its number (in a group, the round), side and drop.

    No two sets of a session have the same key, and a set that is repeated keeps its key.
    """

    block: str
    kind: SetKind
    number: int
    side: Side | None = None
    drop: int = 0


class Round(Struct, frozen=True):
    """The round of a group that a set belongs to; `of` is None if time decides. `opens`: its exercise is the first.

    A round has this many `sets`; the two sides of one count as two.
    """

    group: Group
    number: int
    of: int | None
    opens: bool
    sets: int = 1


PhaseName: TypeAlias = Literal["lower", "lift", "hold"]
"""What is done in a phase of a rep."""


class RepPhase(Struct, frozen=True):
    """A phase of a rep: when in the rep it begins, and how long it lasts."""

    name: PhaseName
    at: Ms
    length: Ms


def phases(tempo: Tempo, begins: Motion) -> list[RepPhase]:
    """The phases of a rep at `tempo` in their order, by how it `begins`; those that take no time are left out."""
    lower: list[tuple[PhaseName, Ms]] = [("lower", tempo.lowering), ("hold", tempo.bottom)]
    lift: list[tuple[PhaseName, Ms]] = [("lift", tempo.lifting), ("hold", tempo.top)]
    found, at = [], Ms(0)
    for name, length in [*lower, *lift] if begins == "down" else [*lift, *lower]:
        if length:
            found.append(RepPhase(name, at, length))
        at += length
    return found


Ask: TypeAlias = Literal["set", "left", "right", "each", "rpe", "rir"]
"""What the athlete is asked for: the reps of the set, of one of its sides, or of each side; or how hard it was."""


class Set(Struct, frozen=True):
    """One set: `number` of `of` sets of its kind of the exercise that is `position`-th of the session (from 1).

    `block` is what its exercise is known by in the journal (see `routine.model.blocks`). A drop has the number of the
    set that it follows, and is the `drop`-th after it. `side` is None where both sides work at once. `counted`: the
    coach counts its reps. `remembered` is what the journal knows of the exercise, `today` what follows from it, and
    `loading` the bar with its plates. `lacks_load`: it needs a weight, and nobody knows which. `asks_load`: the athlete
    is to say what weight it was done with, in that unit; `asks_effort`: and how hard it was. `trained` is the number of
    earlier sessions in which the exercise was done. `metronome`: tones tell when to lift and when to lower. `returns`:
    the exercise was put off, and comes back with this set. `tried`: the set went wrong and is done again, so that it is
    no set but a try, the first, second and so on of that set.
    """

    exercise: Exercise
    asked: Prescription
    position: int
    number: int
    of: int
    warm_up: bool = False
    side: Side | None = None
    round: Round | None = None
    counted: bool = True
    remembered: Remembered | None = None
    today: TodaysSets | None = None
    loading: Loading | None = None
    block: str = ""
    drop: int = 0
    lacks_load: bool = False
    asks_load: Unit | None = None
    asks_effort: bool = False
    trained: int = 0
    told: bool = False
    metronome: bool = False
    returns: bool = False
    tried: int = 0

    @property
    def key(self) -> SetKey:
        """What identifies it, in the plan and in the journal."""
        block = self.block or self.exercise.id
        block += f" (try {self.tried})" if self.tried else ""
        return SetKey(block, self.kind, self.number, self.side, self.drop)

    @property
    def kind(self) -> SetKind:
        """What kind of set it is; every set of the warm-up is a warm-up set."""
        return "warm-up" if self.warm_up else self.asked.kind

    @property
    def working(self) -> bool:
        """Whether it is one of the sets that count: neither in the warm-up, nor a warm-up set, nor a mere try."""
        return not self.warm_up and self.asked.kind != "warm-up" and not self.tried

    @property
    def load(self) -> Load | None:
        """What it is done with, as far as is known: on a bar, what the plates make that is nearest to what is asked."""
        return self.loading.total if self.loading else self.asked.load

    @property
    def counts(self) -> bool:
        """Whether it is among the sets that a session is said to have: those of a cool-down aren't."""
        return self.working and not self.exercise.cool_down

    @property
    def reps(self) -> int | None:
        """How many reps the coach counts to; None for a set that is held for a time."""
        return self.asked.counted

    def count_at(self, rep: int) -> Ms:
        """When in the set the rep with that number is counted: at its top, or at its end if its course isn't known."""
        tempo = self.asked.tempo
        top = {None: tempo.rep, "down": tempo.rep - tempo.top}.get(self.exercise.begins, tempo.lifting)
        return (rep - 1) * tempo.rep + top

    def counted_by(self, at: Ms) -> int:
        """How many reps have been counted `at` ms into the set."""
        rep = self.asked.tempo.rep
        return max(0, (at - self.count_at(1)) // rep + 1)

    @property
    def opens_exercise(self) -> bool:
        """Whether it is the first set of its exercise, or the first side of that."""
        first_kind = "warm-up" if self.exercise.warm_up_sets and self.round is None else "working"
        return self.number == 1 and not self.second_side and self.asked.kind == first_kind

    @property
    def second_side(self) -> bool:
        """Whether it is the other half of a set that is done on each side."""
        exercise = self.exercise
        return exercise.side == "each" and self.side is not None and self.side != exercise.first_side

    @property
    def to_failure(self) -> bool:
        """Whether it asks for as many reps as possible, so that only the athlete knows how many there were."""
        return isinstance(self.asked.reps, Reps) and self.asked.reps.to_failure

    @property
    def has_least(self) -> bool:
        """Whether it asks for a minimum and welcomes more: "8-10" or "6+", but not "10" or "1+"."""
        reps = self.asked.reps
        return isinstance(reps, Reps) and reps.low != reps.high and reps.low > 1

    @property
    def aim(self) -> int | None:
        """The rep that reaches what is asked for today: the aim that progress sets, or else the fewest; None for a
        hold.
        """
        if not isinstance(self.asked.reps, Reps):
            return None
        return max(self.asked.reps.low, (self.today.reps if self.today else None) or 0)

    @property
    def length(self) -> Ms:
        """How long the set takes at its tempo."""
        return self.asked.length
