"""What the page says of its own numbers: counted, and once it was run measured here or recorded elsewhere."""

from __future__ import annotations

from scenes.labs.kv_speedup.race import told_of
from tourapp.authoring import Badge, Frame, Phrase


def speedup_badge(f: Frame) -> Badge:
    """Counted passes, or seconds of a computer."""
    told = None if f.lab is None or not f.lab.state.runs else told_of(f, f.lab)
    if told is None:
        leaves = Phrase("token passes are counted; what a pass takes in seconds is another matter")
        return Badge("computed from specs", leaves, "your boxes are held against exact counts of passes")
    leaves = Phrase("seconds of one computer; a short answer, so that a round takes seconds")
    kind = "live on this computer" if told.seen else "recorded"
    return Badge(kind, leaves, "both ways were run in turns; tokens are compared, seconds never")
