"""Which characters the packaged fonts can draw, what stands together as one letter, and the room of a code box.

A character that neither font has is told by its code point: a small box with its hexadecimal number inside. So are the
ones without a shape of their own (controls, joiners, marks of direction, private use): on a stage nothing is hidden,
and no font of the computer ever steps in. The table is made from the fonts, so all this is known without Qt.
"""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from itertools import chain

from tourapp.assets import asset_path

ISOLATE, RELEASE = "\u2068", "\u2069"
"""Around words that keep their own direction: the product's own marks, never seen."""
OTHER = {"text": "mono", "mono": "text"}
"""The packaged family that is asked next."""
NARROW_CODE, WIDE_CODE = 0.9, 1.25
"""Room of a code box in em: two digits in a row, and three."""
PILE = 2
"""So many marks may stand on a letter; more would reach into the lines around it, and are told by their codes."""

RING = "\u25cc"
"""The dotted circle under a mark that has no letter of its own."""

_JOINER, _KEYCAP = "\u200d", "\u20e3"
_SKINS = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    kept: dict[str, list[list[int]]] = json.loads(asset_path("fonts", "coverage.json").read_text(encoding="utf-8"))
    return {
        family: frozenset(map(chr, chain.from_iterable(range(low, high + 1) for low, high in spans)))
        for family, spans in kept.items()
    }


def covered(family: str) -> frozenset[str]:
    """Every character that the packaged font of a family draws with a shape of its own, and the plain spaces."""
    return _table()[family]


@lru_cache(maxsize=8)
def plain(family: str) -> frozenset[str]:
    """The covered characters that need no care: all but combining marks."""
    return frozenset(char for char in covered(family) if not is_mark(char))


def is_mark(char: str) -> bool:
    """Whether a character stands on the letter before it."""
    return unicodedata.category(char).startswith("M")


def is_told(char: str) -> bool:
    """Whether a character is shown by its code because neither packaged font draws it."""
    return not any(char in covered(family) for family in OTHER) and char not in (ISOLATE, RELEASE)


def code_rows(char: str) -> tuple[str, str]:
    """A code point in two rows of hexadecimal digits, two each, or three from U+10000 on: 4E2D is "4E" over "2D"."""
    digits = f"{ord(char):04X}" if ord(char) <= 0xFFFF else f"{ord(char):06X}"
    half = len(digits) // 2
    return digits[:half], digits[half:]


def code_width(char: str) -> float:
    """Room of a character's code box in em."""
    return NARROW_CODE if ord(char) <= 0xFFFF else WIDE_CODE


def letters(text: str) -> list[str]:
    """A text cut into what a reader takes for one letter: a base with its marks, two halves of a flag, people joined to
    a family. Nothing that is drawn is ever cut inside one."""
    found: list[str] = []
    for char in text:
        if found and _belongs(found[-1], char):
            found[-1] += char
        else:
            found.append(char)
    return found


def _belongs(before: str, char: str) -> bool:
    """Whether a character goes on with the letter before it."""
    if before in (" ", "\n", "\t", ISOLATE, RELEASE) or ord(char) < 0x300:
        return False
    if is_mark(char) or char in (_JOINER, _KEYCAP) or ord(char) in _SKINS:
        return True
    if before[-1] == _JOINER:
        return True
    return ord(char) in _FLAGS and len(before) == 1 and ord(before) in _FLAGS


def set_in(letter: str, family: str) -> list[tuple[str, str]]:
    """How a letter is drawn: (part, family), the family "" for a character that is told by its code.

    Whole in the first packaged font that has all of it; else its base in that font where one has it, and the rest by
    their codes. A mark that stands alone gets a dotted circle to stand on.
    """
    if letter in (ISOLATE, RELEASE):
        return [(letter, family)]
    if is_mark(letter[0]) and not is_told(letter[0]):
        letter = RING + letter
    for name in (family, OTHER[family]):
        if covered(name).issuperset(letter) and sum(map(is_mark, letter)) <= PILE:
            return [(letter, name)]
    base = next((name for name in (family, OTHER[family]) if letter[0] in covered(name)), "")
    whole = 1
    while base and whole <= PILE and whole < len(letter) and letter[whole] in covered(base):
        whole += 1
    return [(letter[:whole], base)] + [(char, "") for char in letter[whole:]]


def one_line(text: str) -> str:
    """A text in one line: each kind of white space is a plain space, nothing else changes."""
    return "".join(" " if _is_space(char) else char for char in text)


def _is_space(char: str) -> bool:
    return char in "\n\r\t\v\f\x85" or unicodedata.category(char).startswith("Z")
