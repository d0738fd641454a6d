"""`coach show --picture`: a session as a picture."""

from __future__ import annotations

from pathlib import Path

from coach.atomic import atomic_write
from coach.cli import compose, journal, runtime, telling
from coach.cli.installation import install_command
from coach.cli.standard import STREAM, write_bytes
from coach.errors import CoachError, Mistake
from coach.recording.drawing import png, svg
from coach.recording.timeline import timeline


def draw(name: str, variant: str | None, output: str) -> None:
    """Writes the picture of a session to an .svg or .png file, and prints its name."""
    path = Path(output)
    ending = ".svg" if output == STREAM else path.suffix.lower()
    if ending not in {".svg", ".png"}:
        what = path.suffix or "a file without an ending"
        raise CoachError(Mistake(f"can't draw {what}", f"name it {path.stem}.svg or {path.stem}.png"))
    settings, _ = runtime.settings({})
    chosen = compose.chosen(name, variant, settings, recall=journal.recalling(settings))
    drawing = timeline(chosen.plan, runtime.language())
    try:
        data = png(drawing) if ending == ".png" else svg(drawing).encode()
    except ModuleNotFoundError:
        hint = f"{install_command('files')}, or name it {path.stem}.svg"
        raise CoachError(Mistake("can't draw .png: Pillow is not installed", hint)) from None
    if output == STREAM:
        write_bytes(output, data)
        return
    with atomic_write(path) as temporary:
        temporary.write_bytes(data)
    telling.done(output)
