"""World part of the prompt as text: how many characters, bytes and tokens it has, and what each is worth.

Counts come from the real tokenizer's encodings; the sizes of vocabulary and rows from the model's own tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp import specs
from tourapp.engine.tokenizer import Encoding, Tokenizer
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import COUNTED, TOKENIZER
from tourapp.world.generation import own_model, shared_model
from tourapp.world.part import PartView, part

SMALL_MODEL = "smollm2-135m"


@dataclass(frozen=True, slots=True)
class TextFacts:
    """Counts of one prompt. `own`: its tokens alone; `whole`: with the chat template, if it is on; `special` and
    `added` (plain words of the template) are parts of `whole`: own + added + special = whole."""

    characters: Quantity
    bytes: Quantity
    own: Quantity
    whole: Quantity
    special: Quantity
    added: Quantity
    dropped: Quantity
    per_token: Quantity | None
    """Bytes per token; None where there is no token."""
    vocabulary: Quantity
    rules: Quantity
    hidden: Quantity
    model: str = "SmolLM2"
    """Whose vocabulary and rows these are."""


def text_facts(plain: Encoding, whole: Encoding, tokenizer: Tokenizer, own: tuple[str, int] | None = None) -> TextFacts:
    """Count. Example: the default prompt has 23 characters, 23 bytes, 4 tokens, 34 with its template, 5 special.
    own: name and hidden size of a model given by hand."""
    size = Quantity(len(plain.text.encode("utf-8")), "B", "bytes of the prompt in UTF-8", "bytes", source=COUNTED)
    typed = Quantity(len(plain), "token", "tokens of the prompt", "tokens", source=COUNTED)
    every = Quantity(len(whole), "token", "tokens the model is given", "all", source=COUNTED)
    special = Quantity(sum(whole.special), "token", "special tokens of the chat template", "special", source=COUNTED)
    added = derive(
        "plain tokens of the chat template", "added", "token", "all - tokens - special", every, typed, special
    )
    hidden = (
        specs.model(SMALL_MODEL).number("hidden")
        if own is None
        else Quantity(own[1], "1", "hidden size", "h", source=TOKENIZER)
    )
    assert hidden is not None
    return TextFacts(
        characters=Quantity(len(plain.text), "1", "characters (Unicode code points)", "characters", source=COUNTED),
        bytes=size,
        own=typed,
        whole=every,
        special=special,
        added=added,
        dropped=Quantity(len(plain.dropped), "B", "bytes this vocabulary cannot express", "dropped", source=COUNTED),
        per_token=derive("bytes per token", "ratio", "B/token", "bytes / tokens", size, typed) if len(plain) else None,
        vocabulary=Quantity(tokenizer.size, "1", "entries of the vocabulary", "V", source=TOKENIZER),
        rules=Quantity(tokenizer.rules, "1", "rows of the merge list", "rules", source=TOKENIZER),
        hidden=hidden,
        model="SmolLM2" if own is None else own[0],
    )


@part("text", needs=("plain_tokens", "tokens", "tokenizer"))
def _text(view: PartView) -> TextFacts:
    own = (shared_model().name, shared_model().config.hidden) if own_model() else None
    return text_facts(view.plain_tokens, view.tokens, view.tokenizer, own)
