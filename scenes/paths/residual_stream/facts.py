"""What this stage tells of. Reads the world; draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, begun

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CutoutNumbers, LensNumbers, ResidualRun


@dataclass(frozen=True, slots=True, eq=False)
class ResidualStream:
    """run: the pass; numbers: what is told of it; cut: what unplugging costs; token, layer: looked at, from 0."""

    run: ResidualRun
    numbers: LensNumbers
    cut: CutoutNumbers
    token: int
    layer: int

    @property
    def key(self) -> tuple[object, ...]:
        """What a still picture of this pass depends on."""
        run = self.run
        return run.model, run.prompt, run.chat, run.count, self.token

    @property
    def light(self) -> np.ndarray:
        """Lengths of all tokens' streams [L+1, T], 0..1 on a log scale from 1 to the longest."""
        told = np.log10(np.maximum(self.run.lengths.astype(float), 1.2))
        return np.asarray(told / told.max())


def stream_of(f: Frame) -> ResidualStream:
    """The facts of a frame."""
    numbers = f.world.lens
    return ResidualStream(f.world.residual, numbers, f.world.cutouts, numbers.token, numbers.layer - 1)


def word(text: str, size: float, room: float) -> str:
    """A token as it is shown, shortened where it needs more room; blanks have a sign of their own."""
    shown = text.strip() or {"\n": "⏎"}.get(text, "␣")
    return begun(shown, size, room)
