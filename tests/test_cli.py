"""The command line, through its real entry point: what it prints, and how it leaves."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import subprocess
import wave
from pathlib import Path

import pytest

from tests.conftest import Coach
from tests.support.checked import BROKEN

MINI = str(Path(__file__).with_name("mini.toml"))


def test_help_names_every_command(coach: Coach) -> None:
    run = coach("--help")
    assert run.status == 0
    commands = "start resume list show script render new edit check schema import voices config keys doctor history log"
    for command in f"{commands} stats export plates help journal".split():
        assert f"\n  {command} " in run.out


def test_help_loads_nothing_heavy(coach: Coach) -> None:
    run = coach("--help", env={"PYTHONPROFILEIMPORTTIME": "1"})
    loaded = {line.rsplit("|", 1)[-1].strip() for line in run.err.splitlines()}
    assert "typer" in loaded
    assert not loaded & {"numpy", "miniaudio", "pyttsx3", "pydantic", "rich", "tomli", "sqlite3", "plotext"}


def test_version(coach: Coach) -> None:
    assert coach("--version").out == "voice-coach 0.1.0\n"


def test_list(coach: Coach) -> None:
    run = coach("list")
    assert "back          Back             beginner, advanced                        43 min" in run.out.splitlines()
    rows = json.loads(coach("list", "--json").out)
    (back,) = [row for row in rows if row["name"] == "back"]
    assert (back["title"], back["variants"], back["default_variant"]) == ("Back", ["beginner", "advanced"], "beginner")


def test_the_athletes_own_routine_goes_before_the_shipped_one(coach: Coach) -> None:
    own = coach.config / "routines"
    own.mkdir(parents=True)
    (own / "back.toml").write_text('title = "My back"\n[[exercise]]\nname = "Row"\n')
    (own / "odd.toml").write_text(BROKEN)
    run = coach("list")
    assert "back          My back          standard                                  6 min" in run.out.splitlines()
    assert run.err == (
        f'coach: {own}/odd.toml:4: exercise 1 "Barbell shrug": unknown key "rset"; did you mean "rest"?\n'
    )
    assert run.status == 0


def kept_in(index: Path) -> str:
    """What an index has after the digest on its first line."""
    return index.read_text().partition("\n")[2]


def rewrite(index: Path, kept: str) -> None:
    index.write_text(f"{hashlib.sha256(kept.encode()).hexdigest()}\n{kept}")


def test_a_list_is_kept_until_a_file_changes(coach: Coach) -> None:
    coach.env["XDG_CACHE_HOME"] = str(coach.home / "cache")
    own = coach.config / "routines"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text('title = "Mine"\n[[exercise]]\nname = "Row"\n')
    first = coach("list").out
    assert coach("list").out == first
    (own / "mine.toml").write_text('title = "Not yours"\n[[exercise]]\nname = "Row"\n')
    assert coach("list").out == first.replace("Mine       ", "Not yours  ")
    index = Path(coach.env["XDG_CACHE_HOME"]) / "voice-coach" / "listed.json"
    rewrite(index, kept_in(index).replace("Not yours", "Kept"))
    assert coach("list").out == first.replace("Mine       ", "Kept       ")
    index.write_text("{")
    assert coach("list").out == first.replace("Mine       ", "Not yours  ")


def test_a_script_can_begin_at_an_exercise(coach: Coach) -> None:
    said = coach("script", "back", "--variant", "advanced", "--from", "8", "--talk", "brief").out
    assert "One exercise, three sets, about ten minutes." in said
    assert "First, the warm-up." not in said
    assert "Stiff-legged deadlift." in said


def test_a_folder_of_many_routines_is_listed_in_order(coach: Coach) -> None:
    """So many that several processes read them, and what is wrong with one comes back too."""
    own = coach.config / "routines"
    own.mkdir(parents=True)
    for number in range(250):
        (own / f"r{number:03}.toml").write_text(f'title = "Number {number}"\n[[exercise]]\nname = "Row"\n')
    (own / "r100.toml").write_text(BROKEN)
    run = coach("list", "--json")
    titles = [row["title"] for row in json.loads(run.out) if row["name"].startswith("r")]
    assert titles == [f"Number {number}" for number in range(250) if number != 100]
    assert run.err == (
        f'coach: {own}/r100.toml:4: exercise 1 "Barbell shrug": unknown key "rset"; did you mean "rest"?\n'
    )


def test_a_check_is_kept_until_a_file_changes(coach: Coach) -> None:
    coach.env["XDG_CACHE_HOME"] = str(coach.home / "cache")
    file = coach.cwd / "mine.toml"
    file.write_text('title = "Mine"\n[[exercise]]\nname = "Row"\nreps = 8\n')
    first = coach("check", "mine.toml")
    assert (first.status, coach("check", "mine.toml")) == (0, first)
    index = Path(coach.env["XDG_CACHE_HOME"]) / "voice-coach" / "checked.json"
    kept = json.loads(kept_in(index))
    kept["rows"][str(file)][1] = {"standard": 60_000}
    rewrite(index, json.dumps(kept))
    assert coach("check", str(file)).out == f"{file}: standard 1:00\n"
    file.write_text(file.read_text() + "sets = 0\n")
    assert coach("check", "mine.toml").status == 1
    (coach.config / "sounds").mkdir(parents=True)
    assert coach("check", "mine.toml").status == 1


def test_show(coach: Coach) -> None:
    run = coach("show", "back", "--variant", "beginner")
    assert run.out.startswith(
        "Back, beginner: about 43 minutes\n"
        "Thickness from rows, width from pulldowns, and a strong lower back.\n"
        "One or two good sets of each, with machines before free weights.\n"
    )
    assert "1  Assisted pull-up              1-2   6-10   2-0-2-0  1:45" in run.out.splitlines()


def test_the_back_routine_carries_its_facts(coach: Coach) -> None:
    rows = [line.split() for line in coach("show", "back", "--variant", "advanced").out.splitlines()[7:]]
    assert [" ".join(row[1:]) for row in rows if row and row[0].isdigit()] == [
        "Pull-up 2-3 6+, at most 15 2-0-2-0 1:45",
        "Machine row 2-3 8-10 2-0-1-1 1:45",
        "Barbell shrug 2-3 8-10 1-0-1-1 1:45",
        "Partial kneel row 2-3 10-12 each side 2-0-1-1 1:45",
        "Dumbbell pullover 2-3 10-12 2-1-1-0 1:45",
        "Dumbbell upright row 2-3 12-15 2-0-1-1 1:45",
        "Close-grip pulldown 2-3 12-15 2-0-1-1 1:45",
        "Stiff-legged deadlift 2 + 2-3 10-12 3-0-2-0 1:45",
    ]
    said = coach("script", "back", "--variant", "advanced").out
    assert said.index("First, the warm-up.") < said.index("Pull-up. Two or three sets of at least six reps, to failure")
    assert "stop short of failure" in said


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["start", "bakc"], 'coach: there is no routine "bakc"; did you mean "back"?\n'),
        (["start", "back", "--variant", "beginer"], 'coach: Back has no variant "beginer"; did you mean "beginner"?\n'),
        (
            ["start", "add-a-back-day", "--variant", "beginer", "--dry-run"],
            'coach: Back has no variant "beginer"; did you mean "beginner"?\n',
        ),
        (["start", "back", "--from", "9"], "coach: there is no exercise 9; Back has 8; name one from 1 to 8\n"),
        (["start", "gone.toml"], "coach: gone.toml: there is no such file; coach list names the routines\n"),
        (["start", MINI, "--voice", "gmw/enn"], 'coach: there is no voice "gmw/enn"; did you mean "gmw/en"?\n'),
        (
            ["render", MINI, "-o", "x.aiff"],
            "coach: can't write .aiff; name it x.m4a; also .m4b, .mp3, .opus, .ogg, .flac, .wav\n",
        ),
        (["render", MINI, "-o", "no/x.wav"], "coach: no: there is no such folder; make it first, or name another\n"),
        (["check", "broken.toml"], ""),
    ],
)
def test_what_a_user_can_get_wrong(coach: Coach, words: list[str], message: str) -> None:
    (coach.cwd / "broken.toml").write_text(BROKEN)
    run = coach(*words)
    assert (run.status, run.err) == (1, message)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["start", MINI, "--pace", "slow"],
            "invalid value for --pace: 'slow' is not one of tempo, me",
        ),
        (
            ["start", MINI, "--rate", "20"],
            "invalid value for '--rate': 20 is not in the range 80<=x<=400",
        ),
        (["start", MINI, "--press", "1 next"], "invalid value for --press: goes with --dry-run"),
    ],
)
def test_usage_errors_leave_with_two(coach: Coach, words: list[str], message: str) -> None:
    run = coach(*words)
    assert (run.status, run.out, run.err) == (2, "", f"coach: {message}; coach start --help says more\n")


def test_a_file_cannot_drive_the_terminal(coach: Coach) -> None:
    (coach.cwd / "evil.toml").write_text('title = "a"\n[[exercise]]\nname = "\\u001b[2J"\n"\\u001b[31m" = 1\n')
    run = coach("check", "evil.toml")
    assert run.status == 1
    assert "\x1b" not in run.out
    assert "has a control character, '\\x1b'" in run.out


def test_the_script_the_rehearsal_and_the_file_are_one(coach: Coach) -> None:
    rehearsed = coach("start", MINI, "--dry-run", env={"XDG_CACHE_HOME": str(coach.home / "empty")})
    assert rehearsed.out == coach("script", MINI, env={"XDG_CACHE_HOME": str(coach.home / "empty")}).out
    script = coach("script", MINI)
    assert coach("start", MINI, "--dry-run").out == script.out
    recorded = coach("script", MINI, "--json", "--recorded")
    cues = [json.loads(line) for line in recorded.out.splitlines()]
    assert cues[2]["text"] == "This is a recording; pause it whenever you need to."
    assert [*cues[0]] == ["at", "step", "kind", "text", "length"]
    assert [cue["sound"] for cue in cues if cue["kind"] == "sound"].count("tick") == 6
    run = coach("render", MINI, "-o", "mini.wav")
    assert run.status == 0
    with wave.open(str(coach.cwd / "mini.wav")) as file:
        seconds = file.getnframes() / file.getframerate()
    last = cues[-1]
    assert seconds == pytest.approx(last["at"] + last["length"] + 0.7, abs=1e-6)
    assert not [*coach.cwd.glob("*.part")]


@pytest.mark.parametrize(
    ("presses", "around"),
    [
        ("20.3 pause, 30 pause", ["0:19.5 (tick)", "0:20.3 Paused.", "0:30.0 Here we go again."]),
        ("10.3 pause, 30 pause", ["0:09.5 (tick)", "0:10.3 Paused.", "0:30.0 Here we go again."]),
    ],
)
def test_no_set_begins_without_a_count_in_after_a_pause(coach: Coach, presses: str, around: list[str]) -> None:
    """A pause in the last moment of a rest, and of what is said before the first set; nothing is said twice."""
    lines = [" ".join(line.split()) for line in coach("start", MINI, "--dry-run", "--press", presses).out.splitlines()]
    at = lines.index(around[0])
    after = [line.split(" ", 1)[1] for line in lines[at + 3 : at + 8]]
    assert lines[at : at + 3] == around
    assert after == ["(tick)", "(tick)", "(tick)", "(go)", "Last one."]


def test_a_rehearsal_with_commands(coach: Coach) -> None:
    presses = "1 where, 11 pause, 40 where, 60 pause, 70.3 done, 72.3 more, 75 where, 83 stop"
    lines = coach("start", MINI, "--dry-run", "--press", presses).out.splitlines()
    assert [line.split("  ")[-1] for line in lines if "tick" not in line] == [
        "Mini.",
        "One exercise, two sets, about one minute.",
        "Mini.",
        "One exercise, two sets, about one minute.",
        "Row. Two sets of two reps.",
        "Get ready.",
        "Paused.",
        "Getting ready for the row.",
        "Here we go again.",
        "(go)",
        "Last one.",
        "(done)",
        "(rest)",
        "Rest: eight seconds.",
        "Next: the last set.",
        "Eighteen seconds of rest left.",
        "Rest. Fifteen seconds left. Then row, set two of two.",
        "(finished)",
        "Stopped. You did one exercise, one set, in one minute.",
    ]


def test_silence_when_there_is_no_device(coach: Coach) -> None:
    run = coach("doctor", "--no-sound", "--json")
    findings = {finding["name"]: finding for finding in json.loads(run.out)}
    assert run.status == 1
    assert findings["voice"]["works"]
    assert not findings["speaker"]["works"]
    assert findings["speaker"]["advice"] == "plug in headphones, check that the sound system runs, or use --mute"


def test_exercises(coach: Coach) -> None:
    assert "dumbbell-pullover" in coach("exercises", "pullover", "--equipment", "bench").out
    assert coach("exercises", "show", "back", "extension").out == (
        "id         hyperextension\n"
        "name       Hyperextension\n"
        "also       back extension, hyperextensions\n"
        "muscles    lower back\n"
        "secondary  glutes, hamstrings\n"
        "equipment  a hyperextension bench\n"
        "tempo      2-0-2-1\n"
        "meaning    In a hyperextension a bench holds your hips and heels; you bend at the hips, "
        "then rise into one line.\n"
        "why        It trains the lower back without a bar on it.\n"
        "setup      The lower back is easily hurt: go light, keep the reps few, and don't overdo it.\n"
        "           Hips on the pad, heels locked in, arms crossed on your chest.\n"
        "cues       Lower until you feel a stretch.\n"
        "           Come up until your body's in one line.\n"
        "           Stop at straight.\n"
        "reminders  Down to the stretch, slowly.\n"
        "           Up into one straight line.\n"
        "           Straight is high enough.\n"
        "tips       Smooth reps; never jerk.\n"
        "           Breathe out as you come up.\n"
        "           Squeeze your glutes at the top; they help the back.\n"
        "mistakes   Arching beyond a straight line.\n"
        "           Holding a heavy plate too early.\n"
        "harder     good-morning\n"
    )
    found = json.loads(coach("exercises", "--muscle", "calves", "--json").out)
    assert len(found) >= 5
    assert all("calves" in [*entry["muscles"], *entry.get("secondary", [])] for entry in found)
    for words, message in (
        (["show", "pul-up"], 'the catalogue has no exercise "pul-up"; did you mean "pull-up"?'),
        (["--muscle", "latts"], 'no exercise trains a muscle called "latts"; did you mean "lats"?'),
        (["pul-up"], 'no exercise matches "pul-up"; did you mean "pull-up"?'),
    ):
        run = coach("exercises", *words)
        assert (run.status, run.err) == (1, f"coach: {message}\n")


def test_voices_by_language(coach: Coach) -> None:
    lines = coach("voices").out.splitlines()
    assert lines[lines.index("de") + 1] == "  gmw/de  German  GPL-3.0  on this machine, by espeak-ng"
    assert "  hibari  heart, female  Apache-2.0  on this machine, by onnxruntime" in map(_single_spaced, lines)
    assert {
        "id": "gmw/de",
        "name": "German",
        "languages": ["de"],
        "licence": "GPL-3.0",
        "runs": "on this machine, by espeak-ng",
    } in json.loads(coach("voices", "--json").out)


def _single_spaced(row: str) -> str:
    """A row of a table with two blanks between its columns."""
    return re.sub(r"  +", "  ", row)


def test_another_voice_makes_other_clips(coach: Coach) -> None:
    own = coach("script", MINI, "--json").out
    assert coach("script", MINI, "--json", "--voice", "gmw/en-us", "--rate", "220").out != own


def test_output_whose_reader_stops_early(coach: Coach) -> None:
    reads, writes = os.pipe()
    # A pipe that holds less than the output: the writer has to wait for a reader, and finds none.
    fcntl.fcntl(writes, fcntl.F_SETPIPE_SZ, 4096)
    process = subprocess.Popen(coach.command("script", "back"), env=coach.env, stdout=writes, stderr=subprocess.PIPE)
    os.close(writes)
    with os.fdopen(reads) as output:
        assert output.readline() == "   0:00.0  Back.\n"
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (1, b"")


def test_the_shell_completes_names(coach: Coach) -> None:
    def completed(words: str) -> list[str]:
        """What is offered after some words, of which the last has begun."""
        count = str(len(words.split()) - 1)
        env = {"_COACH_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": count}
        return coach(env=env).out.split()

    assert completed("coach start li") == ["linear-strength"]
    assert completed("coach history --program four") == ["four-week-wave"]
    assert completed("coach start ba") == ["back"]
    assert completed("coach start back --variant b") == ["beginner"]
    assert completed("coach check push-") == ["push-pull-legs"]
    assert completed("coach today four") == completed("coach program show four") == ["four-week-wave"]
