"""Real pictures of scenes for the cards: those that come with the product, and the idle loop of the one card that is
looked at, drawn from the very worlds that the stage uses. In small pieces, so that a key never waits for a picture.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from tourapp.authoring import THEMES, Picture, Scene
from tourapp.authoring.layout import Rect
from tourapp.player.room import USUAL
from tourapp.player.tour import TourPlace
from tourapp.player.view import Wish
from tourapp.qt.kept_pictures import cut_out, kept_picture
from tourapp.qt.lobby.go_on_chip import GoOnChip
from tourapp.qt.lobby.tour_card import TourCard
from tourapp.qt.painter import LayerCache, Painter
from tourapp.qt.showing import Pane
from tourapp.world import Inputs

MIDDLE = Rect(44, 104, 1416, 744)
"""Of a frame, in stage units: the picture without its head, rail and caption, which are too small to be read here."""
LOOP_MS, REST = 50, 3.0
"""Between two frames of a loop; after each the window has so many times as long for everything else."""
FIRST_MS, PIECE_MS, DWELL_MS = 30, 12, 160
"""Before the first picture; between two pieces; before a loop: who walks past a card waits for nothing."""
AGAIN_MS, TRIES = 400, 12
"""A picture whose world is still being built is tried again after that, and so often."""
KEPT_THEME = "dark"
"""Of the pictures that come with the product."""
Wearer = TourCard | GoOnChip


class CardPictures(QObject):
    """Draws for one page."""

    def __init__(self, pane: Pane, layers: LayerCache, parent: QObject) -> None:
        super().__init__(parent)
        self._pane, self._layers = pane, layers
        self._painter = Painter(THEMES[pane.state.theme], layers)
        self._queue: list[tuple[Wearer, Scene, int]] = []
        self._pieces: Iterator[bool] = iter(())
        self._lively: TourCard | None = None
        self._begun = 0.0
        self._one, self._loop = self._timer(self._next), self._timer(self._move)
        self.longest = 0.0
        """Seconds of the longest piece so far."""

    def _timer(self, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(call)
        return timer

    def order(self, wanted: Sequence[tuple[Wearer, Scene]]) -> None:
        """From now on these are wanted, in this order."""
        self._painter = Painter(THEMES[self._pane.state.theme], self._layers)
        self._queue = [(card, scene, TRIES) for card, scene in wanted]
        self._pieces = iter(())
        self._one.start(FIRST_MS)

    def stop(self) -> None:
        """Nothing is seen of them."""
        self._queue, self._pieces, self._lively = [], iter(()), None
        self._one.stop()
        self._loop.stop()

    def set_lively(self, card: TourCard, on: bool) -> None:
        """The picture of this card moves, or stands still again. With less motion wanted, none moves."""
        state = self._pane.state
        if on and state.motion == "full" and not state.habits.quiet and card.high:
            if self._lively is not card:
                self._lively, self._begun = card, 0.0
                self._queue.insert(0, (card, card.tour.pictured, TRIES))
                self._one.start(DWELL_MS)
        elif self._lively is card:
            self._lively = None
            self._loop.stop()

    @property
    def done(self) -> bool:
        """Whether every picture is there."""
        return not self._queue and not self._one.isActive()

    # one after the other --------------------------------------------------------------------------------------

    def _next(self) -> None:
        """One piece of a picture."""
        begun = time.perf_counter()
        drawn = next(self._pieces, None)
        if drawn is None and self._queue:
            card, scene, tries = self._queue.pop(0)
            kept = (
                cut_out(kept_picture(scene), MIDDLE) if self._kept_will_do and card is not self._lively else QPixmap()
            )
            if not kept.isNull():
                card.show_picture(kept)
            else:
                self._pieces = self._picture(card, scene, tries)
            drawn = True
        self.longest = max(self.longest, time.perf_counter() - begun)
        if drawn is not None:
            self._one.start(PIECE_MS if drawn else AGAIN_MS)
        elif self._lively is not None and not self._loop.isActive():
            self._begun = time.monotonic()
            self._loop.start(LOOP_MS)

    def _picture(self, card: Wearer, scene: Scene, tries: int) -> Iterator[bool]:
        """A picture from what the stage uses, in pieces; False: its world is still being built."""
        place = self._place(scene)
        if place is None:
            return
        picture = self._composed(place, 0.0)
        if picture is None:
            if tries > 1 and not self._pane.store.trouble(self._wish(place)):
                self._queue.append((card, scene, tries - 1))
                yield False
            return
        for build in self._painter.missing(picture, self._scale(card)):
            yield True
            build()
        yield True
        self._show(card, picture)

    def _move(self) -> None:
        """The next frame of the loop."""
        card = self._lively
        place = None if card is None else self._place(card.tour.pictured)
        if card is None or place is None:
            return
        begun = time.perf_counter()
        picture = self._composed(place, time.monotonic() - self._begun)
        if picture is not None:
            self._show(card, picture)
        self._loop.start(max(LOOP_MS, round(1000 * REST * (time.perf_counter() - begun))))

    # drawing --------------------------------------------------------------------------------------------------

    def _place(self, scene: Scene) -> TourPlace | None:
        """Where the tour that plays shows the scene at its best."""
        for index, stop in enumerate(self._pane.tour.stops):
            if stop.scene is scene:
                return TourPlace(index, stop.local_time(scene.portrait_time))
        return None

    @property
    def _kept_will_do(self) -> bool:
        """Whether the pictures that come with the product are in these colours and about this question."""
        state = self._pane.state
        return state.theme == KEPT_THEME and state.inputs.prompt == Inputs().prompt

    def _wish(self, place: TourPlace) -> Wish:
        return self._pane.showing.composer.wish(self._pane.state, place.index)

    def _composed(self, place: TourPlace, idle: float) -> Picture | None:
        """The scene as the stage would show it; None while its world is being built, or where it cannot be drawn."""
        pane = self._pane
        if pane.store.world(self._wish(place)) is None:
            return None
        usual = replace(pane.state, room=USUAL, text_scale=100, rail_visible=True, more=False, idle=idle, lobby=False)
        picture, trouble = pane.showing.composer.compose(usual, place, False)
        if trouble is not None or pane.store.world(self._wish(place)) is None:  # drawing it has shown what it lacks
            return None
        return picture

    def _scale(self, card: Wearer) -> float:
        return max(32, round(card.width() * card.devicePixelRatioF())) / MIDDLE.w

    def _show(self, card: Wearer, picture: Picture) -> None:
        scale = self._scale(card)
        image = QImage(round(MIDDLE.w * scale), round(MIDDLE.h * scale), QImage.Format.Format_RGB32)
        image.fill(QColor(self._painter.theme.colour("ground")))
        with QPainter(image) as p:
            p.scale(scale, scale)
            p.translate(-MIDDLE.x, -MIDDLE.y)
            try:
                self._painter.paint(p, picture, scale)
            except Exception:  # a picture that cannot be painted leaves the card as it is
                return
        card.show_picture(QPixmap.fromImage(image))
