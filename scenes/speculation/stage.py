"""The upper picture of speculation: token row, draft hops, the target as plates of glass, verdicts under columns."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from scenes.speculation.facts import Facts
from tourapp.authoring import Frame, Picture, Rect, back_out, clamp, ramp, smooth, text_width
from tourapp.figures.token_strip import safe_words

ROW = Rect(64, 186, 1376, 42)
TOP, BOTTOM = 284.0, 450.0
VERDICT = 472.0
BACK = 250.0


def chip(
    p: Picture,
    x: float,
    y: float,
    words: str,
    look: str,
    *,
    room: float = 170.0,
    alpha: float = 1.0,
    gain: float = 1.0,
    size: float = 20.0,
) -> Rect:
    """One token at its centre x and top y. look: solid, guess (dashed), full (bright), waste (hatched)."""
    shown = safe_words(words.strip(" ") or words)
    w = min(room, max(44.0, text_width(shown, size * gain, "mono") + 26.0))
    box = Rect(x - w / 2, y, w, 42.0)
    p.rects([box], "ground", radius=9, alpha=0.92 * alpha)
    if look == "waste":
        p.hatch([box], alpha=0.5 * alpha, radius=9, ground=0.14)
        p.rects([box], None, radius=9, stroke="waste", stroke_width=1.6, stroke_alpha=alpha)
    elif look == "full":
        p.rects([box], "decode", radius=9, alpha=alpha)
    else:
        p.rects(
            [box],
            "decode",
            radius=9,
            alpha=(0.10 if look == "guess" else 0.24) * alpha,
            stroke="decode",
            stroke_width=1.6,
            stroke_alpha=(0.8 if look == "guess" else 0.9) * alpha,
            dash=look == "guess",
        )
    p.text(
        (box.cx, box.cy + size * 0.35),
        shown,
        size=size,
        mono=True,
        weight=600 if look == "full" else 500,
        align="center",
        role="onlight" if look == "full" else "ink",
        fit=box.w - 10,
        alpha=alpha,
    )
    return box


def draw_context(f: Frame, p: Picture, s: Facts) -> None:
    """The last words so far; the newest stands over the first column."""
    words = s.run.before(s.at, 4)
    xs = s.columns()
    edge = xs[0]
    if words:
        last = chip(p, xs[0], ROW.y, words[-1], "solid", gain=f.text_gain, room=150)
        edge = last.x - 12
    for word in reversed(words[:-1]):
        shown = safe_words(word.strip(" ") or word)
        w = min(150.0, max(44.0, text_width(shown, 20 * f.text_gain, "mono") + 26.0))
        if edge - w < 64:
            break
        chip(p, edge - w / 2, ROW.y, word, "solid", gain=f.text_gain, room=150, alpha=0.6)
        edge -= w + 10


def hop(xs: np.ndarray, count: int = 26) -> np.ndarray:
    """The draft's way over all columns, one arc per guess [m, 2]."""
    t = np.linspace(0, 1, count)
    arcs = [np.stack([a + (b - a) * t, ROW.y - 8 - 132 * t * (1 - t)], 1) for a, b in pairwise(xs)]
    return np.concatenate(arcs) if arcs else np.array([[xs[0], ROW.y - 8], [xs[0], ROW.y - 8]])


def draw_draft(f: Frame, p: Picture, s: Facts) -> None:
    """Hops of light, and a dashed guess where each lands."""
    xs, n = s.columns(), len(s.turn.guesses)
    share = f.move("draft", 0.1, 0.8) if n else 0.0
    if f.beat_index < f.timeline.index("draft"):
        return
    calm = 1.0 if f.beat_name == "draft" else 0.4
    path = hop(xs)
    upto = max(2, int(len(path) * share))
    if n and share > 0:
        p.curves(path[:upto], "decode", width=1.4, alpha=0.55 * calm)
        p.trail(path, share, "decode", length=0.5, count=60, size=22, alpha=0.8 * calm)
        if f.beat_name == "draft":
            p.spark(tuple(path[upto - 1]), "decode", size=70)
    room = min(170.0, (xs[1] - xs[0]) - 12) if n else 170.0
    for i, guess in enumerate(s.turn.guesses):
        shown = float(ramp(share * n, i + 0.8, i + 1.0))
        if shown > 0:
            chip(p, xs[i + 1], ROW.y, guess, "guess", alpha=shown, room=room, gain=f.text_gain)
    if not n:
        p.text((xs[0] + 120, ROW.y + 28), "the draft finds nothing to guess here", size=18, role="dim")


def draw_target(p: Picture, s: Facts) -> None:
    """The target: one plate per layer, seen from above, as a still layer."""
    layers = s.run.layers

    def build(q: Picture) -> None:
        q.polys(
            [(206, BACK), (1384, BACK), (1440, TOP), (150, TOP)],
            "prefill",
            alpha=0.16,
            stroke="prefill",
            stroke_alpha=0.5,
        )
        q.polys(
            [(150, TOP), (1440, TOP), (1420, BOTTOM), (170, BOTTOM)], "prefill", alpha=0.16, gradient="up", fade=0.35
        )
        y = np.linspace(TOP, BOTTOM, layers + 1)
        inset = 20 * (y - TOP) / (BOTTOM - TOP)
        lit = 0.16 + 0.6 * np.exp(-(BOTTOM - y) / 26.0)
        q.lines(np.stack([150 + inset, y, 1440 - inset, y], 1), "prefill", alpha=lit)

    p.bake(("speculation target", layers), build, rect=Rect(140, 240, 1306, 224))
    p.text((190, TOP + 34), "TARGET", size=15, weight=600, role="prefill")
    p.text((190, TOP + 60), s.run.model.replace("-Instruct", ""), size=15, fit=190)
    p.text((190, TOP + 84), "{n} layers", n=layers, size=15, role="dim", fit=180)


def draw_beams(f: Frame, p: Picture, xs: np.ndarray, down: float, strength: float) -> None:
    """Light through columns, all at the same depth at once; `down` 0..1 is how deep."""
    if down <= 0 or strength <= 0.01:
        return
    depth = TOP - 24 + (BOTTOM - TOP + 24) * down
    ends = np.array([(x, TOP - 50, x, depth) for x in xs])
    for width, alpha in ((26, 0.07), (11, 0.16), (3, 0.8)):
        p.lines(ends, "prefill", width=width, alpha=alpha * strength, additive=True)
    n = 16
    seed = np.arange(n * len(xs))
    fall = (seed * 0.6180339 + f.clock * 0.35) % 1.0
    at = np.stack([np.repeat(xs, n) + 9 * np.sin(seed * 2.4), TOP - 24 + (depth - TOP + 24) * fall], 1)
    p.sprites(at, 5 + 9 * ((seed * 0.37) % 1.0), "prefill", alpha=0.75 * strength)
    p.sprites(np.stack([xs, np.full(len(xs), depth)], 1), 84, "prefill", alpha=0.9 * strength)


def draw_sheet(p: Picture, xs: np.ndarray, down: float, strength: float) -> None:
    """One sheet of light across all columns, at depth `down`."""
    y = TOP + (BOTTOM - TOP) * down
    left, right = 150 + 20 * down, 1440 - 20 * down
    if len(xs) == 1:
        left, right = xs[0] - 60, xs[0] + 60
    middle = [(left, y, right, y)]
    for width, alpha in ((30, 0.06), (14, 0.14), (6, 0.35)):
        p.lines(middle, "prefill", width=width, alpha=alpha * strength, additive=True)
    p.lines(middle, "white", width=2.2, alpha=0.9 * strength)


def draw_verdicts(f: Frame, p: Picture, s: Facts) -> None:
    """Each verdict under its column: the guess, p and q, the chance as a bar with u on it; then what follows."""
    turn, xs = s.turn, s.columns()
    n = len(turn.guesses)
    step = float(xs[1] - xs[0]) if n else 200.0
    total = len(turn.checks) + 1
    clock = f.move("verdict", 0.08, 0.85) * total
    calm = f.beat_index > f.timeline.index("verdict")
    p.text((64, VERDICT + 27), "VERDICT", size=15, weight=600, alpha=float(ramp(clock, 0, 0.3)))
    seen: list[tuple[Any, Rect, float]] = []
    for i, check in enumerate(turn.checks):
        shown = float(ramp(clock, i, i + 0.6))
        if shown <= 0.01:
            continue
        box = chip(
            p,
            xs[i],
            VERDICT,
            check.text,
            "solid" if check.held else "waste",
            alpha=shown,
            gain=f.text_gain,
            room=min(168.0, step - 24),
        )
        faded = shown * (0.75 if calm else 1.0)
        seen.append((check, box, faded))
        _odds(p, xs[i], check, faded, step)
    _bars(p, seen, min(168.0, step - 26))
    _marks(p, seen)
    for i in range(len(turn.checks), n + (turn.last == "residual")):
        shown = float(ramp(clock, total - 0.9, total - 0.5))
        box = Rect(xs[i] - min(74.0, step / 2 - 8), VERDICT, min(148.0, step - 16), 42)
        p.hatch([box], alpha=0.4 * shown, radius=9, ground=0.08)
        p.text(box.inset(8, 0), "thrown away" if step > 150 else "×", size=15, role="dim", alpha=shown)
    _follow(f, p, s, clamp(clock - total + 1, 0, 1))


def _odds(p: Picture, x: float, check: Any, alpha: float, step: float) -> None:
    role = "good" if check.held else "waste"
    if step > 150:
        p.text(
            (x, VERDICT + 66),
            "p {a:.2f}  q {b:.2f}",
            a=check.p,
            b=check.q,
            size=15,
            mono=True,
            role="dim",
            align="center",
            alpha=alpha,
            fit=step - 12,
        )
    else:
        p.text(
            (x, VERDICT + 66),
            "p/q {a:.2f}",
            a=check.chance,
            size=14,
            mono=True,
            role="dim",
            align="center",
            alpha=alpha,
            fit=step - 8,
        )
    words = ("  keep" if check.held else "  miss") if step > 150 else ""
    p.text(
        (x, VERDICT + 114),
        "u {u:.2f}" + words,
        u=check.number,
        size=15,
        mono=True,
        role=role,
        align="center",
        alpha=alpha,
        fit=step - 12,
    )


def _bars(p: Picture, seen: list[tuple[Any, Rect, float]], wide: float) -> None:
    """The chance min(1, p/q) of each check as a bar from nought to one, with u as a mark on it."""
    if not seen:
        return
    left = np.array([box.cx - wide / 2 for _, box, _ in seen])
    alpha = np.array([shown for *_, shown in seen])
    y, h = VERDICT + 80.0, 9.0
    p.rects([(x, y, wide, h) for x in left], "line", radius=4, alpha=0.8 * alpha)
    for held, role in ((True, "good"), (False, "waste")):
        of = [i for i, (check, *_) in enumerate(seen) if check.held == held]
        if of:
            p.rects(
                [(left[i], y, max(2.0, wide * seen[i][0].chance), h) for i in of],
                role,
                radius=4,
                alpha=0.85 * alpha[of],
            )
    u = left + wide * np.array([check.number for check, *_ in seen])
    p.lines(np.stack([u, np.full(len(u), y - 6), u, np.full(len(u), y + h + 6)], 1), "ink", width=2.4, alpha=alpha)


def _marks(p: Picture, seen: list[tuple[Any, Rect, float]]) -> None:
    """A tick or a cross on the corner of each verdict."""
    for held, role in ((True, "good"), (False, "waste")):
        of = [(box.right - 2, box.y + 2, shown) for check, box, shown in seen if check.held == held]
        if not of:
            continue
        at, alpha = np.array(of)[:, :2], np.array(of)[:, 2]
        p.sprites(at, 26, "ground", kind="dot", additive=False, alpha=alpha)
        p.sprites(at, 25, role, kind="ring", additive=False, alpha=alpha)
        if held:
            p.curves(at[:, None, :] + np.array([(-5.0, 0.0), (-1.0, 4.0), (5.0, -4.0)]), role, width=2, alpha=alpha)
        else:
            ends = [(x - 4, y - 4, x + 4, y + 4) for x, y in at] + [(x - 4, y + 4, x + 4, y - 4) for x, y in at]
            p.lines(ends, role, width=2, alpha=np.concatenate([alpha, alpha]))


def draw_row(f: Frame, p: Picture, s: Facts) -> None:
    """Row and hops at rest, for the beats of the check: one still layer."""

    def build(q: Picture) -> None:
        draw_context(f, q, s)
        draw_draft(f, q, s)

    key = ("speculation row", s.turn, s.run.before(s.at, 4), f.text_gain)
    p.bake(key, build, rect=Rect(60, 120, 1396, 130))


def draw_calm(f: Frame, p: Picture, s: Facts) -> None:
    """Row, hops and verdicts at rest, for the beats after the verdict: one still layer."""

    def build(q: Picture) -> None:
        draw_context(f, q, s)
        draw_draft(f, q, s)
        draw_sheet(q, s.columns(), 1.0, 0.3)
        draw_verdicts(f, q, s)

    key = ("speculation calm", s.turn, s.run.before(s.at, 4), f.text_gain)
    p.bake(key, build, rect=Rect(60, 120, 1396, 620))


def last_spot(s: Facts) -> tuple[float, float]:
    """Where the token after the accepted ones stands: below the miss, or in the bonus column."""
    place = min(s.turn.accepted, len(s.columns()) - 1)
    missed = s.turn.last == "residual"
    return float(s.columns()[place]), VERDICT + (128.0 if missed else 0.0) + 21.0


def _follow(f: Frame, p: Picture, s: Facts, shown: float) -> None:
    """The target's own token: drawn from what the draft left over, or the free one when all guesses held."""
    turn = s.turn
    if shown <= 0.01 or len(turn.texts) <= turn.accepted:
        return
    x, y = last_spot(s)
    lit = 1.0 if f.beat_name == "verdict" else 0.45
    p.sprites([(x, y)], 210, "decode", kind="soft", alpha=0.6 * shown * lit)
    rise = (1 - float(back_out(shown))) * -40
    box = chip(p, x, y - 21 + rise, turn.texts[turn.accepted], "full", alpha=shown, gain=f.text_gain, size=21)
    words = {"residual": "resampled", "bonus": "bonus token"}.get(turn.last, "plain")
    xs = s.columns()
    clear = turn.last == "residual" or len(xs) == 1 or float(xs[1] - xs[0]) > 200
    if f.beat_name == "verdict" and clear:
        p.text((box.x - 12, y + 6), words, size=15, role="decode", align="right", alpha=float(smooth(shown)), fit=110)
