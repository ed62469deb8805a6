"""The page about files: where everything lies that is kept from one run to the next, and how to forget it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tourapp.player import own_rows, preferences
from tourapp.player.kept import backup_of
from tourapp.player.preference_table import Forget
from tourapp.player.talks import rehearsals
from tourapp.qt.i18n import tr
from tourapp.qt.overlay import Overlay
from tourapp.qt.preferences.rows import SENTENCE, fact_row, push_button
from tourapp.qt.remembering import Remembering
from tourapp.qt.showing import Pane


@dataclass(slots=True)
class Forgetting:
    """Whether somebody is asked again before everything is forgotten, and whether it is."""

    asking: bool = False
    done: bool = False


class FilesPage:
    """Fills a layout. `again` shows the page anew. Forgetting is asked twice."""

    def __init__(self, pane: Pane, state: Forgetting, again: Callable[[], None]) -> None:
        self._pane, self._state, self._again = pane, state, again

    def fill(self, card: Overlay, box: QVBoxLayout) -> None:
        """The places, then the way to forget."""
        folder = preferences.folder()
        settings = folder / preferences.NAME
        for label, path in (
            (tr("Settings"), settings),
            (tr("The last good ones"), backup_of(settings)),
            (tr("Timing of talks"), folder / rehearsals.NAME),
            (tr("Your own models and GPUs"), folder / own_rows.NAME),
        ):
            box.addWidget(fact_row(card, label, self._place(path), mono=True))
        for path in sorted(folder.glob("*.broken-*.json"))[:3] if folder.is_dir() else []:
            box.addWidget(fact_row(card, tr("Could not be read"), str(path), mono=True))
        lessons = tr("Where you save them with Ctrl+S; the one before stays beside it, with .bak at its end.")
        box.addWidget(fact_row(card, tr("Lessons"), lessons))
        words = tr(
            "Forgets preferences, prompts asked, where you left, timing of talks, your own models and GPUs. "
            "Lessons and the small model stay."
        )
        box.addWidget(card.words(words, SENTENCE, role="dim"))
        row = QHBoxLayout()
        row.setSpacing(card.look.px(12))
        for name, call in self._ways():
            button = push_button(card, name)
            button.clicked.connect(lambda _on=False, call=call: call())
            row.addWidget(button)
        if self._state.done:
            row.addWidget(card.words(tr("All of it is forgotten."), SENTENCE))
        row.addStretch(1)
        box.addLayout(row)

    def _ways(self) -> list[tuple[str, Callable[[], None]]]:
        if self._state.asking:
            return [(tr("Yes, forget everything"), self.forget), (tr("Keep it"), lambda: self._ask(False))]
        return [] if self._state.done else [(tr("Forget everything …"), lambda: self._ask(True))]

    def _ask(self, asking: bool) -> None:
        self._state.asking = asking
        self._again()

    def forget(self) -> None:
        """Forget, in the window and on the disk."""
        self._state.asking, self._state.done = False, True
        self._pane.dispatch(Forget())
        remembering = self._pane.findChild(Remembering)
        if isinstance(remembering, Remembering):
            remembering.forget()
        self._again()

    def _place(self, path: Path) -> str:
        there = path.exists() and not self._state.done
        return str(path) if there else tr("{path} (not there yet)").format(path=path)
