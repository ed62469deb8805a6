"""Quantities: numbers that know their unit, their formula, their inputs and their source.

Not a physics library: a small unit algebra, held against pint's in the tests, and only the units this product needs.
"""

from tourapp.quantity import origin
from tourapp.quantity.core import Quantity, Source, Value, add_up, derive, plain
from tourapp.quantity.text import format_quantity, format_sum, print_ends, print_sum, split_quantity
from tourapp.quantity.units import UnitError, to_unit

__all__ = [
    "Quantity",
    "Source",
    "UnitError",
    "Value",
    "add_up",
    "derive",
    "format_quantity",
    "format_sum",
    "origin",
    "plain",
    "print_ends",
    "print_sum",
    "split_quantity",
    "to_unit",
]
