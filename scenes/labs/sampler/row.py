"""The row of candidates as bars: their shares at temperature one behind, heated in front; what is cut is hatched, as
far as the boxes are right, or as the chain of blocks cuts it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture, Rect, sizes, text_width
from tourapp.figures.page_plan import USUAL

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import LabView, SamplerCase

NAMES = "ABCDEFGH"
WORD = 118.0
"""Room of a token."""
ROW = Rect(64.0, 134.0, 560.0, 702.0)
BARS = Rect(ROW.x + 252.0, ROW.y + 66.0, ROW.w - 348.0, ROW.h - 80.0)


def draw_row(f: Frame, p: Picture, view: LabView) -> None:
    """Name, score, bar and heated share of every candidate."""
    case: SamplerCase = view.case
    if view.state.reached("note"):
        return draw_tally(f, p, case)
    words = Phrase("heated to {t:.1f}", t=case.temperature)
    if f.rail.stand.words_gain <= USUAL:
        _scores(p, case)
    p.text((BARS.x, ROW.y + 24), words, size=sizes.LABEL, weight=600)
    kept = _kept(view, case)
    most = float(case.odds.raw.max())
    told = view.state.reached("task")
    breath = 0.75 + 0.25 * math.sin(f.clock * math.tau / 4.0)
    for place, (name, row) in enumerate(zip(NAMES, BARS.rows(len(NAMES), 12.0), strict=True)):
        _name(p, row, name, case.word(place), f.rail.stand.words_gain)
        raw = Rect(row.x, row.y, row.w * float(case.odds.raw[place]) / most, row.h)
        p.rects([raw], None, radius=6, stroke="line", stroke_width=2)
        bar = Rect(row.x, row.y + 10, row.w * float(case.odds.heated[place]) / most, row.h - 20)
        if not told:
            p.rects([bar], "dim", radius=4, alpha=0.35 + 0.2 * breath)
        elif kept[place]:
            p.rects([bar], "decode", radius=4, alpha=breath)
        else:
            p.hatch([bar], "waste", radius=4)
        if told:
            at = (ROW.right, row.cy + 9)
            share = float(case.odds.heated[place])
            p.text(at, "{v:.3f}", v=share, size=sizes.LABEL, mono=True, align="right", part="shares")


def given_words(view: LabView) -> Phrase | None:
    """The same in words, for a page without bars: the scores before the lock, then what the chain keeps."""
    case: SamplerCase = view.case
    if view.phase == "predict":
        scores = " · ".join(f"{name} {case.scores[place]:.1f}" for place, name in enumerate(NAMES))
        return Phrase("token and score: {scores}", scores=scores)
    if view.phase != "check":
        return None
    kept = [name for name, each in zip(NAMES, _kept(view, case), strict=False) if each]
    return Phrase("your chain keeps {names}", names=", ".join(kept))


def _scores(p: Picture, case: SamplerCase) -> None:
    """The scores beside their tokens; large words say them in the page's own words."""
    p.text((ROW.x, ROW.y + 24), "token and score", size=sizes.TAG, role="dim", fit=BARS.x - ROW.x - 12)
    for place, row in enumerate(BARS.rows(len(NAMES), 12.0)):
        score, at = case.scores[place], (BARS.x - 18.0, row.cy + 9)
        p.text(at, "{s:.1f}", s=score, size=sizes.LABEL, mono=True, role="dim", align="right", part="scores")


def _name(p: Picture, row: Rect, name: str, word: str, gain: float) -> None:
    """Letter and token of a row. gain: how much larger than usual words are painted."""
    p.text((ROW.x, row.cy + 9), "{name}", name=name, size=sizes.LABEL, weight=600, part="names")
    x = ROW.x + 36 * gain
    room = WORD if gain <= USUAL else (BARS.x - x - 10) / gain
    p.text((x, row.cy + 9), "{word}", word=clipped(word, room), size=sizes.LABEL, role="dim", part="tokens")


def clipped(word: str, room: float) -> str:
    """A token as far as there is room for it."""
    return word if text_width(word, sizes.LABEL) <= room else word[:6] + "…"


def draw_tally(f: Frame, p: Picture, case: SamplerCase) -> None:
    """The chain is right: its shares as bars, and a line where each of a thousand draws has put it."""
    test, glow = case.draws, 0.75 + 0.25 * math.sin(f.clock * math.tau / 4.0)
    p.text((BARS.x, ROW.y + 24), "{n} draws", n=sum(test.seen), size=sizes.LABEL, weight=600)
    most = max(float(case.odds.final.max()), max(test.seen) / max(1, sum(test.seen)))
    for place, (name, row) in enumerate(zip(NAMES, BARS.rows(len(NAMES), 12.0), strict=True)):
        _name(p, row, name, case.word(place), f.rail.stand.words_gain)
        share, seen = float(case.odds.final[place]), test.seen[place]
        if not share:
            p.lines([(row.x, row.cy, row.x + 12, row.cy)], "line", width=2)
            continue
        p.rects([(row.x, row.y + 10, row.w * share / most, row.h - 20)], "decode", radius=4, alpha=0.6 * glow)
        x = row.x + row.w * seen / sum(test.seen) / most
        p.lines([(x, row.y + 2, x, row.bottom - 2)], "ink", width=4)
        p.text((ROW.right, row.cy + 9), "{n}", n=seen, size=sizes.LABEL, mono=True, align="right", part="shares")


def _kept(view: LabView, case: SamplerCase) -> list[bool]:
    """Which candidates are lit."""
    if view.phase == "check":
        order = tuple(view.knob(knob.id) for knob in view.lab.knobs)
        return [bool(share > 0) for share in case.chain(order)[: len(NAMES)]]
    if "kept" in view.state.right:
        return [bool(each) for each in case.odds.kept[: len(NAMES)]]
    if "sum" in view.state.right:
        return [place < case.top_k for place in range(len(NAMES))]
    return [True] * len(NAMES)
