"""Plays a session: books the stream ahead, obeys the athlete, and shows what is heard.

The stream's position is the clock. The player books the cues of the current step and of the next one at their samples,
and books them again from the present moment whenever a command changes what is to come. The score decides what to play
and the session where the athlete is; this module carries that out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from coach.audio.clip import Clip, frames_to_ms, ms_to_frames
from coach.audio.stream import Stream
from coach.player.agenda import Agenda
from coach.player.clips import ClipLengths, clip_of, wanted_sentences
from coach.player.edges import Controls, Journal, NoJournal, NoNotebook, NoSwaps, Notebook, Screen, Swaps
from coach.score.cues import AFTER_SOUND, BREATH, Lengths, Score, Sound
from coach.score.moment import Moment
from coach.score.remaining import remaining
from coach.score.scoring import score, sentences
from coach.score.spoken import delayed
from coach.session.answers import Reply
from coach.session.commands import Command
from coach.session.moves import advance, rebased
from coach.session.obeying import CHANGING, obey
from coach.session.plan import Closing, Opening, Plan, Prepare, Rest, Step, Switch, Work
from coach.session.requests import Request
from coach.session.state import Session
from coach.speech.language import Language
from coach.units import SECOND, Frames, Ms
from coach.voice.voice import Voice

FIRST_WORDS: Final = 4.0
"""Seconds that the session waits for the voice before it begins without it."""

BEGINNING: Final[Sound] = "begin"
"""The sound played while the first sentence is being rendered, if nothing was played before."""

_ANSWER: Final = 0.4
"""Seconds that rendering an answer may take; the session plays on meanwhile."""

_SOON: Final[Ms] = Ms(100)
"""The longest time from booking a clip to handing it to the device."""

_LAST_CALL: Final[Ms] = Ms(400)
"""How long before a step its score is made at the latest, with whichever clips there are."""

TICK: Final = 0.1
"""Seconds between checks of the stream."""


class _Coming(Struct, frozen=True):
    """The score of the next step, which is booked, and the voice that says it."""

    score: Score
    voice: Voice


class Player:
    """One session, from its first word to its last. Times are ms of the session, counted from its first sample."""

    def __init__(
        self,
        plan: Plan,
        language: Language,
        voice: Voice,
        sounds: Mapping[str, Clip],
        stream: Stream,
        controls: Controls,
        screen: Screen,
        tick: float = TICK,
        journal: Journal | None = None,
        begin: Session | None = None,
        swaps: Swaps | None = None,
        notebook: Notebook | None = None,
    ) -> None:
        """`begin` is where the session starts, if not at the first step of `plan`."""
        self._swaps = swaps or NoSwaps()
        self._notebook = notebook or NoNotebook()
        self._readied: Step | None = None
        self._language = language
        self._sounds = sounds
        self._speak_by(voice)
        self._stream = stream
        self._controls = controls
        self._screen = screen
        self._tick = tick
        self._journal = journal or NoJournal()
        self._origin = 0
        self._agenda = Agenda()
        self._score = Score((), None)
        self._coming: _Coming | None = None
        self.session = begin or Session(plan)

    def play(self) -> Session:
        """Plays to the end and returns the session. The stream is silent when this returns or raises."""
        try:
            self._begin()
            while not self.session.ended:
                self._stream.pump()
                self._move_on()
                self._show()
                self._book_ahead()
                self._ready_answers()
                command = self._controls.wait(self._patience())
                if command is not None:
                    self._stream.pump()
                    self._move_on()
                    self._obey(command)
            return self.session
        finally:
            self._stream.mixer.cut()
            self._stream.stop()

    def _begin(self) -> None:
        """Begins as soon as the first sentence is ready; the rest of its step is rendered while it is said.

        If the first sentence isn't ready yet, a sound tells that the session is about to begin.
        """
        first = self._sentences(self.session.step)
        self._voice.want(first)
        if not self._voice.settled(first[:1]):
            self._stream.announce(self._sounds[BEGINNING])
        if announced := self._stream.announced:
            self._stream.start()
        speaks = self._voice.settled(first[:1], FIRST_WORDS)
        if (other := self._voice.successor()) is not self._voice:
            self._speak_by(other)
            speaks = self._voice.settled(first[:1], FIRST_WORDS)
        ready = not speaks or self._voice.settled(first)
        self._score = self._scored(self.session.step)
        # A device that waited for too long may be reading already, and the first word must not be missed.
        with self._stream.mixer.held() as position:
            self._origin = frames_to_ms(max(position, announced and Frames(announced + ms_to_frames(AFTER_SOUND))))
            self._book(self._score if ready else replace(self._score, cues=self._score.cues[:1]), self.session.mark)
        if not announced:
            self._stream.start()
        self._voice.want(wanted_sentences(self.session.plan, self._language))
        if not ready:
            self._voice.settled(first, FIRST_WORDS)
            self._stream.pump()
            self._book_others(self._scored(self.session.step))
        self._journal.begin(self.session)
        self._swaps.begin()

    def _book_others(self, scored: Score) -> None:
        """Books all but the first cue of `scored`, delayed if their time has passed."""
        begun, *others = scored.cues
        late = self._now + _SOON - others[0].at if others else Ms(0)
        self._score = delayed(scored, begun.end, late) if late > 0 else scored
        self._book(replace(self._score, cues=self._score.cues[1:]), self.session.mark)

    def _speak_by(self, voice: Voice) -> None:
        """Says everything in `voice` from now on, and scores with the lengths of its clips."""
        self._voice = voice
        self._lengths: Lengths = ClipLengths(voice, self._sounds, self._language)

    @property
    def _now(self) -> Ms:
        return frames_to_ms(self._stream.mixer.position) - self._origin

    def _move_on(self) -> None:
        """Enters every step whose time has come."""
        while True:
            now = self._now
            moved = advance(self.session, now, self._score.length)
            if moved is self.session:
                return
            # Kept first: the device plays on meanwhile, and what it has been handed is heard a little later.
            if moved.records is not self.session.records:
                self._journal.keep(moved)
            self._show()
            self.session = moved
            if moved.ended:
                return
            self._agenda.begin_step(moved.mark)
            if self._coming is not None:
                self._speak_by(self._coming.voice)
                self._score, self._coming = self._coming.score, None
            else:
                self._enter()

    def _enter(self) -> None:
        """Scores the step that has just begun and books it from now on."""
        self._speak_by(self._voice.successor())
        self._score = self._scored(self.session.step)
        self._book(self._score, self.session.mark)

    def _scored(self, step: Step) -> Score:
        return score(step, self._lengths, self._language, self.session.talk)

    def _sentences(self, step: Step) -> list[str]:
        return sentences(step, self._language, self.session.talk)

    def _book(self, scored: Score, begin: Ms, voice: Voice | None = None) -> None:
        """Books the cues of `scored`, which starts at `begin`, in the current voice or in `voice`."""
        for cue in scored.cues:
            clip = clip_of(cue, voice or self._voice, self._sounds)
            if clip is not None:
                self._stream.mixer.book(ms_to_frames(self._origin + begin + cue.at), clip)
            self._agenda.book(begin + cue.at, cue)

    def _book_ahead(self) -> None:
        """Books the next step as soon as its clips are ready, or just before it begins at the latest.

        If another voice takes over, it does so here: each step is said by one voice.
        """
        end = self.session.clock.ends(self._score.length)
        if self._coming is not None or end is None:
            return
        then = advance(self.session, end, self._score.length)
        if then.ended:
            return
        voice = self._voice.successor()
        wanted = self._sentences(then.step)
        voice.want(wanted, soon=True)
        if voice.settled(wanted) or self._now >= end - _LAST_CALL:
            lengths = ClipLengths(voice, self._sounds, self._language)
            scored = score(then.step, lengths, self._language, then.talk)
            self._coming = _Coming(scored, voice)
            self._book(scored, end, voice)

    def _take_candidates(self, seconds: float) -> None:
        """Hands the session the exercises to swap to, once they were found."""
        if not self.session.candidates and (found := self._swaps.found(seconds)):
            self.session = replace(self.session, candidates=found)

    def _ready_answers(self) -> None:
        """Has made what would be said if the athlete changed what is to come, as soon as the next step is booked."""
        step = self.session.plan.steps[self.session.index]
        if self._readied is step or (self._coming is None and self._score.length is not None):
            return
        self._take_candidates(0)
        self._readied = step
        for command in CHANGING:
            then, answer = obey(self.session, command, self._now, self._score.length)
            wordings = self._language.answer(answer, self.session.plan.exercises)
            self._voice.want([*wordings, *self._sentences(then.step)], soon=True)

    def _obey(self, command: Request) -> None:
        if command is Command.SWAP:
            self._take_candidates(_ANSWER)
        wordings = self._answer_ready(command)
        now = frames_to_ms(self._stream.mixer.cut()) - self._origin
        self._show()
        before = self.session
        obeyed, answer = obey(before, command, now, self._score.length)
        self.session = rebased(obeyed, now)
        if self.session.records is not before.records or self.session.changes is not before.changes:
            self._journal.keep(self.session)
        if self.session.notes is not before.notes:
            self._notebook.keep(*self.session.notes[-1])
        self._agenda.cancel()
        self._coming = None
        if self.session.ended:
            return
        if self.session.plan.variant != before.plan.variant:
            self._voice.want(wanted_sentences(self.session.plan, self._language))
        moved = self.session.index != before.index
        if moved or self.session.clock.since == 0 or command is Command.EXPLAIN:
            self._agenda.begin_again()
        hushed = self.session.talk != before.talk and isinstance(self.session.step, Work | Switch | Rest)
        if moved or hushed or self.session.step != before.step:
            self._score_anew()
            if isinstance(self.session.step, Prepare) and self.session.step.redirected:
                self._score = delayed(self._score, Ms(0), self._length_of(wordings))
        elif answer.reply is not Reply.COMING and isinstance(self.session.step, Opening | Prepare | Closing):
            # These last as long as their words, and the answer is some more of them.
            self._score = delayed(self._score, self.session.clock.since, self._length_of(wordings))
        self._book_rest(wordings)

    def _score_anew(self) -> None:
        """Scores a step that a command has moved to, or changed."""
        self._speak_by(self._voice.successor())
        step = self.session.step
        wanted = self._sentences(step)
        self._voice.want(wanted, soon=True)
        self._voice.settled(wanted, _ANSWER)
        self._score = self._scored(step)

    def _length_of(self, wordings: Sequence[str]) -> Ms:
        """How long an answer takes, including the silence after it."""
        if not wordings or self.session.paused:
            return Ms(0)
        return (self._lengths.say(wordings[0]) or self._lengths.estimate(wordings[0])) + BREATH

    def _book_rest(self, answer: Sequence[str]) -> None:
        """Books the answer and the remainder of the step."""
        session = self.session
        if session.paused:
            rest = remaining(Score((), None), Ms(0), self._lengths, answer)
        else:
            heard = self._agenda.heard(session.mark)
            if isinstance(session.step, Rest) and session.extra:
                # Its new length is in the answer.
                heard |= {*self._language.rest(session.step.length)}
            rest = remaining(self._score, session.clock.since, self._lengths, answer, session.clock.lead, heard)
        self._book(rest, session.mark)

    def _answer_ready(self, command: Request) -> tuple[str, ...]:
        """The words of the answer, rendered while the session plays on."""
        _, answer = obey(self.session, command, self._now, self._score.length)
        if answer.reply is Reply.REPEAT:
            return (self._agenda.last_said or self._language.nothing_said(),)
        wordings = self._language.answer(answer, self.session.plan.exercises)
        self._voice.want(wordings, soon=True)
        self._voice.settled(wordings, _ANSWER)
        return wordings

    def _show(self) -> None:
        """Shows the cues that have begun, and the progress of the step."""
        now = self._now
        for due in self._agenda.begun(now):
            self._screen.cue(due.at, due.cue)
        self._screen.progress(Moment(self.session, now, self._score.length, self._agenda.coming))

    def _patience(self) -> float:
        """Seconds until the player has something to do."""
        moments = [due.at for due in self._agenda.coming]
        if (end := self.session.clock.ends(self._score.length)) is not None:
            moments += [end, end - _LAST_CALL] if self._coming is None and self._now < end - _LAST_CALL else [end]
        coming = [moment - self._now for moment in moments if moment > self._now]
        return min(self._tick, *(wait / SECOND for wait in coming)) if coming else self._tick
