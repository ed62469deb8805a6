"""The last beat: two real matrices on one scale, and what a token, or many, makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.vectors_matmul.facts import sized
from scenes.paths.vectors_matmul.places import SIZED
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, Why
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import SizedMatrix

LAP = 3.4
SMALL_Y = 150.0
SIDE_GAP = 40.0
PLATE = (650.0, 212.0)
"""Behind words on a matrix: light passes below them."""


def matrix_boxes(f: Frame) -> tuple[Rect, Rect]:
    """Both matrices, outputs across and inputs down, on one scale: small, large."""
    small, large = sized(f)
    scale = SIZED.w / float(large.outputs.value)
    tall = scale * float(large.inputs.value)
    one = Rect(SIZED.x, SMALL_Y, scale * float(small.outputs.value), scale * float(small.inputs.value))
    return one, Rect(SIZED.x, SIZED.y, SIZED.w, tall)


def draw_sizes(f: Frame, p: Picture) -> None:
    """The small one, then the large one, each with its FLOPs."""
    shown, tokens = (f.cue("size.small"), f.cue("size.large")), int(f["matrix_tokens"])
    for place, (matrix, box) in enumerate(zip(sized(f), matrix_boxes(f), strict=True)):
        if shown[place] <= 0.004:
            continue
        with p.group(opacity=shown[place]):
            _draw_matrix(f, p, box)
            p.hot([box], (Tag("matrix", place),), (Why(),), (matrix.token,))
            at = (box.right + SIDE_GAP, box.y + 26) if place == 0 else (box.x + SIDE_GAP, box.y + 110)
            if place:
                wide, tall = (side * f.text_gain for side in PLATE)
                p.rects([(at[0] - 20, at[1] - 42, wide, tall)], "ground", radius=14, alpha=0.88)
            _tell(p, matrix, at, tokens)
    _, large = matrix_boxes(f)
    p.text((large.right + 20, large.cy), "{v} in", v=sized(f)[1].inputs, size=LABEL, role="prefill", alpha=shown[1])
    p.text(
        (large.right - 16, large.y - 14), "{v} out", v=sized(f)[1].outputs, size=LABEL, align="right", alpha=shown[1]
    )


def _draw_matrix(f: Frame, p: Picture, box: Rect) -> None:
    """Slate, with a light that sweeps its columns: each is one output."""
    p.rects([box], "weights", radius=6, alpha=0.38, stroke="weights", stroke_width=2.0)
    x = box.x + box.w * ((f.clock / LAP) % 1.0)
    trail = np.minimum(x - box.x, 90.0)
    p.rects([(x - trail, box.y, trail, box.h)], "white", alpha=0.22, gradient="right")
    p.lines([(x, box.y, x, box.bottom)], "white", width=4.0, alpha=0.8)


def _tell(p: Picture, matrix: SizedMatrix, at: tuple[float, float], tokens: int) -> None:
    words = Phrase(
        "{model}, {what}: {k} × {n}", model=matrix.model, what=matrix.words, k=matrix.inputs, n=matrix.outputs
    )
    x, y = at
    p.text((x, y), words, size=LINE, weight=600)
    p.text((x, y + 106), "{v}", v=matrix.flops(tokens), size=FIGURE_LARGE, weight=700)
    told = Phrase("for {t} {t|token|tokens}, in one of its layers", t=tokens)
    p.text((x, y + 150), told, size=LABEL)
