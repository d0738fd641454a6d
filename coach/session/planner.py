"""Lays out a variant of a routine as the steps of one session. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, repeat
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from coach.clock import duration
from coach.errors import CoachError, Code, Mistake, did_you_mean, quoted
from coach.notation import Load
from coach.progression.plates import bar_of
from coach.progression.remembered import NOTHING, NOTHING_REMEMBERED, Known
from coach.progression.todays_sets import Continued, apply_progression, worked_out
from coach.routine.model import FULL, LIGHTER, WARM_UP_BLOCK, Exercise, Group, Routine, Talk, Variant, blocks
from coach.routine.owned import gathered, missing
from coach.session.layout import Turn, laid_out
from coach.session.plan import (
    COUNT_IN,
    LONGEST,
    MOST_SETS,
    SWITCH,
    Closing,
    Coming,
    Opening,
    Pace,
    Plan,
    Tally,
    about,
    coming_in,
    planned_sets,
)
from coach.session.sets import Round, Set
from coach.session.sides import first_side, on_sides, weaker_first
from coach.session.variety import Teaching, teaching
from coach.units import HOUR, SECOND, Ms, Unit

_NO_MAXES: Final[Mapping[str, Load]] = {}


def plan(
    routine: Routine,
    variant: str | None = None,
    pace: Pace = "tempo",
    start_at: int | str = 1,
    units: Unit | None = None,
    talk: Talk | None = None,
    maxes: Mapping[str, Load] = _NO_MAXES,
    known: Known = NOTHING,
) -> Plan:
    """Lays out `variant` of `routine` (its default one if None), from exercise `start_at` on: its number or its name.

    Sets take the top of their range, rests and holds the middle of theirs. The warm-up is left out when the session
    starts at a later exercise. Loads are said in `units`; those in percent are of the one-rep `maxes`, by exercise id,
    where there is one. `known` is what the journal remembers, and an exercise's `progress` goes on from it. `talk`
    overrides the variant's. Raises `KeyError` for an unknown variant and `CoachError` for an exercise that isn't
    there, and for a session of more than 24 hours or a thousand sets.
    """
    chosen = _noted(routine.variant(variant), known.notes)
    start_at = place_of(start_at, routine, chosen)
    before = chosen.warm_up if start_at == 1 else ()
    before = tuple(worked_out(exercise, known.rack, maxes, units) for exercise in before)
    named = blocks(chosen.exercises)
    continued = {
        block: apply_progression(exercise, known.blocks.get(block, NOTHING_REMEMBERED), known.rack, maxes, units)
        for exercise, block in list(zip(chosen.exercises, named, strict=True))[start_at - 1 :]
    }
    exercises = [weaker_first(one.exercise, one.remembered) for one in continued.values()]
    turns = [*_straight_sets(before, 1, warm_up=True), *_turns(exercises, start_at)]
    recalls = _Recalls(known, blocks(chosen.warm_up, WARM_UP_BLOCK), named, continued, units)
    turns = [_remembering(turn, recalls) for turn in turns]
    _check_number(turns, routine, chosen)
    body = laid_out([_told_last(_paced(turn, pace), known) for turn in turns], known.sessions)
    length = about(body)
    if length > LONGEST:
        message = f"the session takes {length // HOUR} hours"
        raise _refused(routine, chosen, Code.TOO_LONG_SESSION, message, "a session is at most 24 hours long")
    sets = len(planned_sets([turn.set for turn in turns]))
    cold = bool(chosen.warm_up) and not before
    own = pace == "me"
    opening = _opening(routine, chosen, before, exercises, known, sets=sets, length=length, own_pace=own, cold=cold)
    tally = Tally(opening.exercises, opening.sets, about([opening]) + length, complete=True)
    coming = _coming(routine.title, chosen.per_week.high, known) if chosen.per_week else None
    closing = Closing(routine.title, tally, before=known.sessions, coming=coming)
    whole = tally.length + about([closing])
    return Plan(routine.name, routine.title, chosen.name, talk or chosen.talk, whole, (opening, *body, closing))


def _opening(
    routine: Routine,
    chosen: Variant,
    before: Sequence[Exercise],
    exercises: Sequence[Exercise],
    known: Known,
    *,
    sets: int,
    length: Ms,
    own_pace: bool,
    cold: bool,
) -> Opening:
    """What a session of these exercises is, `before` them its warm-up, with so many sets, in about `length`."""
    all_equipment = gathered(item for exercise in (*before, *exercises) for item in exercise.equipment)
    # Who has done all of it a few times knows what it is and what it takes.
    new = any(map(_is_new, exercises, repeat(known.trained)))
    lacking = missing(all_equipment, known.equipment)
    return Opening(
        title=routine.title,
        summary=(chosen.summary or routine.summary) if new else "",
        variant=chosen.name if len(routine.variants) > 1 else "",
        exercises=sum(not exercise.cool_down for exercise in exercises),
        sets=sets,
        about=length,
        equipment=all_equipment if new else (),
        own_pace=own_pace,
        nth_in_week=len(known.week) + 1 if chosen.per_week and len(known.week) >= chosen.per_week.high else None,
        before=known.sessions,
        open_ended=any(one.group is not None and one.group.cap is not None for one in exercises),
        missing=lacking,
        cold=cold,
        unequipped=tuple(
            dict.fromkeys(one.name for one in (*before, *exercises) if not {*one.equipment}.isdisjoint(lacking))
        ),
    )


def _is_new(exercise: Exercise, trained: Mapping[str, int]) -> bool:
    return teaching(trained.get(exercise.lift, 0)) is Teaching.FULL


def place_of(exercise: int | str, routine: Routine, variant: Variant) -> int:
    """The number, from 1, of an exercise of `variant`, by its number or name. Raises `CoachError` if there is none."""
    count = len(variant.exercises)
    if isinstance(exercise, str) and not exercise.isdecimal():
        wanted = _compared(exercise)
        for place, one in enumerate(variant.exercises, 1):
            if wanted in map(_compared, (one.name, one.id, one.lift)):
                return place
        hint = did_you_mean(exercise, [one.name for one in variant.exercises])
        hint = hint or f"{routine.title} has {', '.join(one.name for one in variant.exercises)}"
        raise CoachError(Mistake(f"there is no exercise {quoted(exercise)}", hint))
    number = int(exercise) if len(str(exercise)) < 5 else 0
    if not 1 <= number <= count:
        hint = f"{routine.title} has {count}; name one from 1 to {count}"
        raise CoachError(Mistake(f"there is no exercise {exercise}", hint))
    return number


def _compared(name: str) -> str:
    return name.casefold().replace("-", " ").strip()


def _noted(variant: Variant, notes: Mapping[str, str]) -> Variant:
    """The variant with the athlete's notes on its exercises."""
    if not notes:
        return variant
    before, exercises = (tuple(noted(one, notes) for one in some) for some in (variant.warm_up, variant.exercises))
    return replace(variant, warm_up=before, exercises=exercises)


def noted(exercise: Exercise, notes: Mapping[str, str]) -> Exercise:
    """The exercise with the athlete's note, if there is one, before its author's."""
    note = notes.get(exercise.lift)
    return replace(exercise, notes=tuple(dict.fromkeys((note, *exercise.notes)))) if note else exercise


def _coming(title: str, per_week: int, known: Known) -> Coming | None:
    """The same session again: after a fair share of the week, and not more than `per_week` times in seven days."""
    if per_week > 7:
        return None
    done = (0, *known.week)
    days = next(days for days in range(7 // per_week, 8) if sum(ago + days < 7 for ago in done) < per_week)
    return coming_in(title, days, known.weekday)


def _told_last(turn: Turn, known: Known) -> Turn:
    """The turn; if an AMRAP begins with it, together with its score of last time."""
    one = turn.set
    return replace(turn, last=known.amraps.get(one.round.group.id)) if turn.opens_group and one.round else turn


class _Recalls(Struct, frozen=True):
    """What is known about the exercises of a variant, and their blocks: those of the warm-up, and the others."""

    known: Known
    warm_up: tuple[str, ...]
    exercises: tuple[str, ...]
    continued: Mapping[str, Continued]
    units: Unit | None


def _remembering(turn: Turn, recalls: _Recalls) -> Turn:
    """The turn with its block, what is remembered of its exercise, and how to load the bar."""

    def remembering(one: Set) -> Set:
        load, bar = one.asked.load, bar_of(one.exercise.equipment)
        loading = recalls.known.rack.nearest(load, bar) if bar and load and load.percent is None else None
        one = replace(one, metronome=recalls.known.metronome)
        trained = recalls.known.trained.get(one.exercise.lift, 0)
        if one.warm_up:
            return replace(one, loading=loading, block=recalls.warm_up[one.position - 1], trained=trained)
        block = recalls.exercises[one.position - 1]
        found = recalls.continued[block]
        return replace(
            one,
            remembered=found.remembered if block in recalls.known.blocks else None,
            today=found.today,
            loading=loading,
            block=block if one.exercise.intensity == FULL else f"{block}{LIGHTER}",
            asks_effort=_asks_effort(one, recalls.known),
            lacks_load=found.lacks_load,
            asks_load=(recalls.units or "kg") if found.lacks_load and _asks_load(one, recalls.known) else None,
            trained=trained,
        )

    return replace(turn, set=remembering(turn.set), opens_group=tuple(map(remembering, turn.opens_group)))


def _asks_load(one: Set, known: Known) -> bool:
    """Whether a load may be asked for: not in a group, where another exercise comes before there is time to type."""
    return known.kept and one.exercise.group is None


def _asks_effort(one: Set, known: Known) -> bool:
    """Whether to ask how hard a set was, if it tells how hard it should be: not where a clock leaves no time for it."""
    on_clock = one.round is not None and one.round.group.every is not None
    return known.asks_effort and known.kept and one.asked.kind == "working" and not one.to_failure and not on_clock


def _turns(exercises: Sequence[Exercise], start_at: int) -> Iterator[Turn]:
    """The sets of all exercises in the order in which they are done."""
    numbered = enumerate(exercises, start_at)
    for group, members in groupby(numbered, key=lambda one: one[1].group.id if one[1].group else None):
        block = list(members)
        if group is None:
            yield from _straight_sets([exercise for _, exercise in block], block[0][0], warm_up=False)
        else:
            yield from _group_turns(block)


def _straight_sets(exercises: Sequence[Exercise], position: int, warm_up: bool) -> Iterator[Turn]:
    for place, exercise in enumerate(exercises, position):
        numbers = {"working": 0, "warm-up": 0}
        drop = 0
        totals = {"working": len(exercise.working_sets), "warm-up": len(exercise.warm_up_sets)}
        for asked in exercise.sets:
            kind = "warm-up" if asked.kind == "warm-up" else "working"
            numbers[kind] += asked.kind != "drop"
            drop = drop + 1 if asked.kind == "drop" else 0
            one = Set(exercise, asked, place, numbers[kind], totals[kind], warm_up, drop=drop)
            yield from map(Turn, on_sides(one))


def _group_turns(block: Sequence[tuple[int, Exercise]]) -> Iterator[Turn]:
    """Exercises in turn, round after round, their warm-up sets before."""
    group = block[0][1].group
    assert group is not None
    for place, exercise in block:
        lighter = replace(exercise, sets=exercise.warm_up_sets)
        for turn in _straight_sets([lighter], place, warm_up=False):
            yield replace(turn, set=replace(turn.set, exercise=exercise))
    number = 1
    most = _amrap_rounds(block, group) if group.cap else max(len(e.working_sets) for _, e in block)
    previous: Set | None = None
    in_round = sum(2 if exercise.side == "each" and not group.kind.sides_take_turns else 1 for _, exercise in block)
    for number in range(1, most + 1):
        for index, (place, exercise) in enumerate(block):
            sets = exercise.working_sets
            if group.cap is None and number > len(sets):
                continue
            asked = sets[0] if group.cap else sets[number - 1]
            of = None if group.cap else most
            opens = index == 0
            one = Set(exercise, asked, place, number, of or number, round=Round(group, number, of, opens, in_round))
            gap, clock = _gap(group, previous, opens)
            for each in on_sides(one):
                first = number == 1 and opens and not each.second_side
                members = tuple(_first_set(p, e, group, most) for p, e in block) if first else ()
                yield Turn(each, gap=gap, clock=clock, opens_group=members)
            previous = one


def _first_set(place: int, exercise: Exercise, group: Group, most: int) -> Set:
    sets = exercise.working_sets
    of = None if group.cap else most
    return Set(exercise, sets[0], place, 1, of or 1, side=first_side(exercise), round=Round(group, 1, of, False))


def _gap(group: Group, previous: Set | None, opens: bool) -> tuple[Ms | None, bool]:
    """The time before a turn in its group, and whether the turn starts on the clock."""
    if previous is None:
        return None, False
    if group.every is not None:
        return _off_clock(group, previous), True
    if opens and group.kind.rests_after_round:
        return (group.rest or previous.asked.rest).middle, False
    return group.between.middle, False


def _off_clock(group: Group, done: Set) -> Ms:
    """What is left of an interval after its work. Raises `CoachError` if there is no time for a count-in."""
    assert group.every is not None
    sides = 2 if done.exercise.side == "each" else 1
    work = sides * done.length + (sides - 1) * SWITCH
    left = group.every - work
    if left < COUNT_IN:
        message = f"{done.exercise.name} takes {duration(work)} of every {duration(group.every)}"
        assert group.source is not None
        raise CoachError(
            group.source.mistake(
                Code.GROUP_TIME,
                message,
                f"ask for fewer reps, or for more time: {COUNT_IN // SECOND} s have to be left",
            )
        )
    return left


def _amrap_rounds(block: Sequence[tuple[int, Exercise]], group: Group) -> int:
    """Enough rounds for an athlete who is four times as fast as the tempo."""
    work = sum(e.working_sets[0].length for _, e in block)
    return min(MOST_SETS // len(block), 2 + 4 * (group.cap or 0) // max(work, SECOND))


def _check_number(turns: Sequence[Turn], routine: Routine, variant: Variant) -> None:
    sets = {(t.set.position, t.set.number, t.set.asked.kind) for t in turns if t.set.round is None or t.set.round.of}
    if len(sets) > MOST_SETS:
        message = f"the session has {len(sets)} sets"
        raise _refused(routine, variant, Code.TOO_MANY_SETS, message, "a session is at most a thousand sets")


def _refused(routine: Routine, variant: Variant, code: Code, message: str, hint: str) -> CoachError:
    place = f"variant {quoted(variant.name)}" if len(routine.variants) > 1 else ""
    source = variant.exercises[0].source
    file = source.mistake(code, message).file if source else ""
    return CoachError(Mistake(message, hint, file, place=place, code=code))


def _paced(turn: Turn, pace: Pace) -> Turn:
    """The turn with the reps counted by the coach or not, as the athlete's pace asks for."""
    one = turn.set
    # A hold is over when its time is: nobody under it could press a key to say so. Nor does a clock wait.
    on_clock = one.round is not None and one.round.group.every is not None
    own = pace == "me" and one.reps is not None and not one.warm_up and not on_clock
    return replace(turn, set=replace(one, counted=False)) if own else turn
