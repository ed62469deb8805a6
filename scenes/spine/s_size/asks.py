"""What a class is asked on this stage: the ratio alone, the math's share of a step, and the ratio of full batches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scenes.spine.s_size.facts import question
from tourapp.authoring import Ask, AskOption, Frame, LiveOptions, Phrase, Quantity, format_quantity, mixed


def _options(f: Frame) -> tuple[AskOption, ...]:
    told = question(f)
    alone = told.alone
    right = AskOption(
        alone.ratio, Phrase("the weights it reads"), Phrase(""), Phrase("{a} / {b}", a=alone.big, b=alone.small)
    )
    others = (
        AskOption(
            told.by_kappa,
            Phrase("the cache of a token"),
            Phrase("Alone with a short prompt there is hardly any cache to read; it will count later."),
            Phrase("{a} / {b}", a=_bytes(told.big.letters.kappa), b=_bytes(told.small.letters.kappa)),
        ),
        AskOption(
            told.hidden,
            Phrase("the math is hidden"),
            Phrase("The math is hidden indeed, but it hides behind the reading, and there is more of that."),
            Phrase("more arithmetic, same wait"),
        ),
        AskOption(
            told.by_params,
            Phrase("the parameters"),
            Phrase("Nearly: but a step does not read every parameter, as the next beats show."),
            Phrase("{a:.3g} G / {b:.3g} G", a=_billions(told.big.params), b=_billions(told.small.params)),
        ),
        AskOption(
            told.apart,
            Phrase("fewer GPUs for it"),
            Phrase("That compares two machines: the small model would have only one GPU."),
            Phrase("{a}, {b} on one GPU", a=alone.big, b=told.small.name),
        ),
        AskOption(
            told.by_math,
            Phrase("the arithmetic"),
            Phrase("Arithmetic is done while the weights are read, so its amount is not what sets the time."),
            Phrase("FLOPs over FLOPs"),
        ),
    )
    return mixed(right, others, seed=7)


def _billions(count: Quantity) -> float:
    """A count in thousands of millions."""
    return float(count.value) / 1e9


def _bytes(kappa: Quantity) -> Quantity:
    """Bytes of a token, printed as plain bytes: the words beside them say of what."""
    return replace(kappa, printed=format_quantity(replace(kappa, unit="B", printed="")))


def _fields(f: Frame) -> Mapping[str, Any]:
    told = question(f)
    return {
        "big": told.big.name,
        "small": told.small.name,
        "where": _where(f),
        "s": told.alone.context,
        "b": told.asked.batch,
        "long": told.asked.context,
        "alone": told.alone.ratio,
        "now": told.here.batch,
    }


def _where(f: Frame) -> Phrase:
    told = question(f)
    if int(told.big.gpus.value) == 1:
        return Phrase("Both on the same GPU")
    if told.same:
        return Phrase("Both on the same {n} GPUs", n=told.big.gpus)
    return Phrase("The large one on {n} GPUs, the small one on a single one", n=told.big.gpus)


def _alone(f: Frame) -> Quantity:
    return question(f).alone.ratio


def _math(f: Frame) -> Quantity:
    return question(f).big.math


def _asked(f: Frame) -> Quantity:
    return question(f).asked.ratio


ASKS = {
    "two": Ask(
        "For one token alone, how many times as long as {small} does {big} take?",
        _alone,
        note="{where}, one conversation of {s}, ideal.",
        options=LiveOptions(4, _options),
        fields=_fields,
        lands=0.6,
    ),
    "compute": Ask(
        "What share of a step does the math of {big} need?",
        _math,
        note="At batch {now}, at the peak of the machine; a rough number will do.",
        per=0.01,
        low=0.1,
        high=100.0,
        tempts="Arithmetic grows with the parameters, but it is done while they are read: it hides behind the reading.",
        fields=_fields,
        lands=0.55,
    ),
    "cache": Ask(
        "Alone it is {alone}. And at batch {b} with {long} each?",
        _asked,
        note="The ratio of both steps, ideal; a rough number will do.",
        high=100.0,
        tempts="The batch shares the weights but not the cache, and the caches of both differ by another factor.",
        fields=_fields,
        lands=0.55,
    ),
}
