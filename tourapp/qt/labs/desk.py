"""A page to work on in its window, of a lab or of questions: the field over the box that has the keys, keys and clicks
of the page, what is spoken, and the file of notes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from tourapp.authoring import LabAct, Picture
from tourapp.errors import TourError
from tourapp.figures.lab_field import FIELD
from tourapp.files import write_whole
from tourapp.learning.expressions import LONGEST as LONGEST_FORMULA
from tourapp.learning.labs import LabView, intents
from tourapp.learning.labs.notes import notes_text
from tourapp.learning.labs.state import BECAUSE, GUESS, LONGEST, OWN
from tourapp.player.fitting import looks_of
from tourapp.player.keys import DIGITS, HANDS
from tourapp.player.labs import WorkView, lab_view, on_stage, work_view
from tourapp.player.state import PlayerState
from tourapp.qt.hit import Hit
from tourapp.qt.i18n import tr
from tourapp.qt.labs.fields import FormulaField, SentenceField
from tourapp.qt.labs.keeping import KeepsProgress
from tourapp.qt.labs.page import has_hint, meant_by, name_of, spoken, ticked, typed_box, written
from tourapp.qt.labs.speech_clock import SpeechClock

if TYPE_CHECKING:
    from tourapp.qt.window import Window

ENDING = ".txt"
INSET = 4.0, 4.0
"""Stage units between the edge of a box and the field in it."""
TURNS = {"Right": 1, "Down": 1, "Left": -1, "Up": -1}
TABS = {"Tab": 1, "Shift+Tab": -1, "Shift+Backtab": -1, "Backtab": -1}


class LabDesk(QObject):
    """For one window. Its fields are made when such a page is first on stage."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._pane = window, window.pane
        self._fields: tuple[FormulaField, SentenceField] | None = None
        self._shown: FormulaField | SentenceField | None = None
        self._folder = Path.home()
        self._of: object = None
        self._laid: object = None
        """What the field was laid for."""
        self.keeps = KeepsProgress(self._pane, window.bar.tell)
        self.speech = SpeechClock(self, self._pane.dispatch)
        window.commands.lab = self.act
        window.stage.clicked.connect(self._click)
        window.mark.cancelled.connect(self._stopped)
        self._pane.changed.connect(self._changed)
        self._pane.drawn.connect(self._lay, Qt.ConnectionType.QueuedConnection)  # the stage has the picture then

    @property
    def view(self) -> WorkView | None:
        """The page to work on that is on stage."""
        return None if self._pane.window.overlay is not None else on_stage(self._pane.state, self._pane.tour)

    # keys and clicks ------------------------------------------------------------------------------------------

    def act(self, name: str) -> bool:
        """Do what a key asks of the page; False where it means something else."""
        view = self.view
        if view is None:
            return False
        asked = self._meant(view, name)
        if asked is None:
            return False
        if asked == "save":
            self.save()
        elif isinstance(asked, intents.MoveFocus):
            return self._move(asked.by)
        else:
            self._pane.dispatch(asked)
        return True

    def _move(self, by: int) -> bool:
        """To the next box or knob; behind the last one, and before the first, the keys go on as in any window. False
        where Qt itself is to move them."""
        view = self.view
        stops = () if view is None else view.stops
        if view is None or not stops:
            return False
        focus = view.state.focus
        if focus != (stops[-1] if by > 0 else stops[0]):
            self._pane.dispatch(intents.MoveFocus(by))
            return True
        self._pane.dispatch(intents.FocusBox(""))
        self._leave()
        stage = self._window.stage
        stage.setFocus(Qt.FocusReason.TabFocusReason)
        if by > 0:
            stage.focusNextChild()
        return True

    def _meant(self, view: WorkView, name: str) -> Any:
        focus = view.state.focus
        if name in TABS:
            stands = QApplication.focusWidget() in (self._window.stage, self._window.presenter.keys_place, None)
            return intents.MoveFocus(TABS[name]) if view.stops and stands and (focus or TABS[name] > 0) else None
        if name == "Ctrl+H":
            return intents.AskHint() if has_hint(view) else None
        if name == "/" and view.stops:
            return intents.FocusBox(focus or view.stops[0])
        if name in ("Return", "Enter") and self._pane.state.walked is None:
            done = isinstance(view, LabView) and view.phase == "done"
            return "save" if done else intents.LabEnter(self._measured())
        if name == "Esc" and focus:
            return intents.FocusBox("")
        asked = self._of_lab(view, name) if isinstance(view, LabView) else ticked(view, name)
        return self._typed(view, name) if asked is None and self._pane.state.console else asked

    def _of_lab(self, view: LabView, name: str) -> Any:
        """What a key means on the page of a lab alone."""
        focus = view.state.focus
        if view.asks_class and name in HANDS and not focus:
            return HANDS[name]
        if view.lab.knob(focus) is not None and name in TURNS:
            return intents.TurnKnob(focus, TURNS[name])
        return self._chosen(view, name) if focus == GUESS and view.lab.guess.choices else None

    def _measured(self) -> Any:
        """What the button of the page says is measured."""
        acts = (hit.act for hit in self._window.stage.areas if hit.tag.kind == "lab_button")
        return next((act.found for act in acts if isinstance(act, LabAct)), None)

    def _stopped(self) -> None:
        """Somebody stopped what was being built: where that is measured, the recorded run stands in."""
        if isinstance(self.view, LabView) and self._measured() is None:
            self._pane.dispatch(intents.StopRun())

    def _typed(self, view: WorkView, name: str) -> Any:
        """A character for the box that has the keys, where no field lies over it: the class has the stage."""
        box, text = typed_box(view), view.text_in(typed_box(view))
        if not box:
            return None
        if name == "Backspace":
            return intents.WriteBox(box, text[:-1])
        letter = " " if name == "Space" else name.lower() if len(name) == 1 else ""
        return written(view, box, text + letter) if letter else None

    def _chosen(self, view: LabView, name: str) -> Any:
        """A choice by its digit, or by the arrows."""
        count, now = len(view.lab.guess.choices), view.text_in(GUESS)
        if name in DIGITS:  # one that is no choice goes nowhere else
            return intents.WriteBox(GUESS, name) if 1 <= int(name) <= count else intents.FocusBox(GUESS)
        if name in ("Up", "Down"):
            place = int(now) + (1 if name == "Down" else -1) if now else 1 if name == "Down" else count
            return intents.WriteBox(GUESS, str(min(max(place, 1), count)))
        return None

    def _click(self, hit: Hit) -> None:
        if isinstance(hit.act, LabAct) and hit.act.kind == "learner":
            self._window.overlays.show_page("Learner")
        elif isinstance(hit.act, LabAct) and self.view is not None:
            asked = meant_by(hit.act)
            if asked is None:
                self.save()
            else:
                self._pane.dispatch(asked)

    # the field over the box -----------------------------------------------------------------------------------

    def _changed(self, old: PlayerState, new: PlayerState) -> None:
        if old.labs is not new.labs or old.quizzes is not new.quizzes or old.hands is not new.hands:
            stop = self._pane.stop
            words = spoken(work_view(old, stop), work_view(new, stop))
            self._window.announcer.say(words) if words else None
        self.speech.look(self.view)

    def _lay(self, _picture: Picture) -> None:
        """Put the field where the picture has the box, with what stands in it; none where no box has the keys."""
        view, stage = self.view, self._window.stage
        scale = looks_of(self._pane.state).scale
        laid = None if view is None else (id(view.state), stage.seen, stage.theme, self._pane.state.console, scale)
        if laid is not None and laid == self._laid:
            return
        now = None if view is None else view.state
        box = "" if view is None or self._pane.state.console else typed_box(view)
        hit = self._area(box) if box else None
        if view is None or hit is None:
            self._leave()
            self._laid, self._of = (
                (None, self._of) if box else (laid, now)
            )  # of a box: the picture is still the one before
            return
        turned, self._laid, self._of = self._of is not now, laid, now
        field = self._field_for(box)
        if self._shown is not field:
            self._leave()
        field.show_text(view.text_in(box), LONGEST.get(box, LONGEST_FORMULA))
        field.setAccessibleName(name_of(view, box))
        field.dress(stage.look, scale)
        field.setGeometry(self._on_stage(hit))
        if self._shown is not field:
            self._shown = field
            field.show()
            field.raise_()
        if turned:  # a click on the page took the keys
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        field, self._shown = self._shown, None
        if field is not None:
            had = field.hasFocus()
            field.hide()
            if had:
                self._window.presenter.keys_place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _field_for(self, box: str) -> FormulaField | SentenceField:
        if self._fields is None:
            self._fields = FormulaField(self._window.desk), SentenceField(self._window.desk)
            for field in self._fields:
                field.hide()
                field.written.connect(self._written)
                field.asked.connect(self._asked)
        return self._fields[1 if box in (BECAUSE, OWN) else 0]

    def _asked(self, what: str) -> None:
        """A key of the page, pressed in a field."""
        if what in ("next", "before"):
            self._move(1 if what == "next" else -1)
        else:
            self._pane.dispatch(intents.LabEnter() if what == "enter" else intents.FocusBox(""))

    def _written(self, text: str) -> None:
        view = self.view
        if view is not None and view.state.focus:
            self._pane.dispatch(written(view, view.state.focus, text))

    def _area(self, box: str) -> Hit | None:
        found = (hit for hit in self._window.stage.areas if hit.tag.kind == FIELD and hit.tag.key == box)
        return next(found, None)

    def _on_stage(self, hit: Hit) -> QRect:
        """The box of a hit in the desk's pixels."""
        stage = self._window.stage
        scale, left, top = stage.seen
        area = hit.area.adjusted(INSET[0], INSET[1], -INSET[0], -INSET[1])
        corner = stage.pos()
        x, y = corner.x() + left + area.x() * scale, corner.y() + top + area.y() * scale
        return QRect(round(x), round(y), round(area.width() * scale), round(area.height() * scale))

    # the file of notes ----------------------------------------------------------------------------------------

    def save(self) -> None:
        """Ask where the notes go."""
        name = str(self._folder / f"{tr('notes')}{ENDING}")
        dialog = QFileDialog(self._window, tr("Save my notes"), name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ENDING[1:])
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.open()

    def write(self, path: Path) -> None:
        """Write the notes of this tour's labs, whole or not at all."""
        state, stops = self._pane.state, self._pane.tour.stops
        views = [view for stop in stops if stop.key in state.labs and (view := lab_view(state, stop)) is not None]
        try:
            write_whole(path, notes_text(views, state.learner.name).encode())
        except TourError as error:
            self._window.bar.tell(str(error))
            return
        self._folder = path.parent
        self._window.bar.tell(tr("Notes saved: {name}").format(name=path.name))
