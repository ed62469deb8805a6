"""`tourapp plan`: targets and prices in, what to run out, with what was rejected and what breaks first."""

from __future__ import annotations

import argparse
from typing import Any

from tourapp.cli.plan_options import add_options, spec_of
from tourapp.cli.result import Result
from tourapp.sim.plan import MachinePlan, solve
from tourapp.sim.plan.ask import MOST_REPLICAS
from tourapp.sim.plan.told import answer_row, as_data, becomes, misses, notes, rejected_row, relaxed


def register(sub: Any) -> None:
    """Add the command's parser."""
    parser = sub.add_parser("plan", help="what to run for a load, targets and prices", allow_abbrev=False)
    add_options(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Search; exit status 0 also where nothing is feasible."""
    plan = solve(spec_of(args))
    return Result(as_data(plan), as_text(plan))


def as_text(plan: MachinePlan) -> str:
    """The answer for a person: the best rows, the nearest misses, what breaks the first."""
    spec = plan.spec
    load = f"{spec.rate:g} requests a second" if spec.rate is not None else f"{spec.users:,} users"
    lines = [
        f"{load} of {spec.prompt:,} + {spec.answer:,} tokens; first token within {spec.ttft:g} s, the others every "
        f"{1e3 * spec.itl:g} ms, for {spec.pct} % of them",
        "times: "
        + ("fitted on measured runs" if spec.what_if is None else "as given by --mfu, --mbu, --comm, --fixed-ms"),
        f"{len(plan.order)} of {len(plan.cells)} kinds of replica do",
        "",
    ]
    if plan.order:
        lines += _table(plan)
    elif not plan.cells:
        lines += ["nothing was searched: no GPU that may be used has a price; give --price GPU=USD"]
    else:
        lines += ["nothing that was searched meets this; the nearest misses"]
        lines += [_miss(rejected_row(plan, row)) for row in misses(plan)]
        lines += ["", _relax(relaxed(plan) or {})]
    if plan.breaks:
        lines += ["", "what breaks the first row, the nearest first"]
        lines += [f"  {each.what:<10}{each.factor:>8.3f} x   then {becomes(each)}" for each in plan.breaks]
    named = ", ".join(each["gpu"] for each in plan.left_aside)
    lines += ["", *([f"note: without a price, so not searched: {named}"] if named else [])]
    return "\n".join(lines + [f"note: {note}" for note in notes(plan)])


def _table(plan: MachinePlan) -> list[str]:
    heads = ("model", "GPUs", "bits", "batch", "first s", "token ms", "USD/month", "USD/M out", "bound by")
    rows = [heads]
    for row in plan.order[: plan.spec.top]:
        told = answer_row(plan, row)
        unsettled = " unsettled" if told["settled"] is False else ""
        rows.append(
            (
                told["model"],
                f"{told['replicas']} x {told['gpus_per_replica']} {told['gpu']}",
                f"{told['weight_bits']}/{told['kv_bits']}",
                f"{told['batch']} of {told['users_fit']}",
                f"{told['ttft_seconds']:.3f}{unsettled}",
                f"{1e3 * told['itl_seconds']:.1f}",
                f"{told['month_usd']:,.0f}",
                f"{told['usd_per_mtoken_output']:.3f}",
                told["binding"],
            )
        )
    widths = [max(len(row[place]) for row in rows) for place in range(len(heads))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _miss(told: dict[str, Any]) -> str:
    words = (
        f"  {told['model']} on {told['gpus_per_replica']} x {told['gpu']}, {told['weight_bits']}/{told['kv_bits']} bits"
    )
    need = "more than can be told" if told["need"] is None else f"{told['need']:,.6g}"
    if told["unit"] == "replicas":
        need = f"beyond {MOST_REPLICAS:,}"
    repair = told["repair"]
    mend = "no single change mends it" if repair is None else f"{repair['option']} mends it"
    return f"{words}: {told['constraint']} needs {need} {told['unit']}, has {told['have']:,.6g}; {mend}"


def _relax(told: dict[str, Any]) -> str:
    """How far one target alone must give way."""
    ways = [way["option"] for way in told.values() if way is not None]
    if not ways:
        return "no target, loosened alone, is enough"
    return f"relax one target: {', or '.join(ways)}"
