"""The page about the program itself: version, where things lie, licences with Qt's first, facts for a report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

import tourapp
from tourapp import licences, places
from tourapp.engine import model_store
from tourapp.errors import TourError
from tourapp.qt.bug_report import bug_report
from tourapp.qt.i18n import tr
from tourapp.qt.overlay import Overlay
from tourapp.qt.preferences.rows import LABEL, SENTENCE, fact_row, push_button
from tourapp.qt.showing import Pane


class AboutPage:
    """Fills a layout."""

    def __init__(self, pane: Pane) -> None:
        self._pane = pane

    def fill(self, card: Overlay, box: QVBoxLayout) -> None:
        """What it is, the button, the places, the licences."""
        name = tr("One Request, version {version}").format(version=tourapp.__version__)
        box.addWidget(card.words(name, LABEL, weight=600))
        own = tr("The program is free software under the Apache License 2.0. Nothing is fetched, nothing is sent.")
        box.addWidget(card.words(own, SENTENCE, role="dim"))
        box.addLayout(self._copy_row(card))
        box.addSpacing(card.look.px(6))
        box.addWidget(card.words(tr("Where things lie"), LABEL, weight=600))
        for label, path in places_of():
            box.addWidget(fact_row(card, tr(label), str(path), mono=True))
        box.addSpacing(card.look.px(6))
        box.addWidget(card.words(tr("Licences"), LABEL, weight=600))
        qt = tr(
            "Qt draws this window. It is used through PySide6 under the GNU Lesser General Public License, version 3, "
            "unchanged, as libraries of its own that you may replace."
        )
        box.addWidget(card.words(qt, SENTENCE))
        try:
            for each in licences.packages():
                box.addWidget(fact_row(card, f"{each.name} {each.version}".strip(), each.licence, mono=True))
        except TourError as problem:
            box.addWidget(card.words(str(problem), SENTENCE))
        texts = tr("All texts, and what else is shipped: {command}").format(command="tourapp licences")
        box.addWidget(card.words(texts, SENTENCE, role="dim"))

    def _copy_row(self, card: Overlay) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(card.look.px(16))
        button = push_button(card, tr("Copy for a bug report"))
        done = card.words("", SENTENCE)
        button.clicked.connect(lambda _on=False: self._copy(done))
        row.addWidget(button)
        row.addWidget(done, 1)
        return row

    def _copy(self, done: object) -> None:
        from PySide6.QtWidgets import QLabel

        QGuiApplication.clipboard().setText(bug_report(self._pane))
        if isinstance(done, QLabel):
            done.setText(
                tr("Copied: versions, screen, settings, notes of this run. Look through it before you send it.")
            )
            done.setAccessibleName(done.text())


def places_of() -> Iterator[tuple[str, Path]]:
    """Names and paths of what the program keeps, and of the program itself."""
    yield "Settings", places.config_dir()
    yield "Converted models", places.cache_dir()
    yield "Model in use", model_store.model_dir()
    yield "Notes of the last runs", places.log_dir()
    yield "Licence texts", licences.texts()
    yield "The program", Path(tourapp.__file__).parent
