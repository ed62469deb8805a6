"""The belt that goes round: a plate for every layer and one for the cache, past a gate; each time it has gone by whole,
one token of the recorded answer is written."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_loop.facts import ONE_BY_ONE, LoopFacts, passes_done
from scenes.atlas.op_loop.places import ANSWER, BELT, LOOP, on_loop
from tourapp.authoring import Frame, Phrase, Picture, Rect, mix, pulse, text_width
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE, READOUT
from tourapp.figures.token_strip import safe_words

HIGH, FULL = 74.0, 0.82
"""Height of a plate across the belt; how much of its room it fills along it."""
GLOW = 0.16
"""Share of the loop on either side of the gate in which plates glow."""
CACHE = 0.5
"""Plates that the cache takes at the end of the answer (its size on the belt is not to scale)."""
CHIP, BETWEEN, INSIDE = 52.0, 8.0, 14.0
"""Height of a token's chip, room between two, and beside its words."""


def draw_belt(f: Frame, p: Picture, facts: LoopFacts) -> None:
    """Belt, gate, count and the answer; in the next beat the belt lies down and fades into the one to scale."""
    straight = f.cue("cost.unroll")
    leaving = 1.0 - f.cue("cost.told")
    done = passes_done(f, facts)
    _draw_plates(p, facts, _turned(f, facts), straight, leaving)
    if straight > 0.01:
        return
    _draw_gate(f, p)
    _draw_count(p, facts, done)
    _draw_answer(p, facts, int(done))


def _turned(f: Frame, facts: LoopFacts) -> float:
    """How often the belt has gone round: at one speed, that of the passes shown one by one; it stops to lie down."""
    if f.still:
        return 0.0
    place, (start, end) = f.timeline.cue("what.passes")
    seconds = f.timeline.beats[place].seconds
    clock = f.clock if f.beat_name == "what" else f.timeline.start(place) + seconds
    each = (end - start) * seconds / min(ONE_BY_ONE, facts.passes)
    return max(0.0, clock - start * seconds) / each


def _draw_plates(p: Picture, facts: LoopFacts, turned: float, straight: float, alpha: float) -> None:
    """Every layer's plate, and the cache's behind the last one, in two halves."""
    n = facts.recording.layers
    pitch = 1.0 / (n + 1.0)
    middle = (np.arange(n) + 0.5) * pitch
    layers = _polys(middle, pitch * FULL, turned, straight)
    near = _near_gate((middle + turned) % 1.0) * (1.0 - straight)
    p.polys(layers, "weights", alpha=alpha * (0.42 + 0.5 * near), stroke="weights", stroke_alpha=0.9 * alpha)
    for part, role in ((-0.25, "key"), (0.25, "value")):
        half = np.array([(n + 0.5 + part * CACHE * 1.9) * pitch])
        p.polys(_polys(half, pitch * CACHE * 0.9, turned, straight), role, alpha=0.9 * alpha)


def _near_gate(at: np.ndarray) -> np.ndarray:
    """1 where a plate stands in the gate, falling slowly to 0 on either side: plates pass too fast to flash."""
    off = np.minimum(at, 1.0 - at)
    return np.clip(1.0 - off / GLOW, 0.0, 1.0)


def _polys(middle: np.ndarray, long: float, turned: float, straight: float) -> np.ndarray:
    """Plates [n, 4, 2] around their middles on the loop, on their way to a straight row."""
    ends = np.stack([middle - long / 2, middle + long / 2])
    outlines = []
    for end in ends:
        place, way = on_loop(end + turned)
        across = np.stack([-way[:, 1], way[:, 0]], 1) * HIGH / 2
        outlines.append((place - across, place + across))
    bent = np.stack([outlines[0][0], outlines[1][0], outlines[1][1], outlines[0][1]], 1)
    if straight <= 0.0:
        return bent
    x = BELT.x + BELT.w * ((middle + turned) % 1.0)
    left, right = x - BELT.w * long / 2, x + BELT.w * long / 2
    top, foot = np.full(len(middle), BELT.y), np.full(len(middle), BELT.bottom)
    flat = np.stack([np.stack(each, 1) for each in ((left, top), (right, top), (right, foot), (left, foot))], 1)
    return np.asarray(mix(bent, flat, straight))


def _draw_gate(f: Frame, p: Picture) -> None:
    """The place at the foot where the belt is read."""
    box = Rect(LOOP.cx - 34.0, LOOP.bottom - HIGH / 2 - 12.0, 68.0, HIGH + 24.0)
    p.rects([box], None, radius=10, stroke="white", stroke_width=3.0)
    p.sprites([(box.cx, box.cy)], 240.0 * pulse(f.clock, 1.3, 0.85, 1.0), "ink", alpha=0.35, kind="soft")


def _draw_count(p: Picture, facts: LoopFacts, done: float) -> None:
    """In the middle of the loop: the pass, and what its belt carries."""
    now = min(facts.passes, int(done) + (1 if done < facts.passes else 0))
    p.text((LOOP.cx, LOOP.cy + 6), "{n}", n=now, size=FIGURE_LARGE, weight=700, role="decode", align="center")
    words = Phrase("of {n} {n|pass|passes}", n=facts.passes)
    p.text((LOOP.cx, LOOP.cy + 52), words, size=LINE, align="center")
    words = Phrase("{n} {n|layer|layers} and the cache go by", n=facts.recording.layers)
    p.text((LOOP.cx, LOOP.cy - 100), words, size=LABEL, role="dim", align="center")


def _draw_answer(p: Picture, facts: LoopFacts, count: int) -> None:
    """The tokens written so far, as many of the last ones as have room; the newest in gold."""
    spoken = zip(facts.recording.texts[:count], facts.recording.pieces[:count], strict=True)
    texts = [safe_words(text) or safe_words(piece) for text, piece in spoken]
    right, shown = ANSWER.right, []
    wide = [text_width(text, READOUT) + 2 * INSIDE for text in texts]
    total = 0.0
    first = len(texts)
    while first > 0 and total + wide[first - 1] + BETWEEN <= ANSWER.w:
        first -= 1
        total += wide[first] + BETWEEN
    x = ANSWER.x
    for place in range(first, len(texts)):
        shown.append((Rect(x, ANSWER.y, wide[place], CHIP), texts[place], place == len(texts) - 1))
        x += wide[place] + BETWEEN
    assert x <= right + BETWEEN + 1
    if shown:
        boxes = [box for box, _, _ in shown]
        p.rects(boxes, "decode", radius=9, alpha=0.14, stroke="decode", stroke_alpha=0.6)
        p.rects(boxes[-1:], "decode", radius=9, alpha=0.3, stroke="decode", stroke_width=2.5)
    for box, words, last in shown:
        role = "ink" if last else "dim"
        p.text((box.cx, box.cy + 11), "{w}", w=words, size=READOUT, role=role, align="center", part="answer")
    p.text((ANSWER.x, ANSWER.bottom + 46), "one token for each time round", size=LABEL, role="dim")
