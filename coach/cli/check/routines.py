"""`coach check`: everything that is wrong or odd in routines, with its place, and how long each variant takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

from coach.audio.clip import Clip
from coach.cli import compose, runtime, telling
from coach.cli.check.findings import Checked, checked, says_nothing_of_the_authors
from coach.cli.check.output import as_objects, as_text
from coach.cli.rendering import helped
from coach.config.settings import Settings
from coach.errors import CoachError
from coach.library.find import Library
from coach.library.index import Index, stamp_of
from coach.score.scoring import sentences
from coach.session.planner import plan
from coach.voice.voice import RenderedVoice


def check_routines(names: Sequence[str], as_json: bool = False) -> bool:
    """Prints the mistakes and warnings of each routine, and the length of its variants. Returns whether none has a
    mistake.
    """
    library = compose.library()
    settings, _ = runtime.settings({})
    failures: list[str] = []

    def failed(line: str) -> None:
        if line not in failures:
            failures.append(line)
            telling.fault(line)

    cold = not runtime.has_spoken(settings)
    voice = runtime.voice(settings, failed)
    index = compose.checked(settings)
    tell = as_objects if as_json else as_text
    fine = True
    try:
        sounds = compose.sounds(100)
        every = names or [*library.names(), *compose.programs().names()]
        if cold:
            _make_clips(every, library, voice, settings)
        for name in every:
            stamp = _stamp(name)
            found = _known_or_checked(name, library, index, voice, sounds)
            if found.lasting and not failures:
                index.keep(compose.file_of(name), found.lengths, stamp)
            fine = fine and all(mistake.is_warning for mistake in found.mistakes)
            tell(name, found.mistakes, found.lengths)
    finally:
        voice.close()
        index.save()
    return fine


def _stamp(name: str) -> str:
    """The state of the file before it is read; "" if there is none."""
    try:
        return stamp_of(compose.file_of(name))
    except CoachError:
        return ""


def _make_clips(names: Sequence[str], library: Library, voice: RenderedVoice, settings: Settings) -> None:
    """Has the clips made that the checks will need, and shows the progress, as the first time takes a while."""
    wanted: dict[str, None] = {}
    for name in names:
        with suppress(CoachError):
            routine = library.load(name)
            # A routine with spellings of its own needs other clips of the same sentences; they are made when it is
            # checked.
            for variant in () if routine.say else routine.variants:
                steps = [step for step in plan(routine, variant.name).steps if not says_nothing_of_the_authors(step)]
                said = [text for step in steps for text in sentences(step, runtime.language())]
                wanted |= dict.fromkeys(said)
    voice.want(wanted)
    with helped(voice, list(wanted), settings):
        for text in telling.counted(wanted, len(wanted), "Rendering speech"):
            voice.settled([text], _PATIENCE)


_PATIENCE: Final = 60.0
"""Seconds that one clip may take; the engine has its own, shorter deadline."""


def _known_or_checked(
    name: str, library: Library, index: Index, voice: RenderedVoice, sounds: Mapping[str, Clip]
) -> Checked:
    """Checks the routine `name`, unless its file was fine before and hasn't changed."""
    with suppress(CoachError):
        if known := index.known(compose.file_of(name)):
            return Checked((), known)
    return checked(name, library, voice, sounds)
