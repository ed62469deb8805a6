"""A choice that the class makes for the run: its candidates in the picture, each with its key and its hands, and listed
in the panel with their numbers."""

from __future__ import annotations

from tourapp.authoring import Candidate, Frame, Phrase, Picture, Rect, Tag, sizes
from tourapp.authoring.acts import RaiseHandFor
from tourapp.player.ask_look import AskLook
from tourapp.player.ask_number import LOW as LOW_AXIS

CHIP, GAP = 34.0, -24.0
"""Height of a candidate's key in the picture, and how far below the foot of its shape it begins."""
ROW_GAP, WORD_AT, COUNT_W, SHARE_W = 8.0, 36.0, 54.0, 104.0
LINE_STEP = 32.0
NARROW = 240.0
"""A row narrower than this has no room for a candidate's number."""


def draw_keys_in_picture(p: Picture, look: AskLook, f: Frame) -> None:
    """Below each candidate the key that raises a hand for it, and how many are up; away when the hands are locked."""
    if look.ask.candidates is None or look.folded >= 1.0:
        return
    counts = look.hands.counts(len(look.ask.options))
    boxes = []
    with p.group(opacity=1.0 - look.folded):
        for place, each in enumerate(look.ask.candidates(f)):
            box = _chip(each, counts[place])
            lit = look.hands.chosen == place
            p.rects([box], "raised", radius=CHIP / 2, stroke="ink" if lit else "prefill", stroke_width=4 if lit else 2)
            at = (box.x + CHIP / 2, box.cy + 8)
            p.text(at, "{n}", n=place + 1, size=sizes.LABEL, weight=600, role="prefill", align="center")
            if counts[place]:
                end = (box.right - 12, box.cy + 8)
                p.text(end, "{n}", n=counts[place], size=sizes.LABEL, weight=600, mono=True, align="right")
            boxes.append(box)
    if look.open:
        _listen(p, boxes)


def _chip(each: Candidate, count: int) -> Rect:
    """The key's box; hands make it wider."""
    wide = CHIP if not count else CHIP + 16 + 13 * len(str(count))
    return Rect(each.at[0] - wide / 2, each.at[1] + GAP, wide, CHIP)


def draw_vote_panel(p: Picture, box: Rect, look: AskLook, f: Frame, keys: float) -> None:
    """All candidates below each other. keys: height at the foot that the keys take."""
    if look.ask.candidates is None:
        return
    found, low = look.ask.candidates(f), box.h < LOW_AXIS
    told = look.ask.outcome(f) if low and look.told >= 1.0 and look.ask.outcome is not None else ()
    if told:
        _draw_outcome(p, box, told)
        return
    room = Rect(box.x, box.y, box.w, box.h - keys)
    rows = room.rows(len(found), ROW_GAP)
    if low:
        rows = [cell for row in room.rows(-(-len(found) // 2), ROW_GAP) for cell in row.columns(2, ROW_GAP)]
    rows = rows[: len(found)]
    for place, (row, each) in enumerate(zip(rows, found, strict=True)):
        _draw_row(p, row, look, place, each)
    if look.open:
        _listen(p, rows)


def _draw_outcome(p: Picture, box: Rect, told: tuple[Phrase, ...]) -> None:
    """What came of it, in as many lines as there are."""
    each = max(1, int(box.h // LINE_STEP) // len(told))
    for place, words in enumerate(told):
        at = (box.x, box.y + 20.0 + place * each * LINE_STEP)
        p.text(at, words, size=sizes.LABEL, wrap=box.w, lines=each)


def _draw_row(p: Picture, row: Rect, look: AskLook, place: int, each: Candidate) -> None:
    """A candidate: its key, its word, its number, its hands."""
    count, marked = look.hands.counts(len(look.ask.options))[place], look.hands.chosen == place
    if not look.open:
        marked = look.hands.leading(len(look.ask.options)) == place
    role = "decode" if marked and not look.open else "ink" if marked else "line"
    p.rects([row], "ground", radius=10, alpha=0.5, stroke=role, stroke_width=3 if marked else 1.5)
    base = row.cy + 8
    p.text((row.x + 14, base), "{n}", n=place + 1, size=sizes.LABEL, weight=600, role="prefill", mono=True)
    narrow, share = row.w < NARROW, (row.right - COUNT_W, base)
    words = row.w - WORD_AT - COUNT_W - (0.0 if narrow else SHARE_W)
    p.text((row.x + WORD_AT, base), "{token}", token=each.words, size=sizes.LABEL, weight=600, fit=words)
    if each.cut and not narrow:
        p.text(share, "cut away", size=sizes.LABEL, role="dim", align="right", fit=SHARE_W - 8)
    elif not narrow:
        p.text(share, "{v}", v=each.share, size=sizes.LABEL, mono=True, role="decode", align="right")
    p.text(
        (row.right - 12, base + 2),
        "{n}",
        n=count,
        size=sizes.LINE if narrow else sizes.TITLE,
        mono=True,
        weight=600,
        align="right",
    )


def _listen(p: Picture, boxes: list[Rect]) -> None:
    """A click raises a hand."""
    places = range(len(boxes))
    p.hot(boxes, [Tag("option", str(place + 1)) for place in places], [RaiseHandFor(place) for place in places])
