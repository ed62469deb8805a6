"""Requests outside the door of policy A, as sparks in rows, from the simulated run."""

from __future__ import annotations

import numpy as np

from scenes.batching.panels import LOW, PolicyPanel
from tourapp.authoring import Frame, Picture
from tourapp.authoring.sizes import T15, T18, T48

SPARKS_X, SPARKS_Y = LOW.x + 200, LOW.y + 60
A_ROW = 32
"""Sparks in a row."""


def draw_waiting_room(f: Frame, p: Picture, panel: PolicyPanel) -> None:
    """How many wait at the panel's step, and who of them is ours."""
    trace = panel.trace
    waiting = trace.at(panel.now).waiting if panel.now < trace.steps else np.zeros(0, int)
    shown = f.cue("door.room_opens", eased=False) * (1 - f.cue("door.room_closes", eased=False))
    if shown < 0.02:
        return
    p.text((LOW.x, LOW.y + 60), "waiting outside", size=T18, role="dim", alpha=shown)
    p.text((LOW.x, LOW.y + 112), "{n}", n=len(waiting), size=T48, weight=600, mono=True, role="prefill", alpha=shown)
    if not len(waiting):
        return
    k = np.arange(len(waiting))
    at = np.stack([SPARKS_X + (k % A_ROW) * 36, SPARKS_Y + (k // A_ROW) * 34], 1)
    p.sprites(at, 26, "prefill", alpha=0.85 * shown)
    mine = np.flatnonzero(waiting == trace.ours) if trace.ours is not None else np.zeros(0, int)
    if len(mine):
        x, y = at[mine[0]]
        p.sprites([(x, y)], 44, "ink", kind="ring", alpha=shown, additive=False)
        p.text((x, y + 40), "ours", size=T15, align="center", weight=600, alpha=shown, backed=0.6, spill=True)
