"""The first beat: the likeliest words as columns, the cut, and how what is left pours into one line of length one, on
which a light falls. In the second beat the line moves up and stays."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_pick.facts import NOTHING, PickFacts, settings_words
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, ease_in, mix, text_width
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, READOUT, TAG, size_within

ROOM = Rect(64.0, 250.0, 1376.0, 250.0)
"""Feet of the columns stand on its lower edge."""
LINE_BOX = Rect(64.0, 700.0, 1376.0, 72.0)
UP = Rect(64.0, 196.0, 860.0, 44.0)
"""The line of the draw, in the first beat and in the second."""
TEXT_Y, WORDS_DROP, EDGE_Y = 172.0, 36.0, 806.0
WIDE = 62.0
FEWEST = 34.0
"""A column's width; room that a word of the line needs."""


def line_now(f: Frame) -> Rect:
    """Where the line of the draw stands."""
    go = f.cue("cost.lift") if f.reached("cost") else 0.0
    return Rect(*(mix(one, two, go) for one, two in zip(LINE_BOX, UP, strict=True)))


def draw_pick(f: Frame, p: Picture, facts: PickFacts | None) -> None:
    """Text, columns, line and light."""
    if facts is None:
        p.text((752.0, 400.0), NOTHING, size=LINE, role="dim", align="center")
        return
    stays = 1.0 - (f.cue("cost.lift") if f.reached("cost") else 0.0)
    with p.group(opacity=stays, move=(0.0, -60.0 * (1.0 - stays))):
        _draw_text(f, p, facts)
        _draw_columns(f, p, facts)
    _draw_line(f, p, facts, stays)
    words = settings_words(facts)
    if stays > 0.5:
        at = (ROOM.right, ROOM.y + 10)
        p.text(at, words, size=LABEL, role="dim", align="right", alpha=(2 * stays - 1) * f.cue("what.cut"))
    else:
        p.text((UP.x, UP.bottom + 32), words, size=TAG, role="dim", alpha=1.0 - 2 * stays)


def column_boxes(facts: PickFacts, grown: float, cut: float) -> np.ndarray:
    """Boxes [n, 4] of the columns: as high as the probability, before the cut and after it."""
    odds = facts.before + (facts.after - facts.before) * cut
    top = max(float(facts.before.max()), float(facts.after.max()), 1e-9)
    tall = np.maximum(ROOM.h * odds / top, 3.0) * grown
    pitch = ROOM.w / len(odds)
    left = ROOM.x + (np.arange(len(odds)) + 0.5) * pitch - WIDE / 2
    return np.stack([left, ROOM.bottom - tall, np.full(len(odds), WIDE), tall], 1)


def _draw_text(f: Frame, p: Picture, facts: PickFacts) -> None:
    """The text so far, and the drawn word once it is."""
    told = f.cue("what.told")
    p.text((64.0, TEXT_Y), "… {text}", text=facts.text, size=LINE, role="dim", part="text")
    p.text(
        (ROOM.right, TEXT_Y + 14),
        "{w}",
        w=facts.drawn,
        size=FIGURE,
        weight=700,
        role="decode",
        align="right",
        alpha=told,
    )


def _draw_columns(f: Frame, p: Picture, facts: PickFacts) -> None:
    """Columns with word and probability; what is cut is hatched and empties."""
    grown, cut = f.cue("what.columns"), f.cue("what.cut")
    boxes, kept = column_boxes(facts, grown, cut), facts.kept
    place = facts.choice.place
    won = np.arange(len(boxes)) == place if f.cue("what.told") > 0.5 else np.zeros(len(boxes), bool)
    p.rects(boxes[kept & ~won], "weights", radius=4, alpha=0.95, gradient="down", fade=0.45)
    p.rects(boxes[won], "decode", radius=4, gradient="down", fade=0.5)
    if (~kept).any():
        p.hatch(boxes[~kept], alpha=grown * (0.4 + 0.6 * cut), radius=4)
    p.lines([(ROOM.x, ROOM.bottom, ROOM.right, ROOM.bottom)], "dim", width=1.5, alpha=0.7)
    p.hot(boxes, [Tag("token", n) for n in range(len(boxes))])
    _draw_odds(f, p, facts, boxes, won)


def _draw_odds(f: Frame, p: Picture, facts: PickFacts, boxes: np.ndarray, won: np.ndarray) -> None:
    """Below each column its word, above it its probability."""
    grown, cut, pitch = f.cue("what.columns"), f.cue("what.cut"), ROOM.w / len(boxes)
    widest = max(text_width(words, f.text_gain, weight=600) for words in facts.words)
    size = min(LABEL, size_within((pitch - 8.0) / max(widest, 0.1)))
    for n, words in enumerate(facts.words):
        middle, kept = float(boxes[n, 0] + WIDE / 2), bool(facts.kept[n])
        role = "decode" if won[n] else "dim" if cut > 0.5 and not kept else "ink"
        at, fit = (middle, ROOM.bottom + WORDS_DROP), pitch - 4.0
        p.text(at, "{w}", w=words, size=size, weight=600, role=role, alpha=grown, part="words", align="center", fit=fit)
        if cut >= 1.0 and kept:
            at, value = (middle, float(boxes[n, 1]) - 10), facts.numbers.probability(n, words)
            p.text(at, "{v}", v=value, size=TAG, mono=True, role=role, part="odds", align="center", fit=fit)


def _draw_line(f: Frame, p: Picture, facts: PickFacts, stays: float) -> None:
    """The kept words end to end, as the draw has them; the light falls at the seed's number."""
    pour, box, choice = f.cue("what.pour"), line_now(f), facts.choice
    p.rects([box], None, radius=6, stroke="ink", stroke_width=1.5, stroke_alpha=0.7 * max(pour, 0.15))
    if pour <= 0.004:
        return
    edges = np.array(list(facts.edges.values()))
    wide = np.maximum((edges[:, 1] - edges[:, 0]) * box.w - 2.0, 0.8)
    pieces = np.stack(
        [box.x + edges[:, 0] * box.w + 1.0, np.full(len(edges), box.y + 3), wide, np.full(len(edges), box.h - 6)], 1
    )
    won = np.array(list(facts.edges)) == choice.drawn
    fallen = f.cue("what.fall", eased=False)
    p.rects(pieces[~won], "weights", radius=4, alpha=0.75 * pour)
    landed = fallen >= 1.0
    p.rects(pieces[won], "decode" if landed else "weights", radius=4, alpha=(1.0 if landed else 0.75) * pour)
    _draw_pouring(f, p, facts, box, stays)
    _draw_words(f, p, facts, pieces, pour)
    x = box.x + choice.chance * box.w
    if fallen > 0.0 and facts.drawing:
        y = mix(TEXT_Y + 30.0, box.y, float(ease_in(min(fallen, 1.0)))) if not landed else box.y - 4.0
        p.lines([(x, max(y - 90.0, 140.0), x, y)], "white", width=2.0, alpha=0.5 * (1.0 - landed))
        breath = 1.0 + 0.2 * float(np.sin(3.0 * f.clock))
        p.spark((x, y), "decode", size=70.0 * breath)
    shown = pour * stays
    p.text((box.x, EDGE_Y), Phrase("{n:d}", n=0), size=TAG, role="dim", mono=True, alpha=shown, part="edges")
    p.text(
        (box.right, EDGE_Y),
        Phrase("{n:d}", n=1),
        size=TAG,
        role="dim",
        mono=True,
        align="right",
        alpha=shown,
        part="edges",
    )
    if landed and facts.drawing and 0.06 < choice.chance < 0.94:
        words = Phrase("drawn: {u}", u=facts.numbers.chance)
        p.text((x, EDGE_Y), words, size=TAG, role="ink", align="center", alpha=shown)


def _draw_pouring(f: Frame, p: Picture, facts: PickFacts, box: Rect, stays: float) -> None:
    """From each column's foot down to its piece of the line."""
    if stays <= 0.004:
        return
    pour, feet = f.cue("what.pour"), column_boxes(facts, 1.0, 1.0)
    top, u = ROOM.bottom + 50.0, np.linspace(0.0, pour, 24)
    ease = u * u * (3 - 2 * u)
    for n, token in enumerate(facts.choice.ids[: len(feet)].tolist()):
        if token not in facts.edges:
            continue
        one, two = facts.edges[token]
        left = mix(feet[n, 0], box.x + one * box.w, ease)
        right = mix(feet[n, 0] + WIDE, box.x + two * box.w, ease)
        y = top + (box.y - top) * u
        outline = np.concatenate([np.stack([left, y], 1), np.stack([right, y], 1)[::-1]])
        won = token == facts.choice.drawn and f.cue("what.told") > 0.5
        breath = 0.9 + 0.1 * float(np.sin(2.0 * f.clock + n))
        p.polys(outline, "decode" if won else "weights", alpha=(0.5 if won else 0.26) * stays * breath)


def _draw_words(f: Frame, p: Picture, facts: PickFacts, pieces: np.ndarray, pour: float) -> None:
    """The drawn word in its piece, where there is room for it."""
    at = np.flatnonzero(np.array(list(facts.edges)) == facts.choice.drawn)
    if f.reached("cost") or not len(at) or f.cue("what.told") <= 0.5:
        return
    x, y, wide, high = pieces[at[0]].tolist()
    if wide > FEWEST + 18 * len(facts.drawn):
        p.text(
            (x + wide / 2, y + high / 2 + 11),
            "{w}",
            w=facts.drawn,
            size=READOUT,
            weight=700,
            role="onlight",
            align="center",
            alpha=pour,
        )
