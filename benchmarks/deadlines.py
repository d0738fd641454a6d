"""Plays sounds through simpleaudio, each when its deadline has come: what `cue_timing` compares the coach with.

Run by an interpreter that has simpleaudio, which need not have the coach. Its argument is a JSON file: a list of
pairs, the seconds from the beginning and the WAV file to play then.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main() -> None:
    import simpleaudio

    cues = json.loads(Path(sys.argv[1]).read_text())
    sounds = {path: simpleaudio.WaveObject.from_wave_file(path) for _, path in cues}
    began = time.monotonic() + 0.5
    for at, path in cues:
        time.sleep(max(0.0, began + at - time.monotonic()))
        playing = sounds[path].play()
    playing.wait_done()


if __name__ == "__main__":
    main()
