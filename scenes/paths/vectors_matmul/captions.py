"""What the captions say; verdicts come from the numbers. Draws nothing."""

from __future__ import annotations

from scenes.paths.vectors_matmul.facts import (
    LARGE,
    TwoArrows,
    dot_by_hand,
    matrix_by_hand,
    product_by_hand,
    sized,
    two_arrows,
)
from tourapp.authoring import Frame, Phrase, Picture


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives every field of the captions its value."""
    hand, arrows, product = dot_by_hand(f), two_arrows(f), product_by_hand(f)
    small, large = sized(f)
    tokens = int(f["matrix_tokens"])
    p.fill(
        across=hand.x[0],
        up=hand.x[1],
        hidden=small.inputs,
        dot_verdict=_dot(hand.lit - hand.taken),
        pairs=len(hand.x),
        steps=f.world.token_work.millions,
        sum=hand.sum,
        most=hand.most,
        angle_verdict=_angle(arrows),
        angle_note=_arrows(arrows),
        outputs=len(matrix_by_hand(f)),
        first=matrix_by_hand(f)[0],
        inner=product.inner,
        flops=product.flops,
        m=product.rows,
        n=product.columns,
        each=product.each,
        real_flops=small.flops(tokens),
        tokens=tokens,
        larger=large.flops(tokens),
        larger_model=large.model,
        small_model=small.model,
    )


def _dot(total: int) -> Phrase:
    if total > 0:
        return Phrase("Multiply pairs, add them up: one number says how alike.")
    if total < 0:
        return Phrase("Multiply pairs, add them up: below zero, they pull against each other.")
    return Phrase("Multiply pairs, add them up: zero, they have nothing in common.")


def _angle(arrows: TwoArrows) -> Phrase:
    if arrows.share >= LARGE:
        return Phrase("The more two vectors point the same way, the larger their dot product.")
    if arrows.share <= -LARGE:
        return Phrase("Two vectors that point against each other have a dot product below zero.")
    if abs(arrows.share) < 0.02:
        return Phrase("Two vectors at a right angle have a dot product of zero.")
    return Phrase("Two vectors nearly at a right angle have a small dot product.")


def _arrows(arrows: TwoArrows) -> Phrase:
    told = {"dot": arrows.dot, "most": arrows.most}
    if arrows.real:
        return Phrase("A query and a key of our model: {dot}, of at most {most} for such lengths.", **told)
    return Phrase("It is {dot} now, of at most {most} for two arrows as long as these.", **told)
