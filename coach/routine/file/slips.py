"""Explains why a file isn't TOML, in the author's words, and finds as many of these slips as possible at once.

A text that isn't TOML is parsed again and again: each time, the slip in the line at which the parser stops is named and
mended in a copy, so that the parser gets to the next one. The copy has the same lines, so that other mistakes in the
file are shown at their places. Nothing is ever written back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

import tomli
from msgspec import Struct

from coach.errors import Code, Mistake, printable
from coach.routine.file.suggestions import spelling_meant

_MOST: Final = 20
_WIDEST: Final = 60
_LONGEST: Final = 2000
_LARGE: Final = 50_000
"""Texts with more characters than this would take too long to be parsed twenty times."""


class Slip(Struct, frozen=True):
    """What is wrong with one line, what to do, and the line as it was meant (None if that can't be told)."""

    message: str
    hint: str
    mended: str | None = None


def slips_of(text: str, file: str) -> tuple[list[Mistake], str | None]:
    """Every slip of `text`, which isn't TOML, and the text as it was meant; None if that remains open."""
    if whole := _another_format(text):
        return [Mistake(*whole, file, code=Code.NOT_TOML)], None
    lines = text.split("\n")
    found = _single_brackets(lines, file)
    while len(found) < (_MOST if len(text) < _LARGE else 2):
        try:
            tomli.loads("\n".join(lines))
            return found, "\n".join(lines)
        except tomli.TOMLDecodeError as error:
            at, slip = _slip(lines, error)
            column, end = _underlined(lines[at])
            found.append(Mistake(slip.message, slip.hint, file, at + 1, "", Code.NOT_TOML, column, end))
            if slip.mended is None or slip.mended == lines[at]:
                return found, None
            lines[at] = slip.mended
        except (RecursionError, ValueError):  # nested too deeply, or a number of thousands of digits
            return found, None
    return found, None


_NAMES: Final = r"(?:exercises?|warm[_ -]?ups?|days?|phases?)"
_REPEATED: Final = re.compile(
    rf"\s*(?:\[\s*(?P<single>{_NAMES})\s*\]|\[\[\s*(?P<name>{_NAMES})\s*\]\])\s*(?:#.*)?$", re.IGNORECASE
)
"""The head of a table of which there may be several, as authors write it: [exercises] for [[exercise]]."""


def _single_brackets(lines: list[str], file: str) -> list[Mistake]:
    """Mends every [exercise] in `lines`, all at once: with one of them, its keys run into those of the next."""
    found = []
    for index, line in enumerate(lines):
        header = _REPEATED.match(line)
        if not header:
            continue
        single = header["single"]
        written = (single or header["name"]).casefold()
        name = "warm_up" if written.startswith("w") else written.rstrip("s")
        if header["name"] == name:
            continue
        message = "one bracket stands for a single table" if single else f'it is called "{name}"'
        column, end = _underlined(line)
        hint = f"write [[{name}]], with two brackets" if single else f"write [[{name}]]"
        found.append(Mistake(message, hint, file, index + 1, "", Code.NOT_TOML, column, end))
        lines[index] = f"[[{name}]]"
    return found


def _underlined(line: str) -> tuple[int, int]:
    return len(line) - len(line.lstrip()) + 1, max(2, len(line.rstrip()) + 1)


def _another_format(text: str) -> tuple[str, str] | None:
    """What a text is that was never meant to be TOML, and what to do."""
    if text.startswith("{\\rtf"):
        return "is rich text (RTF), not plain text", "save it as plain text: in TextEdit, Format, Make Plain Text"
    rows = [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    if text.lstrip()[:1] == "{":
        return "is JSON, not TOML", 'write title = "…", then [[exercise]] and its fields; coach new shows one'
    yaml = [row for row in rows if re.match(r"\s*(?:-\s+)?[\w-]+:(?:\s|$)|\s*-\s|---\s*$", row)]
    if len(rows) >= 2 and 2 * len(yaml) > len(rows) and not any(re.match(r"\s*\[", row) for row in rows):
        return "is YAML, not TOML", 'write title = "…", then [[exercise]] and its fields; coach new shows one'
    return None


def _slip(lines: Sequence[str], error: tomli.TOMLDecodeError) -> tuple[int, Slip]:
    """The line of the slip, from 0, and what it is."""
    at = min(error.lineno, len(lines)) - 1
    if (begun := _text_begun(lines)) is not None and "nterminated" in error.msg:
        return begun, Slip('a text that begins with """ never ends', 'close it with """')
    if error.msg.startswith('Expected "\'"'):
        # Without another such quote below it, the parser stops at the end of the file.
        odd = [index for index in range(at + 1) if re.search(r"=\s*'[^']*$", lines[index])]
        at = odd[-1] if odd else at
    if "Unclosed array" in error.msg or "Unclosed inline" in error.msg or "Invalid value" in error.msg:
        at = _list_begun(lines, at)
    if len(lines[at]) > _LONGEST:
        return at, Slip("not TOML: a very long line that doesn't end as it should", "split it")
    for looked in (at, at - 1) if not lines[at].strip() and at else (at,):
        for look in _LOOKS:
            if slip := look(lines[looked], lines[:looked], error.msg):
                return looked, slip
    reason = error.msg[:1].lower() + error.msg[1:]
    return at, Slip(f"not TOML: {reason} (column {error.colno})", "see toml.io")


def _text_begun(lines: Sequence[str]) -> int | None:
    """The line with the triple quotes that are never closed."""
    begun = None
    for index, line in enumerate(lines):
        for _ in re.findall('"""', line):
            begun = index if begun is None else None
    return begun


def _list_begun(lines: Sequence[str], at: int) -> int:
    """The line itself, or, if it begins something new, the line before, whose list isn't closed."""
    if at and re.match(r"\s*(?:\[\[?\w|[\w-]+\s*=)", lines[at]) and lines[at - 1].count("[") > lines[at - 1].count("]"):
        return at - 1
    return at


_CURLY: Final = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_KEY: Final = r"(?P<key>[A-Za-z_][\w-]*)"
_LITERAL: Final = re.compile(
    r"(?:true|false|[+-]?(?:inf|nan)|[+-]?(?:0|[1-9][0-9_]*)(?:\.[0-9_]+)?(?:[eE][+-]?[0-9]+)?"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}:[0-9]{2}:[0-9]{2})"
)
_ARRAYS: Final = ("exercise", "warm_up", "call", "add", "day", "phase", "week")


def _curly(line: str, before: Sequence[str], reason: str) -> Slip | None:
    straight = line.translate(_CURLY).replace("= \u2018", '= "').replace("\u2019\u2019", '"')
    straight = re.sub(r"=\s*['\u2018]([^'\u2019]*)\u2019\s*$", r'= "\1"', straight)
    if straight == line:
        return None
    return Slip("it has curly quotes; TOML's are straight", f"write {_shown(straight)}", straight)


def _slashes(line: str, before: Sequence[str], reason: str) -> Slip | None:
    found = re.match(r"(?P<code>[^\"']*?|.*[\"'\]}0-9a-z]\s+)//\s?(?P<said>.*)$", line)
    if not found:
        return None
    mended = f"{found['code']}# {found['said']}"
    return Slip("a comment begins with #, not with //", f"write {_shown(mended)}", mended)


def _header(line: str, before: Sequence[str], reason: str) -> Slip | None:
    found = re.match(r"\s*(?P<open>\[+)\s*(?P<name>[\w .\"-]+?)\s*(?P<close>\]*)\s*(?P<after>#.*)?$", line)
    if not found:
        return None
    name, last = found["name"], found["name"].split(".")[-1].strip()
    wanted = 2 if last in _ARRAYS or max(len(found["open"]), len(found["close"])) == 2 else 1
    mended = f"{'[' * wanted}{name}{']' * wanted}"
    if last in _ARRAYS and (len(found["open"]), len(found["close"])) == (1, 1):
        return Slip("one bracket stands for a single table", f"write {mended}, with two brackets", mended)
    if len(found["open"]) != len(found["close"]) or len(found["open"]) > 2:
        return Slip("a bracket is missing or too many", f"write {mended}", mended)
    if " " in name.strip('"') and '"' not in name:
        return Slip("a name with spaces has quotes", f'write [{name.rpartition(".")[0]}."{last}"]'.replace("[.", "["))
    if "twice" in reason or "Cannot" in reason:
        first = next((n for n, other in enumerate(before, 1) if other.split("#")[0].strip() == mended), None)
        hint = f"put its fields below line {first}" if first else "give it another name"
        return Slip(f"[{name}] is there already", hint, f"# {line}")
    return None


def _no_equals(line: str, before: Sequence[str], reason: str) -> Slip | None:
    found = re.match(rf"(?P<indent>\s*){_KEY}\s*(?::\s*=?|:=|==|\s)\s*(?P<value>[^\s=:].*)$", line)
    if not found or re.match(rf"\s*{_KEY}\s*=[^=]", line):
        return None
    mended = f"{found['indent']}{found['key']} = {_quoted_where_needed(found['value'])}"
    return Slip(f"between {found['key']} and its value stands one =", f"write {_shown(mended)}", mended)


def _quotes(line: str, before: Sequence[str], reason: str) -> Slip | None:
    """A quote that is missing at the end or the beginning."""
    found = re.match(rf"(?P<head>\s*{_KEY}\s*=\s*)(?P<value>.*?)\s*$", line)
    if not found:
        return None
    if found["value"][:1] in ("'", "[") and '"' not in found["value"] and found["value"].count("'") % 2:
        apostrophe = re.fullmatch(r"'([^'\"\\\\]*'[^'\"\\\\]*)'", found["value"])
        if apostrophe:
            mended = f'{found["head"]}"{apostrophe[1]}"'
            return Slip(f"the text of {found['key']} has an apostrophe", f"write {_shown(mended)}", mended)
        return Slip(f"a quote is missing in {found['key']}", "each text has two: '…'")
    if len(re.findall(r'(?<!\\)"', found["value"])) % 2 == 0:
        return None
    value, key = found["value"], found["key"]
    if re.fullmatch(r"\"[^\"']*'|'[^\"']*\"", value):
        mended = f'{found["head"]}"{value[1:-1]}"'
        return Slip(
            f"the text of {key} begins with one kind of quote and ends with another", f"write {_shown(mended)}", mended
        )
    if value.startswith('"') and value.count('"') == 1:
        text, _, comment = value.partition(" #")
        mended = f'{found["head"]}{text.rstrip()}"' + (f"  #{comment}" if comment else "")
        return Slip(f"the text of {key} has no closing quote", f"write {_shown(mended)}", mended)
    if value.endswith('"') and value.count('"') == 1 and value[0] not in "[{":
        mended = f'{found["head"]}"{value}'
        return Slip(f"the text of {key} has no opening quote", f"write {_shown(mended)}", mended)
    return Slip(f"a quote is missing in {key}", 'each text has two: "…"')


def _unquoted(line: str, before: Sequence[str], reason: str) -> Slip | None:
    """A text without quotes: alone, in a list or in a table."""
    found = re.match(rf"(?P<head>\s*{_KEY}\s*=\s*)(?P<value>[^\"'].*?)?\s*(?P<comment>(?<=\s)#.*)?$", line)
    if not found:
        return None
    value, key = found["value"] or "", found["key"]
    if not value:
        return Slip(f"{key} has no value", f'write {key} = "…", or leave the line out', f"# {line}")
    if value[0] in "[{":
        mended = found["head"] + _in_brackets(value)
        if mended == f"{found['head']}{value}":
            return None
        lacks = "quotes" if mended.count('"') > line.count('"') else "comma or bracket"
        return Slip(f"{key} lacks {'its' if lacks == 'quotes' else 'a'} {lacks}", f"write {_shown(mended)}", mended)
    if _LITERAL.fullmatch(value):
        return None
    mended = found["head"] + _quoted_where_needed(value)
    wrong = "has no quotes" if mended.endswith('"') else "is not written like that"
    hint = spelling_meant(key, value) or f"write {_shown(mended)}"
    return Slip(f"{key}: {printable(value)} {wrong}", hint, mended)


def _comma(line: str, before: Sequence[str], reason: str) -> Slip | None:
    """A comma or a semicolon after a value, as other formats have it."""
    found = re.match(
        rf"(?P<whole>\s*{_KEY}\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'\[{{,;]+))\s*[,;]\s*(?P<after>#.*)?$", line
    )
    if not found:
        return None
    mended = found["whole"] + (f"  {found['after']}" if found["after"] else "")
    return Slip("a line has no comma or semicolon at its end", f"write {_shown(mended)}", mended)


def _joined(line: str, before: Sequence[str], reason: str) -> Slip | None:
    """Two fields on one line."""
    value = r"(?:\"[^\"]*\"|'[^']*'|[^\s\"'\[{,;=]+)"
    found = re.match(rf"\s*(?P<first>{_KEY}\s*=\s*{value})\s*[,;]?\s+(?P<rest>[A-Za-z_][\w-]*\s*=.*)$", line)
    if not found:
        return None
    first, rest = found["first"], found["rest"].strip()
    # What follows can't be told to the parser on the same line; its own slips are found once it stands alone.
    return Slip("two fields stand on one line", f"write {first} and {rest}, with a line for each", f"{first}  # {rest}")


def _quoted_where_needed(value: str) -> str:
    """A value as TOML has it: in quotes, but for numbers and true or false."""
    value = value.strip().rstrip(",;").strip()
    if value.casefold() in ("true", "yes", "false", "no"):
        return "true" if value.casefold() in ("true", "yes") else "false"
    if value[:1] in "\"'[{" or _LITERAL.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _in_brackets(value: str) -> str:
    """A list or a table on one line with quotes about its bare texts, and commas between its items."""
    value = re.sub(r'("|\])(\s+)(?=["\[{])', r"\1,\2", value)
    if value.count("[") > value.count("]"):
        value = f"{value.rstrip(',')}]"
    if value.count("{") > value.count("}"):
        value = f"{value.rstrip(',')}}}"
    parts = re.split(r'("(?:[^"\\]|\\.)*"|\'[^\']*\')', value)
    bare = r"(?<![\w.\"])[A-Za-z0-9+%][^,=\[\]{}\"']*(?=\s*[,\]}])"
    return "".join(
        part if index % 2 else re.sub(bare, lambda found: _quoted_where_needed(found[0]), part)
        for index, part in enumerate(parts)
    )


def _twice(line: str, before: Sequence[str], reason: str) -> Slip | None:
    """A key that its table has already."""
    found = re.match(rf"\s*{_KEY}\s*=", line)
    if not found or not ("overwrite" in reason or "twice" in reason or "Duplicate" in reason or "mutate" in reason):
        return None
    key = found["key"]
    first = 0
    for number, other in enumerate(before, 1):
        if re.match(r"\s*\[", other):
            first = 0
        elif re.match(rf"\s*{key}\s*=", other):
            first = number
    where = f" in line {first} as well" if first else " already"
    begins = key in ("use", "name")
    hint = "a new exercise begins with [[exercise]]" if begins else "leave one of them out"
    return Slip(f'"{key}" stands{where}', hint, f"# {line}")


_LOOKS: Final[Sequence[Callable[[str, Sequence[str], str], Slip | None]]] = (
    _curly,
    _comma,
    _joined,
    _header,
    _twice,
    _slashes,
    _quotes,
    _no_equals,
    _unquoted,
)


def _shown(line: str) -> str:
    text = printable(line.strip())
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}\u2026"
