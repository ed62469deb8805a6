"""`tourapp rules`: eight rules of thumb beside the exact figures, each with its error and when it fails."""

from __future__ import annotations

import argparse
from typing import Any

from tourapp.cli.arguments import prompt_text
from tourapp.cli.result import Result
from tourapp.cli.scenario_options import add_scenario, scenario_of
from tourapp.engine.tokenizer import shipped_tokenizer
from tourapp.quantity import Quantity, format_quantity, plain
from tourapp.sim.cost import cost
from tourapp.sim.rules import Rule, rules, text_counts
from tourapp.words import Phrase, fill_in
from tourapp.world.generation import RequestInputs


def register(sub: Any) -> None:
    """Add the command's parser."""
    parser = sub.add_parser("rules", help="rules of thumb beside exact figures, and when they fail", allow_abbrev=False)
    add_scenario(parser)
    words = "the text in which words and tokens are counted (usual: the tour's own question)"
    parser.add_argument("--text", type=prompt_text, default=RequestInputs.prompt, metavar="T", help=words)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """The rules at one scenario."""
    costs = cost(scenario_of(args))
    found = rules(costs, text_counts(args.text, len(shipped_tokenizer().encode(args.text))))
    asked = costs.scenario
    head = (
        f"{asked.model_spec.name}, {asked.weight_bits}-bit weights, on {asked.gpus} x {asked.gpu_spec.name}; "
        f"{asked.batch:,} sequences of {asked.context:,} tokens; ideal"
    )
    return Result({"rules": [as_data(rule) for rule in found]}, "\n".join([head, "", *map(as_text, found)]))


def as_data(rule: Rule) -> dict[str, Any]:
    """One rule under the documented names; error: null where the exact figure is nothing and the rule's is not."""
    return {
        "id": rule.id,
        "text": said(rule.words),
        "rule": plain(rule.rule),
        "exact": plain(rule.exact),
        "unit": rule.exact.unit,
        "error": None if rule.error is None else plain(rule.error),
        "ok": rule.ok,
        "lamp": rule.lamp,
        "fails_when": said(rule.fails_when),
    }


def as_text(rule: Rule) -> str:
    """One rule for a person."""
    error = "  -" if rule.error is None else f"{float(rule.error.value):+.1%}"
    numbers = f"{format_quantity(rule.rule):>16} {format_quantity(rule.exact):>16} {error:>10}  {rule.lamp:<6}"
    return f"{rule.id:<18}{numbers} {said(rule.fails_when)}"


def said(words: Phrase) -> str:
    """A phrase with its numbers as they are printed."""

    def one(value: Any, spec: str) -> str:
        if isinstance(value, Quantity):
            return format(float(value.value), spec) if spec else format_quantity(value)
        return format(value, spec) if spec else str(value)

    return fill_in(words.template, words.fields, one)
