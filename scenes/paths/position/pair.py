"""The fourth beat: two tokens slide along the line, every clock turns, the wedges and the score stay."""

from __future__ import annotations

import numpy as np

from scenes.paths.position.dials import (
    LONG,
    SHORT,
    draw_faces,
    draw_hands,
    draw_pins,
    draw_trails,
    draw_wedges,
    hands_of,
    rim_light,
)
from scenes.paths.position.facts import MOVES, apart_wanted, base_of, pair_of, placed, rotations, shown
from scenes.paths.position.gauge import draw_gauge, most_of
from scenes.paths.position.places import DIAL_R, FACES, LEFT, RIGHT, dial_middles
from scenes.paths.position.ruler import PlaceRuler, label_below, pitch_of
from tourapp.authoring import Frame, Phrase, Picture
from tourapp.authoring.sizes import TAG
from tourapp.figures.settled import draw_settled

CREEP = 0.25
"""Places by which both tokens sway at rest."""
SWAY = 5.0
TABLE_X, TABLE_Y = RIGHT, 796.0


def draw_pair(f: Frame, p: Picture) -> None:
    """Chips, clocks, dial, and the scores after larger moves."""
    told, now = rotations(f), placed(f)
    turns = told.turns(base_of(f))
    sway = CREEP * float(np.sin(2 * np.pi * f.clock / SWAY)) * f.cue("pair.told")
    ruler = PlaceRuler((now.query + now.key) / 2 + sway, pitch_of(now.apart))
    ruler.draw(p)
    words = Phrase("{n:.0f} {n|place|places}", n=round(now.apart))
    ruler.bracket(p, (now.key + sway, now.query + sway), words)
    for place, word, role in zip((now.key, now.query), now.pair.texts[::-1], ("key", "decode"), strict=True):
        ruler.chip(p, place + sway, shown(word), role)
    _draw_clocks(f, p, turns, sway)
    stays = f.cue("pair.told") > 0.5 and not f["pair_apart"]
    draw_gauge(f, p, now, most_of(now, turns), Phrase("stays") if stays else Phrase("q · k"))
    _draw_moves(f, p)
    label_below(p, (LEFT, 838.0), Phrase("long hand q, short hand k; a filled wedge adds, a red arc takes away"))


def _draw_clocks(f: Frame, p: Picture, turns: np.ndarray, sway: float) -> None:
    now, way = placed(f), f.cue("pair.move", eased=False)
    parts, hands = now.pair.parts(turns, now.apart), hands_of(now, turns, -sway)
    middles = dial_middles(len(turns))
    key = ("placed faces", now.pair.text, now.pair.head, now.base, round(now.apart, 6))

    def faces(still: Picture) -> None:
        draw_faces(still, len(turns), rim_light(parts))

    draw_settled(p, FACES, key, faces, rest=now.apart == round(now.apart))
    moving = 1.0 if 0.0 < way < 1.0 else max(0.0, 1.0 - f.cue("pair.told")) * (way >= 1.0)
    draw_trails(p, middles, (hands.query, np.abs(2.5 * turns)), moving)
    draw_wedges(p, middles, hands, parts)
    draw_hands(p, middles, hands.query, ("decode", LONG * DIAL_R, 5.0))
    draw_hands(p, middles, hands.key, ("key", SHORT * DIAL_R, 7.0))
    draw_pins(p, middles)


def _draw_moves(f: Frame, p: Picture) -> None:
    """The same two tokens further and further along the line."""
    shown_, pair, told = f.cue("pair.told"), pair_of(f), rotations(f)
    apart = apart_wanted(f, pair)
    step = 84.0
    x = TABLE_X - step * (len(MOVES) - 1) - 84.0
    p.text((x - 4, TABLE_Y), "moved by", size=TAG, role="dim", align="right", alpha=shown_, part="moves")
    p.text((x - 4, TABLE_Y + 32), "score", size=TAG, role="dim", align="right", alpha=shown_, part="scores")
    for place, moved in enumerate(MOVES):
        at = x + step * (place + 1)
        score = told.score(pair, pair.query + moved, pair.query + moved - round(apart), base_of(f))
        p.text(
            (at, TABLE_Y),
            Phrase("{n:,}", n=moved),
            size=TAG,
            mono=True,
            role="dim",
            align="right",
            alpha=shown_,
            part="moves",
        )
        p.text((at, TABLE_Y + 32), "{v}", v=score, size=TAG, mono=True, align="right", alpha=shown_, part="scores")
