"""A program's TOML text to a `Program`, with every mistake of the text found in one go. Opens no file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated, Any, Final, Literal

from msgspec.structs import replace
from pydantic import ConfigDict, Field

from coach.errors import CoachError, Code, Mistake, Source, did_you_mean, quoted
from coach.notation import EachSet, Reps, Span
from coach.program.model import WEEKDAYS, Change, Day, End, Phase, Program, Week
from coach.routine.file.catalogue import Catalogue, slug
from coach.routine.file.fields import AnyRepsOfSets
from coach.routine.file.positions import Path
from coach.routine.file.reader import routine_of
from coach.routine.file.schema import schema_text
from coach.routine.file.tables import MOST_EXERCISES, DetailTable, EntryTable, ExerciseTable, GroupTable
from coach.routine.file.toml import File, LongText, ShortText, Table, WrittenAt, check_table, parse
from coach.routine.model import Routine

MOST_DAYS: Final = 14
MOST_WEEKS: Final = 104
MOST_PHASES: Final = 20

_Percent = Annotated[float, Field(ge=1, le=150)]


class WeekChangeTable(Table):
    """What a week changes about exercises; what it leaves out is as the routine has it."""

    sets: Annotated[int, Field(ge=1, le=50)] | None = Field(None, description="How many working sets.")
    more_sets: Annotated[int, Field(ge=-20, le=20)] | None = Field(
        None, description="How many working sets more than the routine has: 1, or -1 for one fewer."
    )
    volume: Annotated[float, Field(ge=10, le=200)] | None = Field(
        None, description="A percent of the working sets, rounded up: 50 halves them."
    )
    reps: AnyRepsOfSets | None = Field(None, description='The reps of the working sets: 5, "8-10", "5, 3, 1+".')
    percents: Annotated[list[_Percent], Field(min_length=1, max_length=20)] | None = Field(
        None, description="The load of each working set, in percent of the one-rep max: [70, 75, 80]."
    )
    intensity: Annotated[float, Field(ge=10, le=100)] | None = Field(
        None,
        description="A percent of the load that the exercise would have today: 90. Such a week says nothing about "
        "progress: the week after goes on from the week before.",
    )
    rpe: Annotated[float, Field(ge=5, le=10)] | None = Field(
        None,
        description='How hard a set should be, for exercises that say how hard theirs are, or whose progress is "rpe".',
    )


class WeekTable(WeekChangeTable):
    """One week: what it changes about every exercise, and about some of them."""

    title: LongText | None = Field(None, description='What the coach calls it: "Deload".')
    change: dict[str, WeekChangeTable] = Field(
        {}, description="What it changes about the exercises named, by their ids."
    )


class DayTable(Table):
    """One session of a week: a routine by its name, or one that is written here."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["routine"]}, {"required": ["exercise"]}]})

    title: LongText | None = Field(None, description="What the coach calls the day; the routine's title if left out.")
    id: ShortText | None = Field(
        None, description="What the journal knows the day by; made from the routine if left out."
    )
    routine: ShortText | None = Field(None, description="The name of a routine.")
    variant: ShortText | None = Field(None, description="The variant of it that is done.")
    on: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = Field(
        None, description="The weekday that it is meant for; said, and nothing more: what is missed is done next."
    )
    defaults: DetailTable | None = Field(None, description="Fields for every exercise that is written here.")
    warm_up: list[ExerciseTable] | None = Field(
        None, max_length=MOST_EXERCISES, description="The warm-up of a day that is written here."
    )
    exercise: Annotated[list[EntryTable], Field(min_length=1, max_length=MOST_EXERCISES)] | None = Field(
        None, description="The exercises of a day that is written here."
    )
    group: dict[str, GroupTable] | None = Field(None, description="How the exercises of each group take turns.")


_Days = Annotated[list[DayTable], Field(min_length=1, max_length=MOST_DAYS)]
_Weeks = Annotated[list[WeekTable], Field(min_length=1, max_length=MOST_WEEKS)]


class PhaseTable(Table):
    """Weeks that belong together."""

    title: LongText | None = Field(None, description="What the coach calls it.")
    weeks: Annotated[int, Field(ge=1, le=MOST_WEEKS)] | None = Field(
        None,
        description="How many weeks it has; as many as are written if left out. The last one that is written holds.",
    )
    week: _Weeks | None = Field(None, description="What changes in each week.")
    day: _Days | None = Field(None, description="Its own days, in the place of the program's.")


class ProgramTable(Table):
    """A program file."""

    title: LongText = Field(description="What the coach calls the program.")
    summary: LongText | None = Field(None, description="Its idea, in a sentence.")
    audience: LongText | None = Field(None, description="Who it is for, in a sentence.")
    rest_days: Annotated[int, Field(ge=0, le=6)] = Field(
        0, description="How many days should lie between two sessions at the least; said, and nothing more."
    )
    end: End = Field("again", description='After the last week: "again" from the first one, or "over".')
    day: Annotated[list[DayTable], Field(max_length=MOST_DAYS)] = Field([], description="The days of a week, in order.")
    weeks: Annotated[int, Field(ge=1, le=MOST_WEEKS)] | None = Field(
        None,
        description="How many weeks it has; as many as are written if left out. The last one that is written holds.",
    )
    week: _Weeks | None = Field(None, description="What changes in each week, for a program without phases.")
    phase: Annotated[list[PhaseTable], Field(max_length=MOST_PHASES)] = Field([], description="Its phases, in order.")


SCHEMA_NAME: Final = "program.schema.json"
"""What the schema's file is called beside the programs; a program names it in its first line, after `#:schema`."""


def program_schema() -> str:
    """The JSON Schema of a program file."""
    return schema_text(ProgramTable, "A voice-coach program")


def read_program(text: str, file: str, name: str, catalogue: Catalogue, routines: Collection[str]) -> Program:
    """Reads the program `name` from the TOML `text` of `file`; `routines` are the names of those that there are.

    Raises `CoachError` with every mistake.
    """
    parsed = parse(text, file)
    return _ProgramReader(parsed, check_table(parsed, ProgramTable), catalogue, routines).program(name)


_WRITTEN: Final = ("warm_up", "exercise", "group", "defaults")
"""The fields of a day that is written in place, as a routine's file has them."""


class _ProgramReader:
    """Turns the tables of one file into a program, and collects what is wrong with them."""

    def __init__(self, file: File, table: ProgramTable, catalogue: Catalogue, routines: Collection[str]) -> None:
        self.file = file
        self.table = table
        self.catalogue = catalogue
        self.routines = routines
        self.mistakes: list[Mistake] = []

    def program(self, name: str) -> Program:
        """The program. Raises `CoachError` with every mistake."""
        table = self.table
        days = self._days(table.day, ())
        written: list[tuple[int | None, PhaseTable]] = [*enumerate(table.phase)]
        written = written or [(None, PhaseTable(weeks=table.weeks, week=table.week))]
        if table.phase and (table.week or table.weeks):
            key = "week" if table.week else "weeks"
            message = f"{quoted(key)} stands beside phases"
            self._wrong((key,), Code.CONTRADICTION, message, "move it into a phase: [[phase]] with [[phase.week]]")
        phases = tuple(self._phase(phase, index, days) for index, phase in written)
        program = Program(
            name=name,
            title=table.title,
            summary=table.summary or "",
            audience=table.audience or "",
            phases=phases,
            rest_days=table.rest_days,
            end=table.end,
        )
        if len(program.weeks) > MOST_WEEKS:
            message = f"the program has {len(program.weeks)} weeks"
            self._wrong(("phase",), Code.TOO_MANY, message, f"a program has at most {MOST_WEEKS} weeks")
        if self.mistakes:
            raise CoachError(*self.mistakes)
        return program

    def _phase(self, table: PhaseTable, index: int | None, days: tuple[Day, ...]) -> Phase:
        path: Path = () if index is None else ("phase", index)
        own = self._days(table.day, path) if table.day else days
        if not own:
            self._wrong(path, Code.MISSING_KEY, "there is no day", 'add one: [[day]] with routine = "…"')
        written = enumerate(table.week or [])
        weeks = [_week(week, WrittenAt((*path, "week", number), self.file)) for number, week in written] or [Week()]
        count = table.weeks or len(weeks)
        if count < len(weeks):
            message = f"{len(weeks)} weeks are written, and there are to be {count}"
            self._wrong((*path, "weeks"), Code.CONTRADICTION, message, 'leave out "weeks", or some of the weeks')
        return Phase(table.title or "", tuple(weeks[min(number, len(weeks) - 1)] for number in range(count)), own)

    def _days(self, tables: Sequence[DayTable], path: Path) -> tuple[Day, ...]:
        found: list[Day] = []
        for index, table in enumerate(tables):
            here = (*path, "day", index)
            day = self._day(table, here)
            if table.id and any(day.id == other.id for other in found):
                self._wrong(
                    (*here, "id"), Code.CONTRADICTION, f"two days have the id {quoted(day.id)}", "give one another"
                )
            found.append(day if table.id else _numbered(day, found))
        return tuple(found)

    def _day(self, table: DayTable, path: Path) -> Day:
        written = None
        if table.routine and table.exercise:
            message = 'a day has "routine" or exercises, not both'
            self._wrong(path, Code.CONTRADICTION, message, "leave one out")
        elif table.exercise:
            written = self._written(table, path)
        elif not table.routine:
            message = 'has neither "routine" nor exercises'
            self._wrong(path, Code.MISSING_KEY, message, 'add routine = "…", or [[day.exercise]] tables')
        elif table.routine not in self.routines:
            hint = did_you_mean(table.routine, self.routines) or "coach list names the routines"
            self._wrong((*path, "routine"), Code.UNKNOWN_ROUTINE, f"there is no routine {quoted(table.routine)}", hint)
        if not table.exercise:
            for key in (key for key in _WRITTEN if key in table.given):
                message = f"{quoted(key)} has no effect without exercises"
                self._wrong(
                    (*path, key), Code.CONTRADICTION, message, "leave it out, or write the day's exercises here"
                )
        return Day(
            id=table.id or slug(table.routine or table.title or f"day {path[-1]}"),
            title=table.title or "",
            routine=table.routine or "",
            variant=table.variant,
            weekday=WEEKDAYS.index(table.on) if table.on else None,
            written=written,
            source=WrittenAt(path, self.file),
        )

    def _written(self, table: DayTable, path: Path) -> Routine | None:
        """The routine of a day that is written in place."""
        node: Any = self.file.data
        for key in path:
            node = node[key]
        title = table.title or f"{self.table.title}, day {int(path[-1]) + 1}"
        data = {"title": title, **{key: node[key] for key in _WRITTEN if key in node}}
        part = File(self.file.name, self.file.text, data, path)
        try:
            return routine_of(part, slug(title), self.catalogue)
        except CoachError as error:
            self.mistakes += error.mistakes
            return None

    def _wrong(self, path: Path, code: Code, message: str, hint: str) -> None:
        self.mistakes.append(self.file.mistake(code, path, message, hint))


def _numbered(day: Day, others: Sequence[Day]) -> Day:
    """The day with an id of its own: the second `full-body` of a week is `full-body-2`."""
    ids = {other.id for other in others}
    number, id_ = 1, day.id
    while id_ in ids:
        number += 1
        id_ = f"{day.id}-{number}"
    return replace(day, id=id_)


def _week(table: WeekTable, source: Source) -> Week:
    changes = {id_: _change(change) for id_, change in table.change.items()}
    return Week(table.title or "", _change(table), changes, source)


def _change(table: WeekChangeTable) -> Change:
    return Change(
        sets=table.sets,
        more_sets=table.more_sets or 0,
        volume=table.volume,
        reps=_each(table.reps),
        percents=tuple(table.percents or ()),
        intensity=table.intensity,
        rpe=table.rpe,
    )


def _each(reps: Reps | Span | EachSet | None) -> EachSet:
    if reps is None:
        return ()
    return reps if isinstance(reps, tuple) else (reps,)
