"""The language is a value: a session in another language has no word of the coach's English in any output."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Iterable

import pytest
from msgspec.structs import replace

from coach.audio.mixer import Mixer
from coach.audio.silent import SilentSpeaker
from coach.audio.sounds import load_sounds
from coach.audio.stream import Stream
from coach.controls.keys import hints
from coach.controls.rehearsal import JumpingClock, Rehearsal
from coach.desktop.media_player import facts
from coach.library.find import shipped
from coach.notation import Load, Reps, Span
from coach.player.live import Player
from coach.player.render import recorded, scores
from coach.progression.outings import Did
from coach.progression.performed import counted
from coach.progression.remembered import Known, Remembered
from coach.recording.chapters import chapters
from coach.recording.drawing import svg
from coach.recording.timeline import Label, cover, timeline
from coach.recording.transcript import subtitles, transcript
from coach.routine.groups import GROUP_KINDS, GroupKind
from coach.routine.model import Exercise, Group, Prescription, Routine, Variant
from coach.score.cues import Cue
from coach.score.moment import Moment
from coach.score.scoring import sentences
from coach.screen.app import GymScreen
from coach.screen.board import Board
from coach.screen.captions import caption
from coach.screen.lines import LineScreen
from coach.session.answers import Answer, Reply
from coach.session.commands import Command
from coach.session.done import Done
from coach.session.moves import unfold
from coach.session.plan import Plan, Work
from coach.session.planner import plan
from coach.session.resuming import taken_up
from coach.session.state import Session
from coach.session.step_clock import StepClock
from coach.speech import english
from coach.speech.language import Language
from coach.units import MINUTE, SECOND, Ms
from coach.voice.voice import NoVoice
from tests.support import russian
from tests.support.exercises import exercise

SOUNDS = load_sounds([shipped() / "sounds"])
NINE = Span(9 * SECOND, 9 * SECOND)


def in_group(kind: GroupKind) -> tuple[Exercise, ...]:
    """Two exercises that are done in turn."""
    group = Group(
        "Я", kind, 2, NINE, NINE,
        every=kind.every,
        cap=kind.cap and MINUTE,
    )  # fmt: skip
    return (
        exercise(f"press-{kind.name}", "Жим", sets=2, reps=Reps(3, 3), rest=NINE, group=group),
        exercise(
            f"hold-{kind.name}",
            "Планка",
            sets=2,
            reps=Span(5 * SECOND, 5 * SECOND),
            rest=NINE,
            group=group,
            side="each",
        ),
    )


def course() -> Plan:
    """A session with all that can be in one: warm-up, sides, drops, holds, loads, a memory, every kind of group."""
    twenty, light = Load(60, "kg", False), Prescription(Reps(5, 5), rest=NINE, kind="warm-up")
    row = Exercise(
        "row",
        "Тяга",
        (
            replace(light, load=Load(20, "kg", False)),
            Prescription(Reps(6, 8), rest=NINE, load=twenty),
            Prescription(Reps(6, None), rest=NINE, load=twenty, cap=8),
            Prescription(Reps(5, 5), rest=NINE, load=Load(40, "kg", False), kind="drop"),
        ),
        2,
        setup=("Встань.",),
        cues=("Локти назад.",),
        tips=("Дыши.",),
        muscles=("спина",),
        equipment=("barbell",),
        easier="Лёгкая тяга",
    )
    exercises = [
        row,
        exercise(
            "hang",
            "Вис",
            sets=2,
            reps=Span(80 * SECOND, 80 * SECOND),
            load=Load(0, None, True),
            rest=Span(40 * SECOND, 40 * SECOND),
        ),
        exercise("lunge", "Выпад", sets=2, reps=Reps(4, 4), side="each", load=Load(0, None, False, 75), rest=NINE),
        *(one for kind in GROUP_KINDS.values() for one in in_group(kind)),
    ]
    warm_up = (exercise("circles", "Круги", sets=1, reps=Reps(3, 3)),)
    variant = Variant("обычный", "", "full", warm_up, tuple(exercises))
    known = Known({"row": Remembered(((Did(counted(8), twenty),),))})
    return plan(Routine("r", "Силовая", "", "", None, (variant,), "обычный"), known=known)


COURSE = course()


def foreign(texts: Iterable[str]) -> set[str]:
    """The words among `texts` that have a Latin letter."""
    return {word for text in texts for word in text.split() if re.search("[A-Za-z]", word)}


def moments(course: Plan) -> list[Moment]:
    """The middle of each step."""
    steps = course.steps
    session = [Session(course, index=index, clock=StepClock(MINUTE)) for index in range(len(steps))]
    lengths = [step.nominal if isinstance(step, Work) else step.length or 20_000 for step in steps]
    return [Moment(one, MINUTE + length // 2, Ms(length)) for one, length in zip(session, lengths, strict=True)]


def test_both_are_languages() -> None:
    languages: list[Language] = [english, russian]
    assert [language.count(1, COURSE.sets[0], False)[0] for language in languages] == ["One.", "1."]


def test_what_is_said_is_in_the_language_of_the_session() -> None:
    said = [text for step in COURSE.steps for text in sentences(step, russian)]
    assert not foreign(said)
    assert "Тяга: два подхода, повторов: 6\u20138." in said
    assert "Выпад: два подхода, 4 повтора." in said
    assert "На гриф: 20 килограммов, с каждой стороны ." in said
    assert {text for kind in russian.GROUPS.values() for text in said if text.startswith(f"{kind}:")}


def test_a_session_that_goes_on_tells_where_in_its_language() -> None:
    begin = taken_up(COURSE, (), 5 * MINUTE, Ms(0))
    assert begin is not None
    assert "Остановка была 5 минут назад: Круги, подход №1." in sentences(begin.step, russian)


def test_what_is_answered_is_in_the_language_of_the_session() -> None:
    one, load = COURSE.sets[0], Load(60, "kg", False)
    answers = [Answer(reply, COURSE.steps[2], one, 9 * SECOND, Done(2, None, load)) for reply in Reply]
    said = [text for given in answers for text in russian.answer(given, 3)]
    assert not foreign([*said, russian.nothing_said()])
    assert "Записано: два повтора, 60 килограммов." in said


@pytest.mark.parametrize("live", [True, False])
def test_a_session_is_played_and_shown_line_by_line_in_its_language(live: bool) -> None:
    pressed: list[tuple[float, Command | Done]] = [
        (3.0, Command.PAUSE), (9.0, Command.PAUSE), (60.0, Command.WHERE), (61.0, Command.AGAIN), (90.0, Command.NEXT),
        (91.0, Command.MORE), (120.0, Done(3)), (150.0, Command.BACK), (400.0, Command.LESS),
    ]  # fmt: skip
    out, clock = io.StringIO(), JumpingClock()
    keys = {str(number): command for number, command in enumerate(Command)}
    screen = LineScreen(out, russian, live, False, hints(keys, russian.command_label))
    stream = Stream(Mixer(), SilentSpeaker(clock), clock, screen.note)
    rehearsal = Rehearsal(clock, pressed)
    session = Player(COURSE, russian, NoVoice(), SOUNDS, stream, rehearsal, screen, tick=5.0).play()
    shown = re.sub(r"\x1b\[K", "", out.getvalue())
    assert session.ended
    assert not foreign(shown.split("\n"))
    assert "[марш]" in shown
    assert ("начало  ░" in shown) is live


def test_captions_are_in_the_language_of_the_session() -> None:
    captions = [caption(moment, russian) for moment in moments(COURSE)]
    assert not foreign(text for one in captions for text in (one.name, one.place, one.asked, one.coming, one.figure))
    told = [facts(moment, russian) for moment in moments(COURSE)]
    assert not foreign(text for one in told for text in (one["xesam:title"][1], *one["xesam:artist"][1]))


def test_the_full_screen_is_in_the_language_of_the_session() -> None:
    board = Board()
    hint = hints({"1": Command.PAUSE}, russian.command_label)
    every = moments(COURSE)

    async def look() -> set[str]:
        shown: set[str] = set()
        app = GymScreen(board, russian, hint, lambda _: None, lambda _: None, lambda: False)
        async with app.run_test(size=(100, 40)) as pilot:
            paused = replace(every[4].session, clock=StepClock(paused=True))
            for moment in (*every[::7], replace(every[4], session=paused)):
                board.progress(moment)
                board.cue(0, Cue(0, 500, 4, 500, text=russian.get_ready()))  # type: ignore[arg-type]
                app._look()
                await pilot.pause()
                shown |= {str(getattr(widget, "text", "") or widget.render()) for widget in app.query("Static, Big")}
        return shown

    shown = asyncio.run(look())
    assert not foreign(shown)
    assert any("ПАУЗА" in text for text in shown)


def test_a_recording_is_in_the_language_of_the_session() -> None:
    session = list(scores(recorded(COURSE), russian, NoVoice(), SOUNDS))
    marks = [mark for chapter in chapters(session, russian) for mark in (chapter, *chapter.marks)]
    assert not foreign(mark.title for mark in marks)
    assert not foreign([transcript(session), subtitles(session, "srt", "")])
    assert "суперсет Я" in [mark.title for mark in marks]


def test_pictures_are_in_the_language_of_the_session() -> None:
    drawings = [timeline(COURSE, russian), cover(COURSE, russian)]
    words = [shape.text for drawing in drawings for shape in drawing.shapes if isinstance(shape, Label)]
    assert not foreign(words)
    assert "Подходы на мышцу" in words
    assert all(svg(drawing) for drawing in drawings)
    assert len(list(unfold(COURSE))) > len(COURSE.sets)
