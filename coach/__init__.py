'''A voice-guided workout player, as a library: from a routine to every word of a session, and when it is heard.

A routine is TOML text. A plan is one session of it, step by step. A score says what is heard in each step:

    >>> import coach
    >>> routine = coach.loads("""
    ... title = "Short"
    ...
    ... [[exercise]]
    ... name = "Towel row"
    ... sets = 1
    ... reps = 4
    ... """)
    >>> plan = coach.make_plan(routine)
    >>> [type(step).__name__ for step in plan.steps]
    ['Opening', 'Prepare', 'Work', 'Closing']
    >>> for start, step, score in coach.make_score(plan):
    ...     if isinstance(step, coach.Work):
    ...         print([(cue.at, cue.text or cue.sound) for cue in score.cues])
    [(0, 'go'), (4000, 'One.'), (8000, 'Two.'), (12000, 'Three. Last one.')]

Times are whole milliseconds (`Ms`). Where the athlete is in the session is a value, too; a command or the passing of
time makes a new one:

    >>> session = coach.Session(plan)
    >>> session, answer = coach.obey(session, coach.Command.NEXT, now=coach.Ms(500), length=None)
    >>> type(session.step).__name__
    'Prepare'
    >>> session, answer = coach.obey(session, coach.Command.PAUSE, now=coach.Ms(900), length=None)
    >>> session.paused, answer.reply.name
    (True, 'PAUSED')

What is wrong with a routine is data: all of it at once, each with its line and the nearest right name:

    >>> try:
    ...     coach.loads("[[exercise]]\\nname = 'Row'\\nrset = '60 s'")
    ... except coach.CoachError as error:
    ...     for mistake in error.mistakes:
    ...         print(mistake.line, mistake.message, mistake.hint, sep="; ")
    None; "title" is missing; add title = "…"
    3; unknown key "rset"; did you mean "rest"?

Each name is loaded when it is first used, so `import coach` costs next to nothing.
'''

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # importing it from typing takes longer than all the rest

if TYPE_CHECKING:
    from coach.api import EstimatedLengths, load, loads, make_plan, make_score
    from coach.errors import CoachError, Mistake
    from coach.progression.performed import Performed
    from coach.routine.model import Routine
    from coach.score.cues import Cue, Lengths, Score
    from coach.session.answers import Answer
    from coach.session.commands import Command
    from coach.session.done import Done
    from coach.session.moves import advance
    from coach.session.obeying import obey
    from coach.session.plan import Plan, Rest, Work
    from coach.session.state import Session
    from coach.speech.language import Language
    from coach.units import Ms

__version__ = "0.1.0"

_HOME = {
    "EstimatedLengths": "api",
    "load": "api",
    "loads": "api",
    "make_plan": "api",
    "make_score": "api",
    "CoachError": "errors",
    "Mistake": "errors",
    "Performed": "progression.performed",
    "Routine": "routine.model",
    "Cue": "score.cues",
    "Lengths": "score.cues",
    "Score": "score.cues",
    "Command": "session.commands",
    "Done": "session.done",
    "Plan": "session.plan",
    "Rest": "session.plan",
    "Work": "session.plan",
    "Answer": "session.answers",
    "Session": "session.state",
    "advance": "session.moves",
    "obey": "session.obeying",
    "Language": "speech.language",
    "Ms": "units",
}
"""The module below `coach` that each public name comes from."""

__all__ = [
    "Answer",
    "CoachError",
    "Command",
    "Cue",
    "Done",
    "EstimatedLengths",
    "Language",
    "Lengths",
    "Mistake",
    "Ms",
    "Performed",
    "Plan",
    "Rest",
    "Routine",
    "Score",
    "Session",
    "Work",
    "advance",
    "load",
    "loads",
    "make_plan",
    "make_score",
    "obey",
]


if not TYPE_CHECKING:  # a type checker would believe that every name is there

    def __getattr__(name: str) -> object:
        """Loads a public name when it is first asked for."""
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
