"""Finale: the answer arrives, one flight back through every scene, and the two enemies that shaped all of them."""

from __future__ import annotations

from scenes.finale.enemies import draw_enemies
from scenes.finale.facts import how_it_ends
from scenes.finale.flight import draw_flight
from scenes.finale.screen import draw_screen
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, scene

BEATS = [
    Beat(
        "answer",
        5.0,
        "{written}",
        "Our question's {tokens}, {seconds} after Enter, achieved; words by {writer}, times of {model}.",
    ),
    Beat(
        "flight",
        9.0,
        "One flight back, through every place it has been.",
        "Each card is that scene's own picture, drawn with this request's numbers. Click one to go there.",
    ),
    Beat(
        "wall",
        6.0,
        "The first enemy is the memory wall: the math waits for bytes.",
        "Our question's share of what was read from memory: {read}, for an answer of {tokens}.",
    ),
    Beat(
        "again",
        6.0,
        "The second enemy is doing work again.",
        "What was computed once can be kept: keys, values, a shared prompt.",
    ),
    Beat(
        "all",
        7.0,
        "One question, one answer, two enemies, and what fights them.",
        "In all {seconds} achieved, {tokens} written, {read} read, {dollars}.",
    ),
]


def _badge(f: Frame) -> Badge:
    recorded = f.world.recording.badge == "recorded"
    return Badge(
        "recorded + computed from specs" if recorded else "live on this computer + computed from specs",
        "one account: trip and wait simulated, compute at achieved speed; no retries, no traffic between GPUs",
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
    enter=lambda f: (1024.0, 560.0),
    leave=lambda f: (1024.0, 690.0),
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """Road and cards, the screen, then the two columns."""
    account, recording = f.world.account, f.world.recording
    p.fill(
        tokens=account.answer,
        seconds=account.stay.total,
        read=account.read,
        dollars=account.dollars,
        written=how_it_ends(recording),
        writer=recording.model,
        model=f.world.cost.scenario.model_spec.name,
    )
    draw_flight(f, p)
    draw_screen(f, p)
    draw_enemies(f, p)
