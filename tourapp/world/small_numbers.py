"""Numbers far below one, written with a power of ten."""

from __future__ import annotations

import math
from dataclasses import replace

from tourapp.quantity import Quantity

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
FROM = 1e-3
"""Sizes from here on are written as usual."""


def with_power(number: Quantity, below: float = FROM) -> Quantity:
    """The number, printed as '3.2 × 10⁻¹²' where it is that small."""
    value = abs(float(number.value))
    if value == 0.0 or value >= below:
        return number
    power = math.floor(math.log10(value))
    front = round(float(number.value) / 10.0**power, 1)
    if abs(front) >= 10.0:
        front, power = front / 10.0, power + 1
    return replace(number, printed=f"{front:.1f} × 10{str(power).translate(RAISED)}")
