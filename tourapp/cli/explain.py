"""`tourapp explain`: what a model costs on a machine, and why each number is what it is. Not a measurement."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from tourapp.cli import explain_achieved, explain_beyond, explain_parts
from tourapp.cli.own_options import GPU_WORDS, INPUTS, MODEL_WORDS, row_of
from tourapp.cli.result import Result
from tourapp.errors import UsageError
from tourapp.quantity import Quantity, format_quantity, format_sum, plain
from tourapp.quantity.why import explain, tree
from tourapp.sim.cost import KV_BITS, LIMITS, Costs, LedgerRow, Scenario, cost
from tourapp.sim.cost.scenario import MATH_BITS, checked
from tourapp.specs import gpu

CLI_WEIGHT_BITS = (16, 8, 4)
_WHAT_IF = ("mfu", "mbu")
_SIZES = (
    "params",
    "streamed_params",
    "weight_bytes",
    "group_scale_bytes",
    "kv_bytes_per_token",
    "kv_bytes_per_sequence",
    "kv_bytes",
)
_ROW = ("flops", "weight_bytes", "kv_bytes", "activation_bytes", "bound", "seconds", "achieved_seconds")
_SECTIONS = {
    "decode": (
        *("flops_per_token", "bytes_per_step", "intensity", "ridge", "bound", "step_seconds", "tokens_per_second"),
        *("achieved_step_seconds", "achieved_tokens_per_second"),
    ),
    "prefill": (
        *("flops", "bytes", "intensity", "ridge", "bound", "seconds", "tokens_per_second"),
        *("achieved_seconds", "achieved_tokens_per_second"),
    ),
    "price": (
        *("input", "cached_input", "cached_input_from_host", "output", "ratio", "machine_hour"),
        *("achieved_input", "achieved_cached_input", "achieved_output", "achieved_ratio"),
    ),
}
_HELP = {
    "gpus": "how many GPUs share the work",
    "batch": "sequences running together",
    "context": "tokens of a sequence in a decode step, the current one included",
    "prompt_tokens": "prompt tokens of a sequence, for prefill",
    "mfu": "what if this share of peak arithmetic were reached, in place of the fitted model",
    "mbu": "what if this share of bandwidth were reached, in place of the fitted model",
    "usable": "share of memory that may be filled",
    "gpu_hour": "dollars of one GPU for an hour",
}


def register(sub: argparse._SubParsersAction[Any]) -> None:
    """Add the command's parser."""
    parser = sub.add_parser("explain", help="what a model costs on a machine, and why", allow_abbrev=False)
    defaults = {each.name: each.default for each in fields(Scenario)}  # the tables are read when they are needed
    parser.add_argument("--model", default=defaults["model"], metavar="ID|FILE", help=MODEL_WORDS)
    parser.add_argument("--gpu", default=defaults["gpu"], metavar="ID|FILE", help=GPU_WORDS)
    for name, words in _HELP.items():
        flag = "--" + name.replace("_", "-")
        parser.add_argument(
            flag,
            dest=name,
            type=_number(name, flag),
            default=None if name in _WHAT_IF else defaults[name],
            metavar="N",
            help=f"{words} (default {'fitted' if name in _WHAT_IF else format(defaults[name], 'g')}), {_range(name)}",
        )
    for flag, allowed, value in (("--weight-bits", CLI_WEIGHT_BITS, 8), ("--kv-bits", KV_BITS, 16)):
        listed = ", ".join(map(str, allowed))
        parser.add_argument(
            flag, type=_choice(flag, allowed), default=value, metavar="N", help=f"one of {listed} (default {value})"
        )
    parser.add_argument(
        "--math",
        type=_choice("--math", MATH_BITS),
        metavar="N",
        help="bits in which 4-bit weights are multiplied, one of 16, 4 (default 4 on parts with such a peak, else 16)",
    )
    explain_achieved.add_options(parser)
    explain_parts.add_options(parser)
    explain_beyond.add_options(parser)
    parser.add_argument(
        "--why",
        metavar="NAME",
        help="print how one number comes about: a name that `tourapp explain --json` has: decode.step_seconds",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Work out the scenario; with --why, the text is the tree of one number and the data carries it as `why`."""
    rows = {name: row_of(name, getattr(args, name)) for name in INPUTS}
    settings = {name: getattr(args, name) for name in ("weight_bits", "kv_bits", *_HELP)}
    settings |= {name: row.id for name, row in rows.items()}
    given = [name for name in _WHAT_IF if settings[name] is not None]
    settings |= {name: 1.0 for name in _WHAT_IF if settings[name] is None}
    math = args.math if args.math is not None else gpu(settings["gpu"]).math_bits(args.weight_bits)
    costs = cost(Scenario(**settings, math=math))
    data = as_data(costs)
    told = None if given else explain_achieved.told(costs.scenario, args)
    if told is not None:
        data["achieved"] = told.data
        data["notes"] += told.notes
    own = [row for row in rows.values() if row.read is not None]
    if own:
        data["own"] = [row.data for row in own]
    split = explain_parts.PartsTold(costs, args)
    split.into(data)
    more = explain_beyond.told(costs.scenario, args)
    data |= explain_beyond.as_data(more)
    if args.why is None:
        read = "".join(f"\n{line}" for row in own for line in row.notes_for(args.weight_bits))
        return Result(
            data,
            split.noted(as_text(costs))
            + ("" if told is None else f"\n\n{told.text}")
            + "\n".join(split.lines)
            + explain_beyond.as_text(more)
            + read,
        )
    known = {**explain_beyond.numbers(more), **({} if told is None else told.numbers)}
    number = known.get(args.why) or split.known(args.why) or costs.number(args.why)
    return Result({**data, "why": {"number": args.why, **tree(number)}}, f"{args.why}\n{explain(number)}")


def as_data(costs: Costs) -> dict[str, Any]:
    """The figures as plain data under the documented names.

    With an efficiency below 1 the plain times, rates and prices follow it, as their formulas say; the same values stand
    under `achieved_`, and the ones at full efficiency under `ideal_`.
    """
    scenario = costs.scenario
    achieved = scenario.mfu != 1.0 or scenario.mbu != 1.0
    settings: dict[str, Any] = {"model": scenario.model_spec.id, "gpu": scenario.gpu_spec.id}
    settings |= {name: plain(getattr(scenario, name)) for name in (*LIMITS, "weight_bits", "kv_bits", "math")}
    data: dict[str, Any] = {"scenario": settings} | {name: plain(getattr(costs, name)) for name in _SIZES}
    for group in ("decode", "prefill", "capacity", "price"):
        part = getattr(costs, group)
        data[group] = _follow({f.name: plain(getattr(part, f.name)) for f in fields(part)}, achieved)
    power = costs.energy
    data["energy"] = (
        None if power is None else _follow({f.name: plain(getattr(power, f.name)) for f in fields(power)}, achieved)
    )
    data["ledger"] = [_ledger_row(row, achieved) for row in costs.ledger]
    data["notes"] = list(costs.notes)
    return data


def _ledger_row(row: LedgerRow, achieved: bool) -> dict[str, Any]:
    """A row of the ledger; an element-wise operator also says what it would take alone, not fused."""
    data = {"op": row.op, "phase": row.phase} | _follow({name: plain(getattr(row, name)) for name in _ROW}, achieved)
    return data if row.alone_seconds is None else data | {"alone_seconds": plain(row.alone_seconds)}


def as_text(costs: Costs) -> str:
    """The figures for a person: size, memory, decode, prefill, prices, notes."""
    s, room = costs.scenario, costs.capacity
    achieved = s.mfu != 1.0 or s.mbu != 1.0
    parts, total = format_sum(
        [room.weight_bytes, room.kv_bytes, room.free_bytes, room.reserve_bytes], room.memory_bytes, digits=4
    )
    lines = [
        f"{s.model_spec.name}, {s.weight_bits}-bit weights, {s.kv_bits}-bit KV cache, on {s.gpus} x {s.gpu_spec.name}",
        f"{s.batch:,} sequences, context {s.context:,} tokens, prompt {s.prompt_tokens:,} tokens",
        "",
        _line("parameters", costs.params),
        _line("KV cache of a token", costs.kv_bytes_per_token),
        _words("memory", f"{total} = weights {parts[0]} + KV {parts[1]} + free {parts[2]} + reserve {parts[3]}"),
        _line("users that fit", room.users),
        *(["  does not fit: weights and KV cache need more than the usable memory"] if not room.fits else []),
        "",
    ]
    for title, names in _SECTIONS.items():
        phase = getattr(costs, title)
        lines.append(title + (", ideal" if not achieved else ", ideal and achieved"))
        for name in names:
            value = getattr(phase, name)
            if _kept(name, achieved) and value is not None:
                label = name.replace("_", " ")
                lines.append(_line(label, value) if isinstance(value, Quantity) else _words(label, str(value)))
        lines.append("")
    lines += [*_energy_lines(costs, achieved), ""]
    return "\n".join(lines + [f"note: {note}" for note in costs.notes])


def _energy_lines(costs: Costs, achieved: bool) -> list[str]:
    """Joules of a token."""
    power = costs.energy
    if power is None:
        return [_words("energy", "not published: no source gives this part's power")]
    kept = [f.name for f in fields(power) if _kept(f.name, achieved)]
    return ["energy at the power limit of all GPUs" + (", at most" if achieved else ", if times were ideal")] + [
        _line(name.replace("_", " "), getattr(power, name)) for name in kept
    ]


def _follow(figures: dict[str, Any], achieved: bool) -> dict[str, Any]:
    """Figures whose plain names follow the given efficiencies."""
    if not achieved:
        return {name: value for name, value in figures.items() if not name.startswith("achieved_")}
    out = dict(figures)
    for name in figures:
        plain_name = name.removeprefix("achieved_")
        if plain_name != name and plain_name in figures:
            out[f"ideal_{plain_name}"] = figures[plain_name]
            out[plain_name] = figures[name]
    if "achieved_step_seconds" in figures and "tokens_per_second_per_user" in figures:
        out["tokens_per_second_per_user"] = 1.0 / figures["achieved_step_seconds"]
    return out


def _kept(name: str, achieved: bool) -> bool:
    return achieved or not name.startswith("achieved_")


def _line(label: str, quantity: Quantity) -> str:
    return _words(label, format_quantity(quantity))


def _words(label: str, text: str) -> str:
    return f"  {label:<28}{text}"


def _range(name: str) -> str:
    """What a setting may be, for --help."""
    low, high, whole = LIMITS[name][3], LIMITS[name][4], LIMITS[name][5]
    return f"{'a whole number' if whole else 'a number'} from {low:,.10g} to {high:,.10g}"


def _number(name: str, flag: str) -> Callable[[str], int | float]:
    """A parser of one setting's text: plain decimal digits only, then the setting's own limits."""
    whole = LIMITS[name][5]
    pattern = r"[+-]?\d{1,30}" if whole else r"[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,3})?"

    def read(text: str) -> int | float:
        value: Any = text
        if re.fullmatch(pattern, text, re.ASCII):
            value = int(text) if whole else float(text)
        try:
            return checked(name, value)
        except UsageError as error:
            raise UsageError(f"tourapp explain: {flag}: {str(error).partition(': ')[2]}") from None

    return read


def _choice(flag: str, allowed: tuple[int, ...]) -> Callable[[str], int]:
    def read(text: str) -> int:
        if text not in [str(value) for value in allowed]:
            raise UsageError(
                f"tourapp explain: {flag}: must be one of {', '.join(map(str, allowed))}, not {text[:40]!r}"
            )
        return int(text)

    return read
