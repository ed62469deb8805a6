"""The arithmetic of the pencil case: every step of the first column and of the output, to check by hand."""

from __future__ import annotations

import numpy as np

from scenes.attention.look_back import LookBack, printed
from tourapp.authoring import Rail

DIGITS = 4
"""Weights stand here with one digit more than on the stage, so that the printed sums come out as printed."""


def draw_pencil(rail: Rail, look: LookBack) -> None:
    """From the first score to the output, three tokens and two numbers of each."""
    if look.output is None or look.values is None:
        return
    scaled = [(c.score or 0.0) * look.scale for c in look.columns]
    powers = [0.0 if c.hidden else float(np.exp(z)) for c, z in zip(look.columns, scaled, strict=True)]
    w0, w1, w2 = printed(look, DIGITS)
    (a0, b0), (a1, b1), (a2, b2) = look.values.tolist()
    a, b = look.output.tolist()
    rail.why(
        "Score to output",
        [
            ("e^{scaled:.3f} = {power:.3f}", "ink"),
            ("{power:.3f} / {all:.3f} = {w0}", "decode"),
            ("{w0}×{a0:g} + {w1}×{a1:g} + {w2}×{a2:g}", "dim"),
            ("= {a:.2f}", "value"),
            ("{w0}×{b0:g} + {w1}×{b1:g} + {w2}×{b2:g}", "dim"),
            ("= {b:.2f}", "value"),
        ],
        scaled=scaled[0],
        power=powers[0],
        all=sum(powers),
        w0=w0,
        w1=w1,
        w2=w2,
        a0=a0,
        a1=a1,
        a2=a2,
        a=a,
        b0=b0,
        b1=b1,
        b2=b2,
        b=b,
    )
