"""The token row at rest, as a still layer, for the beats of the check and of its verdicts."""

from __future__ import annotations

from scenes.speculation.facts import BEFORE, SpeculationFacts
from scenes.speculation.token_row import draw_context, draw_draft
from tourapp.authoring import Frame, Picture, Rect

ROW_ROOM = Rect(60, 112, 1396, 180)


def draw_resting_row(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """Row and hops."""

    def build(q: Picture) -> None:
        draw_context(f, q, s)
        draw_draft(f, q, s)

    p.bake(("speculation row", f.beat_name, s.turn, s.run.before(s.at, BEFORE)), build, rect=ROW_ROOM)
