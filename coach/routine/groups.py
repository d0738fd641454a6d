"""The kinds of groups of exercises, each with everything that distinguishes it from the others.

A kind is added here; how it is named and said is up to the language (`coach/speech/english/groups.py`); the reference
is `docs/format.md`. `tests/test_closed_lists.py` fails where one was forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from coach.notation import Span
from coach.units import MINUTE, SECOND, Ms


class GroupKind(Struct, frozen=True):
    """How exercises take turns. A round is one turn of each.

    `name` is written in a file, `meaning` is what an editor shows for it, and `fields` are those that its table may
    have. `rounds` and `between` (the time from one exercise to the next) are the defaults; 0 `rounds` means as many as
    the exercises have sets. With `every`, an exercise starts at that interval, on the clock; with `cap`, rounds go on
    until that time is over; with `work`, each turn takes that time; with `rungs`, each round has reps of its own, by
    default those that it returns for the number of rounds.
    """

    name: str
    meaning: str
    fields: tuple[str, ...]
    between: Span
    rounds: int = 0
    every: Ms | None = None
    cap: Ms | None = None
    work: Span | None = None
    rungs: Callable[[int], Sequence[int]] | None = None
    rests_after_round: bool = True
    """Whether a round is followed by a rest of its own; if not, all turns are equally far apart."""
    rest_is_between: bool = False
    """Whether the `rest` that an author writes is the time between turns."""
    needs_company: bool = False
    """Whether such a group needs more than one exercise."""
    sides_take_turns: bool = False
    """Whether an exercise done on each side changes sides from round to round, as there is no time for both."""
    plain_holds: bool = False
    """Whether nothing is called during a turn that is held: these are short, and always the same."""

    @property
    def prescribes(self) -> bool:
        """Whether the group, and not its exercises, says how much is done in a turn."""
        return self.rungs is not None or self.work is not None


def _seconds(n: int) -> Span:
    return Span(n * SECOND, n * SECOND)


def _one_more_each_round(rounds: int) -> Sequence[int]:
    return range(1, rounds + 1)


GROUP_KINDS: Final[Mapping[str, GroupKind]] = {
    kind.name: kind
    for kind in (
        GroupKind(
            "superset",
            "one after the other",
            ("rounds", "rest", "between"),
            between=_seconds(10),
            needs_company=True,
        ),
        GroupKind(
            "circuit",
            "one after the other",
            ("rounds", "rest", "between"),
            between=_seconds(15),
            needs_company=True,
        ),
        GroupKind(
            "emom",
            "each starts on the clock",
            ("rounds", "every"),
            between=_seconds(10),
            rounds=10,
            every=MINUTE,
        ),
        GroupKind(
            "amrap",
            "as many rounds as the time allows",
            ("between", "cap"),
            between=_seconds(8),
            rounds=1,
            cap=10 * MINUTE,
            rests_after_round=False,
        ),
        # Twenty seconds of work and ten of rest, eight times: Tabata et al., Med Sci Sports Exerc 28 (1996).
        GroupKind(
            "tabata",
            "20 s of work, 10 s of rest",
            ("rounds", "rest", "work"),
            between=_seconds(10),
            rounds=8,
            work=_seconds(20),
            rests_after_round=False,
            rest_is_between=True,
            sides_take_turns=True,
            plain_holds=True,
        ),
        GroupKind(
            "ladder",
            "other reps each round",
            ("rounds", "rest", "between", "reps"),
            between=_seconds(10),
            rounds=5,
            rungs=_one_more_each_round,
        ),
    )
}
"""The kinds by their names, in the order in which they are listed."""

DEFAULT_KIND: Final = GROUP_KINDS["superset"]
"""The kind of a group that names none."""
