"""The second beat: one band of all numbers, knives between the heads, and the strips as three stacks of sheets."""

from __future__ import annotations

import numpy as np

from scenes.paths.shapes.axes import draw_axes, draw_bracket, draw_legend, hot_tensor
from scenes.paths.shapes.facts import ShapeFacts, named
from scenes.paths.shapes.places import BAND, REACH, STACK_FOOT, STACKS
from scenes.paths.shapes.sheets import SheetLook, draw_sheet, thread_light
from tourapp.authoring import Frame, Picture, Rect, cascade, mix
from tourapp.authoring.sizes import LABEL

FILLS = {"q": "decode", "k": "key", "v": "value"}
MOST_SHEETS = 9
MOST_KNIVES = 48
"""Sheets of a stack, and knives over the band, that are drawn; the bracket has the true number."""


def draw_cutting(f: Frame, p: Picture, facts: ShapeFacts) -> None:
    """The band, its knives, the three stacks."""
    fall, axes = f.cue("cut.fall", eased=False), f.cue("cut.axes")
    band = Rect(BAND.x, BAND.y, BAND.w, max(24.0, BAND.h * facts.tall))
    strips = band_strips(facts, band)
    _draw_band(p, facts, band, strips)
    _draw_knives(p, band, strips, f.cue("cut.knives"))
    for place, id in enumerate(FILLS):
        come = min(1.0, max(0.0, 2.0 * fall - 0.5 * place))
        _draw_stack(p, facts, id, strips[id], come)
    for id in FILLS:
        front = stack_front(facts, id)
        draw_axes(p, front, ("token", "channel"), axes)
        _draw_heads_axis(p, id, front, axes)
        draw_bracket(p, (front.x, STACK_FOOT + 60), facts.shown.tensors[id], name=id, role=FILLS[id], alpha=axes)
        hot_tensor(p, front, facts.shown.tensors[id])
    hot_tensor(p, band, facts.shown.tensors["qkv"])
    draw_bracket(p, (BAND.x, BAND.y - 16), facts.shown.tensors["qkv"])
    draw_legend(p, (BAND.right - 350, BAND.y - 18), ("token", "channel", "head"))
    if facts.run is not None:
        if not f.still:
            thread_light(p, band, (facts.run.token, facts.run.count), f.clock)
        word = named(facts.run.texts[facts.run.token])
        y = band.y + band.h * (facts.run.token + 0.5) / facts.run.count
        p.text((band.x + 12, y - 8), "{w}", w=word, size=LABEL, weight=600, backed=0.8)


def band_strips(facts: ShapeFacts, band: Rect) -> dict[str, list[Rect]]:
    """The heads' strips of a band, by q, k and v; as wide as each is."""
    tensors = facts.shown.tensors
    whole = tensors["qkv"].size("channel")
    x, found = band.x, dict[str, list[Rect]]()
    for id in FILLS:
        wide = band.w * tensors[id].size("channel") / whole
        count = tensors[id].size("head")
        found[id] = [Rect(x + wide * at, band.y, wide, band.h) for at in range(count)]
        x += wide * count
    return found


def stack_front(facts: ShapeFacts, id: str) -> Rect:
    """The foremost sheet of a stack."""
    whole = STACKS[id]
    high = whole.h * facts.tall
    return Rect(whole.x, whole.bottom - high, whole.w, high)


def _draw_band(p: Picture, facts: ShapeFacts, band: Rect, strips: dict[str, list[Rect]]) -> None:
    for id, role in FILLS.items():
        one, last = strips[id][0], strips[id][-1]
        block = Rect(one.x, band.y, last.right - one.x, band.h)
        data = None
        if facts.run is not None:
            heads: np.ndarray = getattr(facts.run, id)
            data = heads.transpose(1, 0, 2).reshape(facts.run.count, -1)
        token = facts.run.token if facts.run else None
        draw_sheet(p, block, data, SheetLook(role, facts.shown.count, token, facts.key_of("band", id)))


def _draw_knives(p: Picture, band: Rect, strips: dict[str, list[Rect]], come: float) -> None:
    """Cuts between the heads, from left to right."""
    edges = [each.x for id in FILLS for each in strips[id]][1:]
    edges = edges[:: max(1, len(edges) // MOST_KNIVES)]
    for x, down in zip(edges, cascade(come, len(edges)).tolist(), strict=True):
        if down > 0.004:
            p.lines([(x, band.y - 4, x, band.y - 4 + (band.h + 24) * down)], "white", width=2.5)


def _draw_stack(p: Picture, facts: ShapeFacts, id: str, strips: list[Rect], come: float) -> None:
    """Strips on their way from the band to their place, the hindmost first."""
    front, count = stack_front(facts, id), min(len(strips), MOST_SHEETS)
    aside, above = REACH[id]
    comes = cascade(come, count)
    for at in reversed(range(count)):
        back = at / max(1, count - 1) if count > 1 else 0.0
        end = front.move(aside * back, -above * back)
        start, gone = strips[at], float(comes[at])
        if gone <= 0.004:
            continue
        rect = Rect(*(mix(a, b, gone) for a, b in zip(start, end, strict=True)))
        if gone >= 1.0:
            _draw_ribbon(p, start, end, FILLS[id])
        run = facts.run
        data = None if run is None else getattr(run, id)[at]
        look = SheetLook(FILLS[id], facts.shown.count, run.token if run else None, facts.key_of(id, at))
        draw_sheet(p, rect, data, look)


def _draw_ribbon(p: Picture, one: Rect, two: Rect, role: str) -> None:
    """From a strip's foot to the head of its sheet."""
    share = np.linspace(0.0, 1.0, 20)
    eased = share * share * (3 - 2 * share)
    y = one.bottom + (two.y - one.bottom) * share
    left = one.x + (two.x - one.x) * eased
    right = one.right + (two.right - one.right) * eased
    p.polys(np.concatenate([np.stack([left, y], 1), np.stack([right, y], 1)[::-1]]), role, alpha=0.1)


def _draw_heads_axis(p: Picture, id: str, front: Rect, shown: float) -> None:
    """Along the depth of a stack."""
    aside, above = REACH[id]
    x, y = front.right + 14, front.bottom + 4
    p.lines([(x, y, x + aside * shown, y - above * shown)], "ink", width=5.0, alpha=min(1.0, shown * 4))
