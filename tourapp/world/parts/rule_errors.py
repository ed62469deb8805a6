"""World part of the rules of thumb: eight of them at the scenario, on the prompt's own text."""

from __future__ import annotations

from tourapp.sim.rules import Rule, rules, text_counts
from tourapp.world.part import PartView, part


@part("rule_errors", needs=("cost", "plain_tokens"))
def _rule_errors(view: PartView) -> tuple[Rule, ...]:
    return rules(view.cost, text_counts(view.plain_tokens.text, len(view.plain_tokens)))
