"""What the scene says of its own figures."""

from __future__ import annotations

from scenes.spine.s_users.facts import facts_of
from tourapp.authoring import Badge, Frame, Phrase


def users_badge(f: Frame) -> Badge:
    """Computed from specifications; which ceiling is shown."""
    facts = facts_of(f)
    leaves = (
        Phrase("{model}; blocks of 16 and a pass's own memory counted", model=facts.model)
        if f["users_paged"]
        else Phrase("{model}; a ceiling: blocks and fragments left out", model=facts.model)
    )
    if f.beat_name == "people":
        leaves = Phrase("{model}; all that fit run in one batch, nobody waits in line", model=facts.model)
    most = facts.costs.scenario.model_spec.max_context
    if f.beat_name == "cliff" and float(facts.asked.long.context.value) > most:
        leaves = Phrase("{model}; past its own {n:,.0f} tokens the curve is arithmetic only", model=facts.model, n=most)
    return Badge("computed from specs", leaves, "memory, weights and cache from their sheets; times as achieved")
