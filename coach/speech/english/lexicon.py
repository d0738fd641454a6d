"""Words of the gym that the engines say wrong in English, as each of them has to read them.

hibari reads a word in brackets by the phonemes after it, in the alphabet of misaki (https://github.com/hexgrad/misaki);
the other engines get a plain respelling.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_RESPELLED: Final[Mapping[str, str]] = {
    "AMRAP": "am-rap",
    "AMRAPs": "am-raps",
    "EMOM": "ee-mom",
    "EMOMs": "ee-moms",
    "EZ-bar": "easy-bar",
    "RIR": "R I R",
    "RPE": "R P E",
    "Tabata": "tah-bah-tah",
    "Zercher": "zur-chur",
}

_HIBARI: Final[Mapping[str, str]] = {
    word: f"[{word}](/{phonemes}/)"
    for word, phonemes in {
        "AMRAP": "ˈæmɹˌæp",
        "AMRAPs": "ˈæmɹˌæps",
        "EMOM": "ˈimˌɑm",
        "EMOMs": "ˈimˌɑmz",
        "Arnold": "ˈɑɹnᵊld",
        "bodyweight": "bˈɑdiwˌAt",
        "hypertrophy": "hIpˈɜɹtɹəfi",
        "Pallof": "pˈælɔf",
        "Paused": "pˈɑzd",
        "Zercher": "zˈɜɹʧəɹ",
    }.items()
}


def said(engine: str) -> Mapping[str, str]:
    """How words have to be written so that `engine` says them right; all others as they are."""
    return _HIBARI if engine == "hibari" else _RESPELLED
