"""What this stage tells of, and its verdicts from the data. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase

if TYPE_CHECKING:
    from tourapp.authoring.kinds import SizeQuestion, SizeSide

EVEN = 1.02
"""A ratio up to here is none."""
NEAR = 1.03
"""Two ratios within this factor look the same."""


def question(f: Frame) -> SizeQuestion:
    """The facts of a frame."""
    return f.world.size_question


def sides(f: Frame) -> tuple[SizeSide, SizeSide]:
    """The larger model, and the smaller."""
    told = question(f)
    return told.big, told.small


def alike(f: Frame) -> bool:
    """Whether both are the same model, or read as much."""
    told = question(f)
    return told.same_model or abs(float(told.by_weights.value) - 1.0) <= EVEN - 1.0


def two_verdict(f: Frame) -> Phrase:
    """How many times as long the larger one's step takes alone."""
    told = question(f)
    if alike(f):
        return Phrase("Both read as much: choose two models of different size.")
    if float(told.alone.ratio.value) < 1.0:
        return Phrase(
            "Alone, {big} is the faster one: {r} the time of {small}.",
            big=told.big.name,
            small=told.small.name,
            r=told.alone.ratio,
        )
    return Phrase(
        "Alone, {big} takes {r} as long for a token as {small}.",
        big=told.big.name,
        small=told.small.name,
        r=told.alone.ratio,
    )


def machine_note(f: Frame) -> Phrase:
    """On which machine each runs, and what it would be otherwise."""
    told = question(f)
    if int(told.big.gpus.value) == 1:
        return Phrase("Both run on the same single GPU, with one conversation of {s}.", s=told.alone.context)
    if told.same:
        return Phrase(
            "Both have the same {n} GPUs, one conversation of {s}. With the small one on a single GPU: {r}.",
            n=told.big.gpus,
            s=told.alone.context,
            r=told.apart,
        )
    return Phrase("But here the small one has a single GPU: that compares two machines, not two models.")


def read_verdict(f: Frame) -> Phrase:
    """That the time is the weights'."""
    told = question(f)
    if told.alone.letters.memory_alone:
        return Phrase("A step alone takes as long as its weights take to be read.")
    return Phrase("Reading the weights is what a step cannot do without.")


def compute_verdict(f: Frame) -> Phrase:
    """How much of the step the math needs."""
    told = question(f)
    words = {"n": told.big.math}
    if float(told.big.math.value) < 0.5:
        return Phrase("The math needs {n} of the step: it hides behind the reading.", **words)
    return Phrase("At this batch the math needs {n} of the step, and it no longer hides.", **words)


def embed_verdict(f: Frame) -> Phrase:
    """Why the weights' ratio is another than the parameters'."""
    told = question(f)
    words = {"p": told.by_params, "w": told.by_weights}
    if max(float(told.by_params.value), float(told.by_weights.value)) <= NEAR * min(
        float(told.by_params.value), float(told.by_weights.value)
    ):
        return Phrase("The parameters differ by {p}, what a step reads by {w}: about the same.", **words)
    return Phrase("The parameters differ by {p}, what a step reads by {w}.", **words)


def embed_note(f: Frame) -> Phrase:
    """What no step reads."""
    big, small = sides(f)
    if small.tied or big.tied:
        which = small if small.tied else big
        return Phrase(
            "{name} has one table for both ends of the vocabulary, so a step reads all of it.", name=which.name
        )
    experts = max((big, small), key=lambda side: float(side.params.value) / max(1.0, float(side.letters.weights.value)))
    if float(question(f).by_weights.value) < float(question(f).by_params.value) / NEAR:
        return Phrase("Of {name} a step reads only the experts that are chosen.", name=experts.name)
    return Phrase(
        "Vocabulary tables are {a} of {small} and {b} of {big}; the half that is only looked up is never read.",
        a=small.tables,
        b=big.tables,
        small=small.name,
        big=big.name,
    )


def cache_verdict(f: Frame) -> Phrase:
    """The ratio at a full load."""
    told = question(f)
    words = {"b": told.asked.batch, "s": told.asked.context, "r": told.asked.ratio, "was": told.alone.ratio}
    if float(told.asked.ratio.value) < float(told.alone.ratio.value) / NEAR:
        return Phrase("At batch {b} with {s} each, {was} has become {r}.", **words)
    if float(told.asked.ratio.value) > float(told.alone.ratio.value) * NEAR:
        return Phrase("At batch {b} with {s} each, {was} has grown to {r}.", **words)
    return Phrase("At batch {b} with {s} each it is still {r}.", **words)


def cache_note(f: Frame) -> Phrase:
    """Why, and whether it fits."""
    told = question(f)
    words = {"k": told.by_kappa, "big": told.big.name, "n": told.big.users}
    if told.asked.fits:
        return Phrase("A token's cache differs by {k} only, and more and more of the bytes are cache.", **words)
    return Phrase(
        "A token's cache differs by {k} only. This load does not fit {big} on this machine: arithmetic.", **words
    )


def limit_verdict(f: Frame) -> Phrase:
    """Where the ratio goes."""
    told = question(f)
    falls = float(told.by_kappa.value) < float(told.by_weights_here.value) / NEAR
    if falls and float(told.asked.ratio.value) > float(told.alone.ratio.value) * NEAR:
        return Phrase("First more experts are read; then only the cache counts, and it nears {k}.", k=told.by_kappa)
    if falls:
        return Phrase("The fuller the batch, the nearer to {k}: then only the cache counts.", k=told.by_kappa)
    return Phrase(
        "The fuller the batch, the nearer to {k}: here the cache differs more than the weights.", k=told.by_kappa
    )


def synthesis(f: Frame) -> Phrase:
    """The answer in one sentence."""
    told = question(f)
    words = {"r": told.by_weights_here, "now": told.here.ratio, "k": told.by_kappa}
    if alike(f):
        return Phrase("Both models read as much for a step, so neither is slower than the other; choose two sizes.")
    if float(told.asked.ratio.value) > float(told.alone.ratio.value) * NEAR:
        return Phrase(
            "For a step the big model reads {r} the weights, so with your load it is {now} as slow; "
            "the batch first wakes more experts, and then the ratio goes towards {k}.",
            **words,
        )
    if float(told.by_kappa.value) < float(told.by_weights_here.value) / NEAR:
        return Phrase(
            "For a step the big model reads {r} the weights, so with your load it is {now} as slow; "
            "fill the batch and the ratio falls towards {k}.",
            **words,
        )
    return Phrase(
        "For a step the big model reads {r} the weights, so with your load it is {now} as slow; "
        "fill the batch and the ratio goes towards {k}.",
        **words,
    )
