"""The vocabulary of a GGUF file as tables of the tokenizer: tokens, merges or scores, control tokens, chat template."""

from __future__ import annotations

import re

from tourapp.engine.gguf_llama import FileSettings
from tourapp.engine.gguf_reader import GgufFile
from tourapp.engine.split_words import RULES
from tourapp.engine.tokenizer_data import BYTE_PIECES, BYTES, NO_TEMPLATE, PIECES, TEMPLATES, TokenizerData

UNKNOWN, CONTROL = 2, 3
"""Token types whose tokens never come from text."""
TOKENS, TYPES = "tokenizer.ggml.tokens", "tokenizer.ggml.token_type"


def vocabulary(file: GgufFile) -> TokenizerData:
    """The tables. Raises UsageError for a vocabulary that is not read here, or a damaged one."""
    s = FileSettings(file)
    kind = s.text("tokenizer.ggml.model")
    if kind not in (BYTES, PIECES):
        allowed = "'gpt2' (bytes), 'llama' (SentencePiece)"
        raise s.bad("tokenizer.ggml.model", f"{kind[:40]!r}, allowed: {allowed}", "give another model")
    tokens = s.entries(TOKENS, str)
    if kind == PIECES and not set(tokens).issuperset(BYTE_PIECES):
        raise s.bad(TOKENS, "not all of the bytes <0x00> to <0xFF> have a token", "give another model")
    kinds = s.entries(TYPES, int, len(tokens)) if s.has(TYPES) else [1] * len(tokens)
    rule = _rule(s) if kind == BYTES else kind
    last = len(tokens) - 1
    eos = s.whole("tokenizer.ggml.eos_token_id", 0, last)
    starts = s.switch("tokenizer.ggml.add_bos_token", kind == PIECES or rule == "llama-bpe")
    bos = s.whole("tokenizer.ggml.bos_token_id", 0, last, None if starts else eos)
    special = {i for i, of in enumerate(kinds) if of in (UNKNOWN, CONTROL)} | {eos} | ({bos} if starts else set())
    template = s.text("tokenizer.chat_template", "")
    system = re.search(r"<\|im_start\|>system\n(.*?)<\|im_end\|>", template, flags=re.DOTALL)
    return TokenizerData(
        name=rule,
        tokens=tokens,
        merges=_merges(s) if kind == BYTES else [],
        special_ids=sorted(special),
        bos_id=bos,
        eos_id=eos,
        chat_template=template,
        system_prompt=system.group(1) if system and "{" not in system.group(1) else "",
        kind=BYTES if kind == BYTES else PIECES,  # a default is left out of JSON if it is the same object
        template=_known_template(template, {tokens[i] for i in special}),
        starts=starts,
        spaced=kind == PIECES and s.switch("tokenizer.ggml.add_space_prefix", True),
        scores=_scores(s, len(tokens)) if kind == PIECES else [],
    )


def _rule(s: FileSettings) -> str:
    """The rule that cuts words; files without one mean the oldest."""
    rule = s.text("tokenizer.ggml.pre", "default")
    if rule not in RULES:
        raise s.bad("tokenizer.ggml.pre", f"{rule[:40]!r}, allowed: {', '.join(RULES)}", "give another model")
    return rule


def _merges(s: FileSettings) -> list[str]:
    merges = s.entries("tokenizer.ggml.merges", str)
    for rank, pair in enumerate(merges):
        if pair.count(" ") != 1 or pair[0] == " " or pair[-1] == " ":
            raise s.bad("tokenizer.ggml.merges", f"entry {rank + 1} is {pair[:40]!r}, allowed: two pieces and a space")
    return merges


def _scores(s: FileSettings, count: int) -> list[float]:
    scores: list[float] = s.entries("tokenizer.ggml.scores", float, count)
    if not all(abs(score) < 1e30 for score in scores):
        raise s.bad("tokenizer.ggml.scores", "a score that is no number")
    return scores


def _known_template(text: str, special: set[str]) -> str:
    """Which known template a text is; each of its control tokens must be one token."""
    for name, needs in TEMPLATES.items():
        if needs and needs[0] in text and special.issuperset(needs):
            return name
    return NO_TEMPLATE
