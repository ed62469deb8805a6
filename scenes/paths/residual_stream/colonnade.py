"""The colonnade: each token a column of light through all storeys, the one looked at in front; beams of attention come
along the storeys from the columns behind, and the MLP's rooms add from the right."""

from __future__ import annotations

from functools import partial

import numpy as np

from scenes.paths.residual_stream.facts import ResidualStream
from tourapp.authoring import Frame, Phrase, Picture, Rect, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, VALUE

FOOT, HEAD = 806.0, 170.0
OURS, FAR_X, FAR_Y = 1020.0, -100.0, 540.0
"""Where our column stands, and the point to which the others recede."""
RECEDE = 0.058
ROOMS = (1300.0, 1436.0)
WIDE = (17.0, 40.0)
"""Half widths of a far column and of ours where they are brightest."""
WHOLE = Rect(0.0, 110.0, 1480.0, 740.0)
CLIMB = 5.0
SPARKS = 6


def scale(stream: ResidualStream, token: np.ndarray | float) -> np.ndarray | float:
    """How large a column is drawn; the one looked at is 1."""
    return 1.0 / (1.0 + RECEDE * (stream.token - np.asarray(token, float)))


def column_x(stream: ResidualStream, token: float) -> float:
    """Where a column stands."""
    return float(FAR_X + (OURS - FAR_X) * scale(stream, token))


def storey(stream: ResidualStream, floor: np.ndarray | float) -> np.ndarray | float:
    """Height of a floor at our column, 0 to L."""
    return FOOT - np.asarray(floor, float) * (FOOT - HEAD) / stream.run.layers


def far(stream: ResidualStream, y: np.ndarray | float, token: float) -> np.ndarray | float:
    """The same height at another column."""
    return FAR_Y + (np.asarray(y) - FAR_Y) * scale(stream, token)


def draw_colonnade(f: Frame, p: Picture, stream: ResidualStream, alpha: float = 1.0) -> None:
    """It rises storey by storey; sparks climb our column."""
    if alpha <= 0.004:
        return
    risen = 1.0 if f.past("add") else f.cue("add.rise", eased=False)
    top = FOOT + 34.0 - (FOOT + 44.0 - WHOLE.y) * risen
    shown = Rect(WHOLE.x, top, WHOLE.w, WHOLE.bottom - top)
    p.bake(("colonnade", *stream.key), partial(_draw_whole, stream), rect=WHOLE, bloom=0.35, alpha=alpha, reveal=shown)
    if risen >= 1.0:
        share = (f.clock / CLIMB + np.arange(SPARKS) / SPARKS) % 1.0
        at = np.stack([np.full(SPARKS, OURS), FOOT - (FOOT - HEAD) * share], 1)
        p.sprites(at, 40.0, "white", alpha=0.8 * alpha * np.sin(np.pi * share))
    p.spark((OURS, max(top + 10.0, HEAD)), "decode", size=120 * pulse(f.clock, 2.6, 0.85, 1.05), alpha=alpha)


def _draw_whole(stream: ResidualStream, p: Picture) -> None:
    """All of it, at rest."""
    _draw_floors(stream, p)
    _draw_attention(stream, p)
    _draw_rooms(stream, p)
    light = stream.light
    for token in range(stream.token):
        _draw_column(stream, p, token, light[:, token])
    _draw_column(stream, p, stream.token, light[:, stream.token])


def _draw_floors(stream: ResidualStream, p: Picture) -> None:
    floors = np.arange(0, stream.run.layers + 1, 5)
    y, x0 = storey(stream, floors), column_x(stream, 0)
    p.lines(
        np.stack([np.full(len(floors), x0), far(stream, y, 0), np.full(len(floors), OURS), y], 1), "line", alpha=0.8
    )


def _draw_column(stream: ResidualStream, p: Picture, token: int, light: np.ndarray) -> None:
    """A column: in every storey as wide and as bright as its stream is long there."""
    ours = token == stream.token
    wide, role = (WIDE[1], "decode") if ours else (WIDE[0] * (1.7 if not token else 1.0), "prefill")
    size, x = float(scale(stream, token)), column_x(stream, token)
    edges = np.asarray(far(stream, storey(stream, np.arange(stream.run.layers + 1)), token))
    half = wide * size * light
    left, right = x - half, x + half
    quads = np.stack(
        [
            np.stack([left[:-1], edges[:-1]], 1),
            np.stack([right[:-1], edges[:-1]], 1),
            np.stack([right[1:], edges[1:]], 1),
            np.stack([left[1:], edges[1:]], 1),
        ],
        1,
    )
    bright = 0.25 + 0.75 * ((light[:-1] + light[1:]) / 2) ** 1.6
    p.polys(quads, role, alpha=(1.0 if ours else 0.75) * bright)
    core = quads.copy()
    core[..., 0] = x + (core[..., 0] - x) * 0.34
    p.polys(core, "white", alpha=(0.9 if ours else 0.55) * bright**2, additive=True)


def _beams(stream: ResidualStream, part: int) -> np.ndarray:
    """How large an addition is against what was there, of each layer, 0..1.2."""
    run, token = stream.run, stream.token
    before = run.lengths[:-1, token].astype(float)
    return np.minimum(1.2, run.added[:, part, token] / np.maximum(before, 1e-9))


def _draw_attention(stream: ResidualStream, p: Picture) -> None:
    """Beams along the storeys from the columns behind."""
    if not stream.token:
        return
    share, layers = _beams(stream, 0), np.arange(stream.run.layers)
    y, back = np.asarray(storey(stream, layers + 0.35)), min(2.0, float(stream.token) / 2)
    thick = 2.0 + 15.0 * share**0.8
    edge = OURS - WIDE[1] * 0.6 * stream.light[:-1, stream.token]
    start, low = column_x(stream, back), np.asarray(far(stream, y, back))
    quads = np.stack(
        [
            np.stack([np.full(len(y), start), low - 0.5], 1),
            np.stack([edge, y - thick / 2], 1),
            np.stack([edge, y + thick / 2], 1),
            np.stack([np.full(len(y), start), low + 0.5], 1),
        ],
        1,
    )
    p.polys(quads, "value", alpha=0.35 + 0.6 * np.minimum(1.0, 1.4 * share), gradient="left", fade=0.05, additive=True)


def _draw_rooms(stream: ResidualStream, p: Picture) -> None:
    """The MLP's rooms, one a storey, and what comes out of each."""
    share, layers = _beams(stream, 1), np.arange(stream.run.layers)
    y, top = np.asarray(storey(stream, layers + 0.85)), np.asarray(storey(stream, layers + 1.0))
    edge = OURS + WIDE[1] * 0.6 * stream.light[1:, stream.token]
    thick = 2.0 + 13.0 * share**0.8
    full = np.full(len(y), ROOMS[0])
    quads = np.stack(
        [
            np.stack([edge, y - thick / 2], 1),
            np.stack([full, y - thick / 4], 1),
            np.stack([full, y + thick / 4], 1),
            np.stack([edge, y + thick / 2], 1),
        ],
        1,
    )
    bright = np.minimum(1.0, 1.5 * share)
    p.polys(quads, "white", alpha=0.4 + 0.55 * bright, gradient="right", fade=0.35, additive=True)
    tall = (FOOT - HEAD) / stream.run.layers
    boxes = np.stack([full, top + 2.0, np.full(len(y), ROOMS[1] - ROOMS[0]), np.full(len(y), tall - 4.0)], 1)
    p.rects(boxes, "weights", radius=4, alpha=0.3 + 0.6 * bright)


def draw_colonnade_words(f: Frame, p: Picture, stream: ResidualStream) -> None:
    """How many additions, how long the stream is below and above, and what comes from where."""
    told, numbers = f.cue("add.told"), stream.numbers
    p.text((64.0, 186.0), "{n} additions", n=numbers.additions, size=FIGURE, weight=700, alpha=told)
    words = Phrase("{n} layers, two each; lengths do not add", n=numbers.layers)
    p.text((66.0, 238.0), words, size=LINE, role="dim", alpha=told, backed=0.6)
    y = float(storey(stream, stream.layer + 1))
    p.rects([(OURS - 56, y - 3, 112, 6)], "white", radius=3, alpha=told)
    ends = (
        (numbers.here, (OURS - 84.0, min(y + 34.0, FOOT - 90.0)), FIGURE),
        (numbers.start, (OURS - 60.0, FOOT + 4.0), VALUE),
    )
    for value, at, size in ends:
        words = Phrase("{v}", v=value)
        p.text(at, words, size=size, weight=700, mono=True, role="decode", align="right", alpha=told, backed=0.7)
    p.text((OURS, FOOT + 40), "ours", size=LABEL, weight=600, role="decode", align="center", alpha=told)
    p.text((ROOMS[1], HEAD - 14), "MLP rooms", size=LABEL, weight=600, align="right", alpha=told)
    if stream.token:
        _draw_others(p, stream, told)


def _draw_others(p: Picture, stream: ResidualStream, told: float) -> None:
    """The columns behind ours in words."""
    p.text((OURS - 250, FOOT + 30), "attention", size=LABEL, weight=600, role="value", align="right", alpha=told)
    x, top = column_x(stream, 0), max(290.0, float(far(stream, HEAD, 0)) - 26.0)
    words = Phrase("the first token: up to {v}", v=stream.numbers.first_peak)
    p.text((64.0, top), words, size=LABEL, weight=600, role="prefill", alpha=told, backed=0.7)
    low = float(far(stream, FOOT, 0)) + 56
    others = Phrase("{n} {n|other|others}", n=stream.token)
    p.text((x + 20.0, low), others, size=LABEL, weight=600, role="prefill", align="right", alpha=told)
