"""How the shell completes words: names on disk, choices, and numbers of the journal, each with its meaning.

If anything goes wrong here, nothing is completed and no error is shown: the athlete is still typing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Final, TypeAlias

import typer

from coach.audio.formats import FORMATS

KINDS: Final = tuple(ending.removeprefix(".") for ending in FORMATS)
"""The kinds of sound files."""

CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "pace": ("tempo", "me"),
    "talk": ("full", "some", "brief", "beeps"),
    "speaker": ("miniaudio", "simpleaudio", "silent"),
    "subtitles": ("vtt", "srt", "lrc"),
    "format": KINDS,
    "duck": ("lower", "pause", "off"),
}
"""The options that have few values, with their values."""

Completion: TypeAlias = list[tuple[str, str]]
"""Words, each with its meaning, or "" if the word needs none."""


def _beginning(with_: str, words: Iterable[tuple[str, str]]) -> Completion:
    return [(word, meaning) for word, meaning in words if word.casefold().startswith(with_.casefold())]


def _before(ctx: typer.Context) -> list[str]:
    """The arguments before the one that is being completed, which typer has in one of two places."""
    read = (value for value in ctx.params.values() if isinstance(value, list | tuple))
    return [*ctx.args, *(word for value in read for word in value)]


def _silent(complete: Callable[..., Completion]) -> Callable[..., Completion]:
    """Completes nothing if `complete` fails."""

    @wraps(complete)
    def tried(*given: Any, **named: Any) -> Completion:
        try:
            return complete(*given, **named)
        except Exception:
            return []

    return tried


def choices(option: str) -> Callable[[str], Completion]:
    """The function that completes the values of an option with few of them."""

    def complete(incomplete: str) -> Completion:
        return _beginning(incomplete, ((value, "") for value in CHOICES[option]))

    return complete


@_silent
def routines(incomplete: str) -> Completion:
    from coach.cli import compose

    return _beginning(incomplete, ((name, "") for name in compose.library().names()))


@_silent
def own_routines(incomplete: str) -> Completion:
    """The athlete's own routines and programs."""
    from coach.cli import compose
    from coach.library.find import Library
    from coach.library.programs import Programs

    own = Library((compose.own_routines(),))
    return _beginning(incomplete, ((name, "") for name in (*own.names(), *Programs(own).names())))


@_silent
def programs(incomplete: str) -> Completion:
    from coach.cli import compose

    return _beginning(incomplete, ((name, "") for name in compose.programs().names()))


@_silent
def to_start(incomplete: str) -> Completion:
    """Routines and programs."""
    return routines(incomplete) + programs(incomplete)


@_silent
def exercises_of(ctx: typer.Context, incomplete: str) -> Completion:
    """The exercises of the routine that is named, with their numbers."""
    from coach.cli import compose

    routine = compose.library().load(next(iter(_before(ctx)), ""))
    return _beginning(incomplete, ((one.id, one.name) for one in routine.variant().exercises))


@_silent
def variants(ctx: typer.Context, incomplete: str) -> Completion:
    from coach.cli import compose

    routine = compose.library().load(next(iter(_before(ctx)), ""))
    return _beginning(incomplete, ((variant.name, variant.summary) for variant in routine.variants))


@_silent
def exercises(ctx: typer.Context, incomplete: str) -> Completion:
    from coach.cli import compose

    catalogue = compose.library().catalogue()
    found = [(exercise, catalogue.get(exercise).name or "") for exercise in catalogue.ids()]
    # `coach exercises show NAME` and `coach exercises WORD` are one command.
    return _beginning(incomplete, found if _before(ctx) else [("show", "one exercise in full"), *found])


def _listed(field: str) -> Callable[[str], Completion]:
    """The function that completes the words in a field of the catalogue's exercises."""

    @_silent
    def complete(incomplete: str) -> Completion:
        from coach.cli import compose

        catalogue = compose.library().catalogue()
        words = {word for one in catalogue.ids() for word in getattr(catalogue.get(one), field) or ()}
        return _beginning(incomplete, ((word, "") for word in sorted(words)))

    return complete


muscles: Final = _listed("muscles")
equipment: Final = _listed("equipment")


@_silent
def voices(incomplete: str) -> Completion:
    from coach.cli.voices import all_voices

    found, _ = all_voices()
    return _beginning(incomplete, ((voice.id, ", ".join(voice.languages)) for voice in found))


@_silent
def bars(incomplete: str) -> Completion:
    from coach.cli import runtime
    from coach.progression.plates import STANDARD_BARS

    settings, _ = runtime.settings({})
    return _beginning(incomplete, ((bar, "") for bar in {**STANDARD_BARS, **settings.bars}))


@_silent
def sessions(incomplete: str) -> Completion:
    """The numbers of the last sessions, the newest first."""
    from coach.cli.history import all_or_none, when

    newest = reversed(all_or_none()[-_MOST:])
    return _beginning(incomplete, ((str(past.id), f"{past.title}, {when(past)}") for past in newest))


_MOST: Final = 50
"""The most sessions that are offered; nobody looks through more."""


@_silent
def trained_routines(incomplete: str) -> Completion:
    """The routines that the journal has sessions of."""
    from coach.cli.history import all_or_none

    names = {past.routine: past.title for past in all_or_none()}
    return _beginning(incomplete, names.items())


@_silent
def history_words(ctx: typer.Context, incomplete: str) -> Completion:
    """`show` and a number, or a routine."""
    if _before(ctx)[:1] == ["show"]:
        return sessions(incomplete)
    return _beginning(incomplete, [("show", "one session, set by set")]) + trained_routines(incomplete)


@_silent
def trained_exercises(incomplete: str) -> Completion:
    """The exercises that the journal has sets of."""
    from coach.cli import journal
    from coach.journal import stats

    with journal.opened() as kept:
        return _beginning(incomplete, kept.read(stats.names).items())


@_silent
def commands(ctx: typer.Context, incomplete: str) -> Completion:
    """The commands that `coach help` explains."""
    group: Any = ctx.find_root().command
    for word in _before(ctx):
        group = group.commands[word]
    return _beginning(incomplete, ((name, one.get_short_help_str()) for name, one in group.commands.items()))
