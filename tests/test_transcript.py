"""What goes beside the sound: the words, for readers and for players."""

from __future__ import annotations

from coach.recording.transcript import subtitles, transcript
from coach.score.cues import Cue, Rank, Score
from coach.session.plan import Closing, Tally
from coach.units import HOUR, SECOND, Ms

CLOSING = Closing("Row & rest", Tally(1, 2, 60 * SECOND, complete=True))
SESSION = [
    (
        Ms(0),
        CLOSING,
        Score(
            (
                Cue(Ms(0), Ms(900), Rank.HOW, 9 * SECOND, "Row <slowly>."),
                Cue(Ms(1500), Ms(70), Rank.SIGNAL, 9 * SECOND, sound="tick"),
            ),
            2 * SECOND,
        ),
    ),
    (
        HOUR,
        CLOSING,
        Score(
            (
                Cue(Ms(5), 1 * SECOND, Rank.HOW, 9 * SECOND, "One & two."),
                Cue(Ms(1500), Ms(400), Rank.HOW, 9 * SECOND, "Done."),
            ),
            2 * SECOND,
        ),
    ),
]


def test_the_transcript_has_a_paragraph_for_each_step() -> None:
    assert transcript(SESSION) == "Row <slowly>.\n\nOne & two. Done.\n"


def test_subtitles_stay_until_the_next_or_two_seconds() -> None:
    assert subtitles(SESSION, "vtt", "Row") == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:02.900\nRow &lt;slowly&gt;.\n\n"
        "01:00:00.005 --> 01:00:01.500\nOne &amp; two.\n\n"
        "01:00:01.500 --> 01:00:03.900\nDone.\n"
    )
    assert subtitles(SESSION, "srt", "Row") == (
        "1\n00:00:00,000 --> 00:00:02,900\nRow <slowly>.\n\n"
        "2\n01:00:00,005 --> 01:00:01,500\nOne & two.\n\n"
        "3\n01:00:01,500 --> 01:00:03,900\nDone.\n"
    )
    assert subtitles(SESSION, "lrc", "Row") == (
        "[ti:Row]\n[ar:Coach]\n[00:00.00]Row <slowly>.\n[00:02.90]\n[60:00.00]One & two.\n[60:01.50]Done.\n[60:03.90]\n"
    )
