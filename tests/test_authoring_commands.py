"""Writing one's own routines: `coach new` and `coach edit`, from the first file to the words that are heard."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.library.find import Library, shipped
from coach.routine.file.catalogue import Catalogue
from coach.routine.file.copy import retitled, title_of, with_schema, written_out
from coach.routine.file.reader import read_routine
from coach.routine.file.toml import parse
from coach.routine.model import Routine, Variant
from coach.session.plan import Step
from coach.session.planner import plan
from tests.conftest import Coach
from tests.support.checked import lengths

SHIPPED = Library((shipped() / "routines",))


@pytest.fixture
def own(coach: Coach) -> Path:
    return coach.config / "routines"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return SHIPPED.catalogue()


def sessions(routine: Routine) -> dict[str, tuple[Step, ...]]:
    """The steps of each variant's session; but for the title, and for the catalogue's ids, which a copy may lack."""
    return {variant.name: plan(_bare(routine), variant.name).steps for variant in routine.variants}


def _bare(routine: Routine) -> Routine:
    def without_lifts(variant: Variant) -> Variant:
        parts = ("warm_up", "exercises")
        return replace(variant, **{p: tuple(replace(e, own_lift="") for e in getattr(variant, p)) for p in parts})

    return replace(routine, title="", variants=tuple(map(without_lifts, routine.variants)))


def test_a_new_routine_is_there_to_be_heard(coach: Coach, own: Path) -> None:
    run = coach("new", "leg-day")
    assert (run.status, run.err) == (0, "")
    assert run.out == (
        f"Wrote {own}/leg-day.toml\n"
        "\n"
        "  coach edit leg-day    opens it in your editor, and checks it when you leave\n"
        "  coach check leg-day   says what is wrong with it, and how long it takes\n"
        "  coach script leg-day  shows all that the coach will say\n"
        "  coach start leg-day   does it, aloud; with --from 2 it begins at the superset\n"
    )
    rows = [line.split() for line in coach("list").out.splitlines()]
    assert ["leg-day", "Leg", "day", "standard,", "beginner", "10", "min"] in rows
    check = coach("check", "leg-day")
    assert (check.status, check.err, lengths(check.out)) == (0, "", "leg-day: standard …, beginner …\n")
    said = coach("start", "leg-day", "--from", "2", "--dry-run").out
    heard = [line.split("  ")[-1] for line in said.splitlines()]
    begins = heard.index("Superset, two rounds: push-up, then towel row.")
    assert heard[begins + 1] == "Push-up. Six to ten reps."
    assert {"Towel row. Eight reps.", "Pull the towel to your ribs.", "Next: towel row."} <= set(heard[begins:])
    first = (own / "leg-day.toml").read_text().splitlines()[0]
    assert first == "#:schema ./routine.schema.json"
    assert (own / "routine.schema.json").read_text() == coach("schema").out


def test_a_copy_goes_before_the_one_that_ships(coach: Coach, own: Path) -> None:
    run = coach("new", "back", "--from", "back")
    assert (run.status, run.err) == (0, "")
    assert run.out == (
        f"Wrote {own}/back.toml\n"
        "From now on back means this one; the one that comes with the coach is as it was.\n"
        "\n"
        "  coach edit back    opens it in your editor, and checks it when you leave\n"
        "  coach check back   says what is wrong with it, and how long it takes\n"
        "  coach script back  shows all that the coach will say\n"
        "  coach start back   does it, aloud\n"
    )
    assert (own / "back.toml").read_text() == SHIPPED.path("back").read_text()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["../x"], "\"../x\" can't be a routine's name; {rule}: coach new x"),
        ([".hidden"], "\".hidden\" can't be a routine's name; {rule}: coach new hidden"),
        (["leg day"], "\"leg day\" can't be a routine's name; {rule}: coach new leg-day"),
        (["mine.toml"], "\"mine.toml\" can't be a routine's name; {rule}: coach new mine"),
        (["a\\b"], "\"a\\b\" can't be a routine's name; {rule}: coach new a-b"),
        ([""], "\"\" can't be a routine's name; {rule}: coach new mine"),
        (["x" * 61], f"\"{'x' * 61}\" can't be a routine's name; {{rule}}: coach new {'x' * 60}"),
        (["mine", "--from", "bakc"], 'there is no routine "bakc"; did you mean "back"?'),
        (["mine", "--from", "gone.toml"], "gone.toml: there is no such file; coach list names the routines"),
        (["mine", "--from", "bad.toml"], 'bad.toml:1: "title" has an empty text; {empty}'),
    ],
)
def test_names_and_options_that_new_refuses(coach: Coach, own: Path, words: list[str], message: str) -> None:
    (coach.cwd / "bad.toml").write_text('title = ""\n[[exercise]]\nname = "Row"\n')
    run = coach("new", *words)
    rule = "use up to 60 letters, digits, hyphens and underscores"
    expected = message.format(rule=rule, empty="write something to say, or leave it out")
    assert (run.status, run.out, run.err) == (1, "", f"coach: {expected}\n")
    assert not own.exists()


def test_new_never_overwrites(coach: Coach, own: Path) -> None:
    own.mkdir(parents=True)
    (own / "mine.toml").write_text("mine\n")
    for words in (["mine"], ["mine", "--from", "back", "--inline"]):
        run = coach("new", *words)
        assert (run.status, run.out) == (1, "")
        assert run.err == (
            f"coach: {own}/mine.toml: is there already; coach edit mine opens it, or choose another name\n"
        )
    assert (own / "mine.toml").read_text() == "mine\n"


@pytest.mark.parametrize("inline", [[], ["--inline"]], ids=["copied", "inline"])
@pytest.mark.parametrize("name", SHIPPED.names())
def test_a_copy_is_the_same_session_with_its_comments(coach: Coach, own: Path, name: str, inline: list[str]) -> None:
    assert coach("new", f"{name}-2", "--from", name, *inline).status == 0
    copied = Library((own,)).load(f"{name}-2")
    original = SHIPPED.load(name)
    assert copied.title == title_of(f"{name}-2", original.title)
    assert sessions(copied) == sessions(original)
    before, after = SHIPPED.path(name).read_text(), (own / f"{name}-2.toml").read_text()
    assert ("use =" in after) == (not inline)
    comments = [line.partition("#")[2] for line in before.splitlines()]
    kept = [line.partition("#")[2] for line in after.splitlines()]
    assert [c for c in kept if c] == [c for c in comments if c]
    if not inline:
        changes = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
        assert changes == [f'- title = "{original.title}"', f'+ title = "{copied.title}"']


def test_a_copy_with_the_catalogue_written_out_passes_its_check(coach: Coach) -> None:
    coach("new", "mine", "--inline")
    coach("new", "arms-2", "--from", "arms", "--inline")
    run = coach("check", "mine", "arms-2")
    assert (run.status, run.err) == (0, "")
    assert [lengths(line) for line in run.out.splitlines()] == [
        "mine: standard …, beginner …",
        "arms-2: beginner …, advanced …",
    ]


@pytest.mark.parametrize(
    ("name", "copied", "title"),
    [
        ("leg-day", "", "Leg day"),
        ("leg_day_2", "", "Leg day 2"),
        ("mine", "Back", "Back, mine"),
        ("back", "Back", "Back"),
        ("back-at-home", "Back", "Back at home"),
        ("mine", "B" * 100, "Mine"),
    ],
)
def test_titles(name: str, copied: str, title: str) -> None:
    assert title_of(name, copied) == title


def test_a_title_of_its_own() -> None:
    text = "# Mine\r\n[[exercise]]\r\nname = 'Row' # hard\r\n"
    assert retitled(f"'title' = '''\nOld'''  # old\n{text}", 'The "new" one') == (
        f'title = "The \\"new\\" one"  # old\n{text}'
    )


def test_the_line_for_editors_of_toml() -> None:
    with_line = with_schema('title = "T"\n', "./routine.schema.json")
    assert with_line == '#:schema ./routine.schema.json\ntitle = "T"\n'
    assert with_schema(with_line, "https://example.org/x.json") == '#:schema https://example.org/x.json\ntitle = "T"\n'


PULLS = """
[pull-up]
name = "Pull-up"
muscles = ["lats", "upper back"]
secondary = ["biceps"]
equipment = ["a pull-up bar"]
tempo = "2-0-2-0"
why = "It makes the back wide."
setup = ["Hang from the bar, palms facing away, hands just wider than the shoulders."]
cues = ["Pull your elbows down to your ribs.", "Chin over the bar, slowly.", "Lower all the way; don't drop."]
reminders = ["Elbows to the ribs."]
tips = ["The pull-up is the foundation of a strong back.", "Change your grip week to week, from wide to narrow."]
mistakes = ["Swinging the legs."]
easier = "ring-row"

[ring-row]
name = "Ring row"
meaning = "A ring row is a row under two rings."
cues = ["Chest to the rings."]
"""


def test_fields_that_a_copy_writes_out() -> None:
    text = """[[exercise]]
use = "pullup"  # the hardest
reps = 5
[variant.home]
swap.pull-up = { reps = 9, use = "ring row" }  # easy
"""
    assert (
        written_out(text, Catalogue([parse(PULLS, "pulls.toml")]))
        == """[[exercise]]
name = "Pull-up"  # the hardest
tempo = "2-0-2-0"
why = "It makes the back wide."
setup = ["Hang from the bar, palms facing away, hands just wider than the shoulders."]
cues = [
    "Pull your elbows down to your ribs.",
    "Chin over the bar, slowly.",
    "Lower all the way; don't drop.",
]
reminders = ["Elbows to the ribs."]
tips = [
    "The pull-up is the foundation of a strong back.",
    "Change your grip week to week, from wide to narrow.",
]
mistakes = ["Swinging the legs."]
muscles = ["lats", "upper back"]
secondary = ["biceps"]
equipment = ["a pull-up bar"]
easier = "ring-row"
reps = 5
[variant.home]
swap.pull-up.reps = 9  # easy
swap.pull-up.name = "Ring row"
swap.pull-up.meaning = "A ring row is a row under two rings."
swap.pull-up.cues = ["Chest to the rings."]
"""
    )


HEAD = 'title = "T"\n'
PULL_UP = '[[exercise]]\nuse = "pull-up"\n'


@pytest.mark.parametrize(
    "text",
    [
        '[defaults]\ntempo = "3-0-3-0"\ncues = ["Slowly."]\n' + PULL_UP + '[[warm_up]]\nuse = "cat-camel"\n',
        PULL_UP + 'name = "Chin over the bar"\ntempo = "x-0-x-0"\n[variant.a]\nchange.pull-up = { sets = 1 }\n',
        PULL_UP + 'id = "first"\n[variant.a]\nswap.first = { use = "pulley-row", id = "x" }\n[variant.b]\nfrom = "a"\n',
        PULL_UP + '[variant.a]\ntempo = "3-0-3-0"\nswap.pull-up = { use = "machine-row" }\n',
        PULL_UP + '[variant.a]\ntempo = "3-0-3-0"\nswap.pull-up = { use = "cat-camel" }\n',
        PULL_UP + '[variant.a]\nswap.pull-up = { use = "cat-camel" }\nchange.pull-up = { tempo = "1-0-1-0" }\n',
        PULL_UP + '[variant.a]\ntempo = "3-0-3-0"\nadd = [{ use = "plank", reps = "20 s" }, { use = "cat-camel" }]\n',
        PULL_UP + '[variant.a]\nswap.pull-up.use = "side-plank"\nswap.pull-up.reps = "20 s"\n',
        PULL_UP + '[variant.a]\nswap = { "pull-up" = { use = "cat-camel", reps = 4 } }\n',
        PULL_UP + '[variant.a.swap]\npull-up = { use = "cat-camel", sets = [{ reps = 4 }, { reps = 3 }] }\n',
        PULL_UP + '[variant.a.swap.pull-up]\n"use" = "cat-camel"',
        PULL_UP + '[variant]\na = { swap.pull-up = { use = "cat-camel" } }\nb = { swap.pull-up.use = "plank" }\n',
        'warm_up = [\n  { use = "cat-camel" },  # slowly\n  { use = "easy-cardio", reps = "1 min" },\n]\n' + PULL_UP,
        PULL_UP + '[variant.a]\nwarm_up = [{ use = "easy-cardio", reps = "1 min" }]\n',
        '[[exercise]]\nname = "Row"\nuse = "easy cardio"\nreps = "1 min"\n',
    ],
)  # fmt: skip
def test_the_session_stays_the_same_however_it_is_written(text: str, catalogue: Catalogue) -> None:
    out = written_out(HEAD + text, catalogue)
    assert not re.search(r"\buse\b", out)
    before, after = (read_routine(one, "t.toml", "t", catalogue) for one in (HEAD + text, out))
    assert sessions(after) == sessions(before)


def test_the_shell_completes_the_athletes_own_routines(coach: Coach) -> None:
    coach("new", "ball")

    def completed(words: str) -> list[str]:
        count = str(len(words.split()) - 1)
        env = {"_COACH_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": count}
        return coach(env=env).out.split()

    assert completed("coach edit ba") == ["ball"]
    assert completed("coach new x --from ba") == ["back", "ball"]
    assert completed("coach check ba") == ["back", "ball"]


def test_help(coach: Coach) -> None:
    commands = [" ".join(line.split()) for line in coach("--help").out.splitlines()]
    assert "new Write a routine of your own, to start from." in commands
    assert "edit Open one of your routines in your editor." in commands
    shown = coach("new", "--help").out
    assert shown.startswith("Usage: coach new [OPTIONS] {NAME}\n\n  Write a routine of your own, to start from.\n")
    shown = coach("edit", "--help").out
    assert shown.startswith("Usage: coach edit [OPTIONS] {ROUTINE}\n\n  Open one of your routines in your editor.\n")
