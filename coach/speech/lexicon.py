"""Words that a speech engine says wrong, written so that it says them right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping


def respeller(words: Mapping[str, str]) -> Callable[[str], str]:
    """A function that writes a sentence for an engine: each of `words` in it as it is to be read.

    Whole words, whatever their case; of two that begin alike the longer one.
    """
    if not words:
        return str
    read = {word.lower(): spelling for word, spelling in words.items()}
    longest_first = sorted(read, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub(lambda found: read[found[0].lower()], text)
