"""The options of `tourapp plan`, and the question that they ask."""

from __future__ import annotations

import argparse
import re
from dataclasses import fields
from typing import Any

from tourapp import specs
from tourapp.cli.arguments import real, whole
from tourapp.cli.own_options import GPU_WORDS, MODEL_WORDS, row_of
from tourapp.errors import UsageError
from tourapp.nearest import did_you_mean
from tourapp.sim.plan import PlanSpec, WhatIf
from tourapp.sim.plan.ask import GPU_COUNTS, PERCENTILES, RANGES
from tourapp.specs import total_parameters

PRICE = re.compile(r"([^=]{1,80})=([^=]*)")
MOST_USD = 100_000
_NUMBERS = (
    ("rate", "requests a second (usual 2; or --users)", False),
    ("users", "users who ask again and again, in place of --rate", True),
    ("think", "seconds that a user thinks between two requests (usual 10)", False),
    ("prompt", "tokens of a prompt (usual 2000)", True),
    ("answer", "tokens of an answer (usual 300)", True),
    ("cv", "spread of the lengths, deviation over mean (usual 0)", False),
    ("ttft", "target of the time to the first token, in s (usual 1)", False),
    ("itl", "target of the time between tokens, in ms (usual 50)", False),
    ("usable", "share of memory that may be filled (usual 0.95)", False),
    ("headroom", "share of a replica's rate that is kept free (usual 0.3)", False),
    ("spares", "replicas beyond those needed (usual 0)", True),
    ("cached", "share of every prompt that is a prefix kept in the cache (usual 0)", False),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Load, targets, what may be used, and the model of time."""
    for name, words, is_whole in _NUMBERS:
        low, high = RANGES[name]
        kind: Any = whole(int(low), int(high)) if is_whole else real(low, high)
        parser.add_argument(f"--{name}", type=kind, metavar="N", help=words)
    parser.add_argument("--pct", type=whole(1, 100), choices=PERCENTILES, help="percentile of the target (usual 95)")
    parser.add_argument("--budget", type=real(1, 1e12), metavar="USD", help="most that a month may cost (usual: none)")
    parser.add_argument("--model", default="llama-3-70b", metavar="ID|FILE", help=MODEL_WORDS)
    words = "models that are good enough: ids with commas (usual: all with at least the parameters of --model)"
    parser.add_argument("--models", metavar="ID,...", help=words)
    parser.add_argument("--gpu", metavar="ID|FILE", help=GPU_WORDS)
    parser.add_argument(
        "--gpu-hour", type=real(0, MOST_USD), default=3.0, metavar="USD", help="price of --gpu (usual 3)"
    )
    words = "GPUs that may be used: ids, or counts of a replica (one of 1, 2, 4, 8), with commas (usual: all)"
    parser.add_argument("--gpus-allowed", metavar="ID,...", help=words)
    words = "dollars of a GPU's hour, once for each: GPU=VALUE; GPUs without one are left out (usual: --gpu alone)"
    parser.add_argument("--price", action="append", metavar="GPU=USD", help=words)
    parser.add_argument(
        "--activations-gb", type=real(*RANGES["activations"]), metavar="GB", help="kept free on each GPU (usual 0)"
    )
    parser.add_argument("--top", type=whole(1, 1000), metavar="N", help="rows shown, their wait simulated (usual 8)")
    parser.add_argument("--seed", type=whole(0, 2**63 - 1), metavar="N", help="of the simulated wait (usual 7)")
    for name, what in (("mfu", "peak arithmetic"), ("mbu", "bandwidth")):
        words = f"what if this share of {what} were reached, in place of the fitted model"
        parser.add_argument(f"--{name}", type=real(*RANGES[name]), metavar="N", help=words)
    words = "what if: read prompts in chunks of so many tokens beside the decode steps (usual: whole ones in between)"
    parser.add_argument("--chunk", type=whole(1, 1_000_000), metavar="N", help=words)
    parser.add_argument("--comm", action="store_true", help="what if: with two all-reduces a layer between GPUs")
    words = "what if: with a fixed time of every pass, in ms"
    parser.add_argument("--fixed-ms", type=real(*RANGES["fixed"]), metavar="MS", help=words)


def spec_of(args: argparse.Namespace) -> PlanSpec:
    """The question of a command line. UsageError names the option and what is allowed."""
    if args.rate is not None and args.users is not None:
        raise UsageError("tourapp plan: --users: give it or --rate, not both")
    if args.think is not None and args.users is None:
        raise UsageError("tourapp plan: --think: belongs to --users; give a number of users or leave it out")
    usual = {each.name: each.default for each in fields(PlanSpec)}
    found: dict[str, Any] = {}
    for name, _, _ in _NUMBERS:
        value = getattr(args, name)
        found[name] = usual[name] if value is None else value
    if args.users is not None:
        found["rate"] = None
    if args.itl is not None:
        found["itl"] = args.itl / 1e3
    given = {"pct": args.pct, "top": args.top, "seed": args.seed, "activations": args.activations_gb}
    given["chunk"] = args.chunk
    found |= {name: value for name, value in given.items() if value is not None}
    gpus, counts, prices = _machines(args)
    return PlanSpec(
        **found,
        budget=args.budget,
        models=_models(args),
        gpus=gpus,
        counts=counts,
        prices=prices,
        what_if=_what_if(args),
    )


def _what_if(args: argparse.Namespace) -> WhatIf | None:
    """The specification's model where any of its four options is given."""
    if args.mfu is None and args.mbu is None and args.fixed_ms is None and not args.comm:
        return None
    mfu, mbu = (1.0 if share is None else share for share in (args.mfu, args.mbu))
    return WhatIf(mfu, mbu, comm=args.comm, fixed=(args.fixed_ms or 0.0) / 1e3)


def _models(args: argparse.Namespace) -> tuple[str, ...]:
    """Ids of the models that may be used, the chosen one first."""
    if args.models is not None:
        words = [word.strip() for word in args.models.split(",") if word.strip()]
        if not words:
            raise UsageError("tourapp plan: --models: names no model; give ids with commas between them")
        return tuple(dict.fromkeys(_row("--models", "model", word) for word in words))
    chosen = _row("--model", "model", args.model)
    least = total_parameters(specs.model(chosen)).value
    others = [id for id, row in specs.models().items() if total_parameters(row).value >= least]
    return tuple(dict.fromkeys([chosen, *others]))


def _row(option: str, kind: str, word: str) -> str:
    """The id of a row, or of a file's row."""
    try:
        return row_of(kind, word).id
    except UsageError as error:
        told = str(error).removeprefix(f"--{kind}").lstrip(": ")
        raise UsageError(f"tourapp plan: {option}: {told}") from None


def _machines(args: argparse.Namespace) -> tuple[tuple[str, ...], tuple[int, ...], dict[str, float]]:
    """GPUs that may be used, the chosen one first; counts of a replica; prices."""
    words = [word.strip() for word in (args.gpus_allowed or "").split(",") if word.strip()]
    if args.gpus_allowed is not None and not words:
        raise UsageError("tourapp plan: --gpus-allowed: names no GPU; give ids or counts with commas between them")
    counts = tuple(dict.fromkeys(_count(word) for word in words if re.fullmatch(r"[0-9]{1,9}", word)))
    allowed = [_row("--gpus-allowed", "gpu", word) for word in words if not re.fullmatch(r"[0-9]{1,9}", word)]
    chosen = _row("--gpu", "gpu", args.gpu) if args.gpu is not None else (allowed or ["h100-sxm"])[0]
    prices = {chosen: float(args.gpu_hour)} if not args.price else dict(_price(word) for word in args.price)
    gpus = tuple(dict.fromkeys(allowed or [chosen, *specs.gpus()]))
    return gpus, counts or GPU_COUNTS, {gpu: price for gpu, price in prices.items() if gpu in gpus}


def _count(word: str) -> int:
    if int(word) not in GPU_COUNTS:
        raise UsageError(f"tourapp plan: --gpus-allowed: {word} GPUs of a replica; use one of 1, 2, 4, 8")
    return int(word)


def _price(word: str) -> tuple[str, float]:
    """A GPU and dollars of its hour; 0 where they are left blank, which excludes it."""
    wrong = f"is not GPU=USD, dollars from 0 to {MOST_USD:,}, such as h100-sxm=3"
    parts = PRICE.fullmatch(word)
    if parts is None:
        raise UsageError(f"tourapp plan: --price: {word[:40]!r} {wrong}")
    gpu, dollars = parts.group(1).strip(), parts.group(2).strip()
    if gpu not in specs.gpus():
        close = did_you_mean(gpu, specs.gpus())
        raise UsageError(f"tourapp plan: --price: {gpu[:40]!r} is no GPU; `tourapp list --specs` lists them{close}")
    try:
        return gpu, real(0, MOST_USD)(dollars) if dollars else 0.0
    except argparse.ArgumentTypeError:
        raise UsageError(f"tourapp plan: --price: {word[:40]!r} {wrong}") from None
