"""Walking the numbers of the picture on stage by key, and the words of its sentence: what the keys do, and what is
spoken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from tourapp.authoring import fill, flat_ops, ops
from tourapp.player import intents
from tourapp.player.number_walk import WalkNumbers
from tourapp.player.state import PlayerState
from tourapp.player.word_walk import WalkWords
from tourapp.player.words_asked import KIND
from tourapp.qt.controls.number_frame import told
from tourapp.qt.showing import Pane
from tourapp.qt.stage import Stage


class NumberWalk(QObject):
    """Walks on a stage; `say` speaks."""

    def __init__(self, pane: Pane, stage: Stage, say: Callable[[str], None]) -> None:
        super().__init__(stage)
        self._pane, self._stage, self._say = pane, stage, say
        self.actions = {
            "walk_numbers": lambda: self._walk(1),
            "walk_back": lambda: self._walk(-1),
            "ask_number": self._ask,
            "walk_words": self._walk_words,
        }
        pane.changed.connect(self._changed)

    def _walk(self, by: int) -> None:
        self._pane.dispatch(WalkNumbers(by, len(self._stage.numbers)))

    def _walk_words(self) -> None:
        picture = self._stage.picture
        areas = [op for op in flat_ops(picture) if isinstance(op, ops.Hot)] if picture is not None else []
        ids = tuple(str(tag.key) for op in areas for tag in op.tags if tag.kind == KIND)
        self._pane.dispatch(WalkWords(ids))

    def _ask(self) -> None:
        numbers, walked = self._stage.numbers, self._pane.state.walked
        if walked is not None and walked < len(numbers):
            self._pane.dispatch(intents.ShowOverlay("why", numbers[walked].value))

    def _changed(self, old: PlayerState, new: PlayerState) -> None:
        self._stage.set_walked(new.walked)
        if new.walked is None or new.walked == old.walked:
            return
        numbers = self._stage.numbers
        if new.walked < len(numbers):
            values = {"number": told(numbers[new.walked]), "n": new.walked + 1, "all": len(numbers)}
            self._say(fill("{number}. {n} of {all}. Enter: why.", values))
