"""The target's own token: drawn from what the draft left over, or the free one when all guesses held."""

from __future__ import annotations

from scenes.speculation.facts import SpeculationFacts
from scenes.speculation.places import VERDICT, column_room, column_xs
from scenes.speculation.row_token import HEIGHT, RowToken, draw_token
from tourapp.authoring import Frame, Phrase, Picture, back_out, smooth
from tourapp.authoring.sizes import T15, T21

BELOW_MISS = 128.0
CLEAR = 200.0
"""Room of a column from which the token's name fits beside it."""
NAMES = {"residual": Phrase("resampled"), "bonus": Phrase("bonus token"), "plain": Phrase("plain")}


def own_token_at(s: SpeculationFacts) -> tuple[float, float]:
    """The centre of the token after the accepted ones: below the miss, or in the bonus column."""
    xs = column_xs(s.turn)
    place = min(s.turn.accepted, len(xs) - 1)
    missed = s.turn.last == "residual"
    return float(xs[place]), VERDICT + (BELOW_MISS if missed else 0.0) + HEIGHT / 2


def draw_own_token(f: Frame, p: Picture, s: SpeculationFacts, shown: float) -> None:
    """It rises into its place, and in its own beat it is named."""
    turn = s.turn
    if shown <= 0.01 or len(turn.texts) <= turn.accepted:
        return
    x, y = own_token_at(s)
    now = f.beat_name == "verdict"
    p.sprites([(x, y)], 210, "decode", kind="soft", alpha=0.6 * shown * (1.0 if now else 0.45))
    rise = (1 - float(back_out(shown))) * -40
    top, words = y - HEIGHT / 2 + rise, turn.texts[turn.accepted]
    box = draw_token(p, RowToken(x, top, words, "full", gain=f.text_gain, size=T21), shown)
    xs = column_xs(turn)
    if now and (turn.last == "residual" or len(xs) == 1 or column_room(xs) > CLEAR):
        p.text(
            (box.x - 12, y + 6),
            "{name}",
            name=NAMES[turn.last],
            size=T15,
            role="decode",
            align="right",
            alpha=float(smooth(shown)),
            fit=110,
        )
