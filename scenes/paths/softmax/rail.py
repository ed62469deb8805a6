"""Readouts beside the picture: each comes with the beat that explains it."""

from __future__ import annotations

from scenes.paths.softmax.facts import numbers, scores_of
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture) -> None:
    """At most four."""
    rail, told = Rail(p, f.rail), numbers(f)
    match f.beat_name:
        case "exp":
            rail.read("Sum", told.total(scores_of(f)), "prefill")
        case "overflow":
            rail.read("16 bits end", told.limit(16))
            rail.read("32 bits end", told.limit(32))
            rail.read("64 bits end", told.limit(64))
        case "real":
            rail.read("Highest score", told.highest, "key")
            rail.read("Highest logit", told.top_logit)
        case "sqrt":
            products = told.products(int(f["product_length"]))
            rail.read("Spread", products.spread)
            rail.read("Root", products.root)
        case "online":
            rail.read("Scores", len(told.row.scores), "key")
