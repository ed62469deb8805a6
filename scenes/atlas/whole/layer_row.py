"""The open layer: its blocks as wide as their time, on a rail that runs on through them, and the other layers behind.

Each half hangs below a ring, its norm, and what it makes comes back to the rail at a plus.
"""

from __future__ import annotations

import numpy as np

from scenes.atlas.whole.facts import AtlasFacts
from scenes.atlas.whole.fading import faded
from scenes.atlas.whole.layer_words import draw_block_words
from scenes.atlas.whole.moment import REST, PassMoment
from scenes.atlas.whole.operators import operator_of, stage_chosen, stage_pointed
from scenes.atlas.whole.places import DECK, HEAD, LAYER, LOOK, RAIL_Y, ROW, Blocks
from tourapp.authoring import OPERATOR, Frame, Phrase, Picture, Rect, Tag, set_control
from tourapp.authoring.sizes import READOUT

MOST_PANES = 80
RING = 13.0
DECK_ROOM = Rect(LAYER.x - 8, LAYER.y - DECK - 8, LAYER.w + DECK + 16, LAYER.h + DECK + 16)
BODIES = Rect(ROW.x - 8, ROW.y - 8, HEAD.right - ROW.x + 16, ROW.h + 20)


def draw_layer(f: Frame, p: Picture, facts: AtlasFacts, now: PassMoment) -> None:
    """The deck, the frame, the taps and the blocks."""
    opened = f.cue("layer.deck")
    if not f.reached("layer") or opened <= 0.004:
        return
    lit = now.lit()
    with faded(p, opened):
        _draw_deck(f, p, facts, now)
    with faded(p, now.opened):
        _draw_taps(p, now)
        _draw_boxes(p, facts, now, lit)
    if now.opened >= 1.0:
        draw_block_words(f, p, now, lit)
        _draw_hot(f, p, now)


def _draw_deck(f: Frame, p: Picture, facts: AtlasFacts, now: PassMoment) -> None:
    """The other layers as thin panes behind the open one, one of which is lit while a pass runs through them all."""
    count = min(facts.layers - 1, MOST_PANES)
    opened = 1.0 if f.past("layer") else f.cue("layer.deck")
    if opened >= 1.0:
        p.bake(("atlas deck", count), lambda q: _draw_panes(q, count, 1.0), rect=DECK_ROOM)
    else:
        _draw_panes(p, count, opened)
    if count and now.beat == "layer" and opened >= 1.0:
        along = f.cue("layer.walks", eased=False) if f.cue("layer.walks") < 1.0 else f.clock / 6.0
        back = (1 + int(along % 1.0 * count)) * DECK / count
        p.curves(_pane(back), "white", width=2.0, alpha=0.8)
    at = (LAYER.right + DECK - 12, LAYER.y - DECK + 40)
    words = Phrase("× {n} layers", n=facts.costs.scenario.model_spec.number("layers"))
    p.text(at, words, size=READOUT, weight=600, align="right", alpha=opened, backed=0.5)


def _draw_panes(p: Picture, count: int, opened: float) -> None:
    back = np.arange(count, 0, -1) * DECK / max(count, 1)
    if count:
        panes = np.array([_pane(d) for d in (back * opened).tolist()])
        p.curves(panes, "weights", alpha=0.10 + 0.30 * (1.0 - back / DECK) ** 1.5)
    p.rects([LAYER], "ground2", radius=8, alpha=0.55, stroke="ink", stroke_width=1.5, stroke_alpha=0.65)


def _pane(back: float) -> list[tuple[float, float]]:
    """Top and right edge of a layer so far behind the open one."""
    right = LAYER.right + back
    return [(LAYER.x + back, LAYER.y - back), (right, LAYER.y - back), (right, LAYER.bottom - back)]


def _draw_taps(p: Picture, now: PassMoment) -> None:
    """From the rail down into each half, from block to block, and back up."""
    ends, rings = [], []
    for half in _halves(now):
        first, last = now.blocks.boxes[half[0]], now.blocks.boxes[half[-1]]
        down, up = first.x + min(14.0, first.w / 2), last.right - min(9.0, last.w / 2)
        ends += [(down, RAIL_Y, down, ROW.y), (up, ROW.y, up, RAIL_Y)]
        rings.append((down, up))
    ends.append((HEAD.cx, RAIL_Y, HEAD.cx, HEAD.y))
    p.lines(ends, "ink", width=2.0, alpha=0.55)
    for down, up in rings:
        p.sprites([(down, RAIL_Y)], 2 * RING, "ground", kind="dot", additive=False)
        p.sprites([(down, RAIL_Y)], 2 * RING, "ink", kind="ring", additive=False)
        p.sprites([(up, RAIL_Y)], 2 * RING, "ground", kind="dot", additive=False)
        p.lines([(up - 7, RAIL_Y, up + 7, RAIL_Y), (up, RAIL_Y - 7, up, RAIL_Y + 7)], "ink", width=2.5)


def _halves(now: PassMoment) -> list[list[str]]:
    ids = [id for id in now.blocks.boxes if id != "head"]
    return [[id for id in ids if id in LOOK], [id for id in ids if id not in LOOK]]


def _draw_boxes(p: Picture, facts: AtlasFacts, now: PassMoment, lit: dict[str, float]) -> None:
    """The blocks: weights stand in them as fine strands, attention has the colours of keys and values; prefill's light
    is blue where arithmetic binds."""
    if now.resting:
        key = ("atlas blocks", now.blocks.key, facts.latent)
        p.bake(key, lambda q: _draw_bodies(q, now.blocks, latent=facts.latent), rect=BODIES)
    else:
        _draw_bodies(p, now.blocks, latent=facts.latent)
    for id, box in now.blocks.boxes.items():
        light = max(0.0, (lit[id] - REST) / (1.0 - REST))
        if light <= 0.01:
            continue
        for ring in range(1, 6):
            p.rects([box.inset(-4.0 * ring)], "white", radius=7 + 4 * ring, alpha=0.03 * light)
        if id == "attention":
            _draw_cache(p, box, 0.62 * light, latent=facts.latent)
        else:
            stage = now.stages.stage(id)
            hot = "prefill" if stage is not None and stage.bound == "compute" else "white"
            p.rects([box], hot, radius=7, alpha=0.86 * light, gradient="up", fade=0.75)
        p.rects([box], None, radius=7, stroke="ink", stroke_width=1.5, stroke_alpha=light)


def _draw_bodies(p: Picture, blocks: Blocks, *, latent: bool) -> None:
    """The blocks at rest."""
    for id, box in blocks.boxes.items():
        if id == "attention":
            _draw_cache(p, box, 0.40, latent=latent)
        else:
            p.rects([box], "weights", radius=7, alpha=0.38, gradient="up", fade=0.45)
            _draw_strands(p, box)
        p.rects([box], None, radius=7, stroke="ink", stroke_width=1.5, stroke_alpha=0.5)
    for id in sorted(blocks.floored - {"head"}):
        box = blocks.boxes[id]
        p.lines([(box.x + 3, box.bottom + 6, box.right - 3, box.bottom + 6)], "dim", width=2.0, dash=True)


def _draw_cache(p: Picture, box: Rect, alpha: float, *, latent: bool) -> None:
    if latent:
        p.rects([box], "key", radius=7, alpha=alpha, gradient="right", fade=1.0, to_role="value")
        return
    half = box.w / 2
    p.rects([(box.x, box.y, half, box.h)], "key", alpha=alpha)
    p.rects([(box.cx, box.y, half, box.h)], "value", alpha=alpha)


def _draw_strands(p: Picture, box: Rect) -> None:
    count = max(2, int(box.w / 4.2))
    x = box.x + (np.arange(count) + 0.5) * box.w / count
    alpha = 0.05 + 0.10 * np.random.default_rng(count).random(count)
    p.lines(np.stack([x, np.full(count, box.y + 3), x, np.full(count, box.bottom - 3)], 1), "ink", alpha=alpha)


def _draw_hot(f: Frame, p: Picture, now: PassMoment) -> None:
    """What is chosen stands in a white frame, what is pointed at in a bright one; each block can be chosen."""
    ids = [id for id in now.blocks.boxes if now.stages.stage(id) is not None]
    boxes = [now.blocks.boxes[id] for id in ids]
    p.hot(boxes, [Tag(OPERATOR, operator_of(id)) for id in ids], [set_control(OPERATOR, operator_of(id)) for id in ids])
    for name, width in ((stage_chosen(f), 2.0), (stage_pointed(f), 4.0)):
        if name in now.blocks.boxes:
            box = now.blocks.boxes[name]
            p.rects([box.inset(-3)], None, radius=9, stroke="white", stroke_width=width)
