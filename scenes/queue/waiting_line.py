"""A line of sparks before a gateway, played from a simulated window: who flies in, who waits at which place, who is
on the road to a replica.

Two layouts of the same line: lying before the gate (`upright` 0) and standing as a column of a chart (`upright` 1).
Flights take screen time, not simulated time: a request is in line from its simulated arrival on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from tourapp.authoring import Frame, Picture, Rect, smooth
from tourapp.sim.queue_window import QueueWindow

LANE = 540.0  # y of the lying line
GATE_X = 1104.0
TAIL_X = 570.0  # fibres end here and the lane begins
HEAD_X = GATE_X - 36.0  # the first place of the lying line
BASE = 750.0  # foot of the standing line
PITCH = 18.0  # stage units per request of the standing line
ROOM = 560.0  # greatest height of the standing line
ROAD_Y = BASE + 15.0
ROAD_END = 1114.0
FIBRES = 24
OUR_FIBRE = 13
SOURCE_X = 76.0
FLY, FLY_UP, STEP, ROAD = 4.2, 2.0, 0.4, 0.8  # screen seconds: flight in, flight to the column, one place, the road
SETS_OFF = 1.6  # our spark leaves its place at the edge this long after the start
GATHER, GROW, MEET, CALL, END = 5.0, 10.0, 10.4, 13.0, 15.6
"""The play clock in screen seconds: line begins to grow, ours arrives, the moment is held, ours is called, the end."""


@dataclass(frozen=True, slots=True, eq=False)
class PlayClock:
    """Screen seconds of play against simulated seconds of the window, straight between knots."""

    play: np.ndarray
    simulated: np.ndarray

    def seconds(self, play: float) -> float:
        """Simulated seconds at a play time."""
        return float(np.interp(play, self.play, self.simulated))

    def when(self, seconds: np.ndarray) -> np.ndarray:
        """Play times of simulated instants; straight on beyond the ends, at the pace of the nearest stretch."""
        p, s = self.play, self.simulated
        found = np.interp(seconds, s, p)
        first = (p[1] - p[0]) / (s[1] - s[0])
        last = (p[-1] - p[-2]) / (s[-1] - s[-2])
        found = np.where(seconds < s[0], p[0] + (seconds - s[0]) * first, found)
        return np.where(seconds > s[-1], p[-1] + (seconds - s[-1]) * last, found)


@lru_cache(maxsize=8)
def play_clock(window: QueueWindow) -> PlayClock:
    """How the window is played: a dozen arrivals first, then slowly the growth of the line that ours meets, then ours
    until it is well in service."""
    a, s, d = (float(x[window.ours]) for x in (window.arrival, window.start, window.departure))
    begins = _line_begins(window, a)
    gap = max((a - begins) / 7.0, 1e-3)
    opens = max(0.0, begins - 12.0 * gap)
    knots = np.array([opens, begins, a, a + 0.12 * (s - a), s, s + 0.62 * (d - s)])
    knots = np.maximum.accumulate(knots) + 1e-6 * np.arange(6)
    knots[:5] -= knots[4] - s  # called exactly when it starts
    return PlayClock(np.array([0.0, GATHER, GROW, MEET, CALL, END]), knots)


def _line_begins(window: QueueWindow, ours: float) -> float:
    """The latest instant, five to fifteen arrivals before ours, at which the line was shortest."""
    before = window.arrival[(window.arrival < ours) & (window.arrival > 0)]
    if len(before) < 6:
        return ours * 0.5
    choices = before[-15:-4] - 1e-9
    lengths = np.array([len(window.at(t).waiting) for t in choices])
    return float(choices[len(lengths) - 1 - int(np.argmin(lengths[::-1]))])


@dataclass(frozen=True, slots=True, eq=False)
class LineState:
    """The line at one play time. Arrays over the window's rows.

    place: 0 is next (fractions while the line moves up); flying, road: 0..1 of the flight in and of the road to the
    replica; `coming`, `waiting`, `leaving` are masks.
    """

    window: QueueWindow
    place: np.ndarray
    flying: np.ndarray
    climbing: np.ndarray
    road: np.ndarray
    coming: np.ndarray
    waiting: np.ndarray
    leaving: np.ndarray
    longest: int

    @property
    def ours(self) -> int:
        """Row of our request."""
        return self.window.ours


@lru_cache(maxsize=8)
def _times(window: QueueWindow) -> tuple[np.ndarray, np.ndarray, int, int]:
    clock = play_clock(window)
    arrive, start = clock.when(window.arrival), clock.when(window.start)
    spots = np.linspace(clock.simulated[0], clock.simulated[-1], 60)
    lengths = np.array([len(window.at(t).waiting) for t in spots])
    late = spots >= clock.simulated[2] - 1e-6
    return arrive, start, int(lengths.max()), int(lengths[late].max())


def longest_line(window: QueueWindow, late: bool = False) -> int:
    """The most requests in line while the window plays; `late` from the arrival of ours on."""
    _, _, longest, later = _times(window)
    return max(1, later if late else longest)


def line_state(window: QueueWindow, play: float) -> LineState:
    """Where every request is at a play time."""
    arrive, start, longest, _ = _times(window)
    ahead = 1.0 - smooth(np.clip((play - start) / STEP, 0.0, 1.0))
    place = np.cumsum(ahead) - ahead
    takes = np.full(len(arrive), FLY)
    takes[window.ours] = max(FLY, arrive[window.ours] - SETS_OFF)
    flying = np.clip(1.0 - (arrive - play) / takes, 0.0, 1.0)
    flying[window.ours] = max(flying[window.ours], 1e-6)
    climbing = np.clip(1.0 - (arrive - play) / FLY_UP, 0.0, 1.0)
    road = np.clip((play - start) / ROAD, 0.0, 1.0)
    return LineState(
        window,
        place,
        flying,
        climbing,
        road,
        (play < arrive) & (flying > 0),
        (play >= arrive) & (play < start),
        (play >= start) & (road < 1),
        longest,
    )


def lying_pitch(longest: int) -> float:
    """Stage units between two sparks of the lying line."""
    return min(78.0, (HEAD_X - TAIL_X) / max(1, longest))


def standing_pitch(longest: int) -> float:
    """Stage units between two sparks of the standing line; squeezed where it would leave the stage."""
    return min(PITCH, ROOM / max(1, longest))


def slots(place: np.ndarray, upright: np.ndarray | float, column: float, lying: float, standing: float) -> np.ndarray:
    """Stage positions (n x 2) of places in line, between lying and standing."""
    u = np.broadcast_to(np.asarray(upright, dtype=float), place.shape)
    x = (HEAD_X - lying * place) * (1 - u) + column * u
    y = LANE * (1 - u) + (BASE - standing * (place + 0.5)) * u - 90.0 * np.sin(np.pi * u)
    return np.stack([x, y], -1)


def cubic(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Points of cubic curves; the corners broadcast against u[..., None]."""
    v = u[..., None]
    return (1 - v) ** 3 * a + 3 * (1 - v) ** 2 * v * b + 3 * (1 - v) * v * v * c + v**3 * d


@lru_cache(maxsize=1)
def fibres() -> tuple[np.ndarray, np.ndarray]:
    """Every fibre as 61 evenly spaced points (FIBRES x 61 x 2), and their lengths."""
    u = np.linspace(0, 1, 241)
    paths, lengths = [], []
    for k in range(FIBRES):
        y = source_y(k)
        bow = 46.0 * np.sin(k * 2.4)
        path = cubic(
            np.array([SOURCE_X, y]),
            np.array([SOURCE_X + 190.0, y + bow]),
            np.array([TAIL_X - 230.0, LANE]),
            np.array([TAIL_X, LANE]),
            u,
        )
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
        even = np.linspace(0, along[-1], 61)
        paths.append(np.stack([np.interp(even, along, path[:, 0]), np.interp(even, along, path[:, 1])], 1))
        lengths.append(float(along[-1]))
    return np.array(paths), np.array(lengths)


def source_y(k: int) -> float:
    """Where fibre k begins at the left edge."""
    return 356.0 + 444.0 * k / (FIBRES - 1)


def fibre_of(window: QueueWindow) -> np.ndarray:
    """Which fibre each request takes: scattered by its number, ours on its own."""
    k: np.ndarray = (window.number * 11 + 3) % (FIBRES - 1)
    k = k + (k >= OUR_FIBRE)
    k[window.ours] = OUR_FIBRE
    return k


def fly_in(k: np.ndarray, u: np.ndarray, end_x: np.ndarray) -> np.ndarray:
    """Positions (n x 2) at shares u of fibre k and then along the lane to x = end_x."""
    paths, lengths = fibres()
    done = u * (lengths[k] + np.maximum(end_x - TAIL_X, 0.0))
    index = np.clip(done / lengths[k] * 60.0, 0.0, 60.0)
    low = np.minimum(index.astype(int), 59)
    at = paths[k, low] + (index - low)[:, None] * (paths[k, low + 1] - paths[k, low])
    over = np.maximum(done - lengths[k], 0.0)
    at[:, 0] += over
    return at


def climb(u: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Positions (n x 2) at shares u of the flight to the top of the standing line, ending at `end` (n x 2)."""
    x, y = end[:, :1], end[:, 1:]
    top = np.concatenate([np.maximum(x - 40.0, 120.0), np.maximum(y - 190.0, 330.0)], 1)
    return cubic(np.array([64.0, 470.0]), np.array([300.0, 350.0]), top, end, u)


@lru_cache(maxsize=64)
def roads(boxes: tuple[Rect, ...], upright: float, column: float) -> np.ndarray:
    """The way from the head of the line to the left side of each of n replica cards, as n x 60 x 2 points."""
    u = np.linspace(0, 1, 34)
    out = []
    for x, y in ((box.x - 2.0, box.cy) for box in boxes):
        lying = cubic(
            np.array([GATE_X, LANE]),
            np.array([GATE_X + 52, LANE]),
            np.array([x - 66, y]),
            np.array([x, y]),
            np.linspace(0, 1, 60),
        )
        if upright <= 0:
            out.append(lying)
            continue
        fan = cubic(
            np.array([ROAD_END, ROAD_Y]),
            np.array([ROAD_END + 44, ROAD_Y]),
            np.array([ROAD_END + 8, y]),
            np.array([x, y]),
            u,
        )
        start = np.array([[column, BASE - 4.0], [column, ROAD_Y - 8.0], [column + 8.0, ROAD_Y]])
        run = np.stack([np.linspace(column + 8.0, ROAD_END, 23), np.full(23, ROAD_Y)], 1)
        out.append(lying * (1 - upright) + np.concatenate([start, run, fan]) * upright)
    ways = np.array(out)
    ways.flags.writeable = False
    return ways


def along(path: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Points (n x 2) at shares u of a path (m x 2), by its length."""
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    at = u * length[-1]
    return np.stack([np.interp(at, length, path[:, 0]), np.interp(at, length, path[:, 1])], -1)


def draw_fibres(p: Picture, alpha: float) -> None:
    """The still bundle of fibres that ends in the lane."""
    if alpha > 0.004:
        p.bake(("queue-fibres",), _fibres, rect=Rect(24, 320, TAIL_X - 10, 520), alpha=alpha, bloom=0.5)


def _fibres(q: Picture) -> None:
    paths, _ = fibres()
    q.curves(paths, "prefill", alpha=0.30)
    q.curves(paths[OUR_FIBRE], "prefill", width=1.8, alpha=0.55)
    at = paths[:, 0]
    q.sprites(at, 26, "prefill", alpha=0.5, kind="soft")
    q.sprites(at, 7, "prefill", alpha=0.75, kind="dot", additive=False)


def draw_gate(p: Picture, f: Frame, alpha: float, pitch: float, places: int) -> None:
    """The gateway: two posts, the lane before it with a faint mark per place."""
    if alpha <= 0.004:
        return
    p.bake(("queue-gate",), _rings, rect=Rect(GATE_X - 620, LANE - 300, 640, 600), alpha=alpha)
    p.lines([(TAIL_X, LANE, GATE_X, LANE)], "prefill", alpha=0.35 * alpha)
    marks = HEAD_X - pitch * np.arange(max(places, 5))
    marks = marks[marks > TAIL_X]
    p.sprites(
        np.stack([marks, np.full(len(marks), LANE)], 1),
        min(26.0, pitch * 0.8),
        "dim",
        kind="ring",
        additive=False,
        alpha=0.30 * alpha,
    )
    for sign in (-1, 1):
        near, far = LANE + sign * 26, LANE + sign * 92
        p.lines([(GATE_X, near, GATE_X, far)], "prefill", width=3, alpha=0.85 * alpha)
        p.lines([(GATE_X, near, GATE_X - 12, near)], "prefill", width=3, alpha=0.85 * alpha)
    p.sprites([(GATE_X, LANE)], 240, "prefill", kind="soft", squash=0.35, alpha=0.34 * alpha)
    p.text((GATE_X, LANE - 108), "gateway", size=18, role="dim", align="center", alpha=alpha)


def _rings(q: Picture) -> None:
    """Quiet half circles before the gate: the eye is led to it."""
    edges = np.linspace(0.58 * np.pi, 1.42 * np.pi, 15)
    for a, b in pairwise(edges):
        turn = np.linspace(a, b, 9)
        bright = np.sin(np.pi * ((a + b) / 2 - edges[0]) / (edges[-1] - edges[0])) ** 1.5
        r = 70.0 + 62.0 * np.arange(9)[:, None]
        rings = np.stack([GATE_X + r * np.cos(turn), LANE - 0.52 * r * np.sin(turn)], -1)
        q.curves(rings, "prefill", alpha=(0.30 * (1 - np.arange(9) / 9) ** 1.2 + 0.02) * bright)
