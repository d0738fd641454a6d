"""Logs with impossible rows: only the row is lost, with one line about it, never the file; nothing fails later because
of it."""

from __future__ import annotations

import csv
import io
import json
import random
from typing import Final

import pytest
from msgspec.structs import replace

from coach.journal.csv_rows import NOT_CLOSED, read_rows
from coach.journal.exchange import Everything, from_csv, from_json, is_ours, to_csv, to_json
from tests.conftest import Coach
from tests.support.gym import GYM, rows

NO_LOG = (
    "is no log that is known here; give it what coach export, Strong, Hevy, FitNotes, JEFIT, Liftosaur, LiftLog or "
    "StrongLifts wrote; or write a CSV with the columns Date, Workout Name, Exercise Name, Set Order, Weight (kg), "
    "Reps, Seconds: a row a set"
)
HEAD = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
DAY = "2026-11-02 18:00:00,Push,1h,"
GOOD = f"{DAY}Bench Press (Barbell),1,60,8,0,0,,,\n"

BAD = [
    (f"{DAY}Bench Press (Barbell),2,inf,8,0,0,,,", "weight: \"inf\" is out of bounds; at least 0, at most 10000"),
    (f"{DAY}Bench Press (Barbell),2,1e300,8,0,0,,,", "weight: \"1e300\" is out of bounds; at least 0, at most 10000"),
    (f"{DAY}Bench Press (Barbell),2,1000000,8,0,0,,,",
     "weight: \"1000000\" is out of bounds; at least 0, at most 10000"),
    (f"{DAY}Bench Press (Barbell),2,60,inf,0,0,,,", "reps: \"inf\" is out of bounds; at least 0, at most 10000"),
    (f"{DAY}Bench Press (Barbell),2,60,nan,0,0,,,", "reps: \"nan\" is out of bounds; at least 0, at most 10000"),
    (f"{DAY}Bench Press (Barbell),2,60,1e999,0,0,,,", "reps: \"1e999\" is out of bounds; at least 0, at most 10000"),
    (f"{DAY}Bench Press (Barbell),2,60,8,0,1e999,,,",
     "seconds: \"1e999\" is out of bounds; at least 0, at most 604800"),
    (f"{DAY}Bench Press (Barbell),2,60,8,0,0,,,99", "rpe: \"99\" is out of bounds; at least 0, at most 10"),
    (f"{DAY}Bench Press (Barbell),2,sixty,8,0,0,,,", "weight: \"sixty\" is not a number"),
    ("2026-11-02 18:00:00,Push,99999999999h,Row,2,60,8,0,0,,,",
     "duration: \"99999999999\" is out of bounds; at least 0, at most 168"),
    ("0001-01-01 00:00:00,Push,1h,Row,2,60,8,0,0,,,",
     "\"0001-01-01 00:00:00\" is not between the years 1970 and 2200"),
    ("9999-12-31 23:59:59,Push,1h,Row,2,60,8,0,0,,,",
     "\"9999-12-31 23:59:59\" is not between the years 1970 and 2200"),
    ("yesterday,Push,1h,Row,2,60,8,0,0,,,", "\"yesterday\" is not a time"),
    (f"{DAY},2,60,8,0,0,,,", "exercise name: is empty"),
    (f"{DAY}{'Row ' * 100},2,60,8,0,0,,,", "exercise name: has more than 300 characters"),
    (f"{DAY}Row,2,60,8,0,0,,,,,,,x", "has 16 fields, and there are 12 headings"),
    (f"{DAY}\"Row,2,60,8,0,0,,,", NOT_CLOSED),
    (f"{DAY}Row,2,60,8,0,0,{'x' * 200_000},,", "is longer than 100000 characters"),
]  # fmt: skip


def test_a_row_that_cannot_be_costs_that_row_and_one_line(coach: Coach) -> None:
    file = coach.cwd / "strong.csv"
    file.write_text(HEAD + GOOD + "".join(f"{row}\n{GOOD}" for row, _ in BAD))
    run = coach("import-log", "strong.csv", "--units", "kg")
    assert (run.status, run.err) == (0, "")
    told = [f"left out, line {2 * number + 1}: {words}" for number, (_, words) in enumerate(BAD, 1)]
    lines = run.out.splitlines()
    assert (lines[0], lines[-len(told) :]) == (f"Strong: 1 session with {len(BAD) + 1} sets added", told)
    for words in (
        ["stats"],
        ["history"],
        ["export", "--csv"],
        ["export", "--json"],
        ["start", GYM, "--dry-run"],
        ["journal", "check"],
    ):
        assert coach(*words).status == 0, words


def test_the_future_and_escape_sequences(coach: Coach) -> None:
    (coach.cwd / "strong.csv").write_text(
        f"{HEAD}{GOOD}2199-01-01 10:00:00,Push,1h,Pull Up,1,60,8,0,0,,,\n{DAY}\x1b]0;gone\x07 Lift,1,60,8,0,0,,,\n"
    )
    assert coach("import-log", "strong.csv", "--units", "kg").out.splitlines() == [
        "Strong: 1 session with 2 sets added",
        f"Its exercises, kept in {coach.config}/names.toml to correct:",
        "  Bench Press (Barbell)  barbell-bench-press",
        "  Pull Up                pull-up",
        "  ]0;gone Lift           as it is: not in the catalogue",
        "The file doesn't say it: its weights were taken in kg.",
        "left out, Push: Tue 2199-01-01 10:00 lies ahead",
    ]


def test_a_quote_that_is_not_closed_costs_its_row(coach: Coach) -> None:
    """Somewhere in three thousand rows; the next quote would close it."""
    text = HEAD + "".join(
        f'2026-01-01 {n // 60 % 24:02}:{n % 60:02}:00,"Push",1h,"Row",1,60,8,0,0,"a note\nof two lines",,\n'
        for n in range(1400)
    )
    lines = text.splitlines(keepends=True)
    lines[701] = lines[701].replace('"Push"', '"Push')
    (coach.cwd / "strong.csv").write_text("".join(lines))
    out = coach("import-log", "strong.csv", "--units", "kg").out.splitlines()
    assert out[0] == "Strong: 1399 sessions with 1399 sets added"
    assert out[-2:] == [f"left out, line {line}: {NOT_CLOSED}" for line in (702, 703)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 100_000, NO_LOG),
        ('{"format":' + "[" * 100_000, "is nested too deeply; export it again"),
        ('{"format": "voice-coach journal 2"', "is not JSON (Expecting ',' delimiter: line 1 column 35 (char 34)); "
         "export it again"),
        ('{"format": ' + "9" * 5000 + "}", 'is not an exported journal (its format is inf, not "voice-coach journal 2")'
         "; export it again"),
        ("", NO_LOG),
        ("x" * 10_000_000, NO_LOG),
    ],
)  # fmt: skip
def test_a_file_that_is_no_log_is_named_as_such(coach: Coach, text: str, message: str) -> None:
    (coach.cwd / "log").write_text(text)
    run = coach("import-log", "log")
    assert (run.status, run.out, run.err) == (1, "", f"coach: log: {message}\n")


SESSION = {
    "uid": "1", "routine": "gym", "title": "Gym", "file": "", "digest": "", "variant": "", "start_at": 1,
    "started": "2026-11-02T18:00:00.000+01:00", "seen": "2026-11-02T18:00:00.000+00:00", "ended": None,
    "how": "stopped",
}  # fmt: skip
SET = {
    "exercise": "row", "name": "Row", "muscles": "lats", "kind": "working", "number": 1, "side": None, "done": "done",
    "asked": "8", "known": "counted", "reps": 8, "load": "60 kg", "time": 30.0, "effort": None,
    "at": "2026-11-02T18:00:00.000+00:00", "spent": 60.0, "block": "row", "drop": 0, "group": "",
}  # fmt: skip

WRONG: list[object] = [
    None, True, 10**30, float("inf"), float("nan"), 1e300, -60, -1, "", "xyz", "\ud800", "9" * 5000, [], [[]], {},
    {"a": 1}, "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59-23:59", "2026-01-01", "1000000 kg", "1e300 kg",
    "-60 kg",
]  # fmt: skip


def exported(sessions: list[object], facts: list[object]) -> str:
    return json.dumps({"format": "voice-coach journal 2", "sessions": sessions, "facts": facts})


def without_files(everything: Everything) -> Everything:
    """What CSV carries: all but where the routines were."""
    return replace(everything, sessions=tuple(replace(past, file="") for past in everything.sessions))


def test_any_value_in_any_field_of_an_export() -> None:
    """It is taken or left out; what is taken can be written and read again as the same."""
    taken = 0
    for name in (*SESSION, *SET):
        for value in WRONG:
            one = SESSION | {"sets": [SET | ({name: value} if name in SET else {}), SET]}
            read = from_json(exported([one | ({name: value} if name in SESSION else {}), SESSION | {"uid": "2"}], []))
            assert len(read.left_out) <= 1, (name, value)
            assert all(line.startswith("session 1") for line in read.left_out)
            assert len(read.everything.sessions) + (len(read.left_out) if name in SESSION else 0) == 2
            assert from_json(to_json(read.everything)).everything == read.everything
            header, found = read_rows(to_csv(read.everything))
            assert is_ours(header)
            assert from_csv(found).everything == without_files(read.everything), (name, value)
            taken += not read.left_out
    assert taken > 100


def test_hostile_rows_of_an_export_are_left_out_by_name(coach: Coach) -> None:
    sessions: list[object] = [
        SESSION | {"sets": [SET, SET | {"reps": 1e300}, [], SET | {"how": "xyz", "kind": "xyz"}]},
        SESSION | {"uid": {"a": 1}, "sets": [SET]},
        SESSION | {"uid": "3", "how": "xyz", "sets": [SET]},
        "no session",
    ]
    fact = {"fact": "one-rep max", "of": "row", "weight": "140 kg", "measured": "2026-11-02T18:00:00+00:00"}
    text = exported(sessions, [fact, fact | {"weight": "nan kg"}, fact | {"measured": "9999-12-31T23:59:59-01:00"}])
    (coach.cwd / "log.json").write_text(text)
    assert coach("import-log", "log.json").out.splitlines() == [
        "1 session with 1 set added",
        "left out, session 1, set 2: reps: 1e+300 is out of bounds; at least 0, at most 10000",
        "left out, session 1, set 3: [] is not an object with fields",
        'left out, session 1, set 4: kind: "xyz" is none of working, warm-up, drop',
        "left out, session 2: uid: {…} is not a text",
        'left out, session 3: how: "xyz" is none of open, complete, stopped, broken off, logged, imported',
        'left out, session 4: "no session" is not an object with fields',
        'left out, fact 2: weight: "nan" is out of bounds; at least 0, at most 10000',
        'left out, fact 3: measured: "9999-12-31T23:59:59-01:00" is not between the years 1970 and 2200',
    ]
    assert rows(coach, "SELECT count(*) FROM done") == [(1,)]


def test_a_spreadsheet_takes_nothing_of_an_export_for_a_formula() -> None:
    names = ["=1+1", "+1", "-1", "@sum", "'=1", "''", "'", "plain", '=HYPERLINK("x")']
    sets = [SET | {"name": name, "exercise": name} for name in names]
    read = from_json(exported([SESSION | {"title": "=cmd|' /C calc'!A0", "sets": sets}], []))
    text = to_csv(read.everything)
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert from_csv(read_rows(text)[1]).everything == without_files(read.everything)


LOADS: Final = {
    "62.5 kg": ("62.5", "kg", ""),
    "135 lb": ("135", "lb", ""),
    "bodyweight": ("", "", "yes"),
    "bodyweight + 2.5 kg": ("2.5", "kg", "yes"),
    "75 %": ("75", "%", ""),
}


def test_a_load_is_a_number_and_its_unit_in_a_spreadsheet() -> None:
    sets: list[object] = [SET | {"load": load} for load in LOADS]
    facts: list[object] = [
        {"fact": "body weight", "of": "", "weight": "82.35 kg", "measured": "2026-11-02T18:00:00+00:00"}
    ]
    read = from_json(exported([SESSION | {"file": "/home/me/row.toml", "sets": sets}], facts))
    text = to_csv(read.everything)
    *found, fact = csv.DictReader(io.StringIO(text))
    assert [(row["load"], row["load_unit"], row["bodyweight"]) for row in found] == list(LOADS.values())
    assert (fact["weight"], fact["weight_unit"]) == ("82.35", "kg")
    assert "/home/me" not in text
    assert from_csv(read_rows(text)[1]).everything == without_files(read.everything)


EARLIER: Final = """uid,routine,title,file,digest,variant,start_at,started,seen,ended,how,program,place,exercise,\
name,muscles,kind,number,side,done,asked,known,reps,load,time,effort,at,spent,block,drop,group,round_sets,boxed,fact,\
of,weight,measured
1,row,Row,/old/row.toml,,,1,2026-11-02T18:00:00.000+01:00,2026-11-02T18:00:00.000+00:00,,stopped,,,row,Row,lats,\
working,1,,done,8,counted,8,bodyweight + 2.5 kg,30.0,,2026-11-02T18:00:00.000+00:00,60.0,row,0,,0,0,,,,
,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,body weight,,82.35 kg,2026-11-02T18:00:00.000+00:00
"""


def test_a_csv_file_of_an_earlier_coach(coach: Coach) -> None:
    """It had a load and its unit in one column, and the file of the routine."""
    (coach.cwd / "log.csv").write_text(EARLIER)
    assert coach("import-log", "log.csv").out == "1 session with 1 set added\n"
    data = json.loads(coach("export", "--json").out)
    assert (data["sessions"][0]["file"], data["facts"][0]["weight"]) == ("/old/row.toml", "82.35 kg")
    assert data["sessions"][0]["sets"][0]["load"] == "bodyweight + 2.5 kg"


def test_damaged_exports_are_read_as_far_as_they_go() -> None:
    """A thousand exports with bytes changed: each is read, or said to be none."""
    whole = from_json(exported([SESSION | {"uid": str(n), "sets": [SET, SET]} for n in range(4)], [])).everything
    chance = random.Random(7)
    for _ in range(1000):
        damaged = bytearray(to_csv(whole).encode())
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.choice(b'",;\n\r\0-=e9\x1b\xff')
        header, found = read_rows(damaged.decode(errors="replace"))
        if is_ours(header):
            read = from_csv(found)
            assert sum(len(past.entries) for past in read.everything.sessions) + len(read.left_out) >= 4
