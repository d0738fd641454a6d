"""Files that nobody would write but that disks produce: each is reported in one line, or read again."""

from __future__ import annotations

import json
import os
import random
import signal
import struct
import subprocess
import tracemalloc
from pathlib import Path

import pytest

from coach.audio.clip import RATE
from coach.audio.sounds import BadSound, load_called
from coach.library.find import Library, shipped
from coach.library.index import Index, stamp_of
from coach.library.read_cache import ReadCache
from coach.routine.model import Routine
from tests.conftest import Coach

ROW = 'title = "Mine"\n[[exercise]]\nname = "Row"\nreps = 3\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"x = {'[' * 150}{']' * 150}\n{ROW}", "is nested too deeply; write it flatter"),
        (f"x = {'[' * 50_000}", "is nested too deeply; write it flatter"),
        (f"x = {'{ a = ' * 150}1{' }' * 150}\n{ROW}", "is nested too deeply; write it flatter"),
        (f"{ROW}{'a.' * 300}b = 1\n", "is nested too deeply; write it flatter"),
        (f"{ROW}sets = {'9' * 5000}\n", "5: has a number of thousands of digits; write a number that a person would"),
    ],
)
def test_texts_that_nobody_would_write(coach: Coach, text: str, message: str) -> None:
    (coach.cwd / "mine.toml").write_text(text)
    for words in (["check", "mine.toml"], ["start", "mine.toml", "--dry-run"]):
        run = coach(*words)
        assert run.status == 1, run.err
        told = (run.out + run.err).splitlines()[0].removeprefix("coach: ")
        assert told in (f"mine.toml: {message}", f"mine.toml:{message}")


@pytest.mark.parametrize("kind", ["folder", "pipe", "circle", "digits", "deep"])
def test_a_configuration_that_is_no_file(coach: Coach, kind: str) -> None:
    path = coach.config / "config.toml"
    path.parent.mkdir(parents=True)
    reason = "is not a file; move it away, or put a text file there"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "circle":
        path.symlink_to(path)
        reason = "can't be read: too many levels of symbolic links; check its name and permissions"
    elif kind == "digits":
        path.write_text(f"rate = {'1' * 5000}\n")
        reason = "1: has a number of thousands of digits; write a number that a person would"
    else:
        path.write_text(f"rate = {'[' * 150}{']' * 150}\n")
        reason = "is nested too deeply; write it flatter"
    run = coach("config", timeout=20)
    assert (run.status, run.out) == (1, "")
    assert run.err in (f"coach: {path}: {reason}\n", f"coach: {path}:{reason}\n")


def test_no_command_waits_for_a_pipe_among_the_routines(coach: Coach) -> None:
    folder = coach.config / "routines"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "pipe.toml")
    (folder / "folder.toml").mkdir()
    (folder / "circle.toml").symlink_to(folder / "circle.toml")
    run = coach("list", timeout=60)
    assert (run.status, run.err) == (0, "")


@pytest.mark.parametrize("found", ['{"basis": "b", "rows": []}', "[]", "", "null", "9" * 5000, "[" * 100_000])
def test_an_index_that_another_wrote(tmp_path: Path, found: str) -> None:
    file, path = tmp_path / "mine.toml", tmp_path / "listed.json"
    file.write_text(ROW)
    path.write_text(found)
    index = Index(path, "b")
    assert index.known(file) is None
    index.keep(file, {"title": "Mine"}, stamp_of(file))
    index.save()
    assert Index(path, "b").known(file) == {"title": "Mine"}
    written = path.read_bytes()
    for at in range(0, len(written), 7):
        path.write_bytes(written[:at] + bytes([written[at] ^ 1]) + written[at + 1 :])
        assert Index(path, "b").known(file) is None


def test_a_file_saved_between_being_read_and_remembered(tmp_path: Path) -> None:
    file, cache, index = tmp_path / "mine.toml", ReadCache(tmp_path / "cache", "b", Routine), Index(tmp_path / "i", "b")
    file.write_text(ROW)
    stamp, read = stamp_of(file), Library(()).load(str(file))
    file.write_text(ROW.replace("Row", "Pull"))
    os.utime(file, (1, 1))
    cache.keep(file, read, stamp)
    index.keep(file, {"title": "Mine"}, stamp)
    assert (cache.get(file), index.known(file)) == (None, None)


def test_a_kept_routine_with_a_bit_changed_is_read_again(tmp_path: Path) -> None:
    file, cache = tmp_path / "mine.toml", ReadCache(tmp_path / "cache", "b", Routine)
    file.write_text(ROW)
    cache.keep(file, Library(()).load(str(file)), stamp_of(file))
    (kept,) = (tmp_path / "cache").iterdir()
    written = kept.read_bytes()
    for at in range(len(written)):
        kept.write_bytes(written[:at] + bytes([written[at] ^ 1]) + written[at + 1 :])
        assert cache.get(file) is None


def test_excerpts_of_lines_that_end_as_on_windows_and_of_wide_letters(coach: Coach) -> None:
    (coach.cwd / "mine.toml").write_bytes('title = "Mine"\r\n[[exercise]]\r\nname = "引体向上"; rest = 3\r\n'.encode())
    assert "\\r" not in coach("check", "mine.toml").out
    (coach.cwd / "mine.toml").write_text('title = "Mine"\nexercise = [{ name = "引体向上", rep = 3 }]\n')
    _, line, marks, *_ = coach("check", "mine.toml").out.splitlines()
    assert line.index("rep = 3") + 4 == marks.index("^")


def test_a_table_with_wide_names(coach: Coach) -> None:
    folder = coach.config / "routines"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(ROW.replace("Mine", "引体向上 \U0001f4aa"))
    (line,) = [line for line in coach("list").out.splitlines() if line.startswith("mine ")]
    (other,) = [line for line in coach("list").out.splitlines() if line.startswith("back ")]
    # Four letters and an emoji, each of which takes two columns.
    assert line.index("standard") + 5 == other.index("beginner")


def test_a_watch_goes_on_while_an_editor_renames(coach: Coach) -> None:
    folder = coach.config / "routines"
    folder.mkdir(parents=True)
    file = folder / "mine.toml"
    file.write_text(ROW)
    process = subprocess.Popen(
        coach.command("check", "mine", "--watch"), env=coach.env, cwd=coach.cwd, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert process.stdout
    while "watching" not in process.stdout.readline():
        pass
    file.rename(folder / "mine.toml~")
    while "watching" not in process.stdout.readline():
        pass
    (folder / "mine.new").write_text(ROW + "nonsense = 1\n")
    (folder / "mine.new").rename(file)
    while "nonsense" not in process.stdout.readline():
        pass
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2199-01-01", '"2199-01-01" lies ahead; write the day on which it was done'),
        ("0001-01-01", '"0001-01-01" is not a date; write 2026-11-20 or 2026-11-20 18:30'),
        ("1950-01-01", '"1950-01-01" is too long ago; write the day on which it was done'),
        ("9999-12-31T23:59:59", '"9999-12-31T23:59:59" lies ahead; write the day on which it was done'),
    ],
)
def test_a_session_on_a_day_that_cannot_be(coach: Coach, day: str, message: str) -> None:
    run = coach("log", "gym", "--add", "dip 8", "--on", day)
    assert (run.status, run.err) == (1, f"coach: {message}\n")
    assert not json.loads(coach("history", "--json").out or "[]")


def test_hostile_sounds_are_used_or_refused(tmp_path: Path) -> None:
    """A sound with bytes changed, cut short, or with another format's head."""
    whole = (shipped() / "sounds" / "go.wav").read_bytes()
    chance = random.Random(3)
    refused = 0
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 2, 6))):
            data[chance.randrange(60)] = chance.choice((0, 255, 128, chance.randrange(256)))
        if chance.random() < 0.2:
            data = data[: chance.randrange(len(data))]
        if chance.random() < 0.2:
            data = bytearray(chance.choice((b"ID3", b"fLaC", b"OggS", b"\xff\xfb")) + chance.randbytes(300))
        (tmp_path / "go.wav").write_bytes(data)
        try:
            load_called("go.wav", [tmp_path])
        except BadSound:
            refused += 1
    assert 100 < refused < 300


def wav(rate: int = RATE, channels: int = 1, data: bytes = bytes(9600), claimed: int | None = None) -> bytes:
    """A WAV file of 16 bits, with what its head claims."""
    size = len(data) if claimed is None else claimed
    form = struct.pack("<IHHIIHH", 16, 1, channels, rate, rate * 2, 2 * channels, 16)
    return b"RIFF" + struct.pack("<I", size) + b"WAVEfmt " + form + b"data" + struct.pack("<I", size) + data


@pytest.mark.parametrize(
    ("sound", "found"),
    [
        (wav(claimed=0xFFFF_FFFF), "100 ms"),
        (wav(rate=44_100, claimed=0xFFFF_FFFF), "109 ms"),
        (wav(rate=1), "lasts longer than the 5 s that this sound may last"),
        (wav(rate=0), "is not a sound file that can be read; save it as WAV"),
        (wav(channels=0), "is not a sound file that can be read; save it as WAV"),
        (wav()[:44], "has no sound in it"),
        (wav()[:20], "is not a sound file that can be read; save it as WAV"),
        (b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + bytes(900), "is not a sound file that can be read; save it as WAV"),
        (b"\xff\xfb\x90\0" * 3000, "is not a sound file that can be read; save it as WAV"),
    ],
    ids=["4 GB", "4 GB, 44.1 kHz", "1 Hz", "0 Hz", "no channel", "empty", "half a head", "a tag of 256 MB", "no MP3"],
)
def test_a_sound_whose_head_lies(tmp_path: Path, sound: bytes, found: str) -> None:
    """What it claims takes neither memory nor time."""
    (tmp_path / "gong.wav").write_bytes(sound)
    tracemalloc.start()
    said = sound_or_reason(tmp_path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (said, most < 20_000_000) == (found, True)


def sound_or_reason(folder: Path) -> str:
    """How long `gong.wav` in `folder` is, or why it can't be used."""
    try:
        return f"{load_called('gong.wav', [folder]).length} ms"
    except BadSound as error:
        return error.reason


def test_a_sound_that_is_a_whole_film(tmp_path: Path) -> None:
    with (tmp_path / "gong.wav").open("wb") as file:
        file.truncate(3_000_000_000)
    assert sound_or_reason(tmp_path) == "has 3000 MB; save only what is to be heard of it"
