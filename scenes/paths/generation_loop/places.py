"""Where things stand on this stage: two bars on one ruler, below them the same ruler as a map of the work."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Rect

KNOWN = Rect(64.0, 170.0, 1376.0, 64.0)
COMPUTED = Rect(64.0, 304.0, 1376.0, 64.0)
FIELD = Rect(64.0, 424.0, 1376.0, 412.0)
NAMES = -16.0
"""From a bar's top to the baseline of its name."""
MOST_CELLS = 260
"""More tokens than this are drawn as one bar."""


@dataclass(frozen=True, slots=True)
class TokenRuler:
    """P prompt and n answer tokens along the stage; in the map a row for each step."""

    prompt: int
    answer: int

    @property
    def wide(self) -> float:
        """Width of a token."""
        return KNOWN.w / (self.prompt + self.answer)

    @property
    def tall(self) -> float:
        """Height of a step's row in the map."""
        return FIELD.h / self.answer

    def x(self, tokens: float) -> float:
        """Where so many tokens end."""
        return KNOWN.x + self.wide * tokens

    def y(self, steps: float) -> float:
        """Where so many rows end."""
        return FIELD.y + self.tall * steps

    def cells(self, bar: Rect, start: float, end: float) -> np.ndarray:
        """The tokens from `start` to `end` as boxes [k, 4] in a bar."""
        if end <= start:
            return np.zeros((0, 4))
        gap = 1.0 if self.wide > 4.0 else 0.0
        if self.prompt + self.answer > MOST_CELLS:
            return np.array([[self.x(start), bar.y, self.wide * (end - start), bar.h]])
        at = np.arange(int(start), int(np.ceil(end)))
        full = np.minimum(end, at + 1.0) - at
        return np.stack(
            [self.x(0) + self.wide * at, np.full(len(at), bar.y), self.wide * full - gap, np.full(len(at), bar.h)], 1
        )
