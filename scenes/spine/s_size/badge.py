"""What the stage says of its own figures."""

from __future__ import annotations

from scenes.spine.s_size.facts import question
from tourapp.authoring import Badge, Frame, Phrase


def size_badge(f: Frame) -> Badge:
    """Computed for two models at the bits that are set."""
    told = question(f)
    bits = int(f["size_bits"])
    leaves = Phrase("{n}-bit weights for both; ideal where it is not called achieved", n=bits)
    if not told.same:
        leaves = Phrase("{n}-bit weights; two different machines are compared here", n=bits)
    return Badge("computed from specs", leaves, "both models go through the same cost model; nothing was measured")
