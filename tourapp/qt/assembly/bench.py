"""The bench: scenes and beats to choose above, the minutes of the lesson below. Everything here can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from tourapp.authoring import Scene, sizes
from tourapp.player.assembly import Assembly, AssemblyStop, whole
from tourapp.qt.assembly.beat_row import SceneBeats
from tourapp.qt.assembly.cards import COLUMNS, PICTURE, CardFace, CardList
from tourapp.qt.assembly.preparing import Preparing
from tourapp.qt.assembly.strip import StripPanel
from tourapp.qt.assembly.summary import Summary
from tourapp.qt.i18n import tr
from tourapp.qt.overlay import Overlay
from tourapp.qt.preferences.segments import Segments
from tourapp.qt.style import Look

LARGE, BAR = 1.4, 24.0
"""Words that are so many times as large as usual leave the cards no room on one card; width of the bar that scrolls."""
Render = Callable[[Scene, int, int], QPixmap]
HINT = (
    "Drag a card down, or press Enter. Space goes to its beats. In the strip: + and - change minutes, Delete takes out."
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A tab of cards: its name, and the stops that its cards stand for."""

    title: str
    stops: tuple[AssemblyStop, ...]


class Bench(Protocol):
    """Who keeps the lesson while the bench is closed, and does what leads out of it."""

    assembly: Assembly

    def screen_settings(self, scene: Scene) -> dict[str, object]:
        """What is set on screen now for a scene."""

    def save_assembly(self) -> None:
        """Ask for a name and save the lesson."""

    @property
    def preparing(self) -> Preparing:
        """What makes the lesson's answers."""

    def prepare_assembly(self) -> str:
        """Ask for a name and make the lesson's answers, or stop doing so. Returns why nothing is done."""


class LessonBench(Overlay):
    """The overlay."""

    def __init__(
        self, shelves: Sequence[Shelf], keeper: Bench, render: Render, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Make a lesson"), look, (1904, 1064), parent)
        self._shelves, self._keeper, self._render = tuple(shelves), keeper, render
        self._shelf = self._shelves[0]
        self._pictures: dict[str, QPixmap] = {}
        self._queue: list[Scene] = []
        self.title.setFont(look.font(sizes.TITLE, 600))
        self.cards = CardList(look, self.card)
        self.strip = StripPanel(look, self.card)
        self.beats = SceneBeats(look, self.card)
        self._carried = QLabel(self)
        self._carried.hide()
        self.tabs = Segments(tr("Tours"), [shelf.title for shelf in self._shelves], look, self.card)
        self.summary = Summary(self, self._ways())
        self.hint = self.words(tr(HINT), sizes.TAG, role="dim")
        self._lay_out()
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._draw_next)
        self._connect()
        self._show_shelf(0)
        if keeper.preparing.running:
            self._show_preparing()

    def _lay_out(self) -> None:
        """All below each other; where words are large it can be scrolled, and a row of cards stays in sight."""
        inside = self.scrolled() if self.look.theme.scale > LARGE else self.body
        inside.addWidget(self.tabs)
        inside.addWidget(self.cards, 1)
        inside.addLayout(self.summary.lines)
        for part in (self.strip, self.beats, self.hint):
            inside.addWidget(part)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._show_shelf)
        self.cards.toggled.connect(self._toggle)
        self.cards.ticked.connect(self._tick)
        self.cards.beats_wanted.connect(self.beats.take_keys)
        self.cards.currentRowChanged.connect(lambda _row: self._show_beats())
        self.cards.dragged.connect(self._carry)
        self.cards.dropped.connect(self._lay_down)
        self.beats.ticked.connect(lambda beat: self._tick(self.cards.currentRow(), beat))
        self.beats.left.connect(self.take_focus)
        strip = self.strip.list
        strip.removed.connect(lambda place: self._change(self._keeper.assembly.remove(place)))
        strip.moved.connect(self._move)
        strip.lengthened.connect(lambda place, by: self._change(self._keeper.assembly.lengthen(place, by)))
        strip.dropped.connect(self._lay_stop_down)
        self._keeper.preparing.changed.connect(self._show_preparing)

    # what a person does ---------------------------------------------------------------------------------------

    def _ways(self) -> dict[str, Callable[[], None]]:
        """What the bench does with the whole lesson, by key."""
        return {
            "Ctrl+Z": lambda: self._change(self._keeper.assembly.undo()),
            "Ctrl+Shift+Z": lambda: self._change(self._keeper.assembly.redo()),
            "Ctrl+T": self._take_all,
            "Ctrl+U": self._use_screen,
            "Ctrl+P": self._prepare,
            "Ctrl+S": self._keeper.save_assembly,
            "plan": lambda: self._change(self._keeper.assembly.next_plan()),
        }

    def act(self, name: str) -> bool:
        """Keys of the bench that no widget of it took."""
        does = self._ways().get(name)
        if does is not None:
            does()
        return does is not None

    def _toggle(self, row: int) -> None:
        lesson, stop = self._keeper.assembly, self._shelf.stops[row]
        place = lesson.place_of(stop.scene)
        self._change(lesson.add(stop) if place < 0 else lesson.remove(place))

    def _tick(self, row: int, beat: int) -> None:
        if row >= 0:
            self._change(self._keeper.assembly.tick(self._shelf.stops[row].scene, beat))

    def _move(self, place: int, to: int) -> None:
        self._change(self._keeper.assembly.move(place, to))
        self.strip.list.setCurrentRow(to)

    def _take_all(self) -> None:
        self._change(self._keeper.assembly.changed(self._shelf.stops))

    def _use_screen(self) -> None:
        """The chosen stop of the strip, where the keys are there; else the chosen card's."""
        lesson = self._keeper.assembly
        place = self.strip.list.currentRow()
        if not self.strip.list.hasFocus() and self.cards.currentRow() >= 0:
            place = lesson.place_of(self._shelf.stops[self.cards.currentRow()].scene)
        if not 0 <= place < len(lesson.stops):
            self.hint.setText(tr("Put this scene into the lesson first: then it can take the settings on screen."))
            return
        scene = lesson.stops[place].scene
        settings = self._keeper.screen_settings(scene)
        self._change(lesson.use(place, settings))
        words = ", ".join(f"{name} {value}" for name, value in settings.items()) or tr("the usual ones")
        self.hint.setText(
            tr("{title} now has the settings on screen: {words}.").format(title=tr(scene.title), words=words)
        )

    def _prepare(self) -> None:
        """Begin or stop to make answers; why not is told."""
        if self._keeper.assembly.stops and (why := self._keeper.prepare_assembly()):
            self.hint.setText(why)

    def _show_preparing(self) -> None:
        """How far the answers are, in place of the hint."""
        found = self._keeper.preparing
        self.summary.show_running(found.running)
        if found.line:
            self.hint.setText(found.line)

    def _change(self, lesson: Assembly) -> None:
        if lesson is not self._keeper.assembly:
            self._keeper.assembly = lesson
            self.hint.setText(tr(HINT))
        self._show()

    def _carry(self, row: int, at: QPoint) -> None:
        """A card under the pointer."""
        pixmap = self.cards.item(row).data(PICTURE)
        if self._carried.isHidden() and isinstance(pixmap, QPixmap):
            self._carried.setPixmap(pixmap.scaledToWidth(self.look.px(200)))
            self._carried.adjustSize()
            self._carried.show()
            self._carried.raise_()
        self._carried.move(self.mapFromGlobal(at) - QPoint(self._carried.width() // 2, self._carried.height() // 2))

    def _lay_down(self, row: int, at: QPoint) -> None:
        self._carried.hide()
        where = self.strip.mapFromGlobal(at)
        if self.strip.rect().contains(where):
            self._change(self._keeper.assembly.add(self._shelf.stops[row], self.strip.place_at(where.x())))

    def _lay_stop_down(self, place: int, at: QPoint) -> None:
        where = self.strip.mapFromGlobal(at)
        lesson = self._keeper.assembly
        if self.strip.rect().contains(where):
            to = self.strip.place_at(where.x())
            self._move(place, to - (to > place))
        elif where.y() < 0:
            self._change(lesson.remove(place))

    # what is shown --------------------------------------------------------------------------------------------

    def _show_shelf(self, place: int) -> None:
        self._shelf = self._shelves[place]
        self.tabs.show_choice(place)
        self.cards.clear()
        self._show()
        self.cards.setCurrentRow(0)
        self._queue = [stop.scene for stop in self._shelf.stops if stop.scene.id not in self._pictures]
        self._idle.start(0)

    def _show(self) -> None:
        lesson = self._keeper.assembly
        for row, stop in enumerate(self._shelf.stops):
            place = lesson.place_of(stop.scene)
            kept = lesson.stops[place].kept if place >= 0 else None
            face = CardFace(self._number(stop.scene), tr(stop.scene.title), len(stop.scene.timeline.beats), kept)
            self.cards.show_face(row, face)
            self.cards.item(row).setData(PICTURE, self._pictures.get(stop.scene.id))
        self._show_strip()
        self.summary.show_lesson(lesson)
        self._show_beats()

    def _show_strip(self) -> None:
        stops = self._keeper.assembly.stops
        faces = [(self._number(stop.scene), tr(stop.scene.title), self._pictures.get(stop.scene.id)) for stop in stops]
        self.strip.show_assembly(self._keeper.assembly, faces)

    def _show_beats(self) -> None:
        row = self.cards.currentRow()
        if not 0 <= row < len(self._shelf.stops):
            return
        scene = self._shelf.stops[row].scene
        place = self._keeper.assembly.place_of(scene)
        kept = self._keeper.assembly.stops[place].kept if place >= 0 else ()
        self.beats.show_beats([beat.name for beat in scene.timeline.beats], kept)

    def _number(self, scene: Scene) -> str:
        """Its number on the shelf that lies there; scenes of another one have none."""
        rows = [row for row, stop in enumerate(self._shelf.stops, 1) if stop.scene is scene]
        return str(rows[0]) if rows else ""

    def place(self, stage: QRect) -> None:
        """Five cards to a row, three rows in sight."""
        super().place(stage)
        large = self.look.theme.scale > LARGE
        room = self.card.width() - self.look.px(36 * 2) - self.look.px(16) - (self.look.px(12 + BAR) if large else 0)
        width = max(60, room // COLUMNS)
        self.tabs.lay(room)
        cell = QSize(width, round(width * (0.62 if large else 0.54)))
        self.cards.set_cell(cell)
        self.cards.setMinimumHeight(round(1.1 * cell.height()) if large else 0)
        self.summary.fit(self.card.width() - self.look.px(36 * 2) - (self.look.px(12 + BAR) if large else 0))
        self._idle.start(0)

    def take_focus(self) -> None:
        """The cards take the keys."""
        self.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw_next(self) -> None:
        """One picture at a time, so that the bench answers meanwhile."""
        if not self._queue:
            self._idle.stop()
            self._show_strip()
            return
        scene = self._queue.pop(0)
        width = max(64, round(1.4 * self.cards.gridSize().width() * self.devicePixelRatioF()))
        self._pictures[scene.id] = self._render(scene, width, round(width * 9 / 16))
        for row, stop in enumerate(self._shelf.stops):
            if stop.scene is scene:
                self.cards.item(row).setData(PICTURE, self._pictures[scene.id])


def shelf_of(title: str, scenes: Sequence[Scene]) -> Shelf:
    """A tab of whole scenes."""
    return Shelf(title, tuple(whole(scene) for scene in scenes))
