"""Puts a session together: which routine, in which variant, with which sounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import astuple, replace
from platformdirs import user_cache_path

from coach import __version__
from coach.audio.clip import Clip, quieter
from coach.audio.sounds import BadSound, load_called, load_sound, load_sounds
from coach.cli import kept_swaps, runtime, telling
from coach.cli.notes import notes
from coach.cli.runtime import APP
from coach.config.settings import Settings
from coach.errors import CoachError, Code, Mistake, did_you_mean, quoted
from coach.library.find import Library, shipped
from coach.library.index import Index, stamp_of
from coach.library.programs import Programs
from coach.library.read_cache import ReadCache
from coach.notation import Load
from coach.program.due import Due, due
from coach.program.model import Program
from coach.program.sessions import routine_of, variant_of
from coach.progression.remembered import Known
from coach.routine.model import Routine
from coach.routine.owned import without_article
from coach.session.adjusted import with_choice
from coach.session.plan import Closing, Coming, Opening, Plan, ProgramDay, coming_in
from coach.session.planner import plan
from coach.voice.cache import REVISION

if TYPE_CHECKING:
    from coach.cli.journal import Recall


def own_routines() -> Path:
    """Where the athlete's own routines are."""
    return runtime.config_folder() / "routines"


def library() -> Library:
    """The athlete's routines, then those that ship."""
    return Library((own_routines(), shipped() / "routines"))


def programs() -> Programs:
    """The athlete's programs, then those that ship."""
    return Programs(library())


def file_of(name: str) -> Path:
    """The file of a routine, or else of a program, by its name or path. Raises `CoachError` with the nearest names."""
    books = library()
    return books.find(name) or programs().find(name) or books.path(name)


def listed() -> Index:
    """The index of what was found when routines were listed."""
    return _index("listed", [])


def checked(settings: Settings) -> Index:
    """The index of routines that passed their check with the present voice and sounds."""
    of_voice = [str(REVISION), *map(str, astuple(runtime.manner(settings)))]
    sounds = [stamp_of(file) for folder in sound_folders() for file in sorted(folder.glob("*.wav"))]
    return _index("checked", [*of_voice, *sounds])


def _index(name: str, rests_on: Iterable[str]) -> Index:
    return Index(user_cache_path(APP) / f"{name}.json", " ".join([_basis(), *rests_on]))


_MIDDLE: Final = ("notation", "routine", "program", "progression", "session", "speech", "score")
"""The folders whose code determines how a routine or a program is read and checked."""


def _basis() -> str:
    """Identifies what every routine and program depends on: the catalogue and the coach's own code, which may be a
    checkout."""
    exercises = sorted((shipped() / "routines" / "exercises").glob("*.toml"))
    package = Path(__file__).parents[1]
    program = sorted(
        [*package.glob("*.py"), *(file for folder in _MIDDLE for file in (package / folder).rglob("*.py"))]
    )
    return " ".join([__version__, *map(stamp_of, exercises), *map(stamp_of, program)])


def _read(books: Library, name: str) -> Routine:
    """The routine `name`, from the cache if it was read before. Raises `CoachError`."""
    path = books.path(name)
    telling.detail(f"routine from {path}")
    swaps = kept_swaps.swaps_of(path.stem)
    basis = " ".join([_basis(), *(f"{exercise}={other}" for exercise, other in swaps.items())])
    cache = ReadCache(user_cache_path(APP) / "routines", basis, Routine)
    # Taken before reading, so that a file saved in the meantime is read again.
    stamp = stamp_of(path)
    if found := cache.get(path):
        return found
    if swaps:
        kept_swaps.check(swaps, books.catalogue())
    return cache.keep(path, books.load(name, swaps=swaps), stamp)


def read_program(name: str) -> Program:
    """The program `name`, from the cache if it was read before. Raises `CoachError`."""
    books = programs()
    path = books.path(name)
    # A program is refused if it names a routine that doesn't exist.
    basis = " ".join([_basis(), *books.library.names()])
    cache = ReadCache(user_cache_path(APP) / "programs", basis, Program)
    stamp = stamp_of(path)
    return cache.get(path) or cache.keep(path, books.load(name), stamp)


def sound_folders() -> list[Path]:
    return [runtime.config_folder() / "sounds", shipped() / "sounds"]


def sounds(volume: int, chosen: Chosen | None = None) -> dict[str, Clip]:
    """The sounds of the coach, and of a chosen routine. Raises `CoachError` for one that can't be used."""
    try:
        found = load_sounds(sound_folders())
    except BadSound as error:
        raise _no_use(error) from None
    if chosen:
        for session in (chosen.plan, *chosen.plan.others):
            found |= called_sounds(session, chosen.path.parent)
    return {name: quieter(clip, volume) for name, clip in found.items()}


def sound(name: str, volume: int) -> Clip:
    """One of the coach's sounds. Raises `CoachError` for one that can't be used."""
    try:
        return quieter(load_sound(name, sound_folders()), volume)
    except BadSound as error:
        raise _no_use(error) from None


def _no_use(error: BadSound) -> CoachError:
    return CoachError(Mistake(error.reason, "replace it, or remove it to hear the coach's own", str(error.path)))


def called_sounds(session: Plan, folder: Path) -> dict[str, Clip]:
    """The files that a session calls for, from the athlete's sounds or from `folder`. Raises `CoachError`."""
    own = sound_folders()[0]
    found: dict[str, Clip] = {}
    for exercise in dict.fromkeys(one.exercise for one in session.sets):
        for name in exercise.sound_files:
            try:
                found[name] = load_called(name, [own, folder])
            except BadSound as error:
                hint = f"put a short WAV file of that name beside the routine, or into {own}"
                assert exercise.source is not None
                message = f"the sound {quoted(name)} {error.reason}"
                raise CoachError(exercise.source.mistake(Code.UNKNOWN_SOUND, message, hint)) from None
    return found


class Today(Struct, frozen=True):
    """A day of a program that is due, and the days of rest that are missing before it.

    `weekday` is that of today, from 0 for Monday.
    """

    program: Program
    due: Due
    rest_left: int = 0
    weekday: int | None = None

    @property
    def told(self) -> ProgramDay:
        """What the coach says of it."""
        place = self.due.place
        return ProgramDay(
            program=self.program.title,
            week=place.week,
            weeks=len(self.program.weeks),
            day=place.number,
            phase=self.due.phase.title,
            label=self.due.week.title,
            rest_left=self.rest_left,
        )


class Chosen(Struct, frozen=True):
    """A routine, the plan for one session of it, the file that it is in, and the day of a program that it is for."""

    routine: Routine
    plan: Plan
    path: Path
    today: Today | None = None


def chosen(
    name: str, variant: str | None, settings: Settings, start_at: int | str = 1, recall: Recall | None = None
) -> Chosen:
    """The plan for the routine `name`, made with what the journal knows. Raises `CoachError`.

    Its variant is the `variant` that was asked for, or else that of the settings, or the one that was done last; the
    first time, it is the routine's default, and the athlete can choose (see `adjusted.with_choice`).
    """
    books = library()
    routine = _read(books, name)
    names = [v.name for v in routine.variants]
    _must_have(routine, variant)
    last = recall.last_variant(routine.name) if recall else None
    wanted = variant or next((one for one in (settings.variant, last) if one in names), None)
    session = planned(routine, wanted, settings, start_at, recall)
    if wanted is None and recall and start_at in (1, "1"):
        session = with_choice(session, routine, lambda one: planned(routine, one, settings, start_at, recall))
    return Chosen(routine, session, books.path(name))


def _must_have(routine: Routine, variant: str | None) -> None:
    """Raises `CoachError` if a `variant` was asked for that the routine hasn't got."""
    names = [one.name for one in routine.variants]
    if variant is not None and variant not in names:
        hint = did_you_mean(variant, names) or f"it has {', '.join(names)}"
        raise CoachError(Mistake(f"{routine.title} has no variant {quoted(variant)}", hint))


def chosen_today(
    today: Today,
    variant: str | None,
    settings: Settings,
    start_at: int | str = 1,
    recall: Recall | None = None,
) -> Chosen:
    """The session of a day of a program. Raises `CoachError`.

    It is done in the `variant` that was asked for, or else in that of the day, or of the settings.
    """
    books, day = library(), today.due.day
    routine = routine_of(today.due, partial(_read, books))
    _must_have(routine, variant)
    if variant is None and day.variant is None and settings.variant in [one.name for one in routine.variants]:
        variant = settings.variant
    session = planned(routine, variant or variant_of(day, routine), settings, start_at, recall)
    opening, *others, closing = session.steps
    assert isinstance(opening, Opening)
    assert isinstance(closing, Closing)
    steps = (replace(opening, program=today.told), *others, replace(closing, coming=_day_after(today, books)))
    path = programs().path(today.program.name) if day.written else books.path(day.routine)
    return Chosen(routine, replace(session, steps=steps), path, today)


def _day_after(today: Today, books: Library) -> Coming | None:
    """The day of the program that comes after `today`'s, if there is one."""
    program = today.program
    following = due(program, today.due.place)
    if following is None:
        return None
    title = following.day.title or _read(books, following.day.routine).title
    return coming_in(title, program.rest_days + 1, today.weekday, program.title)


def planned(
    routine: Routine, variant: str | None, settings: Settings, start_at: int | str = 1, recall: Recall | None = None
) -> Plan:
    """The plan for a session of `routine` as the settings and the journal have it. Raises `CoachError`."""
    # A max in the configuration holds until it is changed; a measured one was true on its day.
    fixed = maxes(settings.one_rep_max)
    known, measured = (
        recall.known(routine, routine.variant(variant), fixed) if recall else (Known(rack=settings.rack), {})
    )
    known = replace(
        known,
        notes=notes(),
        equipment=tuple(settings.equipment),
        asks_effort=settings.ask_effort,
        metronome=settings.metronome,
    )
    return plan(routine, variant, settings.pace, start_at, settings.units, settings.talk, {**measured, **fixed}, known)


def owned() -> tuple[str, ...]:
    """The athlete's equipment; says which of it no exercise needs. Raises `CoachError` if it isn't set."""
    settings, _ = runtime.settings({})
    if not settings.equipment:
        hint = f'write equipment = ["dumbbells", "a bench"] in {runtime.config_file()}'
        raise CoachError(Mistake("your equipment isn't set", hint))
    for mistake in unknown_equipment(settings):
        telling.fault(mistake)
    return tuple(settings.equipment)


def helped(exercises: Iterable[str]) -> frozenset[str]:
    """Those of the exercises, by their ids, whose load is help that a machine gives."""
    from coach.routine.file.weights import gives_help  # a session that was read before begins without it

    catalogue = library().catalogue()
    known = {*catalogue.ids()}.intersection(exercises)
    return frozenset(id_ for id_ in known if gives_help(catalogue.get(id_)))


def unknown_equipment(settings: Settings) -> list[Mistake]:
    """What is called equipment in the settings, and is none that an exercise of the catalogue needs."""
    if not settings.equipment:
        return []
    catalogue = library().catalogue()
    used = {without_article(item) for name in catalogue.ids() for item in catalogue.get(name).equipment or ()}
    return [
        Mistake(f"equipment: no exercise needs {quoted(item)}", did_you_mean(plain, used) or "coach exercises names it")
        for item in settings.equipment
        if (plain := without_article(item)) not in used
    ]


def maxes(written: Mapping[str, Load]) -> dict[str, Load]:
    """One-rep maxes by exercise id, whichever of an exercise's names they were written under."""
    catalogue = library().catalogue() if written else None
    return {(catalogue and catalogue.find(name)) or name: load for name, load in written.items()}
