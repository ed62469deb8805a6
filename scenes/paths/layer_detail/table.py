"""The operator table: a row for each step with its arithmetic, its bytes, its time, and what binds it.

Times are a staircase: each step begins where the one before it ends. Dashed: what an element-wise step would move and
take if it were not fused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenes.paths.layer_detail.facts import LayerFacts
from scenes.paths.layer_detail.places import BYTES, FLOPS, HEAD_BASE, LETTER, LETTER_X, SHARE_X, TIME, StepPlace
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, Tag, Why, mix, show, text_width
from tourapp.authoring.sizes import LABEL, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TableRow

LEAST, INSIDE = 2.5, 10.0
"""Width of a bar that would be a hair; room around words inside one."""
SHARES = {"block": Phrase("of the layers"), "model": Phrase("of the pass"), "flops": Phrase("of the FLOPs")}
BOUNDS = {"memory": Phrase("M"), "compute": Phrase("C")}


@dataclass(frozen=True, slots=True)
class RowCells:
    """Widths of a row's bars in stage units: arithmetic, weights, cache, activations moved alone; where its time begins
    and how wide it is; and alone."""

    flops: float
    weights: float
    cache: float
    moved: float
    left: float
    time: float
    alone: float

    def toward(self, other: RowCells, share: float) -> RowCells:
        """On the way to another row's widths."""
        both = zip(self._all(), other._all(), strict=True)
        return RowCells(*(mix(one, two, share) for one, two in both))

    def _all(self) -> tuple[float, ...]:
        return self.flops, self.weights, self.cache, self.moved, self.left, self.time, self.alone


def cells_of(facts: LayerFacts) -> dict[str, RowCells]:
    """The bars of every row, each column on a scale of its own."""
    most_flops = max(float(row.flops.value) for row in facts.rows)
    moved = [float(row.activation_bytes.value) for row in facts.rows if row.activation_bytes is not None]
    most_bytes = max(*(float(row.bytes.value) for row in facts.rows), *moved)
    whole, gone, found = facts.whole, 0.0, {}
    for row in facts.rows:
        seconds = float(row.seconds.value)
        alone = 0.0 if row.alone_seconds is None else float(row.alone_seconds.value)
        by_bytes = BYTES[1] / most_bytes
        found[row.op] = RowCells(
            FLOPS[1] * float(row.flops.value) / most_flops,
            float(row.weight_bytes.value) * by_bytes,
            float(row.kv_bytes.value) * by_bytes,
            0.0 if row.activation_bytes is None else float(row.activation_bytes.value) * by_bytes,
            TIME[1] * gone / whole,
            TIME[1] * seconds / whole,
            TIME[1] * alone / whole,
        )
        gone += seconds
    return found


def draw_table(f: Frame, p: Picture, facts: LayerFacts, cells: dict[str, RowCells], grown: float) -> None:
    """All columns; grown 0..1: how far down the table they have come."""
    _draw_heads(p, facts)
    ffn, _ = facts.ffn
    count = len(facts.rows)
    for number, row in enumerate(facts.rows):
        come = min(max(grown * (count + 2) - number, 0.0), 1.0)
        if come <= 0.004:
            continue
        place, cell = facts.places[row.op], cells[row.op]
        _draw_bars(p, place, cell, come, dashed=row.element_wise)
        _draw_time(p, place, cell, come, row.bound)
        if come >= 1.0:
            _draw_seconds(f, p, place, cell, ffn.get(row.op, row.seconds))
            _draw_letter(p, place, row.bound)
            _draw_share(p, place, row, facts.share_of)
    _draw_hot(p, facts)
    if grown >= 1.0 and not f.still:
        _draw_glint(f, p, facts, cells)


def _draw_share(p: Picture, place: StepPlace, row: TableRow, of: str) -> None:
    """A step's share; an element-wise one is free while it is fused."""
    if row.element_wise:
        p.text((SHARE_X, place.base), "free", size=LABEL, role="dim", align="right", part="shares")
    else:
        p.text((SHARE_X, place.base), "{v}", v=row.share(of), size=LABEL, mono=True, align="right", part="shares")


def _draw_heads(p: Picture, facts: LayerFacts) -> None:
    for x, words in ((FLOPS[0], "FLOPs"), (BYTES[0], "bytes"), (TIME[0], "time")):
        p.text((x, HEAD_BASE), words, size=LABEL, weight=600)
    whole = facts.table.block_seconds if facts.share_of == "block" else facts.table.seconds
    role = "prefill" if facts.table.phase == "prefill" else "decode"
    at = (TIME[0] + TIME[1], HEAD_BASE)
    p.text(at, "{v}", v=whole, size=LABEL, mono=True, weight=600, role=role, align="right")
    end = (LETTER_X + LETTER, HEAD_BASE)
    p.text(end, SHARES[facts.share_of], size=LABEL, role="dim", align="right")


def _draw_bars(p: Picture, place: StepPlace, cell: RowCells, come: float, *, dashed: bool) -> None:
    if cell.flops > 0.3 and not dashed:
        box = place.bar(FLOPS[0], max(LEAST, cell.flops * come))
        p.rects([box], "prefill", radius=4, alpha=0.9, gradient="right", fade=0.55)
    if dashed:
        p.rects([place.bar(BYTES[0], max(LEAST, cell.moved * come))], None, radius=4, stroke="dim", dash=True)
        return
    if cell.weights > 0.3:
        box = place.bar(BYTES[0], max(LEAST, cell.weights * come))
        p.rects([box], "weights", radius=4, alpha=0.9, gradient="right", fade=0.55)
    if cell.cache > 0.3:
        box = place.bar(BYTES[0] + cell.weights * come, max(LEAST, cell.cache * come))
        p.rects([(box.x, box.y, box.w, box.h / 2)], "key", alpha=0.9)
        p.rects([(box.x, box.y + box.h / 2, box.w, box.h / 2)], "value", alpha=0.9)


def _draw_time(p: Picture, place: StepPlace, cell: RowCells, come: float, bound: str) -> None:
    """A step of the staircase, in the light of what binds it."""
    x = TIME[0] + cell.left
    p.lines([(x, place.y - place.h / 2, x, place.y + place.h / 2)], "line", width=1.5)
    if cell.alone > 0.0:
        p.rects([place.bar(x, max(LEAST, cell.alone * come))], None, radius=3, stroke="dim", dash=True)
        return
    role = "prefill" if bound == "compute" else "ink"
    box = place.bar(x, max(LEAST, cell.time * come))
    p.rects([box], role, radius=4, alpha=0.9, gradient="right", fade=0.6)
    if cell.time > 40.0:
        p.sprites([(box.right, box.cy)], 2.4 * box.h, role, alpha=0.25, kind="soft")


def _draw_seconds(f: Frame, p: Picture, place: StepPlace, cell: RowCells, seconds: Quantity) -> None:
    """The time inside its bar, where the bar has room for it."""
    if cell.time > INSIDE + text_width(show(seconds), LABEL * f.text_gain, "mono", 600):
        at = (TIME[0] + cell.left + INSIDE / 2, place.base)
        p.text(at, "{v}", v=seconds, size=LABEL, mono=True, weight=600, role="onlight", part="times")


def _draw_letter(p: Picture, place: StepPlace, bound: str) -> None:
    """M where memory binds, C where the math does."""
    side = min(LETTER, 0.84 * place.h)
    box = Rect(LETTER_X, place.y - side / 2, side, side)
    role = "prefill" if bound == "compute" else "ink"
    fill = "prefill" if bound == "compute" else "ground2"
    p.rects([box], fill, radius=6, alpha=0.22 if bound == "compute" else 0.9, stroke=role, stroke_width=1.5)
    p.text((box.cx, place.y + 7.2), BOUNDS[bound], size=TAG, mono=True, weight=600, align="center", part="bounds")


def _draw_hot(p: Picture, facts: LayerFacts) -> None:
    """Every number of a row can be asked why."""
    boxes: list[Rect] = []
    tags: list[Tag] = []
    values: list[Quantity] = []
    for row in facts.rows:
        place = facts.places[row.op]
        moved = row.activation_bytes if row.activation_bytes is not None else row.bytes
        seconds = row.alone_seconds if row.alone_seconds is not None else row.seconds
        for (x, w), value in ((FLOPS, row.flops), (BYTES, moved), (TIME, seconds)):
            boxes.append(place.bar(x, w, 1.0))
            tags.append(Tag("step", row.op))
            values.append(value)
    p.hot(boxes, tags, [Why()] * len(boxes), values)


def _draw_glint(f: Frame, p: Picture, facts: LayerFacts, cells: dict[str, RowCells]) -> None:
    """A light that walks the staircase, in each step as long as it takes."""
    at = TIME[1] * ((f.clock / 6.0) % 1.0)
    for row in facts.rows:
        cell = cells[row.op]
        if cell.left <= at < cell.left + cell.time:
            p.spark((TIME[0] + at, facts.places[row.op].y), "white", 54.0, 0.8)
