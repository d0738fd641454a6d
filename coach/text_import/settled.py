"""Makes the groups of a draft possible: exercises that take too long for their minute are written without their
group."""

from __future__ import annotations

from msgspec.structs import replace

from coach.errors import CoachError, Code
from coach.routine.file.catalogue import Catalogue
from coach.routine.file.reader import read_routine
from coach.text_import import reasons
from coach.text_import.draft import Draft, Leftover
from coach.text_import.writer import write_routine


def settled(draft: Draft, catalogue: Catalogue) -> Draft:
    """`draft` without the groups on the clock that the routine's own reader refuses, each listed as not carried."""
    if not any(fields["kind"] == "emom" for fields in draft.groups.values()) or not draft.exercises:
        return draft
    try:
        read_routine(write_routine(draft, "plan", "Plan"), "plan", "plan", catalogue)
    except CoachError as error:
        if any(mistake.code is Code.GROUP_TIME for mistake in error.mistakes):
            return _without_emoms(draft)
    return draft


def _without_emoms(draft: Draft) -> Draft:
    gone = [id_ for id_, fields in draft.groups.items() if fields["kind"] == "emom"]
    lines = {id_: next(entry.line for entry in draft.exercises if entry.group == id_) for id_ in gone}
    return replace(
        draft,
        exercises=tuple(replace(e, group=None if e.group in gone else e.group) for e in draft.exercises),
        groups={id_: fields for id_, fields in draft.groups.items() if id_ not in gone},
        loose=(*draft.loose, *(Leftover(line, "EMOM", reasons.GROUP_TIGHT) for line in lines.values())),
    )
