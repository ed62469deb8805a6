"""What the stage says of its own figures."""

from __future__ import annotations

from scenes.paths.embedding.facts import RowFacts, embedding_facts
from tourapp.authoring import Badge, Frame, Phrase

LIVE, FEW = "live", "few"


def embedding_badge(f: Frame) -> Badge:
    """Live where the installed model answered, recorded where what ships did."""
    facts = embedding_facts(f)
    real = Phrase("rows of {model}, the small model that answers in this tour", model=facts.crowd.model)
    match f.beat_name:
        case "row":
            kind = _where_from(facts.near.basis)
            return Badge(kind, "the row alone: no sentence around it; recorded rows are kept in eight bits", real)
        case "near":
            return Badge(
                _where_from(facts.near.basis), "static rows, no context; angles between the rays mean nothing", real
            )
        case "map":
            return Badge("recorded", "two axes of hundreds; words are moved aside where they would overlap", real)
        case "analogy":
            return Badge(_where_from(facts.sum.basis), _sum_left_out(facts), real)
        case "honest":
            return Badge("recorded", "one fixed list, tried on the whole table", real)
        case "crowd":
            pairs = Phrase("{n} random pairs of tokens, always the same", n=facts.crowd.pairs)
            return Badge("recorded", pairs, real)
        case _:
            return Badge("computed from specs + recorded", "the small model; many larger ones keep two tables", real)


def _where_from(basis: str) -> str:
    return "live on this computer" if basis == LIVE else "recorded"


def _sum_left_out(facts: RowFacts) -> Phrase:
    if facts.sum.basis == FEW:
        return Phrase("only the {n} common words that ship; all others need the model", n=facts.sum.compared)
    return Phrase("the inputs in their true plane; all others at their true distance, turned into it")
