"""What a class is asked: how many conversations fit, and how many when they are sixteen times as long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scenes.spine.s_users.facts import UsersFacts, facts_of
from tourapp.authoring import Ask, AskOption, Frame, LiveOptions, Phrase, Quantity, mixed

if TYPE_CHECKING:
    from tourapp.authoring.kinds import UsersAt


def _truth(f: Frame) -> Quantity:
    """Conversations that fit at the scenario's length."""
    return facts_of(f).asked.here.users


def _truth_long(f: Frame) -> Quantity:
    """Conversations that fit at the long length."""
    return facts_of(f).asked.long.users


def _options(f: Frame) -> tuple[AskOption, ...]:
    facts = facts_of(f)
    return _among(facts, facts.asked.here, facts.asked.wrong, seed=3)


def _options_long(f: Frame) -> tuple[AskOption, ...]:
    facts = facts_of(f)
    return _among(facts, facts.asked.long, facts.asked.wrong_long, seed=11)


def _among(facts: UsersFacts, at: UsersAt, wrong: Mapping[str, Quantity], *, seed: int) -> tuple[AskOption, ...]:
    """The truth at one length among what others answer there."""
    line = Phrase("{room} / {one}", room=facts.asked.room, one=at.per_sequence)
    right = AskOption(at.users, Phrase("what is left"), Phrase("What the weights leave, over one conversation."), line)
    return mixed(right, _wrong(facts, wrong, at.per_sequence), seed=seed)


def _group(numbers: Mapping[str, Quantity]) -> Quantity | None:
    """How many query heads would share a pair."""
    return numbers["heads"].inputs[1] if "heads" in numbers else None


def _wrong(facts: UsersFacts, numbers: Mapping[str, Quantity], one: Quantity) -> list[AskOption]:
    """Answers that leave something out, those that tempt most first."""
    told = _forgotten(facts, numbers, one) | _mistaken(facts, numbers, one)
    return [AskOption(numbers[name], *told[name]) for name in told if name in numbers]


Told = dict[str, tuple[Phrase, Phrase, Phrase]]


def _forgotten(facts: UsersFacts, numbers: Mapping[str, Quantity], one: Quantity) -> Told:
    """What was left out: other heads, the weights, the length, the values."""
    asked = facts.asked
    return {
        "heads": (
            Phrase("heads share keys"),
            Phrase("Whoever said {v} let heads share their keys, which this model does not.", v=numbers.get("heads")),
            Phrase("{g} × {room} / {one}", g=_group(numbers), room=asked.room, one=one),
        ),
        "weights": (
            Phrase("memory for all"),
            Phrase("Whoever said {v} forgot the weights.", v=numbers["weights"]),
            Phrase("{u} / {one}", u=asked.usable, one=one),
        ),
        "context": (
            Phrase("length is free"),
            Phrase("Whoever said {v} took length for free.", v=numbers["context"]),
            Phrase("as at {s}", s=asked.here.context),
        ),
        "keys": (
            Phrase("keys alone"),
            Phrase("Whoever said {v} counted keys and forgot values.", v=numbers["keys"]),
            Phrase("2 × {room} / {one}", room=asked.room, one=one),
        ),
    }


def _mistaken(facts: UsersFacts, numbers: Mapping[str, Quantity], one: Quantity) -> Told:
    """What was taken for something else: a copy for each, the batch, the reserve."""
    asked = facts.asked
    return {
        "sizes": (
            Phrase("a copy for each"),
            Phrase("Whoever said {v} gave each conversation weights of its own.", v=numbers["sizes"]),
            Phrase("{u} / {w}", u=asked.usable, w=asked.weights),
        ),
        "batch": (
            Phrase("as the batch"),
            Phrase(
                "Whoever said {v} read it off the batch, and nobody has asked yet whether that fits.",
                v=numbers["batch"],
            ),
            Phrase("batch {n}", n=numbers["batch"]),
        ),
        "reserve": (
            Phrase("reserve filled"),
            Phrase("Whoever said {v} filled the reserve, which a pass needs for itself.", v=numbers["reserve"]),
            Phrase("({m} − {w}) / {one}", m=facts.memory, w=asked.weights, one=one),
        ),
    }


ASKS = {
    "hook": Ask(
        "How many conversations fit into this memory at once?",
        _truth,
        note="Each holds {context}; the weights of {model} lie in the same memory.",
        options=LiveOptions(4, _options),
        lands=0.45,
        fields=lambda f: {"context": facts_of(f).asked.here.context, "model": facts_of(f).model},
    ),
    "cliff": Ask(
        "And how many when each of them is {long} long?",
        _truth_long,
        note="At {context} it was {users}.",
        options=LiveOptions(4, _options_long),
        lands=0.6,
        fields=lambda f: {
            "long": facts_of(f).asked.long.context,
            "context": facts_of(f).asked.here.context,
            "users": facts_of(f).asked.here.users,
        },
    ),
}
