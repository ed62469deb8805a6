"""Readouts beside the picture: ideal and achieved, each by its name."""

from __future__ import annotations

from scenes.paths.cost_estimator.facts import told_rule
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture) -> None:
    """At most four."""
    rail, costs, estimate = Rail(p, f.rail), f.world.cost, f.world.estimate
    match f.beat_name:
        case "ask":
            rail.read("All, ideal", costs.decode.tokens_per_second, "decode")
            rail.read("All, achieved", costs.decode.achieved_tokens_per_second, "decode")
            rail.read("Room for", estimate.users, "good")
        case "fits":
            matrix = f.world.fit_matrix
            row, _ = matrix.chosen
            rail.read("Users", matrix.down[row], "good")
            rail.read("Room", matrix.room)
            rail.read("Each", matrix.each, "key")
        case "knobs":
            rail.read("Step, ideal", estimate.step, "decode")
            rail.read("Output, ideal", costs.price.output)
        case "rules":
            rule = told_rule(f)
            rail.read("By the rule", rule.rule)
            rail.read("Exact", rule.exact)
        case "sweep":
            sweep = f.world.batch_sweep
            rail.read("Memory holds", sweep.users, "good")
            rail.read("Limit", sweep.limit)
        case _:
            rail.read("Step, achieved", estimate.step_achieved, "decode")
            rail.read("First, achieved", estimate.first_achieved, "prefill")
