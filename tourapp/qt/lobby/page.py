"""The opening page over the stage: it is the first moment of the tour, with the question in its box. Whatever walks
starts; the page itself never waits for anything.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QRadialGradient
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tourapp.authoring import THEMES, fill
from tourapp.authoring.sizes import LABEL, TITLE
from tourapp.player import intents
from tourapp.player.lobby import GoOn, place_left
from tourapp.player.lobby_cards import OfferedTour, minutes_of, offered
from tourapp.player.state import PlayerState, inputs_for
from tourapp.qt.i18n import tr
from tourapp.qt.lobby.foot import LobbyFoot
from tourapp.qt.lobby.go_on_chip import GoOnChip
from tourapp.qt.lobby.page_layout import PageLayout
from tourapp.qt.lobby.pictures import CardPictures
from tourapp.qt.lobby.question import QuestionBox
from tourapp.qt.lobby.tour_card import TourCard
from tourapp.qt.painter import LayerCache
from tourapp.qt.showing import Pane
from tourapp.qt.style import Look

SENTENCE = "What happens when you press Enter?"
ABOUT = "Follow one question through {n} scenes in {minutes} minutes. Write your own if you like."

WALKS = ("Left", "Right", "Up", "Down")


class LobbyPage(QWidget):
    """`begun` names the tour of a card that was chosen; `asked` carries a question; `key` a key of the table."""

    begun = Signal(str)
    asked = Signal(str)
    key = Signal(str)

    def __init__(self, pane: Pane, layers: LayerCache, desk: QWidget) -> None:
        super().__init__(desk)
        self._pane, self.look = pane, Look(THEMES[pane.state.theme])
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.brand, self.sentence, self.about = (self._label(words) for words in ("One Request", SENTENCE, ""))
        self.box = QuestionBox(self)
        self.chip = GoOnChip(self)
        self.cards: list[TourCard] = []
        self.foot = LobbyFoot(self)
        self.pictures = CardPictures(pane, layers, self)
        self.layout_of_page = PageLayout(self)
        self._told: object = None
        self._offered: tuple[OfferedTour, ...] = ()
        self._connect()
        self.hide()

    def _connect(self) -> None:
        self.box.asked.connect(self.asked)
        self.box.left.connect(self.take_focus)
        self.box.edit.installEventFilter(self)
        self.chip.clicked.connect(lambda _on=False: self._pane.dispatch(GoOn()))
        self.foot.asked.connect(self._pane.dispatch)
        self.foot.key.connect(self.key)

    def _label(self, words: str) -> QLabel:
        label = QLabel(tr(words), self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    # what the state says --------------------------------------------------------------------------------------

    def show_state(self, state: PlayerState, look: Look, area: QRect, force: bool = False) -> None:
        """Be there or not, in these colours and at this place; what is as it was is left alone."""
        if not state.lobby:
            if not self.isHidden():
                self.hide()
                self.pictures.stop()
            self._told = None
            return
        self.box.show_prompt(inputs_for(state, self._pane.tour.stops[0]).prompt)
        self.box.set_moves(state.motion == "full" and not state.habits.quiet)
        told = (state.language, look, state.motion, state.text_scale, state.room, self._pane.tour, state.left, area)
        if not force and told == self._told:
            return
        self._told = told
        self.look = look
        self.setGeometry(area)
        self._dress(state)
        if self.isHidden():
            self.show()
        self.raise_()
        self._order_pictures(state)

    def _dress(self, state: PlayerState) -> None:
        look, tour = self.look, self._pane.tour
        self.setAccessibleName(tr(SENTENCE))
        self.setAccessibleDescription(tr("Enter, Space or Page Down starts the tour. / writes another question."))
        self.brand.setText(tr("One Request"))
        self.sentence.setText(tr(SENTENCE))
        self.about.setText(fill(ABOUT, {"n": len(tour.stops), "minutes": minutes_of(tour)}))
        self.brand.setFont(look.font(TITLE, 600))
        self.about.setFont(look.font(LABEL))
        self.about.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.box.dress(look)
        self._make_cards()
        place = place_left(state, tour)
        self.chip.setVisible(place is not None)
        if place is not None:
            self.chip.show_place(place[0] + 1, tour.stops[place[0]].title)
        self.foot.dress(look, state)
        self.layout_of_page.lay()

    def _make_cards(self) -> None:
        """One for each tour that is offered."""
        wanted = offered(self._pane.tour)
        if wanted == self._offered:
            return
        for card in self.cards:
            card.deleteLater()
        self._offered, self.cards = wanted, []
        for tour in wanted:
            card = TourCard(tour, self)
            card.clicked.connect(lambda _on=False, tour=tour: self.begun.emit(tour.id))
            card.lively.connect(self.pictures.set_lively)
            card.installEventFilter(self)
            self.cards.append(card)

    def _order_pictures(self, state: PlayerState) -> None:
        place = place_left(state, self._pane.tour)
        wanted = [(card, card.tour.pictured) for card in self.cards if card.high and not card.isHidden()]
        chip = [(self.chip, self._pane.tour.stops[place[0]].scene)] if place is not None else []
        self.pictures.order([*wanted, *chip])

    # keys -----------------------------------------------------------------------------------------------------

    @property
    def stations(self) -> list[QWidget]:
        """What Tab walks: the box, the cards, the chip, the foot."""
        found: list[QWidget] = [self.box.edit, *self.cards, self.chip, *self.foot.buttons]
        return [widget for widget in found if not widget.isHidden()]

    def take_focus(self) -> None:
        """The page itself has the keys: everything that walks starts the tour."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self) -> None:
        """The question has the keys."""
        self.box.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.edit.selectAll()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks inside the page: what lies behind it cannot be reached."""
        found = self.stations
        here = QApplication.focusWidget()
        place = found.index(here) if here in found else -1 if forward else 0
        found[(place + (1 if forward else -1)) % len(found)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The caret of the box follows the keys; a card that gets them is brought into sight."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            if watched is self.box.edit:
                self.box.focus_changed()
            elif isinstance(watched, TourCard) and event.type() == QEvent.Type.FocusIn:
                self.layout_of_page.bring(watched)
        return super().eventFilter(watched, event)

    def act(self, name: str) -> bool:
        """Whether the page has used a key: Enter starts; arrows walk the cards where one of them has the keys."""
        if self.isHidden() or self._pane.state.overlay is not None:
            return False
        here = QApplication.focusWidget()
        if name in ("Return", "Enter"):
            self._pane.dispatch(intents.First())
            return True
        if name in WALKS and isinstance(here, TourCard) and here in self.cards:
            place = self.layout_of_page.neighbour(self.cards.index(here), name)
            self.cards[place].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground shines through behind words that lie on the picture, so that they are read."""
        with QPainter(self) as p:
            p.setPen(Qt.PenStyle.NoPen)
            for label in (self.sentence, self.about):
                if label.isHidden():
                    continue
                words = QFontMetricsF(label.font()).boundingRect(
                    QRectF(label.rect()), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), label.text()
                )
                middle, wide = QPointF(label.geometry().center()), words.width() * 0.62
                p.save()
                p.translate(middle)
                p.scale(1.0, min(1.0, words.height() * 1.1 / max(1.0, wide)))
                shade = QRadialGradient(QPointF(0, 0), wide)
                for share, alpha in ((0.0, 0.8), (0.7, 0.7), (1.0, 0.0)):
                    shade.setColorAt(share, self.look.colour("ground", alpha))
                p.setBrush(shade)
                p.drawEllipse(QPointF(0, 0), wide, wide)
                p.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside everything gives the keys back to the page."""
        self.take_focus()
        event.accept()
