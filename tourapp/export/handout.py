"""A PDF hand-out: one page per stop with its picture, its captions, its key numbers and where one of them comes
from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tourapp import __version__
from tourapp.authoring import Picture, Quantity, fill, flat_ops, format_quantity, ops, say_words
from tourapp.errors import TourError
from tourapp.export.folder import Progress
from tourapp.export.images import ImageWriter
from tourapp.export.offline import Moment, Offline
from tourapp.files import whole_file
from tourapp.quantity.why import explain
from tourapp.uninterrupted import uninterrupted
from tourapp.words import say

PAGE = (297.0, 210.0)  # mm, A4 across
MARGIN = 12.0
PICTURE = (1600, 900)
NUMBERS = 9
DERIVATION = 9  # lines
DIM = "#39425E"


def write_handout(
    offline: Offline, target: Path, names: list[str] | None = None, progress: Progress = lambda _done, _all, _name: None
) -> int:
    """Write the PDF; returns the number of pages."""
    chosen = offline.chosen(names)
    writer = ImageWriter(offline.theme, *PICTURE)
    with whole_file(target) as draft:  # a place that cannot be written is told before the work
        draft.touch()
        draft.write_bytes(_pages(offline, writer, chosen, progress))
    progress(len(chosen), len(chosen), "")
    return len(chosen)


def key_numbers(picture: Picture) -> list[Quantity]:
    """The named quantities that a picture shows, each once."""
    found: dict[str, Quantity] = {}
    for op in flat_ops(picture):
        value = op.value if isinstance(op, ops.Words) else None
        if isinstance(value, Quantity) and value.name and not value.is_array:
            found.setdefault(str(value.name), value)
    return list(found.values())[:NUMBERS]


def _pages(offline: Offline, writer: ImageWriter, chosen: list[int], progress: Progress) -> bytes:
    """The PDF, made in memory: Qt's own writer does not tell when a disk is full."""
    with uninterrupted():
        from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
        from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

    box = QBuffer()
    whole = box.open(QIODevice.OpenModeFlag.WriteOnly)
    pdf = QPdfWriter(box)
    pdf.setTitle("One Request: inside LLM inference")
    pdf.setCreator(f"One Request {__version__}")
    pdf.setResolution(200)
    pdf.setPageSize(QPageSize(QSizeF(*PAGE), QPageSize.Unit.Millimeter))
    pdf.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    with QPainter(pdf) as p:
        whole = whole and p.isActive()
        for number, index in enumerate(chosen):
            progress(number, len(chosen), offline.tour.stops[index].key)
            whole = whole and (number == 0 or pdf.newPage())
            with uninterrupted():
                _page(p, pdf.width() / PAGE[0], offline, writer, index)
    made = bytes(box.data().data())
    if not whole or not made.rstrip().endswith(b"%%EOF"):
        raise TourError("hand-out: the pages could not be made; use fewer --scenes, and look at the free memory")
    return made


def _page(p: Any, mm: float, offline: Offline, writer: ImageWriter, index: int) -> None:
    from PySide6.QtCore import QRectF

    stop = offline.tour.stops[index]
    picture = offline.picture(Moment(index, stop.kept[-1], 0.95))
    width = 190.0
    height = width * 9 / 16
    _words(p, mm, (MARGIN, MARGIN - 1, PAGE[0] - 2 * MARGIN, 8.0), f"{index + 1}  {say(stop.title)}", _Type(5.4, 600))
    p.drawImage(QRectF(MARGIN * mm, (MARGIN + 9) * mm, width * mm, height * mm), writer.image(picture))
    _numbers(p, mm, picture, MARGIN + width + 7, MARGIN + 9)
    _captions(p, mm, offline, index, MARGIN + 9 + height + 4)


@dataclass(frozen=True, slots=True)
class _Type:
    """How words are set: size in mm, weight, family, colour."""

    size: float
    weight: int = 400
    family: str = "text"
    colour: str = "#0A0F1E"


def _words(p: Any, mm: float, box: tuple[float, float, float, float], text: str, kind: _Type) -> None:
    """Words wrapped into a box (x, y, w, h in mm)."""
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QColor

    from tourapp.qt.fonts import font

    p.setPen(QColor(kind.colour))
    p.setFont(font(kind.family, kind.size * mm, kind.weight))
    flags = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
    p.drawText(QRectF(*(side * mm for side in box)), flags, text)


def _numbers(p: Any, mm: float, picture: Picture, x: float, y: float) -> None:
    """The numbers of the page at the right, and under them where the first derived one comes from."""
    wide = PAGE[0] - MARGIN - x
    numbers = key_numbers(picture)
    for quantity in numbers:
        _words(p, mm, (x, y, wide, 4.0), say_words(quantity.name)[:60], _Type(2.5, colour=DIM))
        _words(p, mm, (x, y + 3.2, wide, 5.0), format_quantity(quantity), _Type(3.5, 600, "mono"))
        y += 9.0
    derived = next((quantity for quantity in numbers if quantity.inputs), None)
    if derived is not None:
        lines = explain(derived).splitlines()[:DERIVATION]
        _words(p, mm, (x, y + 1, wide, 4.0), say("Why this number?"), _Type(2.6, 600, colour="#0A4A96"))
        for line in lines:
            y += 3.0
            _words(p, mm, (x, y + 2.2, wide, 3.0), line[:58], _Type(1.9, 400, "mono", DIM))


def _captions(p: Any, mm: float, offline: Offline, index: int, top: float) -> None:
    stop = offline.tour.stops[index]
    step = min(10.4, (PAGE[1] - MARGIN - top) / len(stop.kept))
    size = 3.4 if step > 9 else 2.9
    for place, number in enumerate(stop.kept):
        beat = stop.scene.timeline.beats[number]
        fields = offline.picture(Moment(index, number, 0.95)).fields
        y = top + place * step
        wide = PAGE[0] - 2 * MARGIN
        _words(p, mm, (MARGIN, y, wide, step), fill(beat.caption, fields), _Type(size, 500))
        note = _Type(size * 0.82, colour=DIM)
        _words(p, mm, (MARGIN, y + size * 1.3, wide, step), fill(beat.note, fields), note)
