"""What the captions of this stage say. Draws nothing."""

from __future__ import annotations

from scenes.spine.s_size import facts
from tourapp.authoring import Frame, Phrase, Picture


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives every field of the captions its value."""
    told = facts.question(f)
    big, small = told.big, told.small
    p.fill(
        two=facts.two_verdict(f),
        machine=facts.machine_note(f),
        read=facts.read_verdict(f),
        w_big=told.alone.letters.weights,
        w_small=told.alone.small_letters.weights,
        beta=big.letters.bandwidth,
        t_big=big.reading,
        t_small=small.reading,
        compute=facts.compute_verdict(f),
        waits=_waits(f),
        embed=facts.embed_verdict(f),
        tables=facts.embed_note(f),
        cache=facts.cache_verdict(f),
        why=facts.cache_note(f),
        limit=facts.limit_verdict(f),
        here=_here(f),
        verdict=_say(f),
        kappa=told.by_kappa,
    )


def _waits(f: Frame) -> Phrase:
    told = facts.question(f)
    words = {"b": told.here.batch, "c": told.by_math, "small": told.small.name, "n": told.small.math}
    return Phrase("Ideal, batch {b}. It is {c} the arithmetic of {small}, whose math needs {n} of its step.", **words)


def _here(f: Frame) -> Phrase:
    told = facts.question(f)
    words = {"b": told.here.batch, "s": told.here.context, "r": told.here.ratio, "a": told.achieved}
    return Phrase("Your load, batch {b} with {s} each: {r}, achieved {a}.", **words)


def _say(f: Frame) -> Phrase:
    told = facts.question(f)
    if facts.alike(f):
        return Phrase("Two models of one size are equally fast.")
    if not told.same and int(told.big.gpus.value) > 1:
        return Phrase("Compare them on one machine before you say it.")
    return Phrase("So it is no fixed number: it is bytes over bytes.")
