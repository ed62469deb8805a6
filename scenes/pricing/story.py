"""The ribbons as the beats tell them: one price at a time from the hour to its price, then all three into the bill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.pricing.arithmetic import draw_arithmetic
from scenes.pricing.columns import COLUMNS, HEADS, draw_columns
from scenes.pricing.prices import in_dollars, machine_time
from scenes.pricing.receipt import draw_receipt
from scenes.pricing.ribbon import Ribbon, draw_ribbon
from scenes.pricing.ways import ribbons_of
from tourapp.authoring import Frame, Picture, Rect, ramp
from tourapp.authoring.sizes import T16, T18, T22, T26

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Bill

MACHINE = Rect(112, 396, 12, 164)
LEFT = 64.0
BEFORE_BILL = 0.80
"""Share of their way that the ribbons go until the bill is on stage."""
EARLIER = 0.32
"""Light of a ribbon whose beat is over."""


def draw_story(f: Frame, p: Picture, bill: Bill) -> None:
    """Columns, machine and ribbons; then the line of arithmetic of this beat's price, or the bill."""
    grown = f.move(f.beat_name, 0.04, 0.5)
    paying = f.beat_name == "bill"
    draw_columns(p, HEADS if paying else HEADS[:-1], grown if f.beat_name == "input" else 1.0)
    _draw_machine(p, bill)
    for ribbon in ribbons_of(bill):
        if not f.reached(ribbon.price.id):
            continue
        now = f.beat_name == ribbon.price.id
        light = 1.0 if now or paying else EARLIER
        reach = 1.0 if paying else BEFORE_BILL
        draw_ribbon(p, ribbon, f.clock, grown=reach * (grown if now else 1.0), light=light)
        _draw_numbers(p, ribbon, light * float(ramp(grown, 0.5, 0.9)) if now else light)
    if paying:
        draw_receipt(f, p, bill)
    else:
        draw_arithmetic(f, p, bill, f.beat_name)


def _draw_machine(p: Picture, bill: Bill) -> None:
    """The hour of the machine, from which all ribbons come."""
    p.rects([MACHINE], "ink", radius=6, alpha=0.8)
    p.text((LEFT, MACHINE.y - 14), "{v}", v=bill.hour, size=T26, mono=True, weight=600)
    p.text((LEFT, MACHINE.bottom + 32), "the whole", size=T16, role="dim")
    p.text((LEFT, MACHINE.bottom + 54), "machine", size=T16, role="dim")


def _draw_numbers(p: Picture, ribbon: Ribbon, light: float) -> None:
    """What the width is at each column, and whose ribbon it is."""
    if light < 0.05:
        return
    alpha = 0.35 + 0.65 * light if light < 0.5 else light
    line, role = ribbon.line, ribbon.price.role
    for column, value, size in ((1, machine_time(line), T22), (2, line.rate, T22), (3, in_dollars(line.card), T26)):
        p.text(
            (COLUMNS[column], ribbon.middle[column] - ribbon.width[column] / 2 - 12),
            "{v}",
            v=value,
            size=size,
            mono=True,
            weight=600,
            role=role,
            align="center",
            alpha=alpha,
            backed=0.55,
            fit=270,
        )
    at = (COLUMNS[1] - 40, ribbon.middle[1] + ribbon.width[1] / 2 + 30)
    p.text(at, "{name}", name=ribbon.price.name, size=T18, weight=600, role=role, alpha=alpha)
