"""Words and small drawings that stand round the amphitheatre: called-out seats, the two large numbers, the name of the
cut, and the odds laid end to end with the seed's needle.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from scenes.sampling import field as place
from scenes.sampling.odds import Choice
from tourapp.authoring import Picture, Quantity, clamp, text_width

LINE_X, LINE_Y, LINE_W, LINE_H = 112.0, 712.0, 1280.0, 24.0
"""Where the odds are laid end to end."""
NARROW = 1.2
"""Parts of that line narrower than this are not drawn one by one."""
CALL_Y = 596.0


def draw_callouts(
    p: Picture,
    seats: np.ndarray,
    words: Sequence[str],
    scores: np.ndarray,
    ranks: Sequence[int],
    shown: float,
    gain: float,
) -> None:
    """Some seats with their token and score, on lines down to the empty floor; `shown` 0..1 brings them one by one."""
    order = np.argsort(seats[:, 0], kind="stable")
    slots = np.linspace(236.0, 1268.0, len(order))
    for turn, k in enumerate(order):
        alpha = float(clamp(shown * (1 + 0.35 * len(order)) - 0.35 * turn))
        if alpha <= 0:
            continue
        x, (sx, sy) = float(slots[turn]), seats[k]
        best = ranks[k] == 1
        role = "prefill"
        bend = CALL_Y - 74
        p.curves([(sx, sy + 9), (sx, max(sy + 9, bend - 46)), (x, bend), (x, CALL_Y - 40)], role, alpha=0.75 * alpha)
        p.sprites([(sx, sy)], 20, role, kind="ring", alpha=alpha, additive=False)
        p.sprites([(sx, sy)], 46 if best else 34, role, alpha=alpha)
        p.text((x, CALL_Y - 12), words[k], size=26 if best else 22, weight=600, align="center", fit=236, alpha=alpha)
        p.text(
            (x, CALL_Y + 18 * gain),
            "{v}",
            v=Quantity(float(scores[k]), "1", f"score of {words[k]}", "s"),
            size=22,
            mono=True,
            weight=600,
            role="prefill",
            align="center",
            alpha=alpha,
        )
        p.text(
            (x, CALL_Y + 18 * gain + 26), "place {r}", r=int(ranks[k]), size=15, role="dim", align="center", alpha=alpha
        )


def draw_hero(p: Picture, now: Choice, ghost: float, cut: float, heat: float, settled: float) -> None:
    """Left: how many tokens there are, and after the cut how many are left. Right: the temperature."""
    early, late = clamp(1 - 2 * cut), clamp(2 * cut - 1)
    p.text((64, 166), "{n}", n=now.vocabulary, size=42, weight=600, mono=True, alpha=early)
    p.text((66, 194), "tokens, one seat each", size=17, role="dim", alpha=early)
    p.text((64, 166), "{n}", n=now.kept_count, size=42, weight=600, mono=True, role="decode", alpha=late)
    p.text((66, 194), "of {n} can be drawn", n=now.vocabulary, size=17, role="dim", alpha=late)
    if heat <= 0:
        return
    p.text(
        (1438, 166),
        "{t:.2f}",
        t=now.params.temperature,
        size=42,
        weight=600,
        mono=True,
        role="decode",
        align="right",
        alpha=heat,
    )
    words = "temperature" if now.params.temperature > 0 else "temperature: greedy"
    p.text((1438, 194), words, size=17, role="dim", align="right", alpha=heat)
    if settled > 0:
        x = 1438 - text_width("at 0.00", 16, "mono") * 1.16
        p.lines([(x - 48, 217, x - 10, 217)], "ink", dash=True, width=1.4, alpha=0.75 * settled)
        p.text((1438, 222), "at {t:.1f}", t=ghost, size=16, role="ink", mono=True, align="right", alpha=settled)


def cut_name(now: Choice) -> str:
    """Which setting makes the cut, as a template for its value."""
    if now.params.temperature == 0:
        return "greedy: only the highest score"
    if now.kept_count < now.after_top_k:
        return "the cut: top-p {p:.2f}"
    return "the cut: top-k {k}" if now.kept_count < now.vocabulary else "nothing is cut"


def draw_cut_label(p: Picture, now: Choice, plane: float, cut: float, gain: float) -> None:
    """The name of the cut at the left end of its plane, and what lies below it."""
    if cut <= 0.02:
        return
    x, y = 66.0, 530.0
    values: dict[str, Any] = {"p": now.params.top_p, "k": now.params.top_k}
    p.text((x, y), cut_name(now), size=17, role="waste", weight=600, fit=196, alpha=cut, backed=0.6, **values)
    if plane <= 0:
        return
    lost = Quantity(now.lost, "share", "odds cut off", "c")
    p.text((x, y + 23 * gain), "{v} cut off", v=lost, size=15, role="dim", fit=150, alpha=cut, backed=0.6)
    end = place.on_arc(place.RADIUS - 0.42, -place.plane_half(plane), plane)
    start = y + 36 * gain if end[1] > y else y - 24 * gain
    p.lines([(x + 34, start, float(end[0]), float(end[1]))], "waste", alpha=0.7 * cut)
    p.sprites([end], 9, "waste", kind="dot", additive=False, alpha=cut)


def draw_line_of_odds(
    p: Picture, now: Choice, *, words: Callable[[int], str], shown: float, needle: float, alpha: float, gain: float
) -> None:
    """The kept odds laid end to end (they make one), in the order of the draw; the seed's number points at one."""
    if shown <= 0.01 or alpha <= 0.01:
        return
    edges = np.concatenate([[0.0], np.cumsum(now.line_odds)])
    edges /= edges[-1]
    left = LINE_X + LINE_W * edges[:-1] * shown
    wide = LINE_W * np.diff(edges) * shown
    drawn = now.line_ids == now.drawn
    seen = np.flatnonzero((wide >= NARROW) | drawn)
    boxes = np.stack(
        [left[seen], np.full(len(seen), LINE_Y), np.maximum(wide[seen] - 2, 1.0), np.full(len(seen), LINE_H)], 1
    )
    p.rects([(LINE_X, LINE_Y, LINE_W * shown, LINE_H)], "decode", alpha=0.10 * alpha)
    lit = drawn[seen] & (needle > 0.9)
    p.rects(boxes[~lit], "decode", alpha=0.20 * alpha, stroke="decode" if len(seen) < 60 else None, stroke_alpha=0.5)
    if lit.any():
        p.rects(boxes[lit], "decode", alpha=0.62 * alpha, stroke="decode", stroke_width=2)
    for k in seen[wide[seen] > 30].tolist() if shown > 0.98 else []:
        label = words(int(now.line_ids[k]))
        if text_width(label, 15 * max(gain, 1.0), weight=600) * 0.8 + 10 < wide[k]:
            p.text(
                (left[k] + wide[k] / 2, LINE_Y + 17.5),
                label,
                size=15,
                weight=600,
                align="center",
                fit=wide[k] - 8,
                alpha=alpha,
            )
    if needle > 0.01:
        x = LINE_X + LINE_W * now.chance * needle
        p.lines([(x, LINE_Y - 10, x, LINE_Y + 6)], "ink", width=2.5)
        p.polys([(x - 7, LINE_Y - 16), (x + 7, LINE_Y - 16), (x, LINE_Y - 5)], "ink")
        right = x > LINE_X + LINE_W - 190
        u = Quantity(now.chance * needle, "1", "the seed's number", "u")
        p.text(
            (x + (-14 if right else 14), LINE_Y - 9),
            "{u}",
            u=u,
            size=16,
            mono=True,
            weight=600,
            alpha=alpha,
            align="right" if right else "left",
            backed=0.6,
        )
