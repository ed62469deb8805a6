"""Truths of the scene of plain arithmetic: its sums are numpy's, its counts are counted, its areas are to scale."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.paths.vectors_matmul.facts import WEIGHTS, dot_by_hand, matrix_by_hand, product_by_hand, two_arrows
from scenes.paths.vectors_matmul.pairs import areas, cells_of, cup_cells
from scenes.paths.vectors_matmul.places import CUP
from scenes.paths.vectors_matmul.sized import matrix_boxes
from tests.helpers import STILL
from tests.scenes.beat_stage import SceneTour
from tourapp.authoring import ops

SCENE = SceneTour("vectors_matmul", work=STILL)
LISTS = (
    {},
    {"x1": -9, "x2": 9, "x3": 9, "w1": 9, "w2": 9, "w3": -9},
    {"x3": -3},
    {"x1": 0, "x2": 0, "x3": 0},
    {"x2": -9, "w2": 9},
)


def stage(beat: str, **own: object):  # type: ignore[no-untyped-def]
    return SCENE.stage("vectors_matmul", beat, own=own)


def test_the_example_is_32() -> None:
    hand = dot_by_hand(stage("dot").frame)
    assert hand.products == (4, 10, 18) and hand.sum.value == 32


@pytest.mark.parametrize("own", LISTS)
def test_the_sum_is_numpys_and_never_above_both_lengths(own: dict[str, int]) -> None:
    hand = dot_by_hand(stage("dot", **own).frame)
    assert hand.sum.value == np.dot(hand.x, hand.w) == hand.lit - hand.taken
    assert abs(float(hand.sum.value)) <= np.linalg.norm(hand.x) * np.linalg.norm(hand.w) + 1e-9
    assert float(hand.most.value) == pytest.approx(np.linalg.norm(hand.x) * np.linalg.norm(hand.w))


@pytest.mark.parametrize("own", LISTS)
def test_every_cell_is_one(own: dict[str, int]) -> None:
    hand = dot_by_hand(stage("dot", **own).frame)
    assert [len(cells_of(area)) for area in areas(hand)] == [abs(each) for each in hand.products]
    cells = cup_cells(hand.lit)
    assert len(cells) == hand.lit and (not len(cells) or cells[:, 0].max() + cells[0, 2] <= CUP.right + 2)
    hatched = sum(len(op.boxes) for op in stage("dot", **own).of(ops.Hatch))
    assert hatched == 2 * hand.taken


def test_the_cup_holds_as_many_lit_cells_as_the_sum() -> None:
    drawn = stage("dot").of(ops.Rects, "prefill")
    lit = sum(len(op.boxes) for op in drawn if op.boxes[0, 3] > 20 and op.boxes[0, 2] == op.boxes[0, 3])
    assert lit == 2 * 32


@pytest.mark.parametrize(("degrees", "dot", "words"), [
    (0, 20, "same way"), (90, 0, "right angle"), (180, -20, "against each other"), (85, 1.743, "nearly"),
])  # fmt: skip
def test_the_angle_says_how_alike(degrees: float, dot: float, words: str) -> None:
    shown = stage("angle", arrow_angle=degrees)
    assert float(two_arrows(shown.frame).dot.value) == pytest.approx(dot, abs=1e-3) and words in shown.caption


def test_a_real_query_and_key_lie_in_one_plane() -> None:
    found = two_arrows(stage("angle", arrows="real").frame)
    assert found.real and np.cos(found.angle) * found.lengths[0] * found.lengths[1] == pytest.approx(
        float(found.dot.value), rel=1e-6
    )


def test_the_matrix_makes_four_and_five() -> None:
    frame = stage("matrix").frame
    assert matrix_by_hand(frame) == (4, 5)
    assert matrix_by_hand(frame) == tuple(np.array(dot_by_hand(frame).x) @ np.array(WEIGHTS).T)


@pytest.mark.parametrize(("m", "k", "n"), [(2, 3, 4), (1, 1, 1), (6, 6, 6), (6, 1, 2)])
def test_flops_are_two_m_k_n(m: int, k: int, n: int) -> None:
    shown = stage("count", rows_m=m, inner_k=k, outputs_n=n)
    product = product_by_hand(shown.frame)
    assert float(product.flops.value) == 2 * m * k * n == m * n * float(product.each.value)
    assert f"{2 * m * k * n:,}" in shown.words and f"{2 * m * k * n:,}" in shown.caption


def test_real_matrices_are_to_scale() -> None:
    frame = stage("size").frame
    small, large = matrix_boxes(frame)
    assert small.w * small.h / (large.w * large.h) == pytest.approx(576 * 1536 / (4096 * 11008), rel=1e-6)
    assert small.w / large.w == pytest.approx(1536 / 11008)


def test_many_tokens_take_many_times_as_much() -> None:
    one, many = stage("size"), stage("size", matrix_tokens=1000)
    assert "1.77" in one.caption and "1.77" in many.caption and "GFLOP" in many.caption.replace("\u2009", "")
    assert "90.2" in one.note
