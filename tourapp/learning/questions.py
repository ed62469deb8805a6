"""Questions with numbers of one's own: a template, numbers drawn from the learner's seed, an answer worked out by the
cost model or a formula, and the usual mistakes, each with its own message.

The same learner, template and attempt give the same question on every computer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

import msgspec

from tourapp import specs
from tourapp.assets import asset_path
from tourapp.errors import DamagedFileError, TourError
from tourapp.learning.expressions import ExpressionError, in_unit
from tourapp.learning.labs.seeds import Draw
from tourapp.quantity.formula import compiled, evaluate
from tourapp.sim.cost import Scenario, cost
from tourapp.sim.cost.machine import machine
from tourapp.sim.cost.scenario import figure
from tourapp.words import Phrase

FILE = ("lessons", "questions.json")
TRIES = 40
"""Numbers are drawn anew so often until no usual mistake comes near the answer."""
APART = 1.5
"""So many tolerances a mistake must be away from the answer."""
LIKE = 0.02
"""A share of what a mistake gives: so near is an answer taken for that mistake."""
SCENARIO = ("model", "gpu", "gpus", "weight_bits", "kv_bits", "batch", "context", "prompt_tokens")
BOX_UNITS = ("B", "kB", "MB", "GB", "s", "ms", "FLOP/B")
"""Units that the boxes reckon in; the others are plain numbers with a name."""
E = {"e": math.e}
NAME = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
WORDS = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Range(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a number is drawn from: the choices, or low to high in steps."""

    choices: list[int | float | str] = []
    low: float = 0.0
    high: float = 0.0
    step: float = 1.0

    def at(self, draw: Draw, what: str) -> int | float | str:
        """The value of a draw."""
        if self.choices:
            return self.choices[draw.number(what, len(self.choices))]
        value = self.low + self.step * draw.number(what, round((self.high - self.low) / self.step) + 1)
        return round(value) if float(self.step).is_integer() and float(self.low).is_integer() else round(value, 6)


class Wrong(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A usual mistake: the formula of what it gives, and what to say."""

    formula: WORDS
    words: WORDS


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of question. given: names in its formulas, and the cost model's figures behind them, for the scenario
    (whose values may be names of parameters); rel, near: how far off still counts, as a share or as an amount."""

    id: NAME
    skill: NAME
    text: WORDS
    parameters: dict[str, Range]
    answer: WORDS
    unit: NAME
    wrong: Annotated[list[Wrong], msgspec.Meta(min_length=2)]
    rel: float = 0.02
    near: float = 0.0
    given: dict[str, NAME] = {}
    scenario: dict[str, int | str] = {}


class Spoken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question to be answered aloud, and four points to tick. about: what it is about, in a few words; scene: the one
    to read again, which need not be its skill's."""

    id: NAME
    skill: NAME
    about: NAME
    scene: NAME
    text: WORDS
    points: Annotated[list[WORDS], msgspec.Meta(min_length=4, max_length=4)]


class Skill(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What some of the questions are about: how it is called, and the scene to read where it went wrong."""

    id: NAME
    words: WORDS
    scene: NAME


class QuestionFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them."""

    templates: list[Template]
    spoken: list[Spoken]
    skills: list[Skill]


@dataclass(frozen=True, slots=True)
class DrawnQuestion:
    """A question that was drawn. answer, wrong: in `unit`, the mistakes each with what to say."""

    id: str
    skill: str
    text: Phrase
    answer: float
    unit: str
    tolerance: float
    wrong: tuple[tuple[float, str], ...]

    def right(self, value: float) -> bool:
        """Whether a number counts as the answer."""
        return abs(value - self.answer) <= self.tolerance


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """What a typed answer is worth: whether it is right, the number read (None where it is none), what to say."""

    ok: bool
    value: float | None
    words: Phrase


@lru_cache(maxsize=1)
def questions() -> QuestionFile:
    """The file. DamagedFileError where it cannot be used."""
    try:
        return msgspec.json.decode(asset_path(*FILE).read_bytes(), type=QuestionFile)
    except (OSError, msgspec.MsgspecError) as error:
        raise DamagedFileError("/".join(FILE), f"cannot be read ({error})") from error


def is_usable() -> bool:
    """Whether the file can be used."""
    try:
        return bool(questions().templates)
    except DamagedFileError:
        return False


def skills() -> tuple[str, ...]:
    """What the questions are about, in the order of the file."""
    return tuple(dict.fromkeys(each.skill for each in questions().templates))


def skill_of(id: str) -> Skill:
    """A skill by its id."""
    return next(each for each in questions().skills if each.id == id)


def numbers_of(question: DrawnQuestion) -> str:
    """What tells one question of a template from another: the numbers it was drawn with."""
    return ", ".join(f"{name}={value}" for name, value in sorted(question.text.fields.items()))


def drawn(template: Template, learner: str, attempt: int = 1) -> DrawnQuestion:
    """A template with numbers of a learner's own."""
    found = None
    for number in range(TRIES):
        draw = Draw(f"{learner}\0{number}", template.id, attempt)
        values = {name: each.at(draw, name) for name, each in template.parameters.items()}
        found = _made(template, values)
        if len(found.wrong) == len(template.wrong):
            return found
    assert found is not None
    return found


def _made(template: Template, values: Mapping[str, Any]) -> DrawnQuestion:
    names = {**E, **{name: value for name, value in values.items() if not isinstance(value, str)}}
    names |= _figures(template, values)
    right = _value(template.answer, names)
    off = max(template.rel * abs(right), template.near) + 1e-9 * abs(right)
    mistakes = [(_value(each.formula, names), each.words) for each in template.wrong]
    apart = tuple((value, words) for value, words in mistakes if abs(value - right) > APART * off)
    shown = {name: _shown(name, value) for name, value in values.items()}
    return DrawnQuestion(template.id, template.skill, Phrase(template.text, **shown), right, template.unit, off, apart)


def _value(formula: str, names: Mapping[str, float]) -> float:
    used = {name: names[name] for name in compiled(formula).names}
    return float(evaluate(formula, used))


def _shown(name: str, value: Any) -> Any:
    """A parameter as it is printed: models and GPUs by their names."""
    if name == "model":
        return specs.model(value).name
    return specs.gpu(value).name if name == "gpu" else value


def _figures(template: Template, values: Mapping[str, Any]) -> dict[str, float]:
    if not template.given:
        return {}
    asked = {name: values.get(str(told), told) for name, told in template.scenario.items()}
    asked |= {name: value for name, value in values.items() if name in SCENARIO}
    paths = tuple(template.given.values())
    try:
        found = _of_scenario(tuple(sorted(asked.items())), paths)
    except (TourError, AttributeError, TypeError) as error:
        raise DamagedFileError("/".join(FILE), f"question {template.id}: {error}") from error
    return dict(zip(template.given, found, strict=True))


@lru_cache(maxsize=512)
def _of_scenario(asked: tuple[tuple[str, Any], ...], paths: tuple[str, ...]) -> tuple[float, ...]:
    scenario = Scenario(**dict(asked))
    costs, box = cost(scenario), machine(scenario)
    found = []
    for path in paths:
        kind, _, field = path.partition(".")
        if kind == "machine":
            value = getattr(box, field).value
        elif kind == "model":
            value = figure(scenario.model_spec, field).value
        else:
            value = getattr(scenario, field) if kind == "scenario" else costs.number(path).value
        found.append(float(value))
    return tuple(found)


def judged(question: DrawnQuestion, typed: str) -> JudgedAnswer:
    """What a typed answer is worth; a wrong one is held against the usual mistakes."""
    try:
        value = in_unit(*_in_its_unit(typed, question.unit))
    except ExpressionError as error:
        return JudgedAnswer(False, None, error.words)
    if question.right(value):
        return JudgedAnswer(True, value, Phrase("Right."))
    wrong, words = min(question.wrong, key=lambda mistake: abs(value - mistake[0]))
    if abs(value - wrong) <= LIKE * abs(wrong):
        return JudgedAnswer(False, value, Phrase(words))
    far = "Too low." if value < question.answer else "Too high."
    return JudgedAnswer(False, value, Phrase(far))


def _in_its_unit(typed: str, unit: str) -> tuple[str, str]:
    """What was typed, and the unit that the boxes know it in; other units may stand there or not."""
    if unit in BOX_UNITS:
        return typed, unit
    return typed.strip().removesuffix(unit if unit != "1" else "").removeprefix("$"), "1"
