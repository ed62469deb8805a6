"""The ratio over the batch, ideal and achieved, with our batch and the one that is asked about; beside it the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.spine.s_price.facts import question
from scenes.spine.s_price.places import CARDS, CURVE
from tourapp.authoring import Axis, Chart, Frame, Phrase, Picture, Quantity, clamp, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, READOUT, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PriceQuestion, RatioAt, Ratios

LEAST, MOST, LEAST_RATIO = 1.0, 512.0, 0.5
BATCHES, RATIOS = (1, 4, 16, 64, 256), (1, 10, 100, 1000, 10_000)
RUN, RUNNERS = 5.0, 3


def draw_curve(f: Frame, p: Picture) -> None:
    """Our point first; then the curve runs out from it."""
    told, ratios = question(f), f.world.ratios
    grown, cards = f.cue("batch.curve"), f.cue("batch.lists")
    chart = _chart(p, told, ratios)
    _draw_axes(p, chart)
    if grown > 0.004:
        _draw_lines(p, chart, told, ratios, grown)
        _draw_full(p, chart, told, ratios, grown)
    if grown > 0.98:
        _draw_run(f, p, chart, told)
    _draw_points(f, p, chart, told, clamp(grown * 4.0 - 3.0))
    if cards > 0.004:
        _draw_cards(p, chart, told, cards)


def our_place(f: Frame) -> tuple[float, float]:
    """Where our batch stands."""
    told = question(f)
    chart = Chart((), CURVE, (), *_axes(told))
    return _at(chart, told.here)


def _axes(told: PriceQuestion) -> tuple[Axis, Axis]:
    top = max(10.0, float(np.max(told.ideal)) * 1.2, float(np.max(told.achieved)) * 1.2)
    return Axis(LEAST, MOST, "", True), Axis(LEAST_RATIO, 10 ** float(np.ceil(np.log10(top))), "", True)


def _chart(p: Picture, told: PriceQuestion, ratios: Ratios) -> Chart:
    return p.chart(("spine ratio", _axes(told)), CURVE, (), *_axes(told))


def _draw_axes(p: Picture, chart: Chart) -> None:
    p.lines([(CURVE.x, CURVE.bottom, CURVE.right, CURVE.bottom)], "dim", width=2.0)
    p.text((64.0, CURVE.y - 22), "Machine time of output over input", size=LABEL, weight=600)
    for x, words, role in ((CURVE.right - 300, "ideal", "ink"), (CURVE.right - 160, "achieved", "decode")):
        p.lines([(x, CURVE.y - 30, x + 36, CURVE.y - 30)], role, width=4.0)
        p.text((x + 48, CURVE.y - 22), words, size=LABEL, role=role, part="curves")
    for batch in BATCHES:
        at = (chart.point(batch, LEAST_RATIO)[0], CURVE.bottom + 32)
        p.text(at, "{n}", n=batch, size=TAG, mono=True, role="dim", align="center", part="batches")
    for ratio in RATIOS:
        y = chart.point(LEAST, ratio)[1]
        if y >= CURVE.y - 1:
            p.lines([(CURVE.x, y, CURVE.right, y)], "line", alpha=0.8)
            at = (CURVE.x - 12, y + 7)
            p.text(at, "{n} ×", n=ratio, size=TAG, mono=True, role="dim", align="right", part="ratios")
    p.text((CURVE.right, CURVE.bottom + 68), "conversations in a batch →", size=LABEL, align="right")


def _draw_lines(p: Picture, chart: Chart, told: PriceQuestion, ratios: Ratios, grown: float) -> None:
    """Both curves from our batch outwards; dashed where one machine does not hold the batch."""
    here = np.log(float(told.here.batch.value))
    ends = np.log(LEAST) + (here - np.log(LEAST)) * (1 - grown), here + (np.log(MOST) - here) * grown
    logs, last = np.log(told.batches.astype(float)), float(ratios.largest.value)
    for values, role, width in ((told.achieved, "decode", 4.0), (told.ideal, "ink", 4.0)):
        points = np.array([chart.point(float(b), max(LEAST_RATIO, float(v))) for b, v in zip(told.batches, values)])
        inside = (logs >= ends[0] - 1e-9) & (logs <= ends[1] + 1e-9)
        for part, alpha in ((inside & (told.batches <= last), 1.0), (inside & (told.batches >= last), 0.45)):
            if part.sum() > 1:
                line = points[part]
                p.lines(np.concatenate([line[:-1], line[1:]], 1), role, width=width, alpha=alpha, dash=alpha < 1.0)


def _high(chart: Chart, told: PriceQuestion) -> bool:
    """Whether a figure stands where the words on the memory would."""
    return any(_at(chart, each)[1] < CURVE.y + 170 for each in (told.here, told.other))


def _at(chart: Chart, point: RatioAt) -> tuple[float, float]:
    return chart.point(float(point.batch.value), max(LEAST_RATIO, float(point.ideal.value)))


def _draw_full(p: Picture, chart: Chart, told: PriceQuestion, ratios: Ratios, grown: float) -> None:
    """Hatched: what one machine does not hold."""
    if not ratios.full:
        return
    left = chart.point(max(LEAST, float(ratios.largest.value)), LEAST_RATIO)[0]
    room = CURVE.right - left
    p.hatch([(left, CURVE.y, room, CURVE.h)], "waste", alpha=0.4 * grown, ground=0.1)
    p.lines([(left, CURVE.y, left, CURVE.bottom)], "waste", width=2.0, alpha=0.9 * grown)
    words = Phrase("memory is full at {n}", n=ratios.largest)
    y = CURVE.bottom - 16 if _high(chart, told) else CURVE.y + 32
    p.text((CURVE.right - 6, y), words, size=LABEL, role="waste", align="right", alpha=grown, backed=0.9)


def _draw_run(f: Frame, p: Picture, chart: Chart, told: PriceQuestion) -> None:
    """Lights that run down the curve: more conversations, cheaper output."""
    line = np.array([chart.point(float(b), max(LEAST_RATIO, float(v))) for b, v in zip(told.batches, told.ideal)])
    u = (np.arange(RUNNERS) / RUNNERS + f.clock / RUN) % 1.0
    x = line[0, 0] + (line[-1, 0] - line[0, 0]) * u
    p.sprites(np.stack([x, np.interp(x, line[:, 0], line[:, 1])], 1), 28, "white", alpha=0.8 * np.sin(np.pi * u))


def _draw_points(f: Frame, p: Picture, chart: Chart, told: PriceQuestion, other: float) -> None:
    """Ours in a white frame, and the other with its figure."""
    here = _at(chart, told.here)
    p.spark(here, "white", size=90 * pulse(f.clock, 2.6, 0.85, 1.0))
    p.rects([(here[0] - 13, here[1] - 13, 26, 26)], None, stroke="white", stroke_width=3.0, radius=4)
    _number(p, here, told.here.ideal, Phrase("batch {n}", n=told.here.batch), large=False)
    if other <= 0.004:
        return
    there = _at(chart, told.other)
    with p.group(opacity=other):
        p.sprites([there], 26, "ink", kind="dot", additive=False)
        _number(p, there, told.other.ideal, Phrase("batch {n}, ideal", n=told.other.batch), large=True)


def _number(p: Picture, at: tuple[float, float], ratio: Quantity, words: Phrase, *, large: bool) -> None:
    """A ratio above its point, at the side that has room."""
    near = at[0] > CURVE.right - 260
    x, align = (at[0] - 24, "right") if near else (at[0] + 24, "left")
    y = max(CURVE.y + 60, at[1] - (84 if large else 64))
    p.text((x, y), "{v}", v=ratio, size=FIGURE if large else READOUT, weight=600, align=align, backed=0.7)
    p.text((x, y + 34), words, size=LABEL, align=align, backed=0.7)


def _draw_cards(p: Picture, chart: Chart, told: PriceQuestion, shown: float) -> None:
    """Each list as a line at the height of its ratio, and the names in a column."""
    p.text((CARDS.x, CURVE.y - 22), "Dated lists", size=LABEL, weight=600, alpha=shown)
    kept: dict[float, list[str]] = {}
    for card in sorted(told.cards, key=lambda each: -float(each.ratio.value)):
        kept.setdefault(round(float(card.ratio.value), 2), []).append(card.name)
    step = min(78.0, CARDS.h / max(len(kept), 1))
    for place, (ratio, names) in enumerate(kept.items()):
        y, row = chart.point(LEAST, max(LEAST_RATIO, ratio))[1], CARDS.y + 44 + step * place
        mine = told.card.name in names
        role = "white" if mine else "dim"
        p.lines([(CURVE.x, y, CURVE.right, y)], role, width=2.0 if mine else 1.0, alpha=(0.8 if mine else 0.35) * shown)
        bend = [(CURVE.right, y), (CURVE.right + 26, y), (CARDS.x - 30, row - 9), (CARDS.x - 8, row - 9)]
        p.curves(bend, role, width=2.0, alpha=0.8 * shown)
        card = next(each for each in told.cards if each.name == (told.card.name if mine else names[0]))
        p.text((CARDS.x, row), "{r}", r=card.ratio, size=LABEL, mono=True, weight=600, alpha=shown, part="list ratios")
        words = Phrase("{name}", name=card.name)
        if len(names) > 1:
            words = Phrase("{name} +{n}", name=card.name, n=len(names) - 1)
        p.text((CARDS.x + 82, row), words, size=TAG, alpha=shown, part="list names")
