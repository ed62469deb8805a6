"""What a class is asked before the curve: what more tokens per pass are worth on the large machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scenes.speculation.facts import speculation_facts
from tourapp.authoring import Ask, AskOption, Frame, Quantity


def speed_up(f: Frame) -> Quantity:
    """How many times faster decoding is, ideal."""
    return speculation_facts(f.world).numbers.speedup


def _fields(f: Frame) -> Mapping[str, Any]:
    return {"made": speculation_facts(f.world).numbers.measured, "users": int(f["batch"])}


ASKS = {
    "pays": Ask(
        "A pass gives {made} tokens instead of one. How much faster is the answer?",
        speed_up,
        note="At batch {users}. Hands up: A, B, C or D.",
        options=(
            AskOption(4.0, "four times as fast", "A takes the draft's own steps for free."),
            AskOption(2.0, "twice as fast", "B expects half of the gain to be lost, whatever the batch."),
            AskOption(1.2, "a little faster", "C expects most guesses to be refused."),
            AskOption(0.8, "it is slower", "D expects the check to cost more than it brings."),
        ),
        fields=_fields,
        lands=0.4,
    )
}
