"""All lanes of a layer rise from a bar of weights that is lit from end to end; at the gate most are cut, and what gets
through stands in gold, as high as its product is large."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_gate_up.facts import GateFacts
from scenes.atlas.op_gate_up.places import FIGURE_Y, MARGIN, LaneRoom, lane_room
from tourapp.authoring import Frame, Phrase, Picture, Rect, ease_out, pulse, show, text_width
from tourapp.authoring.sizes import FIGURE, FIGURE_HUGE, LABEL, LINE
from tourapp.figures.streams import Stream, draw_streams

BRIGHT = 12
"""So many of the largest products carry a glow."""
LEAST = 1.0
"""Stage units below which a product is not drawn."""
OPEN = 7.0
"""Height of the row that tells which gates are open."""


def draw_lanes(f: Frame, p: Picture, facts: GateFacts) -> None:
    """Bar, strands, gate and gold, as far as the beat has let them."""
    room = lane_room(f.cue("cost.rise"))
    _draw_bar(f, p, facts, room)
    _draw_strands(f, p, room)
    if facts.lanes is None:
        p.text(
            ((room.left + room.right) / 2, (room.top + room.gate) / 2),
            "not in this recording",
            size=LINE,
            align="center",
        )
        return
    _draw_gates(f, p, facts, room)
    _draw_gold(f, p, facts, room)


def _draw_bar(f: Frame, p: Picture, facts: GateFacts, room: LaneRoom) -> None:
    """The weights, lit from the left to the end."""
    lit, box = f.cue("what.bar"), room.weights
    p.rects([box], "weights", radius=4, alpha=0.3)
    if lit > 0.01:
        done = Rect(box.x, box.y, box.w * lit, box.h)
        p.rects([done], "white", radius=4, alpha=0.86 * pulse(f.clock, 3.2, 0.92, 1.0))
        p.sprites([(done.right, box.cy)], 240.0, "ink", alpha=0.4 * (1.0 - lit), kind="soft")
    words = Phrase("the weights of every lane are read, open or closed")
    role = "black" if lit > 0.8 else "ink"
    p.text((box.cx, box.cy + 10), words, size=LINE, weight=600, role=role, align="center")


def _draw_strands(f: Frame, p: Picture, room: LaneRoom) -> None:
    """What rises from the bar to the gate: every lane alike."""
    risen = f.cue("what.rise")
    high = room.foot - room.gate - OPEN
    if risen <= 0.01:
        return
    box = Rect(room.left, room.foot - high * risen, room.wide, high * risen)
    moving = 0.0 < f.cue("cost.rise") < 1.0
    if moving:  # no new map of strands for every width on the way
        p.rects([box], "weights", alpha=0.5, gradient="up", fade=0.5)
        return
    edges = (room.left, room.right)
    with p.group(clip=box):
        draw_streams(p, [Stream(edges, edges)], [0.8], Rect(room.left, room.gate + OPEN, room.wide, high), f.clock)


def _draw_gates(f: Frame, p: Picture, facts: GateFacts, room: LaneRoom) -> None:
    """A row of marks: gold where a gate is open, dark where it is closed."""
    lanes, shown = facts.lanes, f.cue("what.open")
    assert lanes is not None
    p.rects([(room.left, room.gate, room.wide, OPEN)], "line", alpha=0.9)
    if shown > 0.01:
        marks = (lanes.gates >= 0).astype(np.float32)[None]
        p.image(marks, Rect(room.left, room.gate, room.wide, OPEN), "decode", alpha=shown)


def _draw_gold(f: Frame, p: Picture, facts: GateFacts, room: LaneRoom) -> None:
    """The products that go on: height is size, bright are those that carry most of the energy."""
    lanes, opened = facts.lanes, float(ease_out(f.cue("what.open", eased=False)))
    assert lanes is not None
    if opened <= 0.01:
        return
    size = np.abs(lanes.products) / max(float(np.abs(lanes.products).max()), 1e-9)
    high = size * (room.gate - room.top) * opened
    x = room.left + room.wide * (np.arange(len(size)) + 0.5) / len(size)
    carrying = np.zeros(len(size), bool)
    carrying[lanes.order[: int(lanes.carrying.value)]] = True
    for which, alpha in ((~carrying, 0.3), (carrying, 0.9)):
        some = which & (high >= LEAST)
        if some.any():
            foot = np.full(int(some.sum()), room.gate)
            p.lines(np.stack([x[some], foot, x[some], room.gate - high[some]], 1), "decode", alpha=alpha)
    tall = lanes.order[:BRIGHT]
    tips = np.stack([x[tall], room.gate - high[tall]], 1)
    ends = np.concatenate([np.stack([x[tall], np.full(len(tall), room.gate)], 1), tips], 1)
    p.lines(ends, "decode", width=2.5)
    light = 0.5 + 0.5 * size[tall]
    p.sprites(tips, 26.0 + 30.0 * size[tall], "decode", alpha=light * pulse(f.clock, 2.4, 0.8, 1.0), kind="glow")


def draw_count(f: Frame, p: Picture, facts: GateFacts) -> None:
    """How few lanes hold most of the energy."""
    lanes, alpha = facts.lanes, f.cue("what.count") * max(0.0, 1.0 - 4.0 * f.cue("cost.rise"))
    if lanes is None or alpha <= 0.01:
        return
    words = Phrase("lanes hold {share} of the energy", share=facts.share_told)
    told = Phrase("layer {layer} of {model}", layer=facts.layer, model=facts.small)
    left = text_width(show(lanes.carrying), FIGURE_HUGE, weight=700) + MARGIN
    right = max(text_width(show(words), LINE), text_width(show(told), LABEL)) + 2.0 * MARGIN
    x, y = _clear_of(facts, lane_room(0.0), (left, right)), FIGURE_Y
    p.text((x, y), "{v}", v=lanes.carrying, size=FIGURE_HUGE, weight=700, role="decode", align="right", alpha=alpha)
    p.text((x + 20, y), "of {n}", n=lanes.count, size=FIGURE, weight=600, alpha=alpha)
    p.text((x + 22, y + 44), words, size=LINE, alpha=alpha, backed=0.5)
    p.text((x + 22, y + 82), told, size=LABEL, role="dim", alpha=alpha, backed=0.5)


def _clear_of(facts: GateFacts, room: LaneRoom, beside: tuple[float, float]) -> float:
    """Where the number ends, so that the fewest tall lanes stand behind it and its words. beside: how far they reach to
    the left and to the right."""
    lanes, (left, right) = facts.lanes, beside
    assert lanes is not None
    size = np.abs(lanes.products) / max(float(np.abs(lanes.products).max()), 1e-9)
    x = room.left + room.wide * (np.arange(len(size)) + 0.5) / len(size)
    tall = x[room.gate - size * (room.gate - room.top) < FIGURE_Y + 92.0]
    ends = np.arange(room.left + left, max(room.right - right, room.left + left + 1.0), 10.0)
    behind = [int(((tall > end - left) & (tall < end + right)).sum()) for end in ends]
    middle = np.abs(ends - (room.left + room.right) / 2) / room.wide
    return float(ends[int(np.argmin(np.array(behind) + 0.5 * middle))])
