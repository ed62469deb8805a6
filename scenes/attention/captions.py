"""The numbers and words that captions, notes and the badge of this scene ask for."""

from __future__ import annotations

from scenes.attention.facts import AttentionFacts
from scenes.attention.look_back import THREADS, top_columns
from tourapp.authoring import Badge, Phrase, Picture, Quantity, show


def fill_captions(p: Picture, facts: AttentionFacts) -> None:
    """Give every `{field}` of the beats its value."""
    look, r = facts.staged.look, facts.heads.overview.recording
    top, score = top_columns(look), look.score(look.best_match)
    p.fill(
        layer=look.layer + 1,
        layers=r.layers,
        count=look.count,
        before=look.count - 1,
        d=look.width,
        asking=look.columns[look.asking_column].words,
        best=look.columns[look.best_match].words,
        score=Phrase("a score this recording did not keep") if score is None else score,
        threads=THREADS,
        top=top.quoted,
        top_threads=top.threads,
        root=look.root,
        top_share=Quantity(top.weight, "share", show(Phrase("weight of {words}", words=top.quoted)), "w"),
        total=float(sum(c.weight for c in look.columns)),
        heads=r.layers * r.heads,
        sinks=facts.heads.sinks,
    )


def attention_badge(text: str, facts: AttentionFacts) -> Badge:
    """Where the weights come from."""
    r = facts.heads.overview.recording
    if text == "hand":
        return Badge(
            "live on this computer",
            "three tokens of two numbers, small enough for a pencil",
            "every step is the engine's own attention function",
        )
    return Badge(
        "live on this computer" if r.badge == "live" and text != "river" else "recorded",
        "rotary positions are already in queries and keys; tokens that get little stand in one group",
        Phrase("weights, queries, keys and values of {model}", model=r.model),
    )
