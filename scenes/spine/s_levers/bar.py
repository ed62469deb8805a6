"""The step's equation as a picture: its fraction bar is the bytes of the step to scale. What a lever takes away stays
as a dashed ghost, and the time at the right follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenes.spine.s_levers.facts import LeversFacts
from scenes.spine.s_levers.places import BAR, STEP_RIGHT
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, Tag, Why, mix
from tourapp.authoring.sizes import FIGURE, FIGURE_LARGE, LABEL, VALUE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import LeverRow

LEAST = 3.0
"""Stage units of a part that would be too thin to be seen."""
FAINT = 40.0
"""Width from which a part's letter stands above its middle."""


@dataclass(frozen=True, slots=True)
class Pull:
    """How far a lever is pulled. row: the lever (None for none); lit: its letter; moved: its bytes; told: the step;
    each 0..1."""

    row: LeverRow | None = None
    lit: float = 0.0
    moved: float = 0.0
    told: float = 0.0


@dataclass(frozen=True, slots=True)
class Spans:
    """Stage x of the bar: weights from `left` to `weights`, their ghost to `cache`, cache to `end`, its ghost to
    `was`."""

    left: float
    weights: float
    cache: float
    end: float
    was: float


def spans_of(facts: LeversFacts, pull: Pull) -> Spans:
    """Where the parts stand, to one scale for the whole pull."""
    base, there = facts.board.moved, pull.row.moved if pull.row is not None else None
    w0, k0 = float(base.weights.value), float(base.cache.value)
    w1, k1 = (w0, k0) if there is None else (float(there.weights.value), float(there.cache.value))
    unit = BAR.w / (max(w0, w1) + max(k0, k1))
    now_w, now_k = mix(w0, w1, pull.moved), mix(k0, k1, pull.moved)
    cache = BAR.x + unit * max(w0, now_w)
    return Spans(BAR.x, BAR.x + unit * now_w, cache, cache + unit * now_k, cache + unit * max(k0, now_k))


def draw_bar(f: Frame, p: Picture, facts: LeversFacts, pull: Pull) -> None:
    """The whole equation with its time."""
    spans = spans_of(facts, pull)
    lit = pull.row.letter if pull.row is not None else ""
    _draw_parts(f, p, facts, spans, pull)
    _draw_letter(p, "t", (78, BAR.cy + 20), pull.lit if lit == "t" else 0.0, "decode")
    p.text((112, BAR.cy + 20), "=", size=FIGURE, role="dim", part="step letters")
    middle = (spans.left + max(spans.weights, spans.left + FAINT)) / 2
    _draw_letter(p, "W", (middle, BAR.y - 24), pull.lit if lit == "W" else 0.0)
    _draw_cache_letters(p, facts, spans, pull)
    _draw_letter(p, "β", (BAR.x + 0.4 * BAR.w, BAR.bottom + 92), pull.lit if lit == "β" else 0.0)
    now = facts.board.moved if pull.row is None or pull.row.moved is None or pull.told < 0.5 else pull.row.moved
    at = (BAR.x + 0.4 * BAR.w + 36, BAR.bottom + 86)
    p.text(at, "{v}", v=now.bandwidth, size=LABEL, weight=600)
    _draw_bytes(p, facts, spans, pull)
    _draw_time(p, facts, pull)


def _draw_parts(f: Frame, p: Picture, facts: LeversFacts, spans: Spans, pull: Pull) -> None:
    base = facts.board.moved
    weights = Rect(spans.left, BAR.y, max(spans.weights - spans.left, LEAST), BAR.h)
    cache = Rect(spans.cache, BAR.y, max(spans.end - spans.cache, LEAST), BAR.h)
    p.rects([weights], "ink", radius=3, alpha=0.92)
    half = Rect(cache.x, cache.y, cache.w, cache.h / 2)
    latent = facts.costs.scenario.model_spec.mla is not None
    p.rects([half], "key", radius=2)
    p.rects([Rect(half.x, half.bottom, half.w, half.h)], "key" if latent else "value", radius=2)
    for low, high in ((weights.right, spans.cache), (cache.right, spans.was)):
        if high - low > 2.0:
            p.rects([Rect(low, BAR.y, high - low, BAR.h)], None, radius=3, stroke="dim", stroke_width=2.0, dash=True)
    run = (f.clock * 0.22) % 1.0
    wide = min(70.0, weights.w)
    p.rects([Rect(weights.x + (weights.w - wide) * run, BAR.y, wide, BAR.h)], "weights", radius=3, alpha=0.45)
    p.hot([weights], (Tag("term", "W"),), (Why(),), (base.weights,))
    p.hot([cache], (Tag("term", "K"),), (Why(),), (base.cache,))


def _draw_letter(p: Picture, letter: str, at: tuple[float, float], lit: float, role: str = "ink") -> None:
    if lit > 0.01:
        p.sprites([(at[0], at[1] - 24)], 240.0, "white", alpha=0.42 * lit, kind="soft")
        box = Rect(at[0] - 34.0, at[1] - 66.0, 68.0, 78.0)
        p.rects([box], role, radius=12, alpha=0.14 * lit)
    size = FIGURE_LARGE if lit > 0.5 and letter == "W" else FIGURE
    weight = 700 if lit > 0.5 else 600
    p.text(at, letter, size=size, weight=weight, role=role, align="center", part="step letters")


def _draw_cache_letters(p: Picture, facts: LeversFacts, spans: Spans, pull: Pull) -> None:
    """+ and B · s · κ over the cache; K where a window makes the product untrue."""
    names = ("B", "·", "s", "·", "κ") if facts.letters.product else ("K",)
    steps = (0.0, 32.0, 62.0, 92.0, 124.0)[: len(names)]
    wide = steps[-1]
    middle = min(max((spans.cache + spans.end) / 2, BAR.x + 330.0), BAR.right - wide / 2)
    lit = pull.row.letter if pull.row is not None else ""
    p.text((middle - wide / 2 - 62, BAR.y - 24), "+", size=FIGURE, role="dim", align="center", part="step letters")
    for name, step in zip(names, steps, strict=True):
        at = (middle - wide / 2 + step, BAR.y - 24)
        if name == "·":
            p.text(at, name, size=FIGURE, role="dim", align="center", part="step letters")
            continue
        light = pull.lit if lit == name or (name == "K" and lit in ("κ", "s", "B")) else 0.0
        _draw_letter(p, name, at, light, "key" if name in ("κ", "K") else "ink")


def _draw_bytes(p: Picture, facts: LeversFacts, spans: Spans, pull: Pull) -> None:
    """The bytes below the bar, and what they were."""
    base, row = facts.board.moved, pull.row
    there = row.moved if row is not None else None
    after = there if there is not None and pull.told >= 0.5 else None
    weights, cache = (base.weights, base.cache) if after is None else (after.weights, after.cache)
    y = BAR.bottom + 32
    p.text((BAR.x, y), "{v}", v=weights, size=LABEL, weight=600)
    if after is not None and float(weights.value) < 0.97 * float(base.weights.value):
        p.text((BAR.x + 130, y), Phrase("was {v}", v=base.weights), size=LABEL, role="dim")
    p.text((BAR.right, y), "{v}", v=cache, size=LABEL, weight=600, role="key", align="right")
    if after is not None and abs(float(cache.value) / float(base.cache.value) - 1) > 0.03:
        p.text((BAR.right - 120, y), Phrase("was {v}", v=base.cache), size=LABEL, role="dim", align="right")


def _draw_time(p: Picture, facts: LeversFacts, pull: Pull) -> None:
    """The step before and after."""
    before, after = step_of(facts, pull)
    if before is None:
        p.text((STEP_RIGHT, BAR.cy), "link not known", size=LABEL, role="dim", align="right")
        return
    if after is not None and pull.told > 0.01:
        words = Phrase("{v} →", v=before)
        p.text((STEP_RIGHT, BAR.y - 66), words, size=VALUE, weight=600, role="dim", align="right", alpha=pull.told)
    shown = after if after is not None and pull.told >= 0.5 else before
    p.text((STEP_RIGHT, BAR.y + 32), "{v}", v=shown, size=FIGURE_LARGE, weight=700, role="decode", align="right")
    words = Phrase("between two tokens of a user")
    p.text((STEP_RIGHT, BAR.bottom + 50), words, size=LABEL, align="right")
    counted = pull.row is not None and pull.row.with_comm is not None
    basis = Phrase("ideal, communication counted") if counted and facts.board.ideal else facts.basis
    p.text((STEP_RIGHT, BAR.bottom + 84), basis, size=LABEL, role="dim", align="right")


def step_of(facts: LeversFacts, pull: Pull) -> tuple[Quantity | None, Quantity | None]:
    """The step as it is and with the lever, both with communication where the lever's row counts it."""
    row = pull.row
    if row is None:
        return facts.board.step, None
    if row.with_comm is not None:
        return row.comm_before, row.comm_after
    return facts.board.step, row.step
