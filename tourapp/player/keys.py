"""The one table of keys. It drives the window, the help sheet, the manual and the tests; nothing else names a key.

Key names are Qt's portable ones ("PgDown", "Ctrl+R"); "Ctrl" is the command key on a Mac. Needs no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.player import intents

GROUPS = ("Walk", "Play", "Show", "Change")

ALWAYS = frozenset({"PgDown", "PgUp", "F1", "F5", "Shift+F5", "F11", "Esc", "Ctrl+Q", "Ctrl+R"})
"""Keys that no focused widget may keep: those a clicker sends, and those that lead out of anything."""

TEXT_KEEPS = frozenset({"Ctrl+Z", "Ctrl+Shift+Z"})
"""Keys of the table that a text field needs for itself although they are no characters."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Some keys, what they are called, and the intent they send; without an intent the window does `action` itself."""

    keys: tuple[str, ...]
    words: str
    group: str
    intent: intents.Intent | None = None
    action: str = ""
    repeats: bool = False
    """Whether holding the key down goes on sending it."""


BINDINGS: tuple[Binding, ...] = (
    Binding(("PgDown", "Right", "Space", "N"), "Next beat", "Walk", intents.NextBeat(), repeats=True),
    Binding(("PgUp", "Left", "Backspace", "P"), "Back", "Walk", intents.PreviousBeat(), repeats=True),
    Binding(("Home",), "First beat", "Walk", intents.First()),
    Binding(("End",), "Last beat", "Walk", intents.Last()),
    Binding(("O",), "Overview of all scenes", "Walk", intents.ShowOverlay("overview")),
    Binding(("G",), "Go to a scene: its number, then Enter", "Walk", intents.ShowOverlay("goto")),
    Binding(("K",), "Pause, or go on with this beat", "Play", intents.TogglePlaying()),
    Binding(("Shift+K",), "Play everything", "Play", intents.Play()),
    Binding(("R",), "Replay this beat", "Play", intents.Replay()),
    Binding(("Y",), "This beat in its real time", "Play", action="real_speed"),
    Binding(("[",), "Slower", "Play", intents.Slower()),
    Binding(("]",), "Faster", "Play", intents.Faster()),
    Binding(("F5",), "Full screen from the first scene", "Show", intents.Present()),
    Binding(("Shift+F5",), "Full screen from this scene", "Show", intents.Present(current=True)),
    Binding(("F", "F11"), "Full screen", "Show", intents.ToggleFullScreen()),
    Binding(("S",), "Move to the other screen", "Show", action="swap_screens"),
    Binding(("B", "."), "Black", "Show", intents.Blank("black")),
    Binding(("W", ","), "White", "Show", intents.Blank("white")),
    Binding(("L",), "Pointer light", "Show", intents.TogglePointer()),
    Binding(("T",), "Next theme", "Show", intents.SetTheme()),
    Binding(("Ctrl++", "Ctrl+="), "Larger words", "Show", intents.ChangeTextScale(1), repeats=True),
    Binding(("Ctrl+-",), "Smaller words", "Show", intents.ChangeTextScale(-1), repeats=True),
    Binding(("Ctrl+0",), "Words at their usual size", "Show", intents.ChangeTextScale()),
    Binding(("M",), "Meters or passport in the head", "Show", intents.ToggleMeters()),
    Binding(("H",), "Hide or show the rail", "Show", intents.ToggleRail()),
    Binding(("U",), "Unfold or fold the other controls", "Show", intents.ToggleMore()),
    Binding(("/",), "Write the prompt", "Change", action="focus_prompt"),
    Binding(("Ctrl+R",), "Reset this scene", "Change", action="reset_scene"),
    Binding(("Ctrl+Z",), "Undo", "Change", intents.Undo(), repeats=True),
    Binding(("Ctrl+Shift+Z",), "Redo", "Change", intents.Redo(), repeats=True),
    Binding(("F1", "?"), "This sheet", "Show", intents.ShowOverlay("help")),
    Binding(("Esc",), "Close, show again, leave full screen", "Show", intents.Escape()),
    Binding(("Ctrl+Q",), "Quit", "Show", action="quit"),
)

DIGITS = tuple("0123456789")
"""Digits and Enter go to a scene by its number."""


def by_key() -> dict[str, Binding]:
    """The binding of each key."""
    return {key: binding for binding in BINDINGS for key in binding.keys}


def key_words(key: str) -> str:
    """A key as a person reads it."""
    names = {"PgDown": "Page Down", "PgUp": "Page Up", "Right": "→", "Left": "←", "Esc": "Escape", "-": "Minus"}
    if key.endswith("++"):
        return f"{key_words(key[:-2])}+Plus"
    return "+".join(names.get(part, part) for part in key.split("+")) if key != "+" else key


def as_rows() -> list[tuple[str, str, str]]:
    """(group, keys, what they do) in the order of the groups, for the help sheet and the manual."""
    rows = [
        (binding.group, " ".join(key_words(key) for key in binding.keys), binding.words)
        for group in GROUPS
        for binding in BINDINGS
        if binding.group == group
    ]
    place = next(i for i, row in enumerate(rows) if row[0] != "Walk")
    rows.insert(place, ("Walk", "0-9 then Enter", "Go to a scene by its number"))
    return rows
