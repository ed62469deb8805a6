"""The one table of preferences: it drives the dialog, the command line, the settings file's checks and the tests.

A preference that has been chosen holds at once. Not here: the file (`preferences`) and how they look (`qt.sheets`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tourapp.authoring.beats import LEVELS
from tourapp.authoring.theme import THEMES
from tourapp.player.habits import ASKS, CLASS_SCREENS, ENOUGH, MINUTES, Habits
from tourapp.player.memory import MEMORIES
from tourapp.player.room import STEPS
from tourapp.player.state import MOTIONS, NOTE_SIZES, SPEEDS, PlayerState
from tourapp.player.tongue import SetLanguage, set_language
from tourapp.player.tour import Tour
from tourapp.words import LANGUAGES, Phrase

PAGES = ("Look", "Playing", "Presenting", "Learner", "Model", "Files", "About")
"""Of the dialog; the last four show more than preferences."""
ON = (True, False)
Value = bool | int | float | str


@dataclass(frozen=True, slots=True)
class Choose:
    """Choose a value of a preference, by its name."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class HoldQuiet:
    """Hold quiet, or no longer."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Everything as on the first day: preferences, prompts asked, settings of the tour. Its place stays."""


IntentOfChoice = Choose | HoldQuiet | Forget


@dataclass(frozen=True, slots=True)
class Preference:
    """One thing to choose. name: in the settings file, and without its end that of the option; names: of the values, in
    their order; what: a sentence for who asks what it does."""

    name: str
    page: str
    label: Phrase | str
    values: tuple[Value, ...]
    names: tuple[Phrase | str, ...]
    what: Phrase | str

    @property
    def option(self) -> str:
        """Its option on the command line."""
        return f"--{self.name.removesuffix('_visible').replace('_', '-')}"

    @property
    def codes(self) -> tuple[str, ...]:
        """The values as they are typed."""
        return tuple(code_of(value) for value in self.values)

    def value_of(self, code: str) -> Value | None:
        """The value of what was typed; None where it is none."""
        typed = code.strip().lower().removesuffix("%")
        return next((v for v, known in zip(self.values, self.codes, strict=True) if typed == known.lower()), None)


def code_of(value: Value) -> str:
    """A value as it is typed."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:g}" if isinstance(value, float) else f"{value}"


_YES = ("On", "Off")
ROWS = (
    Preference(
        "theme",
        "Look",
        "Theme",
        tuple(THEMES),
        ("Dark", "Projector", "High contrast"),
        "Dark for a desk, projector for a bright room. T takes the next one.",
    ),
    Preference(
        "text_scale",
        "Look",
        "Size of words",
        STEPS,
        tuple(f"{size} %" for size in STEPS),
        "Above 100 % words win over the picture; Ctrl+I lists what has no room.",
    ),
    Preference(
        "motion",
        "Look",
        "Motion",
        MOTIONS,
        ("Full", "Reduced", "None"),
        "Reduced shows states instead of travel; with none a beat stands at its end at once.",
    ),
    Preference(
        "language",
        "Look",
        "Language",
        tuple(LANGUAGES),
        tuple(LANGUAGES.values()),
        "Of every word on the stage and around it.",
    ),
    Preference(
        "speed",
        "Playing",
        "Speed",
        SPEEDS,
        tuple(f"{speed:g} ×" for speed in SPEEDS),
        "How fast beats play. [ is slower, ] is faster.",
    ),
    Preference(
        "rail_visible", "Playing", "Controls beside the picture", ON, ("Shown", "Hidden"), "H hides or shows them."
    ),
    Preference(
        "ask",
        "Playing",
        "Ask the class",
        tuple(ASKS),
        ("In talks", "Always", "Never"),
        "Whether beats ask for a guess before they answer. V changes it for now; a lesson may ask by itself.",
    ),
    Preference(
        "level",
        "Playing",
        "Depth",
        LEVELS,
        ("Everyone", "Deeper"),
        "Deeper plays more beats, whose marks are hollow else, and has a third line with the number behind a sentence.",
    ),
    Preference(
        "quiet",
        "Playing",
        "Hold quiet",
        ON,
        _YES,
        "Nothing moves once a beat has ended, and nothing is computed that nobody asked for. Q changes it.",
    ),
    Preference(
        "go_on", "Playing", "Open where you left", ON, _YES, "Off: the tour opens at its start with its usual settings."
    ),
    Preference(
        "minutes",
        "Presenting",
        "Minutes of a talk",
        MINUTES,
        ("10", "25", "50", "The whole tour"),
        "A talk is told in this cut, where the tour has one.",
    ),
    Preference(
        "note_size",
        "Presenting",
        "Size of notes",
        NOTE_SIZES,
        tuple(f"{size}" for size in NOTE_SIZES),
        "Of the notes on the presenter's screen.",
    ),
    Preference(
        "class_screen",
        "Presenting",
        "The class looks at",
        CLASS_SCREENS,
        ("The other screen", "This computer's own"),
        "With two screens. S exchanges them during a talk.",
    ),
    Preference(
        "memory",
        "Model",
        "Memory",
        tuple(MEMORIES),
        ("Full", "Small"),
        "Small keeps the window under 250 MB and prepares nothing ahead.",
    ),
)
TABLE: Mapping[str, Preference] = {each.name: each for each in ROWS}
IN_HABITS = frozenset(Habits.__dataclass_fields__)


def chosen(state: PlayerState, name: str) -> Value:
    """The value that holds now."""
    found: Value = getattr(state.habits if name in IN_HABITS else state, name)
    return found


def choose(state: PlayerState, intent: Choose, tour: Tour) -> PlayerState:
    """The state with a preference chosen; what is none of its values leaves it, with a line in `notice`."""
    row = TABLE.get(intent.name)
    if row is None or intent.value not in row.values:
        allowed = ", ".join(TABLE) if row is None else ", ".join(row.codes)
        told = intent.name if row is None else f"{intent.name}: {intent.value!r}"
        return replace(state, notice=f"{told} is not one of {allowed}")
    if intent.name == "language":
        return set_language(state, SetLanguage(str(intent.value)), tour)
    return with_value(state, row.name, intent.value)


def with_value(state: PlayerState, name: str, value: Value) -> PlayerState:
    """The state with a value of a preference that is known to be one."""
    if name not in IN_HABITS:
        return replace(state, **{name: value})  # type: ignore[arg-type]
    after = replace(state, habits=replace(state.habits, **{name: value}))  # type: ignore[arg-type]
    return replace(after, asking=ASKS[str(value)]) if name == "ask" else after


def counted(before: PlayerState, after: PlayerState) -> PlayerState:
    """The state after a key that goes on: one more use of it."""
    habits = after.habits
    if habits.nexts >= ENOUGH or (before.stop, before.t, before.until) == (after.stop, after.t, after.until):
        return after
    return replace(after, habits=replace(habits, nexts=habits.nexts + 1))


def _hold_quiet(state: PlayerState, _intent: HoldQuiet, _tour: Tour) -> PlayerState:
    quiet = not state.habits.quiet
    on, off = "Held quiet: nothing moves or is computed by itself. Q ends it.", "No longer held quiet."
    words = Phrase(on) if quiet else Phrase(off)
    return replace(with_value(state, "quiet", quiet), notice="" if state.console else words)


def _forget(state: PlayerState, _intent: Forget, tour: Tour) -> PlayerState:
    usual = PlayerState()
    for name in TABLE:
        state = with_value(state, name, chosen(usual, name))
    shown = replace(state, habits=Habits(), asking=True if tour.asks else None, past=(), left=None, hands={})
    return replace(shown, settings=state.opened, undo=(), redo=(), generation=state.generation + 1)


CHOOSING: dict[type, Callable[[PlayerState, Any, Tour], PlayerState]] = {
    Choose: choose,
    HoldQuiet: _hold_quiet,
    Forget: _forget,
}
