"""Interface words in the person's language, from the same catalogue as the words on the stage.

Qt's widgets keep the words they were given. When the language of a showing changes, `retell` finds those words again in
every window and gives each widget its translation; what widgets put together from parts they show anew themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from tourapp.words import ENGLISH, Catalogue, catalogue_of, say, speak_from_now, spoken

KINDS: tuple[tuple[type[QObject], tuple[str, ...]], ...] = (
    (QWidget, ("windowTitle", "toolTip", "accessibleName", "accessibleDescription")),
    (QLabel, ("text",)),
    (QAbstractButton, ("text",)),
    (QLineEdit, ("placeholderText",)),
    (QAction, ("text", "toolTip")),
)
"""Properties that hold words of the interface, by the kind of object that has them."""
KEPT = "said_{name}"
"""The property that remembers which template a property was made from."""


def tr(words: str) -> str:
    """The words in the person's language; the English ones where there is no translation."""
    return say(words)


def speak(tag: str) -> bool:
    """From now on this language is in use; whether it was another one before."""
    wanted = catalogue_of(tag)
    before = spoken()
    speak_from_now(wanted)
    return wanted is not before


def retell(tag: str) -> None:
    """Change the language, with all words that widgets keep."""
    before = spoken()
    if speak(tag):
        for item in _objects():
            for kind, names in KINDS:
                if isinstance(item, kind):
                    for name in names:
                        _retell(item, name, before)


def _retell(item: QObject, name: str, before: Catalogue) -> None:
    shown = item.property(name)
    if not isinstance(shown, str) or not shown:
        return
    kept = KEPT.format(name=name)
    template: Any = item.property(kept)
    if not isinstance(template, str) or before.look_up(template) != shown:  # it was given other words since
        template = _template(before, shown)
    words = say(template)
    if words != shown:
        item.setProperty(kept, template)
        item.setProperty(name, words)


def _template(catalogue: Catalogue, shown: str) -> str:
    return shown if catalogue is ENGLISH else _backwards(catalogue).get(shown, shown)


@lru_cache(maxsize=4)
def _backwards(catalogue: Catalogue) -> dict[str, str]:
    return {words: template for template, words in catalogue.entries.items()}


def _objects() -> Iterator[QObject]:
    for top in QApplication.topLevelWidgets():
        yield top
        yield from top.findChildren(QWidget)
        yield from top.findChildren(QAction)
