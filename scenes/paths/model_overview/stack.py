"""Where the parameters live: rooms leave the tower and stand upon one another by kind, in the same area."""

from __future__ import annotations

import numpy as np

from scenes.paths.model_overview.climb import draw_alone
from scenes.paths.model_overview.facade import Facade
from scenes.paths.model_overview.facts import ROLES, WEIGHTS, measure, phase, short, tower, towers
from scenes.paths.model_overview.places import SECOND_X, STACK_W, STACK_X, TOWER
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, pulse
from tourapp.authoring.sizes import LABEL, READOUT

ORDER = ("embedding", "attention", "router", "ffn", "head")
"""From the foot up."""
LEAST_WORDS = 46.0
"""Height between the words of two kinds."""
HEADS = {
    ("prefill", "flops"): Phrase("FLOPs, prefill"),
    ("decode", "flops"): Phrase("FLOPs, decode"),
    ("prefill", "bytes"): Phrase("bytes, prefill"),
    ("decode", "bytes"): Phrase("bytes, decode"),
    ("prefill", "time"): Phrase("time, prefill"),
    ("decode", "time"): Phrase("time, decode"),
}
KINDS = {
    "embedding": Phrase("embedding"),
    "attention": Phrase("attention"),
    "router": Phrase("router"),
    "ffn": Phrase("FFN"),
    "head": Phrase("LM head"),
}


def stack_boxes(shares: dict[str, float], x: float) -> dict[str, Rect]:
    """Kinds upon one another as high as the tower, each by its share."""
    y, found = TOWER.bottom, {}
    for kind in ORDER:
        high = TOWER.h * shares.get(kind, 0.0)
        y -= high
        found[kind] = Rect(x, y, STACK_W, high)
    return found


def draw_weights(f: Frame, p: Picture) -> None:
    """The tower, its rooms on their way, and the shares; beside them those of what a pass does, where that is asked."""
    ours, moved = tower(f), f.cue("weights.moves", eased=False)
    facade = draw_alone(f, p)
    shares = {room.kind: float(room.share.value) for room in ours.rooms}
    boxes = stack_boxes(shares, STACK_X)
    _draw_moving(p, facade, boxes, moved)
    told = f.cue("weights.told")
    p.text((STACK_X + STACK_W / 2, TOWER.y - 14), "parameters", size=LABEL, weight=600, align="center", alpha=told)
    if measure(f) == WEIGHTS:
        _draw_words(p, f, boxes, told)
    else:
        _draw_second(f, p, boxes, told)
    breath = Rect(STACK_X, boxes["ffn"].y, STACK_W, boxes["ffn"].h)
    p.rects([breath], None, stroke="white", stroke_width=2.0, stroke_alpha=told * pulse(f.clock, 3.0, 0.15, 0.6))


def _draw_moving(p: Picture, facade: Facade, boxes: dict[str, Rect], moved: float) -> None:
    """Every room goes to its slice of the stack; area does not change on the way."""
    for kind in ORDER:
        end = boxes[kind]
        if end.h <= 0.01:
            continue
        if kind in ("embedding", "head"):
            start = np.array([facade.entrance if kind == "embedding" else facade.roof], dtype=np.float64)
        else:
            start = facade.rooms[kind]
        n = len(start)
        y = end.bottom - end.h * np.arange(1, n + 1) / n
        goal = np.stack([np.full(n, end.x), y, np.full(n, end.w), np.full(n, end.h / n)], 1)
        late = 0.4 * np.arange(n) / max(1, n - 1)
        share = np.clip(moved * 1.4 - late, 0.0, 1.0)[:, None]
        share = share * share * (3.0 - 2.0 * share)
        now = start + (goal - start) * share
        if moved < 1.0:
            p.rects(now, ROLES[kind], alpha=0.7)
        else:
            p.rects([end], ROLES[kind], alpha=0.75)
            seams = np.stack([np.full(n, end.x), y, np.full(n, end.right), y], 1)
            p.lines(seams, "ground", alpha=min(0.5, 0.1 * end.h / n))


def _spread(boxes: dict[str, Rect]) -> dict[str, float]:
    """Baselines of the words beside a stack, from the foot up, none upon another."""
    last, found = TOWER.bottom + LEAST_WORDS, {}
    for kind in ORDER:
        if boxes[kind].h > 0.0:
            last = min(boxes[kind].cy, last - LEAST_WORDS)
            found[kind] = last
    over = TOWER.y + 20.0 - last
    return {kind: y + max(0.0, over) for kind, y in found.items()}


def _draw_words(p: Picture, f: Frame, boxes: dict[str, Rect], told: float) -> None:
    """Name, parameters and share of each kind."""
    ours = tower(f)
    for kind, y in _spread(boxes).items():
        room = ours.room(kind)
        if room is None:
            continue
        x = STACK_X + STACK_W
        p.lines([(x + 4, boxes[kind].cy, x + 30, y)], "dim", width=1.5, alpha=told)
        p.text((x + 40, y + 9), KINDS[kind], size=READOUT, weight=600, alpha=told, part="kinds")
        right, share = (x + 330, y + 9), (x + 468, y + 9)
        p.text(right, "{v}", v=short(room.params), size=READOUT, mono=True, align="right", alpha=told, part="params")
        p.text(share, "{v}", v=room.share, size=LABEL, mono=True, align="right", role="dim", alpha=told, part="shares")


def _draw_second(f: Frame, p: Picture, boxes: dict[str, Rect], told: float) -> None:
    """The same kinds by their share of the pass, and ribbons from one stack to the other."""
    done: dict[str, Quantity] = towers(f).lit[phase(f)][measure(f)]
    other = stack_boxes({kind: float(value.value) for kind, value in done.items()}, SECOND_X)
    at = (SECOND_X + STACK_W / 2, TOWER.y - 14)
    p.text(at, HEADS[phase(f), measure(f)], size=LABEL, weight=600, align="center", alpha=told)
    for kind in ORDER:
        one, two = boxes[kind], other[kind]
        ribbon = [(one.right, one.y), (two.x, two.y), (two.x, two.bottom), (one.right, one.bottom)]
        p.polys(ribbon, ROLES[kind], alpha=0.16 * told)
        if two.h > 0.0:
            p.rects([two], ROLES[kind], alpha=0.75 * told)
    for kind, y in _spread(other).items():
        x = SECOND_X + STACK_W
        p.text((x + 14, y + 9), "{v}", v=done[kind], size=LABEL, mono=True, alpha=told, part="second")
    for kind, y in _spread(boxes).items():
        p.text((STACK_X - 14, y + 9), KINDS[kind], size=LABEL, weight=600, align="right", alpha=told, part="kinds")
