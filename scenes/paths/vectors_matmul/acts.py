"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

X, W = ("x1", "x2", "x3"), ("w1", "w2", "w3")
ACTS: dict[str, tuple[str, ...]] = {
    "list": ("x1", "x2"),
    "dot": ("x3", "w3", "x1", "x2", "w1", "w2"),
    "angle": ("arrow_angle", "arrows"),
    "matrix": X,
    "count": ("rows_m", "inner_k", "outputs_n"),
    "size": ("matrix_tokens",),
}
