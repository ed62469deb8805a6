"""Makes a new scene's folder and its tests: `make scene NAME=doubling`. Refuses a name that is taken or unusable."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCENE = '''"""{title}: what this scene shows, in a line; and what it does not."""

from __future__ import annotations

from tourapp.authoring import Badge, Beat, Frame, Picture, Rail, Slider, scene

BEATS = [
    Beat("first", 5.0, "Say the first idea in one sentence.", "The number that proves it: {{share}}."),
    Beat("second", 5.0, "Then the second."),
    Beat("third", 5.0, "Then the third."),
    Beat("last", 5.0, "And what follows from them."),
]
CONTROLS = [Slider("{name}_share", "Share", 0, 1, 0.5, 0.05)]


@scene(
    id="{name}",
    title="{title}",
    beats=BEATS,
    controls=CONTROLS,
    badge=Badge("schematic", "everything is still to be drawn", "nothing yet"),
)
def draw(f: Frame, p: Picture) -> None:
    """A light that travels as the beats pass."""
    share = f["{name}_share"]
    p.fill(share=share)
    along = (f.move("second") + f.move("third") + f.move("last")) / 3
    p.spark(f.stage.at(0.1 + 0.8 * along, share), "prefill")
    Rail(p, f.rail).read("Share", share)
'''
TESTS = '''"""Truths of {name}. What holds for every scene is tested by tests/scenes/test_every_scene.py."""

from __future__ import annotations

from tourapp.tours import all_scenes


def test_the_light_is_there() -> None:
    assert all_scenes()["{name}"].timeline.duration > 0
'''


def main(name: str) -> int:
    """Write the files; 2 with one line when they cannot be."""
    if not name.isidentifier() or name != name.lower():
        print("usage: make scene NAME=lower_case_word, for example NAME=doubling", file=sys.stderr)
        return 2
    folder, tests = ROOT / "scenes" / name, ROOT / "tests" / "scenes" / name
    if folder.exists() or folder.with_suffix(".py").exists():
        print(f"scenes/{name} is there already; choose another name", file=sys.stderr)
        return 2
    values = {"name": name, "title": name.replace("_", " ").capitalize()}
    folder.mkdir()
    (folder / "__init__.py").write_text(f'"""The scene `{name}` and its own drawings."""\n', "utf-8")
    (folder / "scene.py").write_text(SCENE.format(**values), "utf-8")
    tests.mkdir(parents=True, exist_ok=True)
    (tests / f"test_{name}.py").write_text(TESTS.format(**values), "utf-8")
    print(f"scenes/{name}/scene.py and tests/scenes/{name}/test_{name}.py; look: tourapp --scene {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
