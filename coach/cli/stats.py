"""`coach stats`: figures of training, drawn in the terminal or as a picture."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import typer

from coach.cli import compose, journal, runtime, telling
from coach.cli.numbers import in_locale
from coach.cli.standard import STREAM, file_to_write
from coach.cli.tables import columns
from coach.errors import CoachError, Mistake, did_you_mean, printable, quoted
from coach.journal import stats
from coach.journal.stats import Best, ExerciseDay, WeekTotals
from coach.notation import write_load

WEEKS: Final = 12
"""The number of past weeks that are shown by default."""

_MOST_DRAWN: Final = 60
"""The most days of an exercise in a terminal drawing; a picture has all of them."""


def show(exercise: str | None, weeks: int, plot: str | None, as_json: bool) -> None:
    """Prints figures of all training, or of one exercise; writes a picture of them to the file `plot`."""
    if plot and plot != STREAM and Path(plot).suffix.lower() not in (".png", ".svg"):
        raise CoachError(
            Mistake(f"can't draw {quoted(plot)}", f"name it {Path(plot).stem}.png or {Path(plot).stem}.svg")
        )
    with journal.opened() as kept:
        names = kept.read(stats.names)
        helped = compose.helped(names)
        if exercise is None:
            now = journal.wall()
            shown = kept.read(stats.weeks, now, journal.zone(now), weeks, helped), kept.read(stats.bests, helped)
            _overview(*shown, plot, as_json)
        else:
            id_, name = _known(names, exercise)
            _exercise(name, kept.read(stats.days, id_, id_ in helped), plot, as_json)


def _known(names: Mapping[str, str], text: str) -> tuple[str, str]:
    """The id and name of the exercise in the journal that `text` names. Raises `CoachError` with the nearest."""
    for id_, name in names.items():
        if text.casefold() in (id_, name.casefold()):
            return id_, name
    other = compose.library().catalogue().find(text)
    if other in names:
        return other or "", names[other or ""]
    hint = did_you_mean(text, [*names, *names.values()]) or "coach history shows what was done"
    raise CoachError(Mistake(f"the journal has no exercise {quoted(text)}", hint))


_LEAST_WEEKS: Final = 4


def _since_the_first(weeks: Sequence[WeekTotals]) -> Sequence[WeekTotals]:
    """The weeks, without most of those before the first session; a few are kept, to show when training began."""
    begun = next((index for index, week in enumerate(weeks) if week.sessions), len(weeks))
    return weeks[max(0, min(begun, len(weeks) - _LEAST_WEEKS)) :]


def _overview(weeks: Sequence[WeekTotals], bests: Sequence[Best], plot: str | None, as_json: bool) -> None:
    shown = _since_the_first(weeks)
    if as_json:
        typer.echo(json.dumps({"weeks": [_week(w) for w in weeks], "bests": [_best(b) for b in bests]}, indent=2))
    elif plot is None:
        _bars([f"{week.monday:%d %b}" for week in shown], [round(week.volume) for week in shown], "Kilograms a week")
        typer.echo("")
        _muscles(shown[-_LEAST_WEEKS:])
        typer.echo("")
        label = runtime.language().load_label
        rows = [
            [
                best.name,
                *map(in_locale, (f"{best.reps} x {label(best.load)}", f"{best.estimate:.1f} kg")),
                f"{best.day}",
            ]
            for best in bests[:15]
        ]
        columns([["best sets", "", "1RM (Epley)", "on"], *rows] if rows else [])
    if plot:
        from coach.cli import plots

        with file_to_write(plot, ".svg") as path:
            plots.draw_weeks(shown, path)
        _tell_written(plot, as_json)


def _muscles(weeks: Sequence[WeekTotals]) -> None:
    """Working sets of each muscle in the last weeks, the most trained first."""
    total: dict[str, int] = defaultdict(int)
    for week in weeks:
        for muscle, sets in week.muscles.items():
            total[muscle] += sets
    heads = ["working sets a week", *(f"{week.monday:%d %b}" for week in weeks)]
    rows = [
        [muscle, *(str(week.muscles.get(muscle, "")) for week in weeks)]
        for muscle in sorted(total, key=lambda name: (-total[name], name))
    ]
    columns(
        [heads, *rows, ["all", *(str(week.sets) for week in weeks)], ["sessions", *(str(w.sessions) for w in weeks)]]
    )


def _exercise(name: str, days: Sequence[ExerciseDay], plot: str | None, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([_day(day) for day in days], indent=2))
    elif plot is None:
        strengths = [day for day in days if day.estimate is not None][-_MOST_DRAWN:]
        if len(strengths) > 1:
            estimates = [day.estimate or 0.0 for day in strengths]
            _line([f"{day.day}" for day in strengths], estimates, f"{name}: estimated 1RM (Epley), kg")
            typer.echo("")
        heads = [name, "1RM (Epley)", "heaviest", "volume", "most reps"]
        if any(day.help is not None for day in days):
            heads = [name, "least help", "most reps"]
        columns([heads, *(_day_row(day) for day in days[-12:])])
        best = max((day.estimate for day in days if day.estimate), default=None)
        if best:
            typer.echo(in_locale(f"\nBest estimate of {len(days)} sessions: {best:.1f} kg"))
    if plot:
        from coach.cli import plots

        with file_to_write(plot, ".svg") as path:
            plots.draw_days(name, days, path)
        _tell_written(plot, as_json)


def _tell_written(plot: str, as_json: bool) -> None:
    if plot != STREAM and not as_json:
        telling.done(plot)


def _day_row(day: ExerciseDay) -> list[str]:
    if day.help is not None:
        return [f"{day.day}", in_locale(f"{day.help:g} kg"), str(day.reps or "")]
    estimate = f"{day.estimate:.1f} kg" if day.estimate else ""
    heaviest = f"{day.heaviest:g} kg" if day.heaviest else ""
    volume = f"{day.volume:,.0f} kg" if day.volume else ""
    return [f"{day.day}", *map(in_locale, (estimate, heaviest, volume)), str(day.reps or "")]


def _bars(labels: Sequence[str], values: Sequence[float], title: str) -> None:
    import plotext

    _sized(14)
    plotext.bar(list(labels), list(values), width=0.6)
    plotext.title(printable(title))
    typer.echo(_drawn())


def _line(labels: Sequence[str], values: Sequence[float], title: str) -> None:
    import plotext

    _sized(16)
    places = list(range(len(values)))
    plotext.plot(places, list(values), marker="braille")
    shown = places[:: max(1, len(places) // 6)]
    plotext.xticks(shown, [labels[place] for place in shown])
    plotext.title(printable(title))
    typer.echo(_drawn())


def _drawn() -> str:
    """The drawing in plain characters, as it may be written to a file."""
    import plotext

    text: str = plotext.uncolorize(plotext.build())
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines())


def _sized(height: int) -> None:
    import plotext

    plotext.clear_figure()
    plotext.theme("clear")
    plotext.plotsize(min(100, shutil.get_terminal_size().columns), height)


def _week(week: WeekTotals) -> dict[str, Any]:
    return {
        "monday": str(week.monday),
        "volume_kg": round(week.volume, 2),
        "sets": week.sets,
        "sessions": week.sessions,
        "muscles": dict(week.muscles),
    }


def _best(best: Best) -> dict[str, Any]:
    return {
        "exercise": best.exercise,
        "estimate_kg": round(best.estimate, 2),
        "reps": best.reps,
        "load": write_load(best.load),
        "day": str(best.day),
    }


def _day(day: ExerciseDay) -> dict[str, Any]:
    return {
        "day": str(day.day),
        "estimate_kg": day.estimate and round(day.estimate, 2),
        "heaviest_kg": day.heaviest,
        "volume_kg": round(day.volume, 2),
        "most_reps": day.reps,
        "least_help_kg": day.help,
    }
