"""The upper picture at rest, as still layers: the row for the beats of the check, all of it for the beats after."""

from __future__ import annotations

from scenes.speculation.facts import SpeculationFacts
from scenes.speculation.places import column_xs
from scenes.speculation.target import draw_sheet
from scenes.speculation.token_row import SHOWN_BEFORE, draw_context, draw_draft
from scenes.speculation.verdicts import draw_verdicts
from tourapp.authoring import Frame, Picture, Rect

ROW_ROOM, WHOLE_ROOM = Rect(60, 120, 1396, 130), Rect(60, 120, 1396, 620)


def draw_resting_row(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """Row and hops."""

    def build(q: Picture) -> None:
        draw_context(f, q, s)
        draw_draft(f, q, s)

    p.bake(("speculation row", s.turn, s.run.before(s.at, SHOWN_BEFORE), f.text_gain), build, rect=ROW_ROOM)


def draw_resting_verdicts(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """Row, hops, what is left of the light, and verdicts."""

    def build(q: Picture) -> None:
        draw_context(f, q, s)
        draw_draft(f, q, s)
        draw_sheet(q, column_xs(s.turn), 1.0, 0.3)
        draw_verdicts(f, q, s)

    p.bake(("speculation calm", s.turn, s.run.before(s.at, SHOWN_BEFORE), f.text_gain), build, rect=WHOLE_ROOM)
