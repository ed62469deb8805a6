"""The sheet of a worked example: two columns, and a light on the line that is being read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tourapp.authoring import Frame, Picture, Quantity, Rect, cascade, pulse, text_width
from tourapp.authoring.sizes import LABEL, LINE, READOUT, TAG, TITLE
from tourapp.authoring.written_out import with_numbers, with_symbols

if TYPE_CHECKING:
    from tourapp.authoring.kinds import WorkedExample

GIVEN = Rect(64.0, 150.0, 400.0, 680.0)
STEPS = Rect(500.0, 150.0, 940.0, 680.0)
MOST_PITCH = 66.0
ROOMY = 56.0
"""A pitch from which a number has room for its name."""
BLANK = "____"
READ_SECONDS = 1.6
"""How long the light rests on a line."""


def draw_given(f: Frame, p: Picture, example: WorkedExample) -> None:
    """Every given number with its symbol and its name."""
    count = len(example.given)
    pitch = min(MOST_PITCH, (GIVEN.h - 60) / count)
    came = cascade(f.cue("given.came"), count, 0.4)
    read = int(f.clock / READ_SECONDS) % count if f.beat_name == "given" else -1
    p.text((GIVEN.x, GIVEN.y + 28), "given", size=TITLE, weight=600, role="dim")
    for place, (value, shown) in enumerate(zip(example.given, came, strict=True)):
        y = GIVEN.y + 60 + pitch * (place + 0.6)
        if place == read:
            p.rects([(GIVEN.x - 14, y - 32, GIVEN.w, pitch - 2)], "prefill", radius=10, alpha=0.16 * float(shown))
        look: dict[str, Any] = {"alpha": float(shown), "fit": STEPS.x - GIVEN.x - 98}
        p.text((GIVEN.x, y), "{s}", s=value.symbol, size=LINE, weight=600, mono=True, part="symbols", **look)
        p.text((GIVEN.x + 90, y), "{v}", v=value, size=LINE, weight=600, role="prefill", part="values", **look)
        if pitch >= ROOMY:
            p.text((GIVEN.x + 90, y + 25), value.name, size=TAG, role="dim", part="names", **look)


def draw_steps(f: Frame, p: Picture, example: WorkedExample, *, blank: bool, room: Rect = STEPS) -> None:
    """Every step: what is said, the formula, the same with its numbers, and the result. The sheet lies there from the
    start."""
    count = len(example.steps)
    pitch = room.h / max(count, 4)
    lines = cascade(f.cue("work.lines", eased=False), count, 0.9)
    whole = f.cue("work.lines", eased=False) >= 1.0
    read = int(f.clock / READ_SECONDS) % count if whole else -1
    for place, ((said, value), shown) in enumerate(zip(example.steps, lines, strict=True)):
        row = Rect(room.x, room.y + pitch * place, room.w, pitch - 12)
        lit = pulse(f.clock, READ_SECONDS, 0.6, 1.0) if place == read else 0.5
        stroke = "decode" if place == read else "line"
        p.rects([row], "raised", radius=12, stroke=stroke, stroke_width=2, stroke_alpha=lit, alpha=0.5)
        _draw_step(p, row, (said, value), float(shown), blank=blank)


def _draw_step(p: Picture, row: Rect, step: tuple[str, Quantity], shown: float, *, blank: bool) -> None:
    said, value = step
    middle = row.cy
    p.text((row.x + 24, middle - 22), said, size=LABEL, alpha=shown, fit=row.w - 48)
    room = row.w - 300
    line = _line(value, room, blank=blank)
    p.text((row.x + 24, middle + 22), "{line}", line=line, size=LABEL, mono=True, role="dim", alpha=shown, fit=room)
    p.text(
        (row.right - 24, middle + 24),
        "{v}",
        v=BLANK if blank else value,
        size=READOUT,
        weight=600,
        mono=True,
        align="right",
        role="decode",
        alpha=shown,
        part="results",
    )


def _line(value: Quantity, room: float, *, blank: bool) -> str:
    """The formula with symbols and numbers; where that is too long with numbers alone, where they are hidden with
    symbols alone."""
    symbols, made = f"{value.symbol} = {with_symbols(value)}", with_numbers(value)
    if blank:
        return symbols
    whole = f"{symbols} = {made}"
    return whole if text_width(whole, LABEL, "mono") <= room else f"{value.symbol} = {made}"
