"""What others answer when they are asked how many conversations fit: each misconception with its own arithmetic.

Not here: the truth (the world part `users_question`), and the words of each (the scene).
"""

from __future__ import annotations

from dataclasses import replace

from tourapp import specs
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost import Scenario
from tourapp.sim.cost.machine import machine

OTHER = "llama-3-8b"
"""A model with shared keys, the same question asked of it."""


def wrong_users(
    asked: Scenario, room: tuple[Quantity, Quantity], at: tuple[Quantity, Quantity], short: Quantity
) -> dict[str, Quantity]:
    """By misconception, in conversations. room: usable memory and weights, in B; at: bytes of one conversation, and how
    many fit before rounding down; short: how many of the scenario's own length fit."""
    (usable, weights), (one, exact) = room, at
    forgot = derive("memory over one conversation", "n", "1", "floor(U / κ_s)", usable, one)
    sizes = derive("memory over the weights", "n", "1", "floor(U / W)", usable, weights)
    whole = machine(asked).memory
    reserve = derive(
        "conversations with the reserve filled too", "n", "1", "maximum(floor((M - W) / κ_s), 0)", whole, weights, one
    )
    two = Quantity(2, "1", "keys and values", "n_kv", source=DEFINED)
    keys = derive(
        "conversations if only keys were kept",
        "n",
        "1",
        "maximum(floor(n_kv * n_e), 0)",
        two,
        replace(exact, symbol="n_e"),
    )
    found = {"weights": forgot, "reserve": reserve, "keys": keys, "sizes": sizes}
    found["batch"] = asked.quantity("batch").named("as many as the batch that runs", "n")
    found["context"] = short.named("as many as of the short ones", "n")
    model, shared = asked.model_spec, specs.model(OTHER)
    if model.mla is None and model.kv_heads == model.heads:
        group = Quantity(
            shared.heads // shared.kv_heads, "1", "query heads that share a pair elsewhere", "g", source=DEFINED
        )
        found["heads"] = derive(
            "as if heads shared their keys", "n", "1", "floor(n_e * g)", replace(exact, symbol="n_e"), group
        )
    return found
