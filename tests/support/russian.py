"""A second language for the tests: a small Russian, without one Latin letter.

It has what English lacks: three forms of a plural ("1 повтор, 2 повтора, 5 повторов"), gender ("один подход", "одна
минута"), names that stand before their number, and no capital inside a sentence. It says less than the
coach's English does, as a language may.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from coach.clock import countdown
from coach.notation import Load, Reps, Span
from coach.progression.plates import Loading
from coach.progression.rounds import Rounds
from coach.routine.model import Group, Motion
from coach.session.answers import Answer, Reply
from coach.session.commands import Command
from coach.session.cut import Cut
from coach.session.done import Done
from coach.session.plan import Closing, FirstOrAgain, Opening, Prepare, Remark, Rest, Step, Switch, Tally, Work
from coach.session.sets import Ask, PhaseName, Set
from coach.units import MINUTE, SECOND, Ms

Forms = tuple[Literal["он", "она"], str, str, str]
"""A noun: its gender, and its forms for one, for two to four, and for many."""

REP: Final[Forms] = ("он", "повтор", "повтора", "повторов")
SET: Final[Forms] = ("он", "подход", "подхода", "подходов")
ROUND: Final[Forms] = ("он", "круг", "круга", "кругов")
EXERCISE: Final[Forms] = ("она", "штука", "штуки", "штук")
MINUTES: Final[Forms] = ("она", "минута", "минуты", "минут")
SECONDS: Final[Forms] = ("она", "секунда", "секунды", "секунд")
KILOS: Final[Forms] = ("он", "килограмм", "килограмма", "килограммов")
POUNDS: Final[Forms] = ("он", "фунт", "фунта", "фунтов")

SIDES: Final = {"left": "левая сторона", "right": "правая сторона"}
KINDS: Final = {"working": "подход", "warm-up": "разминочный подход", "drop": "подход со сбросом"}
GROUPS: Final = {
    "superset": "суперсет", "circuit": "круговая", "emom": "каждую минуту", "amrap": "сколько успеешь",
    "tabata": "табата", "ladder": "лестница",
}  # fmt: skip
SOUNDS: Final = {
    "tick": "тик",
    "go": "марш",
    "done": "стоп",
    "half": "половина",
    "rest": "отдых",
    "finished": "конец",
    "lift": "вверх",
    "lower": "вниз",
}
COMMANDS: Final = {
    Command.PAUSE: "пауза", Command.NEXT: "дальше", Command.BACK: "назад", Command.DONE: "готово",
    Command.WHERE: "где", Command.VARIANT: "вариант", Command.STOP: "хватит",
    Command.LATER: "потом", Command.SWAP: "другое", Command.SKIP: "мимо", Command.EXTRA: "ещё один",
    Command.REDO: "заново", Command.SHORTER: "короче",
}  # fmt: skip
REPLIES: Final = {
    Reply.PAUSED: "Пауза.",
    Reply.GO_ON: "Дальше.",
    Reply.ALMOST_OVER: "Почти всё.",
    Reply.NO_REST: "Сейчас не отдых.",
    Reply.NO_END: "Отдых без конца.",
    Reply.NO_VARIANT: "Другого варианта нет.",
    Reply.NO_SET: "Записывать нечего.",
    Reply.QUIET: "Молчу.",
    Reply.TALKING: "Говорю.",
    Reply.RESTART: "Ещё раз.",
    Reply.NOTHING_ELSE: "Больше ничего нет.",
    Reply.NO_SWAP: "Заменить нечем.",
    Reply.ON_CLOCK: "Идёт время.",
    Reply.OVER: "Всё уже сделано.",
}


def amount(n: int, noun: Forms) -> str:
    """A number of things, the first two numbers in words that agree with the noun."""
    gender, one, few, many = noun
    tens, ones = divmod(n % 100, 10)
    form = many if tens == 1 or ones == 0 or ones > 4 else one if ones == 1 else few
    words = {1: "один" if gender == "он" else "одна", 2: "два" if gender == "он" else "две"}
    return f"{words.get(n, n)} {form}"


def spoken_time(length: Ms) -> str:
    minutes, seconds = divmod(max(1, round(length / SECOND)), 60)
    parts = [amount(minutes, MINUTES)] if minutes else []
    return " ".join([*parts, *([amount(seconds, SECONDS)] if seconds or not minutes else [])])


def said(engine: str) -> Mapping[str, str]:
    return {}


def estimate(text: str) -> Ms:
    return Ms(300 + 70 * len(text))


def sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def opening(step: Opening) -> list[tuple[bool, str]]:
    what = f"{amount(step.exercises, EXERCISE)}, {amount(step.sets, SET)}, {spoken_time(step.about)}."
    return [(True, sentence(step.title)), (True, what)]


def cut(out: Cut) -> str:
    return f"Меньше: {amount(out.sets, SET)}."


def stopped(ago: Ms, set_: Set) -> str:
    return f"Остановка была {spoken_time(ago)} назад: {place(set_)}."


def warm_up_begins(first: Set) -> str:
    return "Сначала разминка."


def warm_up_ends(first: Set) -> str:
    return "Разминка окончена."


def group_name(group: Group) -> str:
    return f"{GROUPS[group.kind.name]} {group.id}"


def group_begins(set_: Set, members: Sequence[Set]) -> list[str]:
    if set_.round is None:
        return []
    rounds = amount(set_.round.of, ROUND) if set_.round.of else spoken_time(set_.round.group.cap or Ms(0))
    return [f"{GROUPS[set_.round.group.kind.name]}: {amount(len(members), EXERCISE)}, {rounds}."]


def reps(asked: Reps | Span) -> str:
    """The noun first: "повторов восемь" would be about eight, so that the number stands first for an exact one."""
    if isinstance(asked, Span):
        return spoken_time(asked.middle)
    if asked.high is None:
        return f"не меньше: {amount(asked.low, REP)}"
    return amount(asked.low, REP) if asked.low == asked.high else f"повторов: {asked.low}\u2013{asked.high}"


def what(set_: Set) -> str:
    asked = set_.exercise.working_sets
    return f"{set_.exercise.name}: {amount(len(asked), SET)}, {reps(asked[0].reps)}."


def load(value: Load) -> str:
    if value.percent is not None:
        return f"{value.percent:g} % от максимума"
    weight = amount(round(value.amount), KILOS if value.unit == "kg" else POUNDS) if value.unit else ""
    return " и ".join(filter(None, ["свой вес" if value.bodyweight else "", weight]))


def weight(set_: Set) -> list[str]:
    outing = set_.remembered.outings[0] if set_.remembered and set_.remembered.outings else ()
    before = f"В прошлый раз: {', '.join(str(done.reps) for done in outing)}." if outing else ""
    return [line for line in [before, *working_weight(set_)] if line]


def working_weight(set_: Set) -> list[str]:
    if set_.asked.load is None:
        return []
    return [loading(set_.loading, set_.asked.load) if set_.loading else f"Вес: {load(set_.asked.load)}."]


def loading(made: Loading, wanted: Load) -> str:
    return f"На гриф: {load(wanted)}, с каждой стороны {', '.join(f'{plate:g}' for plate in made.side)}."


def easier(set_: Set) -> str:
    return f"Тяжело? Тогда {set_.exercise.easier}." if set_.exercise.easier else ""


def note(text: str) -> str:
    return f"Заметка: {text}."


def first_in_turn(set_: Set) -> str:
    return f"Первое: {set_.exercise.name}."


def get_ready() -> str:
    return "Приготовься."


def when_ready() -> str:
    return "Скажи, когда начать."


def in_position(set_: Set) -> str:
    return "На место."


def one_more(which: FirstOrAgain) -> str:
    return "Ещё один подход?"


def remark(one: Remark) -> str:
    match one.kind:
        case "progress":
            return ""
        case "breathing":
            return f"Дыши спокойно: {amount(one.n + 1, ('он', 'раз', 'раза', 'раз'))}."
        case "sets left":
            return f"Ещё {amount(one.n, SET)}."
        case "time left":
            return f"Ещё {spoken_time(Ms(one.n))}."
    return sentence(one.text)


def count(rep: int, set_: Set, tells_least: bool) -> tuple[str, ...]:
    return (f"{rep}.",)


def phase(name: PhaseName, begins: Motion) -> str:
    return {"lift": "Вверх.", "lower": "Вниз.", "hold": "Держи."}[name]


def halfway() -> str:
    return "Половина."


def minutes_left(minutes: int) -> str:
    return f"Ещё {amount(minutes, MINUTES)}."


def ten_seconds() -> str:
    return "Десять секунд."


def time_is_up() -> str:
    return "Время."


def how_many(which: Ask) -> str:
    if which == "rpe":
        return "Тяжело ли было, от одного до десяти?"
    if which == "rir":
        return "Сколько повторов ещё осталось?"
    return f"Сколько было повторов{', ' + SIDES[which] if which in SIDES else ''}?"


def button() -> str:
    return "Кнопка наушников: готово."


def rounds(score: Rounds) -> str:
    return f"{amount(score.whole, ROUND)} и {amount(score.reps, REP)}."


def last_rounds(score: Rounds) -> str:
    return f"В прошлый раз: {rounds(score)}"


def rest(length: Ms) -> tuple[str, ...]:
    return (f"Отдых: {spoken_time(length)}.", "Отдых.")


def own_rest(which: str) -> tuple[str, ...]:
    return ("Отдых, сколько нужно.", "Отдых.")


def next_set(set_: Set, time_left: Ms | None = None) -> tuple[str, ...]:
    return (f"Далее {place(set_)}.", f"{set_.exercise.name}.")


def switch(set_: Set) -> tuple[str, ...]:
    return (f"Теперь {SIDES[set_.side] if set_.side else KINDS[set_.asked.kind]}.",)


def closing(step: Closing) -> str:
    tally, title = step.tally, step.title
    return f"{title}: {amount(tally.exercises, EXERCISE)}, {amount(tally.sets, SET)}, {spoken_time(tally.length)}."


def bests(tally: Tally) -> str:
    return f"Рекорд: {', '.join(tally.bests)}." if tally.bests else ""


def improved(tally: Tally) -> str:
    more = (*tally.more_load, *tally.more_reps)
    return f"Больше, чем в прошлый раз: {', '.join(more)}." if more else ""


def coming(step: Closing) -> str:
    return f"Далее: {step.coming.title}." if step.coming else ""


def answer(given: Answer, exercises: int) -> tuple[str, ...]:
    match given:
        case Answer(Reply.REST_LEFT, left=int(left)):
            return (f"Отдыхать ещё {spoken_time(left)}.",)
        case Answer(Reply.COMING, set=Set() as coming):
            return next_set(coming)
        case Answer(Reply.LATER | Reply.SKIPPED | Reply.SWAPPED | Reply.EXTRA | Reply.REDO, set=Set() as coming):
            return (f"Теперь {place(coming)}.",)
        case Answer(Reply.SHORTER, cut=Cut() as cut):
            return (f"Осталось {spoken_time(cut.left)}.",)
        case Answer(Reply.COUNTED, done=Done(reps=int(reps))):
            return (f"{amount(reps, REP)}.",)
        case Answer(Reply.NOTED, done=Done() as done):
            return (f"Записано: {amount(done.reps or 0, REP)}{', ' + load(done.load) if done.load else ''}.",)
        case Answer(Reply.NEW_NOTE, note=note):
            return (f"Записано: {note}.",)
        case Answer(Reply.WHERE, step=step) if step is not None:
            return (f"{step_name(step)}.",)
    return (REPLIES[given.reply],) if given.reply in REPLIES else ()


def returns(set_: Set) -> str:
    return f"Снова {place(set_)}."


def nothing_said() -> str:
    return "Ещё ничего не сказано."


def place(set_: Set) -> str:
    """The exercise first, then which set: "жим, второй подход" would be said; written, the number comes last."""
    side = f", {SIDES[set_.side]}" if set_.side else ""
    name = "круг" if set_.round else KINDS[set_.asked.kind]
    return f"{set_.exercise.name}, {name} №{set_.number}{side}"


def headline(step: Step) -> str:
    return "РАБОТА" if isinstance(step, Work) else "ОТДЫХ" if isinstance(step, Rest) else "СЛУШАЙ"


def paused_headline() -> str:
    return "ПАУЗА"


def caption_name(step: Step, title: str) -> str:
    match step:
        case Opening() | Closing():
            return title
        case Rest():
            return "Отдых"
    return step.set.exercise.name


def caption_place(step: Step) -> str:
    match step:
        case Opening() | Closing():
            return ""
        case Rest(before=before):
            return f"далее {place(before)}"
    return place(step.set)


def caption_asked(step: Step) -> str:
    match step:
        case Opening() | Closing() | Rest():
            return ""
    return joined(reps(step.set.asked.reps), load_label(step.set.asked.load) if step.set.asked.load else "")


def caption_next(set_: Set | None) -> str:
    return "Далее конец" if set_ is None else f"Далее {place(set_)}"


def session_left(length: Ms) -> str:
    return f"ещё {amount(round(length / MINUTE), MINUTES)}"


def joined(*parts: str) -> str:
    return "; ".join(filter(None, parts))


def step_name(step: Step) -> str:
    match step:
        case Opening():
            return "начало"
        case Prepare(set=set):
            return f"приготовься: {set.exercise.name}"
        case Work(set=set):
            return place(set)
        case Switch(set=set):
            return "другая сторона" if set.second_side else "сброс"
        case Rest():
            return "отдых"
        case Closing():
            return "конец"


def paused() -> str:
    return "пауза"


def sound_label(sound: str) -> str:
    return f"[{SOUNDS[sound]}]"


def command_label(command: Command) -> str:
    return COMMANDS[command]


def command_help(command: Command) -> str:
    return f"здесь: {COMMANDS[command]}"


def time_label(length: Ms) -> str:
    return f"{round(length / SECOND)} сек" if length < MINUTE else countdown(length)


def load_label(value: Load) -> str:
    if value.percent is not None:
        return f"{value.percent:g} %"
    unit = {"kg": "кг", "lb": "фунт"}.get(value.unit or "", "")
    return "+".join(filter(None, ["свой" if value.bodyweight else "", f"{value.amount:g} {unit}" if unit else ""]))


def chapter(step: Step) -> str:
    match step:
        case Opening() | Closing():
            return step_name(step)
        case Rest(before=set) | Prepare(set=set) | Work(set=set) | Switch(set=set):
            return group_name(set.round.group) if set.round else set.exercise.name


def picture_length(variant: str, length: Ms) -> str:
    return f"{variant}: {amount(round(length / MINUTE), MINUTES)}"


def cover_length(variant: str, length: Ms) -> str:
    return f"{variant}: {round(length / MINUTE)} мин"


def muscle_heading() -> str:
    return "Подходы на мышцу"


def muscle_label(muscle: str) -> str:
    return muscle
