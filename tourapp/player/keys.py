"""The one table of keys. It drives the window, the help sheet, the manual and the tests; nothing else names a key.

Key names are Qt's portable ones ("PgDown", "Ctrl+R"); "Ctrl" is the command key on a Mac. Needs no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.player import ask_intents, intents
from tourapp.player.compare import Compare
from tourapp.player.lobby import GoOn, IntentOfLobby, OpenLobby
from tourapp.player.preference_table import HoldQuiet
from tourapp.player.talks import presenting

OtherIntent = Compare | IntentOfLobby | HoldQuiet
GROUPS = ("Walk", "Play", "Show", "Change")

ALWAYS = frozenset({"PgDown", "PgUp", "F1", "Shift+F1", "F5", "Shift+F5", "F11", "Esc", "Ctrl+Q", "Ctrl+R"})
"""Keys that no focused widget may keep: those a clicker sends, and those that lead out of anything."""

TEXT_KEEPS = frozenset({"Ctrl+Z", "Ctrl+Shift+Z"})
"""Keys of the table that a text field needs for itself although they are no characters."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Some keys, what they are called, and the intent they send; without an intent the window does `action` itself."""

    keys: tuple[str, ...]
    words: str
    group: str
    intent: intents.Intent | presenting.TalkIntent | ask_intents.HandsIntent | OtherIntent | None = None
    action: str = ""
    repeats: bool = False
    """Whether holding the key down goes on sending it."""


BINDINGS: tuple[Binding, ...] = (
    Binding(("PgDown", "Right", "Space", "N"), "Next beat", "Walk", intents.NextBeat(), repeats=True),
    Binding(("PgUp", "Left", "Backspace", "P"), "Back", "Walk", intents.PreviousBeat(), repeats=True),
    Binding(("Home",), "First beat", "Walk", intents.First()),
    Binding(("End",), "Last beat", "Walk", intents.Last()),
    Binding(("Ctrl+Home",), "Opening page: question, tours, choices", "Walk", OpenLobby()),
    Binding(("Ctrl+Return",), "Go on where you left, from the opening page", "Walk", GoOn()),
    Binding(("O",), "Overview of all scenes", "Walk", intents.ShowOverlay("overview")),
    Binding(("G",), "Go to a scene: its number, then Enter", "Walk", intents.ShowOverlay("goto")),
    Binding(("E",), "Explore what lies behind this scene, or go back", "Walk", action="explore"),
    Binding(("Shift+E",), "All ways from this scene", "Walk", action="explore_menu"),
    Binding(("Alt+Left",), "Back to where you explored from", "Walk", action="explore_back"),
    Binding(("#",), "Walk the numbers; Enter asks why, Escape leaves", "Walk", action="walk_numbers", repeats=True),
    Binding(("I",), "Explain the words of this sentence, one after another", "Walk", action="walk_words", repeats=True),
    Binding(("Ctrl+F",), "Search words, scenes, beats and controls", "Walk", intents.ShowOverlay("search")),
    Binding(("K",), "Pause, or go on with this beat", "Play", intents.TogglePlaying()),
    Binding(("Shift+K",), "Play everything", "Play", intents.Play()),
    Binding(("R",), "Replay this beat", "Play", intents.Replay()),
    Binding(("Y",), "This beat in its real time", "Play", action="real_speed"),
    Binding(("[",), "Slower", "Play", intents.Slower()),
    Binding(("]",), "Faster", "Play", intents.Faster()),
    Binding(("Q",), "Hold quiet, or move again", "Play", HoldQuiet()),
    Binding(("F5",), "Full screen from the first scene", "Show", intents.Present()),
    Binding(("Shift+F5",), "Full screen from this scene", "Show", intents.Present(current=True)),
    Binding(("F", "F11"), "Full screen", "Show", intents.ToggleFullScreen()),
    Binding(("S",), "Move to the other screen", "Show", action="swap_screens"),
    Binding(("B", "."), "Black", "Show", intents.Blank("black")),
    Binding(("W", ","), "White", "Show", intents.Blank("white")),
    Binding(("L",), "Pointer light", "Show", intents.TogglePointer()),
    Binding(("V",), "Ask the class at this beat, or stop asking", "Show", ask_intents.ToggleHands()),
    Binding(("Z",), "Freeze the picture of the class", "Show", presenting.Freeze()),
    Binding(("+", "="), "Zoom in where the pointer is", "Show", action="zoom_in"),
    Binding(("-",), "Zoom out", "Show", presenting.Zoom(-1)),
    Binding(("D",), "Notes drawer, with one screen", "Show", presenting.ToggleDrawer()),
    Binding(("T",), "Next theme", "Show", intents.SetTheme()),
    Binding(("Ctrl++", "Ctrl+="), "Larger words", "Show", intents.ChangeTextScale(1), repeats=True),
    Binding(("Ctrl+-",), "Smaller words", "Show", intents.ChangeTextScale(-1), repeats=True),
    Binding(("Ctrl+0",), "Words at their usual size", "Show", intents.ChangeTextScale()),
    Binding(("Ctrl+I",), "What has no room at this size of words", "Show", intents.ShowOverlay("left")),
    Binding(("M",), "Meters or passport in the head", "Show", intents.ToggleMeters()),
    Binding(("H",), "Hide or show the rail", "Show", intents.ToggleRail()),
    Binding(("U",), "Unfold or fold the other controls", "Show", intents.ToggleMore()),
    Binding(("X",), "A and B: another value beside this one", "Change", Compare()),
    Binding(("/",), "Write the prompt", "Change", action="focus_prompt"),
    Binding(("Ctrl+L",), "Make a lesson", "Change", intents.ShowOverlay("lesson")),
    Binding(("Ctrl+B",), "Ten questions, before and after", "Change", intents.ShowOverlay("before_after")),
    Binding(("Ctrl+O",), "Open a lesson, a model or a GPU", "Change", action="open_lesson"),
    Binding(("Ctrl+S",), "Save as a lesson", "Change", action="save_lesson"),
    Binding(("Ctrl+Shift+C",), "Copy the command line of this picture", "Change", action="copy_state"),
    Binding(("C",), "Copy the framed number, or all numbers of the picture", "Change", action="copy_number"),
    Binding(("Shift+C",), "Copy this picture", "Change", action="copy_picture"),
    Binding(("Ctrl+Shift+S",), "Save this picture", "Change", action="save_picture"),
    Binding(("Ctrl+Shift+P",), "Hand-out for this class: a PDF", "Change", intents.ShowOverlay("handout")),
    Binding(("Menu", "Shift+F10"), "Menu of this picture: why, copy, save", "Change", action="stage_menu"),
    Binding(("Ctrl+R",), "Reset this scene", "Change", action="reset_scene"),
    Binding(("Ctrl+Z",), "Undo", "Change", intents.Undo(), repeats=True),
    Binding(("Ctrl+Shift+Z",), "Redo", "Change", intents.Redo(), repeats=True),
    Binding(("Ctrl+,",), "Preferences", "Show", intents.ShowOverlay("preferences")),
    Binding(("F1", "?"), "This sheet", "Show", intents.ShowOverlay("help")),
    Binding(("Shift+F1",), "About: version, licences, where things lie", "Show", action="about"),
    Binding(("Esc",), "Close, show again, end the talk, leave full screen", "Show", intents.Escape()),
    Binding(("Ctrl+Q",), "Quit", "Show", action="quit"),
)

WALKING = {"Return": "ask_number", "Enter": "ask_number", "Down": "walk_numbers", "Up": "walk_back"}
"""Keys that go to the numbers while one of them is framed, and what they do."""
DIGITS = tuple("0123456789")
"""Digits and Enter go to a scene by its number."""

HANDS: dict[str, ask_intents.HandsIntent] = {
    **{digit: ask_intents.TypeHand(digit) for digit in DIGITS},
    "Backspace": ask_intents.TakeBackHand(),
    "Up": ask_intents.ChooseHand(-1),
    "Down": ask_intents.ChooseHand(1),
    "Return": ask_intents.LockHands(),
    "Enter": ask_intents.LockHands(),
}
"""Keys that go to a question while its hands are open, and only then."""
HANDS_ROWS = (
    ("0-9 while the class is asked", "One more hand for an option, or a digit of a number"),
    ("↑ ↓ while the class is asked", "Choose an option, or set one number down and begin another"),
    ("Backspace while the class is asked", "Take the last hand or digit back"),
    ("Enter while the class is asked", "Lock: the run answers"),
)
LEVEL_ROWS = (
    ("+ Minus while a scene has levels", "One level nearer to what is chosen, or farther"),
    ("↑ ↓ while a scene has levels", "Choose what to look at"),
    ("Enter while a scene has levels", "Open what is chosen"),
)

LAB_ROWS = (
    ("Tab while a lab is on stage", "The next box or knob of its page"),
    ("Enter while a lab is on stage", "Go on: lock, check this box, write the note"),
    ("Ctrl+H while a lab is on stage", "The next hint"),
)


def by_key() -> dict[str, Binding]:
    """The binding of each key."""
    return {key: binding for binding in BINDINGS for key in binding.keys}


def key_words(key: str) -> str:
    """A key as a person reads it."""
    names = {
        "PgDown": "Page Down",
        "PgUp": "Page Up",
        "Right": "→",
        "Left": "←",
        "Esc": "Escape",
        "-": "Minus",
        "Return": "Enter",
    }
    if key.endswith("++"):
        return f"{key_words(key[:-2])}+Plus"
    return "+".join(names.get(part, part) for part in key.split("+")) if key != "+" else key


def key_caps(keys: str) -> tuple[list[str], str]:
    """The single keys in the keys of a row, and the words about when they mean this ("" for always)."""
    caps, sign, when = keys.partition(" while ")
    single = [word.replace("_", " ") for word in caps.replace("Page ", "Page_").split(" ") if word]
    return single, sign.strip() + sign[-1:] + when if sign else ""


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
    asked = next(i for i, row in enumerate(rows) if row[1] == "V")
    rows[asked + 1 : asked + 1] = [("Show", keys, words) for keys, words in HANDS_ROWS]
    zoomed = next(i for i, row in enumerate(rows) if row[2] == "Zoom out")
    rows[zoomed + 1 : zoomed + 1] = [("Show", keys, words) for keys, words in LEVEL_ROWS]
    rows += [("Change", keys, words) for keys, words in LAB_ROWS]
    return rows
