"""What stands behind the question before the tour begins: the globe alone, as wide as the stage."""

from __future__ import annotations

from scenes.network.framing import frame_path
from scenes.network.globe import FRAME
from scenes.network.still_globe import draw_globe
from tourapp.authoring import Frame, Picture
from tourapp.authoring.layout import WIDTH

TOP = 78.0
"""Stage units of the globe's upper edge."""
LIMB = 148.0
"""Where that edge is on the scene's own stage."""


def draw_opening(f: Frame, p: Picture) -> None:
    """The very globe of the scene, grown from the room beside a rail to the whole width."""
    larger = WIDTH / FRAME.w
    with p.group(scale=larger, about=(0.0, LIMB), move=(0.0, TOP - LIMB)):
        draw_globe(p, frame_path(f.world.route), f.world.land, f.world.places, alpha=0.8)
