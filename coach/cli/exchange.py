"""Moves journals in and out: `coach export`, `coach import-log`, `coach journal`."""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Final, TypeVar

import typer
from msgspec import Struct
from msgspec.structs import asdict, replace

from coach.atomic import atomic_write
from coach.cli import compose, history, journal, runtime, telling
from coach.cli.installation import install_command
from coach.cli.log_names import LogNames, no_unit
from coach.cli.numbers import amount
from coach.cli.standard import STREAM, file_to_write, read_bytes, write_bytes
from coach.cli.tables import columns, print_line
from coach.errors import CoachError, Mistake, printable
from coach.journal.apps.log import LogTable, jefit_table, read_log, table_of
from coach.journal.apps.unreadable import UNKNOWN, unreadable
from coach.journal.apps.values import NoUnit
from coach.journal.csv_rows import read_rows
from coach.journal.entries import Past
from coach.journal.exchange import Everything, NotOurs, from_csv, from_json, is_ours, to_csv, to_json
from coach.journal.fit import NoFit, to_fit
from coach.journal.history import all_sessions, counts
from coach.journal.rows import facts, put_facts, put_past
from coach.journal.schema import version
from coach.journal.store import Connection, JournalError, Missing, Newer
from coach.units import HOUR, Unit


def _everything(connection: Connection) -> Everything:
    return Everything(tuple(all_sessions(connection)), tuple(facts(connection)))


def export(as_json: bool, output: str | None) -> None:
    """Prints the journal, or writes it to a file."""
    with journal.opened() as kept:
        whole = kept.read(_everything)
    text = to_json(whole) + "\n" if as_json else to_csv(whole)
    if output is None or output == STREAM:
        typer.echo(text, nl=False)
        return
    write_bytes(output, text.encode())
    telling.done(f"{output}: {len(whole.sessions)} sessions, {sum(len(p.entries) for p in whole.sessions)} sets")


def export_fit(output: str | None, number: int | None) -> None:
    """Writes one session, the last if none is named, as a FIT file."""
    if output is None:
        raise CoachError(
            Mistake("a FIT file is not for the terminal", "name it: --output session.fit, or - to pipe it on")
        )
    chosen = history.last() if number is None else history.session(number)
    try:
        data = to_fit(chosen, _fit_keys(chosen))
    except NoFit:
        raise CoachError(Mistake("the FIT SDK is not installed", install_command("fit"))) from None
    write_bytes(output, data)
    if output != STREAM:
        telling.done(f"{output}: {chosen.title}, {history.when(chosen)}, {len(chosen.entries)} sets")


def _fit_keys(past: Past) -> dict[str, str]:
    """The entries of Garmin's profile for the exercises of a session, by their ids, as the catalogue has them."""
    catalogue = compose.library().catalogue()
    known = {entry.exercise: catalogue.find(entry.exercise) for entry in past.entries}
    return {exercise: catalogue.get(id_).fit or "" for exercise, id_ in known.items() if id_}


_MOST_BYTES: Final = 64 * 1024 * 1024
"""The largest log that is read: a set takes a hundred bytes, and nobody does more than a few hundred thousand."""

_MOST_TOLD: Final = 100
"""The most lines left out, or unknown names, that are listed; a longer list helps nobody."""


def import_log(file: str, chosen: Unit | None) -> bool:
    """Adds the contents of a file: a journal, or the log of another program. What is in the journal already stays as it
    is.

    Returns whether any of it could be read: False where every row was left out. Weights without a unit are in the
    `chosen` one, or the configuration's.
    """
    found = _read(_text(file), file, chosen)
    latest = journal.wall() + 24 * HOUR
    sessions = [past for past in found.everything.sessions if past.started <= latest]
    left_out = [*found.left_out, *(_in_future(past) for past in found.everything.sessions if past.started > latest)]
    with journal.opened() as kept:
        new = kept.write(_put_all, Everything(tuple(sessions), found.everything.facts))
    sets = sum(len(past.entries) for past in new)
    kind = f"{found.program}: " if found.program else ""
    there = len(sessions) - len(new)
    known = f"; {there} {'was' if there == 1 else 'were'} there already" if there else ""
    typer.echo(f"{kind}{amount(len(new), 'session')} with {amount(sets, 'set')} added{known}")
    if found.names:
        _tell_names(found, found.names)
    _tell([f"left out, {line}" for line in left_out])
    return bool(any(past.entries for past in sessions) or found.everything.facts or not left_out)


def _tell_names(found: _Found, names: LogNames) -> None:
    """Prints which exercise each name was taken for, keeps that, and prints what else the athlete should know about the
    log."""
    if names.keep():
        typer.echo(printable(f"Its exercises, kept in {names.path} to correct:"))
        unmatched = set(found.unmatched)
        columns([
            [f"  {name}", "as it is: not in the catalogue" if name in unmatched else id_]
            for name, id_ in sorted(names.met.items())[:_MOST_TOLD]
        ])  # fmt: skip
    if not found.unit_said:
        loads = {entry.load.unit for past in found.everything.sessions for entry in past.entries if entry.load}
        typer.echo(f"The file doesn't say it: its weights were taken in {' and '.join(filter(None, loads)) or 'kg'}.")
    if found.not_kept:
        typer.echo(f"Not kept: {', '.join(found.not_kept)}.")


def _tell(lines: Sequence[str]) -> None:
    for told in lines[:_MOST_TOLD]:
        print_line(told)
    if len(lines) > _MOST_TOLD:
        typer.echo(f"and {len(lines) - _MOST_TOLD} more")


def _in_future(past: Past) -> str:
    return f"{past.title}: {history.when(past)} lies ahead"


def _text(file: str) -> str:
    """The text of a log. Raises `CoachError` if it can't be read as one."""
    try:
        data = read_bytes(file, _MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CoachError(Mistake(f"can't be read: {reason}", "check its name and permissions", file)) from None
    if len(data) > _MOST_BYTES:
        raise CoachError(Mistake("is larger than 64 megabytes", "split it into several files", file))
    try:
        return data.decode("utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig")
    except UnicodeDecodeError:
        raise CoachError(Mistake("is not UTF-8 text", "save it again as CSV in UTF-8", file)) from None


def _put_all(connection: Connection, whole: Everything) -> list[Past]:
    """Adds what isn't in the journal yet; returns the sessions that were added."""
    put_facts(connection, whole.facts)
    return [past for past in _counted(whole.sessions, "sessions written") if put_past(connection, past)]


class _Found(Struct, frozen=True):
    """What a file holds: `everything` but the rows that were `left_out`; for another program's, names not known."""

    everything: Everything
    left_out: Sequence[str]
    program: str = ""
    unmatched: Sequence[str] = ()
    names: LogNames | None = None
    not_kept: Sequence[str] = ()
    unit_said: bool = True


def _read(text: str, file: str, chosen: Unit | None) -> _Found:
    if not (table := jefit_table(text)):
        try:
            if text.lstrip().startswith("{"):
                exported = from_json(text)
                return _Found(exported.everything, exported.left_out)
            header, rows = read_rows(text)
            if is_ours(header):
                exported = from_csv(_counted(rows, "rows read"))
                return _Found(exported.everything, exported.left_out)
        except NotOurs as error:
            raise CoachError(Mistake(*(unreadable(text) or (str(error), "export it again")), file)) from None
        table = table_of(header, rows)
    if table is None:
        raise CoachError(Mistake(*(unreadable(text) or UNKNOWN), file))
    return _of_another(table, file, chosen)


def _of_another(table: LogTable, file: str, chosen: Unit | None) -> _Found:
    """What the log of another program holds."""
    names = LogNames()
    unit = table.unit or chosen or runtime.settings({})[0].units or (None if table.unit_said else _asked_unit(file))
    counted = replace(table, rows=_counted(table.rows, "rows read"))
    try:
        log = read_log(counted, unit, cache(names.known), _zone)
    except NoUnit:
        raise CoachError(no_unit(file, "doesn't say of every weight whether it is kilograms or pounds")) from None
    whole = Everything(log.sessions, ())
    return _Found(whole, log.left_out, log.program, log.unmatched, names, log.not_kept, table.unit_said)


def _asked_unit(file: str) -> Unit:
    """The unit of a log that doesn't name it, asked for on a terminal. Raises `CoachError` without a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CoachError(no_unit(file))
    answer = ""
    while answer not in ("kg", "lb"):
        answer = typer.prompt("Its weights have no unit. Are they in kg or lb?").strip().lower()
    return "lb" if answer == "lb" else "kg"


T = TypeVar("T")


def _counted(items: Iterable[T], what: str) -> Iterator[T]:
    """The `items`; on a terminal, with a count of those done so far."""
    shown = sys.stderr.isatty() and not telling.is_quiet()
    for count, item in enumerate(items, 1):
        if shown and count % 1000 == 0:
            typer.echo(f"\r{count} {what}", nl=False, err=True)
        yield item
    if shown:
        typer.echo("\r\x1b[K", nl=False, err=True)


def _zone(when: datetime) -> tuple[int, int]:
    at = round(when.timestamp() * 1000)
    return at, journal.zone(at)


def print_path() -> None:
    typer.echo(str(journal.journal_path()))


class Health(Struct, frozen=True):
    """What was found in the journal's file: `left_out` counts rows with impossible values; `wrong` is what SQLite
    reports."""

    path: str
    exists: bool
    version: int
    sessions: int = 0
    sets: int = 0
    left_out: Mapping[str, int] = {}
    wrong: Sequence[str] = ()


def check(as_json: bool) -> bool:
    """Checks the whole journal and prints what it found; returns whether all is well."""
    health = _health()
    if as_json:
        typer.echo(json.dumps({**asdict(health), "well": not health.wrong}, indent=2))
    else:
        _print_health(health)
    return not health.wrong


def _health() -> Health:
    found = Health(str(journal.journal_path()), True, version())
    with journal.opened() as kept:
        try:
            wrong = kept.check()
            sessions, sets = kept.read(counts)
            return replace(found, sessions=sessions, sets=sets, left_out=kept.left_out(), wrong=wrong)
        except Missing:
            return replace(found, exists=False)
        except Newer:
            raise
        except JournalError as error:
            return replace(found, wrong=[error.reason])


def _print_health(health: Health) -> None:
    path = health.path
    if not health.exists:
        print_line(f"{path}: there is no journal yet")
        return
    if health.wrong:
        for wrong in health.wrong[:20]:
            print_line(f"{path}: {wrong}")
        print_line(f"It is set aside when the next session begins. To save what can be saved: sqlite3 {path} .recover")
        return
    odd = ", ".join(f"{rows} of {table}" for table, rows in health.left_out.items())
    unseen = f" but for rows whose values can't be, which are left out: {odd}" if odd else ""
    print_line(f"{path}: version {health.version}, {health.sessions} sessions, {health.sets} sets, all well{unseen}")


def backup(file: str) -> None:
    """Copies the journal into one file, even while a session runs."""
    with file_to_write(file, ".db") as to:
        if to.exists():
            raise CoachError(Mistake("is there already", "name a new file", file))
        if not to.absolute().parent.is_dir():
            raise CoachError(Mistake("there is no such folder", "make it first, or name another", str(to.parent)))
        with journal.opened() as kept, atomic_write(to) as temporary:
            kept.backup(temporary)
        size = to.stat().st_size
    if file != STREAM:
        telling.done(f"{file}: {size / 1000:,.0f} kB")
