"""The circuit of a layer: the stream as a bright road, and each half that reads it, works, and adds what it made."""

from __future__ import annotations

from scenes.paths.layer_detail.facts import LayerFacts
from scenes.paths.layer_detail.places import BACK_X, BUS_X, FOOT, NAME_X, NODE_X, PANEL, ROAD_X, TOP, StepPlace
from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import LABEL

INTO = ("q", "k", "v", "q_down", "kv_down", "gate", "up", "router")
"""Steps that read the normed stream."""
UNTO = ("q", "k", "v", "q_up", "kv_up")
"""Steps whose result attention reads."""
THROUGH = (("q_down", "q_up"), ("kv_down", "kv_up"), ("attention", "out"), ("activation", "down"))
"""Steps of which one goes straight into the next."""
NODE = 17.0
LAP = 7.0
"""Seconds in which a light runs down the stream."""


def draw_circuit(f: Frame, p: Picture, facts: LayerFacts, shown: float) -> None:
    """Panels, wires, nodes and names; only names and nodes where the rows do not stand in the order of the work."""
    if facts.ordered:
        _draw_panels(p, facts, shown)
        _draw_wires(p, facts, shown)
        _draw_light(f, p, facts, shown)
    _draw_nodes(f, p, facts, shown)


def _draw_panels(p: Picture, facts: LayerFacts, shown: float) -> None:
    """A ground for each half."""
    for half in ("attention", "ffn"):
        places = [facts.places[row.op] for row in facts.rows if row.half == half]
        top, foot = places[0].y - places[0].h / 2 - 3, places[-1].y + places[-1].h / 2 + 3
        box = Rect(PANEL.x, top, PANEL.w, foot - top)
        p.rects([box], "ground2", radius=12, alpha=0.55 * shown, stroke="line", stroke_alpha=shown)


def _draw_wires(p: Picture, facts: LayerFacts, shown: float) -> None:
    for width, alpha in ((24.0, 0.06), (13.0, 0.16), (6.0, 0.9)):
        p.lines([(ROAD_X, TOP - 14, ROAD_X, FOOT + 4)], "ink", width=width, alpha=alpha * shown)
    ends: list[tuple[float, float, float, float]] = []
    for half in ("attention", "ffn"):
        ends += _half_wires({row.op: facts.places[row.op] for row in facts.rows if row.half == half})
    p.lines(ends, "ink", width=2.0, alpha=0.6 * shown)


def _half_wires(places: dict[str, StepPlace]) -> list[tuple[float, float, float, float]]:
    """From the road through the norm to all that reads it, on to what they make together, and back."""
    rows = list(places.values())
    norm, add = rows[0], rows[-1]
    heads = [place for op, place in places.items() if op in INTO]
    meets = places.get("attention") or places.get("activation") or rows[-2]
    feeds = [place for op, place in places.items() if op in (UNTO if "attention" in places else ("gate", "up"))]
    ends = [(ROAD_X, norm.y, BUS_X, norm.y), (BUS_X, norm.y, BUS_X, heads[-1].y)]
    ends += [(BUS_X, place.y, NODE_X, place.y) for place in heads]
    ends += [(NODE_X, place.y, BACK_X, place.y) for place in feeds]
    ends += [(BACK_X, feeds[0].y, BACK_X, meets.y), (BACK_X, meets.y, NODE_X, meets.y)]
    for one, two in THROUGH:
        if one in places and two in places:
            ends.append((NODE_X, places[one].y, NODE_X, places[two].y))
    return [*ends, (NODE_X, rows[-2].y, NODE_X, add.y), (NODE_X, add.y, ROAD_X, add.y)]


def _draw_nodes(f: Frame, p: Picture, facts: LayerFacts, shown: float) -> None:
    """A step is a full ring where it is a matrix or a product, a hollow one where it is element-wise; a plus adds."""
    pointed = f.hovered("step")
    for row in facts.rows:
        place, dim = facts.places[row.op], row.element_wise
        role = "dim" if dim and row.op != pointed else "ink"
        weight = 400 if dim else 600
        at = (NAME_X, place.base)
        p.text(at, row.words, size=LABEL, role=role, weight=weight, alpha=shown, part="steps")
        if row.op.startswith("add"):
            _draw_plus(p, place, shown, on_road=facts.ordered)
            continue
        at = (BUS_X - 24 if row.op.startswith("norm") and facts.ordered else NODE_X, place.y)
        p.sprites([at], NODE, "ground", kind="dot", additive=False, alpha=shown)
        p.sprites([at], NODE, "ink", kind="ring", additive=False, alpha=(0.7 if dim else 1.0) * shown)
        if not dim:
            p.sprites([at], 0.5 * NODE, "weights", kind="dot", additive=False, alpha=shown)


def _draw_plus(p: Picture, place: StepPlace, shown: float, *, on_road: bool) -> None:
    x, y = (ROAD_X if on_road else NODE_X), place.y
    p.sprites([(x, y)], 30.0, "ground", kind="dot", additive=False, alpha=shown)
    p.sprites([(x, y)], 28.0, "ink", kind="ring", additive=False, alpha=shown)
    p.lines([(x - 7, y, x + 7, y), (x, y - 7, x, y + 7)], "ink", width=2.5, alpha=shown)


def _draw_light(f: Frame, p: Picture, facts: LayerFacts, shown: float) -> None:
    """A light that runs down the stream, and at each norm sends one through the half."""
    if f.still:
        return
    share = (f.clock / LAP) % 1.0
    y = TOP - 10 + (FOOT - TOP + 10) * share
    p.spark((ROAD_X, y), "white", 56.0, 0.9 * shown)
    for half in ("attention", "ffn"):
        rows = [facts.places[row.op] for row in facts.rows if row.half == half]
        if rows[0].y < y < rows[-1].y:
            p.spark((NODE_X, y), "prefill" if facts.table.phase == "prefill" else "decode", 40.0, 0.9 * shown)
