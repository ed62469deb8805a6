"""One layer seen from the front: threads of attention run between columns, the MLP stays inside each."""

from __future__ import annotations

import numpy as np

from scenes.paths.residual_stream.facts import ResidualStream, word
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, set_control
from tourapp.authoring.sizes import LABEL, LINE

ROOM = Rect(64.0, 184.0, 1376.0, 606.0)
LOW, HIGH, BOX = 640.0, 440.0, Rect(0.0, 250.0, 0.0, 70.0)
"""Where a thread leaves its column, where it comes in, and the row of MLP rooms."""
POINTS = 24
NAMED = 3
RUN = 2.6


def column_places(count: int) -> tuple[np.ndarray, float]:
    """Middles of the columns, and their pitch."""
    pitch = min(ROOM.w / count, 150.0)
    start = ROOM.cx - pitch * count / 2
    return start + pitch * (np.arange(count) + 0.5), pitch


def draw_between(f: Frame, p: Picture, stream: ResidualStream) -> None:
    """The column looked at is lit; what could reach it stands bright, what could not is faint."""
    run = stream.run
    pointed = f.hovered("column")
    token = pointed if isinstance(pointed, int) and pointed < run.count else stream.token
    x, pitch = column_places(run.count)
    half = min(0.3 * pitch, 18.0)
    reach = np.arange(run.count) <= token
    light = stream.light[stream.layer + 1]
    boxes = np.stack(
        [x - half, np.full(run.count, ROOM.y), np.full(run.count, 2 * half), np.full(run.count, ROOM.h)], 1
    )
    shown = f.cue("mix.columns")
    for ours, role in ((False, "prefill"), (True, "decode")):
        at = reach & ((np.arange(run.count) == token) == ours)
        p.rects(
            boxes[at], role, radius=3, alpha=shown * (0.16 + 0.4 * light[at] + 0.3 * ours), gradient="down", fade=0.6
        )
    if (~reach).any():
        p.rects(boxes[~reach], None, radius=3, stroke="line", stroke_width=2.0, stroke_alpha=shown)
    _draw_threads(f, p, stream, token, x)
    _draw_mlp(f, p, x, half, reach)
    _draw_words(f, p, stream, token, x)
    tags = tuple(Tag("column", each) for each in range(run.count))
    acts = tuple(set_control("residual_token", each + 1) for each in range(run.count))
    p.hot(boxes, tags, acts)


def _draw_threads(f: Frame, p: Picture, stream: ResidualStream, token: int, x: np.ndarray) -> None:
    """From each column that is looked at to ours, as wide as the share it gets."""
    grown, look = f.cue("mix.threads"), stream.run.looks[stream.layer, token, : token + 1].astype(float)
    if grown <= 0.004 or not token:
        return
    u = np.linspace(0.0, 1.0, POINTS)
    others = np.arange(token)
    ends = x[others][:, None] + (x[token] - x[others])[:, None] * u * grown
    rise = LOW + (HIGH - LOW) * u - 70.0 * np.sin(np.pi * u)
    points = np.stack([ends, np.broadcast_to(rise, ends.shape)], 2)
    share = look[:-1]
    p.curves(points, "value", width=np.maximum(1.0, 26.0 * share), alpha=0.25 + 0.7 * np.minimum(1.0, 3 * share))
    now = (f.clock / RUN + 0.61803 * others) % 1.0
    at = np.stack([x[others] + (x[token] - x[others]) * now, LOW + (HIGH - LOW) * now - 70.0 * np.sin(np.pi * now)], 1)
    p.sprites(at, 22.0 + 40.0 * share, "value", alpha=grown * np.minimum(1.0, 0.3 + 3 * share) * np.sin(np.pi * now))


def _draw_mlp(f: Frame, p: Picture, x: np.ndarray, half: float, reach: np.ndarray) -> None:
    """A room on every column, with a light that goes in and comes out again."""
    shown = f.cue("mix.rooms")
    if shown <= 0.004:
        return
    count, wide = len(x), 1.35 * half
    rooms = np.stack([x - wide, np.full(count, BOX.y), np.full(count, 2 * wide), np.full(count, BOX.h)], 1)
    p.rects(
        rooms, "weights", radius=5, alpha=shown * np.where(reach, 0.95, 0.3), stroke="white", stroke_alpha=0.6 * shown
    )
    share = (f.clock / RUN) % 1.0
    y = BOX.bottom + 90.0 - 150.0 * np.sin(np.pi * share)
    p.sprites(np.stack([x[reach], np.full(int(reach.sum()), y)], 1), 30.0, "white", alpha=0.8 * shown)


def _draw_words(f: Frame, p: Picture, stream: ResidualStream, token: int, x: np.ndarray) -> None:
    """Names of the two kinds of block, and of the columns most looked at."""
    run, told = stream.run, f.cue("mix.told")
    top = f.cue("mix.rooms")
    p.text((ROOM.x, ROOM.y - 24), "MLP: inside one column", size=LINE, weight=600, alpha=top)
    at = (ROOM.x, LOW + 60)
    words = Phrase("attention of layer {n}, mean of its heads", n=stream.layer + 1)
    p.text(at, words, size=LINE, weight=600, role="value", alpha=f.cue("mix.threads"), backed=0.85)
    look = run.looks[stream.layer, token, : token + 1].astype(float)
    named = [int(each) for each in np.argsort(-look[:-1])[:NAMED]] if token else []
    used: list[float] = [float(x[token])]
    y = ROOM.bottom + 36
    ours, own = word(run.texts[token], LABEL, 150.0), float(x[token])
    side = "left" if own < ROOM.x + 80 else "right" if own > ROOM.right - 80 else "center"
    at = (min(max(own, ROOM.x), ROOM.right), y)
    p.text(at, "{w}", w=ours, size=LABEL, weight=600, role="decode", align=side, part="columns")
    for each in named:
        if all(abs(float(x[each]) - other) > 220 for other in used):
            used.append(float(x[each]))
            told_word = word(run.texts[each], LABEL, 190.0)
            side = "left" if x[each] < ROOM.x + 80 else "center"
            p.text((max(x[each], ROOM.x), y), "{w}", w=told_word, size=LABEL, align=side, alpha=told, part="columns")
