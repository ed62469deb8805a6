"""What the scene says of its own figures."""

from __future__ import annotations

from scenes.spine.s_levers.facts import facts_of
from tourapp.authoring import Badge, Frame, Phrase


def levers_badge(f: Frame) -> Badge:
    """Computed from specifications; each row is the full model again."""
    facts = facts_of(f)
    model = facts.costs.scenario.model_spec.name
    leaves = Phrase("{model}; each row by the whole model, {basis}", model=model, basis=facts.basis)
    return Badge("computed from specs", leaves, "quality, engine overheads and rents of other machines left out")
