"""The clips of a session: which sentences it may need, how long each takes, what is played for a cue."""

from __future__ import annotations

from collections.abc import Mapping

from coach.audio.clip import Clip
from coach.score.cues import Cue, Sound
from coach.score.scoring import sentences
from coach.score.words import explanation
from coach.session.answers import Answer, Reply
from coach.session.plan import Plan
from coach.speech.language import Language
from coach.units import Ms
from coach.voice.voice import Voice


class ClipLengths:
    """Clip lengths for scoring, from the clips that exist at present."""

    def __init__(self, voice: Voice, sounds: Mapping[str, Clip], language: Language) -> None:
        self._voice = voice
        self.estimate = language.estimate
        self._sounds = sounds

    def say(self, text: str) -> Ms | None:
        return self._voice.length(text)

    def sound(self, sound: Sound) -> Ms:
        return self._sounds[sound].length


def clip_of(cue: Cue, voice: Voice, sounds: Mapping[str, Clip]) -> Clip | None:
    """The clip to play for `cue`; None if its sentence has no clip, or one that is longer than the time kept for it."""
    clip = sounds[cue.sound] if cue.sound else voice.clip(cue.text)
    return clip if clip is not None and clip.length <= cue.length else None


def wanted_sentences(plan: Plan, language: Language) -> list[str]:
    """Everything a session may say, in the order in which it is needed, with the commonest answers near the front."""
    everything = [text for step in plan.steps for text in sentences(step, language, plan.talk)]
    replies = (Reply.PAUSED, Reply.GO_ON, Reply.ALMOST_OVER, Reply.NO_REST, Reply.QUIET, Reply.TALKING)
    explained = {one.exercise: one for one in plan.sets}.values()
    last = [line for one in explained for line in explanation(one, language)]
    fixed = [text for reply in replies for text in language.answer(Answer(reply), plan.exercises)]
    return list(dict.fromkeys([*everything[:12], *fixed, *everything[12:], *last]))
