"""The exercises that can replace those of a session, with the loads that the journal has for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from msgspec.structs import replace

from coach.cli import compose, journal
from coach.cli.notes import notes
from coach.config.settings import Settings
from coach.errors import CoachError
from coach.journal.history import BlockQuery, remembered
from coach.progression.plates import bar_of
from coach.progression.remembered import NOTHING_REMEMBERED
from coach.progression.todays_sets import apply_progression
from coach.routine.model import Exercise
from coach.routine.owned import missing
from coach.session.plan import Plan
from coach.session.planner import noted
from coach.session.swapping import NO_CANDIDATES, Candidate, Candidates


class SwapsInThread:
    """Looks for exercises in a thread of its own, as that reads the whole catalogue."""

    def __init__(self, look: Callable[[], Candidates]) -> None:
        self._look = look
        self._over = threading.Event()
        self._found = NO_CANDIDATES

    def begin(self) -> None:
        """Starts to look."""
        # Joined at the end: a thread that is stopped while it validates tables crashes the process.
        threading.Thread(target=self._run, name="swaps").start()

    def found(self, seconds: float) -> Candidates | None:
        """What was found; None if the search takes longer than `seconds`."""
        return self._found if self._over.wait(seconds) else None

    def _run(self) -> None:
        try:
            with suppress(CoachError):
                self._found = self._look()
        finally:
            self._over.set()


class SwapsAtOnce:
    """Looks for exercises when it is asked, for a rehearsal, whose clock doesn't wait."""

    def __init__(self, look: Callable[[], Candidates]) -> None:
        self._look = look
        self._found: Candidates | None = None

    def begin(self) -> None:
        pass

    def found(self, seconds: float) -> Candidates | None:
        """What was found."""
        if self._found is None:
            self._found = self._look()
        return self._found


def candidates(plan: Plan, settings: Settings, kept: bool) -> Candidates:
    """What can replace each exercise of a session, with the athlete's equipment, or that of the session if unknown.

    Raises `CoachError` if the catalogue is damaged.
    """
    from coach.routine.file.alternatives import alternatives

    catalogue = compose.library().catalogue()
    exercises = {one.exercise.id: one.exercise for one in plan.sets if not one.warm_up}
    in_session = {item for one in plan.sets for item in one.exercise.equipment}
    everything = {item for name in catalogue.ids() for item in catalogue.get(name).equipment or ()}
    there = everything - {*missing(everything, settings.equipment)} if settings.equipment else in_session
    lifts = {exercise.lift for exercise in exercises.values()}
    names = {
        each: [
            name
            for name in alternatives(exercise, there, catalogue)
            if name not in lifts and not missing(catalogue.get(name).equipment or (), settings.equipment)
        ]
        for each, exercise in exercises.items()
    }
    built = _built(list(dict.fromkeys(name for found in names.values() for name in found)))
    known = _known(plan, built, settings, kept)
    return {each: tuple(known[name] for name in found if name in known) for each, found in names.items()}


def _built(names: Sequence[str]) -> Mapping[str, Exercise]:
    """The exercises of the catalogue with these ids, as in a routine that only names them."""
    from coach.routine.file.reader import read_routine

    if not names:
        return {}
    text = "\n".join(['title = "swaps"', *(f'[[exercise]]\nuse = "{name}"' for name in names)])
    routine = read_routine(text, "swaps", "swaps", compose.library().catalogue())
    kept = notes()
    return dict(zip(names, (noted(one, kept) for one in routine.variant(None).exercises), strict=True))


def _known(plan: Plan, built: Mapping[str, Exercise], settings: Settings, kept: bool) -> dict[str, Candidate]:
    """Each exercise with what the journal knows of it, and the load that follows from that."""
    with journal.opened() as file:
        memory = journal.Memory(file if kept else None, lambda _: None, for_session=False)
        found = {}
        for name, exercise in built.items():
            past = memory.ask(NOTHING_REMEMBERED, remembered, BlockQuery(plan.routine, name, name))
            going_on = apply_progression(exercise, past, settings.rack, {}, settings.units)
            load = going_on.exercise.working_sets[0].load
            bar = bar_of(exercise.equipment)
            loading = settings.rack.nearest(load, bar) if bar and load and load.percent is None else None
            asks = (settings.units or "kg") if going_on.lacks_load and kept else None
            one_set = replace(exercise, sets=exercise.working_sets[:1])
            found[name] = Candidate(one_set, load, going_on.remembered, loading, going_on.lacks_load, asks)
    return found
