"""A number that is achieved, in words: with the band in which measured runs lie, or with what stands in for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tourapp.quantity import Quantity, print_ends
from tourapp.words import Phrase

if TYPE_CHECKING:
    from tourapp.world.achieved_basis import AchievedBasis

Grows = Literal["token", "prefill"]
Ends = tuple[Quantity, Quantity]


def banded(number: Quantity, reached: AchievedBasis, of: Grows) -> Phrase:
    """The number with its band: "23.3 ms, 18 to 29". of: whether it grows with a step or with a prefill. Without a
    fitted model it says so in the band's place."""
    return Phrase("{v}, {band}", v=number, band=ends_alone(number, reached, of))


def between(number: Quantity, ends: Ends | None, reached: AchievedBasis) -> Phrase:
    """The same with ends that are known."""
    return Phrase("{v}, {band}", v=number, band=_behind(number, ends, reached))


def ends_alone(number: Quantity, reached: AchievedBasis, of: Grows) -> Phrase:
    """The band without the number, for a line of its own below it: "18 to 29"."""
    band = getattr(reached, of)
    return _behind(number, None if band is None else band.around(number), reached)


def without_number(told: Phrase) -> Phrase:
    """What stands behind the number in a banded one."""
    band: Phrase = told.fields["band"]
    return band


def _behind(number: Quantity, ends: Ends | None, reached: AchievedBasis) -> Phrase:
    """What stands behind the number: its ends, or what it rests on where it has none."""
    if reached.basis == "queues":
        return Phrase("if all fitted")
    if ends is None:
        return Phrase("as set" if reached.basis == "set" else "assumed")
    low, high = print_ends(number, ends)
    return Phrase("{low} to {high}", low=low, high=high)


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
