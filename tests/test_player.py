"""The player, with a clock that jumps: whatever is pressed, and whenever, the session is played to its end."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.audio.clip import PER_MS, WIDTH, Clip
from coach.audio.mixer import Mixer
from coach.audio.silent import SilentSpeaker
from coach.audio.sounds import load_sounds
from coach.audio.stream import Stream
from coach.controls.rehearsal import JumpingClock, Rehearsal
from coach.library.find import shipped
from coach.notation import Reps, Span
from coach.player.clips import ClipLengths
from coach.player.live import Player
from coach.score.cues import Cue
from coach.score.moment import Moment
from coach.score.scoring import score_plan
from coach.screen.captions import caption
from coach.session.commands import Command
from coach.session.plan import Pace, Plan
from coach.session.planner import plan
from coach.session.state import Session
from coach.speech import english
from coach.speech.english.numbers import spoken_time
from coach.units import SECOND, Ms
from coach.voice.voice import NoVoice, Voice
from tests.support.exercises import exercise, routine

SOUNDS = load_sounds([shipped() / "sounds"])
COURSE = routine(
    exercise(
        "row", "Row", sets=2, reps=Reps(2, 3), rest=Span(9 * SECOND, 9 * SECOND), side="each", cues=("Elbows back.",)
    ),
    exercise("hold", "Plank", sets=1, reps=Span(12 * SECOND, 12 * SECOND), tips=("Breathe.",)),
    warm_up=(exercise("circles", "Arm circles", sets=1, reps=Reps(2, 2)),),
)


class Humming:
    """A voice whose clips are there at once, each as long as its sentence would be."""

    def want(self, texts: Iterable[str], soon: bool = False) -> None:
        pass

    def settled(self, texts: Iterable[str], seconds: float = 0.0) -> bool:
        return True

    def length(self, text: str) -> Ms:
        return english.estimate(text)

    def clip(self, text: str) -> Clip:
        return Clip(b"\x01\x00" * (english.estimate(text) * PER_MS))

    def successor(self) -> Voice:
        return self

    def close(self) -> None:
        pass


class Notes:
    """A screen that keeps what it was shown."""

    def __init__(self) -> None:
        self.cues: list[tuple[int, Cue]] = []
        self.notes: list[str] = []

    def cue(self, at: int, cue: Cue) -> None:
        self.cues.append((at, cue))

    def progress(self, moment: Moment) -> None:
        assert moment.at >= 0
        assert moment.ahead >= 0
        assert [due.at for due in moment.coming] == sorted(due.at for due in moment.coming)
        assert caption(moment, english).figure

    def note(self, line: str) -> None:
        self.notes.append(line)


def played(course: Plan, commands: list[tuple[float, Command]], voice: Voice) -> tuple[Session, Notes]:
    clock, notes = JumpingClock(), Notes()
    stream = Stream(Mixer(), SilentSpeaker(clock), clock, notes.note)
    session = Player(course, english, voice, SOUNDS, stream, Rehearsal(clock, commands), notes, tick=3600).play()
    return session, notes


def test_played_without_a_touch_it_is_the_score() -> None:
    for voice in (Humming(), NoVoice()):
        course = plan(COURSE)
        session, notes = played(course, [], voice)

        class Lengths:
            say = staticmethod(voice.length)
            estimate = staticmethod(english.estimate)

            @staticmethod
            def sound(sound: str) -> Ms:
                return SOUNDS[sound].length

        script = [
            (start + cue.at, cue) for start, _, scored in score_plan(course, Lengths(), english) for cue in scored.cues
        ]
        assert notes.cues == script
        assert [record.how for _, record in session.records] == ["done"] * 6


class Kept(Mixer):
    """A mixer that keeps what was read."""

    def __init__(self) -> None:
        super().__init__()
        self.pcm = bytearray()

    def read(self, frames: int) -> bytes:
        self.pcm += (read := super().read(frames))
        return read


def test_a_session_that_was_announced_begins_a_quarter_of_a_second_after_the_sound() -> None:
    clock, notes = JumpingClock(), Notes()
    heard = Kept()
    stream = Stream(heard, SilentSpeaker(clock), clock, notes.note)
    for _ in range(2):
        stream.announce(SOUNDS["begin"])
    Player(plan(COURSE), english, Humming(), SOUNDS, stream, Rehearsal(clock, []), notes, tick=3600).play()
    first = SOUNDS["begin"].pcm + bytes(250 * PER_MS * WIDTH)
    assert heard.pcm.startswith(first + Humming().clip(notes.cues[0][1].text).pcm)


class GivenUp(Humming):
    """A voice that is given up after so many clips, and then the one that takes over; both note what they say."""

    def __init__(self, after: int, said: list[tuple[str, str]]) -> None:
        self.name = "first"
        self._left = after
        self._said = said
        self._other: GivenUp | None = None

    def clip(self, text: str) -> Clip:
        self._said.append((self.name, text))
        self._left -= 1
        return super().clip(text)

    def successor(self) -> Voice:
        if self._left <= 0 and self._other is None and self.name == "first":
            self._other = GivenUp(0, self._said)
            self._other.name = "second"
        return self._other or self


@given(st.integers(0, 40))
@settings(max_examples=40, deadline=None)
def test_no_step_is_said_by_two_voices(after: int) -> None:
    """A voice that takes over begins with a step, and the other one says nothing from there on."""
    said: list[tuple[str, str]] = []
    course = plan(COURSE)
    _, notes = played(course, [], GivenUp(after, said))
    assert [text for _, text in said] == [cue.text for _, cue in notes.cues if cue.text]
    rest = iter(said)
    by_step = [
        [name for name, _ in islice(rest, sum(bool(cue.text) for cue in scored.cues))]
        for _, _, scored in score_plan(course, ClipLengths(Humming(), SOUNDS, english), english)
    ]
    assert all(len(set(names)) <= 1 for names in by_step)
    assert [name for name, _ in said] == sorted(name for name, _ in said)


commands = st.lists(
    st.tuples(st.floats(0, 25), st.sampled_from([c for c in Command if c is not Command.STOP])), max_size=25
)


@given(commands, st.sampled_from(["tempo", "me"]), st.booleans())
@settings(max_examples=150, deadline=None)
def test_whatever_is_pressed_nothing_overlaps_and_the_end_is_reached(
    pressed: list[tuple[float, Command]], pace: Pace, speaks: bool
) -> None:
    """The mixer raises an error where two clips would sound at once."""
    at = 0.0
    course: list[tuple[float, Command]] = []
    for wait, command in pressed:
        at += wait
        course.append((at, command))
    # An athlete who paused, or has to end a set, presses on to the end at last.
    course += [(at + 50 * turn, Command.DONE) for turn in range(1, 60)]
    session, notes = played(plan(COURSE, pace=pace), course, Humming() if speaks else NoVoice())
    assert session.ended
    indexes = [index for index, _ in session.records]
    assert len(indexes) == len(set(indexes))
    assert notes.cues == sorted(notes.cues, key=lambda pair: pair[0])


@given(st.floats(0, 100))
@settings(max_examples=60, deadline=None)
def test_stopped_at_any_moment_it_says_what_was_done(at: float) -> None:
    session, notes = played(plan(COURSE), [(at, Command.STOP)], Humming())
    assert session.ended
    last = [cue.text for _, cue in notes.cues if cue.text][-1]
    assert last.startswith(("Stopped. You did", "Stopped before your first set.", "That's your test workout done"))


def test_a_stop_by_mistake_is_undone_and_its_summary_survives_another_key() -> None:
    course = plan(routine(exercise("row", "Row", sets=1, reps=Reps(8, 8))))
    _, notes = played(course, [], Humming())
    go = next(at for at, cue in notes.cues if cue.sound == "go") / 1000
    stop = (go + 9.0, Command.STOP)
    session, notes = played(course, [stop, (go + 9.5, Command.MORE)], Humming())
    after = [cue.text or cue.sound for at, cue in notes.cues if at > 1000 * go + 8500]
    assert after == [
        "finished",
        "You're not resting.",
        f"Stopped. You did one exercise, one set, in {spoken_time(Ms(1000 * round(go + 9)))}.",
    ]
    session, notes = played(course, [stop, (go + 9.5, Command.BACK)], Humming())
    assert [record.performed.reps for _, record in session.records] == [8]
    assert any(cue.text == "Row, set one, again." for _, cue in notes.cues)


def test_a_pause_leaves_the_tempo_as_it_was() -> None:
    course = plan(routine(exercise("row", "Row", sets=1, reps=Reps(8, 8))))
    _, notes = played(course, [], Humming())
    go = next(at for at, cue in notes.cues if cue.sound == "go") / 1000
    _, paused = played(course, [(go + 9.25, Command.PAUSE), (go + 100, Command.PAUSE)], Humming())
    times = {cue.text: at / 1000 - go for at, cue in paused.cues}
    assert round(times["Two."], 3) == 8.0
    # Two counted, 1.25 s into the third rep; then five seconds of count-in, and the rest of that rep.
    assert round(times["Three."] - 100 - 5, 2) == round(12 - 9.25, 2)
    assert round(times["Four."] - times["Three."], 3) == 4.0
