"""What this stage tells of: the pass on stage, and the small model's numbers where they are those of this pass. Draws
nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, begun
from tourapp.authoring.sizes import LINE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PassShapes, PhaseShapes, ShapeNumbers, ShapeRun

TOLD = "told"
"""Value of the control of phases with which each beat shows its own."""
RECORDED = "smollm2-135m"
MOST_NAME = 260.0
"""A token's name is at most so wide."""
USUAL = 34
"""So many tokens stand as tall as a sheet may; more are drawn closer."""


@dataclass(frozen=True, slots=True, eq=False)
class ShapeFacts:
    """both: the model's two passes; shown: the one on stage; run: the numbers in its tensors, None where the small
    model did not run it; always: those of the prompt's pass all the same."""

    both: PassShapes
    shown: PhaseShapes
    run: ShapeNumbers | None
    always: ShapeRun

    def key_of(self, *name: str | int) -> tuple[str | int, ...]:
        """How the picture of some numbers is called."""
        return ("" if self.run is None else self.run.key, *name)

    @property
    def tall(self) -> float:
        """Height of a sheet of this many tokens, as a share of the tallest."""
        return max(0.06, min(1.0, math.log1p(self.shown.count) / math.log1p(USUAL)))


def shape_facts(f: Frame) -> ShapeFacts:
    """The facts of a frame."""
    both, always = f.world.pass_shapes, f.world.shape_run
    shown = both.of(phase_of(f))
    run: ShapeNumbers | None = always.numbers if shown.phase == "prefill" else f.world.shape_step
    known = f.inputs.model == RECORDED and run is not None and run.count == shown.count
    return ShapeFacts(both, shown, run if known else None, always)


def phase_of(f: Frame) -> str:
    """The phase on stage: the beat's own, or what the control says."""
    asked = str(f["shape_phase"])
    return ("decode" if f.beat_name == "decode" else "prefill") if asked == TOLD else asked


def named(text: str) -> str:
    """A token as it is shown; blanks have a sign of their own."""
    return begun(text.strip() or {"\n": "⏎"}.get(text, "␣"), LINE, MOST_NAME)
