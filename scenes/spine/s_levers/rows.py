"""The levers as rows: letter, name, and two columns on one logarithmic scale, one user's speed and tokens for a dollar.
What makes it worse lies hatched left of the line; what moves neither column says what it moves instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

from scenes.spine.s_levers.facts import LeversFacts, number
from scenes.spine.s_levers.places import BAR_H, CLOSE, DOLLAR, FIRST, HEAD_Y, NAMES_X, ROOM, USER, WIDE
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, Tag, cascade, set_control
from tourapp.authoring.sizes import LABEL, LINE, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import LeverRow

LOW, HIGH = 0.5, 8.0
TICKS = (0.5, 1.0, 2.0, 4.0, 8.0)
VALUES = {"decode": "speed values", "good": "dollar values"}
CHIP = (64.0, 48.0, 38.0)
"""Left edge, width and height of a letter's box."""


@dataclass(frozen=True, slots=True)
class RowsShown:
    """How far the rows have come: names, bars, 0..1 each; picked: the id of the row that is pulled, and how far it is
    lit."""

    names: float
    bars: float
    picked: str = ""
    lit: float = 0.0


def x_of(column: Rect, value: float) -> float:
    """Stage x of a multiple in a column; what lies beyond the axis stands at its end."""
    share = (log2(min(max(value, LOW), HIGH)) - log2(LOW)) / (log2(HIGH) - log2(LOW))
    return column.x + column.w * share


def draw_rows(f: Frame, p: Picture, facts: LeversFacts, rows: list[LeverRow], shown: RowsShown) -> None:
    """Column names, axes and rows."""
    pitch = min(max(ROOM / max(len(rows), 1), CLOSE), WIDE)
    _draw_columns(p, FIRST + pitch * len(rows), shown.names)
    came = cascade(shown.bars, len(rows), 0.6)
    for place, row in enumerate(rows):
        top = FIRST + pitch * place + (pitch - CLOSE) / 2
        lit = shown.lit if row.id == shown.picked else 0.0
        _draw_name(p, row, top, shown.names, lit)
        _draw_values(f, p, row, (top, float(came[place]), lit))
        box = Rect(CHIP[0] - 10, top, 1440.0 - CHIP[0] + 10, CLOSE - 6)
        p.hot([box], (Tag("lever", row.id),), (set_control("lever", row.id),))


def _draw_columns(p: Picture, foot: float, alpha: float) -> None:
    for column, words, role in (
        (USER, Phrase("one user's speed"), "decode"),
        (DOLLAR, Phrase("tokens for a dollar"), "good"),
    ):
        p.text((x_of(column, 1.0), HEAD_Y), words, size=LABEL, weight=600, role=role, alpha=alpha)
        ticks = [(x_of(column, tick), foot + 2, x_of(column, tick), foot + 10) for tick in TICKS]
        p.lines(ticks, "dim", width=1.5, alpha=0.8 * alpha)
        one = x_of(column, 1.0)
        p.lines([(column.x, foot + 2, column.right, foot + 2)], "line", width=1.5, alpha=alpha)
        p.lines([(one, FIRST - 4, one, foot + 2)], "dim", width=2.0, alpha=0.9 * alpha)
        for tick in TICKS:
            at = (x_of(column, tick), foot + 32)
            p.text(at, "{n:g}", n=tick, size=TAG, role="dim", mono=True, align="center", alpha=alpha, part="ticks")


def _draw_name(p: Picture, row: LeverRow, top: float, alpha: float, lit: float) -> None:
    x, wide, high = CHIP
    if lit > 0.01:
        frame = Rect(x - 12, top, 1452.0 - x, CLOSE - 2)
        p.rects([frame], "raised", radius=12, alpha=0.5 * lit, stroke="white", stroke_width=2.0, stroke_alpha=0.9 * lit)
    chip = Rect(x, top + 6, wide, high)
    p.rects([chip], "white" if lit > 0.5 else "raised", radius=9, alpha=alpha, stroke="dim")
    role = "ground" if lit > 0.5 else "key" if row.letter == "κ" else "ink" if row.letter else "dim"
    at = (chip.cx, chip.cy + 9)
    p.text(at, row.letter or "–", size=LABEL, weight=600, role=role, align="center", alpha=alpha, part="letters")
    weight, role = (600, "ink") if lit > 0.5 else (400, "ink" if row.here else "dim")
    p.text((NAMES_X, top + 34), row.words, size=LABEL, weight=weight, role=role, alpha=alpha, part="levers")


def _draw_values(f: Frame, p: Picture, row: LeverRow, at: tuple[float, float, float]) -> None:
    """Both columns of a row; at: its top, how far its bars have come, and how far it is lit."""
    top, came, _ = at
    if came <= 0.004:
        return
    if row.still or row.for_user is None:
        told = instead(f, row)
        if told is not None:
            p.text((x_of(USER, 1.0) + 12, top + 34), told, size=LABEL, role="dim", alpha=came, backed=0.9)
        return
    _draw_value(p, USER, row.for_user, "decode", at)
    _draw_value(p, DOLLAR, row.for_dollar, "good", at)


def _draw_value(p: Picture, column: Rect, value: Quantity | None, role: str, row: tuple[float, float, float]) -> None:
    top, came, lit = row
    if value is None:
        return
    one, size = x_of(column, 1.0), number(value)
    end = one + (x_of(column, size) - one) * came
    bar = Rect(min(one, end), top + 11, max(abs(end - one), 2.0), BAR_H)
    worse = size < 0.995
    if worse:
        p.hatch([bar], alpha=0.95, radius=4)
    else:
        p.rects([bar], role, radius=5, alpha=0.62 + 0.38 * lit)
    at, colour = (max(one, bar.right) + 12, top + 34), "waste" if worse else "ink"
    big = LINE if lit > 0.5 else LABEL
    p.text(at, "{v}", v=value, size=big, weight=600, role=colour, alpha=came, part=VALUES[role])


def instead(f: Frame, row: LeverRow) -> Phrase | None:
    """What a lever moves that stands in neither column, or why it cannot be pulled."""
    world = f.world
    if row.id == "continuous_batching":
        told = world.batching_numbers.policies
        words = {"a": told["static"].busy, "b": told["continuous"].busy}
        return Phrase("slots at work: {a}, then {b} (stop: batching)", **words)
    if row.id == "paging":
        words = {"x": world.paging_numbers.gained}
        return Phrase("{x} as many tokens in the same memory (stop: paging)", **words)
    if not row.here:
        return row.why_not
    if row.for_user is None:
        return Phrase("how the GPUs are joined is not known")
    if row.cheaper_input is not None and abs(number(row.cheaper_input) - 1) > 0.01:
        return Phrase("prompt tokens for a dollar: {x}", x=row.cheaper_input)
    if row.users is not None and abs(number(row.users) - 1) > 0.01:
        return Phrase("users that fit: {x}", x=row.users)
    if row.id in ("prefill_apart", "chunked_prefill"):
        return Phrase("shorter waits behind prompts, the same step")
    return Phrase("nothing here: {why}", why=row.nothing)
