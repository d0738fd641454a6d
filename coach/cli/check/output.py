"""What `coach check` prints of one routine: for people, or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import typer

from coach.cli.standard import as_typed, coloured
from coach.cli.tables import print_line
from coach.clock import duration
from coach.errors import MOST_TOLD, CoachError, Mistake, printable
from coach.library.find import read_text
from coach.screen.width import width
from coach.units import SECOND, Ms


def as_text(name: str, mistakes: Sequence[Mistake], lengths: Mapping[str, Ms]) -> None:
    """Prints each mistake with its line and the wrong part of it underlined, then the length of each variant."""
    paint = _paint()
    lines_of = lru_cache(_lines)
    name = as_typed(name)
    for mistake in mistakes:
        typer.echo(paint(as_typed(str(mistake)), "33" if mistake.is_warning else "31"))
        for line in _excerpt(mistake, lines_of(mistake.file), paint):
            typer.echo(line)
    if len(mistakes) == MOST_TOLD:
        print_line(f"{name}: there may be more; these are the first {MOST_TOLD}")
    if lengths:
        print_line(f"{name}: {', '.join(f'{variant} {duration(length)}' for variant, length in lengths.items())}")


def _excerpt(mistake: Mistake, lines: Sequence[str], paint: Callable[[str, str], str]) -> Iterator[str]:
    """The line of a mistake, the wrong part of it underlined, with the mistake's code."""
    if mistake.line is None or mistake.column is None or mistake.line > len(lines):
        return
    line = lines[mistake.line - 1]
    shown = _shown(line)
    end = min(mistake.end or mistake.column + 1, len(line) + 1)
    before, wrong = _shown(line[: mistake.column - 1]), _shown(line[mistake.column - 1 : end - 1])
    marks = " " * width(before) + "^" * max(1, width(wrong))
    yield f"{mistake.line:>6} | {shown[:_WIDEST]}"
    yield f"{'':>6} | {paint(marks[:_WIDEST], '1')}  {mistake.code}"


def _shown(text: str) -> str:
    return printable(text.replace("\t", " "))


_WIDEST: Final = 160


def _lines(file: str) -> Sequence[str]:
    try:
        return [line.removesuffix("\r") for line in read_text(Path(file)).split("\n")]
    except CoachError:
        return ()


def _paint() -> Callable[[str, str], str]:
    if coloured(sys.stdout.isatty()):
        return lambda text, colour: f"\x1b[{colour}m{text}\x1b[0m"
    return lambda text, colour: text


def as_objects(name: str, mistakes: Sequence[Mistake], lengths: Mapping[str, Ms]) -> None:
    """Prints a JSON object per line: each mistake, then the length of each variant in seconds."""
    for mistake in mistakes:
        found = {
            "kind": "warning" if mistake.is_warning else "error",
            "code": mistake.code,
            "file": as_typed(mistake.file),
            "line": mistake.line,
            "column": mistake.column,
            "end": mistake.end,
            "place": mistake.place,
            "message": mistake.message,
            "hint": mistake.hint,
        }
        typer.echo(json.dumps({"routine": as_typed(name)} | found))
    for variant, length in lengths.items():
        typer.echo(
            json.dumps({"routine": as_typed(name), "kind": "length", "variant": variant, "seconds": length / SECOND})
        )
