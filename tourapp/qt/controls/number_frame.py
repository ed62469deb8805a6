"""The numbers of a picture in the order in which they are read, and the frame around one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from tourapp.authoring import RAIL, STAGE, Theme, fill, say_words, show, sizes, text_width
from tourapp.authoring.layout import WIDTH
from tourapp.qt.fonts import stage_font
from tourapp.qt.hit import Hit

FRAME = 3.0
"""Stage units of the white frame's line, and round it a dark one for a light ground."""
LEAST_ROW = 0.5
"""Numbers stand in one row where they overlap in height by this share of the lower one."""


def in_order(hits: Sequence[Hit]) -> list[Hit]:
    """The numbers as they are read: the picture's, the rail's, the caption's, then the head's; each by rows."""
    by_room: dict[int, list[Hit]] = {}
    for hit in hits:
        if hit.is_number:
            by_room.setdefault(_room(hit.area), []).append(hit)
    return [hit for room in sorted(by_room) for row in _rows(by_room[room]) for hit in row]


def _room(area: QRectF) -> int:
    x, y = area.center().x(), area.center().y()
    if y < STAGE.y - 8:
        return 3
    if x >= RAIL.x - 8 and y < RAIL.bottom:
        return 1
    return 0 if y <= STAGE.bottom + 8 else 2


def _rows(hits: Sequence[Hit]) -> list[list[Hit]]:
    rows: list[list[Hit]] = []
    for hit in sorted(hits, key=lambda hit: hit.area.center().y()):
        if rows and _level(rows[-1][0].area, hit.area):
            rows[-1].append(hit)
        else:
            rows.append([hit])
    return [sorted(row, key=lambda hit: hit.area.left()) for row in rows]


def _level(one: QRectF, two: QRectF) -> bool:
    shared = min(one.bottom(), two.bottom()) - max(one.top(), two.top())
    return shared >= LEAST_ROW * min(one.height(), two.height())


def told(hit: Hit) -> str:
    """A number with its name, as it is spoken: "mean wait, Erlang C: 39.8 s"."""
    value = hit.value.printed or show(hit.value)
    return fill("{name}: {value}", {"name": say_words(hit.value.name), "value": value})


def draw_frame(p: QPainter, hit: Hit, theme: Theme, height: float, hint: bool) -> None:
    """A frame around a number and a plate with its name, in stage units; `hint`: with the key that asks why."""
    area = hit.area.adjusted(-4, -4, 4, 4)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setBrush(Qt.BrushStyle.NoBrush)
    for role, width in (("ground", FRAME + 4), ("white", FRAME)):
        p.setPen(QPen(QColor(theme.colour(role)), width))
        p.drawRoundedRect(area, 6, 6)
    template = "{name} · Enter: why" if hint else "{name}"
    size, words = float(sizes.LABEL), fill(template, {"name": say_words(hit.value.name)})
    wide, tall = min(text_width(words, theme.px(size)) + 36, WIDTH - 16), theme.px(size) * 1.7
    left = min(max(8.0, area.center().x() - wide / 2), WIDTH - 8 - wide)
    below = area.bottom() + 8
    plate = QRectF(left, below if below + tall < height - 8 else area.top() - 8 - tall, wide, tall)
    p.setPen(QPen(QColor(theme.colour("white")), 2))
    p.setBrush(QColor(theme.colour("ground")))
    p.drawRoundedRect(plate, 6, 6)
    p.setPen(QColor(theme.colour("ink")))
    p.setFont(stage_font("text", theme.px(size), 600))
    p.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)
