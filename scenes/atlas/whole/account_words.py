"""The words of the three columns: heads with totals, names at both sides, and the one share in each that matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.atlas.whole.bands import FFN, FOOT, GROUPS, KINDS, TOP, Bands, group_share, largest
from scenes.atlas.whole.facts import AtlasFacts, glance
from scenes.atlas.whole.operators import BY_ID
from scenes.atlas.whole.shade import draw_shade
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect
from tourapp.authoring.sizes import FIGURE, FIGURE_LARGE, LABEL, LINE, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PassStages

HEADS = {"flops": Phrase("Arithmetic"), "bytes": Phrase("Traffic"), "held": Phrase("Memory held")}
SHARES = {"flops": "math shares", "bytes": "traffic shares", "held": "memory shares"}
STEP = 31.0
"""From one name at a side to the next."""
ROOMY = 60.0
"""Height from which on a group carries its share in large."""
SHOWN = 27.0
"""Height from which on a band carries its share."""
NAMES = {"qkv": Phrase("Q K V"), "attention": Phrase("attention"), "out": Phrase("out")}

Stood = tuple["PassStages", tuple[Bands, ...]]


def draw_account_words(f: Frame, p: Picture, facts: AtlasFacts, stood: Stood, shown: tuple[float, float]) -> None:
    """Everything that is read on the columns."""
    stages, columns = stood
    totals = (stages.flops, stages.bytes, facts.whole.held)
    for column, total, alpha in zip(columns, totals, (shown[0], 1.0, shown[1]), strict=True):
        x = column.box.x
        p.text((x, TOP - 42), HEADS[column.kind], size=READOUT, weight=600, alpha=alpha, part=column.kind)
        held = Phrase("{v} with the reserve", v=total) if column.kind == "held" else _of_pass(stages, total)
        p.text((x, TOP - 12), held, size=LABEL, role="dim", alpha=alpha, part=column.kind)
        _draw_shares(p, column, largest(stages, column.kind), alpha)
    told = f.cue("account.told")
    for kind, column in zip(KINDS, columns, strict=True):
        _draw_large(p, stages, kind, column, told)
    _draw_left_names(p, columns[0], shown[0])
    _draw_right_names(p, facts, columns[2], shown[1])


def _of_pass(stages: PassStages, total: Quantity) -> Phrase:
    if stages.phase == "decode":
        return Phrase("{v} a step", v=total)
    return Phrase("{v} a prefill", v=total)


def _draw_shares(p: Picture, column: Bands, group: str, alpha: float) -> None:
    """Shares of the bands outside the FFN that have room for it; that of the largest group stands in its middle."""
    told = GROUPS[group] if group != "rest" and column.height(*GROUPS[group]) >= ROOMY else ()
    for id, band in column.bands.items():
        if band.h >= SHOWN and id not in (*FFN, "reserve", "embedding", *told):
            role = "ground" if id == "attention" else "ink"
            p.text(
                (band.right - 14, band.cy + 9),
                "{v}",
                v=glance(column.shares[id]),
                size=LABEL,
                weight=600,
                role=role,
                align="right",
                alpha=alpha,
                part=SHARES[column.kind],
                backed=0.0 if id == "attention" else 0.6,
            )


def _draw_large(p: Picture, stages: PassStages, kind: str, column: Bands, told: float) -> None:
    """The share of the largest group, in the middle of its bands."""
    group = largest(stages, kind)
    high = column.height(*GROUPS[group])
    if told <= 0.01 or group == "rest" or high < ROOMY:
        return
    y, size = column.middle(*GROUPS[group]), FIGURE_LARGE if high > 130.0 else FIGURE
    draw_shade(p, Rect(column.box.x, y - 0.72 * size, column.box.w, 1.44 * size), told)
    p.text(
        (column.box.cx, y + 0.35 * size),
        "{v}",
        v=glance(group_share(stages, group, kind)),
        size=size,
        weight=600,
        role="white",
        align="center",
        alpha=told,
    )


def _draw_left_names(p: Picture, column: Bands, alpha: float) -> None:
    """Names of the bands, each at its middle, none over another."""
    ids = [id for id in column.bands if column.bands[id].h > 3.0]
    for id, y in zip(ids, _apart([column.bands[id].cy for id in ids]), strict=True):
        role = "key" if id == "attention" else "ink"
        words = NAMES[id] if id in NAMES else BY_ID[id].name if id in BY_ID else Phrase("norms")
        p.text(
            (column.box.x - 22, y + 9),
            words,
            size=LABEL,
            weight=600,
            role=role,
            align="right",
            alpha=alpha,
            part="names",
        )


def _apart(wanted: list[float]) -> list[float]:
    """Heights as near as can be to those wanted, none closer than a line, all above the foot."""
    found: list[float] = []
    for y in wanted:
        found.append(max(y, found[-1] + STEP) if found else y)
    edge = FOOT - 6.0
    for place in range(len(found) - 1, -1, -1):
        found[place] = min(found[place], edge)
        edge = found[place] - STEP
    return found


def _draw_right_names(p: Picture, facts: AtlasFacts, column: Bands, alpha: float) -> None:
    """What stands in memory: the FFN's weights in bytes, the cache, the embedding, the reserve."""
    x = column.box.right + 22
    names: list[tuple[float, Phrase, str]] = []
    if column.height(*FFN) > 60.0:
        names.append((column.middle(*FFN), Phrase("FFN"), "ink"))
    for id, words, role in (
        ("attention", Phrase("cache"), "value"),
        ("embedding", Phrase("embedding"), "dim"),
        ("reserve", Phrase("reserve"), "waste"),
    ):
        if id in column.bands and column.bands[id].h > 1.5:
            names.append((column.bands[id].cy, words, role))
    for (_, words, role), y in zip(names, _apart([name[0] for name in names]), strict=True):
        size = LINE if words.template == "FFN" else LABEL
        p.text((x, y + 9), words, size=size, weight=600, role=role, alpha=alpha, part="held names")
