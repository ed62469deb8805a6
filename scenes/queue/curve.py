"""Line and curve as one picture: a column of sparks for each load, as long as the mean line at that load; a wall at
100 %.

Column heights are the closed form's (a name says which); the run's own mean is set on the curve as a ring. Heights are
never squeezed: one spark is one request, and what is too long leaves through the top.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from scenes.queue.waiting_line import BASE, PITCH
from tourapp.authoring import Picture, Quantity, Rect, text_width
from tourapp.sim.erlang import wait_curve

LEFT, WALL = 84.0, 1094.0
TOP = 128.0
AREA = Rect(40.0, 112.0, 1060.0, 660.0)
LOADS = np.round(np.arange(0.02, 0.985, 0.02), 2)
HIGHEST = float(LOADS[-1])
FINE = np.concatenate([np.linspace(0.005, 0.8, 60), np.linspace(0.805, 0.998, 160)])
MARKED = (3.0, 9.0, 18.0)  # lines (requests) at which the curve says what they cost
BEYOND = 1160.0  # where the column stands that has no mean


def load_x(load: float | np.ndarray) -> float | np.ndarray:
    """Stage x of a utilisation; above capacity, the place beyond the wall."""
    inside = LEFT + (WALL - LEFT) * np.minimum(load, 1.0)
    found = np.where(np.asarray(load) >= 1.0, BEYOND, inside)
    return float(found) if found.ndim == 0 else found


@lru_cache(maxsize=32)
def mean_lines(replicas: int, burstiness: float) -> tuple[np.ndarray, np.ndarray]:
    """Mean number in line at LOADS and at FINE (it does not depend on the service time)."""
    return (wait_curve(LOADS, replicas, 1.0, burstiness).in_line, wait_curve(FINE, replicas, 1.0, burstiness).in_line)


def curve_x(replicas: int, burstiness: float, y: float) -> float:
    """Stage x at which the curve passes the height y."""
    fine = mean_lines(replicas, burstiness)[1]
    return float(load_x(min(float(np.interp((BASE - y) / PITCH, fine, FINE)), 0.999)))


def per_cent(load: float) -> str:
    """A load in whole per cents, as words."""
    return f"{load * 100:.0f}\u2009%"


def top_x(replicas: int, burstiness: float) -> float:
    """Where the curve leaves the picture at its top, or the wall."""
    lines = mean_lines(replicas, burstiness)[1]
    over = np.flatnonzero(lines * PITCH > BASE - TOP - 90)
    return float(load_x(float(FINE[over[0]]))) if over.size else float(load_x(HIGHEST))


def draw_curve(p: Picture, replicas: int, burstiness: float, alpha: float, reach: float) -> None:
    """Columns and curve from the left up to x = `reach`."""
    if alpha <= 0.004 or reach <= LEFT:
        return
    p.bake(
        ("queue-curve", replicas, burstiness),
        lambda q: _curve(q, replicas, burstiness),
        rect=AREA,
        alpha=alpha,
        bloom=0.55,
        reveal=Rect(AREA.x, AREA.y, reach - AREA.x, AREA.h),
    )


def prepare_curve(p: Picture, replicas: int, burstiness: float) -> None:
    """Have the layer made before it is shown, so that no frame of the sweep waits for it. Draws nothing."""
    p.bake(
        ("queue-curve", replicas, burstiness),
        lambda q: _curve(q, replicas, burstiness),
        rect=AREA,
        alpha=0.0,
        bloom=0.55,
        reveal=Rect(AREA.x, AREA.y, 1.0, 1.0),
    )


def _curve(q: Picture, replicas: int, burstiness: float) -> None:
    lines, fine = mean_lines(replicas, burstiness)
    at, strength = column_sparks(lines, load_x(LOADS))
    q.sprites(at, 24, "prefill", kind="soft", alpha=0.30 * strength)
    q.sprites(at, 9.5, "prefill", kind="dot", additive=False, alpha=0.62 * strength)
    x, y = load_x(FINE), BASE - PITCH * fine - 4.0
    keep = y > TOP - 40
    path = np.stack([x, y], 1)[keep]
    fade = np.clip((path[:, 1] - TOP) / 90.0, 0.0, 1.0)
    low = path[:, 1] > BASE - 3.2 * PITCH
    for part, role in ((low, "ink"), (~low, "waste")):
        rows = np.flatnonzero(part)
        if rows.size:
            rows = np.arange(max(0, rows[0] - 1), rows[-1] + 1)
            _stroke(q, path[rows], fade[rows], role)


def _stroke(q: Picture, path: np.ndarray, fade: np.ndarray, role: str) -> None:
    """A line of light that fades out towards the top."""
    for width, alpha in ((9.0, 0.10), (3.0, 0.95)):
        solid = np.flatnonzero(fade > 0.99)
        if solid.size > 2:
            q.curves(path[solid], role, width=width, alpha=alpha)
        for i in range(len(path) - 1):
            if 0.02 < min(fade[i], fade[i + 1]) <= 0.99 and width < 4:
                q.lines([(*path[i], *path[i + 1])], role, width=width, alpha=float(fade[i]) * alpha)


def column_sparks(lines: np.ndarray, xs: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
    """Stage positions (n x 2) and strengths of columns of `lines` sparks at `xs`; the last spark counts its
    fraction."""
    at, strength = [], []
    for x, n in zip(np.atleast_1d(xs), np.atleast_1d(lines), strict=True):
        j = np.arange(int(np.ceil(min(float(n), 60.0))))
        y = BASE - PITCH * (j + 0.5)
        part = np.clip(n - j, 0.0, 1.0) * np.clip((y - TOP) / 110.0, 0.0, 1.0)
        at.append(np.stack([np.full(len(j), x), y], 1))
        strength.append(part)
    return np.concatenate(at), np.concatenate(strength)


def draw_axis(p: Picture, load: Quantity, method: str, alpha: float, wall: float) -> None:
    """The axis of load with our own load marked on it, what the columns are (`method` names the closed form), and the
    hatched wall at full capacity."""
    if alpha <= 0.004:
        return
    here = float(load_x(float(load.value)))
    p.lines([(64, BASE + 4, WALL, BASE + 4)], "line", width=1.4, alpha=alpha)
    _heights(p, alpha)
    own = text_width("100.0 %", 20, "mono") / 2 + 44
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        x = LEFT + (WALL - LEFT) * tick
        if abs(x - here) > own or (here == BEYOND and tick == 1.0):
            p.text(
                (x, BASE + 46),
                per_cent(tick),
                size=17,
                role="dim",
                mono=True,
                align="right" if here == BEYOND and tick == 1.0 else "center",
                alpha=alpha,
            )
    p.text(
        (here, BASE + 47),
        "{v}",
        v=load,
        size=20,
        weight=600,
        mono=True,
        align="center",
        alpha=alpha,
        role="waste" if here == BEYOND else "ink",
    )
    p.text((LEFT - 20, BASE + 80), "how busy the replicas are", size=17, role="dim", alpha=alpha)
    p.text(
        (WALL + 20, BASE + 80),
        "columns: mean line, {name}",
        name=method,
        size=17,
        role="dim",
        align="right",
        alpha=alpha,
    )
    if wall > 0.004:
        p.bake(("queue-wall",), _wall, rect=Rect(WALL - 50, TOP - 8, 70, BASE - TOP + 16), alpha=wall)
        p.text((WALL + 22, TOP + 4), "unstable", size=17, role="waste", weight=500, rotate=90, alpha=wall)


def _wall(q: Picture) -> None:
    """Full capacity: hatched, with a red light before it."""
    q.rects([(WALL - 46, TOP - 4, 46, BASE - TOP + 8)], "waste", alpha=0.20, gradient="left", fade=0.0)
    q.hatch([(WALL, TOP - 4, 12, BASE - TOP + 8)])
    q.lines([(WALL, TOP - 4, WALL, BASE + 4)], "waste", width=2)


def _heights(p: Picture, alpha: float) -> None:
    """Two quiet lines that say how many sparks high they are."""
    counts = (10, 20)
    levels = [BASE - PITCH * n for n in counts]
    p.lines([(LEFT + 70, y, WALL, y) for y in levels], "line", alpha=0.55 * alpha)
    for n, y in zip(counts, levels, strict=True):
        p.text((LEFT - 20, y + 6), "{n} in line", n=n, size=16, role="dim", alpha=alpha)


def draw_lit_column(p: Picture, load: float, replicas: int, burstiness: float, alpha: float) -> None:
    """The column of one load, lit."""
    if alpha <= 0.004 or load >= 1.0:
        return
    n = float(wait_curve([load], replicas, 1.0, burstiness).in_line[0])
    x = float(load_x(load))
    at, strength = column_sparks(np.array([n]), x)
    if not len(at):
        return
    height = min(n * PITCH, BASE - TOP)
    p.sprites(
        [(x, BASE - height / 2)],
        max(150.0, height * 1.25),
        "waste",
        kind="soft",
        squash=min(1.0, 130.0 / max(150.0, height * 1.25)),
        alpha=0.42 * alpha,
    )
    p.sprites(at, 44, "prefill", alpha=alpha * strength)


def marked_loads(replicas: int, burstiness: float) -> list[float]:
    """The whole per cents of load at which the mean line reaches MARKED requests."""
    fine = mean_lines(replicas, burstiness)[1]
    return [round(float(np.interp(n, fine, FINE)), 2) for n in MARKED if fine[0] < n < fine[-1]]


def _touch(a: Rect, b: Rect) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def draw_marks(
    p: Picture, replicas: int, service: float, burstiness: float, alpha: float, keep_out: Rect | None = None
) -> None:
    """What the line costs, said on the curve at a few loads. Marks that would touch `keep_out` are left out."""
    if alpha <= 0.004:
        return
    for load in marked_loads(replicas, burstiness):
        curve = wait_curve([load], replicas, service, burstiness)
        x, y = float(load_x(load)), BASE - PITCH * float(curve.in_line[0]) - 4.0
        if keep_out is not None and _touch(Rect(x - 122.0, y - 48.0, 122.0, 50.0), keep_out):
            continue
        p.sprites([(x, y)], 11, "ink", kind="dot", additive=False, alpha=alpha)
        p.text(
            (x - 18, y - 24),
            "{w}",
            w=Quantity(float(curve.wait_seconds[0]), "s", f"mean wait, {curve.method}", "W"),
            size=21,
            weight=500,
            mono=True,
            align="right",
            alpha=alpha,
            backed=0.5,
        )
        p.text((x - 18, y - 4), "at {v}", v=per_cent(load), size=15, role="dim", align="right", alpha=alpha, backed=0.4)
