"""The pictures of this stage, one for each beat."""

from __future__ import annotations

from scenes.paths.vectors_matmul.arrows import draw_arrows
from scenes.paths.vectors_matmul.grids import draw_count, draw_matrix
from scenes.paths.vectors_matmul.listed import draw_list
from scenes.paths.vectors_matmul.pairs import draw_pairs
from scenes.paths.vectors_matmul.sized import draw_sizes
from tourapp.authoring import Frame, Picture

DRAWN = {
    "list": draw_list,
    "dot": draw_pairs,
    "angle": draw_arrows,
    "matrix": draw_matrix,
    "count": draw_count,
    "size": draw_sizes,
}


def draw_stage(f: Frame, p: Picture) -> None:
    """The picture of the beat that plays."""
    DRAWN[f.beat_name](f, p)
