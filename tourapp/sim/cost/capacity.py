"""Memory: what fits, and how many sequences.

usable = usable share x memory x GPUs; the reserve is the rest of the memory, for activations, graphs and the engine
itself. free = usable - all weights - KV cache of the batch (negative when it does not fit).
users = floor((usable - weights) / KV cache of one sequence), never below 0. A ceiling: blocks and fragments are left
out. machines_needed: how many such machines hold weights and cache between them, each its part, so that none is copied.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tourapp.quantity import Quantity, derive
from tourapp.sim.cost.machine import Machine
from tourapp.sim.cost.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Capacity:
    """Bytes in B. weight_bytes + kv_bytes + free_bytes + reserve_bytes = memory_bytes. held_bytes: weights and cache;
    users_exact: before rounding down; fits: True when free_bytes is not negative (an array in a sweep)."""

    memory_bytes: Quantity
    usable_bytes: Quantity
    reserve_bytes: Quantity
    weight_bytes: Quantity
    kv_bytes: Quantity
    held_bytes: Quantity
    free_bytes: Quantity
    users_exact: Quantity
    users: Quantity
    fits: Any


def capacity(scenario: Scenario, box: Machine, weights: Quantity, held: Quantity, per_sequence: Quantity) -> Capacity:
    """Memory of a scenario: weights W, cache of the batch K, cache of one sequence κ_s."""
    usable = derive("usable memory", "U", "B", "u * M", scenario.quantity("usable"), box.memory)
    reserve = derive("memory in reserve", "R", "B", "M - U", box.memory, usable)
    free = derive("free memory", "M_free", "B", "U - W - K", usable, weights, held)
    exact = derive("users that fit, before rounding down", "n", "1", "(U - W) / κ_s", usable, weights, per_sequence)
    users = derive("users that fit", "users", "1", "maximum(floor(n), 0)", exact)
    both = derive("memory held", "M_held", "B", "W + K", weights, held)
    return Capacity(box.memory, usable, reserve, weights, held, both, free, exact, users, free.value >= 0)


def machines_needed(room: Capacity) -> Quantity:
    """The fewest machines like this one whose usable memory holds all weights and the whole cache; at least one."""
    return derive(
        "machines that weights and cache need",
        "N",
        "1",
        "maximum(-floor(-(W + K) / U), 1)",
        room.weight_bytes.named(room.weight_bytes.name, "W"),
        room.kv_bytes.named(room.kv_bytes.name, "K"),
        room.usable_bytes,
    )
