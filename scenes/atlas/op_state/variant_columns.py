"""The same row with other heads as columns, on one scale; the row that was opened flies into its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.atlas.op_state.facts import StateFacts, one_row
from scenes.atlas.op_state.places import COLUMNS, bar_box
from tourapp.authoring import Frame, Picture, Rect, Tag, mix, set_control
from tourapp.authoring.sizes import LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Variant

FLOOR, HEAD = 48.0, 40.0
"""Room of the columns' names, and of the numbers above them."""
WIDE, THINNEST = 84.0, 3.0


def column_box(facts: StateFacts, place: int, grown: float = 1.0) -> Rect:
    """A variant's column, as high as its bytes of a token."""
    items = facts.variants.variants
    most = max(float(item.per_token.value) for item in items)
    room = COLUMNS.h - FLOOR - HEAD
    pitch = COLUMNS.w / len(items)
    high = max(THINNEST, room * float(items[place].per_token.value) / most * grown)
    foot = COLUMNS.bottom - FLOOR
    return Rect(COLUMNS.x + pitch * place + (pitch - WIDE) / 2, foot - high, WIDE, high)


def draw_variants(f: Frame, p: Picture, facts: StateFacts) -> None:
    grown, items = f.cue("scale.grow"), facts.variants.variants
    foot = COLUMNS.bottom - FLOOR
    p.lines([(COLUMNS.x, foot, COLUMNS.right, foot)], "dim", width=1.5, alpha=0.7)
    for place, item in enumerate(items):
        box, on = column_box(facts, place, grown), item.id == facts.chosen.id
        _draw_column(p, box, item, on)
        role = "ink" if on else "dim"
        p.text(
            (box.cx, foot + 34), "{n}", n=item.label, size=LABEL, weight=600, role=role, align="center", part="kinds"
        )
        at = (box.cx, box.y - 12)
        p.text(at, "{v}", v=one_row(item.per_token), size=LABEL, role=role, align="center", alpha=grown, part="rows")
        pitch = COLUMNS.w / len(items)
        area = Rect(COLUMNS.x + pitch * place, COLUMNS.y, pitch, COLUMNS.h)
        choice = "own" if item.own else item.id
        p.hot([area], [Tag("state", item.id)], [set_control("state_heads", choice)])


def draw_folding(f: Frame, p: Picture, facts: StateFacts) -> None:
    """The row that was opened, on its way into its column."""
    share = f.cue("scale.fold")
    if share >= 1.0:
        return
    place = next(i for i, item in enumerate(facts.variants.variants) if item.own)
    start, end = bar_box(0, len(facts.levels)), column_box(facts, place)
    box = Rect(*(mix(a, b, share) for a, b in zip(start, end, strict=True)))
    p.rects([(box.x, box.y, box.w / 2, box.h)], "key", radius=4)
    p.rects([(box.cx, box.y, box.w / 2, box.h)], "value", radius=4)


def _draw_column(p: Picture, box: Rect, item: Variant, on: bool) -> None:
    """Half keys, half values; a latent is one thing and has neither colour. What the model is not has a dashed rim."""
    alpha = 0.95 if on else 0.34
    if item.heads is None:
        p.rects([box], "ink", alpha=0.5 * alpha)
    else:
        half = box.w / 2
        p.rects([(box.x, box.y, half, box.h)], "key", alpha=alpha)
        p.rects([(box.cx, box.y, half, box.h)], "value", alpha=alpha)
    if not item.own and not on and box.h > 2.0 * THINNEST:
        p.rects([box], None, stroke="dim", stroke_width=1.5, dash=True)
    if on:
        p.rects([box.inset(-4.0)], None, radius=4, stroke="white", stroke_width=3.0, dash=not item.own)
