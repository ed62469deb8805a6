"""The ledger strip where words are large: one phase, and as many of its cells as have room, each with its name.

Which cells come first: the lit one, weights, the share of the pass, what binds it. Not here: the usual strip
(`ledger_strip`), which has both phases and every column.
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, Tag, Why, say_words, text_width
from tourapp.authoring.sizes import LABEL
from tourapp.figures.ledger_strip import HEADS, LEDGER_COLUMNS, PHASE_WORDS, ROLES, ROOM, StripLight, strip_cell

FIRST = ("weight_bytes", "share", "bound", "flops", "kv_bytes", "activation_bytes")
"""What stays longest, after the lit cell."""
LOW, GAP = 1.22, 24.0
"""Height of a line and room between two cells, in sizes of the words and in usual units."""
EDGE = 18.0
"""Before the first words and after the last, in usual units."""
SURE = 1.06
"""The table of widths is right to a few per cent."""


@dataclass(frozen=True, slots=True)
class LargeCell:
    """A cell that is shown: its column, its name and its words, its number where it has one, and how wide it is in
    stage units: the wider of both where the name stands above, both where it stands beside."""

    column: str
    head: Phrase
    told: Phrase
    value: Quantity | None
    wide: float


def draw_large_strip(f: Frame, p: Picture, card: str, light: StripLight, room: Rect = ROOM) -> None:
    """The strip of a card (its scene id) for words `f.rail.stand.words_gain` times as large as usual."""
    gain = f.rail.stand.words_gain * f.text_gain
    phase = (light.lit[0] if light.lit is not None else "") or "decode"
    above = 2.0 * LOW * LABEL * gain <= room.h
    cells = _chosen(f, card, phase, light, (room.w, gain, above))
    if light.shown <= 0.004 or not cells or LABEL * gain > room.h:
        return
    lead = EDGE * gain + _wide(PHASE_WORDS[phase], gain)
    spare = (room.w - lead - sum(cell.wide for cell in cells) - EDGE * gain) / len(cells)
    with p.group(opacity=light.shown, move=(0.0, 40.0 * (1.0 - light.shown))):
        p.rects([room], "raised", radius=12, alpha=0.85, stroke="line")
        line = room.bottom - 0.36 * LABEL * gain if above else room.cy + 0.32 * LABEL * gain
        at = (room.x + EDGE * gain, line)
        p.text(at, PHASE_WORDS[phase], size=LABEL, weight=600, role=phase, part="strip")
        right = room.x + lead
        for cell in cells:
            right += spare + cell.wide
            here = light.lit is not None and light.lit[1] == cell.column
            _draw_cell(p, cell, (right, line), (phase, gain, above, here))


def _draw_cell(p: Picture, cell: LargeCell, at: tuple[float, float], how: tuple[str, float, bool, bool]) -> None:
    """Name and words that end at a point of the lower line."""
    (right, line), (phase, gain, above, here) = at, how
    px = LABEL * gain
    top = line - (LOW if above else 0.0) * px
    box = Rect(right - cell.wide - 8.0, top - 0.9 * px, cell.wide + 16.0, line - top + 1.2 * px)
    if here:
        p.rects([box], ROLES.get(cell.column, "ink"), radius=8, alpha=0.16, stroke="white", stroke_width=2.0)
    name = (right, top) if above else (right - cell.wide, line)
    side = "right" if above else "left"
    part = f"_{cell.column}"
    p.text(name, cell.head, size=LABEL, role="dim", align=side, part=part)
    p.text((right, line), cell.told, size=LABEL, mono=cell.value is not None, weight=600, align="right", part=part)
    if cell.value is not None:
        p.hot([box], (Tag("ledger", (phase, cell.column)),), (Why(),), (cell.value,))


def _chosen(f: Frame, card: str, phase: str, light: StripLight, ground: tuple[float, float, bool]) -> list[LargeCell]:
    """The cells that have room, in the order of the columns; none without the lit one."""
    width, gain, above = ground
    lit = light.lit[1] if light.lit is not None else ""
    room = width - 2 * EDGE * gain - _wide(PHASE_WORDS[phase], gain)
    found: list[LargeCell] = []
    for column in sorted(FIRST, key=lambda each: each != lit):
        cell = _cell(f, card, phase, column, (gain, above))
        if column != lit and column != "bound" and cell.value is None:
            continue  # nothing to tell: room for another
        if cell.wide + GAP * gain <= room:
            found.append(cell)
            room -= cell.wide + GAP * gain
        elif column == lit:
            return []
    return sorted(found, key=lambda each: LEDGER_COLUMNS.index(each.column))


def _cell(f: Frame, card: str, phase: str, column: str, how: tuple[float, bool]) -> LargeCell:
    gain, above = how
    told, value = strip_cell(f.world.operators.cards[card][phase], column)
    counted = f.world.operators.cards[card]["decode"].counted
    head = HEADS[column] if counted or column != "flops" else Phrase("math, uncounted")
    name, words = _wide(head, gain), _wide(told, gain, mono=value is not None)
    return LargeCell(column, head, told, value, max(name, words) if above else name + words + 8.0 * gain)


def _wide(words: Phrase, gain: float, *, mono: bool = False) -> float:
    return text_width(say_words(words), LABEL, "mono" if mono else "text", 600) * gain * SURE
