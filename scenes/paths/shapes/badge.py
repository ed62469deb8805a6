"""What the stage says of its own figures."""

from __future__ import annotations

from scenes.paths.shapes.facts import shape_facts
from tourapp.authoring import Badge, Frame, Phrase

EXACT = Phrase("shapes follow from the model’s row; bytes are 16-bit numbers; FLOPs are rows of the ledger")


def shapes_badge(f: Frame) -> Badge:
    """Recorded numbers where they are those of this pass; else shapes alone."""
    facts = shape_facts(f)
    if f.beat_name == "wrong":
        leaves = Phrase("layer {n} of the recording; positions turned after the cut", n=facts.always.layer + 1)
        return Badge("recorded", leaves, EXACT)
    if facts.run is not None and f.beat_name in ("in", "cut", "share", "scores", "join", "out"):
        leaves = Phrase("layer {n}; brightness is the size of a number", n=facts.run.layer + 1)
        return Badge("recorded", leaves, EXACT)
    leaves = Phrase("{model}: shapes only, no numbers; FLOPs over all layers", model=facts.both.model)
    return Badge("computed from specs", leaves, EXACT)
