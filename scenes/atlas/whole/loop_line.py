"""The loop: one closed golden line from the token that enters, along the rail, down to the sentence and back; the rows
of numbers and scores that stand on it, and the light that runs along it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.atlas.whole.choice_room import drawn_home
from scenes.atlas.whole.facts import AtlasFacts, pooled_rows
from scenes.atlas.whole.moment import PassMoment
from scenes.atlas.whole.places import CHIP, FOOT_Y, HEAD, LEFT, RAIL_Y, RIGHT, SKYLINE, STRIP, evenly, loop_line
from tourapp.authoring import OPERATOR, Frame, Picture, Rect, Tag, begun, ended, set_control, text_width
from tourapp.authoring.sizes import LINE

SPOKEN = Rect(LEFT + 42, FOOT_Y - 28, RIGHT - LEFT - 68, 56)
"""Where the answer stands at the foot of the loop."""
TIGHT = 0.985
"""What the painter sets words narrower by than the table of widths says."""
ROUND_SECONDS = 5.0
"""How long a light takes once round."""
STEP = 15.0
"""From one row of the sheet to the next."""
SHOWN = 30
"""Scores that stand in the small skyline."""


def draw_loop(f: Frame, p: Picture, facts: AtlasFacts, now: PassMoment) -> None:
    """The line with its arrows, the token that enters with its row, the scores, the sentence."""
    if now.loop <= 0.004:
        return
    speaks = now.beat in ("decode", "pick", "loop")
    role = "prefill" if now.beat == "prefill" else "decode" if speaks else "ink"
    spoken = sentence_of(f, facts, now) if speaks else None
    path = loop_line() if spoken is None else loop_line(spoken.start - 12, spoken.end + 14)
    for width, alpha in ((4.0, 0.22), (1.8, 0.75)):
        p.curves(path, role, width=width, alpha=alpha * now.loop)
    _draw_arrow(p, (LEFT, 560.0), -1.0, role, now.loop)
    _draw_arrow(p, (RIGHT, 600.0), 1.0, role, now.loop)
    if spoken is None:
        _draw_sheet(f, p, facts, now)
        return
    if now.beat == "loop" or now.cooled >= 1.0:
        head = (f.clock / ROUND_SECONDS) % 1.0
        p.trail(evenly(path, 160), head, "decode", length=0.16, size=22.0, alpha=0.8 if now.beat == "loop" else 0.4)
    _draw_entering(f, p, facts, now)
    _draw_skyline(p, facts, now)
    _draw_sentence(p, facts, now, spoken)


def _draw_arrow(p: Picture, at: tuple[float, float], down: float, role: str, dim: float) -> None:
    x, y = at
    p.polys([(x, y + 11 * down), (x - 8, y - 7 * down), (x + 8, y - 7 * down)], role, alpha=min(1.0, 0.2 + dim))


def draw_strip(p: Picture, values: np.ndarray, box: Rect, role: str, alpha: float = 1.0) -> None:
    """A row of numbers as signed bars beside an axis, top to bottom."""
    p.rects([box], "ground", radius=8, alpha=0.85 * alpha, stroke="line", stroke_alpha=alpha)
    p.rects(strip_bars(values, box), role, alpha=0.95 * alpha)


def strip_bars(values: np.ndarray, box: Rect) -> np.ndarray:
    """Bars [n, 4] of a row of numbers in a box."""
    count = len(values)
    pitch = (box.h - 16.0) / count
    wide = values * (box.w / 2 - 5)
    left = np.where(wide > 0, box.cx, box.cx + wide)
    return np.stack([left, box.y + 8 + np.arange(count) * pitch, np.abs(wide), np.full(count, pitch * 0.72)], 1)


def _draw_entering(f: Frame, p: Picture, facts: AtlasFacts, now: PassMoment) -> None:
    """The token that goes in, climbing from the sentence, and the row of numbers it picks."""
    climbs = f.cue("decode.climbs") if now.beat == "decode" else 1.0
    box = CHIP.move(0.0, (FOOT_Y - RAIL_Y) * (1.0 - climbs))
    word = begun(facts.entering(now.step), LINE * f.text_gain, box.w - 20, 600)
    p.rects([box], "ground", radius=12, alpha=0.94)
    p.rects([box], "decode", radius=12, alpha=0.14, stroke="decode", stroke_width=2.0)
    at = (box.cx, box.cy + 10)
    p.text(at, "{w}", w=word, size=LINE, role="decode", weight=600, mono=True, align="center", fit=box.w - 14)
    opens = f.cue("decode.opens") if now.beat == "decode" else 1.0
    if opens > 0.01:
        row = pooled_rows(facts.recording, facts.prompt + now.step - 1, 1)[0]
        draw_strip(p, row * opens, STRIP, "prefill", opens)
    p.hot(
        [CHIP, STRIP],
        [Tag(OPERATOR, "ids"), Tag(OPERATOR, "embedding")],
        [set_control(OPERATOR, "ids"), set_control(OPERATOR, "embedding")],
    )


def _draw_sheet(f: Frame, p: Picture, facts: AtlasFacts, now: PassMoment) -> None:
    """The prompt's rows, one behind the other: they go in together."""
    shown = f.cue("layer.gathers") if now.beat == "layer" else 1.0
    if shown < 1.0:
        return
    key = ("atlas sheet", facts.recording.prompt_ids.tobytes(), facts.recording.model)
    p.bake(
        key,
        lambda q: _draw_rows(q, facts),
        rect=Rect(STRIP.x - 12 * STEP - 16, STRIP.y - 8, 12 * STEP + STRIP.w + 24, STRIP.h + 16),
    )


def _draw_rows(p: Picture, facts: AtlasFacts) -> None:
    count = min(facts.prompt, 12)
    rows = pooled_rows(facts.recording, 0, facts.prompt)[-count:]
    for number in range(count):
        shift = (count - 1 - number) * -STEP
        draw_strip(p, rows[number], STRIP.move(shift - 8, 0.0), "prefill", 0.35 + 0.65 * (number + 1) / count)


def _draw_skyline(p: Picture, facts: AtlasFacts, now: PassMoment) -> None:
    """The highest scores of the step in the order of their tokens' numbers; the picked one is gold."""
    recording, box = facts.recording, SKYLINE
    ids, scores = recording.top_ids[now.step][:SHOWN], recording.top_logits[now.step][:SHOWN].astype(np.float64)
    order = np.argsort(ids, kind="stable")
    height = (scores - scores.min()) / max(float(np.ptp(scores)), 1e-9)
    over = 1.0 if now.done is None else max(0.35, float(now.part_done("head")))
    tall = (8.0 + (box.h - 12.0) * height[order]) * (over if now.beat != "pick" else 1.0)
    x = box.x + np.arange(len(order)) * box.w / len(order)
    bars = np.stack([x, box.bottom - tall, np.full(len(order), 1.0), tall], 1)
    picked = ids[order] == int(recording.ids[now.step])
    p.rects(bars[~picked], "ink", alpha=0.6)
    if picked.any():
        bar = bars[picked][0]
        p.rects([(bar[0] - 1, bar[1], 3.0, bar[3])], "decode")
        p.sprites([(bar[0], bar[1])], 46.0, "decode", alpha=0.5 * over)
    p.hot(
        [HEAD.inset(-6), SKYLINE],
        [Tag(OPERATOR, "head"), Tag(OPERATOR, "pick")],
        [set_control(OPERATOR, "head"), set_control(OPERATOR, "pick")],
    )


@dataclass(frozen=True, slots=True)
class Sentence:
    """The answer before the step, as much of its end as has room; start and end in stage x, and where the new token's
    chip will stand."""

    words: str
    start: float
    end: float
    word: str
    chip: Rect


def sentence_of(f: Frame, facts: AtlasFacts, now: PassMoment) -> Sentence:
    """How the sentence stands at a moment."""
    size = LINE * f.text_gain
    shown = ended(facts.said(now.step), size, SPOKEN.w - 300)
    wide = text_width(shown, size) * TIGHT if shown else 0.0
    word = begun(facts.word(now.step), size, 230.0, 600)
    at = SPOKEN.x + (wide + 14 if shown else 0.0)
    chip = Rect(at, FOOT_Y - 25, text_width(word, size, "mono", 600) + 36, 50)
    return Sentence(shown, SPOKEN.x, chip.right if now.falls >= 1.0 else SPOKEN.x + wide, word, chip)


def _draw_sentence(p: Picture, facts: AtlasFacts, now: PassMoment, spoken: Sentence) -> None:
    """The answer so far on the loop's foot; the newest token comes as a chip from the right and joins it."""
    if spoken.words:
        p.line((spoken.start, FOOT_Y + 10), [(spoken.words, "ink")], spoken.chip.x - 14 - spoken.start, size=LINE)
    if now.falls <= 0.004:
        return
    start = drawn_home(facts, now.step) if now.beat == "pick" else (SKYLINE.cx, SKYLINE.bottom + 40)
    box = _falling(now.falls, start, spoken.chip)
    p.rects([box], "decode", radius=12, alpha=0.95)
    at = (box.cx, box.cy + 10)
    p.text(
        at,
        "{w}",
        w=spoken.word,
        size=LINE,
        role="onlight",
        weight=600,
        mono=True,
        align="center",
        spill=now.falls < 1.0,
    )


def _falling(share: float, start: tuple[float, float], home: Rect) -> Rect:
    """The picked token on its way: to the loop's right side, down, and along its foot to the sentence."""
    points = np.array(
        [
            start,
            (RIGHT - home.w / 2, max(start[1], SKYLINE.bottom + 60)),
            (RIGHT - home.w / 2, home.cy),
            (home.cx, home.cy),
        ]
    )
    x, y = evenly(points, 101)[round(100 * share)]
    return Rect(float(x) - home.w / 2, float(y) - home.h / 2, home.w, home.h)


def draw_spark(f: Frame, p: Picture, facts: AtlasFacts, now: PassMoment) -> None:
    """The light over the working block, or the sheet of lights that prefill sends."""
    if now.done is None or (now.done >= 1.0 and now.beat != "loop"):
        return
    if now.beat == "prefill":
        count = min(facts.prompt, 64)
        spread = np.linspace(-1.0, 1.0, count)
        at = np.stack([now.x - 26.0 * (1 - spread**2), RAIL_Y + 34.0 * spread], 1)
        p.sprites(at, 34.0, "prefill", alpha=0.8)
        p.lines([(STRIP.right, RAIL_Y, now.x - 26, RAIL_Y)], "prefill", width=3.0, alpha=0.7)
        return
    p.lines([(STRIP.right, RAIL_Y, now.x, RAIL_Y)], "decode", width=3.0, alpha=0.8)
    p.spark((now.x, RAIL_Y), "decode", 96.0)
