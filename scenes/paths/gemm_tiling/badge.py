"""What the stage says of its own figures."""

from __future__ import annotations

from tourapp.authoring import Badge, Frame, Phrase


def tiling_badge(f: Frame) -> Badge:
    """The small product is done here; what a GPU does follows from its spec row."""
    match f.beat_name:
        case "naive" | "tile" | "loop":
            real = Phrase("the product is done tile by tile, and every number it takes in is counted")
            return Badge("live on this computer", "random numbers in a part of gate and up", real)
        case "race":
            kind = "live on this computer" if f.world.product_times.seen else "recorded"
            return Badge(kind, "seconds of one computer, in Python and numpy", "all ways were run in turns")
        case "fit":
            leaves = "SRAM: two stages, fp32 sum; L2: one wave"
        case _:
            leaves = "equal tile times; one tile per processor"
    return Badge("computed from specs", leaves, "tiles and waves are counted; nothing was measured")
