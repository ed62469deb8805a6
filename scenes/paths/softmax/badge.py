"""What the stage says of its own numbers, beat by beat."""

from __future__ import annotations

from scenes.paths.softmax.facts import LOGITS, MINE, OWN
from tourapp.authoring import Badge, Frame, Phrase

LIVE, RECORDED = "live on this computer", "recorded"
DONE = Phrase("the arithmetic on stage is done as it is shown")


def softmax_stage_badge(f: Frame) -> Badge:
    """Arithmetic is live; scores of the model are recorded."""
    match f.beat_name:
        case "real":
            return Badge(
                RECORDED, Phrase("all rows over one prompt; columns: logarithm"), "recorded in all layers and heads"
            )
        case "sqrt":
            leaves = Phrase("random vectors, drawn here; the two entropies are recorded")
            return Badge(LIVE, leaves, "every row of attention over one prompt, with the division and without it")
        case "online":
            return Badge(
                RECORDED, Phrase("one row of layer 10, head 3"), "its scores are recorded, the sums are made here"
            )
        case "overflow":
            return Badge(LIVE, Phrase("rounded to the format; squeezed outside both lines"), DONE)
    whose = str(f["soft_source"])
    whose = (LOGITS if f.beat_name == "heat" else MINE) if whose == OWN else whose
    if whose == MINE:
        return Badge(LIVE, Phrase("three scores that you set"), DONE)
    if whose == LOGITS:
        return Badge(RECORDED, Phrase("three of all logits, where the answer was closest"), DONE)
    return Badge(RECORDED, Phrase("the three highest of one row, layer 10, head 3"), DONE)
