"""The last beat: the answer as one sentence, and the three terms it rests on."""

from __future__ import annotations

from scenes.spine.s_users.facts import UsersFacts
from tourapp.authoring import Frame, Phrase, Picture
from tourapp.figures.say_page import SayMove, SayTerm, draw_say_page


def sentence_of(facts: UsersFacts) -> Phrase:
    """The synthesis in live numbers."""
    asked = facts.asked
    if facts.room and facts.users < 1:
        return Phrase(
            "After {w} of weights there is room for {r}, and one conversation of {s} takes {k}: not one fits.",
            w=asked.weights,
            r=asked.room,
            s=asked.here.context,
            k=facts.one_of,
        )
    if facts.users < 1:
        return Phrase(
            "The weights take {w} of {u} usable, so not one conversation of {s} fits: use fewer bits or more GPUs.",
            w=asked.weights,
            u=asked.usable,
            s=asked.here.context,
        )
    best = facts.asked.next_factor
    told = {"w": asked.weights, "r": asked.room, "s": asked.here.context, "k": facts.one_of, "n": asked.here.users}
    if best is None or not best.doubles:
        return Phrase(
            "After {w} of weights there is room for {r}; a conversation of {s} takes {k}, so {n} {n|fits|fit}.", **told
        )
    return Phrase(
        "After {w} of weights there is room for {r}; a conversation of {s} takes {k}, so {n} {n|fits|fit}; "
        "the next factor of two comes from {what}.",
        **told,
        what=best.words,
    )


def draw_say(f: Frame, p: Picture, facts: UsersFacts) -> None:
    """The page."""
    asked = facts.asked
    terms = (
        SayTerm("U", asked.usable, Phrase("memory that may be filled"), "ink"),
        SayTerm(
            "W",
            asked.weights,
            Phrase("weights, once for everybody"),
            share=asked.weights_share if float(asked.weights_share.value) <= 1 else None,
            told=Phrase("{n} of what may be filled", n=asked.weights_share),
        ),
        SayTerm(
            "s · κ",
            facts.one_of,
            Phrase("cache of one conversation"),
            "key",
            share=asked.one_share,
            told=None if asked.one_share is None else Phrase("{n} of the room", n=asked.one_share),
        ),
    )
    move = SayMove(f.cue("say.words"), f.cue("say.terms"), f.clock, f.rail.stand.words_gain)
    draw_say_page(p, sentence_of(facts), terms, move)
