"""One line to one exercise: its name, found in the catalogue or its own, its fields, and what is left of the line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from coach.routine.file.catalogue import Catalogue
from coach.text_import import reasons, words
from coach.text_import.draft import Comment, DraftExercise, Field, Leftover
from coach.text_import.fit import assumed, fit, is_cardio
from coach.text_import.scan import Scan

MOST_PIECES: Final = 12
_MOST_LISTED: Final = 3
"""Up to this, a number before a name may be that of a list item."""
_MOST_SETS: Final = 10
"""Up to this, the last number of `10 squats x 3` is that of the sets."""


def entry_of(
    number: int, text: str, found: Scan, catalogue: Catalogue, bare: bool = False, first: bool = False
) -> DraftExercise | Leftover:
    """The exercise that `text` describes, or a leftover if it doesn't describe one.

    `bare`: its group says how much is done, so it needs no sets and reps. `first`: it may also be the title.
    """
    refused = list(found.refused)
    name, *notes = _joined_name(found.pieces, catalogue) or ("",)
    name = words.named(name, catalogue)
    name, counted = _counted_first(name, found, catalogue, refused)
    name, number_last = _number_last(name, catalogue)
    use = words.known(name, catalogue)
    if reason := _no_exercise(text, name, use, found, refused, catalogue):
        return Leftover(number, text, reason)
    if reason := _several(name, use, notes, found, refused, catalogue):
        return Leftover(number, text, reason)
    fitted = fit(name, use, _with(found, counted), catalogue)
    use, fields = fitted.use, fitted.fields
    unsaid = [(one, reasons.ALONE) for one in number_last]
    if "reps" not in fields and not bare and (reason := _work_refused([*refused, *fitted.refused, *unsaid])):
        return Leftover(number, text, reason)
    if not use and _many_short(fields) and not is_cardio(name, None):
        return Leftover(number, text, reasons.UNCLEAR_TIME)
    if not use and not bare and not found.intervals and not fields.keys() & {"sets", "reps", "load"}:
        return Leftover(number, text, refused[0][1] if refused else reasons.NO_VALUES)
    if not use and first and not fields.keys() & {"load", "rest"} and "sets" not in fields:
        return Leftover(number, text, reasons.TITLE_OR_EXERCISE)
    dashed = _DASHED_LOAD.search(text) if fields.get("load", "").startswith("bodyweight +") else None
    if dashed:
        # Behind a dash that may be a minus, a weight is added or help.
        fields = {key: value for key, value in fields.items() if key != "load"}
    lost = [
        *refused,
        *fitted.refused,
        *unsaid,
        *([(dashed[0], reasons.ADDED_OR_HELP)] if dashed else []),
        *((note, reasons.UNKNOWN) for note in notes),
    ]
    if len(lost) > MOST_PIECES:
        return Leftover(number, text, reasons.TOO_FULL)
    near = words.alike(name, catalogue) if use is None else None
    said = [*fitted.comments, *([f'If it is {near}, use = "{near}" brings its cues.'] if near else [])]
    return DraftExercise(
        number,
        name[:1].upper() + name[1:],
        use,
        fields,
        assumed=assumed(name, use, catalogue) if use else (),
        comments=tuple(Comment(number, comment) for comment in said),
        leftovers=tuple(Leftover(number, what, reason) for what, reason in lost),
    )


_DASHED_LOAD: Final = re.compile(r"-\s*\d+(?:[.,]\d+)?\s*(?:kg|kilos?|lbs?|pounds?)\b", re.IGNORECASE)

_OF_WORK: Final = frozenset(
    (
        reasons.UNCLEAR,
        reasons.UNCLEAR_LIST,
        reasons.UNCLEAR_TIME,
        reasons.TWENTY_ONES,
        reasons.TIMES,
        reasons.IN_TOTAL,
        reasons.HOLD_WITHOUT_UNIT,
        reasons.CARRIED,
        reasons.MOST_IN_A_TIME,
        reasons.BY_THE_CLOCK,
        reasons.DISTANCE,
        reasons.ALONE,
        reasons.HELD_TO_FAILURE,
        reasons.WAVE,
    )
)
"""Reasons to refuse the whole line: without the part that can't be carried, it would be a different exercise."""


def _work_refused(refused: Sequence[tuple[str, str]]) -> str | None:
    return next((reason for _, reason in refused if reason in _OF_WORK), None)


def _many_short(fields: Mapping[Field, str]) -> bool:
    """Whether these are many sets of a few seconds, which may also be reps that are held: `10 x 5 s`."""
    sets, reps = fields.get("sets", ""), fields.get("reps", "")
    short = re.fullmatch(r"(?:[1-9]|1[0-5]) s", reps)
    return bool(short) and sets.isdigit() and int(sets) >= 8 and "rest" not in fields


def _with(found: Scan, fields: dict[Field, str]) -> Scan:
    return Scan(found.fields | fields, found.pieces, found.refused, found.comments, found.hold, found.intervals)


def _joined_name(pieces: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """The pieces; the first ones are joined if together they are a known name: `Bench press, dumbbell`, `Squat
    (front)`."""
    for count in (3, 2):
        together, further = " ".join(pieces[:count]), pieces[1:count]
        parted = len(pieces) < count or any(words.known(piece, catalogue) for piece in further)
        if not parted and words.known(together, catalogue):
            return (together, *pieces[count:])
    later = [piece for piece in pieces[1:] if words.known(piece, catalogue)]
    if len(later) == 1 and not words.known(pieces[0], catalogue) and not words.is_equipment(pieces[1:2]):
        return (later[0], *(piece for piece in pieces if piece != later[0]))
    if len(pieces) >= 2 and words.is_equipment(pieces[1:2]) and not pieces[1].startswith("of "):
        return (f"{pieces[0]} ({pieces[1]})", *pieces[2:])
    return pieces


def _no_exercise(
    text: str, name: str, use: str | None, found: Scan, refused: list[tuple[str, str]], catalogue: Catalogue
) -> str | None:
    """Why a line doesn't describe an exercise; None if it does."""
    if not name or not re.search(r"[^\W\d_]", name):
        return reasons.NO_NAME if not refused else refused[0][1]
    if any(reason == reasons.SEVERAL for _, reason in refused):
        return reasons.SEVERAL
    if len(name) > reasons.LONGEST_NAME:
        return reasons.LONG_NAME
    if not use and (words.is_prose(name) or ("sets" not in found.fields and words.is_prose(text, longest=99))):
        return reasons.PROSE if found.fields or refused else reasons.NO_VALUES
    if found.pieces and words.is_label(found.pieces[0]) and not words.known(found.pieces[0], catalogue):
        return refused[0][1] if refused else reasons.NO_EXERCISE
    if not use and re.search(r"\+\s*[0-9]", name):
        return reasons.SEVERAL
    if not use and re.search(r"\bwarm(?:ing)?[ -]?ups?\b", name, re.IGNORECASE):
        return reasons.WARM_UP_NAMED
    if not use and words.is_no_exercise(name):
        return refused[0][1] if refused else reasons.NO_EXERCISE
    return None


_JOINS: Final = re.compile(r"\s+(?:and|und|y|et)\s+|\s*[&+]\s*", re.IGNORECASE)


def _several(
    name: str,
    use: str | None,
    notes: Sequence[str],
    found: Scan,
    refused: Sequence[tuple[str, str]],
    catalogue: Catalogue,
) -> str | None:
    """Why a line can't be read as one exercise: it names several, or sets that differ in a way that isn't clear; None
    if it can."""
    others = {words.known(note[3:], catalogue) for note in notes if note.startswith("of ")} - {None}
    if use and others:
        return reasons.SEVERAL
    each = _JOINS.split(name)
    if not use and len(each) > 1 and all(words.known(one, catalogue) for one in each):
        return reasons.SEVERAL
    unclear = any(reason == reasons.UNCLEAR for _, reason in refused)
    return reasons.UNCLEAR if unclear and "," in found.fields.get("reps", "") else None


def _counted_first(
    name: str, found: Scan, catalogue: Catalogue, refused: list[tuple[str, str]]
) -> tuple[str, dict[Field, str]]:
    """Reads a number before the name: `10 arm circles` is ten reps if no others are written, `10 squats x 3` three sets
    of them; the 1 of `1 Squat 3x8` is the number of a list item."""
    count = re.match(r"([1-9][0-9]{0,2})(\s*x)?\s+(?=[^\W\d_])", name, re.IGNORECASE)
    if not count or words.known(name, catalogue):
        return name, {}
    rest = name[count.end() :]
    reps = found.fields.get("reps")
    if reps is None:
        if count[2] and "sets" not in found.fields:
            refused.append((f"{count[1]}x", reasons.TIMES))
            return rest, {}
        return rest, {"reps": count[1]}
    if not words.known(rest, catalogue):
        return name, {}
    if "sets" not in found.fields and reps.isdigit() and int(count[1]) > _MOST_LISTED:
        if int(reps) <= _MOST_SETS:
            return rest, {"reps": count[1], "sets": reps}
        refused.append((f"{count[1]} x {reps}", reasons.UNCLEAR))
        return rest, {}
    in_all = reps.isdigit() and found.fields.get("side") == "each" and int(count[1]) == 2 * int(reps)
    if not in_all and (found.fields.get("side") == "each" or count[2]):
        refused.append((count[1], reasons.ALONE))
    return rest, {}


def _number_last(name: str, catalogue: Catalogue) -> tuple[str, list[str]]:
    """Reads a number after the name: the 100 of `Squat 100` isn't part of the name if the catalogue knows a squat."""
    found = re.fullmatch(r"(.*[^\W\d_])\s+([0-9][0-9., @x]*)", name)
    if found and not words.known(name, catalogue) and words.known(found[1], catalogue):
        return found[1], [found[2]]
    return name, []
