"""`coach check`: mistakes, warnings, the lengths of what is fine, and files that are watched."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

from tests.conftest import Coach
from tests.support.checked import BROKEN

MINI = str(Path(__file__).with_name("mini.toml"))


def test_check_shows_every_mistake_and_the_lengths_of_what_is_well(coach: Coach) -> None:
    (coach.cwd / "broken.toml").write_text(BROKEN)
    run = coach("check", "broken.toml", MINI)
    assert run.status == 1
    assert run.out.splitlines()[:6] == [
        'broken.toml:4: exercise 1 "Barbell shrug": unknown key "rset"; did you mean "rest"?',
        '     4 | rset = "60 s"',
        "       | ^^^^^^^^^^^^^  unknown-key",
        'broken.toml:5: exercise 1 "Barbell shrug": reps: "lots" is not a number of reps; '
        'write 10, "8-10", "6+", "max", "30 s", "30-45 s", or of each set: "5, 5, 5+"',
        '     5 | reps = "lots"',
        "       | ^^^^^^^^^^^^^  wrong-notation",
    ]
    assert run.out.splitlines()[6].startswith(f"{MINI}: standard 31 s")


def test_check_warns_of_words_that_find_no_room(coach: Coach) -> None:
    said = "Row it and row it again, slowly. " * 5
    text = Path(MINI).read_text() + f'call = [{{ at = "rest", say = "{said}" }}]\n'
    (coach.cwd / "long.toml").write_text(text)
    (warning, _, _, length) = coach("check", "long.toml").out.splitlines()
    assert warning.startswith('long.toml:12: warning: exercise 1 "Row", call 1: "Row it and row it again, slowly.')
    assert warning.endswith(" s too long for the 8 s of rest; shorten it, or lengthen the rest")
    assert length.startswith("long.toml: standard")


def test_check_watches_files_being_written(coach: Coach) -> None:
    file = coach.cwd / "mine.toml"
    file.write_text(BROKEN)
    command = coach.command("check", "--watch", "mine.toml")
    with subprocess.Popen(command, env=coach.env, cwd=coach.cwd, stdout=subprocess.PIPE, text=True) as watching:
        assert watching.stdout is not None
        try:
            first = [watching.stdout.readline() for _ in range(6)]
            file.write_text(BROKEN.replace("rset", "rest"))
            second = watching.stdout.readline()
            watching.send_signal(signal.SIGINT)
            assert watching.wait(timeout=20) == 130
        finally:
            watching.kill()
    assert 'unknown key "rset"' in first[0]
    assert 'reps: "lots"' in second


def test_every_shipped_routine_passes_its_check_without_a_warning(coach: Coach) -> None:
    run = coach("check")
    assert (run.status, run.err) == (0, "")
    assert "warning" not in run.out
    listed = {line.split()[0] for line in coach("list").out.splitlines()}
    # The programs are checked as well, after the routines.
    assert listed <= {line.partition(":")[0] for line in run.out.splitlines()}
