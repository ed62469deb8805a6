"""The card that answers "why this number?": the derivation of a quantity as a tree, down to its sources."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from tourapp.authoring import Journey
from tourapp.qt.i18n import tr
from tourapp.qt.overlay import Overlay
from tourapp.qt.style import Look
from tourapp.quantity import Quantity, format_quantity
from tourapp.quantity.formula import pretty
from tourapp.quantity.why import explain

OPEN_DEPTH = 3
MOST_ROWS = 2000
"""A derivation that shares numbers grows quickly when it is unfolded; beyond this it is cut and says so."""


class WhyCard(Overlay):
    """A tree of quantities: name, value, how it is made, where it was read."""

    def __init__(
        self,
        quantity: Quantity,
        look: Look,
        parent: QWidget | None = None,
        journey: Journey | None = None,
        go: Callable[[str], None] = lambda _key: None,
    ) -> None:
        """`journey`: the tour, whose stops show where a number is at home; `go` is called with the key of the stop
        whose row was activated."""
        self._journey = journey or Journey()
        super().__init__(tr("Why this number?"), look, (1500, 860), parent)
        head = f"{quantity.name or quantity.symbol} = {format_quantity(quantity)}"
        self.body.addWidget(self.words(head, 20, role="ink", mono=True, weight=600))
        self.tree = QTreeWidget(self.card)
        self.tree.setColumnCount(5)
        self.tree.setHeaderLabels(
            [tr("Number"), tr("Value"), tr("Made from"), tr("Shown in (Enter goes there)"), tr("Read from")]
        )
        self.tree.itemActivated.connect(lambda item, _column: self._activate(item, go))
        self.tree.setFont(look.font(15))
        self.tree.setIndentation(look.px(22))
        self.tree.setAccessibleName(tr("Derivation"))
        self.tree.setUniformRowHeights(True)
        self.tree.header().setFont(look.font(14))
        self._rows = 0
        self._seen: set[int] = set()
        self._add(quantity, self.tree.invisibleRootItem(), 0)
        for column, width in enumerate((400, 180, 330, 230)):
            self.tree.setColumnWidth(column, look.px(width))
        self.tree.header().setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        self.body.addWidget(self.tree, 1)
        copy = QPushButton(tr("Copy as text"), self.card)
        copy.setFont(look.font(15, 600))
        copy.setFixedHeight(look.px(38))
        copy.clicked.connect(lambda _on=False: QGuiApplication.clipboard().setText(explain(quantity)))
        self.body.addWidget(copy, 0, Qt.AlignmentFlag.AlignRight)

    def take_focus(self) -> None:
        """The tree takes the keys."""
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)

    def _activate(self, item: QTreeWidgetItem, go: Callable[[str], None]) -> None:
        key = item.data(3, Qt.ItemDataRole.UserRole)
        if key:
            go(key)

    def _add(self, quantity: Quantity, parent: QTreeWidgetItem, depth: int) -> None:
        self._rows += 1
        known = id(quantity) in self._seen and bool(quantity.inputs)
        self._seen.add(id(quantity))
        made = tr("see above") if known else pretty(quantity.formula)
        name = f"{quantity.name}  ({quantity.symbol})" if quantity.symbol not in ("", "x") else str(quantity.name)
        stop = self._journey.about(quantity.id)
        shown = tr(stop.title) if stop is not None else ""
        item = QTreeWidgetItem([name, format_quantity(quantity), made, shown, str(quantity.source or "")])
        item.setData(3, Qt.ItemDataRole.UserRole, stop.key if stop is not None else "")
        item.setForeground(3, self.look.colour("prefill"))
        item.setFont(1, self.look.font(15, 600, mono=True))
        item.setFont(2, self.look.font(14, mono=True))
        item.setForeground(4, self.look.colour("dim"))
        for column in (0, 2, 4):
            item.setToolTip(column, item.text(column))
        parent.addChild(item)
        if known:
            return
        for part in quantity.inputs:
            if self._rows >= MOST_ROWS:
                item.addChild(QTreeWidgetItem([tr("more, not shown")]))
                break
            self._add(part, item, depth + 1)
        item.setExpanded(depth < OPEN_DEPTH)
