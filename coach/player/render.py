"""A whole session without a clock: scores every step, and writes all samples to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from coach.audio.clip import Clip, ms_to_frames
from coach.audio.mixer import Mixer
from coach.audio.sink import Readable, Sink
from coach.player.clips import ClipLengths, wanted_sentences
from coach.score.scoring import ScoredStep, score_session
from coach.session.plan import Closing, Opening, Plan, Prepare, Rest, Step, timebox
from coach.session.state import Session
from coach.speech.language import Language
from coach.units import Ms
from coach.voice.voice import Voice

_PATIENCE: Final = 600.0
"""Seconds that rendering the sentences of a step may take; the engine has its own deadline for each sentence."""


def recorded(plan: Plan, gap: Ms = Ms(0)) -> Plan:
    """`plan` for a recording: the coach says how to pause, and rests that don't end on a clock are `gap` ms longer."""
    added = gap * sum(map(_can_wait, plan.steps))

    def changed(step: Step) -> Step:
        if isinstance(step, Opening):
            return replace(step, recorded=True, about=step.about + added)
        if isinstance(step, Closing):
            # Nobody knows on which day it will be heard.
            return replace(step, coming=None)
        if isinstance(step, Prepare):
            return replace(step, waits=False)
        if not isinstance(step, Rest):
            return step
        step = replace(step, one_more=None, waits=None)
        if not gap:
            return step
        # Longer rests make untrue how long the session still takes.
        step = replace(step, remarks=tuple(one for one in step.remarks if one.kind != "time left"))
        return replace(step, length=step.length + gap) if _can_wait(step) else step

    return replace(plan, about=plan.about + added, steps=tuple(map(changed, plan.steps)))


def _can_wait(step: Step) -> bool:
    return isinstance(step, Rest) and not step.on_clock and timebox(step) is None


def scores(
    plan: Plan,
    language: Language,
    voice: Voice,
    sounds: Mapping[str, Clip],
    skip: Callable[[Step], bool] | None = None,
    begin: Session | None = None,
) -> Iterator[ScoredStep]:
    """When each step starts, the step, and its score, made when its clips are there or were given up.

    From the first step on, or from where `begin` stands. Steps to `skip` get no score, if they are as long as they are
    without one.
    """
    session, lengths = begin or Session(plan), _Waiting(voice, sounds, language)
    if skip is not None:
        return score_session(session, lengths, language, skip)
    voice.want(wanted_sentences(plan, language))
    return score_session(session, lengths, language)


def in_one_voice(score: Callable[[Voice], Iterable[ScoredStep]], voice: Voice) -> tuple[Voice, list[ScoredStep]]:
    """The steps that `score` makes with `voice`; all made again with its successor if that had to take over."""
    while True:
        steps = list(score(voice))
        if (successor := voice.successor()) is voice:
            return voice, steps
        voice = successor


class _Waiting(ClipLengths):
    """Clip lengths for scoring; waits for each clip until it exists or has failed."""

    def say(self, text: str) -> Ms | None:
        length = super().say(text)
        if length is None and not self._voice.settled([text]):
            self._voice.want([text], soon=True)
            self._voice.settled([text], _PATIENCE)
            length = super().say(text)
        return length


def render(
    session: Iterable[ScoredStep],
    voice: Voice,
    sounds: Mapping[str, Clip],
    sink: Sink,
    progress: Callable[[Ms], None] = lambda _: None,
    over: Callable[[Mixer], Readable] = lambda mixer: mixer,
) -> Ms:
    """Writes the scored `session` to `sink`, and returns its length. Raises `OSError` if it can't be written.

    `over` makes the stream that is written from the mixer, for example with music under it.
    """
    mixer = Mixer()
    stream = over(mixer)
    end = Ms(0)
    spoken = lru_cache(maxsize=64)(voice.clip)
    for start, _, scored in session:
        for cue in scored.cues:
            clip = sounds[cue.sound] if cue.sound else spoken(cue.text)
            if clip is not None:
                mixer.book(ms_to_frames(start + cue.at), clip)
        end = start + (scored.length or Ms(0))
        sink.play(stream, ms_to_frames(end))
        progress(end)
    return end
