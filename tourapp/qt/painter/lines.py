"""One line of text that the packaged font cannot set alone: laid out as a whole, in its visual order.

Qt orders and shapes the line. What no packaged font has stands in it as a placeholder of the same direction, in whose
room the character's code is painted. Lines are made once per size and kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QGlyphRun, QPainterPath, QRawFont, QTextCharFormat, QTextLayout, QTextOption

from tourapp.authoring.letters import code_width, letters, set_in
from tourapp.qt.fonts import stage_font

Face = tuple[str, float, int]
"""Family, size in device px, weight."""
Span = tuple[str, str]
"""Words, and their role."""

_PLACEHOLDERS = {"L": "\u10d0", "R": "\u05d0", "AL": "\u0621", "AN": "\u0660", "EN": "\u06f0"}
"""One character of each direction that neither packaged font has: Qt gives it a place and no shape."""
_NEUTRAL = "\u2ffb"


@dataclass(frozen=True, slots=True)
class CodePlace:
    """Where a character is told by its code: left edge and width in device px from the line's start."""

    char: str
    x: float
    width: float
    role: str


@dataclass(frozen=True, slots=True)
class Laid:
    """A line in device px: glyphs by role, codes, and its width. Glyphs hang from the top of the line, `ascent` above
    its baseline."""

    glyphs: tuple[tuple[str, QGlyphRun], ...]
    codes: tuple[CodePlace, ...]
    width: float
    ascent: float


@dataclass(frozen=True, slots=True)
class _Part:
    """Neighbouring characters of one role set in one font; `code` is the character that a placeholder stands for."""

    text: str
    family: str
    role: str
    code: str = ""

    @property
    def length(self) -> int:
        """In UTF-16 units, as Qt counts."""
        return len(self.text.encode("utf-16-le")) // 2


def face_of(face: Face) -> QFont:
    """The font of a face, its size in quarters of a pixel."""
    family, px, weight = face
    return stage_font(family, round(px * 4) / 4, weight)


@lru_cache(maxsize=2048)
def laid(spans: tuple[Span, ...], face: Face, width: float | None = None) -> Laid:
    """Spans as one line; with `width` set to exactly that many device px. The difference is a few per cent, for type
    has whole sizes and small type is wider: spread over all letters it is not seen, over the spaces it would be."""
    parts = list(_merged(_parts(spans, face[0])))
    found = _set(parts, face, QFont(face_of(face)))
    if width is None or not parts or abs(found.width - width) < 0.01:
        return found
    font = QFont(face_of(face))
    count = sum(1 if part.code else len(letters(part.text)) for part in parts)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, (width - found.width) / count)
    return _set(parts, face, font)


@lru_cache(maxsize=128)
def outline(words: str, face: Face) -> QPainterPath:
    """The shapes of a line from its baseline's start, in device px, found once: found anew they now and then differ,
    since all sizes and weights share one font."""
    line, path = laid(((words, ""),), face), QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for _, run in line.glyphs:
        font = run.rawFont()
        for glyph, at in zip(run.glyphIndexes(), run.positions(), strict=True):
            path.addPath(font.pathForGlyph(glyph).translated(at.x(), at.y() - line.ascent))
    return path


@lru_cache(maxsize=1024)
def shortened(words: str, face: Face, width: float) -> str:
    """As many letters of the words as fit with an ellipsis behind them."""
    all_letters = letters(words)
    low, high = 0, len(all_letters)
    while low < high:
        middle = (low + high + 1) // 2
        trial = "".join(all_letters[:middle]) + "…"
        low, high = (middle, high) if laid(((trial, ""),), face).width <= width else (low, middle - 1)
    return "".join(all_letters[:low]).rstrip() + "…"


def _parts(spans: Sequence[Span], family: str) -> Iterator[_Part]:
    """Every letter in its font, every code as a placeholder. A letter belongs to the span in which it begins."""
    roles = [role for words, role in spans for _ in words]
    at, way = 0, "L"
    for letter in letters("".join(words for words, _ in spans)):
        role = roles[at]
        at += len(letter)
        for part, name in set_in(letter, family):
            if name:
                way = unicodedata.bidirectional(part[0])
                yield _Part(part, name, role)
                continue
            own = unicodedata.bidirectional(part)
            way = way if own in ("NSM", "BN") else own  # marks and joiners go where their letter goes
            yield _Part(_PLACEHOLDERS.get(way, _NEUTRAL), family, role, part)


def _merged(parts: Iterator[_Part]) -> Iterator[_Part]:
    """Neighbours of one font and role as one part, so that they are shaped together."""
    last: _Part | None = None
    for part in parts:
        if (
            last is not None
            and not last.code
            and not part.code
            and (last.family, last.role) == (part.family, part.role)
        ):
            last = _Part(last.text + part.text, part.family, part.role)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last


def _set(parts: list[_Part], face: Face, font: QFont) -> Laid:
    """The parts laid out by Qt as one line."""
    layout = QTextLayout("".join(part.text for part in parts), font)
    option = QTextOption()
    option.setFlags(QTextOption.Flag.IncludeTrailingSpaces)  # a row of cells may end with empty ones
    layout.setTextOption(option)
    layout.setFormats(_formats(parts, face, font))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e7)
    line.setPosition(QPointF(0, 0))
    layout.endLayout()
    glyphs: list[tuple[str, QGlyphRun]] = []
    codes: list[CodePlace] = []
    start = 0
    for part in parts:
        runs = layout.glyphRuns(start, part.length)
        start += part.length
        if part.code:
            x = min(point.x() for run in runs for point in run.positions())
            codes.append(CodePlace(part.code, x, code_width(part.code) * face[1], part.role))
        else:
            glyphs += [(part.role, run) for run in runs]
    return Laid(tuple(glyphs), tuple(codes), line.naturalTextWidth() if parts else 0.0, line.ascent() if parts else 0.0)


def _formats(parts: list[_Part], face: Face, font: QFont) -> list[QTextLayout.FormatRange]:
    """Fonts of the parts that are not in the line's own, and the room of every placeholder."""
    found = []
    start = 0
    family, px, weight = face
    for part in parts:
        kind = QTextCharFormat()
        if part.code:
            kind.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            kind.setFontLetterSpacing(code_width(part.code) * px - _no_shape(face) + font.letterSpacing())
        elif part.family != family:
            other = QFont(face_of((part.family, px, weight)))
            other.setLetterSpacing(font.letterSpacingType(), font.letterSpacing())
            kind.setFont(other)
        if part.code or part.family != family or part.role:
            each = QTextLayout.FormatRange()
            each.start, each.length, each.format = start, part.length, kind
            found.append(each)
        start += part.length
    return found


@lru_cache(maxsize=256)
def _no_shape(face: Face) -> float:
    """The room that Qt gives to a character without a shape."""
    return QRawFont.fromFont(face_of(face)).advancesForGlyphIndexes([0])[0].x()
