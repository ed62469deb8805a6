"""What a screen reader is told of the stage: title, sentence and second line of a beat when it comes on; and at its end
whatever found no room because words are large or the window is small."""

from __future__ import annotations

from PySide6.QtCore import QObject

from tourapp.authoring import Picture, fill
from tourapp.qt.i18n import tr
from tourapp.qt.showing import Pane
from tourapp.qt.stage import Stage


class Announcer(QObject):
    """Describes a stage for the pane that it shows."""

    def __init__(self, pane: Pane, stage: Stage) -> None:
        super().__init__(stage)
        self._pane, self._stage = pane, stage
        self._told: tuple[object, ...] = ()
        self.left_out: tuple[str, ...] = ()
        """What the picture on stage has no room for."""
        pane.drawn.connect(self._look)

    def _look(self, picture: Picture) -> None:
        self.left_out = tuple(dict.fromkeys(picture.left_out))
        pane = self._pane
        moment = (pane.index, pane.beat, bool(self.left_out) and pane.state.holding, pane.state.text_scale)
        if moment == self._told or pane.passing:
            return
        self._told = moment
        beat = pane.stop.scene.timeline.beats[pane.beat]
        words = f"{pane.stop.title}. {fill(beat.caption, picture.fields)}"
        if self.left_out:
            note = fill(beat.note, picture.fields) if beat.note else ""
            more = tr("Not shown at this size: {words}.").format(words=", ".join(self.left_out))
            words = " ".join(part for part in (words, note, more) if part)
        self._stage.setAccessibleDescription(words)
