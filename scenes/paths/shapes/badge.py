"""What the stage says of its own figures."""

from __future__ import annotations

from scenes.paths.shapes.facts import shape_facts
from scenes.paths.shapes.start import FEW
from tourapp.authoring import Badge, Frame, Phrase, begun
from tourapp.authoring.sizes import TAG

WITH_NUMBERS = ("in", "cut", "wrong", "share", "scores", "join", "out")
"""Beats whose picture is drawn from numbers, where there are any."""
EXACT = Phrase("shapes follow from the model’s row; bytes are 16-bit numbers; FLOPs are rows of the ledger")


FIRST = Phrase("a token never looks ahead: the first of an answer hold the numbers of a pass over just them")


def shapes_badge(f: Frame) -> Badge:
    """Whose numbers these are, where they are those of this pass; else shapes alone."""
    facts = shape_facts(f)
    run = facts.always.numbers if f.beat_name == "wrong" else facts.run
    blank = run is None or (f.beat_name == "out" and run.logits is None)
    if run is None or blank or f.beat_name not in WITH_NUMBERS:
        leaves = Phrase("{model}: shapes only, no numbers; FLOPs over all layers", model=facts.both.model)
        return Badge("computed from specs", leaves, EXACT)
    kind = "live on this computer" if run.live else "recorded"
    if run.prompt != f.wanted("prompt"):
        leaves = Phrase("these are the numbers of “{prompt}”", prompt=begun(run.prompt, TAG, 420.0))
    elif f.beat_name == "wrong":
        told = {"n": run.count, "l": run.layer + 1}
        leaves = Phrase("{n:,} {n|token|tokens}, layer {l}; positions turned after the cut", **told)
    elif f.beat_name == "in" and run.count <= FEW:
        leaves = Phrase("each bar is one number of the row")
    else:
        leaves = Phrase("layer {n}; brightness is the size of a number", n=run.layer + 1)
    return Badge(kind, leaves, FIRST)
