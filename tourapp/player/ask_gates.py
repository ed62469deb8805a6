"""Options that stand in the picture itself: gates across its own axis, at which hands pile up; after the lock they fold
to tags below it, and stay beside the truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.authoring import AskOption, Frame, Gates, Picture, Quantity, Rect, Tag, sizes
from tourapp.authoring.acts import RaiseHandFor
from tourapp.authoring.asks import LETTERS
from tourapp.player.ask_look import AskLook, option_figure

HEAD, WIDE, NARROW = 62.0, 190.0, 150.0
"""Height of a gate's head, and how wide it and a tag are."""
TAG_DROP, TAG_H = -22.0, 36.0
"""From the foot of the room to a tag: it hangs over the edge, for the sentence stands right below."""
DOT, STEP, MOST = 18.0, 21.0, 10
"""Diameter of a hand, from one to the next, and how many stand above each other."""
STUB = 30.0
"""What is left of a gate's line beside the words of the truth."""


@dataclass(frozen=True, slots=True)
class _Gate:
    """One option where it stands. x: of its line; left: between its head and the head before it, or the room's edge."""

    place: int
    x: float
    wide: float
    room: Rect


def draw_gates(p: Picture, look: AskLook, f: Frame) -> None:
    """All options of the question, as gates or as tags."""
    if look.ask.gates is None:
        return
    stand, truth = look.ask.gates(f), look.ask.answer(f)
    _draw_end(p, stand, 1.0 - look.told)
    counts = look.hands.counts(len(look.ask.options))
    options = look.ask.options_at(f)
    right = look.ask.right(truth, options) if look.told >= 1.0 else None
    for gate, option in zip(_places(stand), options, strict=True):
        lit = look.hands.chosen == gate.place and look.open
        if look.folded < 1.0:
            with p.group(opacity=1.0 - look.folded):
                _draw_gate(p, gate, look, counts[gate.place], (option, truth), lit=lit)
        if look.folded > 0.0:
            with p.group(opacity=look.folded):
                _draw_tag(p, gate, look, counts[gate.place], (option, truth), right=right)
    if look.open:
        _listen(p, stand)


def _places(stand: Gates) -> list[_Gate]:
    """Every gate, its head as wide as the gate before it leaves room."""
    before = {x: max((o for o in stand.at if o < x), default=stand.room.x) for x in stand.at}
    return [_Gate(i, x, min(WIDE, x - before[x] - 8.0), stand.room) for i, x in enumerate(stand.at)]


def _draw_end(p: Picture, stand: Gates, shown: float) -> None:
    """What the options are held against."""
    if stand.end is not None:
        p.lines(
            [(stand.end, stand.room.y, stand.end, stand.room.bottom)], "waste", width=2, alpha=0.8 * shown, dash=True
        )


def _draw_gate(
    p: Picture, gate: _Gate, look: AskLook, count: int, told: tuple[AskOption, Quantity], *, lit: bool
) -> None:
    (option, truth), x, room = told, gate.x, gate.room
    p.rects([(x, room.y, 70.0, room.h)], "prefill", alpha=0.34 if lit else 0.2, gradient="right", fade=0.0)
    p.lines([(x, room.y - 8, x, room.bottom + 8)], "prefill", width=4)
    head = Rect(x - gate.wide, room.y, gate.wide, HEAD)
    p.rects([head], "raised", stroke="ink" if lit else "prefill", stroke_width=4 if lit else 3)
    base = head.cy + 13
    p.text((head.x + 14, base), "{l}", l=LETTERS[gate.place], size=sizes.TITLE, weight=600, role="prefill")
    words = option_figure(look.ask, option, truth)
    room_for = gate.wide - 60
    p.text(
        (head.right - 12, base), "{v}", v=words, size=sizes.TITLE, weight=600, mono=True, align="right", fit=room_for
    )
    p.text((x - 14, head.bottom + 34), option.words, size=sizes.LABEL, align="right", fit=gate.wide + 20)
    p.text((x - 16, room.bottom - 12), "{n}", n=count, size=sizes.FIGURE, weight=600, mono=True, align="right")
    _draw_hands(p, (x + 20, room.bottom - 14), count)


def _draw_hands(p: Picture, foot: tuple[float, float], count: int) -> None:
    """A dot for each hand, in columns from the foot; many share a dot's place no longer than there is room."""
    k = np.arange(min(count, 6 * MOST))
    if not len(k):
        return
    x, y = foot[0] + (k // MOST) * STEP, foot[1] - (k % MOST) * STEP
    boxes = np.stack([x - DOT / 2, y - DOT / 2, np.full(len(k), DOT), np.full(len(k), DOT)], 1)
    p.rects(boxes, "ink", radius=DOT / 2)


def _draw_tag(
    p: Picture, gate: _Gate, look: AskLook, count: int, told: tuple[AskOption, Quantity], *, right: int | None
) -> None:
    (option, truth), x, room = told, gate.x, gate.room
    top = room.bottom + TAG_DROP
    line = room.y if right is None else room.bottom - STUB
    true = right == gate.place
    p.lines([(x, line, x, top + TAG_H)], "good" if true else "prefill", width=3, alpha=0.9, dash=not true)
    wide = min(NARROW + (30.0 if true else 0.0), gate.wide)
    box = Rect(x - wide, top, wide, TAG_H)
    p.rects([box], "raised", stroke="good" if true else "prefill", stroke_width=3 if true else 2)
    sign = "{l} {v} ✓" if true else "{l} {v}"
    words = option_figure(look.ask, option, truth)
    size, base = sizes.LABEL, box.cy + 8
    role = "good" if true else "ink"
    p.text((box.x + 10, base), sign, l=LETTERS[gate.place], v=words, size=size, weight=600, role=role, fit=wide - 60)
    p.text((box.right - 10, base), "{n}", n=count, size=size, weight=600, mono=True, align="right")


def _listen(p: Picture, stand: Gates) -> None:
    """A click on a gate raises a hand."""
    gates = _places(stand)
    boxes = [(gate.x - gate.wide, gate.room.y, gate.wide + 70.0, gate.room.h) for gate in gates]
    tags = [Tag("option", LETTERS[gate.place]) for gate in gates]
    p.hot(boxes, tags, [RaiseHandFor(gate.place) for gate in gates])
