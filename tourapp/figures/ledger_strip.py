"""The ledger strip at the foot of a card: what its operator costs in prefill and in decode, cell by cell.

Every cell answers "why?". Not here: where the figures come from (the world part `operators`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, Tag, Why
from tourapp.authoring.sizes import LABEL, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CardCost

ROOM = Rect(64.0, 704.0, 1376.0, 136.0)
"""Where the strip stands on the stage; a card's picture then ends above it."""
ABOVE = Rect(64.0, 128.0, 1376.0, 552.0)
"""The room above it."""
NAMES = 136.0
"""Width of the column of phases."""
LEDGER_COLUMNS = ("flops", "weight_bytes", "kv_bytes", "activation_bytes", "share", "bound")
HEADS = {
    "flops": Phrase("math"),
    "weight_bytes": Phrase("weights"),
    "kv_bytes": Phrase("K and V"),
    "activation_bytes": Phrase("activations"),
    "share": Phrase("of the pass"),
    "bound": Phrase("bound by"),
}
ROLES = {"flops": "prefill", "weight_bytes": "ink", "kv_bytes": "key"}
BESIDE = {"down": Phrase("with down"), "blend": Phrase("with V"), "v": Phrase("with V"), "kv_up": Phrase("with K, V")}
"""Where the activations of a row stand that are told with its last part."""
BOUNDS = {"memory": Phrase("memory"), "compute": Phrase("compute"), "": Phrase("nothing")}
PHASES = ("prefill", "decode")
LEAST_SHARE = 1e-6
"""Of the pass: a smaller share is told as less than that; its digits would run into the next cell."""
WIDTHS = {"flops": 1.16, "bound": 0.84}
"""Width of a column, in shares of an even one; the others have 1."""


@dataclass(frozen=True, slots=True)
class StripLight:
    """What of the strip is shown and lit. shown: 0..1, sliding in from below; lit: (phase or "", column) that stands in
    a frame, or None."""

    shown: float = 1.0
    lit: tuple[str, str] | None = None


def draw_ledger_strip(f: Frame, p: Picture, card: str, light: StripLight = StripLight(), room: Rect = ROOM) -> None:
    """The strip of a card (its scene id)."""
    if light.shown <= 0.004:
        return
    costs: Mapping[str, CardCost] = f.world.operators.cards[card]
    with p.group(opacity=light.shown, move=(0.0, 40.0 * (1.0 - light.shown))):
        p.rects([room], "raised", radius=12, alpha=0.85, stroke="line")
        cells = _cells(Rect(room.x + NAMES, room.y, room.w - NAMES, room.h))
        for phase, line in zip(PHASES, _lines(room), strict=True):
            p.text((room.x + 22, line), PHASE_WORDS[phase], size=LABEL, weight=600, role=phase, part="strip")
        for column, cell in zip(LEDGER_COLUMNS, cells, strict=True):
            _draw_column(p, column, cell, costs, light.lit)


PHASE_WORDS = {"prefill": Phrase("prefill"), "decode": Phrase("decode")}


def _cells(room: Rect) -> list[Rect]:
    """The columns side by side."""
    shares = [WIDTHS.get(column, 1.0) for column in LEDGER_COLUMNS]
    wide = [share * room.w / sum(shares) for share in shares]
    return [Rect(room.x + sum(wide[:place]), room.y, each, room.h) for place, each in enumerate(wide)]


def _lines(room: Rect) -> tuple[float, float]:
    """Baselines of the two rows."""
    return room.y + 78.0, room.y + 120.0


def _draw_column(
    p: Picture, column: str, cell: Rect, costs: Mapping[str, CardCost], lit: tuple[str, str] | None
) -> None:
    """A column's head and its two cells."""
    on = lit is not None and lit[1] == column
    counted = costs["decode"].counted
    head = HEADS[column] if counted or column != "flops" else Phrase("math, uncounted")
    at = (cell.right - 20, cell.y + 34)
    p.text(at, head, size=LABEL, role="dim", align="right", part=f"_{column}")
    for phase, line in zip(PHASES, _lines(cell), strict=True):
        told, value = strip_cell(costs[phase], column)
        here = on and lit is not None and lit[0] in ("", phase)
        left = cell.x + 6 if column == LEDGER_COLUMNS[0] else cell.x - 12  # the first stands clear of the phase's word
        box = Rect(left, line - 32, cell.right - 8 - left, 42)
        if here:
            p.rects([box], ROLES.get(column, "ink"), radius=8, alpha=0.16, stroke="white", stroke_width=2.0)
        role = "ink" if (value is not None and float(value.value)) or column == "bound" else "dim"
        p.text(
            (cell.right - 20, line),
            told,
            size=READOUT,
            mono=value is not None,
            weight=600,
            role=role,
            align="right",
            part=f"_{column}",
        )
        if value is not None:
            p.hot([box], (Tag("ledger", (phase, column)),), (Why(),), (value,))


def strip_cell(cost: CardCost, column: str) -> tuple[Phrase, Quantity | None]:
    """A cell's words, and its number where it has one."""
    if column == "bound":
        return BOUNDS[cost.bound], None
    value: Quantity | None = getattr(cost, column)
    if value is None:
        return BESIDE.get(cost.beside, Phrase("with its row")), None
    if column == "share" and not cost.counted:
        return Phrase("outside"), None
    if not float(value.value):
        return Phrase("none"), None
    if column == "share" and float(value.value) < LEAST_SHARE:
        return Phrase("< 0.0001 %"), value
    return Phrase("{v}", v=value), value
