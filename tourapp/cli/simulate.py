"""`tourapp simulate NAME`: the simulations by themselves, for numbers and checks."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tourapp.cli.progress import reporter
from tourapp.cli.result import Result
from tourapp.cli.simulate_loop import count_loop
from tourapp.cli.simulate_options import SIMULATIONS, Given, read_options
from tourapp.errors import UsageError
from tourapp.files import read_small
from tourapp.sim import batching, network, paging, queue, speculation
from tourapp.sim.workload import MOST_BYTES, Demand, PoolDemand, Workload, parse_workload


@dataclass(frozen=True, slots=True)
class _Command:
    help: str
    run: Callable[[Given], Result]


def register(sub: argparse._SubParsersAction) -> None:
    """Add `simulate` and its six simulations."""
    parser = sub.add_parser("simulate", help="run one of the simulations", allow_abbrev=False)
    kinds = parser.add_subparsers(dest="simulation", metavar="SIMULATION")
    for name, command in COMMANDS.items():
        one = kinds.add_parser(name, help=command.help, description=command.help, allow_abbrev=False)
        for option in SIMULATIONS[name]:
            one.add_argument(*option.flags, dest=option.id, metavar="VALUE", help=option.words)
        one.add_argument(
            "--set",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="any input by its id; `tourapp list` shows ids and ranges",
        )
        one.add_argument("--json", action="store_true", help="one JSON object instead of text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Run the chosen simulation."""
    if not args.simulation:
        raise UsageError(f"simulate: name a simulation, one of: {', '.join(COMMANDS)}")
    return COMMANDS[args.simulation].run(read_options(args.simulation, args))


def _network(given: Given) -> Result:
    trip = network.trip(
        given["from_city"], given["to_region"], given["stretch"], given["connection"], given["rest_ms"] / 1000
    )
    return Result(_trip_data(trip), _trip_text(trip))


def _trip_data(trip: network.Trip) -> dict[str, Any]:
    names = (
        "stretch",
        "connection",
        "distance_km",
        "fibre_km",
        "propagation_seconds",
        "rest_seconds",
        "one_way_seconds",
        "rtt_seconds",
        "handshake_seconds",
        "total_seconds",
    )
    return {
        "from": trip.origin.id,
        "to": trip.target.id,
        **{name: getattr(trip, name) for name in names},
        "legs": [
            {
                "label": leg.label,
                "direction": leg.direction,
                "start_seconds": leg.start_seconds,
                "end_seconds": leg.end_seconds,
            }
            for leg in trip.legs
        ],
    }


def _trip_text(trip: network.Trip) -> str:
    in_glass, rest = trip.propagation_seconds * 1000, trip.rest_seconds * 1000
    return (
        f"{trip.origin.name} to {trip.target.name}, {trip.connection} connection\n"
        f"great circle   {trip.distance_km:10,.0f} km\n"
        f"fibre          {trip.fibre_km:10,.0f} km\n"
        f"one way        {trip.one_way_seconds * 1000:10.1f} ms "
        f"({in_glass:.1f} in glass + {rest:.1f} routers and last mile)\n"
        f"round trip     {trip.rtt_seconds * 1000:10.1f} ms\n"
        f"until arrival  {trip.total_seconds * 1000:10.1f} ms "
        f"({trip.handshake_seconds * 1000:.1f} of handshakes)"
    )


def _queue(given: Given) -> Result:
    run = queue.run_queue(
        given["arrival_rate"], given["replicas"], given["mean_service"], given["burstiness"], given["queue_seed"]
    )
    data = {
        "utilisation": run.utilisation,
        "measured_utilisation": run.measured_utilisation,
        "stable": run.stable,
        "settled": run.settled,
        "mean_wait": run.mean_wait_seconds,
        "ci": run.wait_ci_seconds,
        "p95_wait": run.p95_wait_seconds,
        "mean_in_line": run.mean_in_line,
        "mean_in_system": run.mean_in_system,
        "mean_time_in_system": run.mean_time_in_system_seconds,
        "little_lhs": run.little_lhs,
        "little_rhs": run.little_rhs,
        "erlang_c_wait": run.erlang_c_wait_seconds,
        "formula_wait": run.formula_wait_seconds,
        "formula": run.formula,
        "requests": run.requests,
        "seed": run.seed,
    }
    return Result(data, _queue_text(run))


def _queue_text(run: queue.QueueRun) -> str:
    if not run.stable:
        return (
            f"unstable: {run.utilisation:.1%} of capacity is asked for, so the line grows without end and "
            "there is no mean wait"
        )
    interval = "(so close to capacity that a run of this length proves little)"
    if run.wait_ci_seconds is not None:
        interval = f"+- {run.wait_ci_seconds:.3f} (95 %)"
    assert run.mean_wait_seconds is not None and run.mean_time_in_system_seconds is not None
    return (
        f"utilisation           {run.utilisation:10.1%}\n"
        f"mean wait, simulated  {run.mean_wait_seconds:10.3f} s {interval}\n"
        f"{'mean wait, ' + run.formula:<21} {run.formula_wait_seconds:10.3f} s\n"
        f"mean time in system   {run.mean_time_in_system_seconds:10.3f} s\n"
        f"Little's law          {run.little_lhs:10.3f} in the system = {run.little_rhs:.3f} by rate x time"
    )


def _load(given: Given, paged: bool) -> Workload | None:
    """The workload file, or None when none is named. A file brings its own slots, lengths and memory."""
    path = given["workload"]
    if path is None:
        return None
    clash = sorted(given.named & given.generator)
    if clash:
        raise UsageError(f"--workload: the file brings its own requests and memory; leave out {', '.join(clash)}")
    try:
        data = read_small(Path(path), MOST_BYTES, "the JSON file of a workload")
    except UsageError as error:
        raise UsageError(f"--workload: {error}") from None
    return parse_workload(data, "--workload", paging=paged)


def _batching(given: Given) -> Result:
    load = (
        _load(given, paged=False)
        or Demand(
            given["requests"],
            given["mean_output"],
            given["variance"],
            given["load"],
            given["slots"],
            given["batch_seed"],
        ).workload()
    )
    run = batching.run_batching(load, chunk=given["chunk"])
    policies = {}
    lines = [
        f"{len(load.requests)} requests, {load.slots} slots, {load.tokens:,} tokens",
        f"{'policy':<12}{'steps':>10}{'busy':>9}{'p50 wait':>11}{'p95 wait':>11}{'largest step':>14}",
    ]
    for name, trace in run.traces.items():
        policies[name] = _trace_data(trace)
        lines.append(
            f"{name:<12}{trace.steps:>10,}{trace.utilisation:>9.1%}{trace.wait.p50:>11,.1f}"
            f"{trace.wait.p95:>11,.1f}{trace.peak_step_tokens:>14,}"
        )
    lines.append(f"chunked: at most {given['chunk']} prompt tokens of a request in one step; largest step in tokens")
    return Result(
        {"policies": policies, "slots": load.slots, "requests": len(load.requests), "chunk": given["chunk"]},
        "\n".join(lines),
    )


def _paging(given: Given) -> Result:
    load = (
        _load(given, paged=True)
        or PoolDemand(
            given["block_size"],
            given["pool_blocks"],
            given["max_len"],
            given["paging_arrival"],
            given["slots"],
            given["seed"],
            given["requests"],
            fork=given["fork"],
        ).workload()
    )
    run = paging.run_paging(load, share=given["share_prompt"], progress=reporter("simulating memory blocks"))
    data = {
        "reservation": {name: _shares(one) for name, one in run.runs.items()},
        "peak_blocks": run.peak_blocks,
        "preemptions": run.preemptions,
        "balance_ok": run.balance_ok,
        "copies_on_write": run.paged.copies,
        "finish": run.paged.finish.tolist(),
    }
    return Result(data, _paging_text(load, run))


def _trace_data(trace: batching.BatchingTrace) -> dict[str, Any]:
    return {
        "steps": trace.steps,
        "tokens": trace.tokens,
        "utilisation": trace.utilisation,
        "finish": trace.finish.tolist(),
        "admit": trace.admit.tolist(),
        "throughput": trace.throughput,
        "p50_wait": trace.wait.p50,
        "p95_wait": trace.wait.p95,
        "p99_wait": trace.wait.p99,
        "mean_wait": trace.wait.mean,
        "p50_completion": trace.completion.p50,
        "p95_completion": trace.completion.p95,
        "p99_completion": trace.completion.p99,
        "peak_step_tokens": trace.peak_step_tokens,
    }


def _shares(run: paging.PolicyRun) -> dict[str, Any]:
    shares = run.shares
    return {
        "used_fraction": shares.used_fraction,
        "internal": shares.internal,
        "reserved": shares.reserved,
        "external": shares.external,
        "steps": run.steps,
    }


def _paging_text(load: Workload, run: paging.PagingRun) -> str:
    lines = [
        f"{len(load.requests)} requests, {load.slots} slots, {load.blocks} blocks of {load.block_size} tokens",
        f"{'policy':<8}{'used':>9}{'reserved':>11}{'internal':>11}{'external':>11}{'steps':>9}",
    ]
    for name, one in run.runs.items():
        shares = one.shares
        lines.append(
            f"{name:<8}{shares.used_fraction:>9.1%}{shares.reserved:>11.1%}{shares.internal:>11.1%}"
            f"{shares.external:>11.1%}{one.steps:>9,}"
        )
    lines.append(
        f"paged: at most {run.peak_blocks} blocks held, {run.preemptions} preemptions, "
        f"{run.paged.copies} copies on write, balance {'kept' if run.balance_ok else 'BROKEN'}"
    )
    return "\n".join(lines)


def _speculation(given: Given) -> Result:
    run = speculation.run_speculation(
        given["alpha"], given["gamma"], given["cost"], given["seed"], cycles=given["cycles"]
    )
    names = (
        "alpha",
        "gamma",
        "cost",
        "cycles",
        "seed",
        "expected_tokens",
        "simulated_tokens",
        "ci",
        "speedup",
        "simulated_speedup",
        "pays",
    )
    text = (
        f"tokens per cycle, expected   {run.expected_tokens:8.4f}\n"
        f"tokens per cycle, simulated  {run.simulated_tokens:8.4f} +- {run.ci:.4f} (95 %)\n"
        f"speed-up over plain decoding {run.speedup:8.4f} ({'it pays' if run.pays else 'it does not pay'})"
    )
    return Result({name: getattr(run, name) for name in names}, text)


COMMANDS = {
    "network": _Command("the trip of the prompt through fibre", _network),
    "queue": _Command("waiting for a free replica, simulated beside Erlang C", _queue),
    "batching": _Command("the same requests under static, continuous and chunked batching", _batching),
    "paging": _Command("the same requests under four ways to reserve KV-cache memory", _paging),
    "speculation": _Command("tokens per cycle and speed-up of speculative decoding", _speculation),
    "loop": _Command("token passes of one request with a KV cache and without one", count_loop),
}
