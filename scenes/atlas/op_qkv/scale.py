"""The third beat: the same model with other numbers of key-value heads, its matrices and its cache side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.atlas.op_qkv.facts import QkvFacts
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, Why, pulse, set_control
from tourapp.authoring.sizes import LABEL, LINE, TAG
from tourapp.figures.card_frame import BigNumber, draw_big_number

if TYPE_CHECKING:
    from tourapp.authoring.kinds import HeadCount

LEFT, BARS, KEPT_X, RIGHT = 84.0, 318.0, 690.0, 910.0
TOP, PITCH, BAR_H = 250.0, 128.0, 52.0
PANEL = 970.0
HEAD_KINDS = ("mha", "own", "mqa")
KIND_WORDS = {"own": Phrase("as built"), "mha": Phrase("one for each"), "mqa": Phrase("one for all")}


def draw_scale(f: Frame, p: Picture, facts: QkvFacts, shown: float) -> None:
    """A row for each number of heads, all to one scale; the chosen one in a frame."""
    if shown <= 0.004:
        return
    told, grown = f.cue("scale.told"), f.cue("scale.grow")
    found = [facts.counts.variants[kind] for kind in HEAD_KINDS if kind in facts.counts.variants]
    widest = max(float(each.whole.value) for each in found)
    most = max(float(each.per_token.value) for each in found)
    with p.group(opacity=shown):
        p.text((BARS, TOP - 34), "weights read", size=LABEL, role="dim", alpha=told)
        p.text((KEPT_X, TOP - 34), "cache of a token", size=LABEL, role="dim", alpha=told)
        for place, one in enumerate(found):
            row = Rect(LEFT, TOP + PITCH * place, RIGHT - LEFT, BAR_H)
            if one.id == facts.shown.id:
                _draw_frame(f, p, row)
            _draw_row(p, one, row, (grown / widest, grown / most))
        _draw_sweep(f, p, len(found))
        _draw_number(p, facts, told)


def _draw_frame(f: Frame, p: Picture, row: Rect) -> None:
    """The chosen number of heads."""
    frame = (row.x - 20, row.y - 22, row.w + 20, row.h + 56)
    breath = pulse(f.clock, 2.4, 0.6, 1.0)
    p.rects([frame], "raised", radius=10, alpha=0.7, stroke="white", stroke_width=2.5, stroke_alpha=breath)


def _draw_row(p: Picture, one: HeadCount, row: Rect, scale: tuple[float, float]) -> None:
    """Name, three matrices end to end, and the cache of a token."""
    p.text((row.x, row.y + 24), KIND_WORDS[one.id], size=LINE, weight=600, part="kinds")
    if one.heads is not None:
        p.text((row.x, row.y + 58), "{n} KV {n|head|heads}", n=one.heads, size=LABEL, role="dim", part="heads")
    x, room = BARS, KEPT_X - BARS - 40.0
    for size, role in ((one.q, "weights"), (one.k, "key"), (one.v, "value")):
        wide = room * float(size.value) * scale[0]
        p.rects([(x, row.y, max(wide - 2.0, 1.0), row.h)], role, radius=3)
        x += wide
    p.text((BARS, row.bottom + 26), "{v}", v=one.whole, size=TAG, mono=True, part="weights")
    wide = max((RIGHT - KEPT_X - 16.0) * float(one.per_token.value) * scale[1], 4.0)
    p.rects([(KEPT_X, row.y, wide / 2, row.h)], "key", radius=3)
    p.rects([(KEPT_X + wide / 2, row.y, wide / 2, row.h)], "value", radius=3)
    p.text((KEPT_X, row.bottom + 26), "{v}", v=one.per_token, size=TAG, mono=True, part="caches")
    p.hot([Rect(row.x, row.y, BARS - row.x, row.h)], (Tag("heads", one.id),), (set_control("qkv_heads", one.id),))
    bars = [Rect(BARS, row.y, room, row.h), Rect(KEPT_X, row.y, RIGHT - KEPT_X, row.h)]
    p.hot(bars, (Tag("weights", one.id), Tag("cache", one.id)), (Why(), Why()), (one.whole, one.per_token))


def _draw_sweep(f: Frame, p: Picture, rows: int) -> None:
    """A light goes down the rows once."""
    share = f.cue("scale.sweep", eased=False)
    if 0.0 < share < 1.0 and rows > 1:
        y = TOP + BAR_H / 2 + PITCH * (rows - 1) * share
        p.spark((BARS - 14, y), "ink", size=60.0)


def _draw_number(p: Picture, facts: QkvFacts, told: float) -> None:
    shown = facts.shown
    who = (
        Phrase("{model}, one latent", model=facts.model)
        if shown.heads is None
        else Phrase("{model}, {n} KV {n|head|heads}", model=facts.model, n=shown.heads)
    )
    words = (Phrase("of cache for every token"), who)
    draw_big_number(p, BigNumber((PANEL, 340.0), shown.per_token, words, "value", room=470.0), told)
    p.text((PANEL, 500), "{v} of K and V weights", v=shown.pairs, size=LABEL, role="dim", alpha=told)
    if facts.counts.latent:
        p.text((LEFT, TOP + 170), "It has no KV heads to change.", size=LABEL, alpha=told)
