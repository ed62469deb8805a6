"""What this stage tells of: the rows of the phase on stage in their order, and where each stands. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from scenes.paths.layer_detail.places import FOOT, HALF_GAP, TALLEST, TOP, StepPlace
from tourapp.authoring import Frame, Quantity, print_sum

if TYPE_CHECKING:
    from tourapp.authoring.kinds import LayerTable, OperatorTable, TableRow

TOLD = "told"
"""Value of the control of phases with which each beat shows its own."""
OWN_PHASE = {"decode": "decode", "long": "decode"}
FFN = ("gate", "up", "down")
IN_ORDER = "order"
SORTS = {"time": "seconds", "flops": "flops", "bytes": "bytes"}


@dataclass(frozen=True, slots=True, eq=False)
class LayerFacts:
    """table: of the phase on stage; rows: in the order in which they stand, with their places; share_of: 'block',
    'model' or 'flops'; ordered: whether they stand in the order of the work."""

    both: OperatorTable
    table: LayerTable
    rows: tuple[TableRow, ...]
    places: dict[str, StepPlace]
    share_of: str
    ordered: bool

    @property
    def other(self) -> LayerFacts:
        """The same rows in the other phase."""
        table = self.both.of("prefill" if self.table.phase == "decode" else "decode")
        rows = {row.op: row for row in table.all_rows}
        return replace(self, table=table, rows=tuple(rows[row.op] for row in self.rows))

    @property
    def ffn(self) -> tuple[dict[str, Quantity], Quantity]:
        """Times of the FFN's matrices by their ids, and together, printed so that they add up."""
        some = [row for row in self.table.rows if row.op in FFN]
        parts, whole = print_sum([row.seconds for row in some], self.table.ffn_seconds)
        return {row.op: part for row, part in zip(some, parts, strict=True)}, whole

    @property
    def alone(self) -> tuple[dict[str, tuple[Quantity, Quantity]], Quantity, Quantity]:
        """Time and bytes of each element-wise step alone by its id, and both together, printed so that they add up."""
        ops, times, sizes = [], [], []
        for row in self.table.rows:
            if row.alone_seconds is not None and row.activation_bytes is not None:
                ops.append(row.op)
                times.append(row.alone_seconds)
                sizes.append(row.activation_bytes)
        seconds, extra = print_sum(times, self.table.alone_seconds)
        moved, bytes_ = print_sum(sizes, self.table.alone_bytes)
        return dict(zip(ops, zip(seconds, moved, strict=True), strict=True)), extra, bytes_

    @property
    def whole(self) -> float:
        """Seconds that the rows sum to."""
        return sum(float(row.seconds.value) for row in self.rows)


def layer_facts(f: Frame) -> LayerFacts:
    """The facts of a frame."""
    both = f.world.operator_table
    table = both.of(phase_of(f))
    share_of, sort = str(f["layer_share"]), str(f["layer_sort"])
    ordered = sort == IN_ORDER or f.beat_name not in ("table", "decode")
    shares = f.beat_name in ("table", "decode") and share_of != "block"
    head = table.row("head")
    rows = (*table.rows, head) if shares and head is not None else table.rows
    if not ordered:
        rows = tuple(sorted(rows, key=lambda row: -float(getattr(row, SORTS[sort]).value)))
    return LayerFacts(both, table, rows, _places(rows, ordered=ordered), share_of, ordered)


def phase_of(f: Frame) -> str:
    """The phase on stage: the beat's own, or what the control says."""
    asked = str(f["layer_phase"])
    return OWN_PHASE.get(f.beat_name, "prefill") if asked == TOLD else asked


def _places(rows: tuple[TableRow, ...], *, ordered: bool) -> dict[str, StepPlace]:
    """Rows below one another; halves of a layer stand apart where they are whole."""
    breaks = sum(one.half != two.half for one, two in pairwise(rows)) if ordered else 0
    high = min(TALLEST, (FOOT - TOP - HALF_GAP * (breaks + 1)) / len(rows))
    y, found, before = TOP + HALF_GAP / 2, {}, rows[0].half
    for row in rows:
        if ordered and row.half != before:
            y, before = y + HALF_GAP, row.half
        found[row.op] = StepPlace(y + high / 2, high)
        y += high
    return found
