"""Finale: the answer arrives, one flight back through every scene, and the two enemies that shaped all of them."""

from __future__ import annotations

from scenes.finale.answer import draw_answer
from scenes.finale.facts import how_it_ends
from scenes.finale.flight import draw_flight
from scenes.finale.handover import key_leaves, tokens_arrive
from scenes.finale.staircase import draw_staircase_beat
from scenes.finale.walls import draw_wall_beat, wall_words
from scenes.finale.whole_account import draw_account_beat
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, between, scene

BEATS = [
    Beat(
        "answer",
        5.0,
        "{written}",
        "Our question's {tokens}, {seconds} after Enter, achieved; words by {writer}, times of {model}.",
        cues={"settle": (0.0, 0.08), "time": (0.03, 0.6)},
    ),
    Beat(
        "flight",
        12.0,
        "One flight back, through every place it has been.",
        "Each card is that scene's own picture, drawn for this request. Click one to go there.",
        cues={"fly": (0.01, 0.6), "land": (0.6, 0.68)},
    ),
    Beat(
        "wall",
        6.0,
        "{first_enemy}",
        "{read} were read for our answer. Each of these lowers the bytes for one token; click one to see how.",
        cues={"step": (0.03, 0.16), "down": (0.2, 0.56)},
    ),
    Beat(
        "again",
        6.0,
        "The second enemy is doing work again.",
        "What was computed once can be kept: keys, values, a shared prompt.",
        cues={"steps": (0.03, 0.38), "figure": (0.38, 0.46)},
    ),
    Beat(
        "all",
        7.0,
        "One question, one answer, two enemies. Ask again.",
        "{trip} on the way + {wait} waiting + {prefill} prefill + {decode} decode + {back} home = {total}, achieved.",
        cues={"time": (0.02, 0.14), "wall": (0.18, 0.28), "work": (0.32, 0.45), "home": (0.45, 0.55)},
    ),
]
DRAWN = {
    "answer": draw_answer,
    "flight": draw_flight,
    "wall": draw_wall_beat,
    "again": draw_staircase_beat,
    "all": draw_account_beat,
}


def _badge(f: Frame) -> Badge:
    recorded = f.world.recording.badge == "recorded"
    return Badge(
        "recorded + computed from specs" if recorded else "live on this computer + computed from specs",
        "one account: trip and wait simulated, compute as measured runs say (achieved); no retries",
        Phrase(
            "the answer is that of a real model, {model}; every card is a real picture of this world",
            model=f.world.recording.model,
        ),
    )


@scene(
    id="finale",
    title="The whole flight",
    about=("account",),
    beats=BEATS,
    controls=[],
    reached={"answer": "done"},
    badge=_badge,
    needs=("recording",),
    enter=tokens_arrive,
    leave=key_leaves,
    real={"answer": lambda f: f.world.account.stay.total},
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """Each beat has the whole stage; while the answer is written, the cards of the flight are looked for."""
    account, recording, stay = f.world.account, f.world.recording, f.world.account.stay
    p.fill(
        tokens=account.answer,
        seconds=between(stay.total, account.ends, f.world.reached),
        total=stay.total,
        trip=stay.trip,
        wait=stay.wait,
        prefill=stay.prefill,
        decode=stay.decode,
        back=stay.back,
        read=account.read,
        dollars=account.dollars,
        written=how_it_ends(recording),
        first_enemy=wall_words(f),
        writer=recording.model,
        model=f.world.cost.scenario.model_spec.name,
    )
    DRAWN[f.beat_name](f, p)
