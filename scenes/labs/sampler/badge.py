"""What the page says of its own numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Badge, Frame, Phrase

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import SamplerCase


def sampler_badge(f: Frame) -> Badge:
    """Recorded scores, on which the engine's sampler is run."""
    assert f.lab is not None
    case: SamplerCase = f.lab.case
    leaves = Phrase(
        "the scores of step {step} of the answer: {n} of them, eight are drawn", step=case.step + 1, n=case.size
    )
    return Badge("recorded", leaves, "the engine's own sampler is run on them, and makes the draws")
