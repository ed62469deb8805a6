"""What a class is asked before the question has arrived for good: when a word can be back."""

from __future__ import annotations

from collections.abc import Mapping

from tourapp.authoring import Ask, Frame, Phrase, Quantity


def first_word(f: Frame) -> Quantity:
    """Enter to the first word, had the model taken no time."""
    return f.world.trip_numbers.first_word


def _fields(f: Frame) -> Mapping[str, Phrase]:
    if f.world.network.connection == "cold":
        return {"misled": Phrase("Twice the way there is too long: the handshakes are paid only once.")}
    return {"misled": Phrase("The model took no time here: both crossings are all there is.")}


ASKS = {
    "arrive": Ask(
        "It arrives {total} after Enter. How soon can the first word be back?",
        first_word,
        note="In milliseconds, even if the model took no time at all.",
        per=0.001,
        low=1.0,
        high=10_000.0,
        tempts="{misled}",
        fields=_fields,
        lands=0.52,
    )
}
