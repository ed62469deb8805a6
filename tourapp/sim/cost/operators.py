"""What the operators of a pass are called, in words."""

from __future__ import annotations

from tourapp.words import Phrase

OPERATORS = {
    "embedding": Phrase("embedding"),
    "position_embedding": Phrase("position embedding"),
    "norms": Phrase("norms"),
    "qkv_projection": Phrase("qkv projection"),
    "attention": Phrase("attention"),
    "output_projection": Phrase("output projection"),
    "router": Phrase("router"),
    "experts": Phrase("experts"),
    "shared_expert": Phrase("shared expert"),
    "ffn": Phrase("ffn"),
    "lm_head": Phrase("lm head"),
}


def about(template: str, what: Phrase) -> Phrase:
    """The name of a number about an operator or a pass, which stands as {what} in the template."""
    return Phrase(template, what=what)


def operator_words(op: str) -> Phrase:
    """An operator by its id."""
    return OPERATORS.get(op) or Phrase(op.replace("_", " "))
