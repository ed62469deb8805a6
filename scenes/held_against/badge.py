"""What the scene says of its own figures: which runs there are, and what was never measured."""

from __future__ import annotations

from scenes.held_against.facts import facts_of
from tourapp.authoring import Badge, Frame, Phrase


def held_badge(f: Frame) -> Badge:
    """Computed, beside what others measured."""
    facts = facts_of(f)
    return Badge(
        "computed from specs",
        Phrase("measured: {m} models on {g} GPUs; nothing is known of others", m=len(facts.models), g=len(facts.gpus)),
        "each mark is a public measured run with its source; what is said of it comes from the cost model",
    )
