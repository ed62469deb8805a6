"""Text: set in device pixels so that it is crisp at any scale, shrunk or cut where it has a greatest width."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPen, QTransform

from tourapp.authoring import ops
from tourapp.authoring.letters import letters, plain
from tourapp.authoring.theme import Theme
from tourapp.qt.painter.code_boxes import code_box, draw_code
from tourapp.qt.painter.context import Context
from tourapp.qt.painter.lines import Face, Laid, face_of, laid, outline, shortened

SHRINK = 0.72
THIN = "\u2009"
OUTLINED = 64.0
"""Device px: Qt keeps no letters larger than this and fills their outlines, found anew each time."""
DOT, DOTS_BELOW = 0.06, 0.17
"""Thickness of the dots below words that can be asked about, and how far below the baseline they are, in type sizes."""
_ALIGN = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True, slots=True)
class Setting:
    """How a line is set: its font, the words after fitting, width and heights in device px; `laid` where the font alone
    cannot set it."""

    font: QFont
    words: str
    width: float
    ascent: float
    descent: float
    laid: Laid | None = None
    px: float = 0.0


@lru_cache(maxsize=4096)
def setting(words: str, family: str, px: float, weight: int, fit: float | None) -> Setting:
    """A line of text fitted to `fit` device px: as it is, smaller (to 72 %), then cut with an ellipsis."""
    if family == "mono":
        words = words.replace(THIN, " ")  # a thin space looks like none between figures of one width
    found = _set(words, (family, px, weight))
    if fit is not None and found.width > fit > 0:
        small = max(px * SHRINK, px * fit / found.width)
        face = (family, max(4.0, int(small)), weight)  # whole px: the font has no others
        found = _set(words, face)
        if found.width > fit + 0.5:
            found = _set(_cut(words, face, fit), face)
    return found


def _set(words: str, face: Face) -> Setting:
    """A line as it is."""
    font = face_of(face)
    metrics = QFontMetricsF(font)
    line = None if plain(face[0]).issuperset(words) else laid(((words, ""),), face)
    width = metrics.horizontalAdvance(words) if line is None else line.width
    return Setting(font, words, width, metrics.ascent(), metrics.descent(), line, face[1])


def _cut(words: str, face: Face, width: float) -> str:
    """Words with an ellipsis in place of what does not fit."""
    if plain(face[0]).issuperset(words):
        return QFontMetricsF(face_of(face)).elidedText(words, Qt.TextElideMode.ElideRight, width)
    return shortened(words, face, width)


@lru_cache(maxsize=512)
def wrapped(words: str, face: Face, width: float, lines: int) -> tuple[str, ...]:
    """Words broken into at most `lines` lines of a width in device px; the last one is cut if need be. `face`:
    family, size in device px, weight. A word that is longer than a line is broken between letters."""
    out: list[str] = []
    for paragraph in words.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            trial = f"{line} {word}" if line else word
            if _width(trial, face) <= width:
                line = trial
                continue
            if line:
                out.append(line)
            *full, line = _broken(word, face, width)
            out += full
            if len(out) > lines:  # nobody sees the rest
                break
        out.append(line)
    if len(out) > lines:
        out = [*out[: lines - 1], _cut(" ".join(out[lines - 1 :]), face, width)]
    return tuple(out)


def _width(words: str, face: Face) -> float:
    """Width of a line; letter by letter where it needs care, so that long texts stay cheap."""
    if plain(face[0]).issuperset(words):
        return QFontMetricsF(face_of(face)).horizontalAdvance(words)
    return sum(_letter_width(letter, face) for letter in letters(words))


@lru_cache(maxsize=4096)
def _letter_width(letter: str, face: Face) -> float:
    return laid(((letter, ""),), face).width


def _broken(word: str, face: Face, width: float) -> list[str]:
    """A word in pieces that fit, each as long as it can be."""
    if _width(word, face) <= width:
        return [word]
    pieces, room = [""], width
    for letter in letters(word):
        need = _letter_width(letter, face)
        if need > room and pieces[-1]:
            pieces.append("")
            room = width
        pieces[-1] += letter
        room -= need
    return pieces


def box(op: ops.Words, theme: Theme, scale: float = 1.0) -> QRectF:
    """The area of unrotated words in stage units, for tests and for the pointer."""
    px = theme.px(op.size) * scale
    if op.wrap is not None:
        rows = wrapped(op.words, (op.family, px, op.weight), op.wrap * scale, op.lines)
        return QRectF(op.x, op.y, op.wrap, len(rows) * px * 1.35 / scale)
    if isinstance(op, ops.Line):
        width = op.width
    else:
        line = setting(op.words, op.family, px, op.weight, None if op.fit is None else op.fit * scale)
        width = line.width / scale
    return QRectF(op.x - width * _ALIGN[op.align], op.y - px * 0.78 / scale, width, px * 1.0 / scale)


def rows(op: ops.Words, theme: Theme) -> list[tuple[str, QRectF]]:
    """The lines of unrotated words with their areas in stage units."""
    area, px = box(op, theme), theme.px(op.size)
    if op.wrap is None:
        return [(op.words, area)]
    found, tall = [], px * 1.35
    for place, row in enumerate(wrapped(op.words, (op.family, px, op.weight), op.wrap, op.lines)):
        width = setting(row, op.family, px, op.weight, None).width
        left = op.x + (op.wrap - width) * _ALIGN[op.align]
        found.append((row, QRectF(left, op.y + tall * place, width, tall)))
    return found


def draw(c: Context, op: ops.Words) -> None:
    """One line, or a wrapped paragraph, at its place."""
    p = c.painter
    transform = p.transform()
    scale = transform.m11() if transform.m12() == 0 else (transform.m11() ** 2 + transform.m12() ** 2) ** 0.5
    px = c.theme.px(op.size) * scale
    if px < 2:
        return
    at = transform.map(QPointF(op.x, op.y))
    left, base = round(at.x() * 4) / 4, round(at.y() * 2) / 2
    if op.rotate:
        turned: Any = QTransform.fromTranslate(at.x(), at.y()).rotate(op.rotate)
        p.setTransform(turned)
        left = base = 0.0
    else:
        p.resetTransform()
    p.setPen(c.colour(op.role, op.alpha, fill=False))
    if isinstance(op, ops.Line):
        line = laid(op.runs, (op.family, px, op.weight), op.width * scale)
        _paint_laid(c, op, line, QPointF(left - line.width * _ALIGN[op.align], base), px)
    elif op.wrap is not None:
        rows = wrapped(op.words, (op.family, px, op.weight), op.wrap * scale, op.lines)
        for i, row in enumerate(rows):
            each = setting(row, op.family, px, op.weight, None)
            shift = (op.wrap * scale - each.width) * _ALIGN[op.align]
            _paint(c, op, each, QPointF(left + shift, base + px * (0.95 + 1.35 * i)))
    else:
        _line(c, op, QPointF(left, base), px, scale)
    p.setTransform(transform)


def _line(c: Context, op: ops.Words, at: QPointF, px: float, scale: float) -> None:
    """One line, on a plate where it wants one."""
    line = setting(op.words, op.family, px, op.weight, None if op.fit is None else op.fit * scale)
    x, base, p = at.x() - line.width * _ALIGN[op.align], at.y(), c.painter
    if op.backed > 0:
        pen = p.pen()
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(c.brush("ground", op.backed * op.alpha))
        plate = QRectF(x - px * 0.35, base - px * 0.98, line.width + px * 0.7, px * 1.36)
        p.drawRoundedRect(plate, px * 0.25, px * 0.25)
        p.setPen(pen)
    _paint(c, op, line, QPointF(x, base))
    if op.marks and line.laid is None:
        _dot(c, op, line, QPointF(x, base))


def _dot(c: Context, op: ops.Words, line: Setting, at: QPointF) -> None:
    """Dots below the marked letters of a line that is set."""
    metrics, p = QFontMetricsF(line.font), c.painter
    pen = QPen(c.colour("dim", op.alpha, fill=False), max(1.5, line.px * DOT))
    pen.setStyle(Qt.PenStyle.DotLine)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    p.setPen(pen)
    y = at.y() + line.px * DOTS_BELOW
    for first, end in op.marks:
        left, right = (metrics.horizontalAdvance(line.words[:place]) for place in (first, end))
        p.drawLine(QPointF(at.x() + left, y), QPointF(at.x() + right, y))


def _paint(c: Context, op: ops.Words, line: Setting, at: QPointF) -> None:
    """A line that is set, at its baseline point."""
    if line.laid is not None:
        _paint_laid(c, op, line.laid, at, line.px)
        return
    if line.px > OUTLINED:
        c.painter.fillPath(outline(line.words, (op.family, line.px, op.weight)).translated(at), c.painter.pen().brush())
        return
    c.painter.setFont(line.font)
    c.painter.drawText(at, line.words)


def _paint_laid(c: Context, op: ops.Words, line: Laid, at: QPointF, px: float) -> None:
    """Glyphs and codes, each in the colour of its role."""
    p = c.painter
    top = QPointF(at.x(), at.y() - line.ascent)
    for role, run in line.glyphs:
        p.setPen(c.colour(role or op.role, op.alpha, fill=False))
        p.drawGlyphRun(top, run)
    for code in line.codes:
        colour = c.colour(code.role or op.role, op.alpha, fill=False)
        draw_code(p, code.char, code_box(at.x() + code.x, at.y(), code.width, px), px, colour)
