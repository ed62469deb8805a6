"""The rows under the threads: tokens as chips, their keys, the scores, the weights, their values, and the output.

Every cell of a strip is one of the real numbers of a key or value, brighter for larger size; where a recording keeps
only weights, strips are drawn empty and the row says so.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from scenes.attention.facts import Look, printed
from scenes.attention.threads import BED, CHIP_H, CHIP_Y, KEYS_Y, LEFT, QUERY_X, STRIP_H, VALUES_Y, Lay
from tourapp.authoring import Picture, Quantity, Rect, clamp, mix, smooth

ACROSS, DOWN = 4, 16
STRIP_W = 38.0
LABEL_X = 64.0
SCORE_Y, WEIGHT_Y = 563.0, 601.0
ROLES = {"prompt": "prefill", "generated": "decode", "special": "weights", "group": "weights"}


def _cells(numbers: np.ndarray, x: float, y: float, w: float, h: float) -> np.ndarray:
    """Boxes of the cells of one strip [n, 4]: pencil cases one below the other, real ones in four columns."""
    n = len(numbers)
    across = 1 if n <= 4 else ACROSS
    down = max(1, -(-n // across))
    i = np.arange(n)
    gap = 6.0 if n <= 4 else 1.2
    cw, ch = w / across, h / down
    return np.stack(
        [x - w / 2 + (i // down) * cw, y + (i % down) * ch, np.full(n, cw - gap * (across > 1)), np.full(n, ch - gap)],
        1,
    )


def draw_strips(
    p: Picture,
    data: np.ndarray,
    xs: Any,
    y: float,
    role: str,
    by_hand: bool,
    gain: float,
    most: float | None = None,
    h: float = STRIP_H,
) -> None:
    """One strip of numbers per column. data [N, d]; brightness is size against the largest (`most`)."""
    top = most or max(float(np.abs(data).max()), 1e-9)
    w = 112.0 if by_hand else STRIP_W
    boxes = np.concatenate([_cells(row, float(x), y, w, h) for row, x in zip(data, xs, strict=True)])
    size = np.clip(np.abs(data).ravel() / top, 0, 1)
    p.rects(boxes, "ground", alpha=0.7)
    p.rects(
        boxes, role, radius=6.0 if by_hand else 0.0, alpha=(0.16 + 0.34 * size) if by_hand else 0.16 + 0.84 * size**0.7
    )
    if by_hand:
        for box, value in zip(boxes, data.ravel(), strict=True):
            p.text(
                (box[0] + box[2] / 2, box[1] + box[3] / 2 + 8),
                "{v}",
                v=float(value),
                size=22,
                mono=True,
                weight=600,
                align="center",
                fit=box[2] - 10,
            )


def draw_empty_strips(p: Picture, lay: Lay, y: float, role: str) -> None:
    """Strips whose numbers were not kept: outlines only."""
    boxes = np.stack(
        [lay.xs - STRIP_W / 2, np.full(len(lay.xs), y), np.full(len(lay.xs), STRIP_W), np.full(len(lay.xs), STRIP_H)], 1
    )
    p.rects(boxes, None, radius=4, stroke=role, stroke_alpha=0.4, dash=True)


def draw_row(p: Picture, look: Look, lay: Lay, gain: float, what: str, shown: float) -> None:
    """The keys or the values of all columns, revealed from the asking token leftwards."""
    data, y, role = (look.keys, KEYS_Y, "key") if what == "keys" else (look.values, VALUES_Y, "value")
    area = Rect(290.0, y - 6, 1140.0, STRIP_H + 12)
    if shown <= 0:
        return

    def build(q: Picture) -> None:
        if data is None:
            draw_empty_strips(q, lay, y, role)
        else:
            draw_strips(q, data, lay.xs, y, role, look.by_hand, gain)

    p.bake(("attention", what, look.key, gain), build, rect=area, reveal=_wipe(area, shown))


def _wipe(area: Rect, shown: float) -> Rect | None:
    return None if shown >= 1 else Rect(area.right - area.w * shown, area.y, area.w * shown, area.h)


def chip_boxes(lay: Lay) -> np.ndarray:
    """Boxes of the tokens [N, 4]."""
    return np.stack(
        [lay.xs - lay.widths / 2, np.full(len(lay.xs), CHIP_Y), lay.widths, np.full(len(lay.xs), CHIP_H)], 1
    )


def draw_chips(p: Picture, look: Look, lay: Lay, shown: float) -> None:
    """The tokens; the asking one is drawn apart (`draw_asker`). Once all are there, one kept layer."""
    if shown >= 1:
        area = Rect(LEFT - 12.0, CHIP_Y - 4.0, 1140.0, CHIP_H + 8.0)
        p.bake(("attention-chips", look.key, float(lay.widths[0])), lambda q: _chips(q, look, lay, 1.0), rect=area)
    elif shown > 0:
        _chips(p, look, lay, shown)


def _chips(p: Picture, look: Look, lay: Lay, shown: float) -> None:
    boxes = chip_boxes(lay)
    alpha = (
        np.clip((shown - (1 - (lay.xs - LEFT) / 1030.0) * 0.7) / 0.3, 0.0, 1.0) if shown < 1 else np.ones(len(boxes))
    )
    for i, c in enumerate(look.columns):
        if c.asks or alpha[i] <= 0.01:
            continue
        a, hidden = float(alpha[i]), c.hidden
        role = "waste" if c.late or hidden else ROLES[c.kind]
        dash = c.kind in ("group", "special")
        p.rects(
            [boxes[i]],
            role,
            radius=9,
            alpha=(0.10 if dash else 0.2) * a,
            stroke=role,
            stroke_width=1.4,
            stroke_alpha=0.85 * a,
            dash=dash,
        )
        if c.late or hidden:
            p.hatch([boxes[i]], "waste", alpha=0.5 * a, ground=0.1, radius=9)
        words = _group_words(look, i) if c.kind == "group" else c.words
        p.text(
            (boxes[i][0] + boxes[i][2] / 2, CHIP_Y + 30),
            words,
            size=19 if dash else 22,
            weight=500 if dash else 600,
            role="ink",
            align="center",
            fit=boxes[i][2] - 6,
            alpha=a,
        )


def _group_words(look: Look, i: int) -> str:
    c = look.columns[i]
    return c.words if c.words == "template" else f"{len(c.tokens):,} {c.words}"


def draw_asker(p: Picture, look: Look, lay: Lay, glow: float) -> None:
    """The token that asks: gold, with its light."""
    i = look.asking
    x, w = float(lay.xs[i]), float(lay.widths[i])
    p.sprites([(x, CHIP_Y + 4)], 190.0, "decode", alpha=0.5 * glow, kind="soft")
    p.rects([(x - w / 2, CHIP_Y, w, CHIP_H)], "ground", radius=9, alpha=0.9)
    p.rects([(x - w / 2, CHIP_Y, w, CHIP_H)], "decode", radius=9, alpha=0.34, stroke="decode", stroke_width=2.0)
    p.text((x, CHIP_Y + 30), look.columns[i].words, size=22, weight=600, align="center", fit=w - 10)


def draw_light_on_asker(p: Picture, lay: Lay, look: Look, alpha: float) -> None:
    """The spark on top of the asking token, where all threads begin."""
    if alpha > 0.01:
        x = float(lay.xs[look.asking])
        p.sprites([(x - 8, CHIP_Y - 2)], 130.0, "decode", alpha=0.6 * alpha, kind="soft")
        p.sprites([(x - 8, CHIP_Y - 2)], 54.0, "decode", alpha=alpha)


def draw_query(
    p: Picture, look: Look, lay: Lay, gain: float, came: float, sweep: float, alpha: float, beams: float
) -> None:
    """The query, and its copy that sweeps over the keys from right to left."""
    if came <= 0 or alpha <= 0.01 or look.query is None:
        return
    x = QUERY_X - (44.0 if look.by_hand else 0.0)
    query, area = look.query, Rect(x - 64, KEYS_Y - 6, 128, STRIP_H + 12)

    def build(q: Picture) -> None:
        draw_strips(q, query[None], [x], KEYS_Y, "decode", look.by_hand, gain)

    key = ("attention", "query", look.key, gain)
    p.bake(key, build, rect=area, alpha=came * alpha)
    p.text((x, SCORE_Y), "query", size=18, weight=600, role="decode", align="center", alpha=came * alpha)
    first = float(lay.xs[0])
    head = mix(x, first, sweep)
    if sweep > 0 and beams > 0.01:
        rows = min(len(query), DOWN)
        y = KEYS_Y + (np.arange(rows) + 0.5) * STRIP_H / rows
        ends = np.stack([np.full(rows, head), y, np.full(rows, x - 22), y], 1)
        strength = np.abs(query[:rows]) / max(float(np.abs(query).max()), 1e-9)
        p.lines(ends, "decode", alpha=(0.06 + 0.22 * strength) * beams, additive=True)
    if 0 < sweep < 1:
        p.sprites([(head, KEYS_Y + STRIP_H / 2)], 230.0, "decode", alpha=0.5 * alpha, kind="soft")
        p.bake(key, build, rect=area, alpha=0.9 * alpha, shift=(head - x, 0.0))


def passed(lay: Lay, sweep: float) -> np.ndarray:
    """How much of each score has appeared when the query has swept so far [N]."""
    head = QUERY_X + 30 - (QUERY_X + 30 - float(lay.xs[0]) + 40.0) * sweep
    return np.asarray(clamp((lay.xs - head) / 40.0 + 0.5, 0.0, 1.0)) if sweep < 1 else np.ones(len(lay.xs))


def score_quantity(look: Look, i: int, scaled: bool) -> Quantity | None:
    """The score of a column, whole or scaled; None where it was not kept."""
    c = look.columns[i]
    if c.score is None:
        return None
    if not scaled:
        return Quantity(c.score, "1", f"score of {c.words}", "s")
    root = Quantity(look.scale**-1, "1", "root of the numbers in a key", "r")
    return Quantity(
        c.score * look.scale,
        "1",
        f"scaled score of {c.words}",
        "z",
        "s / r",
        (Quantity(c.score, "1", f"score of {c.words}", "s"), root),
    )


def draw_scores(p: Picture, look: Look, lay: Lay, seen: np.ndarray, scaled: float) -> None:
    """The scores under the keys; in the third beat they are scaled before your eyes."""
    if look.query is None:
        p.text(
            (float(lay.xs.mean()), SCORE_Y),
            "this recording keeps only the weights of this layer",
            size=16,
            role="dim",
            align="center",
            alpha=float(seen.max()),
            fit=700,
        )
        return
    for i, c in enumerate(look.columns):
        a = float(seen[i]) * (1.0 if scaled in (0.0, 1.0) else abs(2 * scaled - 1))
        sign = "≤ " if c.kind == "group" else ""
        if c.hidden:
            p.text(
                (lay.xs[i], SCORE_Y),
                "masked" if scaled < 0.5 else "−∞",
                size=17,
                role="waste",
                mono=True,
                align="center",
                alpha=a,
            )
            continue
        value = score_quantity(look, i, scaled >= 0.5)
        role = "ink" if i == best_match(look) else "dim"
        if look.by_hand:
            _hand_score(p, look, i, float(lay.xs[i]), a, scaled >= 0.5)
        elif value is not None:
            told = format(float(value.value), ".2f" if scaled >= 0.5 else ".1f").replace("-", "−")
            p.text(
                (lay.xs[i], SCORE_Y),
                sign + told,
                v=value,
                size=17,
                mono=True,
                role=role,
                align="center",
                alpha=a,
                fit=88,
            )


def _hand_score(p: Picture, look: Look, i: int, x: float, a: float, scaled: bool) -> None:
    assert look.query is not None and look.keys is not None
    q, k = look.query, look.keys[i]
    if scaled:
        p.text(
            (x, SCORE_Y),
            "{s} ÷ √{d} = {v:.3f}",
            s=score_quantity(look, i, False),
            d=look.width,
            v=float(look.columns[i].score or 0.0) * look.scale,
            size=18,
            mono=True,
            align="center",
            alpha=a,
            fit=300,
        )
        return
    p.text(
        (x, SCORE_Y),
        "{a}×{b} + {c}×{d} = {v}",
        a=float(q[0]),
        b=float(k[0]),
        c=float(q[1]),
        d=float(k[1]),
        v=score_quantity(look, i, False),
        size=18,
        mono=True,
        align="center",
        alpha=a,
        fit=300,
    )


def best_match(look: Look) -> int:
    scores = [c.score if c.score is not None and not c.hidden and c.kind != "group" else -np.inf for c in look.columns]
    return int(np.argmax(scores))


def draw_weights(p: Picture, look: Look, lay: Lay, shown: float) -> None:
    """The softmax weights, larger where more attention goes."""
    if shown <= 0.01:
        return
    most = max(c.weight for c in look.columns)
    for i, (c, words) in enumerate(zip(look.columns, printed(look), strict=True)):
        part = (c.weight / most) ** 0.5
        size = 30.0 if look.by_hand else 21.0 + 13.0 * part * (part > 0.7)
        value = Quantity(c.weight, "1", f"weight of {c.words}", "w")
        p.text(
            (lay.xs[i], WEIGHT_Y),
            words,
            v=value,
            size=size * (0.6 + 0.4 * shown),
            mono=True,
            weight=700 if part > 0.7 else 500,
            role="waste" if c.hidden else "decode",
            align="center",
            alpha=shown * (0.55 + 0.45 * min(1.0, part * 2)),
            fit=lay.widths[i] + 8,
        )


def draw_veil(p: Picture, look: Look, lay: Lay, amount: float, hovered: int | None) -> None:
    """Columns that get little attention step back."""
    if amount <= 0.01:
        return
    most = max(c.weight for c in look.columns)
    bright = np.array([0.45 + 0.55 * min(1.0, (c.weight / most) ** 0.5) for c in look.columns])
    if hovered is not None:
        bright = np.where(np.arange(len(bright)) == hovered, 1.0, bright * 0.6)
    w = 118.0 if look.by_hand else STRIP_W + 4
    boxes = np.concatenate(
        [
            np.stack(
                [
                    lay.xs - w / 2,
                    np.full(len(lay.xs), y - 2),
                    np.full(len(lay.xs), w),
                    np.full(len(lay.xs), STRIP_H + 4),
                ],
                1,
            )
            for y in (KEYS_Y, VALUES_Y)
        ]
    )
    p.rects(boxes, "ground", alpha=np.tile((1 - bright) * amount * 0.86, 2))


def draw_output(p: Picture, look: Look, gain: float, filled: float, alpha: float) -> None:
    """The output vector at the end of the threads, filling from the threads' side."""
    if alpha <= 0.01:
        return
    p.rects([BED], None, radius=4, stroke="value", stroke_alpha=0.7 * alpha, dash=filled < 0.5)
    p.text((BED.cx, BED.y - 12), "output", size=18, weight=600, align="center", alpha=alpha, backed=0.55)
    if filled <= 0:
        return
    p.sprites([(BED.cx, BED.cy)], 210.0, "value", alpha=0.55 * filled * alpha, kind="soft")
    output = look.output

    def build(q: Picture) -> None:
        if output is None:
            q.rects([BED.inset(3)], "value", alpha=0.5)
        elif look.by_hand:
            for box, value in zip(BED.rows(len(output), 4), output, strict=True):
                q.rects([box], "value", radius=5, alpha=0.55)
                q.text(
                    (box.cx, box.cy + 7),
                    "{v:.2f}",
                    v=float(value),
                    size=19,
                    mono=True,
                    weight=700,
                    align="center",
                    fit=box.w - 4,
                )
        else:
            draw_strips(q, output[None], [BED.cx], BED.y + 2, "value", False, gain, h=BED.h - 2)

    p.bake(
        ("attention", "output", look.key, gain),
        build,
        rect=Rect(BED.x - 4, BED.y - 4, BED.w + 8, BED.h + 8),
        alpha=float(smooth(filled)) * alpha,
    )


def draw_labels(p: Picture, look: Look, gain: float, shown: dict[str, float], scaled: float) -> None:
    """What each row is, at the left."""
    rows = (
        ("tokens", CHIP_Y + 29, "dim"),
        ("keys", KEYS_Y + STRIP_H / 2 + 6, "key"),
        ("scores  q·k / √d" if scaled >= 0.5 else "scores  q·k", SCORE_Y, "dim"),
        ("softmax weights", WEIGHT_Y, "decode"),
        ("values", VALUES_Y + STRIP_H / 2 + 6, "value"),
    )
    for words, y, role in rows:
        p.text((LABEL_X, y), words, size=18, weight=500, role=role, alpha=shown[words.split()[0]], fit=226)
