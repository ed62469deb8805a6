"""What the stage says of its own figures."""

from __future__ import annotations

from tourapp.authoring import Badge, Frame, Phrase

REAL = Phrase("the arithmetic on stage is done as it is shown")


def arithmetic_badge(f: Frame) -> Badge:
    """Arithmetic is done here; sizes of models come from the cost model."""
    match f.beat_name:
        case "list" | "dot":
            return Badge("live on this computer", "whole numbers, exact; one cell is one", REAL)
        case "angle":
            return Badge("live on this computer", "two dimensions for the eye; rows of a model have hundreds", REAL)
        case "size":
            real = Phrase("both counts are rows of the cost model’s ledger")
            return Badge("computed from specs", "one layer, one matrix; areas are to scale", real)
        case _:
            return Badge("live on this computer", "a matrix small enough to do by hand", REAL)
