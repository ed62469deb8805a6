"""The twelve formulas of the cheat sheet, each with the numbers of one world. Values only; ideal times throughout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tourapp.authoring import Quantity, show
from tourapp.authoring.written_out import with_numbers, with_symbols
from tourapp.words import Phrase, say
from tourapp.world import World

LONGEST = 52
"""Letters of a line of numbers."""


@dataclass(frozen=True, slots=True)
class CheatCard:
    """One formula. title; words: how it is worked out, in words; made: the same with today's numbers; result."""

    title: str
    words: str
    made: str
    result: Quantity
    role: str


def cheat_cards(world: World) -> tuple[CheatCard, ...]:
    """All twelve, in the language in use."""
    return tuple(_cards(world))


def _cards(world: World) -> Iterator[CheatCard]:
    costs = world.cost
    step, sweep, room, price = costs.decode, costs.prefill, costs.capacity, costs.price
    yield _card("Weights", "parameters × bytes of each", costs.weight_bytes, "weights")
    yield _card("Work per token", "work of a step ÷ users in it", step.flops_per_token, "prefill")
    yield _card("Cache per token", "layers × numbers kept in each × their bytes", costs.kv_bytes_per_token, "key")
    yield _card("Cache per user", "tokens × cache per token", costs.kv_bytes_per_sequence, "key")
    yield _card("Users that fit", "(usable memory − weights) ÷ cache per user", room.users, "good", room.users_exact)
    yield _card("Token passes saved by the cache", "(n·P + n(n−1)÷2) ÷ (P + n − 1)", world.loop.saved, "good")
    read = Phrase("{bytes} over {beta}", bytes=step.bytes_per_step, beta=world.letters.bandwidth)
    told = _said("Decode step", "bytes read ÷ bandwidth, where memory is the limit")
    yield CheatCard(*told, show(read), step.step_seconds, "decode")
    yield _card("Speed of one user", "1 ÷ step", step.tokens_per_second_per_user, "decode")
    math = Phrase("{work} over {peak}", work=sweep.flops, peak=world.letters.peak)
    told = _said("Prefill of the batch", "work ÷ peak, where math is the limit")
    yield CheatCard(*told, show(math), sweep.seconds, "prefill")
    yield _card("Work per byte, a decode step", "operations ÷ bytes", step.intensity, "decode")
    yield _card("Ridge of the machine", "peak ÷ bandwidth", step.ridge, "weights")
    paid = Phrase("{hour} over {rate}", hour=price.machine_hour, rate=step.tokens_per_second)
    told = _said("Price of output", "machine's hour ÷ tokens in it, for a million")
    yield CheatCard(*told, show(paid), price.output, "value")


def _said(title: str, words: str) -> tuple[str, str]:
    return say(title), say(words)


def _card(title: str, words: str, result: Quantity, role: str, made: Quantity | None = None) -> CheatCard:
    return CheatCard(*_said(title, words), _made(made or result), result, role)


def _made(value: Quantity) -> str:
    """A formula with its numbers; with its symbols where that would be too long a line."""
    line = with_numbers(value)
    return line if len(line) <= LONGEST else with_symbols(value)
