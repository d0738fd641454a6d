"""An audio device that keeps every sample it is given: ALSA alone, with its own writer of files in place of a card.

It doesn't work in real time, so a machine that stands still costs it no sample.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from tests.support.listener import Samples

TAPE_IS_FASTER: Final = "The audio device takes sound faster than it can be heard. Going on by the clock."
"""What the coach says of such a device."""

_DEVICE: Final = """</usr/share/alsa/alsa.conf>
pcm.!default {{
    type file
    slave.pcm null
    format raw
    file "{file}"
}}
ctl.!default null
"""


@dataclass(frozen=True)
class Tape:
    """The device; `env` is what a program needs to play on it."""

    folder: Path

    @property
    def env(self) -> dict[str, str]:
        settings = self.folder / "asound.conf"
        settings.write_text(_DEVICE.format(file=self._file))
        return {"ALSA_CONFIG_PATH": str(settings)}

    @property
    def _file(self) -> Path:
        return self.folder / "tape.raw"

    def samples(self) -> Samples:
        """All that was played on it last, complete once the program has ended."""
        return np.fromfile(self._file, np.int16)
