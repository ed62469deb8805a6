"""What the stage multiplies: the numbers that the controls set, their products and sums, and what those are called.

Reads the frame; draws nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Quantity, derive, origin

if TYPE_CHECKING:
    from tourapp.authoring.kinds import RealPair, SizedMatrix

WEIGHTS = ((1, 0, 1), (0, 1, 1))
"""Rows of the small matrix."""
LENGTHS = (5.0, 4.0)
"""Of the two arrows that a person turns."""
LARGE = 0.25
"""From such a share of the most two lengths can give on, arrows point the same way, or against each other."""


@dataclass(frozen=True, slots=True)
class HandDot:
    """Two lists of a person, the products of their pairs, and the sum; most: the product of both lengths."""

    x: tuple[int, ...]
    w: tuple[int, ...]
    products: tuple[int, ...]
    sum: Quantity
    most: Quantity

    @property
    def lit(self) -> int:
        """Sum of the products above zero."""
        return sum(max(0, each) for each in self.products)

    @property
    def taken(self) -> int:
        """What the products below zero take away."""
        return -sum(min(0, each) for each in self.products)


@dataclass(frozen=True, slots=True)
class TwoArrows:
    """Two arrows: their lengths, the angle between them in radians, the share of the most that their dot product is,
    and that product."""

    lengths: tuple[float, float]
    angle: float
    share: float
    dot: Quantity
    most: Quantity
    real: bool


@dataclass(frozen=True, slots=True)
class HandProduct:
    """A product of matrices by hand: M rows of K numbers times N columns, and its FLOPs."""

    rows: Quantity
    inner: Quantity
    columns: Quantity
    each: Quantity
    flops: Quantity


def _number(value: float, words: str, symbol: str) -> Quantity:
    return Quantity(value, "1", words, symbol, source=origin.SETTING)


def dot_by_hand(f: Frame) -> HandDot:
    """The lists that the controls set."""
    x = tuple(int(f[name]) for name in ("x1", "x2", "x3"))
    w = tuple(int(f[name]) for name in ("w1", "w2", "w3"))
    ones = [_number(value, "a number of the first list", f"x_{at}") for at, value in enumerate(x, 1)]
    twos = [_number(value, "a number of the second list", f"w_{at}") for at, value in enumerate(w, 1)]
    formula = "x_1 * w_1 + x_2 * w_2 + x_3 * w_3"
    lengths = "((x_1 ** 2 + x_2 ** 2 + x_3 ** 2) * (w_1 ** 2 + w_2 ** 2 + w_3 ** 2)) ** (1 / 2)"
    return HandDot(
        x,
        w,
        tuple(a * b for a, b in zip(x, w, strict=True)),
        derive("dot product", "s", "1", formula, *ones, *twos).christen(f"s({x}, {w})"),
        derive("product of both lengths", "s_max", "1", lengths, *ones, *twos).christen(f"s_M({x}, {w})"),
    )


def two_arrows(f: Frame) -> TwoArrows:
    """The arrows that a person turns, or a recorded query and key in the plane that both lie in."""
    pair: RealPair | None = f.world.real_pair
    if f["arrows"] == "real" and pair is not None:
        lengths = float(pair.query.value), float(pair.key.value)
        most = derive("product of both lengths", "s_max", "1", "q * k", pair.query, pair.key).christen("real_pair.most")
        cosine = float(pair.cosine.value)
        return TwoArrows(lengths, math.acos(max(-1.0, min(1.0, cosine))), cosine, pair.dot, most, True)
    degrees = f.eased("arrow_angle")
    angle = math.radians(degrees)
    one, two = _number(LENGTHS[0], "length of one arrow", "a"), _number(LENGTHS[1], "length of the other", "b")
    turned = Quantity(round(math.cos(angle), 12), "1", "cosine of the angle", "cos", source=origin.SETTING)
    dot = derive("dot product", "s", "1", "a * b * cos", one, two, turned).christen(f"a·b({degrees:g}°)")
    most = derive("product of both lengths", "s_max", "1", "a * b", one, two).christen("hand.arrows.most")
    return TwoArrows(LENGTHS, angle, float(turned.value), dot, most, False)


def matrix_by_hand(f: Frame) -> tuple[int, ...]:
    """What the small matrix makes of the list."""
    x = dot_by_hand(f).x
    return tuple(sum(a * b for a, b in zip(x, row, strict=True)) for row in WEIGHTS)


def product_by_hand(f: Frame) -> HandProduct:
    """The shapes that the controls set."""
    m, k, n = (
        _number(int(f[name]), words, symbol).christen(f"{name}({f[name]})")
        for name, words, symbol in (
            ("rows_m", "rows", "M"),
            ("inner_k", "numbers in a row", "K"),
            ("outputs_n", "outputs of a row", "N"),
        )
    )
    two = Quantity(2, "FLOP", "a multiplication and an addition", "n_2", source=origin.DEFINED)
    each = derive("arithmetic of one output", "C_1", "FLOP", "n_2 * K", two, k).christen(f"C_1(K={k.value})")
    flops = derive("arithmetic of the product", "C", "FLOP", "n_2 * M * K * N", two, m, k, n)
    return HandProduct(m, k, n, each, flops.christen(f"C(M={m.value}, K={k.value}, N={n.value})"))


def sized(f: Frame) -> tuple[SizedMatrix, SizedMatrix]:
    """A matrix of the small model, and one of a larger model."""
    return f.world.matmul_sizes
