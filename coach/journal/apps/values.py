"""The values in the fields of another program's log: loads, reps, times and lengths of time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from coach.journal.fields import BadRow, Fields, number
from coach.journal.plausible import LONGEST, MOST_LOAD, MOST_REPS
from coach.notation import Load, show
from coach.units import HOUR, MINUTE, SECOND, Ms, Unit

LogRow: TypeAlias = Mapping[str, str]
"""The fields of a row, by their headings as `column` returns them."""

_FIRST: Final = datetime(1970, 1, 3)
_LAST: Final = datetime(2199, 12, 30)
"""The first and last times that can be kept in every time zone: plausible.EARLIEST and LATEST, with a day to spare."""


class NoUnit(Exception):
    """A weight whose unit neither its row nor anybody else says; the whole log has to wait for it."""


def column(heading: str) -> str:
    """A heading in lower case, without the unit that may follow it: `Weight (kg)` is `weight`."""
    return re.sub(r"\s*\((?!reps)[^)]*\)$", "", heading.strip().lower())


def unit_of(heading: str) -> Unit | None:
    """The unit of weight that a heading names: `Weight (kg)`, `Set 1 (LB)`."""
    found = re.match(r"(?:weight|set \d+)\b.*\((kg|lb)s?\)", heading.strip().lower())
    return None if found is None else "kg" if found[1] == "kg" else "lb"


def unit_in(text: str, otherwise: Unit | None) -> Unit | None:
    """The unit that a field names; `otherwise` if it names none."""
    plain = text.strip().lower()
    return "lb" if plain.startswith("lb") else "kg" if plain.startswith("kg") else otherwise


def text(row: LogRow, name: str) -> str:
    """A text; "" if there is none. Raises `BadRow` if it is too long."""
    return Fields(row).text(name)


def needed(row: LogRow, name: str) -> str:
    """A text that can't be empty. Raises `BadRow`."""
    return Fields(row).needed(name)


def amount(row: LogRow, name: str, most: float) -> float:
    """A number from 0 to `most`, with a decimal point or comma; 0 if there is none. Raises `BadRow`."""
    return number(name, _decimal(name, row.get(name, "")), 0, most) or 0.0


def reps(row: LogRow, name: str = "reps") -> int | None:
    """Reps; None if there are none. Raises `BadRow`."""
    return round(amount(row, name, MOST_REPS)) or None


def hold(row: LogRow, name: str) -> Ms:
    """The time of a field in seconds, rounded to the ms; 0 if there is none. Raises `BadRow`."""
    return Ms(round(amount(row, name, LONGEST / SECOND) * SECOND))


def load(row: LogRow, name: str, unit: Unit | None) -> Load | None:
    """A weight, rounded to the hundredth; less than nothing is help; None if there is none.

    Raises `BadRow`, and `NoUnit` if nobody knows the unit.
    """
    written = _decimal(name, row.get(name, ""))
    least = -MOST_LOAD if written and written.startswith("-") else 0
    return weighed(name, number(name, written, least, MOST_LOAD) or 0.0, unit)


def weighed(name: str, weight: float, unit: Unit | None) -> Load | None:
    """A weight of the field `name` as a load; None if it is nothing. Raises `NoUnit`."""
    weight = round(weight, 2)
    if weight and unit is None:
        raise NoUnit
    return Load(weight, unit, False) if weight else None


def _decimal(name: str, written: str) -> str | None:
    """A number with a decimal point, and without marks between the thousands; None if there is none.

    Raises `BadRow` for a comma before three digits that may be either: no load or count is so great that `61,235` could
    have one between thousands, but `1,225` could.
    """
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+,\d+|-?\d{1,3}(?:,\d{3})+\.\d+", written):
        mark = "." if written.rindex(".") < written.rindex(",") else ","
        written = written.replace(mark, "")
    if re.fullmatch(r"-?[1-9],\d{3}", written):
        whole = written.replace(",", "")
        raise BadRow(f"{name}: is {show(written)} {whole}, or {written.replace(',', '.')}? write it without the comma")
    return written.replace(",", ".") or None


def length(written: str) -> timedelta:
    """A duration as Strong writes it: `1h 5m`, `45m`, `50s`; whole seconds in later versions. Raises `BadRow`."""
    found = re.findall(r"(\d+)\s*([hms])", f"{written}s" if written.isdecimal() else written)
    parts = {unit: count for count, unit in found}
    each = {"h": HOUR, "m": MINUTE, "s": SECOND}
    whole = sum((number("duration", parts.get(unit), 0, LONGEST / ms) or 0) * ms for unit, ms in each.items())
    return timedelta(milliseconds=min(whole, LONGEST))


def read_time(written: str, forms: Sequence[str]) -> datetime:
    """A local time in one of the `forms` of `strptime`. Raises `BadRow`."""
    plain = written.replace("\u202f", " ")
    for form in forms:
        try:
            return _kept(datetime.strptime(_in_english(plain) if "%b" in form else plain, form), written)
        except ValueError as error:
            if isinstance(error, BadRow):
                raise
    raise BadRow(f"{show(written)} is not a time")


def iso_time(written: str) -> datetime:
    """A time in ISO 8601, with or without its zone. Raises `BadRow`."""
    try:
        found = datetime.fromisoformat(re.sub(r"\[.*\]$", "", written))
    except ValueError:
        raise BadRow(f"{show(written)} is not a time") from None
    return _kept(found, written)


def _kept(found: datetime, written: str) -> datetime:
    if not _FIRST <= found.replace(tzinfo=None) < _LAST:
        raise BadRow(f"{show(written)} is not between the years 1970 and 2200")
    return found


_MONTHS: Final[Mapping[str, str]] = {
    month: months.split()[0]
    for months in (
        "Jan ene janv gen", "Feb f\u00e9vr febbr", "Mar m\u00e4r m\u00e4rz mars mrt maart", "Apr abr avr",
        "May mai mag mei maio", "Jun juin giu juni", "Jul juil lug juli", "Aug ago ao\u00fbt", "Sep sept set",
        "Oct okt ott out", "Nov",
        "Dec dic d\u00e9c dez",
    )
    for month in months.casefold().split()
}  # fmt: skip
"""Months as Hevy writes them in Spanish, German, French, Italian, Portuguese and Dutch."""


def _in_english(written: str) -> str:
    """A time with the name of its month in English: `27 abr 2025, 18:00` is `27 Apr 2025, 18:00`."""

    def english(found: re.Match[str]) -> str:
        return _MONTHS.get(found[1].casefold(), found[1])

    return re.sub(r"([^\W\d_]{3,5})\.?(?=\s)", english, written, count=1)
