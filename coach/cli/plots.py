"""Pictures of training, drawn by matplotlib, which is an extra and loads only here."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coach.atomic import write_whole
from coach.cli.installation import install_command
from coach.errors import CoachError, Mistake
from coach.journal.stats import ExerciseDay, WeekTotals


def draw_weeks(weeks: Sequence[WeekTotals], file: Path) -> None:
    """Volume and working sets by week."""
    figure, (above, below) = _figure(2)
    names = [f"{week.monday:%d %b}" for week in weeks]
    above.bar(names, [week.volume for week in weeks], color="#4c72b0")
    above.set_title("Kilograms lifted a week")
    totals = {name: sum(week.muscles.get(name, 0) for week in weeks) for week in weeks for name in week.muscles}
    shown = sorted(totals, key=lambda name: -totals[name])[:8]
    for place, name in enumerate(shown):
        sets = [week.muscles.get(name, 0) for week in weeks]
        places = [index + (place - (len(shown) - 1) / 2) * 0.8 / len(shown) for index in range(len(weeks))]
        below.bar(places, sets, width=0.8 / len(shown), label=name)
    below.set_xticks(range(len(weeks)), names)
    below.set_title("Working sets a week, by muscle")
    below.set_ylim(bottom=0)
    if shown:
        below.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    for axes in (above, below):
        axes.tick_params(axis="x", rotation=45)
    _save(figure, file)


def draw_days(name: str, days: Sequence[ExerciseDay], file: Path) -> None:
    """An exercise's estimated one-rep max and volume, day by day."""
    figure, (above, below) = _figure(2)
    strong = [day for day in days if day.estimate is not None]
    above.plot([day.day for day in strong], [day.estimate for day in strong], marker="o", color="#4c72b0")
    above.set_title(f"{name}: estimated one-rep max (Epley), kg")
    loaded = any(day.volume for day in days)
    values = [day.volume if loaded else day.reps for day in days]
    below.bar([day.day for day in days], values, color="#55a868")
    below.set_title("Kilograms lifted a session" if loaded else "Most reps in a set")
    figure.autofmt_xdate()
    _save(figure, file)


def _save(figure: Any, file: Path) -> None:
    """Writes the picture, in the format that its name's ending tells, whole or not at all. Raises `OSError`."""
    drawn = io.BytesIO()
    figure.savefig(drawn, format=file.suffix[1:] or "png")
    write_whole(file, drawn.getvalue())


def _figure(rows: int) -> tuple[Any, Any]:
    try:
        from matplotlib.figure import Figure
    except ImportError:
        hint = f"{install_command('plot')}, or leave out --plot to have it drawn here"
        raise CoachError(Mistake("matplotlib is not installed", hint)) from None
    figure = Figure(figsize=(9, 7), dpi=120, layout="constrained")
    axes = figure.subplots(rows)
    for one in axes:
        one.spines[["top", "right"]].set_visible(False)
        one.grid(axis="y", alpha=0.3)
    return figure, axes
