"""What stands on the stage: the picture of the beat, or a floor from near."""

from __future__ import annotations

from scenes.paths.model_overview.climb import draw_tower
from scenes.paths.model_overview.doors import draw_enter, draw_near
from scenes.paths.model_overview.experts import draw_moe
from scenes.paths.model_overview.line_up import draw_scale
from scenes.paths.model_overview.stack import draw_weights
from tourapp.authoring import Frame, Picture, ramp, smooth

DRAWN = {"tower": draw_tower, "weights": draw_weights, "scale": draw_scale, "moe": draw_moe, "enter": draw_enter}


def draw_stage(f: Frame, p: Picture) -> None:
    """One gives way to the other as somebody looks closer."""
    near = min(max(f.eased("tower_zoom"), 0.0), 1.0)
    if near <= 0.0:
        DRAWN[f.beat_name](f, p)
    elif near >= 1.0:
        draw_near(f, p)
    else:
        with p.group(opacity=1.0 - float(smooth(ramp(near, 0.0, 0.5)))):
            DRAWN[f.beat_name](f, p)
        with p.group(opacity=float(smooth(ramp(near, 0.5, 1.0))), scale=0.7 + 0.3 * near, about=(752.0, 480.0)):
            draw_near(f, p)
