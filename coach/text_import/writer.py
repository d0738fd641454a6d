"""Writes a `Draft` as the text of a routine file, with a comment for each thing that could not be carried."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from coach.errors import printable, quoted
from coach.routine.file.catalogue import slug
from coach.text_import.draft import FIELDS, Comment, Draft, DraftExercise, Leftover


def write_routine(draft: Draft, source: str, title: str) -> str:
    """The routine as TOML. `source` says where the lines came from; `title` is used if they have none."""
    head = [f"# From {printable(source)}. What could not be carried stands here as a comment."]
    head.append(f"title = {_text(draft.title or title)}")
    blocks = [head, *([["[defaults]", f"rest = {_text(draft.rest)}"]] if draft.rest else [])]
    before = _before(draft)
    blocks += [[*before.pop(entry.line, []), *_table("warm_up", entry)] for entry in draft.warm_up]
    blocks += [[*before.pop(entry.line, []), *_table("exercise", entry)] for entry in draft.exercises]
    groups = dict.fromkeys(entry.group for entry in draft.exercises if entry.group)
    blocks += [[f"[group.{group}]", *_group(draft, group)] for group in groups]
    blocks += before.values()
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def write_program(routines: Sequence[str], source: str, title: str) -> str:
    """A program of the `routines`, one a day, in their order, as TOML."""
    head = f"# From {printable(source)}: its days, in their order. docs/programs.md says what else there is."
    days = [f"[[day]]\nroutine = {_text(routine)}" for routine in routines]
    return "\n\n".join([f"{head}\ntitle = {_text(title)}", *days]) + "\n"


def _before(draft: Draft) -> dict[int, list[str]]:
    """The comments before each exercise, by its line: what was written between it and the one before.

    Those after the last exercise are under 0.
    """
    lines = sorted(entry.line for entry in (*draft.warm_up, *draft.exercises))
    found: dict[int, list[str]] = defaultdict(list)
    for item in sorted(draft.loose, key=lambda item: item.line):
        found[next((line for line in lines if line >= item.line), 0)].append(_comment(item))
    return found


def _table(name: str, entry: DraftExercise) -> Iterator[str]:
    yield f"[[{name}]]"
    if entry.use is None:
        yield f"name = {_text(entry.name)}"
    else:
        yield f"use = {_text(entry.use)}" + ("" if slug(entry.name) == entry.use else f"  # {printable(entry.name)}")
    if entry.group:
        yield f"group = {_text(entry.group)}"
    for field in FIELDS:
        if field in entry.fields:
            value = entry.fields[field]
            yield f"{field} = {int(value) if value.isdecimal() else _text(value)}"
    yield from (_comment(comment) for comment in entry.comments)
    yield from (_comment(leftover) for leftover in entry.leftovers)


def _group(draft: Draft, group: str) -> Iterator[str]:
    for key, value in draft.groups.get(group, {"kind": "superset"}).items():
        written = f"[{value}]" if key == "reps" else str(int(value)) if value.isdecimal() else _text(value)
        yield f"{key} = {written}"


def _comment(item: Leftover | Comment) -> str:
    if isinstance(item, Comment):
        return f"# {printable(item.text)}"
    return f"# Line {item.line}, not carried: {quoted(printable(item.text))}: {item.reason}"


def _text(value: str) -> str:
    """A TOML string. What is printable has no characters that TOML and JSON escape differently."""
    return json.dumps(printable(value), ensure_ascii=False)
