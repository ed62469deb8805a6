"""Argument lines put together from the parsers themselves: commands, options in any order, and values that hurt."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tourapp.cli import COMMANDS, build_parser

VALUES = (
    *("", " ", "-", "--", "-1", "0", "1", "2", "4", "8", "0.5", "1.5", "2.5", "16", "99", "500000", "-0", "+5", "1_0"),
    *(
        "nan",
        "inf",
        "-inf",
        "1e999",
        "1e308",
        "1e-320",
        "9" * 50,
        "9" * 5000,
        "²",
        "１２",
        "0x10",
        "١",
        "1,5",
        "½",
        "²x²",
    ),
    *("\0", "a\0b", "\n", "a\nb", "\x1b[31m", "\udc80", "\ud800", "é", "😀", "\u202e", "x" * 300, "x" * 10_000, "%s"),
    *("%(prog)s", "{x}", "{0}", "$(id)", "`id`", "true", "None", "[]", "on", "off", "yes", "../..", ".", "..", "/"),
    *(
        "~",
        "/dev/null",
        "/dev/zero",
        "/proc/self/mem",
        "PIPE",
        "none.json",
        "a.pdf",
        "a.png",
        "A.PDF",
        "a.webp",
        "a.mp4",
    ),
    *("a.npz", "a.gif", "a.b", ".png", "no/such/a.png", "a.png/b.png", "a/", "queue", "sampling", "finale", "nowhere"),
    *(
        "request",
        "request_10",
        "request.json",
        "kv_hall",
        "queue,sampling",
        ",",
        "queue,,x",
        "kv_hall#2",
        "temperature=1",
    ),
    *("temperature=", "temperature=nan", "=", "=1", "==", "temperature", "gpu=h100-sxm", "gpu=\0", "gpu=é", "gpus=²"),
    *("queue.replicas=3", "prompt=x", "prompt=" + "x" * 5000, "chat=maybe", "seed=1e3", "held=1", "__class__=1"),
    *("self=1", "model=__class__", "causal=on", "1x1", "320x180", "160x90", "8192x8192", "8193x90", "x", "0x0", "²x90"),
    *(
        "h100-sxm",
        "llama-3-70b",
        "llama",
        "decode.step_seconds",
        "decode",
        "decode.",
        "price.output",
        "ledger",
        "notes",
    ),
    *(
        "__class__",
        "scenario.__class__",
        "decode.__dict__",
        "capacity.users",
        "dark",
        "DARK",
        "projector",
        "full",
        "none",
    ),
    *("small", "reduced", "new-york", "New  York", "cold", "ngram", "early-exit", "check", "install", "recordings"),
)


GOOD = {
    **{"--size": "320x180", "--also": "320x180", "--theme": "projector", "--fps": "2", "--at": "0.5", "--idle": "1"},
    **{"--scene": "queue", "--beat": "1", "--tour": "request_10", "--set": "temperature=0.5", "--motion": "none"},
    **{"--prompt": "abc", "--scenes": "queue", "-o": "a.png", "--output": "a.npz", "--why": "decode.step_seconds"},
    **{"--model": "llama-3-8b", "--gpu": "b200-sxm", "--from": "tokyo", "--to": "london", "--connection": "warm"},
    **{"--rate": "3", "--users": "50", "--itl": "60", "--ttft": "2", "--pct": "95", "--models": "llama-3-8b,gpt2"},
    **{"--price": "b200-sxm=4", "--gpus-allowed": "h100-sxm,2", "--pull": "weights_4", "--cached": "0.5"},
    **{"--seed": "3", "--temperature": "0", "--top-k": "5", "--top-p": "0.9", "--max-tokens": "4", "--memory": "small"},
}
"""A usable value for many options, so that not every line ends at its first word."""
PLACES = {"snapshot": "queue", "export": "a.pdf", "tokens": "abc", "tour": "check"}
TRUST = 0.6
"""Share of values that are taken from these."""


@dataclass(frozen=True)
class Known:
    """One parser's words: how it is reached, its options (and whether they take a value), and how many positionals."""

    words: tuple[str, ...]
    options: tuple[tuple[str, bool], ...]
    places: int


def known() -> tuple[Known, ...]:
    """Every parser of the command line."""
    return tuple(_walk(build_parser(COMMANDS), ()))


def _walk(parser: argparse.ArgumentParser, words: tuple[str, ...]) -> Iterator[Known]:
    options, places = [], 0
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from _walk(below, (*words, name))
        elif action.option_strings:
            options += [(name, action.nargs != 0) for name in action.option_strings]
        else:
            places += 1
    yield Known(words, tuple(options), places)


def line(parsers: tuple[Known, ...], dice: Random) -> list[str]:
    """One argument line: mostly of one parser, now and then with a foreign option or a word too many."""
    parser = dice.choice(parsers)
    words = list(parser.words)
    if dice.random() < 0.05:
        words = [*words[:-1], dice.choice(VALUES)]
    usual = PLACES.get(parser.words[0], "x") if parser.words else "x"
    rest: list[list[str]] = [[_value(usual, dice)] for _ in range(_near(parser.places, dice))]
    for _ in range(dice.choice((0, 1, 1, 2, 3, 6))):
        options = parser.options if dice.random() < 0.95 else dice.choice(parsers).options
        name, valued = dice.choice(options)
        if name == "--debug":  # shows where an error arose, in many lines
            continue
        if name in ("-h", "--help", "--version") and dice.random() < 0.9:
            continue
        rest.append(_option(name, valued, dice))
    dice.shuffle(rest)
    words += [word for part in rest for word in part]
    if dice.random() < 0.03:
        words.insert(dice.randrange(len(words) + 1), dice.choice(("--", "--nonsense", "--set", "-x", "--=", "---")))
    return words


def _value(usual: str | None, dice: Random) -> str:
    return usual if usual is not None and dice.random() < TRUST else dice.choice(VALUES)


def _near(count: int, dice: Random) -> int:
    return count if dice.random() < 0.9 else max(0, count + dice.choice((-1, 1)))


def _option(name: str, valued: bool, dice: Random) -> list[str]:
    if not valued:
        return [name] if dice.random() < 0.97 else [f"{name}={dice.choice(VALUES)}"]
    value = _value(GOOD.get(name), dice)
    if name == "--set" and "=" not in value:
        value = f"{dice.choice(('temperature', 'gpus', 'replicas', 'alpha', 'x'))}={value}"
    shape = dice.random()
    return [name, value] if shape < 0.6 else [f"{name}={value}"] if shape < 0.97 else [name]
