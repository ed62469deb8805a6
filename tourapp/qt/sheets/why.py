"""The card that answers "why this number?": the derivation of a quantity as a tree, down to its sources."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from tourapp.authoring import Journey, fill, say_words
from tourapp.qt.i18n import tr
from tourapp.qt.overlay import Overlay
from tourapp.qt.style import Look
from tourapp.quantity import Quantity, Source, format_quantity
from tourapp.quantity.formula import pretty
from tourapp.quantity.why import explain
from tourapp.tours.shelf import scene_about

SUM = re.compile(r"sum of ([0-9]+) parts")
"""The formula of a sum whose parts all stand below it."""
OPEN_DEPTH = 3
MOST_ROWS = 2000
"""A derivation that shares numbers grows quickly when it is unfolded; beyond this it is cut and says so."""


def _where(source: Source | None) -> str:
    """Where a number comes from, as short as a column."""
    if source is None:
        return ""
    return str(source) if source.date else tr(source.title)


def _whole(source: Source | None) -> str:
    """The same in full."""
    if source is None or source.date:
        return str(source or "")
    return fill("{title}: {where}.", {"title": tr(source.title), "where": tr(source.where)})


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
        whose row was activated, or with the id of a scene that only other tours have."""
        self._journey = journey or Journey()
        super().__init__(tr("Why this number?"), look, (1500, 860), parent)
        head = f"{say_words(quantity.name) or quantity.symbol} = {format_quantity(quantity)}"
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
        for column, width in enumerate((400, 150, 300, 270)):
            self.tree.setColumnWidth(column, look.px(width))
        self.tree.header().setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        self.body.addWidget(self.tree, 1)
        self._add_foot(quantity)

    def _add_foot(self, quantity: Quantity) -> None:
        """The row that has the keys, in full, and a way to take the whole derivation along."""
        look = self.look
        self.row = self.words("", 16)
        self.row.setMinimumHeight(look.px(56))
        self.tree.currentItemChanged.connect(lambda item, _before: self._spell(item))
        copy = QPushButton(tr("Copy as text"), self.card)
        copy.setFont(look.font(15, 600))
        copy.setFixedHeight(look.px(38))
        copy.clicked.connect(lambda _on=False: QGuiApplication.clipboard().setText(explain(quantity)))
        foot = QHBoxLayout()
        foot.addWidget(self.row, 1)
        foot.addWidget(copy, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(foot)

    def take_focus(self) -> None:
        """The tree takes the keys."""
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)

    def _spell(self, item: QTreeWidgetItem | None) -> None:
        """The row that has the keys, in full: what its columns had no room for."""
        texts = [] if item is None else [item.text(0), item.text(2), item.toolTip(4)]
        self.row.setText("\n".join(part for part in (" = ".join(filter(None, texts[:2])), *texts[2:]) if part))

    def _activate(self, item: QTreeWidgetItem, go: Callable[[str], None]) -> None:
        key = item.data(3, Qt.ItemDataRole.UserRole)
        if key:
            go(key)

    def _home(self, fact: str) -> tuple[str, str]:
        """Where a fact is shown, in words and for `go`: in this tour, else in another."""
        stop = self._journey.about(fact)
        if stop is not None:
            return tr(stop.title), stop.key
        scene = scene_about(fact) if fact else None
        return ("", "") if scene is None else (tr(scene.title), scene.id)

    def _add(self, quantity: Quantity, parent: QTreeWidgetItem, depth: int) -> None:
        self._rows += 1
        known = id(quantity) in self._seen and bool(quantity.inputs)
        self._seen.add(id(quantity))
        made = tr("see above") if known else _made(quantity.formula)
        name = say_words(quantity.name)
        name = f"{name}  ({quantity.symbol})" if quantity.symbol not in ("", "x") else name
        shown, home = self._home(quantity.id)
        item = QTreeWidgetItem([name, format_quantity(quantity), made, shown, _where(quantity.source)])
        item.setData(3, Qt.ItemDataRole.UserRole, home)
        item.setForeground(3, self.look.colour("prefill"))
        item.setFont(1, self.look.font(15, 600, mono=True))
        item.setFont(2, self.look.font(14, mono=True))
        item.setForeground(4, self.look.colour("dim"))
        for column in (0, 2):
            item.setToolTip(column, item.text(column))
        item.setToolTip(4, _whole(quantity.source))
        parent.addChild(item)
        if known:
            return
        for part in quantity.inputs:
            if self._rows >= MOST_ROWS:
                item.addChild(QTreeWidgetItem([tr("more, not shown")]))
                break
            self._add(part, item, depth + 1)
        item.setExpanded(depth < OPEN_DEPTH)


def _made(formula: str) -> str:
    """A formula to read; a long sum is told in words."""
    found = SUM.fullmatch(formula)
    return fill("sum of {n} {n|part|parts}", {"n": int(found[1])}) if found else pretty(formula)
