"""Tables in plain text: Markdown, tabs, commas, semicolons, columns aligned with spaces. They are read by their column
headings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from coach.text_import import patterns, reasons

Column: TypeAlias = Literal[
    "exercise",
    "sets",
    "reps",
    "rest",
    "load",
    "tempo",
    "time",
    "notes",
    "about",
    "both",
    "effort",
    "number",
    "day",
    "side",
    "",
]
Separator: TypeAlias = Literal[",", ";", ""]
"""What separates the cells of a table with neither bars nor tabs; "": spaces."""

_WORDS: Final[Mapping[Column, str]] = {
    "exercise": "exercise|exercises|movement|movements|lift|lifts|exercise name|name|drill|activity|übung|übungen"
    "|ejercicio|ejercicios|exercice|exercices|esercizio|esercizi|exercício|exercícios|oefening|övning|øvelse|ćwiczenie",
    "sets": "sets|set|series|serie|séries|série|serien|sätze|satz|saetze|rounds|sarjat|serier|no of sets|working sets",
    "reps": "reps|rep|repetitions|repetition|reps per set|wiederholungen|wdh|wdhl|whd|repeticiones|répétitions|rép"
    "|ripetizioni|repetições|herhalingen|reps/time|reps or time|reps / time|reps/duration|repetitioner|powtórzenia",
    "rest": "rest|rest time|rest period|rest between sets|pause|pausen|satzpause|descanso|repos|récupération|recupero"
    "|recovery|rust|break|pausa",
    "load": "load|weight|weights|gewicht|peso|poids|charge|carga|carico|kg|lb|lbs|intensity|% 1rm|%1rm|1rm|resistance",
    "tempo": "tempo|cadence|kadenz",
    "time": "time|duration|hold|hold time|dauer|zeit|tiempo|duración|durée|durata|tempo di lavoro|seconds|sec|secs",
    "notes": "notes|note|comments|comment|notizen|hinweise|notas|nota|remarques|remarks|bemerkungen|note personali",
    "about": "cues|cue|instructions|description|focus|target|muscle|muscles|muscle group|video|link|equipment",
    "both": "sets x reps|sets \u00d7 reps|sets/reps|sets & reps|sets and reps|sets*reps|sätze x wdh|series x reps"
    "|volume|prescription|scheme|set x rep|sets x rep",
    "effort": "rpe|rir|effort",
    "number": "#|no|no.|nr|nr.|order|n°|nº|number|superset|group",
    "day": "day|tag|día|jour|giorno|dia|dag",
    "side": "side|sides",
}  # fmt: skip
_COLUMNS: Final[Mapping[str, Column]] = {word: column for column, words in _WORDS.items() for word in words.split("|")}
_UNIT: Final = re.compile(r"\(\s*(?:in\s+)?(kg|kgs|lbs?|s|secs?|seconds|min|mins|minutes|m)\.?\s*\)", re.IGNORECASE)
_EMPTY: Final = ("", "-", "--", "\u2013", "\u2014", "n/a", "na", "none", "x", ".")
_MOST_COLUMNS: Final = 15
_LONGEST_NOTE: Final = 300


class TableRow(Struct, frozen=True):
    """A row as one line of plain text, its cells for which there is no field, whether it is a heading across the
    columns, and its note.
    """

    text: str
    lost: tuple[tuple[str, str], ...]
    spans: bool
    day: str
    note: str = ""


def cells_of(raw: str, separator: Separator = "") -> list[str]:
    """The cells of a line of a table; empty if there is only one."""
    text = raw.strip().strip("\ufeff")
    if text.count("|") >= 2 or (text.count("|") == 1 and not text.startswith("|")):
        parts = re.split(r"(?<!\\)\|", text.strip("|"))
    elif "\t" in raw.strip("\r\n"):
        parts = raw.rstrip("\r\n").split("\t")
    elif found := separator or separator_of(text):
        parts = text.split(found) if text.count(found) >= 2 else [text]
    else:
        parts = re.split(r"\s{2,}", text)
    cells = [part.strip().strip("*").strip() for part in parts]
    return cells if 2 <= len(cells) <= _MOST_COLUMNS else []


def separator_of(raw: str) -> Separator:
    """What separates the headings of a table with neither bars nor tabs, if `raw` has them."""
    signs: tuple[Separator, Separator] = (";", ",")
    for sign in signs:
        first = raw.strip().strip("\ufeff").partition(sign)[0].strip().casefold()
        if raw.count(sign) >= 2 and first in _COLUMNS:
            return sign
    return ""


def heads_of(cells: Sequence[str]) -> list[Column]:
    """What each column holds, if `cells` are the headings of a table of exercises; else empty."""
    found = [_column(cell) for cell in cells]
    has_more = {"sets", "reps", "both", "rest", "load", "time"} & set(found)
    return found if "exercise" in found and has_more and found.count("exercise") == 1 else []


def _column(head: str) -> Column:
    word = " ".join(_UNIT.sub("", head).casefold().strip(" :.*_").split())
    return _COLUMNS.get(word) or ("load" if re.fullmatch(r"(?:load|weight)\s*(?:kg|lbs?)?", word) else "")


class TextTable:
    """The columns of one table, and how its cells are separated."""

    def __init__(self, heads: Sequence[Column], names: Sequence[str], separator: Separator = "") -> None:
        self.separator = separator
        self.heads = heads
        self.names = names
        self.units = [found[1] if (found := _UNIT.search(name)) else _bare_unit(name) for name in names]

    def is_rule(self, cells: Sequence[str]) -> bool:
        """Whether this is the line under the head: |---|:-:|."""
        return all(re.fullmatch(r"[:=+-]*", cell) for cell in cells)

    def fits(self, raw: str, cells: Sequence[str]) -> bool:
        """Whether a line is a row of this table."""
        return bool(raw.strip()) and 2 <= len(cells) <= len(self.heads)

    def row(self, raw: str, cells: Sequence[str]) -> TableRow:
        """One row as a line of plain text: `Bench press / 5 x 8 / rest 90 s`."""
        given = {index: cell for index, cell in enumerate(cells) if cell.casefold() not in _EMPTY}
        if len(given) == 1 and len(self.heads) > 2:
            (only,) = given.values()
            return TableRow(only if re.search(r"[:]$", only) else f"{only}:", (), spans=True, day="")
        by = {self.heads[i]: (cell, self.units[i]) for i, cell in given.items() if self.heads[i]}
        parts = [self._name(by), *self._work(by)]
        if rest := by.get("rest"):
            parts.append(f"rest {_with_unit(*rest)}")
        if load := by.get("load"):
            parts.append(_load(*load))
        if tempo := by.get("tempo"):
            parts.append(f"tempo {tempo[0]}")
        if side := by.get("side"):
            parts.append(side[0])
        lost = [(f"{self.names[i]} {cell}", reasons.COLUMN) for i, cell in given.items() if not self.heads[i]]
        lost += [(by["about"][0], reasons.UNKNOWN)] if "about" in by else []
        note = by.get("notes", ("", ""))[0]
        if note and not _can_be_said(note):
            lost.append((note, reasons.UNKNOWN))
            note = ""
        if effort := by.get("effort"):
            name = _effort_name(self.names, self.heads)
            written = effort[0] if patterns.EFFORT.fullmatch(effort[0]) else f"{name} {effort[0]}"
            if patterns.EFFORT.fullmatch(written):
                parts.append(written)
            else:
                lost.append((written, reasons.EFFORT))
        line = " / ".join(filter(None, parts))
        return TableRow(line, tuple(lost), spans=False, day=by.get("day", ("", ""))[0], note=note)

    def _name(self, by: Mapping[Column, tuple[str, str]]) -> str:
        name = by.get("exercise", ("", ""))[0]
        letter = by.get("number", ("", ""))[0]
        return f"{letter} {name}" if re.fullmatch(r"[A-H][1-9]", letter, re.IGNORECASE) else name

    def _work(self, by: Mapping[Column, tuple[str, str]]) -> list[str]:
        if "both" in by:
            return [by["both"][0]]
        sets, reps = by.get("sets", ("", ""))[0], by.get("reps", ("", ""))[0]
        if "reps" in by:
            reps = _with_unit(*by["reps"])
        elif "time" in by:
            reps = _with_unit(*by["time"])
        elif sets and re.search(r"[x*/]|\breps\b", sets):
            return [sets]
        sets = re.sub(r"\s*(?:sets?|x)$", "", sets, flags=re.IGNORECASE)
        if re.fullmatch(r"[0-9]+(?:\s*-\s*[0-9]+)?", sets):
            if not reps:
                return [f"{sets} sets"]
            if re.search(r"[,/]\s*[0-9]", reps):
                return [reps] if len(re.findall(r"[0-9]+", reps)) == int(sets.split("-")[0]) else [f"{sets} x {reps}"]
            return [f"{sets} x {reps}"]
        if re.fullmatch(r"[0-9]+(?:-[0-9]+)?\+?", reps):
            reps += " reps"
        return [f"{sets} sets" if sets else "", reps]


def _can_be_said(note: str) -> bool:
    """Whether a note is a text that the coach could say."""
    return len(note) <= _LONGEST_NOTE and note.isprintable() and re.search(r"[^\W\d_]", note) is not None


def _bare_unit(name: str) -> str:
    return name.strip().casefold() if name.strip().casefold() in ("kg", "lb", "lbs", "seconds", "sec", "secs") else ""


def _with_unit(cell: str, unit: str) -> str:
    """A bare number with the unit that the column's heading names."""
    return f"{cell} {unit}" if unit and re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?(?:\s*-\s*[0-9]+)?", cell) else cell


def _load(cell: str, unit: str) -> str:
    written = _with_unit(cell, unit)
    return f"@ {written}" if re.match(r"[0-9]", written) else written


def _effort_name(names: Sequence[str], heads: Sequence[Column]) -> str:
    return names[list(heads).index("effort")]
