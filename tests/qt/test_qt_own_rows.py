"""A model or GPU of a person's own in the window: dropped or opened, shown on a card, used, taken back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.own_files import CARD, config_file
from tests.qt.qt_helpers import flush, wait_for
from tests.qt.test_qt_lessons import drop
from tourapp import specs
from tourapp.export.offline import default_tour
from tourapp.player import intents
from tourapp.player.own_rows import load_own_rows
from tourapp.qt.controls.menu_row import MenuBox
from tourapp.qt.own.card import OwnCard
from tourapp.qt.window import Window


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, no_own_rows: None) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))


@pytest.fixture
def config_json(tmp_path: Path) -> Path:
    return config_file(tmp_path)


def opened(window: Window, path: Path) -> OwnCard:
    assert drop(window, path)
    assert wait_for(lambda: window.pane.state.overlay == "own")
    flush()
    card = window.overlays.open
    assert isinstance(card, OwnCard)
    return card


def words_of(card: OwnCard) -> list[str]:
    return [label.text() for label in card.card.findChildren(QLabel)]


def test_a_dropped_model_is_shown_used_and_taken_back(window: Window, config_json: Path) -> None:
    before = window.pane.state.inputs
    card = opened(window, config_json)
    words = words_of(card)
    for line in (
        "gpt-oss-20b",
        "from config.json",
        "20,914,757,184",
        "Quantized to 4 bits (mxfp4).",
        "12 of 24 layers",
    ):
        assert line in words
    assert list(specs.own_models()) == [] and window.pane.state.inputs == before, "nothing happens before it is used"
    assert card.use.hasFocus() or not window.isActiveWindow()
    QTest.keyClick(card.use, Qt.Key.Key_Return)
    flush()
    state = window.pane.state
    assert (state.inputs.model, state.inputs.weight_bits, state.overlay) == ("gpt-oss-20b", 4, None)
    assert window.bar.label.text() == "gpt-oss-20b counts from here on, with 4-bit weights. Ctrl+Z takes it back."
    window.commands.act("Ctrl+Z")
    assert window.pane.state.inputs == before and "gpt-oss-20b" in specs.models()
    assert wait_for(lambda: not window.lessons.door.busy)
    specs.forget_own()
    assert load_own_rows() == "" and list(specs.own_models()) == ["gpt-oss-20b"], "kept for the next run"


def test_not_now_changes_nothing(window: Window, config_json: Path) -> None:
    before = window.pane.state.inputs
    card = opened(window, config_json)
    card.refuse.click()
    flush()
    assert window.pane.state.overlay is None and window.pane.state.inputs == before
    assert list(specs.own_models()) == [] and load_own_rows() == ""


def test_what_was_used_can_be_dropped_again(window: Window, config_json: Path) -> None:
    assert opened(window, config_json).drop.isHidden()
    window.overlays.open.use.click()  # type: ignore[union-attr]
    assert wait_for(lambda: not window.lessons.door.busy)
    card = opened(window, config_json)
    assert not card.drop.isHidden() and "It is in the list of the controls already." in words_of(card)
    card.drop.click()
    assert wait_for(lambda: not window.lessons.door.busy)
    assert "the next run does not have it" in window.bar.label.text() and window.pane.state.overlay is None
    assert window.pane.state.inputs.model == "gpt-oss-20b" and "gpt-oss-20b" in specs.models(), (
        "this run goes on with it"
    )
    specs.forget_own()
    assert load_own_rows() == "" and list(specs.own_models()) == []


def test_an_own_gpu_is_a_choice_of_the_list(make_window: Callable[..., Window], tmp_path: Path) -> None:
    window = make_window(default_tour())
    window.pane.dispatch(intents.JumpToStop("pricing"))
    flush()
    path = tmp_path / "card.json"
    path.write_text(json.dumps(CARD))
    boxes = [box for box in window.rail.findChildren(MenuBox) if box.words == "GPU"]
    card = opened(window, path)
    assert "No power is given: no energy can be told." in words_of(card)
    card.use.click()
    flush()
    assert window.pane.state.inputs.gpu == "my-gpu"
    assert boxes and all(box.currentText() == "My GPU" for box in boxes)
    assert all("My GPU" in [box.itemText(place) for place in range(box.count())] for box in boxes)


def test_what_cannot_be_read_is_told_and_the_tour_goes_on(window: Window, tmp_path: Path) -> None:
    tour = window.pane.tour
    for text, words in (
        (
            '{"model_type": "llama", "hidden_size": "x"}',
            "The file was not opened. x.json: num_hidden_layers: is missing",
        ),
        (
            '{"model_type": "bert", "hidden_size": 4}',
            'The file was not opened. x.json: model_type: "bert" reads and writes',
        ),
        ('{"bf16_tflops": 4}', "The file was not opened. x.json: memory_gb: is missing"),
        ('{"a": 1}', "The lesson was not opened. x.json:1: a: there is no such field"),
        ("nothing", "The lesson was not opened. x.json:1: the file: is not JSON"),
    ):
        path = tmp_path / "x.json"
        path.write_text(text)
        assert drop(window, path)
        assert wait_for(lambda words=words: window.bar.label.text().startswith(words)), window.bar.label.text()
        assert window.pane.tour is tour and window.pane.state.overlay is None
    assert drop(window, tmp_path / "picture.png")
    assert "drop a lesson, a config.json of a model or a row of a GPU" in window.bar.label.text()


def test_the_card_is_made_anew_in_another_theme_and_language(window: Window, config_json: Path) -> None:
    opened(window, config_json)
    window.pane.dispatch(intents.SetTheme("projector"))
    window.resize(1280, 720)
    flush()
    card = window.overlays.open
    assert isinstance(card, OwnCard) and card.isVisible() and card.own.row.name == "gpt-oss-20b"
