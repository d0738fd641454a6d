"""Turns the fields of an exercise into sets: ranges, lists, warm-up sets, drops, and the effect of its group. Pure.

Contradictions come back as faults, each with its key; the reader of the file knows the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from coach.clock import duration
from coach.errors import Code, Source
from coach.notation import CallTime, Count, EachSet, Effort, Load, Reps, Span
from coach.progression.rules import RULES
from coach.routine.file.fields import EffortTable, SetTable
from coach.routine.file.positions import Path
from coach.routine.file.tables import CallTable, EntryTable, ExerciseTable, GroupTable
from coach.routine.groups import DEFAULT_KIND, GROUP_KINDS, GroupKind
from coach.routine.model import (
    DEFAULT_REPS,
    DEFAULT_REST,
    DEFAULT_SETS,
    DEFAULT_TEMPO,
    SOUNDS,
    Call,
    Group,
    Prescription,
    Progress,
    SetKind,
)
from coach.units import MINUTE

NO_PROGRESS: Final = Progress()

WARM_UP_REST: Final = Span(MINUTE, MINUTE)
"""The longest rest after a warm-up set, which is light."""

_SOUND_FILE: Final = re.compile(r"[^\W_][\w -]{0,60}\.wav", re.IGNORECASE)
"""The bare name of a file, which can't leave the folders that sounds come from."""


class Fault(Struct, frozen=True):
    """Something wrong with an exercise's or a group's fields, at the key `at` below its table."""

    code: Code
    at: Path
    message: str
    hint: str = ""


class Sets(Struct, frozen=True):
    """The sets of an exercise in order; `least` of its working sets are enough."""

    sets: tuple[Prescription, ...]
    least: int


def sets_of(
    fields: EntryTable, group: Group | None, turns: Sequence[Reps | Span], progress: Progress = NO_PROGRESS
) -> Sets:
    """The sets that `fields` prescribe, as the exercise's `group` has them; `turns` as `turns_of` gives them.

    Where the `progress` goes through stages, the first of them says what the sets are; where it goes by effort, it says
    how hard the sets are that don't say so themselves.
    """
    written = progress.stages[0] if progress.stages else fields.sets
    least: int | None = None
    base = _base(fields, progress)
    each = _reps_of_each(fields.reps)
    # One object for each way of doing a set: most exercises have many sets that are all alike.
    alike = [replace(base, reps=reps) for reps in (written if isinstance(written, tuple) else each)]
    if isinstance(written, list):
        sets = tuple(_overlaid(table, alike[min(index, len(alike) - 1)]) for index, table in enumerate(written))
    elif isinstance(written, tuple):
        sets = tuple(alike)
    else:
        usual = Count(1, 1) if fields.cool_down else DEFAULT_SETS
        count = written or (Count(len(each), len(each)) if len(each) > 1 else usual)
        sets = tuple(alike[min(number, len(alike) - 1)] for number in range(count.high))
        least = count.low
    sets = tuple(map(_of_top, sets))
    if group:
        sets, least = _in_group(sets, group, turns), None
    working = sum(asked.kind == "working" for asked in sets)
    return Sets((*_warm_up_sets(fields, sets[0]), *sets), working if least is None else least)


def _base(fields: EntryTable, progress: Progress) -> Prescription:
    each = _reps_of_each(fields.reps)
    by_rule = Effort(progress.rpe, progress.rpe) if "rpe" in RULES[progress.rule].fields else None
    return Prescription(
        reps=each[0],
        tempo=fields.tempo or DEFAULT_TEMPO,
        **_rest(fields.rest),
        load=fields.load,
        cap=fields.cap,
        effort=fields.rpe or fields.rir or by_rule,
    )


def _rest(written: Span | Literal["me"] | None) -> dict[str, Any]:
    """The fields of a set for the rest after it, as it is written."""
    return {"rest": DEFAULT_REST if written in (None, "me") else written, "rest_waits": written == "me"}


def _reps_of_each(reps: Reps | Span | EachSet | None) -> tuple[Reps | Span, ...]:
    return reps if isinstance(reps, tuple) else (reps or DEFAULT_REPS,)


def _overlaid(table: SetTable, base: Prescription) -> Prescription:
    given = {key: value for key, value in table.given.items() if key not in ("rest", "drop", "rpe", "rir")}
    rest = _rest(table.rest) if table.rest else {}
    # How hard the working sets are says nothing about a drop.
    others = None if table.drop else base.effort
    kind: SetKind = "drop" if table.drop else "working"
    return replace(base, **given, **rest, effort=table.rpe or table.rir or others, kind=kind)


def _of_top(asked: Prescription) -> Prescription:
    """The set, marked as a part of the top set, so that this is still known once its load is worked out."""
    load = asked.load
    return replace(asked, of_top=load.percent) if load and load.of_top else asked


def _in_group(sets: tuple[Prescription, ...], group: Group, turns: Sequence[Reps | Span]) -> tuple[Prescription, ...]:
    """The sets of an exercise that takes turns with others: one for each round."""
    # If all sets are drops, that is a mistake of its own.
    working = [asked for asked in sets if asked.kind == "working"] or list(sets)
    if group.cap is not None:
        return (working[0],)
    if turns:
        return tuple(replace(working[0], reps=reps) for reps in turns)
    return tuple(working[min(number, len(working) - 1)] for number in range(group.rounds or len(working)))


def _warm_up_sets(fields: EntryTable, first: Prescription) -> tuple[Prescription, ...]:
    """The lighter sets before the `first` working set.

    Their loads rise to it in even steps, and each has one rep for every tenth of the working load that it lacks. That
    is our own rule of thumb, for sets that lead up to the load and aren't training in themselves.
    """
    written = fields.warmup_sets
    if not written:
        return ()
    count = written.high if isinstance(written, Count) else len(written)
    rest = Span(min(first.rest.low, WARM_UP_REST.low), min(first.rest.high, WARM_UP_REST.high))
    found = []
    for number in range(1, count + 1):
        part = number / (count + 1)
        reps = first.reps if isinstance(first.reps, Span) else Reps(max(1, round(10 - 10 * part)), None)
        if isinstance(reps, Reps):
            reps = Reps(reps.low, reps.low)
        asked = replace(first, reps=reps, rest=rest, load=_lighter(first.load, part), cap=None, effort=None)
        if isinstance(written, tuple):
            asked = replace(asked, reps=written[number - 1])
        elif isinstance(written, list):
            asked = _overlaid(written[number - 1], asked)
        found.append(replace(asked, kind="warm-up"))
    return tuple(found)


def _lighter(load: Load | None, part: float) -> Load | None:
    """A part of `load`: none of a weight added to one's own, all of its help; of a percentage, to the nearest five."""
    if load is None:
        return None
    if load.bodyweight:
        return load if load.helped else Load(0, None, True)
    if load.percent is not None:
        return replace(load, percent=max(5, 5 * round(load.percent * part / 5)))
    return load.part(100 * part)


def contradictions(fields: EntryTable, own: ExerciseTable, sets: Sequence[Prescription]) -> Iterator[Fault]:
    """What is wrong with the sets of one exercise, `own` being its own table."""
    for asked in sets:
        reps, cap = asked.reps, asked.cap
        if isinstance(reps, Reps) and reps.to_failure and cap is not None and cap < reps.low:
            message = f"cap: {cap} is below the {reps.low} reps that the set asks for"
            yield Fault(Code.LOW_CAP, ("cap",), message, "raise the cap")
        if isinstance(reps, Span) and asked.effort and asked.effort.scale == "rir":
            yield Fault(Code.CONTRADICTION, ("rir",), "a hold has no reps to leave in reserve", "write rpe = 8")
    for path, table in _effort_tables(own):
        if table.rpe and table.rir:
            yield Fault(Code.CONTRADICTION, (*path, "rir"), '"rpe" and "rir" say the same twice', "leave one out")
    count, each = own.sets, own.reps
    if isinstance(count, Count) and isinstance(each, tuple) and count.high != len(each):
        message = f"{count} sets, but reps for {len(each)}"
        yield Fault(Code.SETS_DISAGREE, ("sets",), message, "leave out sets: reps says how many")
    for key, written in (("sets", fields.sets), ("warmup_sets", fields.warmup_sets)):
        drops = [index for index, table in enumerate(written) if table.drop] if isinstance(written, list) else []
        for index in drops:
            if index == 0 or key == "warmup_sets":
                message = "a drop set follows a working set, and none comes before this one"
                yield Fault(
                    Code.FIRST_DROP, (key, index, "drop"), message, "leave out its drop, or put a set before it"
                )


def _effort_tables(own: ExerciseTable) -> Iterator[tuple[Path, EffortTable]]:
    """The tables in which an exercise says how hard it is, each with its path below the exercise's."""
    yield (), own
    for key, written in (("sets", own.sets), ("warmup_sets", own.warmup_sets)):
        for index, table in enumerate(written if isinstance(written, list) else ()):
            yield (key, index), table


def group_of(id_: str, table: GroupTable, source: Source) -> Group:
    """The group that `table` describes, with its defaults. `rounds` 0 means as many as the exercises have sets."""
    kind = _kind(table)
    between = table.rest if kind.rest_is_between else table.between
    return Group(
        id=id_,
        kind=kind,
        rounds=len(turns_of(table)) if kind.rungs else table.rounds or kind.rounds,
        rest=table.rest if kind.rests_after_round else None,
        between=between or kind.between,
        every=kind.every and (table.every.middle if table.every else kind.every),
        cap=kind.cap and (table.cap.middle if table.cap else kind.cap),
        source=source,
    )


def turns_of(table: GroupTable) -> tuple[Reps | Span, ...]:
    """What the group asks of each exercise, round by round; nothing if its exercises say that themselves."""
    kind = _kind(table)
    if kind.rungs:
        return tuple(Reps(rung, rung) for rung in table.reps or kind.rungs(table.rounds or kind.rounds))
    return (table.work or kind.work,) * (table.rounds or kind.rounds) if kind.work else ()


def _kind(table: GroupTable) -> GroupKind:
    return GROUP_KINDS[table.kind] if table.kind else DEFAULT_KIND


def group_faults(table: GroupTable) -> Iterator[Fault]:
    """Faults for fields that the group's kind doesn't take."""
    kind = _kind(table)
    for key in sorted(table.model_fields_set - {"kind", *kind.fields}):
        *others, last = (f'"{other.name}"' for other in GROUP_KINDS.values() if key in other.fields)
        kinds = " or ".join(filter(None, [", ".join(others), last]))
        yield Fault(
            Code.GROUP_FIELD,
            (key,),
            f'"{key}" says nothing in a group of the kind "{kind.name}"',
            f"it goes with {kinds}",
        )
    if table.reps and table.rounds and len(table.reps) != table.rounds:
        yield Fault(
            Code.SETS_DISAGREE,
            ("rounds",),
            f"{table.rounds} rounds, but reps for {len(table.reps)}",
            "leave out rounds",
        )


def calls_of(tables: Sequence[CallTable]) -> tuple[Call, ...]:
    """The calls that `tables` describe."""
    return tuple(Call(table.at, table.say or "", table.sound or "") for table in tables)


def call_faults(tables: Sequence[CallTable]) -> Iterator[Fault]:
    """Faults for calls that say nothing, or name no sound."""
    for index, table in enumerate(tables):
        at: Path = ("call", index)
        if bool(table.say) == bool(table.sound):
            message = 'has both "say" and "sound"' if table.say else 'has neither "say" nor "sound"'
            yield Fault(Code.CALL_CONTENT, at, message, "give it one of the two")
        if table.sound and table.sound not in SOUNDS and not _SOUND_FILE.fullmatch(table.sound):
            hint = f'write one of {", ".join(SOUNDS)}, or the bare name of a file: "bell.wav"'
            yield Fault(Code.UNKNOWN_SOUND, (*at, "sound"), f'there is no sound "{table.sound}"', hint)


def impossible(call: CallTable, sets: Sequence[Prescription]) -> Fault | None:
    """What is wrong with a call that doesn't occur in any of the `sets`; None if it does."""
    reason = _impossible(call.at, sets)
    return Fault(Code.IMPOSSIBLE_CALL, ("at",), f'"{call.at}" never comes: {reason[0]}', reason[1]) if reason else None


def _impossible(at: CallTime, sets: Sequence[Prescription]) -> tuple[str, str] | None:
    """Why a call can't occur, and what to do."""
    working = [asked for asked in sets if asked.kind != "warm-up"]
    numbers = [asked.counted for asked in working if asked.counted]
    longest = max(asked.length for asked in working)
    match at.of:
        case "rep" | "last rep" if not numbers:
            return "its sets are held for a time", 'write a time, such as "10 s"'
        case "rep" if at.n > max(numbers):
            return f"a set has {max(numbers)} reps", f'name one up to "rep {max(numbers)}"'
        case "set" if at.n > (number := sum(asked.kind == "working" for asked in working)):
            return f"there are {number} sets", f'name one up to "set {number}"'
        case "into" | "left" if at.n >= longest:
            return f"a set takes {duration(longest)}", "name an earlier moment"
    return None
