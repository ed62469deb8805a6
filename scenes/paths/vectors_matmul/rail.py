"""Readouts beside the picture: each comes with the beat that explains it."""

from __future__ import annotations

from scenes.paths.vectors_matmul.facts import dot_by_hand, matrix_by_hand, product_by_hand, sized, two_arrows
from tourapp.authoring import Frame, Phrase, Picture, Rail


def draw_readouts(f: Frame, p: Picture) -> None:
    """At most four."""
    rail = Rail(p, f.rail)
    match f.beat_name:
        case "list":
            rail.read("Numbers of a row", sized(f)[0].inputs)
        case "dot":
            hand = dot_by_hand(f)
            rail.read("x", _list(hand.x), "prefill")
            rail.read("w", _list(hand.w))
            if f.cue("dot.told") > 0.0:
                rail.read("x · w", hand.sum)
        case "angle":
            arrows = two_arrows(f)
            if f.cue("angle.told") > 0.0:
                rail.read("Dot product", arrows.dot)
                rail.read("At most", arrows.most)
        case "matrix":
            rail.read("Goes in", _list(dot_by_hand(f).x), "prefill")
            rail.read("Comes out", _list(matrix_by_hand(f)))
        case "count":
            product = product_by_hand(f)
            rail.read("One output", product.each)
            rail.read("All", product.flops)
        case _:
            _read_sizes(f, rail)


def _read_sizes(f: Frame, rail: Rail) -> None:
    tokens = int(f["matrix_tokens"])
    for matrix in sized(f):
        rail.read(Phrase("{model}", model=matrix.model), matrix.flops(tokens))


def _list(numbers: tuple[int, ...]) -> Phrase:
    if len(numbers) == 3:
        return Phrase("{a}, {b}, {c}", a=numbers[0], b=numbers[1], c=numbers[2])
    return Phrase("{a}, {b}", a=numbers[0], b=numbers[1])
