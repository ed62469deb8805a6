"""The window's side of preparing the small model: a mark with progress and a cross while it is made, a line when it is
there or cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from tourapp.player.state import PlayerState
from tourapp.qt.i18n import tr
from tourapp.qt.messages import ProgressMark
from tourapp.qt.model_work import ModelWork

if TYPE_CHECKING:
    from tourapp.qt.window import Window

GAP = 12


class ModelDesk(QObject):
    """Shows the work in one window, over the stage and over the opening page."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.work = ModelWork.of(window.pane.showing)
        self.mark = ProgressMark(window.desk)
        self.mark.setAccessibleName(tr("The small model"))
        self.mark.cancelled.connect(self.work.stop)
        self.work.changed.connect(self._show)
        self.work.ended.connect(self._ended)
        window.pane.changed.connect(self._moved)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that closes leaves no half model."""
        if watched is self._window and event.type() == QEvent.Type.Close:
            self.work.close()
        return False

    def lay(self) -> None:
        """Stand in the row of the other marks; on the opening page beside the name."""
        mark, window = self.mark, self._window
        mark.widen_for(tr("Preparing the small model: {n:.0f} %").format(n=100))
        page = window.lobby.page
        if window.lobby.shown and page is not None:
            name, chip = page.brand.geometry(), page.chip
            right = window.desk.width() - name.x() - mark.width()
            low = chip.geometry().bottom() + GAP if not chip.isHidden() else name.center().y() - mark.height() // 2
            mark.move(max(0, right), low)
        else:
            mark.move(max(0, self._left()), window.mark.y())
        mark.raise_()
        if window.overlays.open is not None:
            window.overlays.open.raise_()

    def _left(self) -> int:
        """The first free place of the row, which begins at the left, or at the right where it stands above the rail."""
        window, wide = self._window, self.mark.width()
        taken = [each.geometry() for each in (window.mark, window.take.handout.mark) if not each.isHidden()]
        first, right = window.mark.geometry(), window.stage.geometry().right()
        at_right = first.right() + wide > right
        if not taken:
            return first.right() - wide if at_right else first.x()
        if at_right:
            return min(each.x() for each in taken) - wide - GAP
        return max(each.right() for each in taken) + GAP

    def _show(self) -> None:
        if self.work.running:
            self.mark.show()
            self.lay()
            self.mark.report(self.work.share, self.work.told)
        else:
            self.mark.hide()

    def _ended(self, _found: object) -> None:
        from tourapp.qt.preferences.model_offer import ModelOffer

        card = self._window.overlays.open
        shown = card is not None and card.findChild(ModelOffer) is not None
        if self.work.told and not shown:  # a card that offers the model says it itself
            self._window.bar.tell(self.work.told)

    def _moved(self, old: PlayerState, new: PlayerState) -> None:
        if not self.mark.isHidden() and old.lobby != new.lobby:
            self.lay()
