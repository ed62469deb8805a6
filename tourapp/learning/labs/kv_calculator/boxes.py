"""The seven boxes of the long division, with their usual mistakes and hints."""

from __future__ import annotations

import math
from dataclasses import replace

from tourapp import specs
from tourapp.learning.labs.kinds import Box, Hints, Mistake
from tourapp.learning.labs.kv_calculator.case import USABLE, KvCase
from tourapp.quantity import Quantity, format_quantity
from tourapp.words import Phrase


def _gb(case: KvCase) -> float:
    return float(case.memory.to("GB").value)


def _weights_gb(case: KvCase) -> float:
    return float(case.costs.capacity.weight_bytes.to("GB").value)


def _token(case: KvCase) -> float:
    return float(case.costs.kv_bytes_per_token.value)


def _user_mb(case: KvCase) -> float:
    return float(case.costs.kv_bytes_per_sequence.to("MB").value)


def _exact(case: KvCase) -> float:
    return float(case.costs.capacity.users_exact.value)


def _groups(case: KvCase) -> int:
    model = specs.model(case.model)
    return model.heads // model.kv_heads


def _bytes(bits: int) -> Quantity:
    """Bytes of a number, as it is printed in a product."""
    return Quantity(bits / 8, "B", "bytes of a number", id=f"lab.bytes(bits={bits})")


def _short(amount: Quantity) -> Quantity:
    """An amount in two figures, as in 24 GB."""
    return replace(amount, printed=format_quantity(amount, 2))


# the small letters below a box -----------------------------------------------------------------------------


def _usable_below(case: KvCase) -> Phrase:
    return Phrase(
        "{share} of {memory}",
        share=_short(Quantity(USABLE, "share", "usable share", id="lab.usable")),
        memory=_short(case.memory),
    )


def _weights_below(case: KvCase) -> Phrase:
    billions = float(case.costs.params.value) / 1e9
    return Phrase("{n:.2f} billion × {b}", n=billions, b=_bytes(case.bits))


def _token_below(case: KvCase) -> Phrase:
    model = specs.model(case.model)
    return Phrase(
        "{layers} layers, {heads} KV heads of {d}", layers=model.layers, heads=model.kv_heads, d=model.head_dim
    )


def _user_below(case: KvCase) -> Phrase:
    return Phrase("{n} tokens", n=case.context)


def _whole_below(_case: KvCase) -> Phrase:
    return Phrase("whole ones only")


# hints: where to look, the relation, the formula with a gap ---------------------------------------------------


def _usable_hints(case: KvCase) -> Hints:
    return (
        Phrase("Look at the hatched strip on top of the card."),
        Phrase("Not all memory may be filled: {p:.0f} % of it.", p=100 * USABLE),
        Phrase("{u} × {gb:.0f} GB = …", u=USABLE, gb=_gb(case)),
    )


def _weights_hints(case: KvCase) -> Hints:
    return (
        Phrase("Look at the line below the box."),
        Phrase("Every parameter is one number of {b}.", b=_bytes(case.bits)),
        Phrase("{n:.2f} billion × … B", n=float(case.costs.params.value) / 1e9),
    )


def _room_hints(_case: KvCase) -> Hints:
    return (
        Phrase("Look at the two boxes above the line."),
        Phrase("What may be used, less the weights."),
        Phrase("usable - … = room"),
    )


def _token_hints(case: KvCase) -> Hints:
    model = specs.model(case.model)
    return (
        Phrase("Look at the line below the box: layers, KV heads, their width."),
        Phrase("A key and a value, in every layer, for every KV head."),
        Phrase("2 × {layers} × … × {d} × {b}", layers=model.layers, d=model.head_dim, b=_bytes(case.kv_bits)),
    )


def _user_hints(case: KvCase) -> Hints:
    return (
        Phrase("The box above is one token. How many has a user?"),
        Phrase("Bytes of a token, times the tokens of a conversation."),
        Phrase("token × … = {n} tokens of it", n=case.context),
    )


def _fit_hints(_case: KvCase) -> Hints:
    return (
        Phrase("Look at the room, and at what one user takes of it."),
        Phrase("Room divided by one user, both in one unit."),
        Phrase("room / … = how many times it fits"),
    )


def _users_hints(_case: KvCase) -> Hints:
    return (
        Phrase("Look at the box above: it is no whole number."),
        Phrase("A conversation that fits only in part does not fit."),
        Phrase("floor(…) drops what stands behind the point"),
    )


BOXES = (
    Box(
        "usable",
        Phrase("memory you may use"),
        "GB",
        lambda case: case.costs.capacity.usable_bytes,
        _usable_hints,
        _usable_below,
        (
            Mistake(_gb, Phrase("That is all of it: some stays free for the engine itself.")),
            Mistake(lambda case: _gb(case) * (1 - USABLE), Phrase("That is what stays free, not what may be used.")),
        ),
    ),
    Box(
        "weights",
        Phrase("weights"),
        "GB",
        lambda case: case.costs.capacity.weight_bytes,
        _weights_hints,
        _weights_below,
        (
            Mistake(lambda case: _weights_gb(case) * 8, Phrase("8 times too much: are those bits?")),
            Mistake(lambda case: _weights_gb(case) * 2, Phrase("Twice too much: how many bytes has one weight here?")),
            Mistake(lambda case: _weights_gb(case) / 2, Phrase("Half of it: how many bytes has one weight here?")),
        ),
        sign="−",
    ),
    Box(
        "room",
        Phrase("room for conversations"),
        "GB",
        lambda case: case.room,
        _room_hints,
        None,
        (
            Mistake(
                lambda case: _gb(case) - _weights_gb(case),
                Phrase("That uses all the memory: begin with the first box."),
            ),
        ),
        rule=True,
    ),
    Box(
        "token",
        Phrase("one token keeps"),
        "B",
        lambda case: case.costs.kv_bytes_per_token,
        _token_hints,
        _token_below,
        (
            Mistake(
                lambda case: _token(case) * _groups(case), Phrase("Count KV heads, not query heads: these share them.")
            ),
            Mistake(lambda case: _token(case) / 2, Phrase("Half of it: a key and a value, of two bytes each.")),
            Mistake(lambda case: _token(case) * 8, Phrase("8 times too much: are those bits?")),
            Mistake(
                lambda case: _token(case) / specs.model(case.model).layers,
                Phrase("That is one layer: every layer keeps its own."),
            ),
        ),
    ),
    Box(
        "user",
        Phrase("one user keeps"),
        "MB",
        lambda case: case.costs.kv_bytes_per_sequence,
        _user_hints,
        _user_below,
        (Mistake(lambda case: _token(case) / 1e6, Phrase("That is one token: a user has many.")),),
        sign="×",
    ),
    Box(
        "fit",
        Phrase("room ÷ one user"),
        "1",
        lambda case: case.costs.capacity.users_exact,
        _fit_hints,
        None,
        (
            Mistake(
                lambda case: float(case.costs.capacity.usable_bytes.to("MB").value) / _user_mb(case),
                Phrase("That is all usable memory: take the weights off first."),
            ),
            Mistake(
                lambda case: float(case.room.to("GB").value) / _user_mb(case),
                Phrase("GB over MB: bring both to one unit first."),
            ),
        ),
        sign="÷",
        rule=True,
    ),
    Box(
        "users",
        Phrase("users that fit"),
        "1",
        lambda case: case.costs.capacity.users,
        _users_hints,
        _whole_below,
        (
            Mistake(lambda case: math.ceil(_exact(case)), Phrase("Rounded up: the last one fits only in part.")),
            Mistake(_exact, Phrase("Whole users only: drop what stands behind the point.")),
        ),
        rel=0.0,
        near=0.01,
    ),
)
