"""A soft dark plate behind a large number, so that it stands out from whatever moves there."""

from __future__ import annotations

from tourapp.authoring import Picture, Rect

RINGS = 12


def draw_shade(p: Picture, plate: Rect, alpha: float, *, soft: float = 2.4) -> None:
    """A plate whose edge fades over a dozen rings, each `soft` stage units inside the one before."""
    wide, high = round(plate.w), round(plate.h)

    def build(q: Picture) -> None:
        for ring in range(RINGS):
            q.rects([Rect(0.0, 0.0, wide, high).inset(soft * ring)], "ground", radius=34, alpha=0.14)

    key = ("soft plate", wide, high, soft)
    p.bake(key, build, rect=Rect(0.0, 0.0, wide, high), alpha=alpha, shift=(round(plate.x), round(plate.y)))
