"""Reads plain lines into drafts, one for each session: exercises, headings, comments, and all that can't be carried."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from coach.routine.file.catalogue import Catalogue
from coach.routine.file.tables import MOST_EXERCISES
from coach.routine.file.weights import is_weighted
from coach.routine.groups import GROUP_KINDS
from coach.text_import import reasons, words
from coach.text_import.blocks import Block, block_of
from coach.text_import.draft import Comment, Draft, DraftExercise, Field, Leftover
from coach.text_import.entries import entry_of
from coach.text_import.fit import is_cardio, without_weights
from coach.text_import.groups import Groups, LabelledExercise
from coach.text_import.joined import with_values
from coach.text_import.lines import Line, lines_of
from coach.text_import.scan import Scan, scan
from coach.text_import.sessions import DraftSession, sessions_of
from coach.units import Unit

_MINUTE: Final = re.compile(
    r"^(?:min(?:ute)?s?\s*[0-9]+(?!\s*-\s*[0-9])|odd|even)(?:\s*min(?:ute)?s?)?\s*[:.-]\s*", re.IGNORECASE
)
"""`Min 1: 10 swings`, in a group on the clock."""
_NOTE: Final = re.compile(r"notes?\s*:\s*", re.IGNORECASE)
_COUNTED: Final = re.compile(
    r"[1-9][0-9]{0,2}\s*x?\s+(?!(?:days?|weeks?|min|mins|minutes?|hours?|seconds?|months?|exercises?|moves?)\b)[a-z]",
    re.IGNORECASE,
)
"""A number of something, which isn't a title: `30 mountain climbers`."""


def read_plan(text: str, catalogue: Catalogue, units: Unit | None = None) -> tuple[Draft, ...]:
    """Reads `text`, one exercise a line: a draft for each session, at least one.

    A weight without a unit is taken in `units`, if they are given.
    """
    sessions = sessions_of(lines_of(text))
    drafts = [_SessionReader(catalogue, units, session).draft() for session in sessions]
    found = [draft for draft in drafts if draft.exercises or draft.warm_up]
    if not found:
        titles = [Comment(0, draft.title) for draft in drafts[1:] if draft.title]
        return (replace(drafts[0], loose=(*titles, *(one for draft in drafts for one in draft.loose))),)
    return tuple(_with_all_told(drafts))


def _with_all_told(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that have exercises. The titles and comments of the others go to the next one, or to the last."""
    found: list[Draft] = []
    waiting: list[Leftover | Comment] = []
    for draft in drafts:
        if draft.exercises or draft.warm_up:
            found.append(replace(draft, loose=(*waiting, *draft.loose)))
            waiting = []
        else:
            waiting += [*([Comment(0, draft.title)] if draft.title else []), *draft.loose]
    return [*found[:-1], replace(found[-1], loose=(*found[-1].loose, *waiting))]


class _SessionReader:
    """Reads the lines of one session in turn, and keeps track of the warm-up and of whether the title has been read."""

    def __init__(self, catalogue: Catalogue, units: Unit | None, session: DraftSession) -> None:
        self.catalogue = catalogue
        self.units = units
        self.lines = with_values(session.lines, catalogue, self._scan)
        self.title: str | None = session.title
        self.first = next((line.number for line in self.lines if line.text), 0)
        self.rest: str | None = None
        self.warm_up: list[DraftExercise] = []
        self.groups = Groups()
        self.loose: list[Leftover | Comment] = [*session.loose]
        self.warming_up = False
        self.cooling_down = False
        self.above = Line(0, "")

    def draft(self) -> Draft:
        for index, line in enumerate(self.lines):
            self._line(index, line)
            self.above = line
        self.loose += self.groups.close()
        entries = self._without_a_bar(self.groups.entries())
        return Draft(
            self.title, self.rest, tuple(self.warm_up), tuple(entries), tuple(self.loose), self.groups.fields()
        )

    def _line(self, index: int, line: Line) -> None:
        number, text = line.number, line.text
        if not text:
            self._blank(index)
        elif len(text) > reasons.LONGEST_LINE:
            self._leave(number, text[: reasons.LONGEST_LINE] + "...", reasons.TOO_LONG)
        elif line.of_table:
            self._keep(number, text, self.warming_up, line)
        elif comment := re.match(r"(?:#+(?!\s?[0-9])|//)[#/ ]*", text):
            said = text[comment.end() :]
            if not (text.startswith("#") and self._heading_marked(number, said)):
                self.loose.append(Comment(number, said))
        elif re.search(r"\w", text):
            self._content(number, text)

    def _blank(self, index: int) -> None:
        if self.groups.has_members:
            self.loose += self.groups.close()
        ahead = any(self._begins_a_part(line) for line in self.lines[index:])
        if self.warming_up and self.warm_up and not ahead:
            self.warming_up = False

    def _begins_a_part(self, line: Line) -> bool:
        """Whether a line is a heading of the work itself, at which a warm-up ends."""
        text = words.without_bullet(line.text)
        if not text or words.WARM_UP.match(text) or words.COOL_DOWN.match(text) or line.of_table:
            return False
        if block_of(line.number, text):
            return True
        found = self._scan(text)
        return bool(words.heading(re.sub(r"^#+\s*", "", line.text))) and not (found.fields or found.refused)

    def _heading_marked(self, number: int, text: str) -> bool:
        """Takes a comment that is a heading, as Markdown has them: `# Pull A`. A colon alone doesn't make it one."""
        if words.WARM_UP.match(text) or words.COOL_DOWN.match(text):
            self._content(number, text)
            return True
        return bool(words.heading(text.rstrip(" :"))) and self._heading(number, text, text)

    def _content(self, number: int, line: str) -> None:
        line, _, comment = line.partition(" # ")
        text = words.without_bullet(line)
        if self.groups.current and self.groups.current.kind == "emom":
            text = _MINUTE.sub("", text)
        if comment:
            self.loose.append(Comment(number, comment.strip()))
        if not text:
            return
        if words.DATE.match(text):
            self._leave(number, text, reasons.DATE)
        elif words.WARM_UP_SETS.match(text):
            self._leave(number, text, reasons.WARM_UP_SETS)
        elif found := words.WARM_UP.match(text):
            self.loose += self.groups.close()
            self._warm_up(number, text[found.end() :])
        elif words.COOL_DOWN.match(text):
            self.loose += self.groups.close()
            self.warming_up, self.cooling_down = False, True
            self._leave(number, text, reasons.COOL_DOWN)
        elif (block := block_of(number, text)) and not words.known(block.title, self.catalogue):
            if block.title:
                self._heading(number, block.title, block.title)
            self._block(block)
        elif words.TOGETHER.match(text) and (words.ROUNDS.match(text) or not self._scan(text).fields.get("sets")):
            self._leave(number, text, reasons.TOGETHER)
        elif not self._rest_alone(number, text) and not self._heading(number, line, text):
            for part in self._parts(number, words.members(text)):
                self._keep(number, part, self.warming_up)

    def _parts(self, number: int, members: Sequence[str]) -> Sequence[str]:
        """The exercises of one line: `A1 curl 3x8 / A2 row 3x8`, or `Squat 5x5, bench 5x5` where each part is whole."""
        if len(members) > 1:
            return members
        text = members[0]
        parts = [part.strip() for part in re.split(r"[,;+&](?![^(]*\))|\band\b", text)]
        if len(parts) > 1 and any(reason == reasons.SEVERAL for _, reason in self._scan(text).refused):
            each = [self._entry(number, part) for part in parts]
            if all(
                isinstance(one, DraftExercise) and one.use and "reps" in one.fields and not one.leftovers
                for one in each
            ):
                return parts
        return [text]

    def _block(self, block: Block) -> None:
        self.loose += self.groups.close()
        if block.for_time:
            self._leave(block.line, "for time", reasons.FOR_TIME)
        if self.warming_up:
            self._leave(block.line, block.text, reasons.WARM_UP_GROUP)
            return
        self.groups.open(block)
        for part in block.more:
            self._keep(block.line, part, warm_up=False)
        if block.more:
            self.loose += self.groups.close()

    def _rest_alone(self, number: int, text: str) -> bool:
        """Takes a line that is only a rest: that of the exercise or group before it, or of all exercises."""
        found = self._scan(_NOTE.sub("", text))
        if found.fields.keys() != {"rest"} or found.pieces or found.refused:
            return False
        rest = found.fields["rest"]
        if self.groups.current and any(line.number == number + 1 and line.text for line in self.lines):
            self._leave(number, text, reasons.REST_OF_ROUND)
        elif self.groups.current:
            if lost := self.groups.rest_after_round(number, text, rest):
                self.loose.append(lost)
            self.loose += self.groups.close()
        elif re.search(r"\brounds?\b", text):
            self._leave(number, text, reasons.REST_OF_ROUND)
        elif (
            number != self.above.number + self.above.more + 1
            or (self.above.more and _NOTE.match(text))
            or not self.groups.rest_of_last(self.above.number, rest)
        ):
            if self.rest is None:
                self.rest = rest
            else:
                self._leave(number, text, f"another rest: {self.rest} is carried")
        return True

    def _scan(self, text: str) -> Scan:
        return scan(text, self.units)

    def _heading(self, number: int, line: str, text: str) -> bool:
        """Takes the line if it is a heading, or the first line and not an exercise."""
        bare = text.strip(" :")
        if words.known(bare, self.catalogue) and not self._is_title(number, bare):
            return False
        if words.counted(bare, self.catalogue):
            return False
        found = self._scan("" if words.SPAN_OF_WEEKS.fullmatch(bare) else text)
        title = words.heading(line if line.startswith(("**", "==")) else text)
        if found.fields or found.refused or found.intervals:
            if len(found.pieces) > 1 and words.heading(found.pieces[0]) and title:
                self._leave(number, text, reasons.HEADING_AND_MORE)
                return True
            # "Week 3 (75%)" is a heading as well.
            if not title or not (text.endswith(":") or found.fields.keys() == {"load"}):
                return False
        elif not title and (self.title is not None or self._has_begun() or _COUNTED.match(bare)):
            return False
        self.loose += self.groups.close()
        self.groups.part += 1
        self.warming_up = self.cooling_down = False
        if self.title is None and not self.groups.written and not self.warm_up:
            self.title = title or text
        else:
            self._leave(number, title or text, reasons.HEADING)
        return True

    def _has_begun(self) -> bool:
        return bool(self.groups.written or self.groups.current or self.warm_up)

    def _is_title(self, number: int, name: str) -> bool:
        """Whether the name of an exercise in the first line is the session's title: a run of several parts, or a squat
        day."""
        use = words.known(name, self.catalogue)
        further = [line.text for line in self.lines if line.number > number and line.text]
        if number != self.first or not use or not further:
            return False
        same = words.without_bullet(further[0]).casefold().startswith(name.casefold())
        return same or is_cardio(name, self.catalogue.get(use))

    def _warm_up(self, number: int, text: str) -> None:
        """`Warm-up: 5 min bike, 10 arm circles`; `Warm-up:` alone begins one, to the next heading."""
        if not re.search(r"\w", text):
            self.warming_up, self.cooling_down = True, False
            return
        parts = [part for part in re.split(r"\s*[,;|+]\s*", text) if part]
        each = [self._entry(number, part) for part in parts]
        whole = len(parts) > 1 and all(isinstance(e, DraftExercise) and e.fields and not e.leftovers for e in each)
        if re.search(r"\b(?:circuits?|rounds?|exercises?)\b", text):
            self.warming_up = True
            self._leave(number, text, reasons.TOGETHER)
            return
        for part in parts if whole else [text]:
            self._keep(number, part, warm_up=True)

    def _keep(self, number: int, text: str, warm_up: bool, row: Line | None = None) -> None:
        """Keeps the exercise that `text` describes, or lists the text as not carried; `row` has more of it."""
        letter, place, rest = words.member(text)
        if self.groups.current and self.groups.current.kind != "tabata" and self._scan(rest).intervals:
            # What is done in intervals of its own takes no turns with the exercises before it.
            self.loose += self.groups.close()
        entry = self._entry(number, rest)
        if isinstance(entry, Leftover):
            if text[:1].isdigit() and (named := self.groups.take_back(number - 1)):
                self._leave(named.line, named.name, reasons.VALUES_BELOW)
            self._leave(number, text, entry.reason)
            return
        if row is not None:
            note: dict[Field, str] = {"note": row.note} if row.note else {}
            lost = (Leftover(number, *one) for one in row.lost)
            entry = replace(entry, leftovers=(*entry.leftovers, *lost), fields=dict(entry.fields) | note)
        if len(self.warm_up if warm_up else self.groups.written) >= MOST_EXERCISES:
            self._leave(number, text, reasons.TOO_MANY)
        elif warm_up:
            # In a warm-up, one set is done if nothing is written.
            self.warm_up.append(
                replace(entry, fields={k: v for k, v in entry.fields.items() if (k, v) != ("sets", "1")})
            )
            if letter:
                self._leave(number, f"{letter}{place}", reasons.WARM_UP_GROUP)
        else:
            once: dict[Field, str] = {"sets": "1"} if self.cooling_down else {}
            self.groups.add(
                LabelledExercise(replace(entry, fields=once | dict(entry.fields)), letter, place, self.groups.part)
            )
            if intervals := self._scan(rest).intervals:
                self.groups.alone(intervals)

    def _entry(self, number: int, text: str) -> DraftExercise | Leftover:
        block = self.groups.current
        bare = block is not None and GROUP_KINDS[block.kind].prescribes
        begins = self.title is None and not self.groups.written and not self.warm_up and number == self.first
        return entry_of(number, text, self._scan(text), self.catalogue, bare=bare, first=begins)

    def _without_a_bar(self, entries: Sequence[DraftExercise]) -> list[DraftExercise]:
        """Replaces squats by those without a bar if the whole plan has no weights."""
        weighted = any(
            entry.fields.get("load")
            or (entry.use and is_weighted(self.catalogue.get(entry.use)) and not without_weights(entry.use))
            for entry in entries
        )
        if weighted or len(entries) < 2:
            return list(entries)
        return [self._bare(entry) for entry in entries]

    def _bare(self, entry: DraftExercise) -> DraftExercise:
        other = without_weights(entry.use or "")
        reps = re.match("[0-9]+", entry.fields.get("reps", "10" if entry.group else ""))
        if not other or "load" in entry.fields or "barbell" in entry.name.casefold() or not reps or int(reps[0]) < 10:
            return entry
        comment = Comment(entry.line, f"Taken without a bar, as nothing here has a weight; {entry.use} is the other.")
        return replace(entry, use=other, assumed=("no weight",), comments=(*entry.comments, comment))

    def _leave(self, number: int, text: str, reason: str) -> None:
        self.loose.append(Leftover(number, text, reason))
