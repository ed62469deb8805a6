"""The last beat: which letter weighs most here, and the lever that moves it."""

from __future__ import annotations

from scenes.spine.s_levers.bar import Pull, step_of
from scenes.spine.s_levers.facts import LeversFacts
from tourapp.authoring import Frame, Phrase, Picture
from tourapp.figures.say_page import SayMove, SayTerm, draw_say_page


def sentence_of(facts: LeversFacts) -> Phrase:
    """The synthesis in live numbers."""
    told, row = facts.letters, facts.reach
    here = {"b": facts.batch, "s": told.context, "w": told.weight_part, "k": told.cache_part}
    before, after = step_of(facts, Pull(row))
    if before is None:
        return Phrase("At {b} × {s} a step is {w} weights and {k} cache; how the GPUs are joined is not known.", **here)
    if row is None or after is None or row.still:
        return Phrase("At {b} × {s} a step is {w} weights and {k} cache, and no lever moves it here.", **here)
    return Phrase(
        "At {b} × {s} a step is {w} weights and {k} cache, so reach first for {lever}: {before} become {after}.",
        **here,
        lever=row.words,
        before=before,
        after=after,
    )


def draw_say(f: Frame, p: Picture, facts: LeversFacts) -> None:
    """The page."""
    told, row = facts.letters, facts.reach
    terms = [
        SayTerm(
            "W",
            told.weights,
            Phrase("weights that a step reads"),
            share=told.weight_part,
            told=Phrase("{n} of the bytes", n=told.weight_part),
        ),
        SayTerm(
            "K",
            told.cache,
            Phrase("cache that a step moves"),
            "key",
            share=told.cache_part,
            told=Phrase("{n} of the bytes", n=told.cache_part),
        ),
    ]
    if row is not None and row.for_user is not None:
        terms.append(SayTerm(row.letter or "–", row.for_user, row.words, "decode"))
    move = SayMove(f.cue("say.words"), f.cue("say.terms"), f.clock, f.rail.stand.words_gain)
    draw_say_page(p, sentence_of(facts), terms, move)
