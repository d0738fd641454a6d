"""English numbers and lengths of time in words."""

from __future__ import annotations

from typing import Final

from coach.units import MINUTE, SECOND, Ms

_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth",
)  # fmt: skip
_PARTS: Final = {"25": "a quarter", "5": "a half", "75": "three quarters"}
"""The decimals that have a name."""

MOST_ORDINAL: Final = len(_ORDINALS)


def number(n: int) -> str:
    """A whole number in words: 24 is "twenty-four"."""
    if n < 20:
        return _ONES[n]
    if n < 100:
        tens, ones = divmod(n, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    if n < 1000:
        hundreds, rest = divmod(n, 100)
        return f"{_ONES[hundreds]} hundred" + (f" and {number(rest)}" if rest else "")
    thousands, rest = divmod(n, 1000)
    return f"{number(thousands)} thousand" + (f" {number(rest)}" if rest else "")


def decimal(x: float) -> str:
    """A number with decimals in words: 62.5 is "sixty-two and a half", 2.4 "two point four"."""
    whole, _, digits = f"{x:g}".partition(".")
    if digits in _PARTS and int(whole):
        return f"{number(int(whole))} and {_PARTS[digits]}"
    return number(int(whole)) + (f" point {' '.join(_ONES[int(d)] for d in digits)}" if digits else "")


def ordinal(n: int) -> str:
    """ "third" for 3; up to `MOST_ORDINAL`."""
    return _ORDINALS[n - 1]


def amount(n: int, one: str) -> str:
    """A number of things: "one set", "three sets"."""
    return f"{number(n)} {one}{'' if n == 1 else 's'}"


def plural(number: str) -> str:
    """ "twenty" more than once: "twenties"."""
    if number.endswith("y"):
        return number[:-1] + "ies"
    return number + ("es" if number.endswith("x") else "s")


def spoken_time(length: Ms) -> str:
    """A length of time as one says it: "ninety seconds", "one minute forty-five", "two minutes"."""
    seconds = max(1, round(length / SECOND))
    if seconds < 60 or seconds == 90:
        return amount(seconds, "second")
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return amount(minutes, "minute") + (f" {number(seconds)}" if seconds else "")
    hours, minutes = divmod(minutes, 60)
    return amount(hours, "hour") + (f" {amount(minutes, 'minute')}" if minutes else "")


def about(length: Ms) -> str:
    """A length of time, from twenty minutes on to the nearest five: "about an hour"."""
    minutes = 5 * round(length / MINUTE / 5) if length >= 20 * MINUTE else max(1, round(length / MINUTE))
    if minutes == 60:
        return "about an hour"
    return f"about {spoken_time(minutes * MINUTE)}"


def rounded_down(length: Ms) -> str:
    """A time that is left, rounded down: to half a minute above two minutes, to five seconds below."""
    step = 30 * SECOND if length > 2 * MINUTE else 5 * SECOND
    return spoken_time(max(step, length // step * step))


def whole_minutes(length: Ms) -> Ms:
    """A length of time to the nearest minute, or as it is below three quarters of one."""
    return max(1, round(length / MINUTE)) * MINUTE if length > 45 * SECOND else length
