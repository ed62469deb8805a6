"""The page about who works here: a name under which progress is kept, or a guest, of whom nothing is written; and how
to forget a learner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from tourapp.authoring import say_words
from tourapp.errors import UsageError
from tourapp.player import progress_file
from tourapp.player.labs import SetLearner
from tourapp.player.learner import GUEST, learner_of, told_of
from tourapp.qt.i18n import tr
from tourapp.qt.labs.keeping import KeepsProgress
from tourapp.qt.overlay import Overlay
from tourapp.qt.preferences.rows import SENTENCE, fact_row, push_button
from tourapp.qt.showing import Pane


@dataclass(slots=True)
class LearnerAsked:
    """Whether somebody is asked again before a learner is forgotten, and what was said last."""

    forgetting: bool = False
    told: str = ""


class NameField(QLineEdit):
    """A name; Escape leaves it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives the keys to what comes next."""
        if event.key() == Qt.Key.Key_Escape:
            self.focusNextChild()
            return
        super().keyPressEvent(event)


class LearnerPage:
    """Fills a layout. `again` shows the page anew."""

    def __init__(self, pane: Pane, asked: LearnerAsked, again: Callable[[], None]) -> None:
        self._pane, self._asked, self._again = pane, asked, again
        self.field: NameField | None = None

    @property
    def _name(self) -> str:
        return self._pane.state.learner.name

    @property
    def _keeps(self) -> KeepsProgress | None:
        found = self._pane.findChild(KeepsProgress)
        return found if isinstance(found, KeepsProgress) else None

    @property
    def _where(self) -> Path | None:
        return None if self._keeps is None else self._keeps.where

    def fill(self, card: Overlay, box: QVBoxLayout) -> None:
        """Who works, the field for a name, the ways back to a guest."""
        box.addWidget(fact_row(card, tr("Who works here"), self._name or tr("a guest")))
        words = tr(
            "With a name, labs, answers and what you can do are kept on this computer, in a file of your own, and your "
            "questions have numbers of your own. Of a guest nothing is written."
        )
        box.addWidget(card.words(words, SENTENCE, role="dim"))
        row = QHBoxLayout()
        row.setSpacing(card.look.px(12))
        field = self.field = NameField(card.card)
        field.setFont(card.look.font(SENTENCE))
        field.setMaxLength(progress_file.LONGEST_NAME)
        field.setPlaceholderText(tr("Your name"))
        field.setAccessibleName(tr("Your name"))
        field.setFixedHeight(max(card.look.px(44), round(1.6 * card.look.line(SENTENCE))))
        field.returnPressed.connect(self.take)
        row.addWidget(field, 1)
        for name, call in self._ways():
            button = push_button(card, name)
            button.clicked.connect(lambda _on=False, call=call: call())
            row.addWidget(button)
        box.addLayout(row)
        told = card.words(self._asked.told, SENTENCE)
        told.setAccessibleName(self._asked.told)
        box.addWidget(told)

    def _ways(self) -> list[tuple[str, Callable[[], None]]]:
        if self._asked.forgetting:
            sure = tr("Yes, forget {name}").format(name=self._name)
            return [(sure, self.forget), (tr("Keep it"), lambda: self._ask(False))]
        found: list[tuple[str, Callable[[], None]]] = [(tr("Work under this name"), self.take)]
        if self._name:
            found += [(tr("Work as a guest"), self.leave), (tr("Forget this learner …"), lambda: self._ask(True))]
        return found

    def _ask(self, asking: bool) -> None:
        words = tr("Labs, answers and ticks of {name} will be gone for good.").format(name=self._name)
        self._asked.forgetting, self._asked.told = asking, words if asking else ""
        self._again()

    def take(self) -> None:
        """Work under the name that is typed; what is kept of it is told."""
        typed = "" if self.field is None else self.field.text()
        try:
            name = progress_file.checked_name(typed)
        except UsageError:
            self._asked.told = tr("Type a name first: letters, at most sixty.")
            self._again()
            return
        if self._keeps is not None:
            self._keeps.flush()  # the file that is read next may be this very one
        progress, problem = progress_file.load(name, self._where)
        self._pane.dispatch(SetLearner(learner_of(progress)))
        self._tell(problem or say_words(told_of(progress)))

    def leave(self) -> None:
        """Work as a guest from now on."""
        self._pane.dispatch(SetLearner(GUEST))
        self._tell(tr("You work as a guest; what was kept stays."))

    def forget(self) -> None:
        """Remove all that is kept of the learner, who is a guest from now on."""
        name = self._name
        self._pane.dispatch(SetLearner(GUEST))
        problem = progress_file.forget(name, self._where)
        self._tell(problem or tr("{name} is forgotten.").format(name=name))

    def _tell(self, words: str) -> None:
        self._asked.forgetting, self._asked.told = False, words
        self._again()
