"""Files of tours: what is read, what is refused with file, line and field, what is told once and left out."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourapp.cli import main
from tourapp.tours import DEFAULT, TourFileError, all_scenes, read_tour, shipped, tour_called
from tourapp.tours.format import LARGEST, MOST_STOPS
from tourapp.tours.lines import DEEPEST, lines_of
from tourapp.tours.load import parse_tour

GOOD = """{
 "id": "mine", "title": "Mine", "set": {"prompt": "The capital of France is", "chat": false},
 "stops": [
  {"section": "One"},
  {"scene": "sampling", "beats": ["softmax", "draw"], "minutes": 4, "say": "Ask first.", "set": {"temperature": 1.2}},
  {"scene": "batching"}
 ]
}
"""


def refused(data: bytes | str) -> str:
    """The one line with which a text is refused."""
    with pytest.raises(TourFileError) as caught:
        parse_tour(data.encode() if isinstance(data, str) else data, "mine.json", all_scenes())
    words = str(caught.value)
    assert "\n" not in words and words.startswith("mine.json")
    return words


def test_a_good_file() -> None:
    found = parse_tour(GOOD.encode(), "mine.json", all_scenes())
    assert found.problems == () and found.settings == {"prompt": "The capital of France is", "chat": False}
    first, second = found.stops
    assert (first.scene.id, first.section, first.settings) == ("sampling", "One", {"temperature": 1.2})
    assert [first.scene.timeline.beats[beat].name for beat in first.beats] == ["softmax", "draw"]
    assert second.section == "One" and len(second.beats) == len(second.scene.timeline.beats)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"id": "mine",', '"id": "mine", "colour": 1,', "mine.json:2: colour: there is no such field"),
        ('"minutes": 4', '"minutes": "four"', "mine.json:5: stops[1].minutes: expected `float | null`, got `str`"),
        ('"minutes": 4', '"minutes": -4', "mine.json:5: stops[1].minutes: "),
        ('"say": "Ask first."', '"sing": "Ask first."', "mine.json:5: stops[1].sing: there is no such field"),
        ('{"section": "One"}', '{"section": "One", "scene": "network"}', "mine.json:4: stops[0]: exactly one of"),
        ('{"section": "One"}', "{}", "mine.json:4: stops[0]: exactly one of"),
        ('{"section": "One"}', "7", "mine.json:4: stops[0]: expected `object`, got `int`"),
        ('{"section": "One"}', '{"section": "One", "beats": ["x"]}', "mine.json:4: stops[0].beats: a section has no"),
        ('"title": "Mine",', '"title": "Mine", "title": "Yours",', "mine.json:2: title: occurs twice"),
        ('"title": "Mine",', "", "mine.json:1: the file: object missing required field `title`"),
        ('"beats": ["softmax", "draw"]', '"beats": ["softmax", 3]', "mine.json:5: stops[1].beats"),
        ('{"temperature": 1.2}', '{"temperature": [1]}', "mine.json:5: stops[1].set"),
        ('{"scene": "batching"}', '{"scene": "batching"', "mine.json:"),
        ('{"scene": "batching"}', '{"scene": "batching"},', "mine.json:7: the file: is not JSON"),
        ('"stops": [', '"stops": NaN, "x": [', "mine.json:3: "),
    ],
)
def test_law_10_what_is_wrong_is_named_with_its_line(old: str, new: str, said: str) -> None:
    assert old in GOOD
    assert refused(GOOD.replace(old, new)).startswith(said)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is not JSON"),
        (b"\0" * 400, "is not JSON"),
        (b"[]", "expected `object`"),
        (b"null", "expected `object`"),
        (b'{"id": "a",\n "title": "\xff"}', "mine.json:2: byte"),
        (b"x" * (LARGEST + 1), "at most"),
        (b'{"id": "a", "title": "b", "stops": []}', "stops: there is no stop"),
        (b'{"id": "", "title": "b", "stops": []}', "id:"),
        (b"[" * 100_000, f"nested deeper than {DEEPEST}"),
        (b'{"a":' * 30_000, f"nested deeper than {DEEPEST}"),
        (json.dumps({"id": "a", "title": "b", "stops": [{"scene": "queue"}] * (MOST_STOPS + 1)}).encode(), "121 stops"),
        (b'{"id": "a", "title": "b", "stops": [{"scene": "nowhere"}]}', "none of them can be played"),
    ],
)
def test_texts_that_are_no_tour(data: bytes, said: str) -> None:
    assert said in refused(data)


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ('"batching"', '"nowhere"', "stops[2].scene", "no scene called 'nowhere'"),
        ('["softmax", "draw"]', '["softmax", "sing"]', "stops[1].beats[1]", "no beat called 'sing'"),
        ('["softmax", "draw"]', '["draw", "softmax"]', "stops[1].beats", "in the scene's own order: softmax, draw"),
        ('["softmax", "draw"]', '["draw", "draw"]', "stops[1].beats[1]", "occurs twice"),
        ('"temperature": 1.2', '"heat": 1.2', "stops[1].set.heat", "no such control"),
        ('"temperature": 1.2', '"temperature": 12', "stops[1].set.temperature", "0 to 2"),
        ('"chat": false', '"chat": "maybe"', "set.chat", "on or off"),
        ('"chat": false', '"layer": 1', "set.layer", "no such control in the shared inputs"),
        (
            '{"scene": "batching"}',
            '{"lab": "softmax_lab", "minutes": 9}',
            "stops[2].lab",
            "no lab called 'softmax_lab'",
        ),
    ],
)
def test_what_does_not_exist_is_told_once_and_the_rest_plays(old: str, new: str, field: str, words: str) -> None:
    text = GOOD.replace(old, new)
    found = parse_tour(text.encode(), "mine.json", all_scenes())
    assert found.stops and len(found.problems) == 1
    (problem,) = found.problems
    line = next(number for number, row in enumerate(text.splitlines(), 1) if new in row)
    assert (problem.line, problem.field) == (line, field) and words in problem.words
    assert str(problem).startswith(f"mine.json:{line}: {field}: ")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "title", "stops", "scene", "beats", "set", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_refused_in_one_line_or_plays(value: Any) -> None:
    try:
        assert parse_tour(json.dumps(value).encode(), "mine.json", all_scenes()).stops
    except TourFileError as error:
        assert "\n" not in str(error) and str(error).startswith("mine.json")


@given(st.binary(max_size=200), st.integers(0, len(GOOD)))
def test_a_damaged_file_is_refused_in_one_line_or_plays(noise: bytes, at: int) -> None:
    data = GOOD.encode()
    try:
        parse_tour(data[:at] + noise + data[at:], "mine.json", all_scenes())
    except TourFileError as error:
        assert str(error).startswith("mine.json")


@given(JSON)
def test_the_lines_are_those_of_the_values(value: Any) -> None:
    text = json.dumps(value, indent=1)
    try:
        found = lines_of(text)
    except ValueError:
        return
    rows = text.splitlines()
    for path, line in found.items():
        name = path.rpartition(".")[2]
        if path.startswith("$.") and "[" not in path and "." not in path[2:]:
            assert json.dumps(name) in rows[line - 1]


def test_files_that_are_no_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    for path in (tmp_path / "pipe.json", large, tmp_path, tmp_path / "absent.json", Path("/dev/zero")):
        assert main(["tour", "check", str(path)]) == 2
        printed = capsys.readouterr()
        assert printed.out == "" and printed.err.count("\n") == 1 and path.name in printed.err


def test_check_tells_a_line_for_each_thing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.json"
    path.write_text(GOOD)
    assert main(["tour", "check", str(path)]) == 0 and "2 stops" in capsys.readouterr().out
    path.write_text(GOOD.replace("softmax", "sing").replace("batching", "nowhere"))
    assert main(["tour", "check", str(path), "--json"]) == 2
    printed = capsys.readouterr()
    assert printed.err.count("\n") == 2 and "mine.json:5:" in printed.err and "mine.json:6:" in printed.err
    assert [each["line"] for each in json.loads(printed.out)["problems"]] == [5, 6]


def test_shipped_tours_have_nothing_to_tell() -> None:
    tours = shipped()
    assert next(iter(tours)) == DEFAULT and {"request_10", "request_25", "request_50"} <= set(tours)
    for name, tour in tours.items():
        assert tour.file.id == name and tour.problems == ()
    for minutes in (10, 25, 50):
        cut = tours[f"request_{minutes}"]
        assert cut.file.minutes == minutes == sum(stop.entry.minutes or 0 for stop in cut.stops)
    order = [stop.scene.id for stop in tours[DEFAULT].stops]
    assert len(order) == len(set(order)) == 15
    for name in ("request_10", "request_25", "request_50"):
        mine = [stop.scene.id for stop in tours[name].stops]
        assert mine == [scene for scene in order if scene in mine]


def test_a_tour_by_name_or_file(tmp_path: Path) -> None:
    assert tour_called("request_10").file.id == "request_10"
    path = tmp_path / "mine.json"
    path.write_text("\ufeff" + GOOD, encoding="utf-8")
    assert tour_called(str(path)).file.id == "mine" == read_tour(path, all_scenes()).file.id
