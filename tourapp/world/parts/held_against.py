"""World parts of what is held against the world: every measured serving run beside what this product says of it, ideal
and with its terms one after another; errors on runs that a fit had not seen.

Not here: the model (`sim.cost.achieved`), the fit, and the numbers of one run (`world.held_run`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp import specs
from tourapp.quantity import Quantity
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost.achieved.many import FIRST_PARTS, ManyRuns, many_runs
from tourapp.sim.cost.terms.band import Band, band_of
from tourapp.sim.cost.terms.mechanisms import TERMS
from tourapp.specs import MeasuredRun
from tourapp.words import Phrase
from tourapp.world.declare import Block, Pairs, choice
from tourapp.world.held_run import (
    Cloud,
    FirstPart,
    RunNumbers,
    UnseenRow,
    cloud_of,
    first_parts,
    median_over,
    nearest_runs,
    run_numbers,
    unseen_rows,
)
from tourapp.world.part import PartView, part

ALL, DENSE, EXPERTS = "all", "dense", "experts"


@dataclass(frozen=True, slots=True)
class TermStep:
    """One step from the ideal time to the achieved one: its id, what it counts, and the terms of the model it adds."""

    id: str
    name: Phrase
    terms: tuple[str, ...]


STEPS = (
    TermStep("operators", Phrase("memory and math below peak"), ("weights", "experts", "attention")),
    TermStep("launch", Phrase("kernels start one by one"), ("launch", "expert_launch", "latent_launch")),
    TermStep("all_reduce", Phrase("GPUs add up their parts"), ("all_reduce",)),
    TermStep("exchange", Phrase("tokens travel to experts"), ("exchange",)),
    TermStep("sequences", Phrase("the host's work"), ("sequences",)),
    TermStep("other_prompts", Phrase("prompts of others"), ("other_prompts",)),
)
"""In the order of the story; together they hold every term of the model."""


def _models() -> Pairs:
    """The measured models, by id."""
    known = specs.models()
    ids = dict.fromkeys(run.model for run in specs.measured_runs().runs)
    return [(id, known[id].name if id in known else id) for id in ids]


def _gpus() -> Pairs:
    """The measured machines, by id."""
    known = specs.gpus()
    ids = dict.fromkeys(run.gpu for run in specs.measured_runs().runs)
    return [(id, known[id].name if id in known else id) for id in ids]


@dataclass(frozen=True)
class HeldInputs(Block):
    """Which runs are shown, which term is left out, and how runs were kept from the fit."""

    held_model: str = choice(
        "Models shown",
        lambda: (("all", "all"), ("dense", "dense ones"), ("experts", "those with experts"), *_models()),
        ALL,
    )
    held_gpu: str = choice("Machines shown", lambda: (("all", "all"), *_gpus()), ALL)
    held_time: str = choice("Which time", (("token", "per token"), ("first", "first token")), "token")
    held_without: str = choice(
        "Term left out",
        (
            ("none", "nothing"),
            ("launch", "kernel starts"),
            ("all_reduce", "adding up"),
            ("exchange", "expert exchange"),
            ("sequences", "the host's work"),
            ("other_prompts", "prompts of others"),
        ),
        "none",
    )
    held_unseen: str = choice(
        "Not seen by the fit", (("folds", "a fifth"), ("gpu", "its GPU"), ("model", "its model")), "folds"
    )


def _few_runs() -> ManyRuns:
    """Until all are there: those that are of one kind with the first one."""
    runs = specs.measured_runs().runs
    kind = (runs[0].model, runs[0].gpu, runs[0].gpus)
    return many_runs([run for run in runs if (run.model, run.gpu, run.gpus) == kind])


@part("held_runs", slow=True, stand_in=_few_runs)
def _held_runs(view: PartView) -> ManyRuns:
    return many_runs(specs.measured_runs().runs)


@dataclass(frozen=True, slots=True, eq=False)
class HeldAgainst:
    """The shown ones of the measured runs. shown [n]: which of all that have a time; nearest: places of the shown ones,
    the most like the scenario first. ideal, token, first: what is said beside what was measured, for the ideal step,
    the time between tokens and the time to the first token; first_ideal: the prefill alone. None where no shown run has
    both. steps: the time between tokens [n] after each of `STEPS`, without the one that is left out; ratios: measured
    over said at each, the ideal first; first_parts: what the time to the first token is made of."""

    runs: tuple[MeasuredRun, ...]
    story: tuple[TermStep, ...]
    shown: np.ndarray
    all: Quantity
    nearest: tuple[int, ...]
    ideal: Cloud | None
    token: Cloud | None
    first: Cloud | None
    first_ideal: Cloud | None
    steps: tuple[np.ndarray, ...]
    ratios: tuple[Quantity, ...]
    first_parts: tuple[FirstPart, ...]
    token_band: Band
    first_band: Band

    def numbers(self, place: int) -> RunNumbers:
        """What was measured of a run, by its place, and what is said of it."""
        return run_numbers(self.runs[place])


@dataclass(frozen=True, slots=True)
class HeldNames:
    """Names of machines and models by id, which runs [n] are of models without experts, and the engines that ran."""

    dense: tuple[bool, ...]
    engines: tuple[str, ...]
    gpus: dict[str, str]
    models: dict[str, str]


@part("held_names", needs=("held_runs",))
def _held_names(view: PartView) -> HeldNames:
    models, gpus, runs = specs.models(), specs.gpus(), view.held_runs.runs
    return HeldNames(
        tuple(run.model in models and models[run.model].moe is None for run in runs),
        tuple(sorted({run.engine for run in runs if run.engine}, key=str.lower)),
        {run.gpu: gpus[run.gpu].name for run in runs if run.gpu in gpus},
        {run.model: models[run.model].name for run in runs if run.model in models},
    )


@part(
    "held",
    reads=("held_model", "held_gpu", "held_without", "model", "gpu", "gpus", "batch", "prompt_tokens"),
    needs=("held_runs", "held_names"),
)
def _held(view: PartView) -> HeldAgainst:
    many: ManyRuns = view.held_runs
    shown = _shown(many, view.held_names.dense, view.held_model, view.held_gpu)
    steps = _steps(many, view.held_without)
    token, first = band_of("token", True), band_of("first", True)
    timed = shown & np.isfinite(many.first_measured)
    said = many.between(TERMS)
    ratios = [median_over(_ratio(many, at, shown), _ratio_words(k)) for k, at in enumerate((many.ideal, *steps))]
    wanted = (view.model, view.gpu, view.gpus, view.batch, view.prompt_tokens)
    return HeldAgainst(
        runs=many.runs,
        story=STEPS,
        shown=shown,
        all=Quantity(len(many.runs), "1", "measured runs that are compared", "n", source=DEFINED),
        nearest=nearest_runs(many.runs, shown, wanted),
        ideal=cloud_of("ideal", many.ideal, many.measured, shown, None),
        token=cloud_of("token", said, many.measured, shown, token),
        first=cloud_of("first", many.first_said, many.first_measured, timed, first),
        first_ideal=cloud_of("first_ideal", many.first_ideal, many.first_measured, timed, None),
        steps=steps,
        ratios=tuple(ratio for ratio in ratios if ratio is not None),
        first_parts=first_parts({name: many.first[name] for name in FIRST_PARTS}, timed),
        token_band=token,
        first_band=first,
    )


def _ratio(many: ManyRuns, said: np.ndarray, shown: np.ndarray) -> np.ndarray:
    return many.measured[shown] / said[shown]


def _ratio_words(step: int) -> Phrase:
    if step == 0:
        return Phrase("measured over ideal, median")
    return Phrase("measured over computed, median, up to: {what}", what=STEPS[step - 1].name)


def _shown(many: ManyRuns, kinds: tuple[bool, ...], model: str, gpu: str) -> np.ndarray:
    """Which runs are shown [n]."""
    dense, every = np.array(kinds, bool), np.ones(len(many.runs), bool)
    by_kind = {ALL: every, DENSE: dense, EXPERTS: ~dense}
    models = by_kind[model] if model in by_kind else np.array([run.model == model for run in many.runs], bool)
    return models & (every if gpu == ALL else np.array([run.gpu == gpu for run in many.runs], bool))


def _steps(many: ManyRuns, without: str) -> tuple[np.ndarray, ...]:
    """Time between tokens [n] after each step; the step that is left out adds nothing."""
    terms: list[str] = []
    found = []
    for step in STEPS:
        terms += () if step.id == without else step.terms
        found.append(many.between(terms))
    return tuple(found)


@part("held_unseen", reads=("held_unseen",))
def _held_unseen(view: PartView) -> dict[str, tuple[UnseenRow, ...]]:
    """By time, "token" and "first"."""
    errors = specs.unseen_errors()
    table = {"folds": errors.folds, "gpu": errors.left_out_gpu, "model": errors.left_out_model}[view.held_unseen]
    return {time: unseen_rows(table, time, errors.date) for time in ("token", "first")}
