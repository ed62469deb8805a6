"""The replica that serves our question, opened: how long ours waited beside how long it works, and its tokens, read all
at once and written one by one.

Tokens follow the progress of our service in the run; prefill's share of it gives the first token of the answer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from scenes.queue.captions import our_service
from scenes.queue.played import PlayedRun, resting
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, ramp, without_number
from tourapp.authoring.sizes import FIGURE_LARGE, LINE, TITLE

PANEL = Rect(64.0, 136.0, 1020.0, 708.0)
INSIDE = 44.0
READ, WRITTEN = Rect(108.0, 484.0, 932.0, 92.0), Rect(108.0, 656.0, 932.0, 150.0)
"""The rooms of the cells of our prompt and of our answer."""
LARGEST, MANY = 42.0, 1200
"""Greatest size of a cell; answers with more tokens are one bar."""
BAR = 148.0
"""Height of the longer of the two bars of time."""
PAUSE = 0.9
"""Seconds between two runs of the idle loop, each as long as decode really takes."""


@dataclass(frozen=True, slots=True)
class Cells:
    """n cells in a room, as large as fits: `size` from one to the next, `across` in a row."""

    room: Rect
    n: int

    @property
    def across(self) -> int:
        """Cells in a row."""
        size = LARGEST
        while size > 2.0 and math.ceil(self.n / max(1, int(self.room.w // size))) * size > self.room.h:
            size *= 0.96
        return max(1, int(self.room.w // size))

    def boxes(self, low: int, high: int) -> np.ndarray:
        """Cells low to high - 1 as rectangles (k x 4)."""
        size = min(LARGEST, self.room.w / self.across)
        k = np.arange(low, high)
        gap = min(5.0, 0.14 * size)
        x, y = self.room.x + (k % self.across) * size, self.room.y + (k // self.across) * size
        return np.stack([x, y, np.full(len(k), size - gap), np.full(len(k), size - gap)], -1)


def draw_our_replica(f: Frame, p: Picture, played: PlayedRun) -> None:
    """The opened replica, from its card to the whole left of the stage."""
    whole, shown = f.cue("called.open"), 1.0 - f.cue("stack.clear")
    if shown <= 0.004 or whole <= 0.004:
        return
    card = played.boxes[played.our_replica]
    _frame(p, card, whole, shown)
    told = shown * float(ramp(whole, 0.7, 1.0))
    if told <= 0.004:
        return
    with p.group(opacity=told):
        _figures(p, played, without_number(our_service(f.world)))
        _tokens(f, p, played)


def _frame(p: Picture, card: Rect, whole: float, alpha: float) -> None:
    """The panel as it grows out of the card, and the light between them."""
    now = [a + (b - a) * whole for a, b in zip(card, PANEL, strict=True)]
    room = Rect(*now)
    beam = [(card.x, card.y), (room.right, room.y + 14), (room.right, room.bottom - 14), (card.x, card.bottom)]
    if whole >= 1.0:
        p.polys([beam], "ink", alpha=0.10 * alpha)
    p.rects([room], "raised", radius=18, alpha=alpha, stroke="ink", stroke_width=3.0)


def _figures(p: Picture, played: PlayedRun, ends: Phrase) -> None:
    """Our wait and our service, side by side."""
    n, x, y = played.numbers, PANEL.x + INSIDE, PANEL.y + 56
    p.text((x, y), "replica {n} works on our question", n=played.our_replica + 1, size=TITLE, weight=600)
    middle = PANEL.cx + 10
    waited = float(n.our_wait.value) > 0
    longest = max(float(n.our_wait.value), float(n.our_service.value), 1e-9)
    if waited:
        p.hatch([_bar(x, y, n.our_wait, longest)], radius=4)
        _figure(p, (x + 48, y + 122), n.our_wait, "waste", Phrase("ours waited in line"))
    else:
        p.text((x, y + 122), "ours did not have to wait", size=LINE, weight=600)
    p.rects([_bar(middle, y, n.our_service, longest)], "decode", radius=4)
    _figure(p, (middle + 48, y + 122), n.our_service, "ink", Phrase("of work, achieved: {ends}", ends=ends))


def _bar(x: float, y: float, seconds: Quantity, longest: float) -> Rect:
    """A bar as high as the time is long; the longest of both fills the height."""
    high = max(3.0, BAR * float(seconds.value) / longest)
    return Rect(x, y + 34 + BAR - high, 26.0, high)


def _figure(p: Picture, at: tuple[float, float], value: Quantity, role: str, words: Phrase) -> None:
    p.text(at, "{v}", v=value, size=FIGURE_LARGE, mono=True, weight=600, role=role)
    p.text((at[0], at[1] + 54), words, size=LINE, weight=600)


def _tokens(f: Frame, p: Picture, played: PlayedRun) -> None:
    """Our prompt's tokens, and those of the answer that are written so far."""
    account = f.world.account
    done, first = _progress(played), _first_share(played)
    read, n = Cells(READ, int(account.prompt.value)), int(account.answer.value)
    p.text(
        (READ.x, READ.y - 20), "the prompt: {v}, read at once", v=account.prompt, size=LINE, weight=600, role="prefill"
    )
    lit = float(ramp(done, 0.0, max(first, 1e-3)))
    if read.n <= MANY:
        p.rects(read.boxes(0, read.n), "prefill", radius=5, alpha=0.25 + 0.7 * lit)
    else:
        p.rects([READ], "prefill", radius=8, alpha=0.25 + 0.7 * lit)
    out = written_tokens(done, first, n)
    words = "the answer: {v}, written one by one"
    p.text((WRITTEN.x, WRITTEN.y - 20), words, v=account.answer, size=LINE, weight=600, role="decode")
    if n > MANY:
        p.rects([WRITTEN], None, radius=8, stroke="decode", stroke_alpha=0.7)
        p.rects([(WRITTEN.x, WRITTEN.y, WRITTEN.w * out / n, WRITTEN.h)], "decode", radius=8)
        return
    cells = Cells(WRITTEN, n)
    p.rects(cells.boxes(out, n), None, radius=5, stroke="decode", stroke_alpha=0.5)
    p.rects(cells.boxes(0, out), "decode", radius=5, alpha=0.92)
    _head(f, p, played, cells, out)


def _head(f: Frame, p: Picture, played: PlayedRun, cells: Cells, out: int) -> None:
    """A light at the token just written; at rest it writes them once more, as fast as decode really does."""
    if out < 1:
        return
    last, alpha = out - 1, 0.9
    if resting(f) > 0.3:
        takes = max(0.2, float(played.ours.decode.value))
        share = min(1.0, (resting(f) - 0.3) % (takes + PAUSE) / takes)
        last = min(out - 1, int(share * out))
    x, y, w, h = cells.boxes(last, last + 1)[0]
    p.rects([Rect(x, y, w, h).inset(-2)], None, radius=6, stroke="ink", stroke_width=2.0)
    p.sprites([(x + w / 2, y + h / 2)], 4.2 * max(w, 16.0), "decode", alpha=alpha)


def written_tokens(done: float, first: float, n: int) -> int:
    """Tokens of an answer of n that are written when a share `done` of the service is over: prefill, the share
    `first`, gives the first one."""
    if done <= 0 or done < first:
        return 0
    return min(n, 1 + int((n - 1) * (done - first) / max(1.0 - first, 1e-9)))


def _progress(played: PlayedRun) -> float:
    """How much of our service is over, 0..1."""
    window = played.window
    start, end = float(window.start[window.ours]), float(window.departure[window.ours])
    return float(ramp(played.seconds, start, end))


def _first_share(played: PlayedRun) -> float:
    """Prefill's share of our service."""
    service = float(played.numbers.our_service.value)
    return min(1.0, float(played.ours.prefill.value) / max(service, 1e-12))
