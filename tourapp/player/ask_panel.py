"""The question's own panel, in the place of the rail: a log axis with the class's numbers, or the options with their
hands; after the lock the truth beside them, on the same axis."""

from __future__ import annotations

from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, Tag, sizes
from tourapp.authoring.acts import RaiseHandFor
from tourapp.authoring.asks import LETTERS
from tourapp.player.ask_look import AskLook, guess_words
from tourapp.player.ask_number import LOW as LOW_AXIS
from tourapp.player.ask_number import draw_number, draw_truth
from tourapp.player.ask_vote import draw_vote_panel
from tourapp.player.chrome import draw_rail_ground

INSET, WIDE = 24.0, 368.0
LOW = 480.0
"""A panel lower than this has no room for the keys."""
ROW = 100.0
"""A row lower than this is one line."""
KEYS = (Phrase("Enter locks."), Phrase("Page Down shows it as it is."), Phrase("Backspace takes one back."))


def draw_panel(p: Picture, box: Rect, look: AskLook, f: Frame) -> None:
    """The panel in a box, whatever its question is."""
    draw_rail_ground(p, box, 0.97)
    inner = box.inset(INSET, 18.0)
    truth = look.ask.answer(f)
    if look.ask.sets:
        keys = look.open and inner.h > LOW
        draw_vote_panel(p, inner, look, f, 140.0 if keys else 0.0)
        if keys:
            _draw_keys(p, inner, (Phrase("1 to {n} raise a hand.", n=len(look.ask.options)), *KEYS))
    elif look.ask.gates is not None:
        _draw_tally(p, inner, look)
    elif look.ask.options:
        _draw_options(p, inner, look, truth)
    else:
        keys = look.open and inner.h > LOW
        draw_number(p, inner, look, truth, keys=keys)
        if keys:
            _draw_keys(p, inner, (Phrase("Digits write a number."), Phrase("Down adds one more."), *KEYS[:2]))


# hands -------------------------------------------------------------------------------------------------------


def _draw_tally(p: Picture, box: Rect, look: AskLook) -> None:
    """How many hands are up; the gates in the picture tell for what."""
    n = look.hands.given
    p.text((box.x, box.y + 66), "{n}", n=n, size=sizes.FIGURE, weight=600, mono=True)
    p.text((box.x, box.y + 106), "{n|hand|hands} up", n=n, size=sizes.LINE)
    if look.open:
        first = Phrase("1 to {n} raise a hand.", n=len(look.ask.options))
        _draw_keys(p, box, (first, *KEYS))


def _draw_keys(p: Picture, box: Rect, keys: tuple[Phrase, ...]) -> None:
    """What the keys do, at the foot, where there is room for it."""
    step = 32.0
    for place, words in enumerate(keys):
        y = box.bottom - 8 - step * (len(keys) - 1 - place)
        if box.h > LOW:
            p.text((box.x, y), words, size=sizes.TAG, role="dim", fit=box.w)


def _draw_options(p: Picture, box: Rect, look: AskLook, truth: Quantity) -> None:
    """One row for each option, with its hands; the right one is lit when the truth has come."""
    ask, counts = look.ask, look.hands.counts(len(look.ask.options))
    right = ask.right(truth) if look.told >= 1.0 else None
    head = 130.0 if right is not None and box.h >= LOW_AXIS else 0.0
    if right is not None and head:
        draw_truth(p, box, truth)
        said = Phrase("{n} of {all} said so", n=counts[right], all=look.hands.given)
        p.text((box.x, box.y + 110), said, size=sizes.LABEL)
    room = Rect(box.x, box.y + head, box.w, box.h - head - (140.0 if look.open and box.h > LOW else 0.0))
    rows = room.rows(len(ask.options), 14.0)
    if box.h < LOW_AXIS:
        rows = [cell for row in room.rows(-(-len(ask.options) // 2), 10.0) for cell in row.columns(2, 14.0)]
    for place, row in zip(range(len(ask.options)), rows, strict=False):
        _draw_option(p, row, look, (place, right), guess_words(ask, ask.options[place].value, truth))
    if look.open:
        rows = rows[: len(ask.options)]
        p.hot(
            rows,
            [Tag("option", letter) for letter in LETTERS[: len(rows)]],
            [RaiseHandFor(i) for i in range(len(rows))],
        )
        _draw_keys(p, box, (Phrase("1 to {n} raise a hand.", n=len(ask.options)), *KEYS))


def _draw_option(p: Picture, row: Rect, look: AskLook, which: tuple[int, int | None], value: str) -> None:
    """One option: its letter, its value, its hands; in a low row nothing else. which: it is, and is right if told."""
    place, right = which
    counts = look.hands.counts(len(look.ask.options))
    lit = right == place or (look.open and look.hands.chosen == place)
    role, low = "good" if right == place else "ink" if lit else "line", row.h < ROW
    p.rects([row], "ground", radius=10, alpha=0.5, stroke=role, stroke_width=3 if lit else 1.5)
    base = row.cy + 11 if low else row.y + 42
    p.text((row.x + 14, base), "{l}", l=LETTERS[place], size=sizes.TITLE, weight=600, role="prefill")
    p.text((row.x + 54, base), "{v}", v=value, size=sizes.READOUT, mono=True, weight=600)
    p.text((row.right - 14, base + 4), "{n}", n=counts[place], size=sizes.VALUE, mono=True, weight=600, align="right")
    if not low:
        words = look.ask.options[place].words
        p.text((row.x + 14, row.y + 78), words, size=sizes.TAG, role="dim", fit=row.w - 90)
        share = counts[place] / max(1, *counts)
        p.rects([(row.x + 14, row.bottom - 20, (row.w - 28) * share, 8)], "prefill", radius=4, alpha=0.9)
