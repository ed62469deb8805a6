"""Arguments that several commands share, and their checks."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from tourapp.errors import UsageError

if TYPE_CHECKING:
    from tourapp.authoring.beats import Level

LARGEST = 8192


def add_json(parser: argparse.ArgumentParser) -> None:
    """The switch for machine-readable output."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def add_look(parser: argparse.ArgumentParser) -> None:
    """Settings, theme and size of pictures."""
    words = "set any control or shared input by id; `tourapp list` shows ids and ranges"
    parser.add_argument("--set", action="append", metavar="NAME=VALUE", help=words)
    parser.add_argument("--theme", default="dark", help="dark, projector or high-contrast (default dark)")
    size = f"size in pixels, 160x90 to {LARGEST}x{LARGEST} (default 1920x1080)"
    parser.add_argument("--size", default="1920x1080", metavar="WxH", help=size)


def add_text_scale(parser: argparse.ArgumentParser) -> None:
    """How large words are."""
    parser.add_argument("--text-scale", metavar="PERCENT", help="size of all words, 80 to 250 (usual 100)")


def add_level(parser: argparse.ArgumentParser) -> None:
    """How deep a tour goes."""
    words = "how deep the tour goes, with more beats and a third line: one of everyone, deeper (usual everyone)"
    parser.add_argument("--level", default="everyone", metavar="LEVEL", help=words)


def level_of(word: str) -> Level:
    """A checked level."""
    from tourapp.authoring.beats import LEVELS

    found = next((level for level in LEVELS if level == word), None)
    if found is None:
        raise UsageError(f"--level: {word!r} is not one of: {', '.join(LEVELS)}")
    return found


def add_language(parser: argparse.ArgumentParser, default: str | None = "en") -> None:
    """In which language words are said."""
    parser.add_argument("--language", default=default, metavar="TAG", help="of all words: en or es (usual en)")


def language_of(word: str) -> str:
    """A checked language; DamagedFileError where its words cannot be read."""
    from tourapp.words import LANGUAGES, PSEUDO, catalogue_of

    if word not in LANGUAGES and word != PSEUDO.language:
        raise UsageError(f"--language: {word!r} is not one of: {', '.join(LANGUAGES)}")
    catalogue_of(word)
    return word


def text_scale_of(word: str | None, usual: int = 100) -> int:
    """A checked text scale in whole per cent."""
    from tourapp.player.room import LARGEST as LARGEST_SCALE
    from tourapp.player.room import LOWEST

    if word is None:
        return usual
    allowed = f"use a whole number of per cent, {LOWEST} to {LARGEST_SCALE}"
    digits = word.removesuffix("%").strip()
    if not re.fullmatch(r"[0-9]{1,4}", digits):
        raise UsageError(f"--text-scale: {word!r} is not a size; {allowed}")
    if not LOWEST <= int(digits) <= LARGEST_SCALE:
        raise UsageError(f"--text-scale: {word} is out of range; {allowed}")
    return int(digits)


def add_tour(parser: argparse.ArgumentParser) -> None:
    """Which tour is meant."""
    parser.add_argument(
        "--tour", metavar="ID|FILE", help="a shipped tour by id (`tourapp list`), or the file of your own"
    )


def theme_name(word: str) -> str:
    """A checked theme name."""
    from tourapp.authoring.theme import THEMES

    if word not in THEMES:
        raise UsageError(f"--theme: {word!r} is not one of: {', '.join(THEMES)}")
    return word


def size_of(word: str) -> tuple[int, int]:
    """A checked size in pixels."""
    if re.fullmatch(r"[0-9]{1,5}[xX][0-9]{1,5}", word):
        width, height = map(int, word.lower().split("x"))
        if 160 <= width <= LARGEST and 90 <= height <= LARGEST:
            return width, height
    raise UsageError(f"--size: {word!r} is not WIDTHxHEIGHT, from 160x90 to {LARGEST}x{LARGEST}, such as 1920x1080")


def number_between(name: str, word: str | float, low: float, high: float) -> float:
    """A finite number in a range, or UsageError naming both."""
    try:
        value = float(word)
    except ValueError:
        raise UsageError(f"{name}: {word!r} is not a number; use {low:g} to {high:g}") from None
    if not low <= value <= high:
        raise UsageError(f"{name}: {word} is out of range; use {low:g} to {high:g}")
    return value
