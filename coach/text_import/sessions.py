"""Which lines belong to which session: a plan of several days is one session a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from coach.text_import import reasons, words
from coach.text_import.draft import Comment, Leftover
from coach.text_import.lines import Line

_DAY_NAME: Final = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)day|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?=\s*(?:[.:-]|$))"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes"
)
_IN_WORDS: Final = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_DAY: Final = re.compile(
    rf"(?:(?:day|workout|session|training|tag|día|jour)\s*[-#]?\s*(?:[0-9]{{1,2}}|[a-h]|{_IN_WORDS})\b|{_DAY_NAME})",
    re.IGNORECASE,
)
_WEEK: Final = re.compile(
    r"(?:week|woche|semana|block|phase|cycle)\s*[-#]?\s*(?:[0-9]{1,2}|" + _IN_WORDS + r")\b", re.IGNORECASE
)
_ENDS_AS_DAY: Final = re.compile(r"^[^\d].{0,40}\b(?:day|workout|session)(?:\s+[0-9a-d])?\s*:?$", re.IGNORECASE)
_SPLIT: Final = re.compile(
    r"(?:push|pull|legs?|upper|lower|full[ -]body)(?:\s+(?:body|day|[a-d1-9]))*\s*:?$", re.IGNORECASE
)
"""Days named by their muscles. They are headings of days if there are at least two, one of them push, pull, upper or
lower."""
_ALONE: Final = re.compile(r"(?:push|pull|upper|lower|full[ -]body)\b", re.IGNORECASE)
_OF_WORK: Final = re.compile(
    r"(?:\b(?:a|per|each|every|times)\s|/)\s*(?:day|session|workout)\b|[0-9]\s*(?:reps?|sets?|min|sec)", re.IGNORECASE
)
"""What doesn't occur in a heading: how often, and how much."""
_PERCENT: Final = re.compile(r"[0-9]{1,3}\s*%")
_JOINED: Final = re.compile(r"\s*[:\u2013-]\s*")


class DraftSession(Struct, frozen=True):
    """The lines of one session, and its title if a heading gives it one.

    `loose` is what stands before them and is neither: a second heading above the first day, a week without a day.
    """

    title: str | None
    lines: tuple[Line, ...]
    loose: tuple[Leftover | Comment, ...] = ()


def sessions_of(lines: Sequence[Line]) -> list[DraftSession]:
    """The sessions of a text, in order; only one if it has fewer than two headings of days."""
    by_day = _by_column(lines)
    if by_day:
        return by_day
    marks = _marks(lines)
    if len([index for index, kind in marks if kind == "day"]) < 2 and len(marks) < 2:
        return [DraftSession(None, tuple(lines))]
    bounds = [index for index, _ in marks] + [len(lines)]
    plan, carried, loose = _above_days(lines[: bounds[0]])
    found: list[DraftSession] = []
    week, unused = "", None
    for (start, kind), end in zip(marks, bounds[1:], strict=True):
        head, more = _head(lines[start])
        inside = [*([more] if more else []), *lines[start + 1 : end]]
        if kind == "week":
            loose += _told(unused)
            week, unused = head, lines[start]
            if not any(line.text for line in inside):
                continue
        loose += [Leftover(lines[start].number, load, reasons.HEADING_LOAD) for load in _PERCENT.findall(head)]
        parts = [plan, week if kind == "day" else "", head]
        found.append(DraftSession(": ".join(filter(None, parts)), (*carried, *inside), tuple(loose)))
        carried, loose, unused = [], [], None
    loose += _told(unused)
    last = found.pop() if found else DraftSession(plan or None, tuple(carried))
    return [*found, replace(last, loose=(*last.loose, *loose))]


def _above_days(lines: Sequence[Line]) -> tuple[str, list[Line], list[Leftover | Comment]]:
    """What stands above the first day: the plan's title, the lines of the first session, and what is neither."""
    plan, inside, loose = "", list[Line](), list[Leftover | Comment]()
    for line in lines:
        if not _may_be_title(line.text):
            inside.append(line)
        elif not plan:
            plan = _bare(line.text)
        elif line.text.startswith("#"):
            loose.append(Comment(line.number, _bare(line.text)))
        else:
            loose.append(Leftover(line.number, line.text, reasons.ABOVE_DAYS))
    return plan, inside, loose


def _told(week: Line | None) -> list[Leftover]:
    """A week's heading without a day below it."""
    return [Leftover(week.number, _bare(week.text), reasons.EMPTY_WEEK)] if week else []


def _by_column(lines: Sequence[Line]) -> list[DraftSession]:
    """The sessions of a table with a column of days."""
    if len({line.day for line in lines if line.day}) < 2:
        return []
    found: dict[str, list[Line]] = {}
    day = ""
    for line in lines:
        day = line.day or day
        found.setdefault(day, []).append(line)
    first = found.pop("", [])
    sessions = [DraftSession(name, tuple(inside)) for name, inside in found.items()]
    return [replace(sessions[0], lines=(*first, *sessions[0].lines)), *sessions[1:]]


def _marks(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """The lines that begin a session, each with whether it is a "day" or a "week"."""
    texts = [(index, _bare(line.text)) for index, line in enumerate(lines) if line.text and not line.of_table]
    sure = [(index, kind) for index, text in texts if (kind := _kind(text))]
    parts = [(index, text) for index, text in texts if _SPLIT.match(text)]
    names = {text.casefold() for _, text in parts}
    if len(names) >= 2 and any(_ALONE.match(text) for _, text in parts) and not any(k == "day" for _, k in sure):
        sure += [(index, "day") for index, _ in parts]
    return sorted(sure)


def _kind(text: str) -> str:
    if _OF_WORK.search(text) and not _DAY.match(text):
        return ""
    if _WEEK.match(text) and not re.search(r"[0-9]\s*x\s*[0-9]", text):
        return "week"
    if (found := _DAY.match(text)) and not _is_date(text):
        rest = text[found.end() :].strip()
        if not rest or not rest[0].isalnum() or len(rest) < 40:
            return "day"
    return "day" if _ENDS_AS_DAY.match(text) and not re.search(r"\brest\b|[0-9]+\s*x", text, re.IGNORECASE) else ""


def _head(line: Line) -> tuple[str, Line | None]:
    """The heading of a session, and the exercise in the same line, if there is one: `Monday: squat 5x5`."""
    text = _bare(line.text)
    found = _DAY.match(text) or _WEEK.match(text)
    if found:
        rest = text[found.end() :]
        parted = _JOINED.match(rest)
        if parted and re.search(r"[0-9]", rest):
            return text[: found.end()], replace(line, text=rest[parted.end() :])
    return text.strip(" :-"), None


def _may_be_title(text: str) -> bool:
    """Whether a line above the first day can be the plan's title: words without a number of anything."""
    return (
        bool(text)
        and not re.search(r"[0-9]\s*(?:x|min|sec|s\b|kg|lb|reps)", text)
        and not text.startswith(("-", "*", "//", ">"))
    )


def _is_date(text: str) -> bool:
    return words.DATE.match(text) is not None


def _bare(text: str) -> str:
    return re.sub(r"^#+\s*", "", words.without_bullet(text)).strip(" *_=")


def headings_ahead(lines: Sequence[Line], is_heading: Sequence[bool]) -> Iterator[bool]:
    """For each line, whether a heading follows it."""
    for index in range(len(lines)):
        yield any(is_heading[index + 1 :])
