"""Everything that ships, as it is heard: no cue of any variant of any routine lacks its room."""

from __future__ import annotations

import tomllib
from pathlib import Path

from coach.audio.sounds import load_sounds
from coach.config.settings import Settings
from coach.library.find import Library, shipped
from coach.player.render import scores
from coach.session.planner import plan
from coach.speech import english
from coach.voice.cache import ClipCache
from coach.voice.engine import SpeechProcess
from coach.voice.manner import of_engine
from coach.voice.voice import RenderedVoice

LIBRARY = Library([shipped() / "routines"])
SHORT = 34
"""The most letters of a reminder: it is said in the last seconds of a rest."""


def test_every_exercise_has_enough_to_say_for_several_sessions() -> None:
    every = (one for name in LIBRARY.names() for variant in LIBRARY.load(name).variants for one in variant.exercises)
    poor = {
        exercise.lift
        for exercise in every
        if not exercise.why
        or len(exercise.tips) < 3
        or len(exercise.mistakes) < 2
        or len(exercise.reminders) < len(exercise.cues)
        or max(map(len, exercise.reminders)) > SHORT
    }
    assert poor == set()


def test_no_exercise_whose_reps_have_phases_lasts_a_time() -> None:
    tables = [tomllib.loads(path.read_text("utf-8")) for path in (shipped() / "routines" / "exercises").glob("*.toml")]
    entries = {key: entry for table in tables for key, entry in table.items() if isinstance(entry, dict)}
    assert [key for key, entry in entries.items() if "begins" in entry and "reps" in entry] == []
    assert "begins" in entries["machine-row"]


def test_nothing_is_dropped_from_any_shipped_session(clip_cache: Path) -> None:
    manner = of_engine("pyttsx3", "", Settings().rate)
    told: list[str] = []
    voice = RenderedVoice(ClipCache(clip_cache / "voice-coach" / "clips", manner), SpeechProcess(manner), told.append)
    sounds = load_sounds([shipped() / "sounds"])
    dropped = []
    try:
        for name in LIBRARY.names():
            routine = LIBRARY.load(name)
            for variant in routine.variants:
                for _, step, scored in scores(plan(routine, variant.name), english, voice, sounds):
                    dropped += [(name, variant.name, type(step).__name__, one) for one in scored.dropped]
    finally:
        voice.close()
    assert (dropped, told) == ([], [])
