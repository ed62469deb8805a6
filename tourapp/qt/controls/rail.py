"""The rail of native controls: one widget per declared control, exactly where pictures draw the same control."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tourapp.authoring import RailPlan, Rect, Text, plan_rail, sizes
from tourapp.authoring.layout import RAIL
from tourapp.authoring.rail_plan import BUTTONS, INSET
from tourapp.player.tour import Stop
from tourapp.qt.controls.preset_row import HIGH, PresetRow
from tourapp.qt.controls.widgets import ControlRow, SliderRow, TextRow, make_row
from tourapp.qt.i18n import tr
from tourapp.qt.icons import IconButton
from tourapp.qt.style import Look

ICON, ICON_STEP = 36.0, 40.0
TAB = Qt.FocusPolicy.TabFocus


class MoreButton(QPushButton):
    """Unfolds the other controls, or folds them; a chevron says which."""

    look: Look | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, then its chevron."""
        super().paintEvent(event)
        look = self.look
        if look is None:
            return
        x, y, w = self.width() - look.px(26), self.height() / 2, look.px(8)
        d = -look.px(4) if self.isChecked() else look.px(4)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(QPen(look.colour("dim"), max(1.2, look.px(2.0))))
            p.drawPolyline([QPointF(x - w, y - d), QPointF(x, y + d), QPointF(x + w, y - d)])


class RailWidget(QWidget):
    """The controls of one stop at a time. It reports what a person sets; what is shown comes from outside."""

    set_control = Signal(str, str, object, bool)
    press = Signal(str, str)
    preset = Signal(str, str)
    reset = Signal()
    undo = Signal()
    redo = Signal()
    more = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stop: Stop | None = None
        self.plan: RailPlan = plan_rail(())
        self.rows: dict[str, ControlRow] = {}
        self.follows: QWidget | None = None
        """What Tab leaves for the first control."""
        self._look: Look | None = None
        self.more_button = MoreButton(self)
        self.more_button.setCheckable(True)
        self.more_button.setProperty("more", True)
        self.more_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._undo = IconButton("undo", tr("Undo (Ctrl+Z)"), self)
        self._redo = IconButton("redo", tr("Redo (Ctrl+Shift+Z)"), self)
        self._reset = IconButton("reset", tr("Reset this scene (Ctrl+R)"), self)
        self.more_button.clicked.connect(lambda _on=False: self.more.emit())
        self._undo.clicked.connect(lambda _on=False: self.undo.emit())
        self._redo.clicked.connect(lambda _on=False: self.redo.emit())
        self._reset.clicked.connect(lambda _on=False: self.reset.emit())
        self.presets = PresetRow(self)
        self.presets.chosen.connect(self._apply)
        self.setAccessibleName(tr("Controls of this scene"))

    def show_stop(self, stop: Stop) -> None:
        """Replace the controls by those of another stop; where they stand comes with its plan."""
        if self.stop is stop:
            return
        for row in self.rows.values():
            row.hide()
            row.deleteLater()
        self.stop = stop
        self.rows = {}
        self.plan = plan_rail(())
        self.presets.show_presets(stop.scene.presets)
        for control in stop.scene.controls:
            row = make_row(control, self)
            row.changed.connect(lambda value, drag, name=control.id: self._report(name, value, drag))
            row.pressed.connect(lambda name=control.id: self._press(name))
            row.left.connect(self.left)
            row.hide()
            self.rows[control.id] = row

    def forget(self) -> None:
        """The words of the controls are old: the next stop shown is a new one, even if it is the same."""
        self.stop = None

    def control_with_keys(self) -> tuple[str, int] | None:
        """Which control has the keys, and which widget of it."""
        for name, row in self.rows.items():
            for place, widget in enumerate(row.findChildren(QWidget)):
                if widget.hasFocus():
                    return name, place
        return None

    def give_keys(self, where: tuple[str, int] | None) -> None:
        """Give the keys to a control again, after the rail was made anew."""
        if where is not None and where[0] in self.rows:
            widgets = self.rows[where[0]].findChildren(QWidget)
            if where[1] < len(widgets):
                widgets[where[1]].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_plan(self, plan: RailPlan) -> bool:
        """Let the controls stand as a plan says. False while a slider is dragged: it keeps its place till then."""
        if plan == self.plan:
            return True
        if any(isinstance(row, SliderRow) and row.slider.isSliderDown() for row in self.rows.values()):
            return False
        self.plan = plan
        self._keep_keys()
        if self._look is not None:
            self.dress(self._look)
        self._order_keys()
        return True

    def _order_keys(self) -> None:
        """Tab goes on from what comes before the rail through the controls as they stand, then to the ways to more."""
        if self.follows is None:
            return
        rows = [self.rows[place.control.id] for place in self.plan.places if place.control.id in self.rows]
        inner = [part for row in rows for part in row.parts if part.focusPolicy() & TAB]
        last = (*self.presets.buttons, self.more_button, self._undo, self._redo, self._reset)
        for before, after in pairwise((self.follows, *inner, *last)):
            QWidget.setTabOrder(before, after)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show the values of the controls without reporting them."""
        for name, row in self.rows.items():
            if name in values:
                row.show_value(values[name])

    def show_history(self, undo: bool, redo: bool) -> None:
        """Whether there is something to undo or redo."""
        self._undo.setEnabled(undo)
        self._redo.setEnabled(redo)

    def place(self, look: Look, origin: Any) -> None:
        """Stand over the rail of a stage whose top left corner is at `origin` (widget pixels). Readouts stay free."""
        s, plan = look.scale, self.plan
        x, y, w, h = plan.ground
        if plan.stand.kind == "side":
            h = max(60.0, plan.top - 4.0 - RAIL.y, self._preset_box().bottom - RAIL.y)
        elif plan.stand.kind == "panel":
            w = plan.stand.width * plan.stand.scale
        self.setGeometry(QRect(round(origin.x() + x * s), round(origin.y() + y * s), round(w * s), round(h * s)))
        self.dress(Look(look.theme, s * plan.stand.scale))

    def dress(self, look: Look) -> None:
        """Take colours and sizes, and place every control."""
        self._look = look
        self._dress_more(look)
        self._dress_presets(look)
        seen = {place.control.id: place for place in self.plan.places}
        for name, row in self.rows.items():
            if name not in seen:
                row.hide()
                continue
            place = seen[name]
            row.setGeometry(self._pixels(place.box, look.scale))
            row.stand(place)
            row.dress(look)
            row.show()

    def _dress_more(self, look: Look) -> None:
        line = self.plan.more
        for place, button in enumerate((self._reset, self._redo, self._undo)):
            button.setVisible(line is not None and self.plan.icons)
            if line is not None:
                button.dress(look, ICON)
                right = look.px(line.right - RAIL.x - ICON)
                button.move(right - place * look.px(ICON_STEP), look.px(line.cy - RAIL.y - ICON / 2))
        self.more_button.setVisible(line is not None and self.plan.folded > 0)
        if line is not None:
            self.more_button.look = look
            self.more_button.setChecked(self.plan.opened)
            self.more_button.setText(tr("{n} more").format(n=self.plan.folded))
            self.more_button.setToolTip(
                tr("Fold the other controls (U)") if self.plan.opened else tr("All controls (U)")
            )
            self.more_button.setFont(look.font(sizes.LABEL))
            box = Rect(line.x, line.y, line.w - BUTTONS * self.plan.icons, line.h)
            self.more_button.setGeometry(self._pixels(box, look.scale))

    def _preset_box(self) -> Rect:
        """Where presets stand while all controls are unfolded; a box without height while they are not seen."""
        plan, seen = self.plan, self.stop is not None and bool(self.stop.scene.presets)
        all_seen = (plan.opened and plan.stand.kind == "side") or plan.stand.kind == "panel"
        fits = plan.top + HIGH <= RAIL.y + plan.stand.height
        return Rect(RAIL.x + INSET, plan.top, plan.stand.width - 2 * INSET, HIGH * (seen and all_seen and fits))

    def _dress_presets(self, look: Look) -> None:
        box = self._preset_box()
        self.presets.setVisible(box.h > 0)
        if box.h > 0:
            self.presets.setGeometry(self._pixels(box, look.scale))
            self.presets.dress(look)

    def focus_text(self) -> bool:
        """Put the keys into the first text field that is seen."""
        for row in self.rows.values():
            if isinstance(row, TextRow) and isinstance(row.control, Text) and not row.isHidden():
                row.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
                row.edit.selectAll()
                return True
        return False

    def _keep_keys(self) -> None:
        """A control that folds away while the keys are in it gives them back to the stage."""
        seen = {place.control.id for place in self.plan.places}
        focused = QApplication.focusWidget()
        if focused is not None and any(
            row.isAncestorOf(focused) for name, row in self.rows.items() if name not in seen
        ):
            self.left.emit()

    def _pixels(self, box: Rect, s: float) -> QRect:
        return QRect(round((box.x - RAIL.x) * s), round((box.y - RAIL.y) * s), round(box.w * s), round(box.h * s))

    def _report(self, name: str, value: Any, drag: bool) -> None:
        if self.stop is not None:
            self.set_control.emit(self.stop.key, name, value, drag)

    def _apply(self, name: str) -> None:
        if self.stop is not None:
            self.preset.emit(self.stop.key, name)

    def _press(self, name: str) -> None:
        if self.stop is not None:
            self.press.emit(self.stop.key, name)
