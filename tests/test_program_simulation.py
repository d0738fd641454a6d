"""`coach program simulate`: what the sessions of many weeks would ask for, against what was worked out by hand."""

from __future__ import annotations

import json

from tests.conftest import Coach


def simulated(coach: Coach, name: str, *words: str) -> dict[str, list[str]]:
    """Of each lift, its sessions in order: the load and the reps of its sets, and a star where it was missed."""
    run = coach("program", "simulate", name, "--json", *words)
    assert (run.status, run.err) == (0, "")
    found: dict[str, list[str]] = {}
    for line in run.out.splitlines():
        row = json.loads(line)
        loads = list(dict.fromkeys(one["load"] or "" for one in row["sets"]))
        reps = " ".join(one["asked"] for one in row["sets"])
        found.setdefault(row["exercise"], []).append(f"{'/'.join(loads)} {reps}{'*' if row['missed'] else ''}".strip())
    return found


def test_linear_strength_with_three_misses(coach: Coach) -> None:
    misses = [word for day in ("w3d1", "w3d2", "w4d1") for word in ("--miss", f"{day} barbell-back-squat")]
    starts = ["--start", "barbell-back-squat 60 kg", "--start", "deadlift 80 kg"]
    rows = simulated(coach, "linear-strength", "--weeks", "6", *starts, *misses)
    # Two sessions a week. After three misses in a row at 70 kg it goes back by a tenth, to 63, and from there on again.
    assert rows["barbell-back-squat"] == [
        "60 kg 5 5 5", "62.5 kg 5 5 5", "65 kg 5 5 5", "67.5 kg 5 5 5",
        "70 kg 5 5 5*", "70 kg 5 5 5*", "70 kg 5 5 5*", "62.5 kg 5 5 5",
        "65 kg 5 5 5", "67.5 kg 5 5 5", "70 kg 5 5 5", "72.5 kg 5 5 5",
    ]  # fmt: skip
    assert rows["deadlift"] == ["80 kg 5", "85 kg 5", "90 kg 5", "95 kg 5", "100 kg 5", "105 kg 5"]


def test_running_and_what_a_phase_adds(coach: Coach) -> None:
    rows = simulated(coach, "couch-to-half-an-hour", "--weeks", "12")
    assert len(rows["run"]) == 27  # nine weeks of three; then it is over
    assert [sets.split() for sets in rows["run"][::3][:4]] == [["1:00"] * 8, ["1:30"] * 6, ["2:00"] * 5, ["3:00"] * 5]
    assert rows["run"][-1] == "30:00"
    rows = simulated(coach, "home-bodyweight", "--weeks", "12")
    assert [len(sets.split()) for sets in rows["bodyweight-squat"]] == [2] * 4 + [3] * 4 + [4] * 4


def test_what_is_wrong_with_a_simulation(coach: Coach) -> None:
    def said(*words: str) -> str:
        run = coach("program", "simulate", "linear-strength", *words)
        assert run.status == 1
        return run.err

    assert said("--miss", "squat") == (
        'coach: --miss: "squat" is no lift of a day; write the week, the day and the exercise: '
        '"w3d1 barbell-back-squat"\n'
    )
    assert said("--start", "squat") == (
        'coach: --start: "squat" is no exercise with a weight; write an exercise and a weight: '
        '"barbell-back-squat 60 kg"\n'
    )
    assert said("--reps", "w1d2 deadlift") == (
        'coach: --reps: "w1d2 deadlift" has no number of reps; write the reps last: "w3d1 barbell-back-squat 8"\n'
    )
    assert said("--weeks", "2", "--miss", "w9d1 deadlift") == (
        "coach: --miss names a lift that no session of these weeks has; it has 2 days a week; coach program simulate "
        "linear-strength --json names the exercises\n"
    )
