"""Errors that others have published, on one axis with our own: each says what it is an error of, and on what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.held_against.facts import unseen_all
from tourapp.authoring import Axis, Frame, Phrase, Picture, Quantity, Rect, cascade
from tourapp.authoring.sizes import LABEL, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PeerRow

ROOM = Rect(64.0, 176.0, 1376.0, 664.0)
AXIS = Rect(800.0, 176.0, 144.0, 616.0)
WHAT_X, RUNS_X, VALUE_X, SOURCE_X, HIGHEST = 286.0, 772.0, 1136.0, 1156.0, 56.0
"""Where the words of a row begin, where its counts end, and the greatest height of a row."""
OURS_GAP, TICK_ROOM = 16.0, 130.0
DOT, LOOP = 20.0, 7.0
TIMES = {
    "token": Phrase("time per token"),
    "first": Phrase("first token"),
    "whole": Phrase("whole answer"),
    "prefill": Phrase("prefill"),
    "unsaid": Phrase("time not named"),
}
STATISTICS = {
    "median": Phrase("median"),
    "mean": Phrase("mean"),
    "most": Phrase("at most"),
    "unsaid": Phrase("mean not named"),
}
UNSEEN = {"folds": Phrase("five folds, not seen"), "gpu": Phrase("GPUs not seen"), "model": Phrase("models not seen")}
HUES = {"token": "decode", "first": "prefill", "prefill": "prefill", "whole": "ink", "unsaid": "ink"}
"""Gold is a generated token, blue what prefill decides."""


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """One row: whose error, of what, which mean, over how many runs."""

    name: Phrase
    time: str
    statistic: Phrase
    runs: Quantity | int | None
    source: Phrase
    error: Quantity
    ours: bool = False


def error_lines(f: Frame) -> tuple[ErrorLine, ...]:
    """Ours, then those of others in the order of the file."""
    found = []
    for time in ("token", "first"):
        row = unseen_all(f, time)
        source = UNSEEN[f["held_unseen"]]
        found.append(ErrorLine(Phrase("this product"), time, STATISTICS["median"], row.runs, source, row.error, True))
    return (*found, *(_peer(row) for row in f.world.peers))


def _peer(row: PeerRow) -> ErrorLine:
    return ErrorLine(
        Phrase("{name}", name=row.name),
        row.time,
        STATISTICS[row.statistic],
        row.runs,
        Phrase("{words}", words=row.source),
        row.error(),
    )


def _axis(lines: tuple[ErrorLine, ...]) -> Axis:
    shares = [float(line.error.value) for line in lines]
    return Axis(10.0 ** np.floor(np.log10(min(shares))), 10.0 ** np.ceil(np.log10(max(shares)) - 1e-9), "", True)


def _tops(lines: tuple[ErrorLine, ...]) -> tuple[np.ndarray, float]:
    """Top of each row, and the height of all."""
    own = sum(line.ours for line in lines)
    height = min(HIGHEST, (AXIS.h - OURS_GAP) / len(lines))
    number = np.arange(len(lines))
    return AXIS.y + height * number + OURS_GAP * (number >= own), height


def our_light(f: Frame) -> tuple[float, float]:
    """Where our own first error stands."""
    lines = error_lines(f)
    tops, height = _tops(lines)
    return _x(_axis(lines), lines[0]), float(tops[0]) + height / 2


def _x(axis: Axis, line: ErrorLine) -> float:
    return AXIS.x + AXIS.w * float(axis.fraction(float(line.error.value)))


def draw_peers(f: Frame, p: Picture) -> None:
    """The axis, and a row for each error."""
    lines = error_lines(f)
    axis, (tops, height) = _axis(lines), _tops(lines)
    _draw_heads(p)
    _draw_axis(f, p, axis, float(tops[-1]) + height)
    own = [k for k, line in enumerate(lines) if line.ours]
    box = Rect(ROOM.x - 12, float(tops[own[0]]) - 4, ROOM.w + 12, height * len(own) + 8)
    p.rects([box], "raised", radius=8, stroke="white", stroke_width=2.5)
    shown = cascade(f.cue("peers.told", eased=False), len(lines), 0.5)
    for k, line in enumerate(lines):
        _draw_line(p, Rect(ROOM.x, float(tops[k]), ROOM.w, height), line, _x(axis, line), float(shown[k]))


def _draw_heads(p: Picture) -> None:
    y = ROOM.y - 22
    p.text((WHAT_X, y), "error of", size=TAG, role="dim")
    p.text((RUNS_X, y), "runs", size=TAG, role="dim", align="right")
    p.text((AXIS.x, y), "how far off", size=TAG, role="dim")
    p.text((SOURCE_X, y), "where it is published", size=TAG, role="dim")


def _draw_axis(f: Frame, p: Picture, axis: Axis, foot: float) -> None:
    """A line at each power of ten; a light runs through all rows, from exact to far off."""
    shares = axis.low * 10.0 ** np.arange(round(np.log10(axis.high / axis.low)) + 1)
    every = 1 if AXIS.w / len(shares) > TICK_ROOM else len(shares) - 1
    for k, share in enumerate(shares):
        x = AXIS.x + AXIS.w * float(axis.fraction(share))
        p.lines([(x, AXIS.y, x, foot)], "line", alpha=0.9)
        if every and k % every == 0:
            p.text(
                (x, foot + 30), "{n:,g} %", n=share * 100, size=TAG, mono=True, role="dim", align="center", part="ticks"
            )
    u = (f.clock / LOOP) % 1.0
    x = AXIS.x + AXIS.w * u
    p.lines([(x, AXIS.y, x, foot)], "ink", width=2.0, alpha=0.5 * float(np.sin(np.pi * u)))


def _draw_line(p: Picture, row: Rect, line: ErrorLine, x: float, shown: float) -> None:
    """Whose, of what, the mark on the axis, the figure."""
    base, role = row.cy + 8.0, HUES[line.time]
    weight = 600 if line.ours else 400
    p.text((row.x + 4, base), line.name, size=LABEL, weight=weight, alpha=shown, part="names")
    what = Phrase("{time}, {which}", time=TIMES[line.time], which=line.statistic)
    p.text((WHAT_X, base), what, size=TAG, role="dim", alpha=shown, part="what")
    runs = Phrase("–") if line.runs is None else line.runs
    at = (RUNS_X, base)
    p.text(at, "{n}", n=runs, size=TAG, mono=True, role="dim", align="right", alpha=shown, part="runs")
    p.lines([(AXIS.x, row.cy, x, row.cy)], role, width=3.0, alpha=0.55 * shown)
    p.sprites([(x, row.cy)], DOT, role, kind="dot", additive=False, alpha=shown)
    p.text(
        (VALUE_X, base),
        "{v}",
        v=line.error,
        size=LABEL,
        mono=True,
        weight=600,
        align="right",
        alpha=shown,
        part="errors",
    )
    p.text((SOURCE_X, base), line.source, size=TAG, role="dim", alpha=shown, part="sources")
