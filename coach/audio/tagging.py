"""The labels of a compressed file, written into it by mutagen once its sound is there."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from mutagen.flac import FLAC, Picture
from mutagen.id3 import APIC, CHAP, COMM, CTOC, ID3, PRIV, TIT2, TPE1, CTOCFlags, PictureType
from mutagen.mp4 import MP4, MP4Cover
from mutagen.oggopus import OggOpus

from coach.audio.formats import Tags
from coach.audio.labels import Chapter, Labels
from coach.clock import timestamp

_COVER_SIZE_BITS: Final = 32
_UTF_8: Final = 3


def write_tags(path: Path, tags: Tags, labels: Labels) -> None:
    """Writes `labels` into the file `path` as `tags` of that kind. Raises `OSError`."""
    _WRITERS[tags](path, labels)


def _write_id3(path: Path, labels: Labels) -> None:
    """ID3 has chapters in tables of contents, and some players list all chapters there are: so the exercises alone."""
    tag = ID3()
    tag.add(TIT2(encoding=_UTF_8, text=[labels.title]))
    tag.add(TPE1(encoding=_UTF_8, text=[labels.artist]))
    tag.add(COMM(encoding=_UTF_8, lang="eng", desc="", text=[labels.summary]))
    if labels.cover:
        tag.add(APIC(encoding=_UTF_8, mime="image/png", type=PictureType.COVER_FRONT, desc="", data=labels.cover))
    names = {f"c{number:04}": chapter for number, chapter in enumerate(labels.chapters)}
    if names:
        flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
        tag.add(CTOC("toc", flags, [*names], [TIT2(encoding=_UTF_8, text=[labels.title])]))
    longest = max((len(chapter.title.encode()) for chapter in labels.chapters), default=0)
    for name, chapter in names.items():
        tag.add(_chapter(name, chapter, longest))
    tag.save(path)


def _chapter(name: str, chapter: Chapter, longest: int) -> CHAP:
    """The frame of a chapter; one whose title is `longest` bytes long is as long as any other.

    mutagen writes short frames before long ones, and equally long ones by their names. There are players that
    take chapters in the order of the file.
    """
    title = TIT2(encoding=_UTF_8, text=[chapter.title])
    filler = PRIV(owner="", data=bytes(longest - len(chapter.title.encode())))
    # No byte offsets: players find the place by its time.
    nowhere = 0xFFFFFFFF
    return CHAP(name, chapter.start, chapter.end, nowhere, nowhere, [title, filler])


def _write_mp4(path: Path, labels: Labels) -> None:
    file = MP4(path)
    file.tags or file.add_tags()
    file["\xa9nam"] = labels.title
    file["\xa9ART"] = labels.artist
    file["\xa9cmt"] = file["desc"] = labels.summary
    if labels.cover:
        file["covr"] = [MP4Cover(labels.cover, MP4Cover.FORMAT_PNG)]
    file.save()


def _write_flac(path: Path, labels: Labels) -> None:
    file = FLAC(path)
    file.update(_comments(labels))
    if labels.cover:
        file.add_picture(_picture(labels.cover))
    file.save()


def _write_opus(path: Path, labels: Labels) -> None:
    file = OggOpus(path)
    file.update(_comments(labels))
    if labels.cover:
        file["metadata_block_picture"] = [base64.b64encode(_picture(labels.cover).write()).decode()]
    file.save()


_WRITERS: Final[dict[Tags, Callable[[Path, Labels], None]]] = {
    "id3": _write_id3,
    "mp4": _write_mp4,
    "flac": _write_flac,
    "opus": _write_opus,
}


def _comments(labels: Labels) -> dict[str, Any]:
    return {
        "title": [labels.title],
        "artist": [labels.artist],
        "comment": [labels.summary],
        **dict(_chapter_comments(labels)),
    }


def _chapter_comments(labels: Labels) -> Iterator[tuple[str, list[str]]]:
    for number, chapter in enumerate(labels.chapters, 1):
        yield f"CHAPTER{number:03}", [timestamp(chapter.start)]
        yield f"CHAPTER{number:03}NAME", [chapter.title]


def _picture(cover: bytes) -> Picture:
    picture = Picture()
    picture.type = PictureType.COVER_FRONT
    picture.mime = "image/png"
    # A PNG's width and height stand in its head.
    picture.width, picture.height = (int.from_bytes(cover[at : at + 4], "big") for at in (16, 20))
    picture.depth = _COVER_SIZE_BITS
    picture.data = cover
    return picture
