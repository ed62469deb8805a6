"""What the captions of pricing say: their verdicts, one sentence for every outcome. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.pricing.prices import CACHED, INPUT, OUTPUT, leading_price, machine_time
from tourapp.authoring import Frame, Phrase, Picture, banded

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Bill, Fleet, Ratios

HALF = 0.5
MUCH_CHEAPER = 2.0
"""From this ratio on cached input is little work beside input."""
FLAT = 1.25
"""A curve whose ends differ by less hardly depends on the batch."""


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives every field of the captions its value."""
    bill, fleet, ratios = f.world.bill, f.world.fleet, f.world.ratios
    _fill_cards(f, p, bill, fleet)
    _fill_bill(p, bill)
    p.fill(
        question=_question(ratios),
        depends=_depends(ratios),
        market=_market(f.inputs.batch, ratios, fleet),
        date=f.world.listed.date,
    )


def _fill_cards(f: Frame, p: Picture, bill: Bill, fleet: Fleet) -> None:
    """The three prices, and what stands behind each."""
    cached, input_, output = (bill.line(price.id) for price in (CACHED, INPUT, OUTPUT))
    listed, costs = f.world.listed, fleet.costs
    p.fill(
        origin=Phrase("one machine") if fleet.fits else Phrase("{n} machines", n=fleet.machines),
        gpus=Phrase("{n} × {gpu}", n=fleet.gpus, gpu=f.world.chip.name),
        hour=bill.hour,
        batch=f.inputs.batch,
        input=input_.card,
        cached=cached.card,
        output=output.card,
        limit=_limit(fleet),
        in_flops=costs.prefill.flops_per_token,
        in_time=machine_time(input_),
        in_rate=input_.rate,
        holder=holder(fleet),
        little=_little(bill),
        kv=costs.kv_bytes_per_token,
        cheaper=bill.cached_ratio,
        least=listed.least,
        most=listed.most,
        step=banded(costs.decode.achieved_step_seconds, fleet.reached, "token"),
        out_time=machine_time(output),
    )


def _fill_bill(p: Picture, bill: Bill) -> None:
    cached, input_, output = (bill.line(price.id).amount for price in (CACHED, INPUT, OUTPUT))
    p.fill(
        leader=leading_price(bill).name,
        share=_share(bill),
        cached_part=cached,
        input_part=input_,
        output_part=output,
        total=bill.total,
        one=bill.one,
    )


def holder(fleet: Fleet) -> Phrase:
    """What a token holds: the machine, or all of them."""
    return Phrase("the machine") if fleet.fits else Phrase("the {n} machines", n=fleet.machines)


def _limit(fleet: Fleet) -> Phrase:
    if fleet.by_math:
        return Phrase("many tokens share every weight, so the math is the limit")
    return Phrase("here too few tokens share every weight, so bytes are the limit")


def _little(bill: Bill) -> Phrase:
    if float(bill.cached_ratio.value) >= MUCH_CHEAPER:
        return Phrase("little work, but not nothing")
    return Phrase("here hardly less work than computing them")


def _share(bill: Bill) -> Phrase:
    leading = bill.line(leading_price(bill).id).amount
    if float(leading.value) > HALF * float(bill.total.value):
        return Phrase("most of the bill")
    return Phrase("the largest part of the bill")


def _question(ratios: Ratios) -> Phrase:
    if float(ratios.here.value) > 1:
        return Phrase("How much more expensive is output?")
    return Phrase("Here output is not the expensive one.")


def _depends(ratios: Ratios) -> Phrase:
    if float(ratios.ratio.max()) > FLAT * float(ratios.ratio.min()):
        return Phrase("It depends on the batch, not on a law.")
    return Phrase("Here the batch hardly matters.")


def _market(batch: int, ratios: Ratios, fleet: Fleet) -> Phrase:
    """The ratio on stage, and beside it the one where memory is full."""
    told = {"batch": batch, "ratio": ratios.here, "most": ratios.largest, "n": fleet.machines}
    if ratios.at_largest is None:
        return Phrase(
            "At batch {batch} physics says {ratio}, on {n} machines: one has no room for a single user.", **told
        )
    told["floor"] = ratios.at_largest
    if not fleet.fits:
        return Phrase("At batch {batch} it is {ratio}, on {n} machines: one is full at {most}, with {floor}.", **told)
    if ratios.full and batch == int(ratios.largest.value):
        return Phrase("At batch {batch} physics says {ratio}, and no larger batch fits.", **told)
    if batch == int(ratios.largest.value):
        return Phrase("At batch {batch} physics says {ratio}, and all of it fits.", **told)
    if not ratios.full:
        return Phrase("At batch {batch} physics says {ratio}; at {most}, which fits too, {floor}.", **told)
    return Phrase("At batch {batch} physics says {ratio}; at {most}, when memory is full, {floor}.", **told)
