"""A plan's ids in words: constraints, targets, what breaks, what mends, as a stage and its notes say them."""

from __future__ import annotations

from dataclasses import replace

from tourapp.quantity import Quantity
from tourapp.quantity.origin import COMPUTED
from tourapp.words import Phrase

MISSED_BY = {
    "": Phrase("holds"),
    "memory": Phrase("does not fit"),
    "link": Phrase("link not known"),
    "ttft": Phrase("first token too late"),
    "itl": Phrase("tokens too slow"),
    "load": Phrase("too many replicas"),
    "wait": Phrase("waits too long"),
    "budget": Phrase("over the budget"),
}
WANTS = {
    "rate": Phrase("requests a second"),
    "users": Phrase("users"),
    "prompt": Phrase("prompt length"),
    "answer": Phrase("answer length"),
    "itl": Phrase("gap between tokens"),
    "ttft": Phrase("time to first token"),
    "mfu": Phrase("math reached"),
    "mbu": Phrase("bandwidth reached"),
    "gpu_hour": Phrase("price of a GPU-hour"),
}
_UNITS = {"itl": "s", "ttft": "s", "rate": "1/s", "users": "1", "prompt": "token", "answer": "token", "budget": "USD"}


def mend_words(what: str, value: float, id: str) -> Phrase:
    """A change that mends, in words. value: s, tokens, requests a second or USD; id: of that number."""
    whole = what in ("users", "prompt", "answer")
    amount, name = int(value) if whole else value, "the least change that mends it"
    number = Quantity(amount, _UNITS[what], name, source=COMPUTED, id=id)
    if what == "budget":
        number = dollars(number)
    told = {
        "itl": Phrase("a gap of {v} mends it", v=number),
        "ttft": Phrase("a first token within {v} mends it", v=number),
        "rate": Phrase("{v} mends it", v=number),
        "users": Phrase("{v} users mend it", v=number),
        "prompt": Phrase("a prompt of {v} mends it", v=number),
        "answer": Phrase("an answer of {v} mends it", v=number),
        "budget": Phrase("{v} a month mends it", v=number),
    }
    return told[what]


def dollars(amount: Quantity) -> Quantity:
    """The same amount printed in whole dollars."""
    return replace(amount, printed=f"${float(amount.value):,.0f}")
