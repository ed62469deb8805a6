"""One token at a time: scores for the whole vocabulary, probabilities, heat and cut, one draw, and the loop.

Every number comes from a real run of the small model. Text and scores of one step stand still while the settings
reshape its probabilities at once; only the loop shows the answer that was made with the new settings.
"""

from __future__ import annotations

from scenes.sampling.acts import ACTS
from scenes.sampling.answer_loop import draw_answer_loop
from scenes.sampling.asks import ASKS
from scenes.sampling.captions import badge_of, fill_captions
from scenes.sampling.choosing import draw_choosing
from scenes.sampling.handover import scores_arrive, tokens_leave
from scenes.sampling.made_with import draw_made_with
from scenes.sampling.no_answer import draw_no_answer
from scenes.sampling.rail import draw_rail
from scenes.sampling.real_time import REAL
from scenes.sampling.shown_choice import shown_choice
from tourapp.authoring import Beat, Button, Frame, Picture, scene, shared

CONTROLS = [
    shared("temperature"),
    shared("top_k"),
    shared("top_p"),
    shared("seed"),
    Button("draws", "Draw 1,000 times"),
]
BEATS = [
    Beat(
        "read",
        6.0,
        "For the next place in the text, every token it knows gets a score.",
        "A tower is a token, its height the score: “{first}” {best}, “{second}” {next}; lowest “{last}” {worst}.",
        cues={"text": (0.0, 0.1), "read": (0.06, 0.4), "call": (0.38, 0.58)},
    ),
    Beat(
        "softmax",
        7.0,
        "Softmax turns the scores into probabilities that add up to one.",
        "A score {gap} higher makes a token {times} as likely: “{first}” gets {p_first}, “{second}” gets {p_second}.",
        cues={
            "sink": (0.02, 0.16),
            "floor": (0.06, 0.2),
            "gild": (0.1, 0.3),
            "rise": (0.24, 0.38),
            "pour": (0.4, 0.58),
            "one": (0.56, 0.6),
        },
    ),
    Beat(
        "reshape",
        7.0,
        "{heat}, {cuts}.",
        "{reshaped}",
        cues={"ghosts": (0.0, 0.06), "heat": (0.06, 0.24), "cut": (0.34, 0.5)},
    ),
    Beat(
        "draw",
        6.0,
        "{picked}, {joins}.",
        "Stacked in the order of the list, the probabilities make one. Seed: {u}, there lies “{drawn}”, {q}.",
        cues={
            "line": (0.04, 0.2),
            "needle": (0.2, 0.34),
            "fall": (0.38, 0.62),
            "land": (0.62, 0.7),
            "cool": (0.7, 0.9),
        },
    ),
    Beat("loop", 8.0, "Then all of it again for the next token, {until}.", "{told}"),
]


@scene(
    id="sampling",
    title="One token at a time",
    about=("recording", "choice"),
    portrait=("reshape", 0.9),
    grows=True,
    needs=("recording", "default_recording", "class_answer"),
    reached={"read": "read", "loop": "written"},
    badge=badge_of,
    light="decode",
    meters="decode",
    controls=CONTROLS,
    acts=ACTS,
    presets={"Cold": {"temperature": 0.2}, "Default": {"temperature": None}, "Hot": {"temperature": 1.6}},
    asks=ASKS,
    enter=scores_arrive,
    leave=tokens_leave,
    real=REAL,
    beats=BEATS,
)
def draw(f: Frame, p: Picture) -> None:
    """The field of tokens and what is chosen from it, the text below, the rail."""
    shown = shown_choice(f)
    if shown is None:
        draw_no_answer(f, p)
        return
    fill_captions(f, p, shown)
    if f.reached("loop"):
        draw_answer_loop(f, p, shown)
    else:
        draw_choosing(f, p, shown)
    draw_made_with(f, p, shown)
    draw_rail(f, p, shown)
