"""What a page of a hand-out is made of. Values only; words are said already, in the language of the hand-out."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring import Picture


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paragraph. kind: "ask" (what is asked), "plain", "given" (numbers and formulas), "dim", "answer" or "bar";
    share: 0..1, how long its bar is."""

    kind: str
    text: str
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """Paragraphs that stay together; label: its number, or ""."""

    label: str
    lines: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A text that flows over as many pages as it needs. foot: what stands at the foot of each."""

    title: str
    lead: str
    entries: tuple[PaperEntry, ...]
    foot: str = ""


@dataclass(frozen=True, slots=True)
class StopPage:
    """The page of a stop: its picture; its numbers, each with its name; where the first of them comes from; caption and
    second line of each beat."""

    number: int
    title: str
    picture: Picture
    numbers: tuple[tuple[str, str], ...]
    why: tuple[str, ...]
    captions: tuple[tuple[str, str], ...]
    why_head: str
    foot: str = ""


Leaf = StopPage | PaperSheet
