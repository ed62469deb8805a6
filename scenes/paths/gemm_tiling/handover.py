"""What the stage takes and gives: a light at the matrices, and the blocks of the processors at the end."""

from __future__ import annotations

from scenes.paths.gemm_tiling.fitting import shared_point
from scenes.paths.gemm_tiling.matrices import LEFT_MATRIX
from tourapp.authoring import Frame


def matrix_arrives(_f: Frame) -> tuple[float, float]:
    """The left matrix."""
    return LEFT_MATRIX.cx, LEFT_MATRIX.cy


def blocks_leave(f: Frame) -> tuple[float, float]:
    """Where the last figure stands on its scale."""
    return shared_point(f)
