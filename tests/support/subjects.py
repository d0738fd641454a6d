"""What reads files that others wrote, besides routines: each as a text to damage, and what reads it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct

from coach.audio.clip import Clip
from coach.cli.log_names import read_names
from coach.config.file import read_settings
from coach.errors import CoachError
from coach.journal.apps.log import jefit_table, read_log, table_of
from coach.journal.csv_rows import read_rows
from coach.journal.entries import Entry, Fact, Past
from coach.journal.exchange import Everything, NotOurs, from_csv, from_json, is_ours, to_csv, to_json
from coach.library.find import Library, shipped
from coach.library.programs import FOLDER
from coach.notation import Load
from coach.program.file import read_program
from coach.progression.performed import counted
from coach.routine.file.catalogue import Catalogue
from coach.routine.file.reader import read_routine
from coach.text_import.reader import read_plan
from coach.text_import.writer import write_routine
from coach.units import MINUTE, SECOND
from coach.voice.cache import ClipCache, write_sealed
from coach.voice.manner import of_engine
from tests.support.mutations import mutated

NOW: Final = 1_793_638_800_000


class Subject(Struct, frozen=True):
    """A kind of file: `texts` that are fine, and the result of reading one that isn't, in a word.

    `read` raises whatever isn't said to the user.
    """

    texts: Sequence[str]
    read: Callable[[str], str]


def damaged(subject: Subject, rng: random.Random) -> str:
    """The result of reading one of the subject's texts after one to four accidents."""
    return subject.read(mutated(rng.choice(subject.texts), rng))


def subjects(folder: Path) -> dict[str, Subject]:
    """All of them by name; clips and names are written into `folder`."""
    library = Library((shipped() / "routines",))
    catalogue = library.catalogue()
    return {
        "import": Subject(_LINES, lambda text: _import(text, catalogue)),
        "config": Subject(_CONFIG, _config),
        "journal as JSON": Subject([to_json(_EVERYTHING)], _json),
        "journal as CSV": Subject([to_csv(_EVERYTHING)], _csv),
        "log of Strong": Subject([_STRONG, _STRONG.replace(",", ";")], _csv),
        "program": Subject(_programs(), lambda text: _program(text, library)),
        "names of a log": Subject(_NAMES, lambda text: _names(text, folder)),
        "clip": Subject([bytes(range(256)).decode("latin-1") * 4], lambda text: _clip(text, folder)),
    }


_LINES: Final = (
    "Push day\n\nBench Press / 3x8 / 60kg / 90s\nDips 3 x 8-10, rest 2 min\n- Plank 3 x 30 s\n* Curl 12 kg 3x12 @8\n",
    "| Exercise | Sets | Reps | Rest |\n|---|---|---|---|\n| Squat | 5 | 5 | 3 min |\n| Row | 3 | 8 | 90 s |\n",
    "Day A\nWarm-up\nArm circles 30s\nA1 Bench 5x5 80 kg\nA2 Row 5x5\nRest 90s\nDay B\nSquat 3x5\n",
)

_CONFIG: Final = (
    'voice = "en"\nrate = 170\nvolume = 80\nunits = "kg"\nplates = ["20 kg", "4 x 10 kg"]\nduck = "lower"\n'
    '[keys]\nspace = "pause"\nx = "nothing"\n[one_rep_max]\nsquat = "140 kg"\n[bars]\nbarbell = "20 kg"\n',
)

_NAMES: Final = (
    "# Names in the logs of other programs.\n"
    '"Bench Press (Barbell)" = "barbell-bench-press"\n"My \\"odd\\" one" = "odd-one"\n',
)

_STRONG: Final = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    + '2026-11-02 18:00:00,"Push",1h 5m,"Bench Press (Barbell)",1,60,8,0,0,"","",8\n' * 3
    + "2026-11-03 18:00:00,Legs,45m,Plank,W,0,0,0,60,,,\n"
)

_PAST: Final = Past(
    "uid", "gym", "Gym", "gym.toml", "abc", "", 1, NOW, 60, NOW, NOW, "stopped",
    tuple(
        Entry("row", "Row", "working", n, "done", "8-10", counted(8), Load(60, "kg", False), 30 * SECOND, NOW,
              n * MINUTE, effort=8.5, muscles=("lats", "biceps"), block="row")
        for n in (1, 2)
    ),
)  # fmt: skip

_EVERYTHING: Final = Everything((_PAST,), (Fact("one-rep max", "row", 100.0, "kg", NOW),))


def _import(text: str, catalogue: Catalogue) -> str:
    for draft in read_plan(text, catalogue, "kg"):
        if draft.exercises:
            read_routine(write_routine(draft, "plan.txt", "Plan"), "plan.toml", "plan", catalogue)
    return "read"


def _config(text: str) -> str:
    try:
        read_settings(text, Path("config.toml"), {}, {})
    except CoachError:
        return "refused"
    return "read"


def _programs() -> list[str]:
    return [path.read_text() for path in sorted((shipped() / "routines" / FOLDER).glob("*.toml"))]


def _program(text: str, library: Library) -> str:
    try:
        read_program(text, "p.toml", "p", library.catalogue(), library.names())
    except CoachError as error:
        return _refused(error)
    return "read"


def _refused(error: CoachError) -> str:
    assert all(str(mistake).isprintable() for mistake in error.mistakes)
    return "refused"


def _names(text: str, folder: Path) -> str:
    path = folder / "names.toml"
    path.write_bytes(text.encode(errors="surrogateescape"))
    try:
        read_names(path)
    except CoachError as error:
        return _refused(error)
    return "read"


def _json(text: str) -> str:
    try:
        found = from_json(text)
    except NotOurs:
        return "refused"
    assert from_json(to_json(found.everything)).everything == found.everything
    return "read in part" if found.left_out else "read"


def _csv(text: str) -> str:
    header, rows = read_rows(text)
    if is_ours(header):
        found = from_csv(rows)
        assert from_csv(read_rows(to_csv(found.everything))[1]).everything == found.everything
        return "read in part" if found.left_out else "read"
    table = jefit_table(text) or table_of(header, rows)
    if table is None:
        return "refused"
    log = read_log(table, "kg", lambda name: None, lambda when: (_ms(when), 0))
    everything = Everything(log.sessions, ())
    assert len(from_json(to_json(everything)).everything.sessions) == len(log.sessions)
    return "read in part" if log.left_out else "read"


def _ms(when: datetime) -> int:
    return round((when.replace(tzinfo=None) - datetime(1970, 1, 1)).total_seconds() * 1000)


def _clip(text: str, folder: Path) -> str:
    cache, clip = ClipCache(folder, of_engine("pyttsx3", "", 165)), Clip(bytes(range(256)) * 4)
    path = cache.path("Go.")
    write_sealed(path, clip)
    whole = path.read_bytes()
    other = text.encode("latin-1", errors="replace")
    path.write_bytes(whole[:44] + other + whole[44 + len(clip.pcm) :])
    found = cache.clip("Go.")
    assert found is None or found == clip
    return "read" if found else "refused"
