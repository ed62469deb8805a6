"""The pictures of this stage, one for each beat."""

from __future__ import annotations

from scenes.paths.gemm_tiling.fetching import draw_fetching
from scenes.paths.gemm_tiling.fitting import draw_fitting
from scenes.paths.gemm_tiling.halls import draw_halls
from scenes.paths.gemm_tiling.looping import draw_looping
from scenes.paths.gemm_tiling.racing import draw_racing
from scenes.paths.gemm_tiling.saw import draw_saw
from scenes.paths.gemm_tiling.thin import draw_thin
from scenes.paths.gemm_tiling.tiling import draw_tiling
from tourapp.authoring import Frame, Picture

DRAWN = {
    "naive": draw_fetching,
    "tile": draw_tiling,
    "loop": draw_looping,
    "race": draw_racing,
    "sms": draw_halls,
    "saw": draw_saw,
    "thin": draw_thin,
    "fit": draw_fitting,
}


def draw_stage(f: Frame, p: Picture) -> None:
    """The picture of the beat that plays."""
    DRAWN[f.beat_name](f, p)
