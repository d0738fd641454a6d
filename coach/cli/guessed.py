"""`coach check --words`: the words of routines that aren't in the voice's dictionaries, and so may be pronounced
wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import typer

from coach.cli import compose, runtime, telling
from coach.errors import CoachError, Mistake, printable
from coach.player.clips import wanted_sentences
from coach.routine.model import Routine
from coach.session.planner import plan
from coach.voice.engine import EngineError, SpeechProcess


def list_guessed(names: Sequence[str], as_json: bool) -> None:
    """Prints, for each routine, the words that the voice works out from their spelling. Raises `CoachError`."""
    library = compose.library()
    settings, _ = runtime.settings({})
    chosen = runtime.manner(settings)
    engine = SpeechProcess(chosen)
    try:
        every = names or library.names()
        for name in telling.counted(every, len(every), "Looking up words"):
            routine = library.load(name)
            spoken = runtime.speller(chosen.engine, routine.say)
            guessed = dict.fromkeys(engine.guessed(" ".join(map(spoken, _sentences(routine)))))
            words = [word for word in guessed if not any(word in spelling for spelling in routine.say.values())]
            if as_json:
                typer.echo(json.dumps({"routine": name, "kind": "words", "words": words}))
            else:
                typer.echo(f"{name}: {printable(', '.join(words)) or 'every word is known'}")
    except EngineError as error:
        raise CoachError(Mistake(str(error), "run coach doctor")) from None
    finally:
        engine.close()
    if not as_json:
        typer.echo(f"{chosen.engine} says these by their spelling. Where one sounds wrong, write it in the routine as")
        typer.echo('say = { Zercher = "zur-chur" }')


def _sentences(routine: Routine) -> Iterator[str]:
    """All that may be said in any variant, each sentence once."""
    found: dict[str, None] = {}
    for variant in routine.variants:
        found |= dict.fromkeys(wanted_sentences(plan(routine, variant.name), runtime.language()))
    yield from found
