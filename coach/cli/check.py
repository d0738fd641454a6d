"""`coach check`: everything that is wrong or odd in routines, with its place, and how long each variant takes."""

from __future__ import annotations

import json
import math
import sys
import time
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

import typer
from msgspec import Struct

from coach.audio.clip import Clip
from coach.cli import compose, runtime, telling
from coach.cli.program.check import check_program
from coach.cli.rendering import helped
from coach.cli.standard import as_typed, coloured
from coach.cli.tables import print_line
from coach.clock import duration
from coach.config.settings import Settings
from coach.errors import MOST_TOLD, CoachError, Code, Mistake, printable
from coach.library.find import Library, read_text
from coach.library.index import Index, stamp_of
from coach.library.programs import holds_program
from coach.player.render import scores
from coach.routine.model import Routine
from coach.routine.review import review
from coach.score.cues import Dropped, Rank, Score
from coach.score.scoring import sentences
from coach.screen.width import width
from coach.session.plan import Rest, Step, Work
from coach.session.planner import plan
from coach.units import SECOND, Ms
from coach.voice.voice import RenderedVoice

_LOOK: Final = 0.3
"""Seconds between checks for changes of the watched files."""


def check_routines(names: Sequence[str], as_json: bool = False) -> bool:
    """Prints the mistakes and warnings of each routine, and the length of its variants. Returns whether none has a
    mistake.
    """
    library = compose.library()
    settings, _ = runtime.settings({})
    failures: list[str] = []

    def failed(line: str) -> None:
        if line not in failures:
            failures.append(line)
            telling.fault(line)

    cold = not runtime.has_spoken(settings)
    voice = runtime.voice(settings, failed)
    index = compose.checked(settings)
    tell = _as_objects if as_json else _as_text
    fine = True
    try:
        sounds = compose.sounds(100)
        every = names or [*library.names(), *compose.programs().names()]
        if cold:
            _make_clips(every, library, voice, settings)
        for name in every:
            stamp = _stamp(name)
            found = _known_or_checked(name, library, index, voice, sounds)
            if found.lasting and not failures:
                index.keep(compose.file_of(name), found.lengths, stamp)
            fine = fine and all(mistake.is_warning for mistake in found.mistakes)
            tell(name, found.mistakes, found.lengths)
    finally:
        voice.close()
        index.save()
    return fine


def _stamp(name: str) -> str:
    """The state of the file before it is read; "" if there is none."""
    try:
        return stamp_of(compose.file_of(name))
    except CoachError:
        return ""


def _make_clips(names: Sequence[str], library: Library, voice: RenderedVoice, settings: Settings) -> None:
    """Has the clips made that the checks will need, and shows the progress, as the first time takes a while."""
    wanted: dict[str, None] = {}
    for name in names:
        with suppress(CoachError):
            routine = library.load(name)
            # A routine with spellings of its own needs other clips of the same sentences; they are made when it is
            # checked.
            for variant in () if routine.say else routine.variants:
                steps = [step for step in plan(routine, variant.name).steps if not _says_nothing_of_the_authors(step)]
                said = [text for step in steps for text in sentences(step, runtime.language())]
                wanted |= dict.fromkeys(said)
    voice.want(wanted)
    with helped(voice, list(wanted), settings):
        for text in telling.counted(wanted, len(wanted), "Rendering speech"):
            voice.settled([text], _PATIENCE)


_PATIENCE: Final = 60.0
"""Seconds that one clip may take; the engine has its own, shorter deadline."""


def watch_routines(names: Sequence[str], as_json: bool = False) -> None:
    """Checks again whenever one of the files is saved, until Ctrl-C."""
    library = compose.library()
    paths: dict[str, Path] = {}
    before: dict[Path, float] = {}
    seen: dict[Path, float] = {}
    while True:
        now = _saved(library, names, paths)
        # A file that has changed since the last look may not be complete yet.
        settled, seen = now == seen, now
        if settled and now != before:
            before = now
            if not as_json:
                telling.note(f"looking at {_files(len(now))}")
            with suppress(CoachError):
                check_routines(names, as_json)
            if not as_json:
                telling.note(f"watching {_files(len(now))}; Ctrl-C ends it")
        time.sleep(_LOOK)


def _files(count: int) -> str:
    return f"{count} {'file' if count == 1 else 'files'}"


def _saved(library: Library, names: Sequence[str], paths: dict[str, Path]) -> dict[Path, float]:
    """When each of the files was last saved; 0 for one that is missing, as it is while an editor saves it by renaming.

    `paths` keeps the file of each name that was found once. Raises `CoachError` for a name that never was.
    """
    found = {}
    for name in names or [*library.names(), *compose.programs().names()]:
        try:
            path = paths[name] = compose.file_of(name)
        except CoachError:
            if name not in paths:
                raise
            path = paths[name]
        try:
            found[path] = path.stat().st_mtime
        except OSError:
            found[path] = 0.0
    return found


class _Checked(Struct, frozen=True):
    """The result for a routine: mistakes and warnings, the length of each variant, and whether it depends on nothing
    else.
    """

    mistakes: Sequence[Mistake]
    lengths: Mapping[str, Ms]
    lasting: bool = False


def _known_or_checked(
    name: str, library: Library, index: Index, voice: RenderedVoice, sounds: Mapping[str, Clip]
) -> _Checked:
    """Checks the routine `name`, unless its file was fine before and hasn't changed."""
    with suppress(CoachError):
        if known := index.known(compose.file_of(name)):
            return _Checked((), known)
    return _checked(name, library, voice, sounds)


def _checked(name: str, library: Library, voice: RenderedVoice, sounds: Mapping[str, Clip]) -> _Checked:
    try:
        if holds_program(path := compose.file_of(name)):
            return _Checked(*check_program(str(path)))
        routine = library.load(name)
        lengths = {}
        unheard: list[tuple[Dropped, Mistake]] = []
        for variant in routine.variants:
            lost, lengths[variant.name] = _rehearsed(routine, variant.name, library.path(name).parent, voice, sounds)
            unheard += lost
        # A line that is too long for several rests is reported once, with the largest excess.
        unheard.sort(key=lambda lost: lost[0].short_by)
        worst = {(mistake.place, mistake.line, dropped.text): mistake for dropped, mistake in unheard}
        found = [*_marked(path), *review(routine), *worst.values()]
    except CoachError as error:
        return _Checked(error.mistakes, {})
    # A sound that the routine calls for is a separate file.
    alone = not any(exercise.sound_files for variant in routine.variants for exercise in variant.exercises)
    return _Checked(
        sorted(found, key=lambda mistake: (mistake.line or 0, mistake.column or 0)),
        lengths,
        lasting=alone and not found,
    )


def _marked(path: Path) -> Iterator[Mistake]:
    """What is odd about the bytes of a file: a byte order mark, which we accept and other tools don't."""
    with path.open("rb") as file:
        if file.read(len(BOM_UTF8)) == BOM_UTF8:
            what = "begins with a byte order mark, which other TOML tools refuse"
            yield Mistake(what, "save it as UTF-8 without one", str(path), 1, code=Code.BYTE_ORDER_MARK)


def _rehearsed(
    routine: Routine, variant: str, folder: Path, voice: RenderedVoice, sounds: Mapping[str, Clip]
) -> tuple[list[tuple[Dropped, Mistake]], Ms]:
    """The author's lines that don't fit in a variant, and the variant's length."""
    session = plan(routine, variant)
    voice.pronounce(routine.say)
    every = dict(sounds) | compose.called_sounds(session, folder)
    found: list[tuple[Dropped, Mistake]] = []
    end = Ms(0)
    for start, step, scored in scores(session, runtime.language(), voice, every, skip=_says_nothing_of_the_authors):
        end = start + (scored.length or 0)
        found += _unheard(step, scored)
    return found, end


def _says_nothing_of_the_authors(step: Step) -> bool:
    """Whether a step has no line of the author's that must be heard."""
    match step:
        case Work(set=done):
            return not done.exercise.calls
        case Rest(after=done, introduces=news):
            return not (news or done.exercise.calls)
    return False


def _unheard(step: Step, scored: Score) -> Iterator[tuple[Dropped, Mistake]]:
    """The author's lines that don't fit in a step, each with the number of seconds by which it is too long."""
    if not isinstance(step, Rest | Work):
        return
    for dropped in scored.dropped:
        of_next = isinstance(step, Rest) and dropped.rank is not Rank.CALL
        done = step.after if isinstance(step, Rest) else step.set
        source = (step.before if isinstance(step, Rest) and of_next else done).exercise.source
        if source is None or (isinstance(step, Work) and dropped.rank is not Rank.CALL):
            continue
        room = f"{duration(step.length)} of rest" if isinstance(step, Rest) else "room that it has in the set"
        message = f'"{dropped.text}" is {math.ceil(dropped.short_by / 100) / 10} s too long for the {room}'
        hint = "shorten it, or lengthen the rest" if isinstance(step, Rest) else "shorten it, or move it"
        yield dropped, source.mistake(Code.UNHEARD, message, hint, dropped.text.strip("()"))


def _as_text(name: str, mistakes: Sequence[Mistake], lengths: Mapping[str, Ms]) -> None:
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


def _as_objects(name: str, mistakes: Sequence[Mistake], lengths: Mapping[str, Ms]) -> None:
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
