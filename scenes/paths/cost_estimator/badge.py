"""What the stage says of its own figures."""

from __future__ import annotations

from tourapp.authoring import Badge, Frame, Phrase

REAL = "every figure goes through the same cost model; nothing was measured"


def estimate_badge(f: Frame) -> Badge:
    """Computed for one load on one machine; the price of an hour is an assumption."""
    if f.beat_name == "fits":
        matrix = f.world.fit_matrix
        if matrix.longest:
            name, longest = matrix.longest[0]
            told = {"n": f.inputs.usable, "name": name, "s": longest}
            leaves = Phrase("usable {n:.0%}; memory only, not speed; {name} at {s:,}", **told)
        else:
            leaves = Phrase("usable memory {n:.0%}; memory only, not speed", n=f.inputs.usable)
        return Badge("computed from specs", leaves, REAL)
    told = {"n": f.inputs.usable, "d": f.inputs.gpu_hour}
    leaves = Phrase("ideal, unless called achieved; usable {n:.0%}; ${d:.2f} an hour assumed", **told)
    return Badge("computed from specs", leaves, REAL)
