"""The language of a showing: the intent that changes it, and its step. Everything else stays as it is: stop, time,
controls, the talk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tourapp.errors import TourError
from tourapp.player.state import PlayerState
from tourapp.player.tour import Tour
from tourapp.words import LANGUAGES, PSEUDO, catalogue_of


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """A language by its tag ("en", "es"); "" takes the next one."""

    tag: str = ""


def is_language(tag: str) -> bool:
    """Whether a tag names a language, or the made-up one that tests speak."""
    return tag in LANGUAGES or tag == PSEUDO.language


def problem_of(tag: str) -> str:
    """Why a language cannot be spoken; "" when it can."""
    try:
        catalogue_of(tag)
    except TourError as error:
        return str(error)
    return ""


def usable(tag: str) -> tuple[str, str]:
    """The language to speak where `tag` is wanted, and why it is English instead; "" where it is not."""
    problem = problem_of(tag)
    return ("en", problem) if problem else (tag, "")


def set_language(state: PlayerState, intent: SetLanguage, _tour: Tour) -> PlayerState:
    """Another language, in every window."""
    tags = [*LANGUAGES]
    here = tags.index(state.language) if state.language in tags else -1
    tag = intent.tag or tags[(here + 1) % len(tags)]
    if not is_language(tag):
        return replace(state, notice=f"language: {tag!r} is not one of {', '.join(tags)}")
    problem = problem_of(tag)
    return replace(state, notice=problem) if problem else replace(state, language=tag)


TONGUE: dict[type, Callable[[PlayerState, Any, Tour], PlayerState]] = {SetLanguage: set_language}
