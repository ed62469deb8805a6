"""Words on the stage: templates with values, one way to print a number, and how wide a text will be.

Widths come from a table of the packaged fonts' advances, so a scene can lay out words without any window system.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from string import Formatter
from typing import Any

import numpy as np

from tourapp.assets import asset_path
from tourapp.authoring.letters import ISOLATE, RELEASE, code_width, letters, plain, set_in
from tourapp.quantity import Quantity, format_quantity
from tourapp.words import Phrase, fill_in, say

MONO_ADVANCE = 0.6


def show(value: Any, spec: str = "") -> str:
    """A value as words: a Quantity with its unit, whole numbers with thousands, others with three digits."""
    if isinstance(value, Quantity):
        if spec:
            return format(float(value.value), spec)
        return format_quantity(value)
    if isinstance(value, Phrase):
        return fill_in(value.template, value.fields, show)
    if isinstance(value, str):
        return value
    if spec:
        return format(value, spec)
    if isinstance(value, bool):
        return say("on" if value else "off")
    if isinstance(value, int | np.integer):
        return f"{int(value):,}"
    if isinstance(value, float | np.floating):
        return format_quantity(Quantity(float(value), "1"))
    return str(value)


def fill(template: str, values: Mapping[str, Any]) -> str:
    """The template in the language in use, with its `{fields}` shown; a field without a value stays as an em dash.

    `{n|token|tokens}` is one of its two forms: the first where n is one. Example: "{n} {n|token|tokens}" with n of 1 is
    "1 token".
    """
    return fill_in(template, values, show)


def quantities_in(template: str, values: Mapping[str, Any]) -> list[Quantity]:
    """The quantities that a template prints from some values, those inside phrases too; one that is printed in a form
    of its own ("{v:.2f}") carries that text."""
    found: list[Quantity] = []
    for name, spec in _fields(template):
        value = values.get(name)
        if isinstance(value, Quantity):
            found.append(replace(value, printed=show(value, spec)) if spec else value)
        elif isinstance(value, Phrase):
            found += quantities_in(value.template, value.fields)
    return found


@lru_cache(maxsize=4096)
def _fields(template: str) -> tuple[tuple[str, str], ...]:
    """The fields of a template, once each, and the form in which each is printed; "" for its usual one."""
    named = {}
    for _, name, spec, _ in Formatter().parse(template):
        if name and "|" not in name:
            named[name] = spec or ""
    return tuple(named.items())


def say_words(words: str | Phrase) -> str:
    """A template without fields, or a phrase, in the language in use."""
    return show(words) if isinstance(words, Phrase) else say(words)


@lru_cache(maxsize=1)
def _advances() -> dict[str, dict[str, float]]:
    path = asset_path("fonts", "inter_advances.json")
    table: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return table


@lru_cache(maxsize=4096)
def text_width(words: str, size: float, family: str = "text", weight: int = 400) -> float:
    """Width of one line in stage units at type size `size` (px). Close to the painter's to a few per cent."""
    heavy = weight >= 550
    if plain(family).issuperset(words):
        return sum(_advance(char, family, heavy) for char in words) * size
    parts = [part for letter in letters(words) for part in set_in(letter, family)]
    return sum(_advance(part[0], family, heavy) if name else code_width(part) for part, name in parts) * size


def begun(words: str, size: float, room: float, weight: int = 400) -> str:
    """Words, or as much of their beginning as a width in stage units takes, with a mark that more follows."""
    if text_width(words, size, weight=weight) <= room:
        return words
    ends = (words[:n].rstrip() + "…" for n in range(len(words) - 1, 0, -1))
    return next((each for each in ends if text_width(each, size, weight=weight) <= room), "…")


@lru_cache(maxsize=64)
def ended(words: str, size: float, room: float) -> str:
    """Words, or as many whole ones of their end as a width in stage units takes (one at least), behind a mark that
    more came before."""
    if text_width(words, size) <= room:
        return words
    found = words.strip().split(" ")
    used, first = text_width("…", size), len(found) - 1
    for place in range(len(found) - 1, -1, -1):
        used += text_width(found[place] + " ", size)
        if used > room:
            break
        first = place
    return "…" + " ".join(found[first:])


def _advance(char: str, family: str, heavy: bool) -> float:
    """Room of one character in em."""
    if char in (ISOLATE, RELEASE):
        return 0.0
    if family == "mono":
        return MONO_ADVANCE if ord(char) < 0x2E80 else 1.0
    return _advances()["600" if heavy else "400"].get(char, 0.62 if ord(char) < 0x1100 else 1.0)


def show_piece(piece: str) -> str:
    """A token's text for the stage: spaces as a middle dot, line ends and tabs as signs. What has no shape stays: the
    painter tells it by its code. Signs that would turn their surroundings round unseen are spelled."""
    return "".join(_SIGNS.get(char, char) for char in piece)


_SIGNS = {" ": "·", "\u2009": "·", "\u202f": "·", "\xa0": "·", "\n": "↵", "\t": "⇥", "\r": "↵"}
_SIGNS |= {char: f"U+{ord(char):04X}" for char in (ISOLATE, RELEASE)}
