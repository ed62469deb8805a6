"""The tower that stands alone: the stream climbs beside it, floor by floor, and lights the one that works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.paths.model_overview.facade import Facade, draw_facade, facade_of, hot_facade
from scenes.paths.model_overview.facts import lights, short, tower
from scenes.paths.model_overview.places import BESIDE, SHAFT, TOWER
from scenes.paths.model_overview.zoom import NEAREST
from tourapp.authoring import OPERATOR, Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TowerRoom

LAP = 6.0
"""Seconds in which a token climbs all floors."""


def draw_alone(f: Frame, p: Picture, box: Rect = TOWER, shown: float = 1.0) -> Facade:
    """The tower with its light, up to a share of its height."""
    facade = facade_of(tower(f), box)
    draw_facade(p, tower(f), facade, lights(f), shown)
    if shown >= 1.0:
        _draw_stream(f, p, facade)
        hot_facade(p, facade, NEAREST)
    return facade


def climbing(f: Frame, facade: Facade) -> int:
    """The floor that works now, from 0."""
    count = len(facade.floors)
    return count // 2 if f.still else min(count - 1, int(count * ((f.clock / LAP) % 1.0)))


def _draw_stream(f: Frame, p: Picture, facade: Facade) -> None:
    box, floor = facade.box, facade.floor(climbing(f, facade))
    x = box.x - SHAFT
    for width, alpha in ((22.0, 0.06), (12.0, 0.14), (5.0, 0.75)):
        p.lines([(x, box.y - 6, x, box.bottom + 6)], "ink", width=width, alpha=alpha)
    p.lines([(x, floor.cy, box.x, floor.cy)], "white", width=2.0, alpha=0.8)
    p.rects([floor], "white", alpha=0.35, gradient="right", fade=0.5)
    p.spark((x, floor.cy), "white", 60.0, 0.9)


def draw_tower(f: Frame, p: Picture) -> None:
    """The first beat: the tower grows, then its three parts are named."""
    facade = draw_alone(f, p, shown=f.cue("tower.grows"))
    told, ours = f.cue("tower.told"), tower(f)
    if told <= 0.004:
        return
    middle = (facade.roof.bottom + facade.entrance.y) / 2
    _draw_floors(p, facade, middle, told)
    number = Phrase("{n} × {v}", n=ours.floors, v=short(ours.floor_params))
    p.text((BESIDE.x, middle), number, size=FIGURE_LARGE, weight=600, alpha=told)
    p.text((BESIDE.x, middle + 50), "floors, and parameters of each", size=LINE, alpha=told)
    p.text((BESIDE.x, middle + 92), "attention at the left, the FFN at the right", size=LABEL, role="dim", alpha=told)
    roof = (
        Phrase("LM head: scores every token") if not ours.tied else Phrase("no roof: the entrance is the LM head too")
    )
    _draw_end(p, (facade.box.y + facade.roof.h / 2, roof), ours.room("head"), told)
    _draw_end(p, (facade.entrance.cy, Phrase("embedding: a row for each token")), ours.room("embedding"), told)
    area = {"embedding": facade.entrance, "head": facade.roof}.get(str(f.hovered(OPERATOR)))
    if area is not None and area.h > 0.5:
        p.rects([area.inset(-3)], None, radius=4, stroke="white", stroke_width=3.0)


def _draw_floors(p: Picture, facade: Facade, middle: float, told: float) -> None:
    """A bracket from the lowest floor to the highest."""
    x, top, foot = facade.box.right + 22, facade.roof.bottom + 4, facade.entrance.y - 4
    ends = [(x, top, x, foot), (x - 10, top, x, top), (x - 10, foot, x, foot), (x, middle - 20, x + 30, middle - 20)]
    p.lines(ends, "dim", width=2.0, alpha=told)


def _draw_end(p: Picture, place: tuple[float, Phrase], room: TowerRoom | None, told: float) -> None:
    """What stands at one end of the tower, with its parameters."""
    y, words = place
    p.lines([(TOWER.right + 14, y, BESIDE.x - 14, y)], "dim", width=1.5, dash=True, alpha=told)
    p.text((BESIDE.x, y + 9), words, size=LINE, alpha=told)
    if room is not None:
        at = (BESIDE.right, y + 9)
        p.text(at, "{v}", v=short(room.params), size=READOUT, mono=True, role="prefill", align="right", alpha=told)
