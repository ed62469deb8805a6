"""The question's own panel, in the place of the rail: a log axis with the class's numbers, or the options with their
hands; after the lock the truth beside them, on the same axis."""

from __future__ import annotations

from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, sizes
from tourapp.authoring.acts import RaiseHandFor
from tourapp.authoring.asks import LETTERS
from tourapp.player.ask_look import AskLook
from tourapp.player.ask_number import LOW as LOW_AXIS
from tourapp.player.ask_number import draw_number, draw_truth
from tourapp.player.ask_option import draw_option
from tourapp.player.ask_vote import draw_vote_panel
from tourapp.player.chrome import draw_rail_ground

INSET, WIDE = 24.0, 368.0
LOW = 480.0
"""A panel lower than this has no room for the keys."""
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
        _draw_options(p, inner, look, f)
    else:
        keys = look.open and inner.h > LOW
        draw_number(p, inner, look, truth, keys=keys)
        if keys:
            _draw_keys(p, inner, (Phrase("Click, or type a number."), Phrase("Down adds one more."), *KEYS[:2]))


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


def _draw_options(p: Picture, box: Rect, look: AskLook, f: Frame) -> None:
    """One row for each option, with its hands; the right one is lit when the truth has come."""
    ask, truth, options = look.ask, look.ask.answer(f), look.ask.options_at(f)
    counts = look.hands.counts(len(options))
    right = ask.right(truth, options) if look.told >= 1.0 else None
    head = 130.0 if right is not None and box.h >= LOW_AXIS else 0.0
    if right is not None and head:
        draw_truth(p, box, truth)
        said = Phrase("{n} of {all} said so", n=counts[right], all=look.hands.given)
        p.text((box.x, box.y + 110), look.made or said, size=sizes.LABEL, fit=box.w)
    room = Rect(box.x, box.y + head, box.w, box.h - head - (140.0 if look.open and box.h > LOW else 0.0))
    rows = room.rows(len(options), 14.0)
    if box.h < LOW_AXIS:
        rows = [cell for row in room.rows(-(-len(options) // 2), 10.0) for cell in row.columns(2, 14.0)]
    for place, (option, row) in enumerate(zip(options, rows, strict=False)):
        draw_option(p, row, look, (place, right), (option, truth))
    if look.open:
        rows = rows[: len(options)]
        p.hot(
            rows,
            [Tag("option", letter) for letter in LETTERS[: len(rows)]],
            [RaiseHandFor(i) for i in range(len(rows))],
        )
        _draw_keys(p, box, (Phrase("1 to {n} raise a hand.", n=len(options)), *KEYS))
