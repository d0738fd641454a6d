"""Standard input, output and error, made fit for use whatever the program was started with.

A stream that was closed (`coach start back >&-`) is replaced by the null device, and a character that isn't in the
output's encoding is written as the nearest one that is.
"""

from __future__ import annotations

import atexit
import codecs
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

_NEAREST: Final[dict[str, str]] = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\u2500\u00b7", "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u2580\u2584\u2588\u258c\u2590\u2592\u259e", "#"),
    **dict.fromkeys("\u2022\u25cf\u25aa\u25e6\u25cb", "*"),
    "\u2591": ".", "\u2026": "...", "\u2044": "/", "\u00d7": "x", "\u2016": "|", "\u2502": "|", "\u25b2": "^",
    "\u200b": "", "\u200d": "", "\u00df": "ss", "\u00e6": "ae", "\u00f8": "o", "\u0142": "l", "\u0131": "i",
}  # fmt: skip
"""ASCII for characters that Unicode doesn't decompose into any."""

_HANDLER: Final = "coach.nearest"


def nearest(text: str) -> str:
    """`text` in ASCII: letters without accents, the nearest signs, and a question mark for anything else."""
    return "".join(map(_nearest, text))


def _nearest(character: str) -> str:
    if character in _NEAREST:
        return _NEAREST[character]
    import unicodedata  # for the few outputs that need it

    parts = unicodedata.normalize("NFKD", character)
    plain = "".join(_NEAREST.get(part, part) for part in parts if not unicodedata.combining(part))
    return plain if plain.isascii() else "?"


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return nearest(error.object[error.start : error.end]), error.end


def coloured(terminal: bool) -> bool:
    """Whether output has colours, by whether it goes to a `terminal`.

    `NO_COLOR` leaves them out (no-color.org), `FORCE_COLOR` has them everywhere (force-color.org); an empty variable
    counts as unset, and the first wins.
    """
    return not os.environ.get("NO_COLOR") and (terminal or bool(os.environ.get("FORCE_COLOR")))


STREAM: Final = "-"
"""Instead of a file's name: standard input or output."""


def read_bytes(file: str, most: int) -> bytes:
    """The first `most` bytes of a file, or of standard input. Raises `OSError`."""
    if file == STREAM:
        return sys.stdin.buffer.read(most)
    with Path(file).open("rb") as opened:
        return opened.read(most)


def write_bytes(file: str, data: bytes) -> None:
    """Writes a file whole or not at all, or to standard output. Raises `OSError`."""
    if file == STREAM:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    else:
        from coach.atomic import write_whole

        write_whole(Path(file), data)


@contextmanager
def file_to_write(file: str, ending: str) -> Iterator[Path]:
    """The path of `file` to write to; for standard output a temporary one with that `ending`, copied when it is whole.

    Raises `OSError` if it can't be copied.
    """
    if file != STREAM:
        yield Path(file)
        return
    from tempfile import TemporaryDirectory  # only these two need it

    with TemporaryDirectory() as folder:
        path = Path(folder) / f"stdout{ending}"
        yield path
        with path.open("rb") as written:
            shutil.copyfileobj(written, sys.stdout.buffer)


@cache
def standard_input() -> str:
    """The path of a file that holds what came on standard input, for what reads a file by its name more than once.

    It is called `stdin.toml`, and is removed when the program ends.
    """
    from tempfile import TemporaryDirectory

    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    path = Path(folder.name) / "stdin.toml"
    path.write_bytes(sys.stdin.buffer.read())
    return str(path)


def as_typed(text: str) -> str:
    """`text` with `stdin` where it names the file of `standard_input`."""
    return text.replace(standard_input(), "stdin") if standard_input.cache_info().currsize else text


def prepare() -> None:
    """Makes all three streams usable. Call it before any file is opened: a file must not get a closed one's number."""
    if not os.environ.get("NO_COLOR"):
        # Textual counts an empty variable as set.
        os.environ.pop("NO_COLOR", None)
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            # The lowest free number is this one. Programs that are started from here have it, too.
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    codecs.register_error(_HANDLER, _replaced)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_HANDLER)
