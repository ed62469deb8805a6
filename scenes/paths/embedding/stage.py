"""The pictures of this stage, one for each beat."""

from __future__ import annotations

from scenes.paths.embedding.crowd import draw_crowd
from scenes.paths.embedding.facts import RowFacts
from scenes.paths.embedding.flat_map import draw_map
from scenes.paths.embedding.lamps import draw_lamps
from scenes.paths.embedding.rays import draw_rays
from scenes.paths.embedding.refused import draw_refused
from scenes.paths.embedding.sum_picture import draw_sum
from scenes.paths.embedding.table_row import draw_row
from scenes.paths.embedding.tied import draw_tied
from tourapp.authoring import Frame, Picture

DRAWN = {
    "row": draw_row,
    "near": draw_rays,
    "map": draw_map,
    "analogy": draw_sum,
    "honest": draw_lamps,
    "crowd": draw_crowd,
    "tied": draw_tied,
}


def draw_stage(f: Frame, p: Picture, facts: RowFacts) -> None:
    """The picture of the beat that plays; a word without a row has none."""
    if f.beat_name in ("row", "near") and facts.near.row is None:
        draw_refused(f, p, facts)
        return
    DRAWN[f.beat_name](f, p, facts)
