"""A session as a picture: exercises, sets and rests along a time axis, and the sets per muscle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from coach.routine.model import Exercise
from coach.session.moves import unfold
from coach.session.plan import Closing, Opening, Plan, Rest, Step, Work
from coach.session.sets import Set
from coach.speech.language import Language, Written
from coach.units import MINUTE, Ms

WIDTH: Final = 1600
_MARGIN: Final = 60
_NAMES: Final = 480
_ROW: Final = 92
_HEAD: Final = 190
_BAR: Final = 52

PAPER: Final = "#14181f"
INK: Final = "#f2f4f8"
FAINT: Final = "#8b95a7"
LINE: Final = "#2c3442"
WORK: Final = "#ff7a45"
WARM_UP: Final = "#ffc069"
REST: Final = "#36506e"
WORDS: Final = "#4f5b6d"


class Box(Struct, frozen=True):
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


class Label(Struct, frozen=True):
    """A line of text with its baseline at `y`, shortened to fit into `room`."""

    x: float
    y: float
    size: int
    text: str
    colour: str = INK
    room: float = WIDTH


class Drawing(Struct, frozen=True):
    """Shapes in the order of drawing, on a background of `PAPER`; sizes are in pixels."""

    width: int
    height: int
    shapes: tuple[Box | Label, ...]


def timeline(plan: Plan, language: Language) -> Drawing:
    """A row for each exercise along a time axis, with its first cue; below, the sets for each muscle."""
    rows = _rows(plan)
    muscles = _muscles(plan).most_common()
    foot = _HEAD + len(rows) * _ROW
    height = foot + 150 + -(-len(muscles) // 2) * 48
    shapes: list[Box | Label] = [
        Label(_MARGIN, 92, 64, plan.title, room=WIDTH - 2 * _MARGIN),
        Label(_MARGIN, 146, 34, language.picture_length(plan.variant, plan.about), FAINT),
        *_scale(plan.about, foot, language),
    ]
    for number, (exercise, steps) in enumerate(rows):
        shapes += _row(exercise, steps, plan.about, _HEAD + number * _ROW, language)
    shapes += _muscle_map(muscles, foot + 80, language)
    return Drawing(WIDTH, height, tuple(shapes))


def cover(plan: Plan, language: Written) -> Drawing:
    """A square cover: the title, and a bar for each set, whose height shows the set's length."""
    side = 1000
    sets = [(step, length) for _, step, length in unfold(plan) if isinstance(step, Work) and not step.set.warm_up]
    longest = max((length for _, length in sets), default=1)
    width = (side - 160) / max(1, len(sets))
    bars = tuple(
        Box(80 + index * width, 840 - 420 * length / longest, width * 0.7, 420 * length / longest, _colour(step))
        for index, (step, length) in enumerate(sets)
    )
    title = Label(80, 200, 120, plan.title, room=side - 160)
    about = Label(80, 290, 56, language.cover_length(plan.variant, plan.about), FAINT, side - 160)
    return Drawing(side, side, (title, about, *bars))


def _rows(plan: Plan) -> list[tuple[Exercise, list[tuple[Ms, Step, Ms]]]]:
    """The exercises, each with when its steps begin, the steps, and how long they are."""
    rows: dict[tuple[bool, int], tuple[Exercise, list[tuple[Ms, Step, Ms]]]] = {}
    for at, step, length in unfold(plan):
        if not isinstance(step, Opening | Closing):
            one = _set(step)
            rows.setdefault((one.warm_up, one.position), (one.exercise, []))[1].append((at, step, length))
    return list(rows.values())


def _set(step: Step) -> Set:
    """The set that a step is, or leads up to."""
    assert not isinstance(step, Opening | Closing)
    return step.before if isinstance(step, Rest) else step.set


def _colour(step: Step) -> str:
    if isinstance(step, Work):
        return WARM_UP if step.set.warm_up else WORK
    return REST if isinstance(step, Rest) else WORDS


def _row(
    exercise: Exercise, steps: Sequence[tuple[Ms, Step, Ms]], whole: Ms, y: float, language: Language
) -> Iterator[Box | Label]:
    yield Label(_MARGIN, y + 38, 32, exercise.name, room=_NAMES - 20)
    if exercise.cues:
        yield Label(_MARGIN, y + 72, 24, language.sentence(exercise.cues[0]), FAINT, _NAMES - 20)
    yield Box(_MARGIN, y + _ROW - 6, WIDTH - 2 * _MARGIN, 1, LINE)
    for at, step, length in steps:
        height = _BAR if isinstance(step, Work) else _BAR // 3
        left, right = _x(at, whole), _x(at + length, whole)
        yield Box(left, y + (_ROW - 6 - height) / 2, max(2, right - left - 1), height, _colour(step))


def _scale(whole: Ms, foot: float, language: Written) -> Iterator[Box | Label]:
    """A line every ten minutes, or every two of a short session."""
    apart = 10 * MINUTE if whole > 20 * MINUTE else 2 * MINUTE
    for at in map(Ms, range(0, whole, apart)):
        yield Box(_x(at, whole), _HEAD - 8, 1, foot - _HEAD + 8, LINE)
        yield Label(_x(at, whole), foot + 34, 26, language.time_label(at) if at else "0", FAINT)


def _x(at: Ms, whole: Ms) -> float:
    return _MARGIN + _NAMES + (WIDTH - 2 * _MARGIN - _NAMES) * at / max(1, whole)


def _muscles(plan: Plan) -> Counter[str]:
    """How many working sets each muscle gets; a set done on each side is one."""
    done = [step.set for _, step, _ in unfold(plan) if isinstance(step, Work)]
    sets = {(one.position, one.number): one.exercise for one in done if one.working}
    return Counter(muscle for exercise in sets.values() for muscle in exercise.muscles)


def _muscle_map(muscles: Sequence[tuple[str, int]], y: float, language: Written) -> Iterator[Box | Label]:
    """The muscles in two columns, each with a bar for its number of sets."""
    if not muscles:
        return
    yield Label(_MARGIN, y, 34, language.muscle_heading(), FAINT)
    most = max(count for _, count in muscles)
    half = (WIDTH - 2 * _MARGIN) / 2
    for index, (muscle, count) in enumerate(muscles):
        x, top = _MARGIN + half * (index % 2), y + 24 + 48 * (index // 2)
        yield Label(x, top + 30, 28, language.muscle_label(muscle), room=260)
        yield Box(x + 280, top + 6, (half - 400) * count / most, 30, WORK)
        yield Label(x + 292 + (half - 400) * count / most, top + 30, 28, str(count), FAINT)
