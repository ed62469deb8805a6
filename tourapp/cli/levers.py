"""`tourapp levers`: what each change would do to the step, to users and to prices, each by the full model again."""

from __future__ import annotations

import argparse
from typing import Any

from tourapp.cli.explain_parts import add_beside
from tourapp.cli.result import Result
from tourapp.cli.scenario_options import add_scenario, scenario_of
from tourapp.errors import UsageError
from tourapp.quantity import Quantity, format_quantity, plain
from tourapp.sim.cost import LIMITS, Scenario
from tourapp.sim.cost.joined import NOTE
from tourapp.sim.cost.notes import notes
from tourapp.sim.levers import Beside, Lever, LeverFigures, LeverTable, levers, pulled

_LEFT_OUT = "communication between GPUs is left out"


def register(sub: Any) -> None:
    """Add the command's parser."""
    parser = sub.add_parser(
        "levers", help="which change moves step, users and prices, and where not", allow_abbrev=False
    )
    add_scenario(parser)
    add_beside(parser)
    words = "pull these first, one after another, at least one of the ids that --json lists: weights_4,tp_double"
    parser.add_argument("--pull", metavar="ID,...", help=words)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """The table of one scenario."""
    scenario = scenario_of(args)
    if args.pull is not None:
        ids = [id.strip() for id in args.pull.split(",") if id.strip()]
        if not ids:
            raise UsageError("tourapp levers: --pull: names no lever; give ids with commas between them")
        try:
            scenario = pulled(scenario, ids)
        except UsageError as error:
            raise UsageError(f"tourapp levers: --pull: {error}") from None
    beside = Beside(args.comm, args.fixed_ms / 1e3)
    table = levers(scenario, beside)
    return Result(as_data(table, beside), as_text(table, beside))


def as_data(table: LeverTable, beside: Beside) -> dict[str, Any]:
    """The table under the documented names."""
    scenario = table.scenario
    settings: dict[str, Any] = {"model": scenario.model_spec.id, "gpu": scenario.gpu_spec.id}
    settings |= {name: plain(getattr(scenario, name)) for name in (*LIMITS, "weight_bits", "kv_bits", "math")}
    settings |= {"kv_heads": scenario.model_spec.kv_heads, "comm": beside.comm, "fixed_seconds": plain(beside.fixed)}
    return {
        "scenario": settings,
        "base": _figures(table.base),
        "levers": [_row(table, lever) for lever in table.levers],
        "notes": _notes(scenario, beside),
    }


def _notes(scenario: Scenario, beside: Beside) -> list[str]:
    lines = [note for note in notes(scenario) if not (beside.comm and note == _LEFT_OUT)]
    return lines + ([NOTE] if beside.comm and scenario.gpus > 1 else []) + ["other machines are told at the same $/h"]


def _row(table: LeverTable, lever: Lever) -> dict[str, Any]:
    """One lever. params, where its model is another one: how many weights that has."""
    told = {"id": lever.id, "group": lever.group, "term": lever.term} | _figures(lever.figures)
    told |= {"speedup": table.speedup(lever), "applies": lever.applies, "why_not": lever.why_not}
    told |= {"nothing_when": lever.nothing_when, "costs": lever.costs}
    told |= {name: plain(value) for name, value in lever.more.items()}
    there = lever.scenario
    if there is None:
        return told
    told |= {"gpus": there.gpus, "batch": plain(there.batch), "model": there.model_spec.id}
    if lever.figures.step is not None:
        told["tokens_per_second"] = plain(there.batch / float(lever.figures.step.value))
    return told | {"params": plain(_params(there))}


def _params(scenario: Scenario) -> Quantity:
    from tourapp.specs import total_parameters

    return total_parameters(scenario.model_spec)


def _figures(figures: LeverFigures) -> dict[str, Any]:
    numbers = {
        "step_seconds": figures.step,
        "users": figures.users,
        "price_output": figures.output,
        "price_input": figures.input,
    }
    return {name: None if number is None else plain(number) for name, number in numbers.items()}


def as_text(table: LeverTable, beside: Beside) -> str:
    """The table for a person."""
    scenario = table.scenario
    lines = [
        f"{scenario.model_spec.name}, {scenario.weight_bits}-bit weights, {scenario.kv_bits}-bit cache, on "
        f"{scenario.gpus} x {scenario.gpu_spec.name}; {scenario.batch:,} sequences of {scenario.context:,} tokens",
        "",
        f"{'lever':<22}{'moves':<28}{'step':>10}{'faster':>9}{'users':>9}{'out $/M':>10}{'in $/M':>10}",
        f"{'as it is':<22}{'':<28}" + _shown(table.base, ""),
    ]
    lines += [
        f"{lever.id:<22}{lever.term:<28}" + _shown(lever.figures, _times(table, lever))
        for lever in table.levers
        if lever.applies
    ]
    lines += ["", "cannot be pulled here"]
    lines += [f"  {lever.id:<20}{lever.why_not}" for lever in table.levers if not lever.applies]
    return "\n".join([*lines, "", *(f"note: {note}" for note in _notes(scenario, beside))])


def _times(table: LeverTable, lever: Lever) -> str:
    speedup = table.speedup(lever)
    return "" if speedup is None else f"{speedup:.2f} x"


def _shown(figures: LeverFigures, faster: str) -> str:
    step = "-" if figures.step is None else format_quantity(figures.step)
    prices = ["-" if price is None else f"{float(price.value):.4f}" for price in (figures.output, figures.input)]
    return f"{step:>10}{faster:>9}{int(figures.users.value):>9,}{prices[0]:>10}{prices[1]:>10}"
