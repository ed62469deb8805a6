"""The second task: one knob that at least doubles the users; and the line of the note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tourapp import specs
from tourapp.learning.labs.kinds import Hints, Knob, LabVerdict
from tourapp.learning.labs.kv_calculator.case import TURNS, KvCase
from tourapp.learning.labs.state import LabState
from tourapp.words import Phrase

TITLE = Phrase("Now double it: change one thing")
CARDS = ("l4", "rtx-3090", "rtx-4090", "a100-80gb-sxm", "h100-sxm", "h200-sxm", "b200-sxm")
PRICES: dict[str, Phrase] = {
    "context": Phrase("the price: each conversation must be shorter"),
    "kv_bits": Phrase("the price: keys and values are rounded"),
    "bits": Phrase("the price: weights are rounded"),
    "gpu": Phrase("the price: another card is to be paid"),
}
WORDS: dict[str, Phrase] = {
    "context": Phrase("shorter conversations"),
    "kv_bits": Phrase("fewer bits in the cache"),
    "bits": Phrase("fewer bits in the weights"),
    "gpu": Phrase("another card"),
}


def _number(value: Any) -> Phrase:
    return Phrase("{n}", n=int(value))


def _card(value: Any) -> Phrase:
    return Phrase("{name}", name=specs.gpu(value).name)


def _contexts(case: KvCase) -> tuple[int, ...]:
    return tuple(case.context * 2 // part for part in (1, 2, 4, 8))


def _weight_bits(case: KvCase) -> tuple[int, ...]:
    return tuple(bits for bits in (16, 8, 4) if bits <= case.bits)


def _cards(case: KvCase) -> tuple[str, ...]:
    return tuple(dict.fromkeys((case.gpu, *CARDS)))


KNOBS = (
    Knob("context", Phrase("Context"), _contexts, lambda case: case.context, _number),
    Knob("kv_bits", Phrase("KV bits"), lambda _case: (16, 8, 4), lambda case: case.kv_bits, _number),
    Knob("bits", Phrase("Weight bits"), _weight_bits, lambda case: case.bits, _number),
    Knob("gpu", Phrase("Card"), _cards, lambda case: case.gpu, _card),
)


def changed(case: KvCase, knobs: Mapping[str, Any]) -> tuple[KvCase, tuple[str, ...]]:
    """The case with its knobs, and which of them are turned."""
    after = case.turned(knobs)
    return after, tuple(name for name in TURNS if getattr(after, name) != getattr(case, name))


def wanted(case: KvCase) -> int:
    """How many users are asked for."""
    return 2 * case.users


def goal(case: KvCase, state: LabState) -> LabVerdict:
    """Exactly one thing changed, and at least twice the users."""
    after, turned = changed(case, state.knobs)
    if not turned:
        return LabVerdict(False, Phrase("Nothing is changed yet: turn one knob."), next_hint=1)
    if len(turned) > 1:
        return LabVerdict(False, Phrase("{n} things are changed: put all but one back.", n=len(turned)), next_hint=2)
    users, want = after.users, wanted(case)
    if users < want:
        words = Phrase("{n} {n|user|users} now, {want} are asked for.", n=users, want=want)
        return LabVerdict(False, words, str(users), next_hint=2)
    return LabVerdict(True, Phrase("{n} users: at least twice as many.", n=users), str(users), next_hint=0)


def goal_words(case: KvCase) -> Phrase:
    """What stands on the button."""
    return Phrase("Check: {n} or more", n=wanted(case))


def goal_hints(_case: KvCase) -> Hints:
    """Where to look, the relation, and a gap."""
    return (
        Phrase("Look at what grows with the users: the thin slices, not the block of weights."),
        Phrase("Half as much for each user fits twice as often; a freed block of weights is shared by all."),
        Phrase("room / (token × context): halve …"),
    )


def solve(case: KvCase) -> dict[str, Any]:
    """One way: half as long conversations."""
    return {**{name: getattr(case, name) for name in TURNS}, "context": case.context // 2}


def note(case: KvCase, state: LabState) -> Phrase:
    """What is worth keeping of it."""
    after, turned = changed(case, state.knobs)
    words = {"model": case.model_name, "gpu": case.gpu_name, "n": case.users, "context": case.context}
    if not turned:
        return Phrase("{model} on one {gpu}: {n} users with {context} tokens each.", **words)
    words |= {"more": after.users, "how": WORDS[turned[0]], "price": PRICES[turned[0]]}
    return Phrase("{model} on one {gpu}: {n} users with {context} tokens each; {more} by {how}, {price}.", **words)
