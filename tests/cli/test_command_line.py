"""The command line itself: help that says what is accepted, --debug anywhere, two calls in one process, foreign folders
called `scenes`, values that argparse trips over."""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.night import some
from tourapp.cli import COMMANDS, build_parser, main

ROOT = Path(__file__).resolve().parents[2]
TELLS = re.compile(
    r"\d to [\d.]|from [\d.]+ to|above \d|at most|one of|\bids?\b|name or|\.png|\.pdf|\.npz|\.lesson|GGUF|JSON file"
    r"|on or off|`tourapp |WxH|=VALUE|default: the file"
)
"""What a help text must hold to say what it accepts: a range, choices, an ending, or where names are listed."""


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and all below it."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in dict.fromkeys(action.choices.values()):
                yield from parsers(each)


def test_every_help_says_what_is_accepted() -> None:
    silent = []
    for parser in parsers(build_parser(COMMANDS)):
        assert parser.format_help()
        for action in parser._actions:
            words = action.help or ""
            if isinstance(action, argparse._SubParsersAction) or words is argparse.SUPPRESS:
                continue
            plain = action.nargs == 0  # a switch accepts nothing
            named = action.choices is not None and all(str(choice) in words for choice in action.choices)
            listed = re.search(r"\w+, \w[\w -]* or \w+|\w+ or \w+ \(", words)
            if not words or not (plain or named or listed or TELLS.search(words)):
                silent.append(f"{parser.prog} {'/'.join(action.option_strings) or action.dest}: {words!r}")
    assert silent == []


@pytest.mark.parametrize(
    "words",
    [
        ["--debug", "simulate", "speculation", "--gamma", "x"],
        ["simulate", "--debug", "speculation", "--gamma", "x"],
        ["simulate", "speculation", "--gamma", "x", "--debug"],
        ["--debug", "--theme", "x"],
    ],
)
def test_debug_works_anywhere(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    said = capsys.readouterr().err
    assert said.startswith("Traceback") and said.count("UsageError") >= 1
    assert main([word for word in words if word != "--debug"]) == 2
    assert capsys.readouterr().err.strip() == said.strip().splitlines()[-1]


def test_debug_behind_two_dashes_is_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tokens", "--json", "--", "--debug"]) == 0
    assert '"text": "--debug"' in capsys.readouterr().out
    assert main(["tokens", "--", "--"]) == 0
    assert "'--'" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["simulate", "speculation", "--cost=--"], "--cost: '--' is not usable; use a number from 0 to 1000\n"),
        (["explain", "--batch=--"], "tourapp explain: --batch: "),
        (["generate", "--seed=--"], "tourapp generate: argument --seed: '--', allowed: whole numbers 0 to"),
        (["snapshot", "queue", "--at=--"], "--at: '--' is not a number; use 0 to 1\n"),
        (["snapshot", "queue", "--size=--"], "--size: '--' is not WIDTHxHEIGHT"),
        (["simulate", "paging", "--set=--"], "--set: '--' is not NAME=VALUE\n"),
        (["explain", "--json=--"], "tourapp explain: argument --json: ignored explicit argument '--'\n"),
    ],
)
def test_two_dashes_as_a_value(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith(said) and err.count("\n") == 1


def test_two_calls_in_one_process_say_the_same(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = str(tmp_path / "a.png")
    calls = [
        ["list", "--json"],
        ["list", "--specs"],
        ["explain", "--why", "decode.step_seconds"],
        ["tokens", "abc"],
        ["simulate", "queue", "--json"],
        ["simulate", "nothing"],
        ["snapshot", "batching", "--size", "320x180", "-o", target, "--json"],
        ["snapshot", "nowhere"],
        ["tour", "check", "none.json"],
        ["nonsense"],
        [],
    ]
    calls[-1] = ["--theme", "none"]
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    streams = (sys.stdout, sys.stderr, sys.argv[:])
    seen = []
    for _ in range(2):
        for words in calls:
            status = main(words)
            seen.append((words, status, *capsys.readouterr()))
    half = len(calls)
    assert seen[:half] == seen[half:]
    assert {number: signal.getsignal(number) for number in before} == before
    assert (sys.stdout, sys.stderr, sys.argv[:]) == streams


def test_help_twice_in_one_process(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for _ in range(2):
        with pytest.raises(SystemExit) as caught:
            main(["explain", "--help"])
        said.append((caught.value.code, capsys.readouterr().out))
    assert said[0] == said[1] and said[0][0] == 0


def _foreign(folder: Path, kind: str) -> None:
    """A folder that has something of its own called `scenes`."""
    if kind == "module":
        (folder / "scenes.py").write_text("raise RuntimeError('foreign')\n")
    else:
        (folder / "scenes").mkdir()
        (folder / "scenes" / "mine.py").write_text("raise RuntimeError('foreign')\n")
    if kind == "package":
        (folder / "scenes" / "__init__.py").write_text("")


@pytest.mark.parametrize("kind", some(["package", "module", "folder"], 1))
def test_a_foreign_folder_called_scenes_hides_nothing(kind: str, tmp_path: Path) -> None:
    _foreign(tmp_path, kind)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "tourapp", "list"]
    done = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    at_home = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", at_home.stdout)


def test_a_foreign_scenes_that_was_imported_first_is_told(tmp_path: Path) -> None:
    _foreign(tmp_path, "package")
    code = "import sys; sys.path.insert(0, ''); import scenes; from tourapp.cli import main; sys.exit(main(['list']))"
    env = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 3 and done.stderr.count("\n") == 1, done.stderr
    assert str(tmp_path) in done.stderr and "hides the product's own" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="the shell of Unix")
@pytest.mark.parametrize(("words", "status"), [("list", 0), ("snapshot nowhere", 2), ("simulate queue --json", 0)])
def test_closed_streams_are_no_error(words: str, status: int) -> None:
    line = f"exec {sys.executable} -m tourapp {words} >&- 2>&-"
    assert subprocess.run(["sh", "-c", line], cwd=ROOT, check=False).returncode == status


def test_messages_hold_no_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["snapshot", "\x1b[31mred\x07\n\u202eno"]) == 2
    said = capsys.readouterr().err
    assert said[:-1].isprintable() and said.count("\n") == 1
