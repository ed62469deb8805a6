"""The class's own window: the stage and nothing else, as large as the screen. What is changed on the presenter's side
is seen here in the same frame; a control is mirrored while it is dragged."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from tourapp.authoring import THEMES, Picture, Rect, Slider, sizes, slider_words
from tourapp.player import intents
from tourapp.player.compare import beside
from tourapp.player.fitting import looks_of
from tourapp.player.room import room_of
from tourapp.player.state import PlayerState, WindowState
from tourapp.qt.ahead import Ahead
from tourapp.qt.i18n import tr
from tourapp.qt.painter import LayerCache
from tourapp.qt.showing import Showing
from tourapp.qt.stage import Stage
from tourapp.qt.style import Look

SHARED = ("theme", "text_scale", "meters", "hover")
"""What the class's window takes over from the presenter's."""
MIRROR = Rect(1384, 874, 472, 96)
"""Of the mirrored control, in stage units."""
MIRROR_MS = 2500
"""How long it stays after the hand has come to rest."""


class ControlMirror(QWidget):
    """A slider as the class sees it: name, value, track, knob. It takes no mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.look: Look | None = None
        self._control: Slider | None = None
        self._value = 0.0
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.timeout.connect(self.hide)
        self.hide()

    def show_control(self, control: Slider, value: float) -> None:
        """Show a value for a while."""
        self._control, self._value = control, float(value)
        self.show()
        self.update()
        self._away.start(MIRROR_MS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Label and value above the track."""
        look, control = self.look, self._control
        if look is None or control is None:
            return
        share = (self._value - control.low) / max(1e-9, control.high - control.low)
        number, unit = slider_words(control, self._value)
        words = f"{number} {unit}".strip()
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.fillRect(self.rect(), look.colour("ground", 0.94))
            line = QRectF(look.px(12), 0, self.width() - look.px(24), look.px(52))
            _say(p, look.font(sizes.LABEL), look, (line, tr(control.label), Qt.AlignmentFlag.AlignLeft))
            _say(p, look.font(sizes.VALUE, 600, mono=True), look, (line, words, Qt.AlignmentFlag.AlignRight))
            track = QRectF(line.x() + look.px(14), look.px(66), line.width() - look.px(28), look.px(12))
            p.setPen(Qt.PenStyle.NoPen)
            for width, role in ((track.width(), "line"), (track.width() * min(1.0, max(0.0, share)), "dim")):
                p.setBrush(look.colour(role, fill=True))
                p.drawRoundedRect(QRectF(track.x(), track.y(), width, track.height()), look.px(6), look.px(6))
            p.setBrush(look.colour("ink"))
            p.drawEllipse(QRectF(track.x() + width - look.px(14), track.center().y() - look.px(14), *[look.px(28)] * 2))


def _say(p: QPainter, font: QFont, look: Look, words: tuple[QRectF, str, Qt.AlignmentFlag]) -> None:
    p.setFont(font)
    p.setPen(look.colour("ink"))
    p.drawText(words[0], words[2] | Qt.AlignmentFlag.AlignVCenter, words[1])


class Audience(QWidget):
    """A window on the showing for the class. It follows the presenter's; `ended` tells that somebody closed it."""

    ended = Signal()
    activated = Signal()
    """The system has given this window the keys."""

    def __init__(self, showing: Showing, window: WindowState, layers: LayerCache) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(tr("One Request: for the class"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.pane = showing.pane(replace(WindowState(), rail_visible=False, full_screen=True))
        self.stage = Stage(layers, self)
        self.stage.setAccessibleName(tr("What the class sees"))
        self.mirror = ControlMirror(self)
        self.ahead = Ahead(self.pane, self.stage)
        self.latest: Picture | None = None
        self.pane.drawn.connect(self._drawn)
        self.follow(window)
        self._over = False

    def _drawn(self, picture: Picture) -> None:
        self.latest = picture
        self.stage.show_picture(picture)

    def follow(self, window: WindowState) -> None:
        """Look as the presenter's window does."""
        wanted = replace(self.pane.window, **{name: getattr(window, name) for name in SHARED})
        if wanted != self.pane.window:
            self.pane.window = wanted
            self._lay_out()

    def show_state(self, old: PlayerState, new: PlayerState) -> None:
        """What the state says: black or white, frozen, nearer, the control that is dragged."""
        self.stage.set_blank(new.blank)
        self.stage.set_frozen(new.frozen)
        self.stage.set_walked(new.walked)
        self.stage.set_zoom(new.zoom, new.zoom_at)
        moved = new.generation != old.generation and new.dragging is not None
        if new.blank is not None or new.frozen or new.stop != old.stop:
            self.mirror.hide()
        elif moved and new.dragging is not None and new.dragging[0] == self.pane.stop.key:
            control = self.pane.stop.scene.control(new.dragging[1])
            if isinstance(control, Slider):
                self.mirror.show_control(control, beside(new, self.pane.stop, control.id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The stage takes all of it."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        self.stage.set_theme(THEMES[self.pane.window.theme])
        self.stage.setGeometry(self.rect())
        room = room_of(self.width(), self.height(), self.devicePixelRatioF())
        self.pane.dispatch(intents.SetRoom(room))
        self.stage.set_height(looks_of(self.pane.state).sheet)
        look, (_, left, top) = self.stage.look, self.stage.fit
        place = [round(look.scale * part) for part in MIRROR]
        self.mirror.look = look
        self.mirror.setGeometry(round(left) + place[0], round(top) + place[1], place[2], place[3])
        self.pane.refresh()

    def put_away(self) -> None:
        """Close it: the talk has ended, or its screen is gone."""
        self._over = True
        self.close()

    def changeEvent(self, event: QEvent) -> None:
        """Tell that the keys come here."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave the showing; where a person closed it, the talk ends."""
        self.hide()
        self.pane.showing.leave(self.pane)
        super().closeEvent(event)
        if not self._over:
            self._over = True
            self.ended.emit()
