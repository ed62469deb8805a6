"""Argument types shared by commands: whole and real numbers with a range, prompts with a length. Nothing
runs here."""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Callable
from typing import TypeVar

from tourapp.engine.sampler import MAX_SEED, SamplingParams
from tourapp.engine.tokenizer import TEXT_LIMIT

T = TypeVar("T")
_WHOLE = re.compile(r"[+-]?[0-9]+")


def whole(low: int, high: int, note: str = "") -> Callable[[str], int]:
    """A parser of whole numbers in low..high; argparse adds the argument's name to its message."""

    def parse(text: str) -> int:
        usable = _WHOLE.fullmatch(text) is not None and len(text) < 40
        if not usable or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"{text[:40]!r}, allowed: whole numbers {low} to {high}{note}")
        return int(text)

    return _told(parse, f"a whole number from {low} to {high}{note}")


def real(low: float, high: float, note: str = "", above_low: bool = False) -> Callable[[str], float]:
    """A parser of finite numbers in low..high (above low when `above_low`)."""

    def parse(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not low <= value <= high or (above_low and value == low):
            start = f"above {low:g}, up to" if above_low else f"{low:g} to"
            raise argparse.ArgumentTypeError(f"{text[:40]!r}, allowed: {start} {high:g}{note}")
        return value

    return _told(parse, f"a number {f'above {low:g}, up to' if above_low else f'from {low:g} to'} {high:g}{note}")


def _told(parse: Callable[[str], T], allowed: str) -> Callable[[str], T]:
    """The parser, with words for --help about what it accepts."""
    parse.allowed = allowed  # type: ignore[attr-defined]
    return parse


def prompt_text(text: str) -> str:
    """A prompt of at most so many characters."""
    if len(text) > TEXT_LIMIT:
        raise argparse.ArgumentTypeError(f"{len(text)} characters, allowed: at most {TEXT_LIMIT}")
    return text


_told(prompt_text, f"a text of at most {TEXT_LIMIT:,} characters")


def add_sampling(parser: argparse.ArgumentParser, prompt: str, max_tokens: int) -> None:
    """The arguments of one request to the real model."""
    parser.add_argument(
        "--prompt", type=prompt_text, default=prompt, help=f"what is asked (default: {prompt.replace('%', '%%')})"
    )
    parser.add_argument(
        "--chat",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="put the prompt inside the model's chat template (default) or continue it as plain text",
    )
    parser.add_argument(
        "--temperature", type=real(0, 2, " (0 is greedy)"), default=0.8, metavar="T", help="evenness of the odds"
    )
    parser.add_argument(
        "--top-k", type=whole(0, 1_000_000, " (0 is off)"), default=40, metavar="K", help="likeliest tokens kept"
    )
    parser.add_argument(
        "--top-p",
        type=real(0, 1, " (1 is off)", above_low=True),
        default=0.9,
        metavar="P",
        help="share of the odds kept",
    )
    parser.add_argument(
        "--seed", type=whole(0, MAX_SEED), default=SamplingParams().seed, metavar="N", help="of the draws"
    )
    parser.add_argument("--max-tokens", type=whole(1, 4_096), default=max_tokens, metavar="N", help="longest answer")
