"""A plan as plain data: rows of the answer, of what was rejected and of what breaks, under the documented names.

Seconds, bytes, USD and tokens throughout; achieved figures carry the band of the fitted model.
"""

from __future__ import annotations

from typing import Any

from tourapp import specs
from tourapp.quantity import plain
from tourapp.sim.cost.terms.band import band_of
from tourapp.sim.cost.terms.mechanisms import constant
from tourapp.sim.cost.terms.reach import is_measured
from tourapp.sim.plan.ask import HOURS, PERCENTILES, PlanSpec
from tourapp.sim.plan.cells import Cell
from tourapp.sim.plan.misses import LOOSENED, nearest
from tourapp.sim.plan.outcome import BETWEEN, CONSTRAINTS, FIRST, LINK, LOAD, MEMORY, MONEY, WAIT
from tourapp.sim.plan.repairs import Repair
from tourapp.sim.plan.solver import Break, MachinePlan

SECONDS_OF_A_MONTH = HOURS * 3600
NEEDED_IN = {
    MEMORY: "B",
    LINK: "GPUs",
    FIRST: "s",
    BETWEEN: "s",
    LOAD: "replicas",
    WAIT: "replicas",
    MONEY: "USD/month",
}
LEFT_OUT = (
    "engine efficiency beyond the shares named",
    "network and load balancing",
    "failures beyond the spares",
    "pipeline and expert parallelism, prefill on machines of its own",
    "communication hidden behind work",
    "reserved and spot prices, staff",
)


def as_data(plan: MachinePlan) -> dict[str, Any]:
    """All of a plan."""
    bad = [row for row, why in enumerate(plan.outcome.why.tolist()) if why]
    return {
        "spec": _spec(plan.spec),
        "assumptions": assumptions(plan.spec),
        "feasible": len(plan.order),
        "infeasible": len(bad),
        "answer": [answer_row(plan, row) for row in plan.order],
        "rejected": [rejected_row(plan, row) for row in bad],
        "nearest": [] if plan.order else [rejected_row(plan, row) for row in misses(plan)],
        "relax": relaxed(plan),
        "excluded": plan.left_aside,
        "breaks": [{"what": each.what, "factor": each.factor, "becomes": becomes(each)} for each in plan.breaks],
        "left_out": list(LEFT_OUT),
        "notes": notes(plan),
    }


def _spec(spec: PlanSpec) -> dict[str, Any]:
    names = ("rate", "users", "think", "prompt", "answer", "cv", "ttft", "itl", "pct", "budget", "usable", "headroom")
    data = {name: plain(getattr(spec, name)) for name in names}
    data |= {"spares": spec.spares, "activations_gb": plain(spec.activations), "cached": plain(spec.cached)}
    data["chunk"] = spec.chunk
    data |= {"models": list(spec.models), "gpus": list(spec.gpus), "gpus_per_replica": list(spec.counts)}
    return data | {"prices": {gpu: plain(price) for gpu, price in spec.prices.items()}, "seed": spec.seed}


def assumptions(spec: PlanSpec) -> dict[str, Any]:
    """Which model of time, and what it takes for granted."""
    what = spec.what_if
    told: dict[str, Any] = {"model": "achieved" if what is None else "what_if", "hours_a_month": HOURS}
    if what is not None:
        told |= {"mfu": plain(what.mfu), "mbu": plain(what.mbu), "comm": what.comm, "fixed_seconds": plain(what.fixed)}
    told["step"] = "one decode step at the mean context, prompt + answer / 2, without prompts of others"
    told["itl"] = "step / (1 - prefill_share) = step + batch x prefill / answer"
    told["capacity"] = "1 / (prefill + answer x step / batch)"
    told["ttft"] = "wait + step that runs + prefill" + (" + host" if what is None else "")
    told["batch"] = "the largest that fits and meets both targets with the fewest replicas"
    if spec.chunk is not None:
        told["itl"] = "a step with a chunk of a prompt in it, as long as a prompt is read; a floor"
        told["capacity"] = "1 / (chunks x mixed step + max(answer / batch - chunks, 0) x step)"
        told["ttft"] = "wait + step that runs + chunks x mixed step"
        told["chunk"] = (
            "attention and scores apart, all else shared with the batch; what they cost each other is left out"
        )
    told["wait"] = "of equal prompts in one line, simulated for rows shown, bounded in closed form for the others"
    return told


def answer_row(plan: MachinePlan, row: int) -> dict[str, Any]:
    """One feasible cell."""
    out, spec, cell = plan.outcome, plan.spec, plan.cells[row]
    number = {name: float(getattr(out, name)[row]) for name in ("step", "itl", "prefill", "host", "capacity", "rate")}
    replicas, month = int(out.replicas[row]), float(out.month[row])
    run, bound = plan.waits.get(row), float(out.bound[row])
    wait = run.seconds if run is not None and run.settled else bound
    served = number["step"] + number["prefill"] + number["host"]
    told: dict[str, Any] = _cell(cell) | {
        "replicas": replicas,
        "gpus": replicas * cell.gpus,
        "batch": int(out.batch[row]),
        "users_fit": int(out.users[row]),
        "prefill_seconds": number["prefill"],
        "step_seconds": number["step"],
        "host_seconds": plain(number["host"]),
        "wait_seconds": wait,
        "wait_bound_seconds": bound,
        "settled": None if run is None else run.settled,
        "wait_percentiles": None if run is None else {str(each): run.spread[each] for each in PERCENTILES},
        "ttft_seconds": wait + served,
        "itl_seconds": number["itl"],
        "prefill_share": number["capacity"] * number["prefill"],
        "capacity_rps": number["capacity"],
        "rate_rps": plain(number["rate"]),
        "month_usd": plain(month),
        "usd_per_mtoken_output": month / (number["rate"] * spec.answer * SECONDS_OF_A_MONTH) * 1e6,
        "binding": binding(plan, row),
        "margin": plan.margins.get(row),
    }
    return told | (_band(plan, row, (number["itl"], wait, served)) if spec.what_if is None else {})


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "model": cell.model,
        "gpu": cell.gpu,
        "gpus_per_replica": cell.gpus,
        "weight_bits": cell.weight_bits,
        "kv_bits": cell.kv_bits,
    }


def binding(plan: MachinePlan, row: int) -> str:
    """What keeps the batch from being larger, or makes replicas more than the rate needs."""
    out = plan.outcome
    if bool(out.by_wait[row]):
        return "ttft"
    if out.batch[row] >= out.users[row]:
        return "memory"
    return "prefill" if out.batch[row] >= out.top[row] else "itl"


def _band(plan: MachinePlan, row: int, times: tuple[float, float, float]) -> dict[str, Any]:
    """Ends of the band around the time between tokens and around what follows the wait."""
    itl, wait, served = times
    inside = is_measured(plan.cells[row].scenario(plan.spec, max(int(plan.outcome.batch[row]), 1)))
    token, first = band_of("token", inside), band_of("first", inside)
    return {
        "itl_low": itl * token.least.value,
        "itl_high": itl * token.most.value,
        "ttft_low": wait + served * first.least.value,
        "ttft_high": wait + served * first.most.value,
        "inside": inside,
    }


def rejected_row(plan: MachinePlan, row: int) -> dict[str, Any]:
    """One cell that fails: the first constraint that breaks, and what would mend it."""
    out, why = plan.outcome, int(plan.outcome.why[row])
    repair = plan.mends[row] if plan.mends else None
    told = {"constraint": CONSTRAINTS[why], "need": _finite(out.need[row]), "have": _finite(out.have[row])}
    return (
        _cell(plan.cells[row]) | told | {"unit": NEEDED_IN[why], "repair": None if repair is None else _repair(repair)}
    )


def misses(plan: MachinePlan) -> list[int]:
    """Places of the rejected cells that a single change mends the soonest, three at most."""
    return nearest(plan.outcome.why.tolist(), plan.mends)


def relaxed(plan: MachinePlan) -> dict[str, Any] | None:
    """Where nothing holds: for each target how far it alone must give way, and for which cell; None for one that cannot
    help, and in place of all where something holds."""
    if plan.order:
        return None
    told: dict[str, Any] = dict.fromkeys(LOOSENED)
    for what, way in plan.loosened.items():
        told[what] = _repair(way.repair) | _cell(plan.cells[way.row])
    return told


def _finite(value: Any) -> Any:
    number = float(value)
    return plain(number) if abs(number) < 1e300 else None


def _repair(repair: Repair) -> dict[str, Any]:
    return {"what": repair.what, "to": plain(repair.value), "factor": repair.factor, "option": repair.option}


def becomes(each: Break) -> str:
    """What the answer is then, in words."""
    if each.cell is None:
        return "nothing that was searched"
    cell = each.cell
    words = f"{each.replicas} x ({cell.gpus} x {cell.gpu}) with {cell.model}, {cell.weight_bits}-bit weights"
    return f"{words}, {cell.kv_bits}-bit cache, {each.month:,.0f} USD a month"


def notes(plan: MachinePlan) -> list[str]:
    """What a reader of these numbers should see."""
    spec, lines = plan.spec, ["a starting point to measure, not a promise"]
    if spec.what_if is None:
        lines.append(
            f"times by the model fitted on measured runs; {constant('request-host').name} is part of the first"
        )
    longest = spec.prompt + spec.answer
    for model in dict.fromkeys(cell.model for cell in plan.cells):
        row = specs.model(model)
        if row.max_context < longest:
            lines.append(f"{row.name} is made for {row.max_context:,} tokens; {longest:,} is beyond that")
    if (plan.works.copies > 1).any():
        lines.append(
            "where a replica has more GPUs than KV heads (or a latent cache) every copy of the cache is counted, in "
            "memory and in time; `tourapp explain` counts one in its ideal figures"
        )
    if spec.cv:
        lines.append("lengths vary in the line of prompts alone; step and memory are those of the mean lengths")
    return lines
