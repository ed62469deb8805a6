"""The head's meters on this stage: the larger model's, with the bits of this question."""

from __future__ import annotations

from scenes.spine.s_size.facts import question
from tourapp.authoring import Frame, Meter, Meters, Phrase


def large_meters(f: Frame) -> Meters:
    """Arithmetic and bytes of a token of the larger model, and the memory that it holds."""
    big = question(f).big
    total = float(big.memory.value)
    return (
        Meter("FLOPs / token", big.flops, "prefill"),
        Meter(Phrase("Bytes / token, batch {n}", n=f.inputs.batch), big.bytes, "weights"),
        Meter(
            Phrase("VRAM, of {gb:,.0f} GB", gb=total / 1e9),
            big.held,
            "good" if float(big.held.value) <= total else "waste",
        ),
    )
