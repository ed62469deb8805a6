"""The flight home: a road through all scenes, each shown by its own picture of this very world, as tilted cards.

The pictures are the scenes' own drawings with the present inputs, drawn small once and kept; nothing here is a stock
image.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from tourapp.authoring import Frame, Picture, Rect, Scene, all_scenes
from tourapp.world import controls as input_controls

VIEW = Rect(40, 110, 1424, 740)
"""The part of a scene's stage that its card shows."""
MOMENTS = {
    "network": ("race", 0.75),
    "queue": ("load", 0.9),
    "tokenization": ("vectors", 0.8),
    "sampling": ("reshape", 0.9),
    "prefill_decode": ("loop", 0.6),
    "kv_hall": ("decode", 0.8),
    "attention": ("blend", 0.9),
    "gpu_grid": ("decode", 0.9),
    "batching": ("gap", 0.9),
    "paging": ("table", 0.9),
    "pricing": ("bill", 0.9),
    "quantization": ("snap", 0.9),
    "speculation": ("verdict", 0.9),
    "flash_attention": ("tiles", 0.7),
}
"""Which beat of a scene is its portrait; the last beat where a name is not found."""
ROWS = ((9, 14, 206.0, 166.0, 30.0), (4, 8, 402.0, 202.0, 12.0), (1, 3, 640.0, 250.0, 0.0))
"""first and last chapter, middle y, card width, left inset of each row of the road, far to near."""


def travelled() -> tuple[Scene, ...]:
    """The scenes the request went through: all before the finale."""
    return tuple(item for item in all_scenes() if item.id != "finale")


def portrait(item: Scene) -> float:
    """The time in a scene at which its card is taken."""
    name, share = MOMENTS.get(item.id, ("", 0.85))
    names = [beat.name for beat in item.timeline.beats]
    index = names.index(name) if name in names else len(names) - 1
    return item.timeline.start(index) + share * item.timeline.beats[index].seconds


@lru_cache(maxsize=4)
def card_places(count: int) -> tuple[tuple[float, float, float], ...]:
    """Middle and width of every chapter's card, in chapter order. The road runs left to right and back, far to near."""
    places: dict[int, tuple[float, float, float]] = {}
    spread = {1: 1062.0, 2: 1072.0, 3: 792.0}
    for row, (first, last, y, width, inset) in enumerate(ROWS, 1):
        chapters = [k for k in range(first, last + 1) if k <= count]
        if not chapters:
            continue
        left = 64.0 + inset + width / 2
        step = (spread[row]) / max(1, len(chapters))
        order = chapters if row != 1 else list(reversed(chapters))
        if row == 3:
            order = list(reversed(chapters))
        for k, chapter in enumerate(order):
            places[chapter] = (left + k * step, y, width)
    return tuple(places[k] for k in range(1, count + 1))


def road(count: int) -> np.ndarray:
    """The way of the light from the last chapter to the first and on to the screen, evenly spaced (m x 2)."""
    places = card_places(count)
    points = [(x, y + w * 0.36) for x, y, w in reversed(places)]
    points.append((962.0, 700.0))
    rough = np.array(points)
    steps = np.r_[0, np.cumsum(np.hypot(*np.diff(rough, axis=0).T))]
    even = np.linspace(0, steps[-1], 500)
    smooth = np.stack([np.interp(even, steps, rough[:, 0]), np.interp(even, steps, rough[:, 1])], 1)
    kernel = np.hanning(41)
    kernel /= kernel.sum()
    padded = np.pad(smooth, ((20, 20), (0, 0)), mode="edge")
    return np.stack([np.convolve(padded[:, k], kernel, "valid") for k in (0, 1)], 1)


def scene_frame(f: Frame, item: Scene) -> Frame:
    """A scene's own frame in this world, at its portrait."""
    own = {name: value for name, value in item.overrides.items() if name in input_controls()}
    world = f.world.with_inputs(**own) if own else f.world
    return Frame(world, item.timeline, portrait(item), 0.0, item.view_defaults, None, f.still, f.text_gain)


def draw_card(
    p: Picture,
    f: Frame,
    chapter: int,
    item: Scene,
    place: tuple[float, float, float],
    *,
    lit: float = 0.0,
    alpha: float = 1.0,
) -> None:
    """One scene's picture on a leaning card; lit while the light passes it."""
    x, y, width = place
    w = width * (1 + 0.16 * lit)
    h = w * VIEW.h / VIEW.w
    lean = 0.06 * h
    quad = (
        (x - w / 2, y - h / 2 + lean),
        (x + w / 2, y - h / 2),
        (x + w / 2, y + h / 2 - lean * 0.4),
        (x - w / 2, y + h / 2 + lean),
    )

    def build(q: Picture) -> None:
        q.rects([VIEW], "ground")
        inner = Picture()
        item.draw(scene_frame(f, item), inner)
        q.ops.extend(inner.ops)

    if lit > 0.05:
        p.sprites([(x, y)], w * 1.5, item.light, kind="soft", alpha=0.55 * lit * alpha)
    key = ("card", item.id, f.inputs, f.world.recording.badge, len(f.world.recording.ids), f.text_gain, f.still)

    def leaning(q: Picture) -> None:
        q.bake(key, build, rect=VIEW, quad=quad, alpha=0.92 + 0.08 * lit, detail=0.32)
        q.polys(np.array(quad), None, stroke=item.light, stroke_width=1.0 + 1.5 * lit, stroke_alpha=0.45 + 0.55 * lit)

    if lit > 0.05:
        with p.group(opacity=alpha):
            leaning(p)
    else:  # at rest the leaning card itself is kept: one plain blit
        p.bake(
            ("leaning", *key, place),
            leaning,
            rect=Rect(x - w / 2 - 4, y - h / 2 - 4, w + 8, h + 10 + lean),
            alpha=alpha,
        )
    p.text(
        (x - w / 2 + 2, y - h / 2 - 8),
        f"{{n}}  {item.id.replace('_', ' ')}",
        n=chapter,
        size=15,
        role="ink" if lit > 0.3 else "dim",
        alpha=alpha,
        fit=w - 4,
        spill=True,
    )
    p.hot([(x - w / 2, y - h / 2, w, h)], (f"card {item.id}",), (f"goto:{item.id}",))


def draw_road(p: Picture, path: np.ndarray, head: float, clock: float) -> None:
    """The road as far as the light has come, with the light's wake."""
    p.curves(path, "line", alpha=0.9)
    upto = max(2, int(head * (len(path) - 1)))
    p.curves(path[:upto], "decode", width=2.0, alpha=0.75)
    if head < 1:
        p.trail(path, head, "decode", length=0.12, count=40, size=40)
        at = path[min(upto, len(path) - 1)]
        p.spark((float(at[0]), float(at[1])), "decode", size=90)
    else:
        for k in range(4):
            p.trail(path, (clock * 0.12 + k * 0.25) % 1.0, "decode", length=0.05, count=14, size=22, alpha=0.8)


__all__ = ["card_places", "draw_card", "draw_road", "road", "travelled"]
