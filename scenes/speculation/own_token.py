"""The target's own token: drawn from what the draft left over, or the free one when all guesses held."""

from __future__ import annotations

from scenes.speculation.facts import SpeculationFacts
from scenes.speculation.places import VERDICT, column_xs
from scenes.speculation.row_token import HEIGHT, RowToken, draw_token
from tourapp.authoring import Frame, Picture, back_out, pulse, smooth
from tourapp.authoring.sizes import LABEL

BELOW_MISS = 208.0
BELOW = 34.0
"""Of its name, below its box, where it stands in a column of its own."""


def own_token_at(s: SpeculationFacts) -> tuple[float, float]:
    """The centre of the token after the accepted ones: below the miss, or in the bonus column."""
    xs = column_xs(s.turn)
    place = min(s.turn.accepted, len(xs) - 1)
    missed = s.turn.last == "residual"
    return float(xs[place]), VERDICT + (BELOW_MISS if missed else 0.0) + HEIGHT / 2


def draw_own_token(f: Frame, p: Picture, s: SpeculationFacts, shown: float) -> None:
    """It rises into its place and is named."""
    turn = s.turn
    if shown <= 0.01 or len(turn.texts) <= turn.accepted:
        return
    x, y = own_token_at(s)
    p.sprites([(x, y)], 250, "decode", kind="soft", alpha=0.6 * shown * pulse(f.clock, 2.4, 0.75, 1.0))
    rise = (1 - float(back_out(shown))) * -40
    top, words = y - HEIGHT / 2 + rise, turn.texts[turn.accepted]
    box = draw_token(p, RowToken(x, top, words, "full"), shown)
    beside = turn.last == "residual"
    at = (box.x - 16, y + 9) if beside else (x, y + HEIGHT / 2 + BELOW)
    align = "right" if beside else "center"
    p.text(at, "the target's own", size=LABEL, role="decode", align=align, alpha=float(smooth(shown)))
