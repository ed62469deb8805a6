"""The README's examples run as a newcomer would run them: pasted, in a tree of their own."""

from __future__ import annotations

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.night import some
from tourapp.tours import all_scenes
from tourapp.tours.load import parse_tour

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def example(kind: str, start: str) -> str:
    """The first block of that kind after a heading."""
    after = README[README.index(start) :]
    found = re.search(rf"```{kind}\n(.*?)```", after, re.S)
    assert found is not None
    return found.group(1)


SCENE = example("python", "## Add a scene")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A source tree with a `scenes` folder of its own."""
    for name in ("tourapp", "tests", "assets", "pyproject.toml", "README.md"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "scenes", tmp_path / "scenes", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def run(tree: Path, *words: str) -> subprocess.CompletedProcess[str]:
    place = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *words], cwd=tree, env=place, capture_output=True, text=True, timeout=300, check=False
    )


def test_law_02_the_scene_of_the_readme_is_a_scene(tree: Path) -> None:
    (tree / "scenes" / "doubling.py").write_text(SCENE, encoding="utf-8")
    listed = json.loads(run(tree, "-m", "tourapp", "list", "--json").stdout)
    mine = next(each for each in listed["scenes"] if each["id"] == "doubling")
    assert mine["order"] is None and len(mine["beats"]) == 2, "no tour lists it, and it is there"
    for words in (("doubling",), ("finale", "--beat", "flight"), ("network",)):
        done = run(tree, "-m", "tourapp", "snapshot", *words, "--json")
        assert done.returncode == 0, done.stderr
    tests = run(tree, "-m", "pytest", "tests/scenes/test_every_scene.py", "-k", "doubling", "-q")
    assert tests.returncode == 0, tests.stdout[-2000:]
    lengths = [line for line in SCENE.splitlines() if line.strip()]
    assert len(lengths) <= 15, "in fifteen lines"


def test_a_scene_made_by_the_command_passes_the_tests_of_every_scene(tree: Path) -> None:
    template = runpy.run_path(str(ROOT / ".setup" / "new_scene.py"))["SCENE"]
    (tree / "scenes" / "thirds.py").write_text(template.format(name="thirds", title="Thirds"), encoding="utf-8")
    tests = run(tree, "-m", "pytest", "tests/scenes/test_every_scene.py", "-k", "thirds", "-q")
    assert tests.returncode == 0, tests.stdout[-2000:]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    some(
        [
            (
                'Beat("start", 4,',
                'Beat("start", "four",',
                "scenes/doubling.py:7: ValueError: beat start: seconds: 'four'",
            ),
            ('Beat("start", 4,', 'Beat("start", -4,', "scenes/doubling.py:7: ValueError: beat start: seconds: -4"),
            ("Now it is {now}.", "Now it is {now.", "scenes/doubling.py:7: ValueError: beat grow: caption: "),
            (
                'Beat("start", 4,',
                'Beat("grow", 4,',
                "scenes/doubling.py:6: ValueError: scene doubling: two beats share",
            ),
            ("def draw(", "def draw", "scenes/doubling.py:9: is not Python"),
            ('id="doubling"', 'id="queue"', "scenes/"),
        ],
        3,
    ),
)
def test_a_broken_beat_is_named_with_its_line_and_the_rest_goes_on(tree: Path, old: str, new: str, said: str) -> None:
    assert old in SCENE
    (tree / "scenes" / "doubling.py").write_text(SCENE.replace(old, new), encoding="utf-8")
    done = run(tree, "-m", "tourapp", "snapshot", "network", "--json")
    assert done.returncode == 0 and done.stderr.count("\n") == 1 and done.stderr.startswith(said), done.stderr
    assert json.loads(done.stdout)["scene"] == "network"


def test_a_beat_named_wrongly_while_drawing_is_one_line(tree: Path) -> None:
    (tree / "scenes" / "doubling.py").write_text(SCENE.replace('f.move("grow")', 'f.move("gorw")'), encoding="utf-8")
    done = run(tree, "-m", "tourapp", "snapshot", "doubling", "--json")
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert done.stderr.startswith("scenes/doubling.py:10: KeyError") and "start, grow" in done.stderr


def test_the_tour_of_the_readme_plays() -> None:
    found = parse_tour(example("json", "## Add a tour").encode(), "mine.json", all_scenes())
    assert found.problems == () and [stop.scene.id for stop in found.stops] == ["kv_hall", "paging", "kv_hall"]


def test_commands_of_the_readme_are_understood() -> None:
    from tourapp.cli import COMMANDS, build_parser

    block = README[README.index("## From the command line") :]
    lines = re.search(r"```\n(.*?)```", block, re.S)
    assert lines is not None
    for line in lines.group(1).splitlines():
        words = re.findall(r'"[^"]*"|\S+', line.split(" #")[0])[1:]
        given = [word.strip('"') for word in words]
        given = given if given and given[0] in COMMANDS else ["open", *given]
        assert build_parser([given[0]]).parse_args(given).command == given[0]
