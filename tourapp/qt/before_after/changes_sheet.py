"""What has changed between before and after: the two counts, and every question with its why, changed ones first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from tourapp.authoring import fill, say_words, sizes
from tourapp.learning.asked_twice import GAINED, KEPT, LOST, MISSED, AnswerChange, TwiceAsked, changes
from tourapp.learning.before_after import ITEMS
from tourapp.qt.before_after.sheets import BeforeAfterSheet
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look

KINDS = {GAINED: "Right now", LOST: "Right before, not now", MISSED: "Not right yet", KEPT: "Right both times"}
ROLES = {GAINED: "good", LOST: "waste", MISSED: "waste", KEPT: "dim"}
SIZE = (1300.0, 960.0)
STEP = 120.0
"""Of a key that scrolls."""


class ChangesSheet(BeforeAfterSheet):
    """A whole result, told to the person whose it is."""

    def __init__(self, asked: TwiceAsked, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent, SIZE)
        found = changes(asked.outcome)
        before = sum(each.kind in (LOST, KEPT) for each in found)
        after = sum(each.kind in (GAINED, KEPT) for each in found)
        told = fill("Right before: {before} of {all}. Right now: {after} of {all}.",
                    {"before": before, "after": after, "all": ITEMS})  # fmt: skip
        self.total = self.words(told, sizes.LINE, weight=600)
        self.inner.addWidget(self.total)
        self.inner.addWidget(self.kept_line(asked, sizes.TAG, role="dim"))
        for each in found:
            self.inner.addWidget(self._row(each))
        self.inner.addStretch(1)
        self.again, self.anew = self.open_button(), self.begin_button()
        self.foot(self.anew, self.again)

    def _row(self, change: AnswerChange) -> QWidget:
        row = QFrame(self.card)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, self.look.px(10), 0, self.look.px(10))
        column.setSpacing(self.look.px(2))
        question = say_words(change.item.text)
        row.setAccessibleName(f"{say_words(KINDS[change.kind])}: {question}")
        column.addWidget(self.words(say_words(KINDS[change.kind]), sizes.TAG, role=ROLES[change.kind], weight=600))
        column.addWidget(self.words(question, sizes.LABEL, weight=600))
        for words in self._picked(change):
            column.addWidget(self.words(words, sizes.TAG))
        column.addWidget(self.words(say_words(change.item.why), sizes.TAG, role="dim"))
        return row

    def _picked(self, change: AnswerChange) -> list[str]:
        """What was picked before and now, and what is right where that is something else."""
        none = tr("no choice")
        before, after = (say_words(words) if words else none for words in (change.before, change.after))
        if change.before == change.after:
            said = [fill("Before and now: {words}", {"words": after})]
        else:
            said = [fill("Before: {words}", {"words": before}), fill("Now: {words}", {"words": after})]
        if change.kind in (LOST, MISSED):
            said.append(fill("Right is: {words}", {"words": say_words(change.item.choices[change.item.right])}))
        return said

    def act(self, name: str) -> bool:
        """Up and down scroll."""
        step = {"Up": -1, "Down": 1}.get(name)
        area = self.findChild(QScrollArea)
        if step is None or not isinstance(area, QScrollArea):
            return False
        bar = area.verticalScrollBar()
        bar.setValue(bar.value() + step * self.look.px(STEP))
        return True

    def take_focus(self) -> None:
        """The way on has the keys."""
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)
