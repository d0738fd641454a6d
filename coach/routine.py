"""A routine as its author meant it: frozen, complete, and free of times of day, audio and files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from coach.notation import SECOND, Count, Load, Reps, Span, Tempo

Side: TypeAlias = Literal["both", "each"]
"""`each`: the set is done on the left, then on the right."""

DEFAULT_SETS: Final = Count(3, 3)
DEFAULT_REPS: Final = Reps(10, 10)
DEFAULT_REST: Final = Span(90 * SECOND, 90 * SECOND)
DEFAULT_TEMPO: Final = Tempo(2 * SECOND, 0, 1 * SECOND, 1 * SECOND, "2-0-1-1")


@dataclass(frozen=True)
class Source:
    """Where an exercise was written, for messages to the author."""

    file: str
    line: int | None
    place: str


@dataclass(frozen=True)
class Exercise:
    """One exercise with what is prescribed of it, all defaults filled in.

    `cap` is where a set to failure stops being counted. `setup` is said once, before `cues`; a set
    after the first is preceded by one of the `cues` as a reminder, and a rest carries one of the `tips`.
    """

    id: str
    name: str
    sets: Count = DEFAULT_SETS
    reps: Reps | Span = DEFAULT_REPS
    rest: Span = DEFAULT_REST
    tempo: Tempo = DEFAULT_TEMPO
    side: Side = "both"
    cap: int | None = None
    load: Load | None = None
    setup: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    muscles: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    easier: str | None = None
    source: Source | None = field(default=None, compare=False)

    @property
    def most_reps(self) -> int:
        """The rep at which the coach stops counting; twice the minimum where no cap is written."""
        if isinstance(self.reps, Span):
            return 1
        if self.reps.high is not None:
            return self.reps.high
        return self.cap or max(2 * self.reps.low, 10)


@dataclass(frozen=True)
class Variant:
    """One way to do the routine: beginner, advanced…; the exercises with its changes made."""

    name: str
    summary: str
    warm_up: tuple[Exercise, ...]
    exercises: tuple[Exercise, ...]


@dataclass(frozen=True)
class Routine:
    """What the author wrote. `variants` has at least one; `default_variant` is one of their names."""

    name: str
    title: str
    summary: str
    audience: str
    per_week: Count | None
    variants: tuple[Variant, ...]
    default_variant: str

    def variant(self, name: str | None = None) -> Variant:
        """The variant called `name`, or the default one. Raises `KeyError` for a name it doesn't have."""
        wanted = self.default_variant if name is None else name
        for variant in self.variants:
            if variant.name == wanted:
                return variant
        raise KeyError(wanted)
