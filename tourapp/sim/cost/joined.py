"""What several GPUs add to a pass, and a fixed time per step, for those who ask for them beside the ideal ledger.

Two all-reduces a layer over the link between the GPUs, by the formula of the achieved model; nothing overlaps. The
rate on NVLink 4 is the measured one, 316 GB/s, of which the table's share is the rounded form. A link that nobody knows
gives no figure. Left out: gathering the embedding and the scores of the vocabulary, once a pass each.
"""

from __future__ import annotations

from dataclasses import replace

import msgspec

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import SETTING
from tourapp.sim.cost.constants import NO_FLOPS
from tourapp.sim.cost.ledger import Pass
from tourapp.sim.cost.scenario import Scenario
from tourapp.sim.cost.terms.reach import link_of
from tourapp.sim.cost.terms.rows import all_reduce
from tourapp.specs import Link

NVLINK_4, MEASURED = 450, 316 / 450
"""GB/s one way of the link whose all-reduce was measured, and the share of them that the measurement reached."""
NOTE = "communication: two all-reduces a layer, none of it hidden behind the work"


def unrounded(link: Link) -> Link:
    """A link with the measured share of its rate in place of the rounded one, where it is the one that was measured."""
    if link.gb_s_one_way != NVLINK_4:
        return link
    return msgspec.structs.replace(link, share=MEASURED)


def communication(scenario: Scenario, which: Pass) -> Quantity | None:
    """Seconds of a pass in which GPUs add up their parts: 0 for one GPU, None where their link is not known."""
    if scenario.gpus == 1:
        return Quantity(0.0, "s", "no communication: one GPU", "t_ar", source=NO_FLOPS.source)
    link = link_of(scenario)
    if link is None:
        return None
    return replace(all_reduce(scenario, which, unrounded(link)), symbol="t_ar")


def fixed(seconds: float) -> Quantity:
    """A fixed time of every pass: scheduling, sampling, copies. A setting: no source gives one for all engines."""
    return Quantity(seconds, "s", "fixed time of a pass (assumption)", "t_fixed", source=SETTING)


def whole_time(words: str, seconds: Quantity, exchanged: Quantity | None, constant: Quantity) -> Quantity | None:
    """A pass with its communication and its fixed time; None where the communication is not known."""
    if exchanged is None:
        return None
    return derive(
        words, "t", "s", "t_pass + t_ar + t_fixed", seconds.named(seconds.name, "t_pass"), exchanged, constant
    )
