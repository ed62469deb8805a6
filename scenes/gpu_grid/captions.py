"""Values for the captions and notes of the scene, and the words that follow from them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from scenes.gpu_grid.facts import SIXTEEN, ChipAtWork, bare
from tourapp.authoring import Inputs, Phrase, Picture, Quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Chip, Climb, Costs

DARK = 0.05
"""Busy share of the math below which it goes dark."""
FULL, NEARLY_FULL = 0.95, 0.7
"""Busy shares of the bridge above which it is full, or nearly; math is all at work above the first."""
PULLED = 0.9
"""Share of the weights' own FLOP per byte that is left, below which the caches pull back."""
HALF = 0.5
"""Busy share of the math above which most of it works."""


def fill_captions(p: Picture, inputs: Inputs, facts: ChipAtWork, climb: Climb) -> None:
    """Give every field of the captions its value."""
    chip, decode = facts.chip, facts.costs.decode
    p.fill(
        built=_built(chip),
        name=chip.name,
        processors=_known(chip.processors),
        cores=_known(chip.tensor_cores),
        bandwidth=chip.bandwidth,
        memory=_memory(chip),
        tokens=inputs.prompt_tokens * inputs.batch,
        lit=what_prefill_does(facts.costs),
        math_in=facts.prefill.math,
        bridge_in=facts.prefill.bridge,
        batch=facts.costs.scenario.quantity("batch"),
        dark=what_decode_does(facts.costs),
        math_out=facts.decode.math,
        bridge_out=facts.decode.bridge,
        weights=decode.weight_bytes_per_step,
        ridge=decode.ridge,
        room=bare(decode.ridge),
        brings=bare(decode.weight_intensity),
        format=facts.format,
        climbed=how_far(climb),
        alone=climb.rungs[-1].alone,
        whole=climb.rungs[-1].whole,
        most=climb.rungs[-1].batch,
        verdict=how_it_went([float(item.ridge.value) for item in facts.line]),
        sixteen=SIXTEEN,
    )


def _built(chip: Chip) -> Phrase:
    """What does the chip's work, and how many of it there are, as far as that is published."""
    if chip.tensor_cores is not None:
        return Phrase("{cores} tensor cores do the multiplying", cores=chip.tensor_cores)
    if chip.processors is not None:
        return Phrase("{processors} processors do the multiplying", processors=chip.processors)
    return Phrase("how many calculators it has is not published")


def _memory(chip: Chip) -> Phrase:
    """What the bandwidth comes from."""
    if chip.stacks is not None:
        return Phrase("{n} {n|stack|stacks} of {kind}", n=chip.stacks, kind=chip.memory_kind or "memory")
    if chip.memory_kind is None:
        return Phrase("its memory")
    if chip.memory_kind.startswith("HBM"):
        return Phrase("{kind}, its number of stacks unpublished", kind=chip.memory_kind)
    return Phrase("{kind} chips on the card", kind=chip.memory_kind)


def what_prefill_does(costs: Costs) -> Phrase:
    """How much of the math prefill lights, true at every length of the prompt."""
    busy = float(costs.prefill.compute_busy.value)
    if busy > FULL:
        return Phrase("every multiply unit works")
    return Phrase("most multiply units work") if busy > HALF else Phrase("with so few tokens, most multiply units wait")


def how_far(climb: Climb) -> Phrase:
    """How far more users climb, and what ends it."""
    last = climb.rungs[-1]
    if climb.none:
        return Phrase("Not one user fits beside the weights: nothing climbs here.")
    if last.bound != "memory":
        return Phrase("More users climb the slope, up to the roof.")
    if float(last.whole.value) > PULLED * float(last.alone.value):
        return Phrase("More users climb the slope, until memory is full.")
    return Phrase("More users climb the slope. Their caches pull back.")


def how_it_went(ridges: Sequence[float]) -> Phrase:
    """Whether the ridge grew from each part to the next, and what it did if not."""
    ways = [after > before for before, after in pairwise(ridges)]
    turns = [ways[0], *(after for before, after in pairwise(ways) if before != after)]
    match turns:
        case [True]:
            return Phrase("Yes: it rose every time.")
        case [False]:
            return Phrase("No: it fell every time.")
        case [True, False]:
            return Phrase("No: it rose, then fell.")
        case [False, True]:
            return Phrase("No: it fell, then rose.")
        case [True, False, True]:
            return Phrase("No: it rose, fell, and rose again.")
    return Phrase("No: it turned {n} times.", n=len(turns) - 1)


def what_decode_does(costs: Costs) -> Phrase:
    """What decode does to math and bridge, true at every batch and context."""
    math, bridge = float(costs.decode.compute_busy.value), float(costs.decode.memory_busy.value)
    dark = Phrase("the math goes dark") if math < DARK else Phrase("more users light some math")
    if bridge > FULL:
        full = Phrase("the bridge is full")
    elif bridge > NEARLY_FULL:
        full = Phrase("the bridge is nearly full")
    else:
        full = Phrase("the bridge has room")
    return Phrase("{math}, {bridge}", math=dark, bridge=full)


def _known(count: Quantity | None) -> Quantity | Phrase:
    return count if count is not None else Phrase("an unpublished number of")
