"""Recognises files that aren't plain lines by their first bytes, and says how to bring the plan in them here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_AS_LINES: Final = "write its exercises as plain lines, one a line: Squat 5x5 60 kg"
_BYTES: Final[Sequence[tuple[bytes, int, str, str]]] = (
    (b".FIT", 8, "is a FIT workout for a watch", "do it on the watch, or " + _AS_LINES),
    (b"%PDF", 0, "is a PDF", "copy its text into a text file"),
    (b"PK\x03\x04", 0, "is a document of an office program", "save it as plain text, or its table as CSV"),
    (b"\xd0\xcf\x11\xe0", 0, "is a document of an office program", "save it as plain text, or its table as CSV"),
    (b"{\\rtf", 0, "is rich text (RTF)", "save it as plain text: in TextEdit, Format, Make Plain Text"),
    (b"\x89PNG", 0, "is a picture", "type its lines into a text file"),
    (b"\xff\xd8\xff", 0, "is a picture", "type its lines into a text file"),
)
_TEXTS: Final[Sequence[tuple[re.Pattern[str], str, str]]] = tuple(
    (re.compile(form, re.IGNORECASE), what, hint)
    for form, what, hint in (
        (r"\s*(?:<\?xml[^>]*>\s*)?<workout_file", "is a Zwift workout", "ride it in Zwift, or write: Bike 20 min"),
        (r"\s*(?:<!doctype html|<html)", "is a web page", "copy its text into a text file"),
        (r"\s*<\?xml", "is XML", _AS_LINES),
        (r"\s*[\[{]\s*(?:\"|\[|\{|\]|\})", "is JSON", _AS_LINES),
        (r"\s*(?:\{|\[)\s*$", "is JSON", _AS_LINES),
    )
)
_LIFTOSCRIPT: Final = re.compile(r"(?:update|progress)\s*:\s*custom\s*\(|\{~|^\s*state\.", re.MULTILINE)
_POWER: Final = re.compile(
    r"^\s*-\s*(?:[0-9]+(?:h|m|s|km)){1,3}\s.*?(?:[0-9]+(?:-[0-9]+)?%|[0-9]+w\b|Z[1-7]\b|ramp)", re.M | re.I
)
_LOGS: Final = re.compile(
    r"^\ufeff?\"?(?:workout #\"?[;,]|date\"?[;,]\"?workout name|title\"?[;,]\"?start_time"
    r"|date\"?,\"?exercise\"?,\"?category)",
    re.IGNORECASE,
)


def binary(head: bytes) -> tuple[str, str] | None:
    """What a file is by its first bytes, and what to do with it; None if it may be text."""
    return next((found[2:] for found in _BYTES if head[found[1] :].startswith(found[0])), None)


def other(text: str) -> tuple[str, str] | None:
    """Which other program's format the text is in, and what to do with it; None for plain lines."""
    for form, what, hint in _TEXTS:
        if form.match(text):
            return what, hint
    if _LOGS.match(text):
        return "is a log of training, not a plan", "coach import-log FILE adds it to the journal"
    if _LIFTOSCRIPT.search(text):
        hint = "keep the lines of its exercises, such as: Squat / 5x5 / 100lb / progress: lp(5lb)"
        return "has Liftoscript's own program code ({~ … ~})", hint
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) >= 2 and 2 * len(_POWER.findall(text)) >= len(lines):
        return "is a workout of intervals.icu", "it goes by power; ride it there, or write: Bike 20 min"
    return None
