"""Whether guessing pays at the batch on stage: the verdict, and the numbers behind it."""

from __future__ import annotations

from scenes.speculation.facts import SpeculationFacts
from tourapp.authoring import Frame, Phrase

EVEN = 0.005
"""Speed-ups closer to one than that count as none."""
WHOSE = {
    "int4": Phrase("the copy in INT4"),
    "int3": Phrase("the copy in INT3"),
    "early-exit": Phrase("the early exit"),
    "ngram": Phrase("looking back"),
}


def batch_words(f: Frame) -> Phrase:
    """The batch, and whether the machine can hold it at all."""
    if f.world.cost.capacity.fits:
        return Phrase("{n}", n=int(f["batch"]))
    return Phrase("{n} (does not fit)", n=int(f["batch"]))


def pays_caption(f: Frame, s: SpeculationFacts) -> Phrase:
    """Guessing speeds up decoding, costs time, or changes nothing."""
    speed, batch = float(s.numbers.speedup.value), int(f["batch"])
    if speed > 1 + EVEN:
        return Phrase("More tokens per pass: at batch {n}, guessing speeds up decoding.", n=batch)
    if speed < 1 - EVEN:
        return Phrase("It does not always pay: at batch {n}, guessing costs time.", n=batch)
    return Phrase("It does not always pay: at batch {n}, guessing changes nothing.", n=batch)


def pays_note(f: Frame, s: SpeculationFacts) -> Phrase:
    """What the small model's run came to, and what that is worth on the large machine."""
    return Phrase(
        "Batch {batch}: {found}, {drafting}, so {speedup}, ideal.",
        batch=batch_words(f),
        found=_acceptance(s),
        drafting=_drafting(s),
        speedup=s.numbers.speedup,
    )


def _acceptance(s: SpeculationFacts) -> Phrase:
    if s.numbers.acceptance is None:
        return Phrase("nothing was guessed")
    return Phrase("acceptance {a} of {whose}", a=s.numbers.acceptance, whose=WHOSE.get(s.run.draft, s.run.draft))


def _drafting(s: SpeculationFacts) -> Phrase:
    if s.run.draft == "ngram":
        return Phrase("looking back takes no time")
    return Phrase("a draft step is {c} of a pass", c=s.numbers.cost)
