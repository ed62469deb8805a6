"""What a screen reader is told of the stage: title and sentence of a beat when it comes on, spoken as they change; at
its end every number with its name, and whatever found no room because words are large or the window is small."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tourapp.authoring import Picture, fill
from tourapp.player.asking import hands_of, hands_open
from tourapp.player.ways_sign import told_ways
from tourapp.qt.controls.number_frame import in_order, told
from tourapp.qt.hit import find_hits
from tourapp.qt.i18n import tr
from tourapp.qt.showing import Pane
from tourapp.qt.speech import announce
from tourapp.qt.stage import Stage
from tourapp.words import spoken


class Announcer(QObject):
    """Describes a stage for the pane that it shows, and speaks."""

    said = Signal(str)
    """What was spoken."""

    def __init__(self, pane: Pane, stage: Stage) -> None:
        super().__init__(stage)
        self._pane, self._stage = pane, stage
        self._told: tuple[object, ...] = ()
        self._caption = ""
        self.left_out: tuple[str, ...] = ()
        """What the picture on stage has no room for."""
        pane.drawn.connect(self._look)

    def _look(self, picture: Picture) -> None:
        self.left_out = tuple(dict.fromkeys(picture.left_out))
        pane = self._pane
        held = pane.state.holding or not pane.state.playing
        given = hands_of(pane.state).given
        moment = (pane.index, pane.beat, held, pane.state.text_scale, spoken(), picture.told, given)
        if moment == self._told or pane.passing or pane.state.lobby:
            return
        self._told = moment
        beat = pane.stop.scene.timeline.beats[pane.beat]
        words = f"{tr(pane.stop.title)}. {fill(beat.caption, picture.fields)}"
        if picture.told:
            n = hands_of(pane.state).given
            count = fill("{n} {n|answer|answers} so far.", {"n": n}) if hands_open(pane.state) else ""
            words = " ".join(part for part in (f"{tr(pane.stop.title)}.", *picture.told, count) if part)
        if self.left_out:
            note = fill(beat.note, picture.fields) if beat.note and not picture.told else ""
            more = tr("Not shown at this size: {words}.").format(words=", ".join(self.left_out))
            words = " ".join(part for part in (words, note, more) if part)
        if held:
            numbers = dict.fromkeys(told(hit) for hit in in_order(find_hits(picture, self._stage.theme)))
            shown = fill("Numbers: {numbers}.", {"numbers": "; ".join(numbers)}) if numbers else ""
            behind = told_ways(pane.stop.scene.id)
            behind = f"{behind}." if behind and behind not in self.left_out else ""
            self._stage.setAccessibleDescription(" ".join(part for part in (words, shown, behind) if part))
        else:
            self._stage.setAccessibleDescription(words)
        if words != self._caption:
            self._caption = words
            self.say(words)

    def say(self, words: str) -> None:
        """Have something spoken now."""
        announce(self._stage, words)
        self.said.emit(words)
