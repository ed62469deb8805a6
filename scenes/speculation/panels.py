"""The lower picture and the rail of speculation: idle math, the two rules, cycles so far, the curve, speed-up by
batch."""

from __future__ import annotations

import numpy as np

from scenes.speculation.facts import Facts, busy
from tourapp.authoring import Axis, Chart, Control, Frame, Picture, Quantity, Rail, Rect, Series, ramp, smooth
from tourapp.figures.token_strip import safe_words
from tourapp.world.parts.speculation import SHORT

PANEL = Rect(64, 666, 1376, 172)


def draw_idle(f: Frame, p: Picture) -> None:
    """Two meters: the bridge is always busy, the math almost never."""
    share = busy(f)
    memory = f.world.cost.decode.memory_busy
    grow = f.move("idle", 0.15, 0.6)
    for i, (label, value, role) in enumerate(
        (("bridge: weights on the move", memory, "weights"), ("math", share, "prefill"))
    ):
        y = 560 + i * 124
        bar = Rect(64, y + 18, 900, 44)
        p.text((64, y), label, size=20, weight=500)
        if role == "prefill":
            p.hatch([bar], alpha=0.5 * grow, radius=8, ground=0.1)
        p.rects([bar], None, radius=8, stroke="line", stroke_width=1.5)
        p.rects([(bar.x, bar.y, max(3.0, bar.w * float(value.value) * grow), bar.h)], role, radius=6, alpha=0.9)
        p.text(
            (1000, y + 58),
            "{v}",
            v=value,
            size=56 if role == "prefill" else 36,
            mono=True,
            weight=600,
            role=role,
            alpha=grow,
            fit=420,
        )
        if role == "prefill":
            p.text((1000, y + 94), "busy; the rest is idle", size=18, role="dim", alpha=grow, fit=430)


def draw_rules(f: Frame, p: Picture, s: Facts) -> None:
    """Both rules at one position: outlines are the target's odds, bars what comes out."""
    rules = s.rules
    if rules is None or not rules.texts:
        p.text((PANEL.x, PANEL.y + 60), "nothing was guessed, so nothing could bend", size=20, role="dim")
        return
    grow = f.move("rules", 0.12, 0.6)
    sides = (
        ("exact rule: draw from what the draft left over", rules.exact, rules.off_exact, "good", 0.0),
        ("wrong rule: draw from the target again", rules.wrong, rules.off_wrong, "waste", 0.25),
    )
    top = max(0.05, *rules.truth, *rules.wrong)
    for i, (title, odds, off, role, wait) in enumerate(sides):
        room = Rect(PANEL.x + i * 708, PANEL.y, 668, PANEL.h)
        shown = float(ramp(f.beat("rules"), wait, wait + 0.12))
        p.text((room.x, room.y + 6), title, size=18, weight=600, role=role, alpha=shown, fit=room.w)
        value = Quantity(
            off,
            "share",
            "total variation from the target's odds, whole vocabulary",
            "TV",
            "half the sum of abs(odds - p)",
        )
        p.text(
            (room.right, room.y + 84),
            "{v}",
            v=value,
            size=44,
            mono=True,
            weight=600,
            role=role,
            align="right",
            alpha=shown,
            fit=180,
        )
        p.text((room.right, room.y + 114), "off the truth", size=16, role="dim", align="right", alpha=shown, fit=150)
        _bars(f, p, rules, odds, Rect(room.x, room.y + 24, 480, 112), role, top, grow * shown)


def _bars(
    f: Frame, p: Picture, rules: object, odds: tuple[float, ...], room: Rect, role: str, top: float, grow: float
) -> None:
    texts, truth = rules.texts, rules.truth  # type: ignore[attr-defined]
    cells = Rect(room.x, room.y, room.w, room.h).columns(len(texts), 12)
    p.lines([(room.x, room.bottom, room.right, room.bottom)], "line")
    for cell, text, p_true, value in zip(cells, texts, truth, odds, strict=True):
        h = room.h * value / top * grow
        p.rects([(cell.x + 4, room.bottom - h, min(cell.w, 90) - 8, h)], role, radius=3, alpha=0.7)
        h = room.h * p_true / top
        p.rects(
            [(cell.x, room.bottom - h, min(cell.w, 90), max(1.0, h))],
            None,
            radius=3,
            stroke="ink",
            stroke_width=1.8,
            stroke_alpha=0.9 * min(1.0, grow * 3),
        )
        p.text(
            (cell.x + min(cell.w, 90) / 2, room.bottom + 24),
            safe_words(text.strip(" ") or text),
            size=16,
            mono=True,
            align="center",
            fit=cell.w,
            role="dim",
        )


def draw_cycles(f: Frame, p: Picture, s: Facts) -> None:
    """Every pass of the run as a column of kept, own and refused tokens."""
    turns = s.run.turns
    p.text((64, PANEL.y + 8), "{n} passes, {k} tokens", n=len(turns), k=s.run.tokens, size=18, weight=600)
    for x, role, words in ((330, "decode", "kept"), (430, "ink", "target's own"), (606, "waste", "refused")):
        p.rects([(x, PANEL.y - 5, 16, 13)], role, radius=3, alpha=0.8)
        p.text((x + 24, PANEL.y + 8), words, size=16, role="dim", fit=130)
    pitch = min(64.0, 780.0 / len(turns))
    cell = min(16.0, 112.0 / (s.run.gamma + 1))
    base = PANEL.bottom - 26
    shown = f.move("pays", 0.05, 0.5) * len(turns)
    kinds: dict[str, list[tuple[float, float, float, float]]] = {"decode": [], "ink": [], "waste": []}
    for j, turn in enumerate(turns):
        if j >= shown:
            break
        rows = ["decode"] * turn.accepted + ["ink"] * (len(turn.texts) > turn.accepted)
        rows += ["waste"] * max(0, len(turn.guesses) - len(rows) + (turn.last == "bonus"))
        for i, kind in enumerate(rows):
            kinds[kind].append((64 + j * pitch, base - (i + 1) * (cell + 2), pitch - 8, cell))
        if pitch > 22:
            p.text(
                (64 + j * pitch + (pitch - 8) / 2, base + 20),
                "{n}",
                n=len(turn.texts),
                size=15,
                mono=True,
                align="center",
                role="ink" if j == s.at else "dim",
                fit=pitch - 2,
            )
    p.rects(kinds["decode"], "decode", radius=3, alpha=0.75)
    p.rects(kinds["ink"], "ink", radius=3, alpha=0.85)
    p.hatch(kinds["waste"], alpha=0.6, radius=3)


def draw_curve(f: Frame, p: Picture, s: Facts) -> None:
    """Expected tokens per pass by acceptance, and where this run came out."""
    g = s.run.gamma
    a = np.linspace(0, 1, 81)
    y = sum(a**i for i in range(g + 1))
    room = Rect(960, PANEL.y + 6, 350, PANEL.h - 36)
    chart = p.chart(
        ("speculation curve", g), room, [Series(a, np.asarray(y), "decode", 2.2, fill=0.08)], Axis(0, 1), Axis(1, g + 1)
    )
    p.text((room.x + 14, room.y + 14), "tokens per pass", size=15, role="dim", fit=200)
    p.text((room.x - 10, room.bottom + 4), "{n}", n=1, size=15, role="dim", mono=True, align="right")
    p.text((room.x - 10, room.y + 12), "{n}", n=g + 1, size=15, role="dim", mono=True, align="right")
    if s.acceptance is None:
        return
    shown = float(smooth(ramp(f.beat("pays"), 0.25, 0.5)))
    at = chart.point(s.alpha, float(s.expected.value))
    top = min(float(s.measured.value), g + 1.0)
    mine = chart.point(s.alpha, top)
    p.lines([(at[0], at[1], at[0], room.bottom)], "decode", dash=True, alpha=0.6 * shown)
    p.spark(at, "decode", size=44, alpha=shown)
    p.sprites([mine], 18, "ink", kind="ring", additive=False, alpha=shown)
    p.text(
        (at[0], room.bottom + 24),
        "a {v:.2f}",
        v=s.acceptance,
        size=16,
        role="decode",
        mono=True,
        align="center",
        alpha=shown,
    )
    p.text((room.right + 12, room.cy - 6), "measured", size=16, role="dim", alpha=shown, fit=116)
    p.text((room.right + 12, room.cy + 26), "{v}", v=s.measured, size=26, mono=True, weight=600, alpha=shown, fit=116)


def draw_rail(f: Frame, p: Picture, s: Facts, controls: list[Control]) -> None:
    """Readouts, and in the last beat the speed-up by batch."""
    rail = Rail(p, controls)
    rail.rule()
    if s.acceptance is not None:
        rail.read("Acceptance a", s.acceptance, "good", step=30)
    else:
        rail.read("Acceptance a", "no guess", "dim", step=30)
    rail.read("Tokens per pass, expected", s.expected, "decode", step=30)
    rail.read("Tokens per pass, measured", s.measured, "decode", step=30)
    rail.read("Draft cost c, computed", s.cost, "dim", step=30)
    good = float(s.speedup.value) >= 1
    rail.read("Speed-up, ideal, computed", s.speedup, "good" if good else "waste", step=32)
    if f.beat_name == "pays" and rail.left > 110:
        _by_batch(rail, s)


def _by_batch(rail: Rail, s: Facts) -> None:
    rail.heading("Speed-up by batch")
    p, costs, speed, short = rail.p, s.costs, s.by_batch, s.short
    room = Rect(rail.x + 30, rail.y + 2, rail.w - 30, max(60.0, rail.left - 34))
    top = max(1.5, float(speed.max()), float(short.max())) * 1.75
    key = ("speculation by batch", tuple(np.round(speed, 4)), tuple(np.round(short, 4)))
    flat = Series(np.array([1.0, 512.0]), np.ones(2), "dim", 1.2, dash=True)
    lines = [
        Series(costs.batches, speed, "decode", 2.2, fill=0.12),
        Series(costs.batches, short, "weights", 2.0, dash=True),
        flat,
    ]
    chart: Chart = p.chart(key, room, lines, Axis(1, 512, log=True), Axis(0, top))
    line = chart.point(1, 1.0)[1]
    p.text((room.x - 6, line + 5), "{n}×", n=1, size=14, role="dim", mono=True, align="right")
    first = np.flatnonzero(short < 1.0)
    if len(first):
        x = chart.point(float(costs.batches[first[0]]), 1)[0]
        p.hatch([(x, line, max(2.0, room.right - x), room.bottom - line)], alpha=0.6, ground=0.1)
    p.text(
        (room.right, room.y + 12),
        "dashed: chats of {n} tokens",
        n=SHORT,
        size=14,
        role="weights",
        align="right",
        fit=room.w,
    )
    if len(first):
        p.text(
            (room.right, room.y + 35), "hatched: does not pay", size=14, role="waste", align="right", fit=room.w - 20
        )
    p.spark(chart.point(float(costs.batches[costs.at]), float(speed[costs.at])), "decode", size=40)
    for b in (1, 8, 64, 512):
        x = chart.point(b, 0)[0]
        p.text(
            (min(max(x, room.x + 6), room.right - 16), room.bottom + 20),
            "{n}",
            n=b,
            size=14,
            role="dim",
            mono=True,
            align="center",
        )
