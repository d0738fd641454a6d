"""A session as a file: decoded by another program, it is the WAV; its chapters are where the exercises are."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from coach.audio.clip import RATE
from coach.cli.installation import install_command
from tests.conftest import Coach, coach_in
from tests.support.listener import Expected, Samples, listen, sounding

SHORT = str(Path(__file__).with_name("short.toml"))
COMPRESSED = ("flac", "mp3", "opus", "ogg", "m4a", "m4b")

pytestmark = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no other program to decode with: ffmpeg")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, clip_cache: Path) -> Coach:
    """The program, in a folder with the short session as a WAV file."""
    coach = coach_in(tmp_path_factory.mktemp("shelf"), clip_cache)
    run = coach("render", SHORT, "-o", "short.wav")
    assert (run.status, run.err) == (0, "")
    return coach


def decoded(path: Path) -> Samples:
    """The samples of a sound file, as ffmpeg hears them."""
    words = ["ffmpeg", "-v", "error", "-i", str(path), "-f", "s16le", "-ac", "1", "-ar", str(RATE), "-"]
    return np.frombuffer(subprocess.run(words, capture_output=True, check=True).stdout, np.int16)


def probed(path: Path) -> Any:
    """What ffprobe says of a file."""
    words = ["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", "-show_chapters", str(path)]
    return json.loads(subprocess.run(words, capture_output=True, check=True).stdout)


@pytest.mark.parametrize("ending", COMPRESSED)
def test_every_format_sounds_as_the_wav_does(shelf: Coach, ending: str) -> None:
    assert shelf("render", SHORT, "-o", f"short.{ending}").status == 0
    plain = decoded(shelf.cwd / "short.wav")
    other = decoded(shelf.cwd / f"short.{ending}")
    assert len(plain) <= len(other) < len(plain) + RATE // 10
    cues = [
        Expected(f"{begin:.1f} s", begin, plain[round(begin * RATE) : round(end * RATE)])
        for begin, end in sounding(plain, 200)
        if end - begin > 0.05
    ]
    assert len(cues) > 40
    for heard in listen(other, cues, within=0.1):
        assert abs(heard.off) < 0.001, heard
        assert heard.likeness > 0.9, heard


CHAPTERS = ["Opening", "Warm-up: arm circles", "Pull-up", "Row", "Plank", "Closing"]
# In a WAV file every step has its mark; the first of an exercise is called by its name.
POINTS = [
    "Opening", "Warm-up: arm circles", "Arm circles, set 1 of 1", "Pull-up", "Pull-up, set 1 of 2", "Rest",
    "Pull-up, set 2 of 2", "Row", "Row, set 1 of 1, left side", "Other side", "Row, set 1 of 1, right side", "Plank",
    "Plank, set 1 of 1", "Closing",
]  # fmt: skip


@pytest.mark.parametrize("ending", ["wav", *COMPRESSED])
def test_another_player_finds_the_exercises(shelf: Coach, ending: str) -> None:
    path = shelf.cwd / f"short.{ending}"
    if not path.exists():
        assert shelf("render", SHORT, "-o", path.name).status == 0
    found = probed(path)
    sound = next(stream for stream in found["streams"] if stream["codec_type"] == "audio")
    tags = found["format"].get("tags", {}) | sound.get("tags", {})
    assert (tags["title"], tags["artist"]) == ("Short back", "Coach")
    titles = [chapter["tags"]["title"] for chapter in found["chapters"]]
    assert titles == (POINTS if ending == "wav" else CHAPTERS)
    begins = [float(chapter["start_time"]) for chapter in found["chapters"]]
    at = dict(zip(titles, begins, strict=True))
    heard = [begin for begin, _ in sounding(decoded(shelf.cwd / "short.wav"))]
    # Each of these begins with a word or a sound.
    for title in ("Opening", "Pull-up", "Row", "Plank", "Closing"):
        assert min(abs(begin - at[title]) for begin in heard) < 0.001, title
    ends = [float(chapter["end_time"]) for chapter in found["chapters"]]
    assert ends[:-1] == begins[1:]


def test_an_m4a_has_its_index_first(shelf: Coach) -> None:
    """So that a player can begin while the rest of the file is still being loaded."""
    path = shelf.cwd / "short.m4a"
    assert path.exists() or shelf("render", SHORT, "-o", path.name).status == 0
    data, at, boxes = path.read_bytes(), 0, []
    while at < len(data):
        boxes.append(data[at + 4 : at + 8])
        at += int.from_bytes(data[at : at + 4], "big")
    assert boxes.index(b"moov") < boxes.index(b"mdat")


def test_an_mp3_takes_few_bits_for_silence(shelf: Coach) -> None:
    path = shelf.cwd / "short.mp3"
    assert path.exists() or shelf("render", SHORT, "-o", path.name).status == 0
    assert int(probed(path)["format"]["bit_rate"]) < 70_000


def test_a_render_that_is_cut_off_leaves_nothing(shelf: Coach) -> None:
    for ending in ("wav", "m4a"):
        path = shelf.cwd / f"back.{ending}"
        process = subprocess.Popen(
            shelf.command("render", "back", "-o", path.name), env=shelf.env, cwd=shelf.cwd, stderr=subprocess.DEVNULL
        )
        part = path.with_name(f"{path.name}.{process.pid}.part")
        while not part.exists():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
        assert not part.exists()
        assert not path.exists()


def test_a_missing_library_is_named(shelf: Coach) -> None:
    (shelf.cwd / "none").mkdir()
    (shelf.cwd / "none" / "mutagen.py").write_text("raise ModuleNotFoundError('no', name='mutagen')")
    run = shelf("render", SHORT, "-o", "x.m4a", env={"PYTHONPATH": str(shelf.cwd / "none")})
    hint = f"{install_command('files')}, or name it x.wav"
    message = f"coach: can't write .m4a: mutagen is not installed; {hint}\n"
    assert (run.status, run.err) == (1, message)
    assert shelf("render", SHORT, "-o", "x.wav", env={"PYTHONPATH": str(shelf.cwd / "none")}).status == 0
    (shelf.cwd / "none" / "av.py").write_text("raise ModuleNotFoundError('no', name='av')")
    run = shelf("render", SHORT, "-o", "y.wav", "--music", ".", env={"PYTHONPATH": str(shelf.cwd / "none")})
    message = f"coach: can't play music: av is not installed; {install_command('files')}"
    assert (run.status, run.err.splitlines()[-1]) == (1, message)


def test_what_no_file_of_its_kind_can_hold(coach: Coach) -> None:
    (coach.cwd / "long.toml").write_text(
        'title = "Long"\n[[exercise]]\nname = "Row"\nsets = 23\nreps = 1\nrest = "1800 s"\n'
    )
    run = coach("render", "long.toml", "-o", "x.m4a")
    assert (run.status, run.err.splitlines()[-1]) == (
        1,
        "coach: Long takes over 10 hours, and an M4A file's index is held in memory until its end; name it x.opus",
    )
    assert not list(coach.cwd.glob("x.*"))


def test_the_words_beside_it_are_the_script(shelf: Coach) -> None:
    words = ["--transcript", "--subtitles", "vtt", "--subtitles", "srt", "--subtitles", "lrc"]
    assert shelf("render", SHORT, "-o", "words.wav", *words).status == 0
    cues = [json.loads(line) for line in shelf("script", SHORT, "--recorded", "--json").out.splitlines()]
    said = [(cue["at"], cue["text"]) for cue in cues if cue["kind"] == "say"]
    assert (shelf.cwd / "words.txt").read_text().split() == " ".join(text for _, text in said).split()
    for kind in ("vtt", "srt"):
        # ffmpeg reads them as a player would.
        words = [
            "ffprobe",
            "-v",
            "error",
            "-of",
            "json",
            "-show_packets",
            "-show_data",
            str(shelf.cwd / f"words.{kind}"),
        ]
        packets = json.loads(subprocess.run(words, capture_output=True, check=True).stdout)["packets"]
        assert [float(packet["pts_time"]) for packet in packets] == [at for at, _ in said]
    assert len((shelf.cwd / "words.lrc").read_text().splitlines()) > len(said)


def test_a_gap_makes_every_rest_longer(shelf: Coach) -> None:
    assert shelf("render", SHORT, "-o", "gap.wav", "--gap", "20").status == 0
    plain, longer = (float(probed(shelf.cwd / name)["format"]["duration"]) for name in ("short.wav", "gap.wav"))
    assert longer - plain == pytest.approx(3 * 20, abs=2)  # the words about it take a little longer, too


def test_a_cover_is_drawn_from_the_plan(shelf: Coach) -> None:
    for ending in ("flac", "mp3", "opus", "m4a"):
        path = shelf.cwd / f"short.{ending}"
        assert path.exists() or shelf("render", SHORT, "-o", path.name).status == 0
        pictures = [stream for stream in probed(path)["streams"] if stream["codec_type"] == "video"]
        assert [(p["codec_name"], p["width"], p["height"]) for p in pictures] == [("png", 1000, 1000)], ending


def test_the_whole_library_goes_on_where_it_was(coach: Coach) -> None:
    """With a library of two routines more, and all that ship already there."""
    out = coach.cwd / "out"
    out.mkdir()
    shipped = [line.split()[0] for line in coach("list").out.splitlines()]
    for name in shipped:
        (out / f"{name}.flac").write_bytes(b"")
    own = coach.config / "routines"
    own.mkdir(parents=True)
    (own / "aaa.toml").write_text(Path(SHORT).read_text())
    (own / "zzz.toml").write_text('title = "Broken"\n')
    run = coach("render", "--all", "out", "--format", "flac", "--subtitles", "lrc")
    assert run.status == 1
    assert run.err.splitlines()[0].startswith(f"coach: {own}/zzz.toml")
    lines = run.out.splitlines()
    assert lines[0] == "out/aaa.flac: 1:34"
    assert all(line.endswith(": there already") for line in lines[1:])
    assert len(lines) == len(shipped) + 1
    assert (out / "aaa.lrc").exists()
    assert coach("render", "--all", "out", "--format", "flac").out.splitlines()[0] == "out/aaa.flac: there already"


def test_a_picture_of_the_session(coach: Coach) -> None:
    assert coach("show", "back", "--variant", "advanced", "--picture", "back.svg").out == "back.svg\n"
    drawn = ElementTree.parse(coach.cwd / "back.svg").getroot()
    texts = [element.text for element in drawn if element.tag.endswith("text")]
    assert texts[:2] == ["Back", "advanced, about 73 minutes"]
    assert {"Pull-up", "Stiff-legged deadlift", "Working sets for each muscle", "Lats", "15"} <= set(texts)
    assert coach("show", "back", "--variant", "advanced", "--picture", "back.png").status == 0
    (image,) = probed(coach.cwd / "back.png")["streams"]
    assert (image["width"], image["height"]) == (int(drawn.attrib["width"]), int(drawn.attrib["height"]))
    run = coach("show", "back", "--variant", "advanced", "--picture", "back.gif")
    assert (run.status, run.err) == (1, "coach: can't draw .gif; name it back.svg or back.png\n")
