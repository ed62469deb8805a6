"""The page about the model: which one is on this computer, and how the small one gets here."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from tourapp.engine import model_store
from tourapp.qt.i18n import tr
from tourapp.qt.overlay import Overlay
from tourapp.qt.preferences.model_offer import ModelOffer
from tourapp.qt.preferences.rows import SENTENCE, fact_row
from tourapp.qt.showing import Showing

COMMAND = "tourapp model install"


def fill_model_page(card: Overlay, box: QVBoxLayout, showing: Showing) -> None:
    """The facts, and the button where there is something to install."""
    installed = model_store.is_installed()
    if installed:
        header = model_store.read_header()
        megabytes = sum(each.stat().st_size for each in model_store.model_dir().glob("*") if each.is_file()) / 1e6
        box.addWidget(fact_row(card, tr("In use"), header.name))
        box.addWidget(fact_row(card, tr("Takes"), tr("{n:.0f} MB").format(n=megabytes)))
        box.addWidget(fact_row(card, tr("Lies in"), str(model_store.model_dir()), mono=True))
    else:
        box.addWidget(card.words(tr("No model is installed: answers are recorded ones."), SENTENCE))
    if model_store.is_own():
        words = tr("It was given by hand. This goes back to the small model: {command}")
        box.addWidget(card.words(words.format(command="tourapp model remove"), SENTENCE, role="dim"))
    if installed:
        words = tr("Another one: {command}")
        box.addWidget(card.words(words.format(command=f"{COMMAND} FILE.gguf"), SENTENCE, role="dim"))
    box.addWidget(ModelOffer(card, showing))
