"""The engine's part of `tourapp bench`: a few plain figures of this computer. How they are measured:
`measure`."""

from __future__ import annotations

import time

from tourapp.engine.measure import measure, summarise
from tourapp.engine.model import load_model


def engine_figures(rounds: int = 3) -> dict[str, float]:
    """load_s, prefill and decode tokens/s, read_gb_per_s (1e9 bytes) and roofline_share of the real model.

    roofline_share = bytes per second that decode streams / measured read bandwidth. Takes about ten
    seconds; raises MissingError without the model.
    """
    begun = time.perf_counter()
    model = load_model()
    load = time.perf_counter() - begun
    result = summarise(measure(model, rounds), model)
    assert result is not None
    return {
        "load_s": load,
        "prefill_tokens_per_s": result.prefill.median,
        "decode_tokens_per_s": result.decode.median,
        "read_gb_per_s": result.read.median / 1e9,
        "roofline_share": result.roofline_share,
    }
