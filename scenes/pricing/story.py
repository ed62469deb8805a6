"""The ribbons as the beats tell them: one price at a time from the machine to its price, then all three into the bill.

What is still to come stands there unlit, so that a thin ribbon is seen for what it is: a small part of the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.pricing.arithmetic import draw_arithmetic
from scenes.pricing.captions import holder
from scenes.pricing.columns import COLUMNS, HEADS, draw_columns
from scenes.pricing.flood import draw_flood
from scenes.pricing.kept import draw_kept
from scenes.pricing.prices import PRICES, grows_with, in_dollars, machine_time
from scenes.pricing.ribbon import Ribbon, draw_ribbon
from scenes.pricing.room import draw_misfit, hatch_misfit
from scenes.pricing.ways import HEIGHT, MACHINE_TOP, ribbons_of
from tourapp.authoring import Frame, Phrase, Picture, Rect, ends_alone, ramp
from tourapp.authoring.sizes import FIGURE_HUGE, LABEL, LINE, TITLE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Bill, Fleet

MACHINE = Rect(112, MACHINE_TOP, 12, HEIGHT)
LEFT, RIGHT = 64.0, 1440.0
SCALE_Y = 768.0
"""Baseline of the words that say what the width is."""
FIGURE_AT = (560.0, 570.0)
"""Where the figure of a beat begins."""
MISFIT, MISFIT_BILL = (800.0, 768.0), (64.0, 806.0)
EARLIER, UNLIT = 0.32, 0.0
"""Light of a ribbon whose beat is over, and of one whose beat is to come."""


def draw_story(f: Frame, p: Picture) -> None:
    """Columns, machine and ribbons; then the line of arithmetic of this beat's price, or the bill."""
    bill, fleet = f.world.bill, f.world.fleet
    if f.beat_name == "bill":
        draw_flood(f, p, bill, fleet)
        draw_misfit(p, MISFIT_BILL, f.world.cost, fleet, alpha=1.0, room=RIGHT - LEFT)
        return
    grown = f.move(f.beat_name, 0.04, 0.5)
    draw_columns(p, HEADS, grown if f.beat_name == "input" else 1.0)
    _draw_machine(p, bill, fleet)
    for ribbon in ribbons_of(bill):
        _draw_way(f, p, ribbon, grown=grown)
    words = "width: what a million questions like ours pay, to scale"
    p.text((LEFT, SCALE_Y), words, size=LABEL, role="dim")
    draw_arithmetic(f, p, bill, f.beat_name)
    if f.beat_name != "cached":
        _draw_figure(f, p, bill, fleet)
    if f.beat_name == "cached":
        draw_kept(f, p, bill, f.world.listed)
    draw_misfit(p, MISFIT, f.world.cost, fleet, alpha=1.0, room=RIGHT - MISFIT[0])


def _draw_figure(f: Frame, p: Picture, bill: Bill, fleet: Fleet) -> None:
    """How long one token holds the machine: what the beat is about, in the broadest ribbon's room."""
    kind, shown = f.beat_name, f.move(f.beat_name, 0.3, 0.5)
    role = "ink" if kind == "output" else "prefill"
    p.text(FIGURE_AT, "{v}", v=machine_time(bill.line(kind)), size=FIGURE_HUGE, weight=700, role=role, alpha=shown)
    price = next(each for each in PRICES if each.id == kind)
    ends = ends_alone(machine_time(bill.line(kind)), fleet.reached, grows_with(price))
    words = Phrase("of {holder} for one token, achieved", holder=holder(fleet))
    p.text((FIGURE_AT[0] + 4, FIGURE_AT[1] + 58), words, size=TITLE, weight=600, alpha=shown)
    p.text((FIGURE_AT[0] + 4, FIGURE_AT[1] + 100), ends, size=TITLE, alpha=shown)


def _draw_way(f: Frame, p: Picture, ribbon: Ribbon, *, grown: float) -> None:
    """One ribbon, as bright and as far as its beat has come."""
    now = f.beat_name == ribbon.price.id
    if not f.reached(ribbon.price.id) or (now and grown < 1):
        draw_ribbon(p, ribbon, f.clock, light=UNLIT)
    if not f.reached(ribbon.price.id):
        return
    light = 1.0 if now else EARLIER
    draw_ribbon(p, ribbon, f.clock, grown=grown if now else 1.0, light=light)
    _draw_numbers(p, ribbon, light * float(ramp(grown, 0.5, 0.9)) if now else light)


def _draw_machine(p: Picture, bill: Bill, fleet: Fleet) -> None:
    """The hour of the machine, or of as many as it takes, from which all ribbons come."""
    p.rects([MACHINE], "ink", radius=6, alpha=0.8)
    hatch_misfit(p, MACHINE, fleet, alpha=3.0, radius=6)
    p.text((LEFT, MACHINE.y - 14), "{v}", v=bill.hour, size=LINE, mono=True, weight=600)
    p.text((LEFT, MACHINE.y - 52), holder(fleet), size=LABEL, role="dim")


def _draw_numbers(p: Picture, ribbon: Ribbon, light: float) -> None:
    """What the price is made of, column by column, and whose ribbon it is."""
    if light < 0.05:
        return
    alpha = 0.8 * float(ramp(light, 0.0, EARLIER)) if light < 0.5 else light
    line, role = ribbon.line, ribbon.price.role
    for column, value, size in (
        (1, machine_time(line), LABEL),
        (2, line.rate, LABEL),
        (3, in_dollars(line.card), LINE),
    ):
        p.text(
            (COLUMNS[column], ribbon.middle[column] - ribbon.width / 2 - 12),
            "{v}",
            v=value,
            size=size,
            mono=True,
            weight=600,
            role=role,
            align="center",
            alpha=alpha,
            backed=0.55,
        )
    at = (COLUMNS[1] - 40, ribbon.middle[1] + ribbon.width / 2 + 26)
    p.text(at, "{name}", name=ribbon.price.name, size=LABEL, weight=600, role=role, alpha=alpha)
