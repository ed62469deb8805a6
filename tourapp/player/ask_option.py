"""One option of a question in its row of the panel: letter, value, words, hands; after the lock how it was reckoned."""

from __future__ import annotations

from tourapp.authoring import AskOption, Picture, Quantity, Rect, say_words, sizes, text_width
from tourapp.authoring.asks import LETTERS
from tourapp.player.ask_look import AskLook, option_figure

ROW = 100.0
"""A row lower than this is one line."""
INSET, BAR = 14.0, 8.0
LINE_ROOM = 128.0
"""A row lower than this has no room for the line of arithmetic."""


def draw_option(
    p: Picture, row: Rect, look: AskLook, which: tuple[int, int | None], told: tuple[AskOption, Quantity]
) -> None:
    """One option: its letter, its value, its hands; in a low row nothing else. which: it is, and is right if told;
    told: the option, and the truth."""
    (place, right), (option, truth) = which, told
    count = look.hands.counts(len(look.ask.options))[place]
    lit = right == place or (look.open and look.hands.chosen == place)
    role, low = "good" if right == place else "ink" if lit else "line", row.h < ROW
    p.rects([row], "ground", radius=10, alpha=0.5, stroke=role, stroke_width=3 if lit else 1.5)
    base = row.cy + 11 if low else row.y + 42
    p.text((row.x + INSET, base), "{l}", l=LETTERS[place], size=sizes.TITLE, weight=600, role="prefill")
    _draw_figure(p, (row.x + 54, base), look, option, truth)
    p.text((row.right - INSET, base + 4), "{n}", n=count, size=sizes.VALUE, mono=True, weight=600, align="right")
    if not low:
        _draw_words(p, row, look, option, place)


def _draw_figure(p: Picture, at: tuple[float, float], look: AskLook, option: AskOption, truth: Quantity) -> None:
    """The value; once the truth has come one that was computed answers why."""
    value = option.value
    if look.told >= 1.0 and isinstance(value, Quantity):
        p.text(at, "{v}", v=value, size=sizes.READOUT, mono=True, weight=600)
    else:
        p.text(at, "{v}", v=option_figure(look.ask, option, truth), size=sizes.READOUT, mono=True, weight=600)


def _draw_words(p: Picture, row: Rect, look: AskLook, option: AskOption, place: int) -> None:
    """What it says, how it was reckoned once that may be told, and its hands as a bar."""
    counts, room = look.hands.counts(len(look.ask.options)), row.w - 2 * INSET
    large = text_width(say_words(option.words), sizes.LABEL) <= room
    size = sizes.LABEL if large else sizes.TAG
    p.text((row.x + INSET, row.y + 76), option.words, size=size, role="ink" if large else "dim", fit=room)
    if option.line and look.told >= 1.0 and row.h >= LINE_ROOM:
        p.text((row.x + INSET, row.y + 104), option.line, size=sizes.TAG, role="dim", fit=room)
    share = counts[place] / max(1, *counts)
    p.rects([(row.x + INSET, row.bottom - 16, room * share, BAR)], "prefill", radius=4, alpha=0.9)
