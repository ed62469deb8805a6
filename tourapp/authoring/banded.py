"""A number that is achieved, in words: with the band in which measured runs lie, or with what stands in for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tourapp.quantity import Quantity, print_ends
from tourapp.words import Phrase

if TYPE_CHECKING:
    from tourapp.world.achieved_basis import AchievedBasis


def banded(number: Quantity, reached: AchievedBasis, of: Literal["token", "prefill"], *, rate: bool = False) -> Phrase:
    """The number with its band: "23.3 ms, 18 to 29". of: whether it grows with a step or with a prefill; rate: it falls
    as that grows. Without a fitted model it says so in the band's place."""
    band = getattr(reached, of)
    if band is None:
        return between(number, None, reached)
    return between(number, (band.around_rate if rate else band.around)(number), reached)


def between(number: Quantity, ends: tuple[Quantity, Quantity] | None, reached: AchievedBasis) -> Phrase:
    """The same with ends that are known."""
    if reached.basis == "queues":
        return Phrase("{v}, if all fitted", v=number)
    if ends is None:
        return Phrase("{v}, as set" if reached.basis == "set" else "{v}, assumed", v=number)
    low, high = print_ends(number, ends)
    return Phrase("{v}, {low} to {high}", v=number, low=low, high=high)


def ends_alone(number: Quantity, reached: AchievedBasis, of: Literal["token", "prefill"]) -> Phrase:
    """The band without the number, for a line of its own below it: "18 to 29"."""
    return without_number(banded(number, reached, of))


def without_number(told: Phrase) -> Phrase:
    """What stands behind the number in a banded one."""
    behind = {
        "{v}, {low} to {high}": "{low} to {high}",
        "{v}, if all fitted": "if all fitted",
        "{v}, as set": "as set",
        "{v}, assumed": "assumed",
    }
    return Phrase(behind[told.template], **told.fields)


def basis_words(reached: AchievedBasis) -> Phrase:
    """What "achieved" rests on, as a sentence."""
    match reached.basis:
        case "queues":
            return Phrase("More requests run than fit.")
        case "set":
            return Phrase("Set: {math} of the math, {memory} of the bandwidth.", **_shares(reached))
        case "assumed":
            return Phrase("Assumed: {math} of the math, {memory} of the bandwidth.", **_shares(reached))
    if reached.token is not None and reached.token.inside:
        return Phrase("Nine of ten measured runs lie there.")
    return Phrase("No run like this was measured.")


def _shares(reached: AchievedBasis) -> dict[str, Quantity]:
    return {"math": reached.math, "memory": reached.bandwidth}
