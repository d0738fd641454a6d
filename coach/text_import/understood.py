"""What was understood of plain lines, as a table to look over before a file is written. `*` marks what was assumed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from coach.clock import duration
from coach.notation import Span
from coach.routine.file.catalogue import Catalogue
from coach.routine.groups import GROUP_KINDS
from coach.routine.model import DEFAULT_REPS, DEFAULT_REST, DEFAULT_SETS
from coach.text_import.draft import Draft, DraftExercise

HEADS = ("line", "exercise", "in the catalogue", "sets", "reps", "load", "effort", "rest", "group")
_ASSUMED = "*"


def rows(draft: Draft, catalogue: Catalogue) -> list[list[str]]:
    """The table's rows: the headings, then one row per exercise. Columns that no exercise fills are left out."""
    found = [_row(entry, draft, catalogue, warm_up=True) for entry in draft.warm_up]
    found += [_row(entry, draft, catalogue, warm_up=False) for entry in draft.exercises]
    kept = [index for index in range(len(HEADS)) if any(row[index] for row in found)]
    return [[row[index] for index in kept] for row in [list(HEADS), *found]]


def assumptions(drafts: Sequence[Draft], catalogue: Catalogue) -> list[str]:
    """What the stars in the table stand for, a sentence for each kind."""
    entries = [entry for draft in drafts for entry in (*draft.warm_up, *draft.exercises)]
    tables = [rows(draft, catalogue) for draft in drafts]
    starred = {
        table[0][index] for table in tables for row in table[1:] for index, cell in enumerate(row) if _ASSUMED in cell
    }
    return list(_assumptions(entries, starred))


def _assumptions(entries: Sequence[DraftExercise], starred: Collection[str]) -> Iterator[str]:
    fields = [key for key in ("sets", "reps", "rest") if key in starred]
    if fields:
        yield f"* not written: {' and '.join(fields)}; what the coach takes instead is shown"
    gear = sorted({one for entry in entries for one in entry.assumed})
    if gear:
        yield f"* equipment not written: taken to be {', '.join(gear)}"
    if own := [entry.name for entry in entries if entry.use is None]:
        yield f"not in the catalogue, so without cues: {', '.join(dict.fromkeys(own))}"


def _row(entry: DraftExercise, draft: Draft, catalogue: Catalogue, warm_up: bool) -> list[str]:
    fields = entry.fields
    listed = "," in fields.get("reps", "")
    group = draft.groups.get(entry.group or "", {})
    sets = fields.get("sets") or (str(fields["reps"].count(",") + 1) if listed else "")
    if group:
        sets = sets or group.get("rounds", "")
    elif not sets:
        sets = ("1" if warm_up else str(DEFAULT_SETS)) + _ASSUMED
    load = " ".join(filter(None, [fields.get("load", ""), f"+{fields['step']} a session" if "step" in fields else ""]))
    return [
        str(entry.line),
        entry.name,
        (entry.use or "") + (_ASSUMED if entry.assumed else ""),
        sets,
        _reps(entry, group, catalogue) + (" each side" if fields.get("side") == "each" else ""),
        load,
        _effort(entry),
        _rest(entry, draft, warm_up),
        " ".join(filter(None, [entry.group or "", _group(group)])) if not warm_up else "warm-up",
    ]


def _reps(entry: DraftExercise, group: object, catalogue: Catalogue) -> str:
    if reps := entry.fields.get("reps"):
        return reps
    if isinstance(group, dict) and (kind := GROUP_KINDS.get(group.get("kind", ""))) and kind.prescribes:
        if written := group.get("reps") or group.get("work"):
            return str(written)
        return (duration(kind.work.middle) if kind.work else "1, 2, 3 …") + _ASSUMED
    known = catalogue.get(entry.use).reps if entry.use else None
    shown = DEFAULT_REPS if known is None else known
    return (duration(shown.middle) if isinstance(shown, Span) else str(shown)) + _ASSUMED


def _effort(entry: DraftExercise) -> str:
    rpe, rir = entry.fields.get("rpe"), entry.fields.get("rir")
    return f"RPE {rpe}" if rpe else f"{rir} RIR" if rir else ""


def _rest(entry: DraftExercise, draft: Draft, warm_up: bool) -> str:
    if rest := entry.fields.get("rest") or draft.rest:
        return rest
    return "" if warm_up or entry.group else duration(DEFAULT_REST.middle) + _ASSUMED


def _group(group: object) -> str:
    if not isinstance(group, dict):
        return ""
    return ", ".join(
        str(group[key]) if key != "rounds" else f"{group[key]} rounds" for key in ("cap", "rounds") if key in group
    )
