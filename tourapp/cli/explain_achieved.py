"""The achieved part of `tourapp explain`: its options, its JSON object and its words."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field, replace
from typing import Any

from tourapp.cli.arguments import whole
from tourapp.errors import DamagedFileError, UsageError
from tourapp.nearest import did_you_mean
from tourapp.quantity import Quantity, format_quantity, plain
from tourapp.sim.cost import Scenario, cost
from tourapp.sim.cost.achieved import TERMS, Achieved, AchievedRow, achieved, first_token

_FIELDS = {
    "step_seconds": "step_seconds",
    "low": "low",
    "high": "high",
    "tokens_per_second": "tokens_per_second",
    "decode_seconds": "decode_seconds",
    "prefill_seconds": "prefill_seconds",
    "prefill_low": "prefill_low",
    "prefill_high": "prefill_high",
}
_ENERGY = ("joules_per_token_output", "joules_per_token_input")
NO_RUN = "no run like this"


@dataclass(frozen=True)
class AchievedTold:
    """What is said of the achieved figures: data for JSON, numbers by name, words for a person, notes."""

    data: dict[str, Any] | None
    text: str
    numbers: dict[str, Quantity] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the achieved model needs beyond the scenario."""
    parser.add_argument(
        "--answer", type=whole(1, 1_000_000), default=200, metavar="N", help="tokens of an answer (usual 200)"
    )
    parser.add_argument(
        "--without", default="", metavar="TERM,...", help=f"terms to switch off, at least one of: {', '.join(TERMS)}"
    )


def told(scenario: Scenario, args: argparse.Namespace) -> AchievedTold:
    """The achieved figures of a scenario, or why there are none."""
    without = _terms(args.without)
    try:
        done = achieved(scenario, args.answer, without)
    except DamagedFileError as error:  # the ideal figures need none of its tables
        words = f"no achieved figure: {error}"
        return AchievedTold(None, f"achieved\n  {words}\n", notes=[words])
    if done == "queues":
        words = "more than fit: weights and the batch's cache need more than the usable memory, so requests queue"
        return AchievedTold({"queues": True}, f"achieved\n  {words}\n", notes=[words])
    if not isinstance(done, Achieved):
        words = f"no achieved figure: how {scenario.gpus} x {scenario.gpu_spec.name} are joined is not known"
        return AchievedTold(None, f"achieved\n  {words}\n", notes=[words])
    first = first_token(scenario, done)
    numbers = {f"achieved.{name}": getattr(done, field) for name, field in _FIELDS.items()}
    more = {"first_token_seconds": first.seconds, "first_token_low": first.low, "first_token_high": first.high}
    numbers |= {f"achieved.{name}": number for name, number in more.items()}
    power = cost(replace(scenario, fitted=True)).energy
    spent = {} if power is None else {name: getattr(power, f"achieved_{name}") for name in _ENERGY}
    numbers |= {f"achieved.energy.{name}": number for name, number in spent.items()}
    terms = _by_term(done.rows)
    data: dict[str, Any] = {
        name.removeprefix("achieved."): plain(number) for name, number in numbers.items() if ".energy." not in name
    }
    data |= {
        "energy": {name: plain(number) for name, number in spent.items()} or None,
        "answer": args.answer,
        "inside": done.inside,
        "band": "nine of ten measured runs" if done.inside else f"{NO_RUN}: nine of ten runs of parts left out",
        "terms": terms,
        "prefill_terms": _by_term(done.prefill_rows),
    }
    return AchievedTold(data, _text(done, terms, spent), numbers)


def _terms(words: str) -> frozenset[str]:
    """Names of terms, checked."""
    names = frozenset(name for name in words.split(",") if name)
    for name in sorted(names - set(TERMS)):
        raise UsageError(
            f"tourapp explain: --without: {name[:40]!r} is not one of: {', '.join(TERMS)}"
            f"{did_you_mean(name[:40], list(TERMS))}"
        )
    return names


def _by_term(rows: tuple[AchievedRow, ...]) -> list[dict[str, Any]]:
    """Rows of one term and phase together, in the order of the terms; an operator's rows share their reason."""
    found = []
    for term in TERMS:
        for phase in ("decode", "prefill"):
            some = [row for row in rows if (row.term, row.phase) == (term, phase)]
            if some:
                seconds = sum(float(row.seconds.value) for row in some)
                longest = max(some, key=lambda row: float(row.seconds.value))
                found.append({"name": term, "phase": phase, "seconds": seconds, "why": longest.why})
    return found


def _text(done: Achieved, terms: list[dict[str, Any]], spent: dict[str, Quantity]) -> str:
    """Words for a person."""
    lines = ["achieved" if done.inside else f"achieved ({NO_RUN}: the band is wider)"]
    spans = (
        ("time between tokens", done.step_seconds, done.low, done.high),
        ("prefill of one prompt", done.prefill_seconds, done.prefill_low, done.prefill_high),
    )
    for words, value, low, high in spans:
        shown = [format_quantity(each) for each in (value, low, high)]
        lines.append(f"  {words:<28}{shown[0]}, {shown[1]} to {shown[2]}")
    lines += [f"    {term['name'].replace('_', ' '):<26}{1e3 * term['seconds']:.2f} ms" for term in terms]
    told = [format_quantity(number) for number in spent.values()]
    words = f"{told[0]} of output, {told[1]} of input" if told else "not published: no source gives this part's power"
    return "\n".join([*lines, f"  {'energy, at most':<28}{words}"]) + "\n"
