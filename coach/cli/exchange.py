"""In and out: `coach export`, `coach import-log`, `coach journal`."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path

import typer

from coach.cli import compose, history, journal
from coach.cli.log import units
from coach.errors import CoachError, Mistake
from coach.journal.entries import Past
from coach.journal.exchange import Everything, NotOurs, from_csv, from_json, is_ours, to_csv, to_json
from coach.journal.fit import NoFit, to_fit
from coach.journal.history import all_sessions, counts
from coach.journal.other_apps import Log, program_of, read_log
from coach.journal.rows import facts, put_facts, put_past
from coach.journal.schema import version
from coach.journal.store import Connection, JournalError, Missing, Newer


def _everything(connection: Connection) -> Everything:
    return Everything(tuple(all_sessions(connection)), tuple(facts(connection)))


def export(as_json: bool, output: str | None) -> None:
    """Prints the journal, or writes it to a file."""
    with journal.opened() as kept:
        whole = kept.read(_everything)
    text = to_json(whole) + "\n" if as_json else to_csv(whole)
    if output is None:
        typer.echo(text, nl=False)
        return
    Path(output).write_text(text, encoding="utf-8")
    typer.echo(f"{output}: {len(whole.sessions)} sessions, {sum(len(p.entries) for p in whole.sessions)} sets")


def export_fit(output: str | None, number: int | None) -> None:
    """Writes one session, the last if none is named, as a FIT file."""
    if output is None:
        raise CoachError(Mistake("a FIT file is not for the terminal", "name it: --output session.fit"))
    found = history.numbered()
    chosen = dict(found).get(number or len(found))
    if chosen is None:
        raise CoachError(Mistake(f"there is no session {number}", f"the journal has {len(found)}; see coach history"))
    try:
        Path(output).write_bytes(to_fit(chosen))
    except NoFit:
        hint = "pip install 'voice-coach[fit]'"
        raise CoachError(Mistake("the FIT SDK is not installed", hint)) from None
    typer.echo(f"{output}: {chosen.title}, {history.when(chosen)}, {len(chosen.entries)} sets")


def import_log(file: str) -> None:
    """Adds what a file holds: a journal, or the log of Strong or Hevy. What is there already stays."""
    try:
        text = Path(file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CoachError(Mistake("is not UTF-8 text", "export it again as CSV", file)) from None
    whole, log = _read(text, file)
    with journal.opened() as kept:
        new = kept.write(_put_all, whole)
    sets = sum(len(past.entries) for past in new)
    kind = f"{log.program}: " if log else ""
    there = len(whole.sessions) - len(new)
    known = f"; {there} were there already" if there else ""
    typer.echo(f"{kind}{len(new)} sessions with {sets} sets added{known}")
    if log and log.unmatched:
        typer.echo(f"{len(log.unmatched)} names match no exercise of the catalogue, and were taken as they are:")
        for name in log.unmatched:
            typer.echo(f"  {name}")
    for line in log.left_out if log else ():
        typer.echo(f"left out, {line}")


def _put_all(connection: Connection, whole: Everything) -> list[Past]:
    """Adds what isn't there yet; returns the sessions that weren't."""
    put_facts(connection, whole.facts)
    return [past for past in whole.sessions if put_past(connection, past)]


def _read(text: str, file: str) -> tuple[Everything, Log | None]:
    try:
        if text.lstrip().startswith("{"):
            return from_json(text), None
        first = text.partition("\n")[0]
        separator = ";" if first.count(";") > first.count(",") else ","
        rows = csv.DictReader(io.StringIO(text), delimiter=separator)
        header = rows.fieldnames or []
        if is_ours(header):
            return from_csv(rows), None
    except NotOurs as error:
        raise CoachError(Mistake(str(error), "export it again", file)) from None
    program = program_of(header)
    if program is None:
        hint = "give it what coach export, Strong or Hevy wrote"
        raise CoachError(Mistake("is no log that is known here", hint, file))
    log = read_log(program, rows, units(), _known, _zone)
    return Everything(log.sessions, ()), log


def _known(name: str) -> tuple[str, str, tuple[str, ...]] | None:
    """The catalogue's exercise of a name as others write it: "Bench Press (Barbell)" is a barbell bench press."""
    catalogue = compose.library().catalogue()
    bare, _, equipment = name.rstrip(")").partition(" (")
    for wanted in filter(None, [name, f"{equipment} {bare}" if equipment else "", bare]):
        id = catalogue.find(wanted) or catalogue.find(wanted + "s") or catalogue.find(wanted.removesuffix("s"))
        if id:
            table = catalogue.get(id)
            return id, table.name or id, tuple(table.muscles or ())
    return None


def _zone(naive: datetime) -> tuple[int, int]:
    at = round(naive.timestamp() * 1000)
    return at, journal.zone(at)


def print_path() -> None:
    typer.echo(str(journal.journal_path()))


def check() -> bool:
    """Looks through the whole journal; whether all is well."""
    path = journal.journal_path()
    with journal.opened() as kept:
        try:
            wrong = kept.check()
            sessions, sets = kept.read(counts)
        except Missing:
            typer.echo(f"{path}: there is no journal yet")
            return True
        except Newer:
            raise
        except JournalError as error:
            wrong, sessions, sets = [error.reason], 0, 0
    if wrong:
        for line in wrong[:20]:
            typer.echo(f"{path}: {line}")
        typer.echo(f"It is set aside when the next session begins. To save what can be saved: sqlite3 {path} .recover")
        return False
    typer.echo(f"{path}: version {version()}, {sessions} sessions, {sets} sets, all well")
    return True


def backup(file: str) -> None:
    """Copies the journal into one file, even while a session runs."""
    to = Path(file)
    if to.exists():
        raise CoachError(Mistake("is there already", "name a new file", file))
    if not to.absolute().parent.is_dir():
        raise CoachError(Mistake("there is no such folder", "make it first, or name another", str(to.parent)))
    with journal.opened() as kept:
        kept.backup(to)
    typer.echo(f"{file}: {to.stat().st_size / 1000:,.0f} kB")
