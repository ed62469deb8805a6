"""What comes next: the next beat's picture at its end, its scene and its sentence. The words are there at once, with
their numbers a moment later; the picture is painted while the stage rests, a layer at a time."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from tourapp.authoring import THEMES, Picture, fill
from tourapp.player.marks import Mark, marks_of
from tourapp.qt.i18n import tr
from tourapp.qt.painter import LayerCache, Painter
from tourapp.qt.raster import render_image
from tourapp.qt.showing import Pane
from tourapp.qt.style import Look

FIELD = re.compile(r"\{[^{}]*\}")
"""What a caption says of the picture is known when that is made: a moment later."""
KEPT = 12
PIECE_MS = 40
"""Between two pieces of work; a picture that moves is asked again this much later."""


class NextCard(QWidget):
    """Shows one beat ahead of the pane that the class sees."""

    def __init__(self, layers: LayerCache, parent: QWidget, upright: bool = False) -> None:
        super().__init__(parent)
        self._layers, self._upright = layers, upright
        self._pane: Pane | None = None
        self.look: Look | None = None
        self.title, self.caption = "", ""
        self._mark: Mark | None = None
        self._key: Any = None
        self._picture: Picture | None = None
        self._pictures: OrderedDict[Any, tuple[QPixmap, str]] = OrderedDict()
        self._work: list[Callable[[], None]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)

    def show_next(self, pane: Pane) -> None:
        """See what comes after the beat on stage."""
        marks, tour = marks_of(pane.tour), pane.tour
        place = marks.at(pane.time) + 1
        self._pane = pane
        self._mark = marks.all[place] if place < len(marks.all) else None
        shot = self._shot()
        looks = (pane.state.theme, pane.state.language, shot.size().toTuple())
        key = (tour.id, place, pane.state.generation, looks, pane.store.version)
        if key == self._key:
            return
        self._key, self._work = key, []
        if self._mark is None:
            self.caption = ""
        else:
            stop = tour.stops[self._mark.stop]
            known = self._pictures.get(key)
            words = stop.scene.timeline.beats[self._mark.beat].caption
            self.caption = known[1] if known else FIELD.sub("…", tr(words))
            if known is None:
                self._picture = None
                self._timer.start(PIECE_MS)
        self._tell(self.caption)

    def _step(self) -> None:
        """One piece: first the picture is composed, then each layer that it lacks is made, then it is painted."""
        pane, mark = self._pane, self._mark
        if pane is None or mark is None or self._key in self._pictures or not self.isVisible():
            return
        if self._picture is None:
            self._compose(pane, mark)
            self._timer.start(PIECE_MS)
            return
        if pane.state.moving and not pane.state.holding:
            self._timer.start(PIECE_MS)
            return
        if not self._work:
            self._begin(pane, self._picture)
        if self._work:
            self._work.pop(0)()
        if self._key not in self._pictures:
            self._timer.start(PIECE_MS)

    def _compose(self, pane: Pane, mark: Mark) -> None:
        """The picture as far as it is words: what it says of its numbers is in the sentence at once."""
        state = replace(pane.state, idle=0.0)
        picture, _ = pane.showing.composer.compose(state, pane.tour.locate(mark.hold), False)
        self._picture = picture
        self._tell(fill(pane.tour.stops[mark.stop].scene.timeline.beats[mark.beat].caption, picture.fields))

    def _tell(self, caption: str) -> None:
        self.title, self.caption = tr("The end"), caption
        if self._mark is not None and self._pane is not None:
            self.title = f"{self._mark.stop + 1:02d}  {tr(self._pane.tour.stops[self._mark.stop].title)}"
        self.setAccessibleName(tr("Next: {title}. {caption}").format(title=self.title, caption=caption))
        self.update()

    def _begin(self, pane: Pane, picture: Picture) -> None:
        theme = THEMES[pane.state.theme]
        painter = Painter(theme, self._layers)
        size = self._shot().size() * self.devicePixelRatioF()
        scale = min(size.width() / 1920, size.height() / picture.height)
        key, caption = self._key, self.caption

        def paint() -> None:
            image = render_image(picture, theme, size.width(), size.height(), painter=painter)
            self._pictures[key] = (QPixmap.fromImage(image), caption)
            while len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
            if key == self._key:
                self.update()

        self._work = [*painter.missing(picture, scale), paint]

    def _shot(self) -> QRect:
        """Where the picture stands."""
        wide = self.width() if self._upright else min(round(self.width() * 0.44), self.height() * 16 // 9)
        return QRect(0, 0, max(32, wide), max(18, wide * 9 // 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Picture and words."""
        look = self.look
        if look is None:
            return
        shot = self._shot()
        with QPainter(self) as p:
            p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            p.fillRect(shot, look.colour("raised"))
            kept = self._pictures.get(self._key)
            if kept is not None:
                p.drawPixmap(QRectF(shot), kept[0], QRectF(kept[0].rect()))
            p.setPen(QPen(look.colour("line"), 1.5))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRect(shot)
            if self._upright:
                box = QRectF(0, shot.bottom() + look.px(12), self.width(), self.height() - shot.bottom() - look.px(12))
            else:
                left = shot.right() + look.px(16)
                box = QRectF(left, 0, self.width() - left, self.height())
            self._say(p, look, box)

    def _say(self, p: QPainter, look: Look, box: QRectF) -> None:
        wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        p.setFont(look.font(17, 600))
        p.setPen(look.colour("dim"))
        used = p.boundingRect(box, int(wrap), self.title)
        p.drawText(box, int(wrap), self.title)
        p.setFont(look.font(19, 600))
        p.setPen(look.colour("ink"))
        p.drawText(box.adjusted(0, used.height() + look.px(6), 0, 0), int(wrap), self.caption)
