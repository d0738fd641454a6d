"""The configuration file: what it sets, what wins over it, and the sounds and units that are the athlete's own."""

from __future__ import annotations

import json
import wave
from pathlib import Path

import pytest

from tests.conftest import Coach

MINI = str(Path(__file__).with_name("mini.toml"))


def test_maxes_of_unknown_exercises_are_reported(coach: Coach) -> None:
    coach.config.mkdir(parents=True)
    (coach.config / "config.toml").write_text(
        '[one_rep_max]\n"back squat" = "120 kg"\n"bench pres" = "100 kg"\n"My own lift" = "80 kg"\n'
    )
    assert coach("config").err == (
        'coach: one_rep_max: the catalogue has no exercise "bench pres"; did you mean "bench-press"?\n'
        'coach: one_rep_max: the catalogue has no exercise "My own lift"; '
        "it is for an exercise of your own, or for none\n"
    )


def test_a_one_rep_max_is_a_weight(coach: Coach) -> None:
    file = coach.config / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('[one_rep_max]\nsquat = "80 %"\n"bench press" = "0 kg"\ndeadlift = "bodyweight"\n')
    run = coach("config")
    hint = 'is not a weight; write "60 kg" or "135 lb"'
    assert (run.status, run.err) == (
        1,
        f'coach: {file}:2: squat: "80 %" {hint}\n'
        f'coach: {file}:3: bench press: "0 kg" {hint}\n'
        f'coach: {file}:4: deadlift: "bodyweight" {hint}\n',
    )


def test_configuration(coach: Coach) -> None:
    file = coach.config / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('rate = 180\nunits = "lb"\none_rep_max.squat = "100 kg"\n')
    assert coach("config").out == (
        f"voice        pyttsx3       COACH_VOICE\nrate         180           {file}:1\n"
        f"volume       100           default\nspeaker      miniaudio     default\n"
        f"variant      -             default\npace         tempo         default\n"
        f"talk         -             default\nunits        lb            {file}:2\n"
        f"one_rep_max  squat 100 kg  {file}:3\nscreen       full          default\n"
        f"theme        -             default\nduck         off           default\n"
        f"duck_by      15            default\nkeys         usual         default\n"
        f"bars         -             default\nplates       -             default\n"
        f"equipment    -             default\n"
        "ask_effort   false         default\n"
        "metronome    false         default\n"
        f"\nSettings are kept in {file}\n"
    )
    file.write_text('rate = "fast"\nspeeker = "silent"\n')
    run = coach("start", MINI)
    assert (run.status, run.err) == (
        1,
        f'coach: {file}:1: rate: "fast" is a text; write a whole number\n'
        f'coach: {file}:2: unknown key "speeker"; did you mean "speaker"?\n',
    )


def test_loads_are_said_in_the_athletes_units(coach: Coach) -> None:
    coach.config.mkdir(parents=True)
    (coach.config / "config.toml").write_text('units = "lb"\n')
    (coach.cwd / "load.toml").write_text(
        'title = "L"\n[[exercise]]\nname = "Row"\nload = "60 kg"\nsets = 1\nreps = 2\n'
    )
    assert "One hundred and thirty-two pounds." in coach("script", "load.toml").out


def test_the_athletes_own_sounds(coach: Coach) -> None:
    sounds = coach.config / "sounds"
    sounds.mkdir(parents=True)
    with wave.open(str(sounds / "go.wav"), "wb") as file:
        file.setparams((2, 2, 44100, 0, "NONE", ""))
        file.writeframes(bytes(44100 // 4 * 4))
    go = [json.loads(line) for line in coach("script", MINI, "--json").out.splitlines() if '"go"' in line]
    assert go[0]["length"] == pytest.approx(0.25, abs=0.01)
    with wave.open(str(sounds / "tick.wav"), "wb") as file:
        file.setparams((1, 2, 48000, 0, "NONE", ""))
        file.writeframes(bytes(48000 * 4))
    run = coach("start", MINI)
    assert (run.status, run.err) == (
        1,
        f"coach: {sounds}/tick.wav: lasts 2.0 s; this sound may last 0.5 s; "
        "replace it, or remove it to hear the coach's own\n",
    )


def test_a_metronome_is_a_setting(coach: Coach) -> None:
    """A tone as each lift begins and as each lowering begins, unless the rep is counted at that time."""
    squats = coach.cwd / "squats.toml"
    exercise = 'use = "bodyweight squat"\nsets = 1\nreps = 3\ntempo = "2-0-1-1"\n'
    squats.write_text(f'title = "Squats"\n[[exercise]]\n{exercise}')
    assert "(lift)" not in coach("script", "squats.toml").out
    (coach.config / "config.toml").parent.mkdir(parents=True)
    (coach.config / "config.toml").write_text("metronome = true\n")
    lines = [json.loads(line) for line in coach("script", "squats.toml", "--json").out.splitlines()]
    played = {line["at"]: line["sound"] for line in lines if line["kind"] == "sound"}
    go = next(at for at, sound in played.items() if sound == "go")
    tones = [(sound, round(at - go, 3)) for at, sound in played.items() if sound in ("lift", "lower")]
    assert tones == [("lift", 2), ("lower", 4), ("lift", 6), ("lift", 10)]  # "Two. Last one." is still said at 8 s
