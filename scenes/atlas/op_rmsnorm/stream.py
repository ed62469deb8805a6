"""The first beat: the size of every token's vector as it enters a norm, above and below the line at one, in decades.
Norm after norm they grow; then the norm presses all of them to the line."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_rmsnorm.facts import MOST, NormFacts
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, mix
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE, TAG
from tourapp.figures.card_frame import BigNumber, draw_big_number

ROOM = Rect(64.0, 150.0, 1296.0, 670.0)
ONE_Y, DECADE = 616.0, 140.0
"""Where the line at one stands, and a factor of ten."""
UP_Y = 248.0
"""Where the line goes in the second beat."""
TICKS = (0.1, 10.0, 100.0, 1000.0)
NUMBER = (420.0, 270.0)
LOOP = 3.2


def size_y(sizes: np.ndarray) -> np.ndarray:
    """Stage y of sizes."""
    return np.asarray(ONE_Y - DECADE * np.log10(np.maximum(sizes, 0.05)))


def sizes_now(f: Frame, facts: NormFacts) -> np.ndarray:
    """Sizes of all tokens at this moment: between two norms they move in equal ratios."""
    assert facts.sizes is not None
    place = f.cue("what.grow", eased=False) * facts.at
    low = min(int(place), facts.at)
    high = min(low + 1, len(facts.sizes) - 1)
    return np.asarray(np.exp(mix(np.log(facts.sizes[low]), np.log(facts.sizes[high]), place - low)))


def bar_boxes(sizes: np.ndarray) -> np.ndarray:
    """A bar [n, 4] for each token between the line and its size."""
    pitch = ROOM.w / len(sizes)
    y = size_y(sizes)
    left = ROOM.x + np.arange(len(sizes)) * pitch + pitch * 0.14
    top = np.minimum(y, ONE_Y)
    return np.stack([left, top, np.full(len(sizes), pitch * 0.72), np.maximum(np.abs(y - ONE_Y), 1.5)], 1)


def draw_stream(f: Frame, p: Picture, facts: NormFacts) -> None:
    """Axis, bars, the line at one, and what is told of them."""
    gone = f.cue("cost.lift") if f.reached("cost") else 0.0
    come = f.cue("what.come")
    if facts.sizes is None:
        at = (ROOM.cx, 400.0)
        p.text(at, "not in this recording", size=LINE, role="dim", align="center", alpha=come * (1.0 - gone))
    else:
        with p.group(opacity=1.0 - gone):
            _draw_axis(p, come)
            _draw_bars(f, p, facts, come)
            _draw_told(f, p, facts)
    if gone < 1.0:
        y = mix(ONE_Y, UP_Y, gone)
        for wide, light in ((26.0, 0.10), (10.0, 0.25), (3.0, 1.0)):
            p.rects([(ROOM.x, y - wide / 2, ROOM.w, wide)], "white", radius=wide / 2, alpha=light * come * (1.0 - gone))


def _draw_axis(p: Picture, alpha: float) -> None:
    """Lines at powers of ten; the one at one is the norm."""
    for size in TICKS:
        y = float(size_y(np.array(size)))
        p.lines([(ROOM.x, y, ROOM.right, y)], "line", alpha=alpha)
        p.text(
            (1440.0, y + 7),
            Phrase("{n:,g}", n=size),
            size=TAG,
            role="dim",
            mono=True,
            align="right",
            alpha=alpha,
            part="sizes",
        )
    p.text(
        (1440.0, ONE_Y + 9),
        Phrase("{n:d}", n=1),
        size=LABEL,
        weight=700,
        mono=True,
        align="right",
        alpha=alpha,
        part="sizes",
    )


def _draw_bars(f: Frame, p: Picture, facts: NormFacts, come: float) -> None:
    """All tokens; after the squeeze bars are ghosts, and light falls from each to the line."""
    sizes, squeeze = sizes_now(f, facts), f.cue("what.squeeze")
    boxes = bar_boxes(sizes)
    count, ghost = len(boxes), 1.0 - 0.45 * squeeze
    p.rects(boxes[1:-1], "prefill", radius=3, alpha=0.62 * ghost * come)
    p.rects(boxes[:1], "ink", radius=3, alpha=0.92 * ghost * come)
    p.rects(boxes[-1:], "prefill", radius=3, alpha=1.0 * ghost * come)
    tips = np.stack([boxes[:, 0] + boxes[:, 2] / 2, size_y(sizes)], 1)
    p.sprites(tips, 30.0, "prefill", alpha=0.7 * come * ghost)
    p.sprites(tips[:1], 150.0, "white", kind="soft", alpha=0.6 * come)
    if squeeze > 0.004:
        turn = ((f.clock / LOOP + 0.37 * np.arange(count)) % 1.0) if squeeze >= 1.0 else np.full(count, squeeze)
        fall = np.stack([tips[:, 0], mix(tips[:, 1], ONE_Y, turn * turn)], 1)
        p.sprites(fall, 34.0, "white", alpha=0.85 * np.sin(np.pi * np.clip(turn, 0.02, 1.0)) + 0.1)
        at = np.stack([tips[:, 0], np.full(count, ONE_Y)], 1)
        p.sprites(at, 44.0, "white", alpha=0.8 * squeeze)
    p.hot(boxes, [Tag("token", place) for place in range(count)])


def _draw_told(f: Frame, p: Picture, facts: NormFacts) -> None:
    """Which norm, how far the last token has grown, and names of the first and the last bar."""
    told, numbers = f.cue("what.told"), facts.numbers
    place = round(f.cue("what.grow", eased=False) * facts.at)
    norms = len(facts.sizes) if facts.sizes is not None else 1
    p.text((ROOM.right, 172.0), _norm_words(place, norms), size=LABEL, align="right", alpha=f.cue("what.come"))
    value = numbers.rms(facts.at, 0)
    x = float(bar_boxes(sizes_now(f, facts))[0, 0])
    y = max(178.0, float(size_y(np.array(float(value.value)))) + 10.0)
    p.text((x + 56.0, y), Phrase("first token: {v}", v=value), size=LINE, weight=600, alpha=told, backed=0.8)
    lines = (
        Phrase("the last token's growth"),
        Phrase(
            "from {a} at the first norm to {b} at the last",
            a=numbers.rms(0, facts.last),
            b=numbers.rms(norms - 1, facts.last),
        ),
    )
    draw_big_number(p, BigNumber(NUMBER, numbers.growth(facts.last), lines, "prefill", size=FIGURE_LARGE), told)
    words = Phrase("each bar: the size of one token's vector, before the norm")
    if facts.cut:
        words = Phrase(
            "each bar: the size of one token's vector, before the norm; the first token, then the last {n}", n=MOST - 1
        )
    p.text((ROOM.x, 832.0), words, size=TAG, role="dim", alpha=told)
    p.text((ROOM.right, 832.0), "last token", size=TAG, role="prefill", align="right", alpha=told)


def _norm_words(place: int, norms: int) -> Phrase:
    """What a norm stands before."""
    if place == norms - 1:
        return Phrase("norm {n} of {m}: before the LM head", n=place + 1, m=norms)
    told = {"n": place + 1, "m": norms, "layer": place // 2 + 1}
    if place % 2 == 0:
        return Phrase("norm {n} of {m}: before attention, layer {layer}", **told)
    return Phrase("norm {n} of {m}: before the FFN, layer {layer}", **told)
