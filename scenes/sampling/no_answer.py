"""What is shown for an answer that ended before its first token: empty seats, and a line that says so."""

from __future__ import annotations

from scenes.sampling.floor import draw_floor
from scenes.sampling.seat_places import TIERS
from scenes.sampling.seats import draw_seats
from tourapp.authoring import Frame, Picture
from tourapp.authoring.sizes import T26

AT, ROOM = (752.0, 560.0), 1200


def draw_no_answer(f: Frame, p: Picture) -> None:
    """Seats, the line, and captions without a token."""
    vocabulary = f.world.choices.vocabulary
    draw_floor(p)
    draw_seats(p, vocabulary, [1.0] * TIERS)
    p.text(AT, "The model ended its answer before the first token.", size=T26, align="center", fit=ROOM)
    p.fill(vocab=vocabulary, t=float(f.wanted("temperature")), kept=0, n=0, all=0)
