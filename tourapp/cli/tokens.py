"""`tourapp tokens TEXT`: a text as the small model's tokens, with every merge. Needs no model installed."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from tourapp.cli.arguments import prompt_text
from tourapp.cli.result import Result
from tourapp.engine.tokenizer import shipped_tokenizer


def register(sub: Any) -> None:
    """Add the command to the parser."""
    parser = sub.add_parser(
        "tokens",
        allow_abbrev=False,
        help="a text as tokens, with every merge",
        epilog="A text that starts with a dash goes after `--`: tourapp tokens --json -- -5",
    )
    parser.add_argument("text", type=prompt_text, metavar="TEXT", help="what is split")
    parser.add_argument("--chat", action="store_true", help="inside the chat template, as the model reads a prompt")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Tokens, merges and what could not be expressed.

    `pieces`, `left`, `right` and `merged` spell tokens as the vocabulary does ("Ġis"); `texts` as people read
    them. `position` is the index of `left` in the whole symbol sequence at that moment; `start` is that
    sequence before the first merge. `text` is what the ids decode to.
    """
    tokenizer = shipped_tokenizer()
    encoding = tokenizer.encode_chat(args.text) if args.chat else tokenizer.encode(args.text)
    merges = tokenizer.merge_trace(args.text, args.chat)
    data = {
        "ids": list(encoding.ids),
        "pieces": list(encoding.pieces),
        "special": list(encoding.special),
        "merges": [asdict(merge) for merge in merges],
        "text": tokenizer.decode(encoding.ids),
        "texts": list(encoding.texts),
        "start": tokenizer.start_symbols(args.text, args.chat),
        "dropped_bytes": list(encoding.dropped),
        "replaced_surrogates": encoding.replaced,
    }
    rows = [f"{i:>6}  {piece!r}" for i, piece in zip(encoding.ids, encoding.texts, strict=True)]
    special = sum(encoding.special)
    rows.append(f"{len(encoding)} tokens ({special} of them control tokens), {len(merges)} merges")
    if encoding.dropped:
        rows.append(f"{len(encoding.dropped)} bytes are not in the vocabulary and were left out")
    if encoding.replaced:
        rows.append(f"{encoding.replaced} lone surrogates were replaced by U+FFFD")
    return Result(data, "\n".join(rows))
