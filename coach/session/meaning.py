"""What each command means in each state of a session: one table, used for keys, buttons and every other control. Pure.

`docs/log.md` shows it to athletes.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final

from coach.session.commands import Command
from coach.session.plan import Closing, Opening, Prepare, Rest, Step, Switch, Work


class State(Enum):
    """What the session is doing, as far as it matters to commands; the value is the column heading in the table."""

    TO_FAILURE = "to failure"
    FIXED = "fixed reps"
    OWN_PACE = "own pace"
    HOLD = "hold"
    SWITCH = "switch"
    REST = "rest"
    OPEN_REST = "rest until you say so"
    CHOICE = "one more, or on"
    READY = "getting ready"
    WAITING = "waiting"
    OPENING = "opening"
    CLOSING = "closing"


class Action(Enum):
    """What a command does; the value is its text in the table."""

    PAUSE = "pause"
    GO_ON = "go on"
    DONE = "done"
    """The set is over and was done; `session.record` says what is known of it."""
    OVER = "done, or skipped"
    """The same, but a set in which nothing was done yet is skipped."""
    HASTEN = "count-in, then go"
    """The last five seconds of the step; in these, the next step."""
    ON = "next step"
    ENOUGH = "next exercise"
    """The optional sets are left out: on to what follows this exercise."""
    BACK = "back"
    """The step from its start; in its first three seconds the step before; in a set with a count-in."""
    CHANGE_REST = "15 s"
    NO_REST = "no rest to change"
    NO_END = "lasts until you say so"
    REPEAT = "says it again"
    WHERE = "says where"
    OTHER_VARIANT = "the other variant"
    """If there is a choice, the next variant replaces this one, from its first word on."""
    NO_VARIANT = "too late"
    EXPLAIN = "explains it"
    """How to do the exercise of the set that runs, or comes next, however well it is known."""
    QUIET = "quiet, or not"
    LATER = "later"
    """The exercise, or its group, is done after the next one."""
    SWAP = "another exercise"
    """Another exercise replaces this one; pressed again, the next one that could."""
    SKIP = "skips the exercise"
    EXTRA = "one set more"
    REDO = "the set again"
    """The set that runs, or else the last one, counts as a try and is done again after its rest."""
    SHORTER = "less to come"
    """The session is to be over sooner: see `session.shortening`."""
    TOO_LATE = "nothing left"
    STOP = "stop"
    END = "end"


_STATES: Final = tuple(State)
_A: Final = Action


def _row(sets: Action, between: Action, opening: Action, closing: Action) -> dict[State, Action]:
    """What a command means in the four kinds of sets, between them, and at both ends of a session."""
    return dict(zip(_STATES, (*(sets,) * 4, *(between,) * 6, opening, closing), strict=True))


_PAUSES: Final = _row(_A.PAUSE, _A.PAUSE, _A.PAUSE, _A.PAUSE)

MEANINGS: Final[Mapping[Command, Mapping[State, Action]]] = {
    Command.PAUSE: _PAUSES,
    # For athletes with only this button, it also ends a step that has no end of its own.
    Command.BUTTON: _PAUSES
    | {State.TO_FAILURE: _A.DONE, State.OWN_PACE: _A.DONE, State.WAITING: _A.HASTEN}
    | {State.OPEN_REST: _A.HASTEN, State.CHOICE: _A.ENOUGH},
    Command.DONE: _row(_A.DONE, _A.HASTEN, _A.ON, _A.ON),
    Command.NEXT: _row(_A.OVER, _A.HASTEN, _A.ON, _A.ON) | {State.CHOICE: _A.ENOUGH},
    Command.BACK: _row(_A.BACK, _A.BACK, _A.BACK, _A.BACK),
    Command.MORE: _row(_A.NO_REST, _A.NO_REST, _A.NO_REST, _A.NO_REST)
    | {State.REST: _A.CHANGE_REST, State.OPEN_REST: _A.NO_END, State.CHOICE: _A.CHANGE_REST},
    Command.LESS: _row(_A.NO_REST, _A.NO_REST, _A.NO_REST, _A.NO_REST)
    | {State.REST: _A.CHANGE_REST, State.OPEN_REST: _A.NO_END, State.CHOICE: _A.CHANGE_REST},
    Command.AGAIN: _row(_A.REPEAT, _A.REPEAT, _A.REPEAT, _A.REPEAT),
    Command.WHERE: _row(_A.WHERE, _A.WHERE, _A.WHERE, _A.WHERE),
    Command.VARIANT: _row(_A.NO_VARIANT, _A.NO_VARIANT, _A.OTHER_VARIANT, _A.NO_VARIANT),
    Command.EXPLAIN: _row(_A.EXPLAIN, _A.EXPLAIN, _A.REPEAT, _A.REPEAT),
    Command.QUIET: _row(_A.QUIET, _A.QUIET, _A.QUIET, _A.QUIET),
    Command.STOP: _row(_A.STOP, _A.STOP, _A.STOP, _A.END),
    Command.LATER: _row(_A.LATER, _A.LATER, _A.LATER, _A.TOO_LATE),
    Command.SWAP: _row(_A.SWAP, _A.SWAP, _A.SWAP, _A.TOO_LATE),
    Command.SKIP: _row(_A.SKIP, _A.SKIP, _A.SKIP, _A.TOO_LATE),
    Command.EXTRA: _row(_A.EXTRA, _A.EXTRA, _A.EXTRA, _A.TOO_LATE),
    Command.REDO: _row(_A.REDO, _A.REDO, _A.REDO, _A.TOO_LATE),
    Command.SHORTER: _row(_A.SHORTER, _A.SHORTER, _A.SHORTER, _A.TOO_LATE),
}
"""By command and state. A paused session is in the state in which it was paused."""

WHILE_PAUSED: Final[Mapping[Command, Action]] = {Command.PAUSE: _A.GO_ON, Command.BUTTON: _A.GO_ON}
"""The commands that do something else while the session is paused."""


def state_of(step: Step) -> State:
    """The state of a session that is in `step`."""
    match step:
        case Work(set=one) if one.reps is None:
            return State.HOLD
        case Work(set=one) if not one.counted:
            return State.OWN_PACE
        case Work(set=one):
            return State.TO_FAILURE if one.to_failure else State.FIXED
        case Switch():
            return State.SWITCH
        case Rest():
            return State.CHOICE if step.one_more else State.OPEN_REST if step.waits else State.REST
        case Prepare():
            return State.WAITING if step.waits else State.READY
        case Opening():
            return State.OPENING
        case Closing():
            return State.CLOSING


def meaning(command: Command, step: Step, paused: bool) -> Action:
    """What `command` means in `step`."""
    if paused and command in WHILE_PAUSED:
        return WHILE_PAUSED[command]
    return MEANINGS[command][state_of(step)]


def table() -> list[tuple[str, ...]]:
    """The whole table in words, headings first: a row for each command, a column for each state and for a pause."""
    rows = [("", *(state.value for state in _STATES), "paused")]
    for command, by_state in MEANINGS.items():
        paused = WHILE_PAUSED[command].value if command in WHILE_PAUSED else "as before the pause"
        rows.append((command.value, *(by_state[state].value for state in _STATES), paused))
    return rows
