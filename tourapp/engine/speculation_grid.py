"""Speculation at every setting a stage offers: four drafts, one to eight guesses a cycle, four temperatures.

Each of the 128 cells is a real run of draft and target on the default prompt, recorded because a run takes seconds and
a slider cannot wait (`.setup/record_speculation.py`: six minutes of one core, a file of 299 kB). Words stand once in a
table; probabilities are kept to six decimals; what follows from them is not kept. Another prompt is run for real.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from tourapp.assets import source_assets
from tourapp.engine.drafts import DRAFTS, make_draft
from tourapp.engine.model import Model
from tourapp.engine.record import DEFAULT_PROMPT
from tourapp.engine.recorded_table import read_table, write_table
from tourapp.engine.sampler import SamplingParams, uniform
from tourapp.engine.speculation_run import (
    SHIPPED_TOKENS,
    VERSION,
    Question,
    Rules,
    SpeculationRun,
    Turn,
    Verdicts,
    run_draft,
)
from tourapp.engine.speculative import ACCEPT
from tourapp.errors import UsageError

GAMMAS = range(1, 9)
TEMPERATURES = (0.0, 0.4, 0.8, 1.2)
USUAL = SamplingParams()
"""Top-k, top-p and seed of every cell, and the temperature of the usual one."""
DIGITS = 6
FILE = ("recordings", "speculation.json")


class PackedRules(msgspec.Struct, frozen=True, array_like=True):
    """`Rules` without what follows from it: places of words, p and q of those, and what the whole vocabulary adds."""

    words: tuple[int, ...]
    truth: tuple[float, ...]
    guess: tuple[float, ...]
    miss: float
    off_exact: float
    off_wrong: float


class PackedTurn(msgspec.Struct, frozen=True, array_like=True):
    """One pass: places of the words guessed and made, how many guesses held, p and q of each checked one."""

    guesses: tuple[int, ...]
    made: tuple[int, ...]
    accepted: int
    truth: tuple[float, ...]
    guess: tuple[float, ...]
    rules: PackedRules | None


class PackedRun(msgspec.Struct, frozen=True, array_like=True):
    """One cell: how the run ended, and its passes."""

    finish: str
    turns: tuple[PackedTurn, ...]


class SpeculationGrid(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All cells, each still text until it is asked for. numbers: u by the place of a token in the answer, the same in
    every cell, for it depends on seed and place alone."""

    version: int
    model: str
    layers: int
    prompt: str
    chat: bool
    top_k: int
    top_p: float
    seed: int
    tokens: int
    prompt_tail: tuple[str, ...]
    words: tuple[str, ...]
    numbers: tuple[float, ...]
    cells: dict[str, msgspec.Raw]

    def holds(self, question: Question, draft: str, gamma: int, tokens: int) -> bool:
        """Whether there is a cell of exactly this; an answer may be allowed more tokens than are run."""
        params = SamplingParams(question.params.temperature, self.top_k, self.top_p, self.seed)
        same = Question(self.prompt, self.chat, params) == question and tokens >= self.tokens
        return same and cell_name(draft, gamma, question.params.temperature) in self.cells

    def run(self, draft: str, gamma: int, temperature: float) -> SpeculationRun:
        """One cell, unpacked. UsageError for one that is not there or damaged."""
        name = cell_name(draft, gamma, temperature)
        try:
            kept = msgspec.json.decode(self.cells[name], type=PackedRun)
            turns = _unpacked(self, kept.turns)
        except (KeyError, IndexError, ZeroDivisionError, msgspec.DecodeError) as error:
            raise UsageError(f"recording of speculation: {name} is damaged ({error}); install tourapp again") from None
        return SpeculationRun(
            VERSION,
            self.model,
            self.layers,
            self.prompt,
            self.chat,
            SamplingParams(temperature, self.top_k, self.top_p, self.seed),
            draft,
            gamma,
            kept.finish,
            self.prompt_tail,
            turns,
            "recorded",
        )


def cell_name(draft: str, gamma: int, temperature: float) -> str:
    """What a cell is called: "int4 4 0.8"."""
    return f"{draft} {gamma} {temperature:g}"


def _unpacked(grid: SpeculationGrid, kept: Sequence[PackedTurn]) -> tuple[Turn, ...]:
    """The passes of a cell, with the random numbers that belong to their places."""
    words, turns, made = grid.words, [], 0
    for turn in kept:
        checks = []
        for place, (p, q) in enumerate(zip(turn.truth, turn.guess, strict=True)):
            held, number = place < turn.accepted, grid.numbers[made + place]
            checks.append(Verdicts(words[turn.guesses[place]], p, q, min(1.0, p / q), number, held))
        turns.append(
            Turn(
                guesses=tuple(words[at] for at in turn.guesses),
                checks=tuple(checks),
                accepted=turn.accepted,
                last=_last(turn),
                texts=tuple(words[at] for at in turn.made),
                rules=_rules(words, turn.rules) if turn.rules is not None else None,
            )
        )
        made += len(turn.made)
    return tuple(turns)


def _last(turn: PackedTurn) -> str:
    if not turn.guesses:
        return "plain"
    return "bonus" if turn.accepted == len(turn.guesses) else "residual"


def _rules(words: Sequence[str], kept: PackedRules) -> Rules:
    """Both rules at these words: keep what both models want; then what the exact one draws from sums to `miss`, so that
    its share of each word is the part of p above q, and the wrong one spreads `miss` like p."""
    pairs = tuple(zip(kept.truth, kept.guess, strict=True))
    return Rules(
        texts=tuple(words[at] for at in kept.words),
        truth=kept.truth,
        guess=kept.guess,
        exact=tuple(min(p, q) + max(p - q, 0.0) for p, q in pairs),
        wrong=tuple(min(p, q) + kept.miss * p for p, q in pairs),
        off_exact=kept.off_exact,
        off_wrong=kept.off_wrong,
        miss=kept.miss,
    )


class _WordTable:
    """Gives each word its place, in the order in which they come."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}

    def at(self, words: Sequence[str]) -> tuple[int, ...]:
        return tuple(self.places.setdefault(word, len(self.places)) for word in words)


def _packed(run: SpeculationRun, table: _WordTable) -> PackedRun:
    """A run as a cell. UsageError where six decimals would turn a verdict round."""
    turns = []
    for turn in run.turns:
        truth, guess = _short([check.p for check in turn.checks]), _short([check.q for check in turn.checks])
        for check, p, q in zip(turn.checks, truth, guess, strict=True):
            if not q or check.held != (check.number < min(1.0, p / q)):
                raise UsageError(f"{run.draft}, {run.gamma} guesses: {check} hangs on the last digits")
        rules = None if turn.rules is None else _packed_rules(turn.rules, table)
        turns.append(PackedTurn(table.at(turn.guesses), table.at(turn.texts), turn.accepted, truth, guess, rules))
    return PackedRun(run.finish, tuple(turns))


def _packed_rules(rules: Rules, table: _WordTable) -> PackedRules:
    words, truth, guess = table.at(rules.texts), _short(rules.truth), _short(rules.guess)
    return PackedRules(words, truth, guess, *_short([rules.miss, rules.off_exact, rules.off_wrong]))


def _short(values: Sequence[float]) -> tuple[float, ...]:
    return tuple(abs(round(value, DIGITS)) for value in values)


def record_grid(model: Model, tell: Callable[[str], None] | None = None) -> SpeculationGrid:
    """Run every cell, draft by draft; `tell` is given a line about each. Some minutes."""
    table, cells = _WordTable(), dict[str, msgspec.Raw]()
    tail: tuple[str, ...] = ()
    count = len(DRAFTS) * len(GAMMAS) * len(TEMPERATURES)
    for draft in DRAFTS:
        guesser = make_draft(draft, model)
        for gamma in GAMMAS:
            for temperature in TEMPERATURES:
                params = SamplingParams(temperature, USUAL.top_k, USUAL.top_p, USUAL.seed)
                run = run_draft(model, Question(DEFAULT_PROMPT, True, params), guesser, gamma)
                name = cell_name(draft, gamma, temperature)
                cells[name] = msgspec.Raw(msgspec.json.encode(_packed(run, table)))
                tail = run.prompt_tail
                if tell is not None:
                    held = f"{run.accepted} of {run.checked} held, {run.tokens} tokens in {len(run.turns)} passes"
                    tell(f"{len(cells)} of {count}: {name}: {held}")
    numbers = tuple(float(uniform(USUAL.seed, place, ACCEPT, 1)[0]) for place in range(SHIPPED_TOKENS + GAMMAS[-1]))
    return SpeculationGrid(
        VERSION,
        model.name,
        model.config.layers,
        DEFAULT_PROMPT,
        True,
        USUAL.top_k,
        USUAL.top_p,
        USUAL.seed,
        SHIPPED_TOKENS,
        tail,
        tuple(table.places),
        numbers,
        cells,
    )


def build_grid(model: Model, tell: Callable[[str], None] | None = None, path: Path | None = None) -> Path:
    """Make the shipped grid again in a source tree (or at `path`), whole or not at all; returns its path."""
    path = source_assets().joinpath(*FILE) if path is None else path
    write_table(path, record_grid(model, tell))
    return path


@lru_cache(maxsize=1)
def shipped_grid() -> SpeculationGrid:
    """The shipped grid, a few milliseconds. Raises MissingError when the file is gone, UsageError when damaged."""
    return read_table(FILE, SpeculationGrid)


@lru_cache(maxsize=1)
def shipped_run() -> SpeculationRun:
    """The cell of the usual settings. Raises as `shipped_grid` does."""
    return shipped_grid().run("int4", 4, USUAL.temperature)
