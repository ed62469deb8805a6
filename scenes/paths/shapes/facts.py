"""What this stage tells of: the pass on stage, and the recorded numbers where they are those of this pass. Draws
nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Frame

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PassShapes, PhaseShapes, ShapeRun

TOLD = "told"
"""Value of the control of phases with which each beat shows its own."""
RECORDED = "smollm2-135m"
USUAL = 34
"""So many tokens stand as tall as a sheet may; more are drawn closer."""


@dataclass(frozen=True, slots=True, eq=False)
class ShapeFacts:
    """both: the model's two passes; shown: the one on stage; run: the recorded numbers, None where they are not of this
    pass; always: the recording all the same."""

    both: PassShapes
    shown: PhaseShapes
    run: ShapeRun | None
    always: ShapeRun

    @property
    def tall(self) -> float:
        """Height of a sheet of this many tokens, as a share of the tallest."""
        return max(0.06, min(1.0, math.log1p(self.shown.count) / math.log1p(USUAL)))


def shape_facts(f: Frame) -> ShapeFacts:
    """The facts of a frame."""
    both, run = f.world.pass_shapes, f.world.shape_run
    shown = both.of(phase_of(f))
    own = f.inputs.model == RECORDED and shown.phase == "prefill" and shown.count == run.count
    return ShapeFacts(both, shown, run if own else None, run)


def phase_of(f: Frame) -> str:
    """The phase on stage: the beat's own, or what the control says."""
    asked = str(f["shape_phase"])
    return ("decode" if f.beat_name == "decode" else "prefill") if asked == TOLD else asked
