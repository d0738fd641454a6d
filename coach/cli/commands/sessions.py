"""Doing a session: start, resume."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from coach.cli.commands import completion
from coach.cli.commands.options import (
    FromOption,
    MinutesOption,
    MuteOption,
    PaceOption,
    RateOption,
    SessionArgument,
    SpeakerOption,
    TalkOption,
    VariantOption,
    VoiceOption,
    VolumeOption,
    checked,
)

app = typer.Typer()


class _BareDuck(TyperCommand):
    """Lets `--duck` be given without a value, for `--duck lower`; typer's options either have one or don't."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        spelt_out = list(args)
        for index, word in enumerate(args):
            if word == "--duck" and args[index + 1 : index + 2] not in (["lower"], ["pause"], ["off"]):
                spelt_out[index] = "--duck=lower"
        return super().parse_args(ctx, spelt_out)


DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Run through it instantly, no sound.")]
PressOption = Annotated[
    str | None,
    typer.Option("--press", help='With --dry-run: commands and their seconds, such as "40 pause, 60 pause, 90 next".'),
]
NoJournalOption = Annotated[bool, typer.Option("--no-journal", help="Don't record this session.")]
DuckOption = Annotated[
    str | None,
    typer.Option(
        "--duck",
        metavar="[pause]",
        help="Lower other sound while the coach speaks, or pause it while it explains.",
        autocompletion=completion.choices("duck"),
    ),
]
PlainOption = Annotated[bool, typer.Option("--plain", help="One line per cue instead of the full screen.")]


@app.command(cls=_BareDuck)
def start(
    routine: SessionArgument = None,
    variant: VariantOption = None,
    pace: PaceOption = None,
    from_exercise: FromOption = "1",
    no_warm_up: Annotated[bool, typer.Option("--no-warm-up", help="Skip the warm-up.")] = False,
    minutes: MinutesOption = None,
    mute: MuteOption = False,
    dry_run: DryRunOption = False,
    press: PressOption = None,
    day: Annotated[
        int | None,
        typer.Option("--day", min=1, help="In a program: another day of this week, not the next one."),
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Start over, even if a session was interrupted.")] = False,
    no_journal: NoJournalOption = False,
    talk: TalkOption = None,
    duck: DuckOption = None,
    plain: PlainOption = False,
    speaker: SpeakerOption = None,
    voice: VoiceOption = None,
    rate: RateOption = None,
    volume: VolumeOption = None,
) -> None:
    """Start a session: put your headphones on and go. Picks up one interrupted in the last four hours."""
    _check_press(press, dry_run)
    flags = _flags(plain, mute, pace=pace, talk=talk, speaker=speaker, voice=voice, rate=rate, volume=volume, duck=duck)
    if routine is None:
        from coach.cli.offers import print_offers

        print_offers()
        return
    from coach.cli.live.start import SessionRequest, start_session

    wanted = SessionRequest(
        routine, variant, from_exercise, dry_run, press, fresh, no_journal, day=day, minutes=minutes, cold=no_warm_up
    )
    start_session(wanted, flags)


@app.command(cls=_BareDuck)
def resume(
    pace: PaceOption = None,
    mute: MuteOption = False,
    dry_run: DryRunOption = False,
    press: PressOption = None,
    no_journal: NoJournalOption = False,
    talk: TalkOption = None,
    duck: DuckOption = None,
    plain: PlainOption = False,
    speaker: SpeakerOption = None,
    voice: VoiceOption = None,
    rate: RateOption = None,
    volume: VolumeOption = None,
) -> None:
    """Pick up your last session, however long ago you stopped."""
    from coach.cli import journal
    from coach.cli.live.start import SessionRequest, start_session

    _check_press(press, dry_run)
    flags = _flags(plain, mute, pace=pace, talk=talk, speaker=speaker, voice=voice, rate=rate, volume=volume, duck=duck)
    past = journal.to_resume()
    wanted = SessionRequest(journal.routine_of(past), dry_run=dry_run, press=press, no_journal=no_journal, resumed=past)
    start_session(wanted, flags)


def _check_press(press: str | None, dry_run: bool) -> None:
    if press is not None and not dry_run:
        raise typer.BadParameter("goes with --dry-run", param_hint="--press")


def _flags(plain: bool, mute: bool, *, speaker: str | None, **given: Any) -> dict[str, Any]:
    """The settings that the options of a session set, checked."""
    return checked(speaker="silent" if mute else speaker, **given) | {"screen": "plain" if plain else None}
