"""What a class is asked before temperature and cuts are seen: how many tokens are left to draw from; and before the
draw, which one it would take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scenes.sampling.class_token import candidates, class_answer, outcome
from scenes.sampling.shown_choice import shown_choice
from tourapp.authoring import Ask, AskOption, Frame, Phrase, Quantity, origin


def _went_on(f: Frame) -> Mapping[str, Phrase]:
    """What is below each other; on a slow computer the model is still at it."""
    if class_answer(f) is None:
        return {"went_on": Phrase("The model goes on from the class's token: a moment.")}
    told = "Up to here both answers are one run. After it seed and settings are the same: only this token differs."
    return {"went_on": Phrase(told)}


CANDIDATES = (
    AskOption(1.0, "the likeliest token", ""),
    AskOption(2.0, "the second likeliest", ""),
    AskOption(3.0, "the third likeliest", ""),
    AskOption(4.0, "the fourth likeliest", ""),
    AskOption(5.0, "the fifth likeliest", ""),
    AskOption(6.0, "the sixth likeliest", ""),
    AskOption(7.0, "the seventh likeliest", ""),
)


def tokens_kept(f: Frame) -> Quantity:
    """Tokens that may be drawn under the settings of the controls; none where there is no answer."""
    shown = shown_choice(f)
    kept = 0 if shown is None else shown.numbers.choice.kept_count
    return Quantity(kept, "1", "tokens that may be drawn", "m", source=origin.COUNTED)


def _fields(f: Frame) -> Mapping[str, Any]:
    shown = shown_choice(f)
    if shown is None:
        return {}
    choice = shown.numbers.choice
    return {"vocab": choice.vocabulary, "k": choice.params.top_k, "p": choice.params.top_p}


ASKS = {
    "reshape": Ask(
        "{vocab} tokens have a probability. How many of them can still be drawn?",
        tokens_kept,
        note="Temperature {t:.2f}, then two cuts: top-k {k} and top-p {p:.2f}.",
        high=100_000.0,
        tempts="Top-k counts tokens, top-p counts probability: whoever stays has passed both.",
        fields=_fields,
        lands=0.5,
    ),
    "draw": Ask(
        "Which token shall the text go on with?",
        tokens_kept,
        note="The class may choose instead of chance, even a token that the cut has taken away.",
        options=CANDIDATES,
        tempts="{went_on}",
        fields=_went_on,
        lands=0.02,
        sets="class_choice",
        candidates=candidates,
        outcome=outcome,
    ),
}
