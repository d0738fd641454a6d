"""`coach log`: corrects the last session, adds one that was done without the coach, and keeps measurements."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import typer
from msgspec.structs import replace

from coach.cli import compose, history, journal, kept_swaps, notes, runtime
from coach.cli.editor import editor_command, open_in_editor
from coach.cli.numbers import in_locale, with_points
from coach.cli.tables import print_line
from coach.errors import CoachError, Mistake, did_you_mean, printable, quoted
from coach.journal.entries import Entry, Fact, Past, When
from coach.journal.plausible import EARLIEST
from coach.journal.rows import put_entries, put_facts, put_past
from coach.library.find import Library
from coach.notation import NotationError, read_load, read_reps
from coach.progression.performed import UNKNOWN, reported, reported_hold
from coach.progression.strength import read_max
from coach.routine.file.catalogue import Catalogue, slug
from coach.routine.model import Routine
from coach.session.done import Done, read_done, read_sets_of
from coach.session.plan_changes import ChangeKind
from coach.units import HOUR, Ms, Unit


def units() -> Unit:
    """The unit of a load that is given without one."""
    return runtime.settings({})[0].units or "kg"


def show_last(routine: str | None, as_json: bool) -> None:
    """Prints the last session with the numbers of its sets."""
    past = history.last(routine)
    if as_json:
        history.print_object(past)
        return
    print_line(f"{past.title}: {history.when(past)}")
    history.print_sets(past.entries)
    for old, new in _swapped(past).items():
        typer.echo(f'\nTo do {new} instead of {old} from now on: coach log {past.routine} --swap "{old}: {new}"')
    typer.echo(
        '\nCorrect a set with its number: coach log --set "2 8 x 62.5", or all of them in an editor: coach log --edit'
    )


def _swapped(past: Past) -> dict[str, str]:
    """The exercises of a routine that something else was done for in that session, by their ids."""
    done = {entry.exercise for entry in past.entries if entry.how == "done"}
    made = {
        change.at.block: change.to for change in past.changes if change.how is ChangeKind.SWAP and change.to in done
    }
    return {} if past.program else made


def correct(routine: str | None, corrections: Sequence[str]) -> None:
    """Corrects sets of the last session, and prints the session."""
    past = history.last(routine)
    changed = {}
    for text in corrections:
        number, _, rest = text.strip().partition(" ")
        if not number.isdigit() or not 1 <= int(number) <= len(past.entries):
            raise CoachError(
                Mistake(
                    f"{quoted(text)} names no set of {past.title}", f"write its number, 1 to {len(past.entries)}, first"
                )
            )
        changed[int(number)] = _corrected(past.entries[int(number) - 1], rest)
    _change(past, changed)


def edit(routine: str | None) -> None:
    """Opens the last session in the editor, and applies the changes."""
    past = history.last(routine)
    lines = [f"{n:>3}  {e.name}, set {e.number}{' ' + e.side if e.side else ''}: {_plain(e)}" for n, e in _places(past)]
    head = [f"# {past.title}, {history.when(past)}. Change what stands after the colon: 8 x 62.5 kg @ 9, 30s, skipped."]
    text = _edited("\n".join([*map(printable, [*head, *lines]), ""]))
    changed = {}
    for row in text.splitlines():
        found = re.match(r"\s*(\d+)\s+.*:\s*([^:]*)$", row)
        if row.startswith("#") or not found or not 1 <= int(found[1]) <= len(past.entries):
            continue
        entry = past.entries[int(found[1]) - 1]
        if found[2].strip() != _plain(entry):
            changed[int(found[1])] = _corrected(entry, found[2])
    _change(past, changed)


def _edited(text: str) -> str:
    """`text` as the athlete has edited it. Raises `CoachError` if there is no editor, or it fails."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "session.txt"
        file.write_text(text, encoding="utf-8")
        open_in_editor(editor_command(), file, "the journal is as it was")
        return file.read_text(encoding="utf-8")


def _places(past: Past) -> list[tuple[int, Entry]]:
    return list(enumerate(past.entries, 1))


def _plain(entry: Entry) -> str:
    if entry.how == "skipped":
        return "skipped"
    if entry.reps is None and entry.performed.held is None:
        return "not known"
    return str(Done(entry.reps, entry.performed.held, entry.load, entry.effort))


def _corrected(entry: Entry, text: str) -> Entry:
    if text.strip() == "skipped":
        return replace(entry, how="skipped", performed=UNKNOWN)
    if text.strip() == "not known":
        return replace(entry, how="done", performed=UNKNOWN)
    done = _read(text)
    if done.side and done.side != entry.side:
        what = f"is the {entry.side} side" if entry.side else "is of both sides at once"
        raise CoachError(Mistake(f"{entry.name}, set {entry.number}, {what}", "correct each side by its own number"))
    if done.leaves_reps:
        return replace(entry, load=done.load or entry.load, effort=done.effort or entry.effort)
    performed = done.performed(read_reps(entry.asked))
    length = entry.length if performed.held is None else performed.held
    load, effort = done.load or entry.load, done.effort or entry.effort
    return replace(entry, how="done", performed=performed, length=length, load=load, effort=effort)


def _read(text: str) -> Done:
    try:
        return read_done(with_points(text), units())
    except NotationError as error:
        raise CoachError(Mistake(str(error))) from None


def _change(past: Past, changed: dict[int, Entry]) -> None:
    with journal.opened() as kept:
        kept.write(put_entries, past.id, changed.values())
    history.print_sets([changed.get(place, entry) for place, entry in _places(past)])


def add(routine: str, rows: Sequence[str], on: str | None) -> None:
    """Adds a session that was done without the coach: each row is an exercise with its sets."""
    books = compose.library()
    at = _moment(on)
    loaded = _loaded(books, routine)
    entries: list[Entry] = []
    for row in rows:
        try:
            name, sets = read_sets_of(row, units())
        except NotationError as error:
            raise CoachError(Mistake(str(error))) from None
        id_, title, muscles = named(name, books.catalogue(), loaded)
        entries += [
            Entry(
                id_, title, "working", number, "done", str(one.reps or f"{(one.held or 0) // 1000} s"),
                reported_hold(one.held or Ms(0)) if one.reps is None else reported(one.reps),
                one.load, one.held or Ms(0), at, Ms(0), effort=one.effort, muscles=muscles,
            )
            for number, one in enumerate(sets, 1)
        ]  # fmt: skip
    title = loaded.title if loaded else routine
    path = str(books.path(routine).absolute()) if loaded else ""
    past = Past(
        os.urandom(16).hex(), loaded.name if loaded else slug(routine), title, path, "", "", 1, at,
        journal.zone(at), at, at, "logged", tuple(entries),
    )  # fmt: skip
    with journal.opened() as kept:
        kept.write(put_past, past)
    print_line(f"{title}: {history.when(past)}, logged")
    history.print_sets(past.entries)


def _loaded(books: Library, routine: str) -> Routine | None:
    """The routine, or None if the name isn't that of a routine: a session at a friend's gym."""
    try:
        return books.load(routine)
    except CoachError as error:
        if did_you_mean(routine, books.names()) or routine.endswith(".toml"):
            raise error from None
        return None


def named(name: str, catalogue: Catalogue, routine: Routine | None = None) -> tuple[str, str, tuple[str, ...]]:
    """The id, name and muscles of an exercise, of the routine or the catalogue. Raises `CoachError`."""
    variants = routine.variants if routine else ()
    own = {e.id: e for variant in variants for e in (*variant.warm_up, *variant.exercises)}
    for exercise in own.values():
        if slug(name) in (exercise.id, slug(exercise.name)):
            return exercise.id, exercise.name, exercise.muscles
    id_ = catalogue.find(name)
    if id_ is None:
        hint = did_you_mean(name, [*own, *catalogue.names()]) or "coach exercises lists them"
        raise CoachError(Mistake(f"there is no exercise {quoted(name)}", hint))
    table = catalogue.get(id_)
    return id_, table.name or id_, tuple(table.muscles or ())


def _moment(on: str | None) -> When:
    if on is None:
        return journal.wall()
    try:
        at = round(datetime.fromisoformat(on).timestamp() * 1000)
    except (ValueError, OverflowError, OSError):
        raise CoachError(Mistake(f"{quoted(on)} is not a date", "write 2026-11-20 or 2026-11-20 18:30")) from None
    if not EARLIEST <= at <= journal.wall() + 24 * HOUR:
        where = "lies ahead" if at > EARLIEST else "is too long ago"
        raise CoachError(Mistake(f"{quoted(on)} {where}", "write the day on which it was done"))
    return at


def measure(weight: str | None, maxes: Sequence[str]) -> None:
    """Keeps the body weight, and one-rep maxes: `squat 140 kg`."""
    at = journal.wall()
    facts = [_fact("", weight, at)] if weight else []
    for text in maxes:
        found = re.fullmatch(r"(.+?)\s+(\d.*)", text.strip())
        if not found:
            raise CoachError(
                Mistake(f"{quoted(text)} is not a one-rep max", 'write the exercise first: "squat 140 kg"')
            )
        facts.append(_fact(named(found[1], compose.library().catalogue())[0], found[2], at))
    with journal.opened() as kept:
        kept.write(put_facts, facts)
    for fact in facts:
        print_line(in_locale(f"{fact.exercise or 'body weight'}: {runtime.language().load_label(fact.load)}"))


def note(routine: str | None, texts: Sequence[str]) -> None:
    """Keeps notes on exercises, `pull-up: seat at four`, and prints them; one without a text takes the note away."""
    books = compose.library()
    loaded = books.load(routine) if routine else None
    kept = []
    for text in texts:
        name, colon, said = (part.strip() for part in text.partition(":"))
        if not colon:
            hint = 'write the exercise first: "pull-up: seat at four"'
            raise CoachError(Mistake(f"{quoted(text)} is not a note on an exercise", hint))
        if said and not notes.is_note(said):
            raise CoachError(Mistake(f"{quoted(said)} can't be said", "write up to 300 printable characters"))
        kept.append((_lift(name, books.catalogue(), loaded), said))
    for exercise, said in kept:
        notes.keep(exercise, said)
        print_line(f"{exercise}: {said or 'no note'}")


def swap(routine: str | None, texts: Sequence[str]) -> None:
    """Keeps swaps for good, `barbell-row: dumbbell-row`, and prints them; one without a second name ends it."""
    books = compose.library()
    loaded = books.load(routine or history.last(None).routine)
    found = []
    for text in texts:
        name, colon, instead = (part.strip() for part in text.partition(":"))
        if not colon:
            hint = 'write what you do instead after a colon: "barbell-row: dumbbell-row"'
            raise CoachError(Mistake(f"{quoted(text)} is not a swap", hint))
        other = named(instead, books.catalogue())[0] if instead else ""
        found.append((_of_routine(name, loaded), other))
    for exercise, other in found:
        kept_swaps.keep(loaded.name, exercise, other)
        print_line(f"{loaded.name}, {exercise}: {other or 'no swap'}")


def _of_routine(name: str, routine: Routine) -> str:
    """The id of an exercise of the routine. Raises `CoachError`."""
    own = {one.id: one.name for variant in routine.variants for one in variant.exercises}
    wanted = slug(name)
    found = next((id_ for id_, title in own.items() if wanted in (id_, slug(title))), None)
    if found is None:
        hint = did_you_mean(name, [*own]) or f"{routine.title} has {', '.join(own)}"
        raise CoachError(Mistake(f"{routine.title} has no exercise {quoted(name)}", hint))
    return found


def _lift(name: str, catalogue: Catalogue, routine: Routine | None) -> str:
    """The id of the exercise called `name`, regardless of what the routine calls it. Raises `CoachError`."""
    id_ = named(name, catalogue, routine)[0]
    variants = routine.variants if routine else ()
    return next((e.lift for one in variants for e in (*one.warm_up, *one.exercises) if e.id == id_), id_)


def _fact(exercise: str, text: str, at: When) -> Fact:
    text = with_points(text)
    # The x of "5 x 120" isn't a unit.
    in_unit = text if re.search(r"[a-wyz]", text) else f"{text} {units()}"
    try:
        load = read_max(in_unit) if exercise and " x " in text else read_load(in_unit)
    except NotationError as error:
        raise CoachError(Mistake(str(error))) from None
    if load.unit is None or load.bodyweight:
        raise CoachError(Mistake(f"{quoted(text)} is not a weight", 'write "82.5 kg"'))
    return Fact("one-rep max" if exercise else "body weight", exercise, load.amount, load.unit, at)
