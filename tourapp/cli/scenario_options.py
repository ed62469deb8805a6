"""The options of a cost scenario for a command, and the scenario that they ask for."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from tourapp.cli.own_options import GPU_WORDS, INPUTS, MODEL_WORDS, row_of
from tourapp.errors import UsageError
from tourapp.sim.cost import KV_BITS, LIMITS, Scenario
from tourapp.sim.cost.scenario import MATH_BITS, checked
from tourapp.specs import gpu

WEIGHT_BITS = (16, 8, 4)
_SCENARIO_HELP = {
    "gpus": "how many GPUs share the work",
    "batch": "sequences running together",
    "context": "tokens of a sequence in a decode step, the current one included",
    "prompt_tokens": "prompt tokens of a sequence, for prefill",
    "mfu": "share of peak arithmetic that is reached",
    "mbu": "share of bandwidth that is reached",
    "usable": "share of memory that may be filled",
    "gpu_hour": "dollars of one GPU for an hour",
}
_DIGITS = re.compile(r"[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,3})?", re.ASCII)


def add_scenario(parser: argparse.ArgumentParser) -> None:
    """Model, GPU, and every setting of a scenario with its range."""
    usual = {each.name: each.default for each in fields(Scenario)}
    parser.add_argument("--model", default=usual["model"], metavar="ID|FILE", help=MODEL_WORDS)
    parser.add_argument("--gpu", default=usual["gpu"], metavar="ID|FILE", help=GPU_WORDS)
    for name, words in _SCENARIO_HELP.items():
        low, high, whole = LIMITS[name][3:]
        told = f"{words} (usual {usual[name]:g}): a {'whole ' if whole else ''}number from {low:,.10g} to {high:,.10g}"
        flag = "--" + name.replace("_", "-")
        parser.add_argument(flag, dest=name, type=_number(name), default=usual[name], metavar="N", help=told)
    for flag, allowed, value in (("--weight-bits", WEIGHT_BITS, 8), ("--kv-bits", KV_BITS, 16)):
        told = f"one of {', '.join(map(str, allowed))} (usual {value})"
        parser.add_argument(flag, type=_one_of(allowed), default=value, metavar="N", help=told)
    told = "bits in which 4-bit weights are multiplied, one of 16, 4 (usual 4 on parts with such a peak, else 16)"
    parser.add_argument("--math", type=_one_of(MATH_BITS), metavar="N", help=told)


def scenario_of(args: argparse.Namespace) -> Scenario:
    """The scenario of a command line. UsageError names what is wrong."""
    settings: dict[str, Any] = {name: row_of(name, getattr(args, name)).id for name in INPUTS}
    settings |= {name: getattr(args, name) for name in (*_SCENARIO_HELP, "weight_bits", "kv_bits")}
    math = args.math if args.math is not None else gpu(settings["gpu"]).math_bits(args.weight_bits)
    return Scenario(**settings, math=math)


def _number(name: str) -> Callable[[str], int | float]:
    """A parser of one setting's text: plain decimal digits only, then the setting's own limits."""
    whole = LIMITS[name][5]

    def read(text: str) -> int | float:
        value: Any = text
        if _DIGITS.fullmatch(text) and (not whole or re.fullmatch(r"[+-]?\d+", text, re.ASCII)):
            value = int(text) if whole else float(text)
        try:
            number: int | float = checked(name, value)
        except UsageError as error:
            raise argparse.ArgumentTypeError(str(error).partition(": ")[2]) from None
        return number

    return read


def _one_of(allowed: tuple[int, ...]) -> Callable[[str], int]:
    def read(text: str) -> int:
        if text not in [str(value) for value in allowed]:
            raise argparse.ArgumentTypeError(f"{text[:40]!r}, allowed: one of {', '.join(map(str, allowed))}")
        return int(text)

    return read
