"""Where the parts of the opening page stand: question in the middle, cards below it, choices at the foot. What finds no
room gives way in this order: height of the pictures, size of the sentence, pictures, the line below the question, rows
of cards. Cards beyond the last row come into sight with the keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLabel

from tourapp.authoring.sizes import CAPTION, FIGURE, TITLE
from tourapp.qt.lobby.foot import BETWEEN
from tourapp.qt.lobby.question import WIDE
from tourapp.qt.lobby.tour_card import TourCard

if TYPE_CHECKING:
    from tourapp.qt.lobby.page import LobbyPage

MARGIN, GAP = 64.0, 20.0
LEAST_CARD, LARGEST_CARD = 320.0, 480.0
"""Widths of a card in stage units."""
LEAST_PX, LARGEST_PX, LEAST_PICTURE = 190, 460, 64
"""Pixels: the least and the least largest width of a card in any window, the least height of its picture."""
PICTURES = (0.526, 0.46, 0.39, 0.32)
"""Heights of the pictures, as shares of their width."""
MOST_COLUMNS, HIGHEST = 5, 340.0
"""How many cards stand side by side; how far below the head the words begin at most, in stage units."""
SENTENCES = (FIGURE, CAPTION, TITLE)


@dataclass(frozen=True, slots=True)
class Fit:
    """One way to lay the page out: size of the sentence, height of pictures, rows of cards, whether there is a line
    below the question."""

    sentence: float
    picture: float
    rows: int
    about: bool = True


class PageLayout:
    """Lays out one page."""

    def __init__(self, page: LobbyPage) -> None:
        self._page = page
        self._first = 0
        self.columns, self.rows = 1, 1

    # in steps -------------------------------------------------------------------------------------------------

    def lay(self) -> None:
        """Place everything at the page's present size."""
        page, look = self._page, self._page.look
        wide, high = page.width(), page.height()
        edge = max(12, min(look.px(MARGIN), wide // 16))
        inner = wide - 2 * edge
        top, bottom = self._head(edge, inner), high - self._foot(edge, inner)
        room = QRect(edge, top, inner, bottom - top)
        for columns in self._columns(inner):
            if self._try(columns, room, [Fit(FIGURE, PICTURES[0], -(-len(page.cards) // columns))]):
                return
        most = self._columns(inner)[-1]
        every = -(-len(page.cards) // most)
        fits = [Fit(size, picture, every) for size in SENTENCES for picture in PICTURES]
        fits += [Fit(TITLE, 0.0, rows, about) for rows in (every, 1) for about in (True, False)]
        self._try(most, room, fits)

    def _columns(self, inner: int) -> list[int]:
        """How many cards may stand side by side, the fewest first, so that no row is nearly empty."""
        page, look = self._page, self._page.look
        least, gap, count = max(LEAST_PX, round(look.px(LEAST_CARD) * max(1.0, look.theme.scale))), look.px(GAP), 1
        count = max(1, min(len(page.cards), MOST_COLUMNS, (inner + gap) // (least + gap)))
        rows = range(-(-len(page.cards) // count), len(page.cards) + 1)
        return sorted({-(-len(page.cards) // number) for number in rows}) or [1]

    def _try(self, columns: int, room: QRect, fits: list[Fit]) -> bool:
        """Lay the page out in the first way that fits; whether one did."""
        look, gap = self._page.look, self._page.look.px(GAP)
        self.columns = columns
        most = max(LARGEST_PX, round(look.px(LARGEST_CARD) * max(1.0, look.theme.scale)))
        width = min((room.width() - gap * (columns - 1)) // columns, most)
        return any(self._place(fit, room, width) for fit in fits)

    def _head(self, edge: int, inner: int) -> int:
        """Name at the left, chip at the right; where it ends."""
        page, look = self._page, self._page.look
        chip = page.chip
        if not chip.isHidden():
            chip.dress(look, inner)
        name = _width(page.brand)
        top = max(8, look.px(32))
        beside = chip.isHidden() or name + look.px(40) + chip.width() <= inner
        line = QFontMetricsF(page.brand.font()).height()
        page.brand.setVisible(beside)
        page.brand.setGeometry(edge, top + look.px(6), round(name + 4), round(line + 4))
        if chip.isHidden():
            return round(top + line)
        chip.move(edge + inner - chip.width(), top)
        return max(round(top + line), top + chip.height())

    def _foot(self, edge: int, inner: int) -> int:
        """The choices; their height with the margin."""
        page, look = self._page, self._page.look
        high, low = page.foot.wanted_height(inner + 2 * look.px(BETWEEN)), max(6, look.px(20))
        page.foot.setGeometry(edge - look.px(BETWEEN), page.height() - low - high, inner + 2 * look.px(BETWEEN), high)
        page.foot.arrange()
        return high + low

    def _place(self, fit: Fit, room: QRect, width: int) -> bool:
        """Lay the middle of the page out; False where it does not fit and nothing was placed for good."""
        page, look = self._page, self._page.look
        page.sentence.setFont(look.font(fit.sentence, 600))
        gap = max(6, look.px(GAP))
        sentence = _height(page.sentence, room.width())
        box, about = page.box.wanted_height(), _height(page.about, room.width()) if fit.about else 0
        picture = round(width * fit.picture)
        if 0 < picture < LEAST_PICTURE:
            return False
        for card in page.cards:
            card.dress(look, width, picture)
        lines = max((card.lines for card in page.cards), default=0)
        card_high = max((card.wanted_height(lines) for card in page.cards), default=0)
        cards = fit.rows * (card_high + gap) - gap
        words = sentence + gap + box + (gap + about if about else 0)
        free = room.height() - words - cards - 3 * gap
        last = (fit.sentence, fit.picture, fit.rows, fit.about) == (TITLE, 0.0, 1, False)
        if free < 0 and not last:
            return False
        y = room.y() + gap + max(0, min(round(free * 0.62), look.px(HIGHEST)))
        y = self._words(fit, QRect(room.x(), y, room.width(), sentence), box, about)
        self.rows = fit.rows
        self._cards(QRect(room.x(), room.bottom() - gap - cards, room.width(), cards), width, card_high)
        return True

    def _words(self, fit: Fit, line: QRect, box: int, about: int) -> int:
        """Sentence, box and the line below, one under the other; where they end."""
        page, look = self._page, self._page.look
        gap = max(6, look.px(GAP))
        page.sentence.setGeometry(line)
        wide = min(line.width(), round(look.px(WIDE) * max(1.0, look.theme.scale)))
        y = line.bottom() + gap
        page.box.setGeometry(line.x() + (line.width() - wide) // 2, y, wide, box)
        page.box.arrange()
        page.about.setVisible(fit.about)
        page.about.setGeometry(line.x(), y + box + gap, line.width(), about)
        return y + box + gap + about

    def _cards(self, area: QRect, width: int, high: int) -> None:
        """The cards in their rows, from the first one in sight."""
        page, gap = self._page, max(6, self._page.look.px(GAP))
        shown = self.columns * self.rows
        self._first = max(0, min(self._first, len(page.cards) - shown))
        across = self.columns * (width + gap) - gap
        left = area.x() + (area.width() - across) // 2
        for place, card in enumerate(page.cards):
            row, column = divmod(place - self._first, self.columns)
            inside = 0 <= place - self._first < shown
            card.setFixedHeight(high)
            card.move(left + column * (width + gap), area.y() + row * (high + gap) if inside else -4 * high)
            card.setVisible(True)

    # walking --------------------------------------------------------------------------------------------------

    def bring(self, card: TourCard) -> None:
        """A card has the keys: have it in sight."""
        place, shown = self._page.cards.index(card), self.columns * self.rows
        if not self._first <= place < self._first + shown:
            self._first = place if place < self._first else place - shown + 1
            self.lay()

    def neighbour(self, place: int, key: str) -> int:
        """The card beside another one."""
        step = {"Left": -1, "Right": 1, "Up": -self.columns, "Down": self.columns}[key]
        wanted = place + step
        return wanted if 0 <= wanted < len(self._page.cards) else place


def _width(label: QLabel) -> float:
    return QFontMetricsF(label.font()).horizontalAdvance(label.text())


def _height(label: QLabel, width: int) -> int:
    return label.heightForWidth(width)
