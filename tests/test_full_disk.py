"""A disk without room: what is there stays, and the coach has its voice."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.conftest import Coach
from tests.support.gym import broken_off
from tests.test_journal_faults import own_disk

MINI = str(Path(__file__).with_name("mini.toml"))
NO_ROOM = "No room for the coach's words (no space left on device). Going on; they are made anew each time."


def with_disk(coach: Coach, folder: Path, options: str, script: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs a shell `script`, with a disk mounted on `folder`; the coach's command is its arguments."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["unshare", "-rm", "sh", "-c", f"mount -t tmpfs -o {options} tmpfs {folder} && {script}", "sh"]
    return subprocess.run(
        [*command, *coach.command(*words)], env=coach.env, cwd=coach.cwd, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip


@own_disk
def test_a_voice_without_room_for_its_clips_is_heard(coach: Coach) -> None:
    """As it is with room: each session makes them in memory, or wherever there is some, and leaves nothing there."""
    coach.env["XDG_CACHE_HOME"] = str(coach.home / "cache")
    assert coach("render", MINI, "-o", "plain.wav").status == 0
    folder = coach.home / "cache" / "voice-coach" / "clips"
    temporary = coach.home / "temporary"
    temporary.mkdir()
    coach.env["TMPDIR"] = str(temporary)
    run = with_disk(coach, folder, "size=100k", 'exec "$@"', "render", MINI, "-o", "full.wav")
    assert run.returncode == 0
    assert [line for line in run.stderr.splitlines() if "room" in line] == [f"coach: {NO_ROOM}"]
    assert abs((coach.cwd / "full.wav").stat().st_size - (coach.cwd / "plain.wav").stat().st_size) < 10_000
    assert list(temporary.iterdir()) == []


@own_disk
def test_what_was_exported_before_stays_where_there_is_no_room_for_more(coach: Coach) -> None:
    broken_off(coach, MINI, after="(done)")
    kept = coach.home / "kept"
    fill = f"echo before > {kept}/log.csv; ! dd if=/dev/zero of={kept}/ballast 2> /dev/null"
    for words in (["export", "--csv", "-o"], ["journal", "backup"]):
        there = kept / ("log.csv" if "export" in words else "new.db")
        run = with_disk(coach, kept, "size=40k", f'{fill}; "$@"; cat {kept}/log.csv; ls {kept}', *words, str(there))
        assert run.stdout.split() == ["before", "ballast", "log.csv"], run.stderr
        assert "full" in run.stderr or "no space left on device" in run.stderr
        assert "Traceback" not in run.stderr
