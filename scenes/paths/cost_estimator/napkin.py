"""The arithmetic in eight lines, written one after the other: memory, time, money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.paths.cost_estimator.places import LINES
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, Tag, Why, cascade
from tourapp.authoring.sizes import LABEL, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Costs, Estimate

SUM_X = 400.0
"""Where the formulas begin."""
WALK = 8.0
"""Seconds in which the light reads all lines once."""
Told = tuple[Phrase, Phrase, Quantity, str]


def draw_napkin(f: Frame, p: Picture) -> None:
    """Each line: what, of what, how much."""
    lines = lines_of(f.world.cost, f.world.estimate)
    rows = LINES.rows(len(lines))
    came = cascade(f.cue("napkin.lines", eased=False), len(lines), 0.75)
    p.rects([LINES.inset(-6.0)], "raised", radius=14, alpha=0.45)
    walk = int((f.clock / WALK) * len(lines)) % len(lines)
    for place, (told, row, shown) in enumerate(zip(lines, rows, came, strict=True)):
        _draw_line(p, told, row, (float(shown), float(place == walk and shown >= 1.0)))
    breaks = [rows[5].y, rows[7].y]
    p.lines([(LINES.x + 10, y, LINES.right - 10, y) for y in breaks], "dim", width=2.0)


def lines_of(costs: Costs, estimate: Estimate) -> tuple[Told, ...]:
    """The eight lines with their results."""
    room, step = costs.capacity, costs.decode
    asked = costs.scenario
    bits, usable, count = int(asked.weight_bits), asked.quantity("usable"), asked.quantity("batch")
    return (
        (Phrase("weights"), Phrase("{p} × {b} bits", p=costs.params, b=bits), costs.weight_bytes, "weights"),
        (Phrase("room"), Phrase("{m} × {u} − weights", m=room.memory_bytes, u=usable), estimate.room, "ink"),
        (Phrase("cache of a token"), Phrase("keys and values of all layers"), costs.kv_bytes_per_token, "key"),
        (
            Phrase("one conversation"),
            Phrase("the cache of {s}", s=asked.quantity("context")),
            costs.kv_bytes_per_sequence,
            "key",
        ),
        (Phrase("users"), Phrase("room / one conversation, rounded down"), room.users, "good"),
        (
            Phrase("first token, ideal"),
            Phrase("one prompt of {n}, the slower of math and memory", n=asked.quantity("prompt_tokens")),
            estimate.first,
            "prefill",
        ),
        (
            Phrase("a step, ideal"),
            Phrase("{q} moved for {n}, the slower of both", q=step.bytes_per_step, n=count),
            estimate.step,
            "decode",
        ),
        (
            Phrase("output, ideal"),
            Phrase("{d} / {x}", d=costs.price.machine_hour, x=step.tokens_per_second),
            costs.price.output,
            "ink",
        ),
    )


def _draw_line(p: Picture, told: Told, row: Rect, state: tuple[float, float]) -> None:
    """One line; state: how far it has come, and whether the light is on it."""
    what, of, value, role = told
    shown, lit = state
    if lit:
        p.rects([row.inset(4.0, 6.0)], "white", radius=10, alpha=0.10)
    base = row.cy + 10
    p.text((row.x + 24, base), what, size=LABEL, weight=600, alpha=shown, part="what")
    p.text((SUM_X, base), of, size=LABEL, role="dim", alpha=shown, part="of")
    at = (row.right - 24, base)
    p.text(at, "{v}", v=value, size=READOUT, weight=600, role=role, align="right", alpha=shown, mono=True, part="much")
    p.hot([row], [Tag("line", what.template)], [Why()], [value])
