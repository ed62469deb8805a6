"""One request's time as a stacked bar, ours among the same request at other loads, all on one scale of seconds.

The parts come finished (`numbers`); here they are only laid out. Bars too long for the scale run off and
say their sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from scenes.queue.curve import per_cent
from scenes.queue.numbers import Stay
from tourapp.authoring import Picture, Quantity, Rect, Tag, Why, cascade, ease_out, text_width

ROOM = Rect(176.0, 290.0, 940.0, 450.0)
THICK, THIN, GAP, WORDS, BELOW, CUT = 84.0, 34.0, 22.0, 72.0, 34.0, 104.0


@dataclass(frozen=True, slots=True)
class StackRow:
    """A bar: its load, its stay, and whether it is our own request as simulated."""

    load: Quantity
    stay: Stay
    ours: bool


def _tops(rows: list[StackRow]) -> list[Rect]:
    """Where each bar stands (full width), top to bottom."""
    total = sum((THICK + WORDS + BELOW) if row.ours else THIN for row in rows) + GAP * (len(rows) - 1)
    y, out = ROOM.y + max(0.0, (ROOM.h - total) / 2), []
    for row in rows:
        y += WORDS if row.ours else 0.0
        h = THICK if row.ours else THIN
        out.append(Rect(ROOM.x, y, ROOM.w, h))
        y += h + GAP + (BELOW if row.ours else 0.0)
    return out


def scale_of(rows: list[StackRow]) -> float:
    """Stage units per second: ours fits whole, and so does the one below the most loaded."""
    ours = max(float(row.stay.total.value) for row in rows if row.ours)
    others = sorted(float(row.stay.total.value) for row in rows if not row.ours)
    return (ROOM.w - 120.0) / max([ours, *others[-2:-1]])


def draw_stack(p: Picture, rows: list[StackRow], grow: float, others: float) -> None:
    """All bars. `grow` 0..1 lays out ours part by part; `others` 0..1 lets the other loads follow."""
    scale, boxes = scale_of(rows), _tops(rows)
    steps = cascade(others, len(rows), 0.7)
    for row, box, step in zip(rows, boxes, steps, strict=True):
        share = grow if row.ours else float(ease_out(step))
        if share > 0.004:
            _bar(p, row, box, scale, share)
    y = boxes[0].y - (WORDS + 12.0 if rows[0].ours else 14.0)
    p.text((ROOM.x - 18, y), "load", size=16, role="dim", align="right", alpha=others)
    last = boxes[-1].bottom + (BELOW if rows[-1].ours else 0.0)
    p.text(
        (ROOM.right, last + 84.0),
        "other rows: the same request with the mean wait at that load",
        size=16,
        role="dim",
        align="right",
        alpha=others,
    )
    _seconds(p, last + 26.0, scale, max(grow, others) if others > 0 else min(1.0, grow * 3))


def _spans(row: StackRow, scale: float, share: float) -> list[tuple[float, float]]:
    """Left and right of each part, drawn up to `share` of the whole, cut at the end of the room."""
    edges = np.concatenate([[0.0], np.cumsum([float(part.seconds.value) for part in row.stay.parts])])
    whole = edges[-1] * scale
    reach = min(whole * share, ROOM.w if whole <= ROOM.w else ROOM.w - CUT)
    return [(ROOM.x + min(a * scale, reach), ROOM.x + min(b * scale, reach)) for a, b in pairwise(edges)]


def _bar(p: Picture, row: StackRow, box: Rect, scale: float, share: float) -> None:
    spans, faint = _spans(row, scale, share), 1.0 if row.ours else 0.7
    whole = float(row.stay.total.value) * scale
    for part, (a, b) in zip(row.stay.parts, spans, strict=True):
        if b - a < 0.4:
            continue
        if row.ours and part.role != "dim" and b - a > 24:
            x = np.linspace(a, b, max(2, round((b - a) / 110.0)) * 2 + 1)[1::2]
            p.sprites(np.stack([x, np.full(len(x), box.cy)], 1), 230, part.role, kind="soft", alpha=0.20)
        room = Rect(a, box.y, max(2.0, b - a - (2.0 if b - a > 6 else 0.0)), box.h)
        if part.waste:
            p.hatch([room], alpha=faint, radius=4, ground=0.30)
            p.rects([room], None, radius=4, stroke="waste", stroke_alpha=0.9 * faint)
        else:
            p.rects(
                [room],
                part.role,
                radius=4,
                alpha=(0.85 if part.role != "dim" else 0.5) * faint,
                gradient="down",
                fade=0.72,
            )
        if row.ours:
            p.hot([room], (Tag("part", part.words),), (Why(),), (part.seconds,))
    end = spans[-1][1]
    if whole > ROOM.w and share > 0.99:
        p.rects([(ROOM.right - CUT - 130, box.y - 2, 132, box.h + 4)], "ground", gradient="left", fade=0.0)
    load = row.load if row.ours else per_cent(float(row.load.value))
    p.text(
        (ROOM.x - 18, box.cy + (8 if row.ours else 6)),
        "{v}",
        v=load,
        mono=True,
        align="right",
        size=20 if row.ours else 17,
        weight=600 if row.ours else 400,
        role="ink" if row.ours else "dim",
        fit=104,
    )
    if row.ours:
        _part_words(p, row, box, spans, share)
        _compute(p, row, box, spans, share)
        if 0.0 < share < 1.0:
            p.spark((end, box.cy), "prefill", size=110)
    elif share > 0.9:
        p.text(
            (min(end + 14, ROOM.right - CUT + 16), box.cy + 6),
            row.stay.total_text,
            size=17,
            role="dim",
            mono=True,
            alpha=(share - 0.9) * 10,
        )


def _part_words(p: Picture, row: StackRow, box: Rect, spans: list[tuple[float, float]], share: float) -> None:
    """Name and seconds of each part above it, pushed apart where parts are narrow, with a thin leader."""
    parts = row.stay.parts
    widths = [
        max(text_width(part.words, 19, weight=600), text_width(text, 21, "mono")) + 24
        for part, text in zip(parts, row.stay.texts, strict=True)
    ]
    middles = _apart([(a + b) / 2 for a, b in spans], widths, ROOM.x - 60.0, ROOM.right + 66.0)
    for part, text, (a, b), x in zip(parts, row.stay.texts, spans, middles, strict=True):
        shown = min(1.0, share * 1.02)
        if b - a < 0.4 and float(part.seconds.value) > 0 and shown < 1.0:
            continue
        role = part.role
        p.text((x, box.y - 50), part.words, size=17, role=role, weight=600, align="center")
        p.text((x, box.y - 25), text, size=20, mono=True, weight=600, align="center")
        p.lines([(x, box.y - 17, x, box.y - 12), (x, box.y - 12, (a + b) / 2, box.y - 2)], role, alpha=0.7)


def _compute(p: Picture, row: StackRow, box: Rect, spans: list[tuple[float, float]], share: float) -> None:
    """A bracket below prefill and decode: together they are the simulated service."""
    a, b = spans[2][0], spans[3][1]
    if share < 0.98 or b - a < 2:
        return
    y = box.bottom + 8.0
    p.lines([(a, y - 4, a, y + 2), (a, y + 2, b - 2, y + 2), (b - 2, y + 2, b - 2, y - 4)], "dim")
    words = "compute: the simulated service"
    wide = text_width(words, 16)
    p.text(
        (min(max((a + b) / 2, ROOM.x + wide / 2), ROOM.right - wide / 2), y + 24),
        words,
        size=16,
        role="dim",
        align="center",
    )


def _apart(middles: list[float], widths: list[float], left: float, right: float) -> list[float]:
    """Middles of words moved as little as needed so that none overlap, inside left..right."""
    x = list(middles)
    for _ in range(40):
        for i in range(len(x) - 1):
            short = (widths[i] + widths[i + 1]) / 2 - (x[i + 1] - x[i])
            if short > 0:
                x[i] -= short / 2
                x[i + 1] += short / 2
        for i, w in enumerate(widths):
            x[i] = min(max(x[i], left + w / 2), right - w / 2)
    return x


def _seconds(p: Picture, y: float, scale: float, alpha: float) -> None:
    """The scale of seconds below all bars."""
    step = next(s for s in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if s * scale > 84)
    ticks = np.arange(0, ROOM.w / scale + 1e-9, step)
    x = ROOM.x + ticks * scale
    p.lines([(ROOM.x, y, ROOM.right, y)], "line", alpha=alpha)
    p.lines(np.stack([x, np.full(len(x), y - 5), x, np.full(len(x), y + 5)], 1), "dim", alpha=0.7 * alpha)
    for value, place in zip(ticks, x, strict=True):
        p.text((place, y + 28), "{v} s", v=f"{value:g}", size=15, role="dim", mono=True, align="center", alpha=alpha)
