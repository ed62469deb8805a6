"""What is shown for an answer that ended before its first token: empty seats, and a line that says so."""

from __future__ import annotations

from scenes.sampling.captions import fill_settings, until
from scenes.sampling.floor import draw_floor
from scenes.sampling.seat_places import TIERS
from scenes.sampling.seats import draw_seats
from tourapp.authoring import Frame, Phrase, Picture
from tourapp.authoring.sizes import TITLE

AT, ROOM = (752.0, 560.0), 1200


def draw_no_answer(f: Frame, p: Picture) -> None:
    """Seats, the line, and captions without a token."""
    vocabulary, answer = f.world.frozen_step.choices.vocabulary, f.world.recording
    asked = f.world.choices.settings(temperature=float(f.wanted("temperature")), top_k=0, top_p=1.0, seed=0)
    draw_floor(p)
    draw_seats(p, vocabulary, [1.0] * TIERS)
    p.text(AT, "The model ended its answer before the first token.", size=TITLE, align="center", fit=ROOM)
    fill_settings(p, asked)
    nothing = Phrase("There is no token to choose.")
    p.fill(vocab=vocabulary, cuts=Phrase("and chance has no say"), reshaped=nothing, told=nothing)
    p.fill(picked=Phrase("There is no token to pick"), joins=Phrase("and the text stays as it is"), until=until(answer))
