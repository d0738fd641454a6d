"""Converts values from the way lifters write them to the routine language's notation; `notation` then checks them."""

from __future__ import annotations

import re
from typing import Final

from coach.notation import NotationError, read_time
from coach.text_import import patterns
from coach.units import MINUTE, SECOND


def as_time(text: str) -> str:
    """A time in the routine language's words: `2'` is `2 min`; `2m` of rest as well."""
    text = text.strip()
    if patterns.CLOCK.fullmatch(text):
        return text
    if (found := patterns.MINUTES_AND_SECONDS.fullmatch(text)) and found[2]:
        return f"{found[1]}:{found[2]:0>2}"
    numbers = [point(number) for number in patterns.NUMBER.findall(text)]
    units = [_unit(unit) for unit in re.findall(r"''|[a-z]+|[\"']", text.casefold())]
    if len(set(units)) > 1:
        seconds = [float(number) * _SECONDS[unit] for number, unit in zip(numbers, units, strict=False)]
        return f"{'-'.join(f'{number:g}' for number in seconds)} s"
    return f"{'-'.join(numbers)} {units[0]}"


def is_short(time: str) -> bool:
    """Whether it is too short to be a rest, unless it is called one: a pause in the rep, or a box of 24 inches."""
    try:
        return read_time(time).high < 25 * SECOND
    except NotationError:
        return False


def is_long(reps: str) -> bool:
    """Whether it is a time, and so long that nobody does it three times: twenty minutes on the bike."""
    try:
        return read_time(reps).low >= 3 * MINUTE
    except NotationError:
        return False


def is_limit(time: str, sets: str) -> bool:
    """Whether a bare time beside sets is more likely a limit for all of them than the rest after each."""
    try:
        low = read_time(time).low
    except NotationError:
        return False
    many = sets.isdigit() and int(sets) >= 8
    return low >= 5 * MINUTE or (many and low >= 3 * MINUTE)


_SECONDS: Final = {"s": 1, "min": 60, "h": 3600}


def _unit(text: str) -> str:
    return "min" if text == "'" else {"m": "min", "h": "h"}.get(text[0], "s")


def as_load(text: str) -> str:
    """A weight in the routine language's words: `135lbs` is `135 lb`."""
    number = patterns.NUMBER.search(text)
    assert number
    return f"{point(number[0])} {'kg' if 'k' in text.casefold() else 'lb'}"


def plausible(each: list[str]) -> bool:
    """Whether these can be the reps of sets. `3, 8, 60` is sets, reps and a weight: reps don't rise like that."""
    numbers = [int(re.split(r"[-+ ]", reps)[0]) for reps in each if reps[0].isdigit()]
    return len(numbers) != 3 or max(numbers) <= 2 * numbers[0]


def number_before(found: re.Match[str]) -> bool:
    """Whether there is a number just before what was found."""
    return found.string[: found.start()].rstrip()[-1:].isdigit()


def point(number: str) -> str:
    """A number with a decimal point, where it was written with a comma."""
    return number.replace(",", ".")


def count(text: str) -> str:
    """A number or a range of them, without spaces and the word reps."""
    return re.sub(r"\s*reps?$", "", re.sub(r"\s*-\s*", "-", text.strip()), flags=re.IGNORECASE)


def reps_of(text: str) -> str:
    """Reps in the routine language's notation, from a number, a range, a time or a word for "to failure"."""
    if patterns.TIME.fullmatch(text):
        return as_time(text)
    return count(text) if text[:1].isdigit() else "max"


def parts(text: str) -> list[str]:
    """The reps in `8, 8, 6`, `8/8/6` or `8-8-6`."""
    return [count(part) for part in re.split(r"[,/]" if re.search(r"[,/]", text) else "-", text) if part.strip()]
