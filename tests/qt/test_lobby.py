"""The opening page in the window: it never stands in the way, everything is reached by key, cards lead to their
tours."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.night import some
from tests.qt.monkey import Monkey
from tests.qt.qt_helpers import flush, wait_for
from tourapp.export.offline import default_tour
from tourapp.player import intents
from tourapp.player.lobby import place_left, with_lobby
from tourapp.player.state import opening
from tourapp.player.tongue import SetLanguage
from tourapp.player.tour import Tour
from tourapp.qt.lobby.page import LobbyPage
from tourapp.qt.sheets.overview import Overview
from tourapp.qt.window import Window

Key = Qt.Key
REMOTE = [Key.Key_PageDown, Key.Key_Space, Key.Key_Return, Key.Key_Right, Key.Key_N, Key.Key_F5, Key.Key_PageUp]
ALWAYS = [Key.Key_PageDown, Key.Key_PageUp, Key.Key_F5]
Make = Callable[..., Window]


def page(window: Window) -> LobbyPage:
    """The page, which is there."""
    assert window.lobby.page is not None and window.lobby.shown
    return window.lobby.page


@pytest.fixture
def lobby(make_window: Make) -> Window:
    """The program's own tour, left in its sixth scene."""
    state = with_lobby(opening(motion="reduced"), ("kv_hall", 2))
    return make_window(default_tour(), (1366, 850), state)


def started(window: Window) -> bool:
    """Whether the first beat plays and the stage has the keys."""
    flush()
    state = window.pane.state
    on_stage = not state.lobby and state.stop == 0 and not window.lobby.shown
    return on_stage and QApplication.focusWidget() is window.presenter.keys_place


@pytest.mark.parametrize("key", REMOTE)
def test_the_first_press_starts(lobby: Window, key: Qt.Key) -> None:
    assert QApplication.focusWidget() is page(lobby) and lobby.transport.isHidden() and lobby.rail.isHidden()
    QTest.keyClick(QApplication.focusWidget(), key)
    assert started(lobby) and lobby.pane.state.presenting == (key == Key.Key_F5)


@pytest.mark.parametrize("key", ALWAYS)
def test_a_clicker_starts_whatever_has_the_focus(make_window: Make, tour: Tour, key: Qt.Key) -> None:
    window = make_window(tour, (1366, 850), with_lobby(opening(), (tour.stops[2].key, 0)))
    for place in range(len(page(window).stations)):
        widget = page(window).stations[place]
        widget.setFocus()
        assert QApplication.focusWidget() is widget
        QTest.keyClick(widget, key)
        assert started(window), widget
        window.commands.act("Esc")
        window.pane.dispatch(intents.Escape())
        window.commands.act("Ctrl+Home")
        flush()
        assert window.lobby.shown


def test_the_box_looks_ready_but_has_the_keys_only_when_asked(lobby: Window) -> None:
    box = page(lobby).box
    assert box.edit.text() == lobby.pane.state.inputs.prompt and not box.edit.hasFocus() and not box.caret.isHidden()
    QTest.keyClick(page(lobby), Key.Key_Slash)
    assert box.edit.hasFocus() and box.caret.isHidden()
    QTest.keyClicks(box.edit, "Now. 12 wolves or 5?")
    assert box.edit.text() == "Now. 12 wolves or 5?" and lobby.pane.state.lobby
    QTest.keyClick(box.edit, Key.Key_Escape)
    assert page(lobby).hasFocus() and box.edit.text() == lobby.pane.state.inputs.prompt
    QTest.mouseClick(box.edit, Qt.MouseButton.LeftButton)
    assert box.edit.hasFocus()
    QTest.mouseClick(page(lobby), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert page(lobby).hasFocus()


def test_a_written_question_starts_the_tour_with_it(lobby: Window) -> None:
    edit = page(lobby).box.edit
    page(lobby).write()
    QTest.keyClicks(edit, "Why do cats purr?")
    QTest.keyClick(edit, Key.Key_Return)
    assert started(lobby) and lobby.pane.state.inputs.prompt == "Why do cats purr?"
    assert lobby.pane.state.past[0].prompt == "Why do cats purr?"


def test_an_empty_question_is_told_of_and_nothing_starts(lobby: Window) -> None:
    edit = page(lobby).box.edit
    page(lobby).write()
    QTest.keyClick(edit, Key.Key_Backspace)
    QTest.keyClick(edit, Key.Key_Return)
    assert lobby.pane.state.lobby and "empty" in lobby.bar.label.text()
    assert edit.text() == lobby.pane.state.inputs.prompt


def test_tab_walks_box_cards_chip_foot_and_each_has_a_name(lobby: Window) -> None:
    found: list[QWidget] = []
    for _ in page(lobby).stations:
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        found.append(focused)
    assert found == page(lobby).stations and len(found) == 1 + len(page(lobby).cards) + 1 + 9
    names = [QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name) for widget in found]
    assert all(names) and len(set(names)) == len(names)
    chip = names[1 + len(page(lobby).cards)]
    assert names[1] == "One request, 15 scenes, 9 min" and "scene 6" in chip and "Ctrl+Enter" in chip
    QTest.keyClick(found[-1], Key.Key_Tab)
    assert QApplication.focusWidget() is found[0]
    QTest.keyClick(found[0], Key.Key_Backtab)
    assert QApplication.focusWidget() is found[-1]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space])
@pytest.mark.parametrize("place", range(4))
def test_a_card_opens_its_tour_with_the_question(lobby: Window, place: int, key: Qt.Key) -> None:
    lobby.pane.dispatch(intents.SetControl("", "prompt", "Why do cats purr?"))
    card = page(lobby).cards[place]
    card.setFocus()
    QTest.keyClick(card, key)
    assert started(lobby) and lobby.pane.tour.id == card.tour.id
    assert lobby.pane.state.inputs.prompt == "Why do cats purr?" and lobby.transport.tour is lobby.pane.tour


def test_arrows_walk_the_cards(lobby: Window) -> None:
    cards = page(lobby).cards
    cards[0].setFocus()
    for key, place in ((Key.Key_Right, 1), (Key.Key_Right, 2), (Key.Key_Left, 1), (Key.Key_Left, 0), (Key.Key_Left, 0)):
        QTest.keyClick(QApplication.focusWidget(), key)
        assert QApplication.focusWidget() is cards[place] and lobby.pane.state.lobby


def test_the_chip_goes_on_and_never_takes_enter(lobby: Window) -> None:
    QTest.keyClick(page(lobby), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    flush()
    assert (lobby.pane.stop.key, lobby.pane.beat, lobby.lobby.shown) == ("kv_hall", 2, False)
    lobby.commands.act("Ctrl+Home")
    flush()
    QTest.mouseClick(page(lobby).chip, Qt.MouseButton.LeftButton)
    assert lobby.pane.stop.key == "kv_hall"


def test_without_a_place_there_is_no_chip(make_window: Make, tour: Tour) -> None:
    window = make_window(tour, state=with_lobby(opening(), None))
    assert page(window).chip.isHidden() and place_left(window.pane.state, tour) is None
    QTest.keyClick(page(window), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert started(window)


def test_digits_and_enter_go_to_a_scene(lobby: Window) -> None:
    QTest.keyClick(page(lobby), Key.Key_4)
    sheet = lobby.overlays.open
    assert sheet is not None
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert lobby.pane.index == 3 and not lobby.lobby.shown


def test_help_lies_over_the_page_and_gives_it_back(lobby: Window) -> None:
    QTest.keyClick(page(lobby), Key.Key_F1)
    assert lobby.overlays.open is not None
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    flush()
    assert lobby.overlays.open is None and page(lobby).hasFocus()
    QTest.keyClick(page(lobby), Key.Key_Escape)
    assert started(lobby)


def test_the_overview_has_a_door_and_the_key_is_in_the_table(window: Window) -> None:
    window.pane.dispatch(intents.SeekBeat(2))
    QTest.keyClick(window.stage, Key.Key_O)
    overview = window.overlays.open
    assert isinstance(overview, Overview)
    overview.asked.emit("Ctrl+Home")
    flush()
    assert window.overlays.open is None and page(window).hasFocus() and not page(window).chip.isHidden()
    assert page(window).cards[0].tour.id == "", "a tour of one's own has a card too"
    QTest.mouseClick(page(window).cards[0], Qt.MouseButton.LeftButton)
    assert started(window)


def test_the_foot_changes_language_theme_words_and_motion(lobby: Window) -> None:
    foot = page(lobby).foot
    lobby.pane.dispatch(SetLanguage("es"))
    flush()
    assert foot.buttons[0].text() == "Idioma" and page(lobby).sentence.text() != "What happens when you press Enter?"
    lobby.pane.dispatch(SetLanguage("en"))
    for place, (words, found) in enumerate(
        [("Español", "es"), ("Projector", "projector"), ("Larger words", 125), ("None", "none")]
    ):
        button = foot.buttons[place]
        button.setFocus()
        QTest.keyClick(button, Key.Key_Return)
        flush()
        menu = button.findChildren(QMenu)[-1]
        action = next(each for each in menu.actions() if each.text() in (words, "Proyector", "Palabras más grandes"))
        action.trigger()
        menu.close()
        flush()
        state = lobby.pane.state
        assert found in (state.language, state.theme, state.text_scale, state.motion) and lobby.lobby.shown
        if place == 0:
            lobby.pane.dispatch(SetLanguage("en"))
            flush()


def test_pictures_come_and_one_moves_only_while_it_is_looked_at(make_window: Make) -> None:
    window = make_window(default_tour(), (1366, 850), with_lobby(opening(), ("kv_hall", 2)))
    pictures, cards = page(window).pictures, page(window).cards
    assert wait_for(lambda: pictures.done)
    assert all(not card.picture.isNull() for card in (*cards, page(window).chip))
    still = [card.picture.cacheKey() for card in cards]
    cards[1].setFocus()
    assert wait_for(lambda: len({cards[1].picture.cacheKey(), still[1]}) == 2 and pictures._loop.isActive())
    first = cards[1].picture.cacheKey()
    assert wait_for(lambda: cards[1].picture.cacheKey() != first)
    assert [card.picture.cacheKey() for card in cards[2:]] == still[2:]
    page(window).take_focus()
    assert not pictures._loop.isActive()
    window.pane.dispatch(intents.SetMotion("reduced"))
    cards[0].setFocus()
    assert pictures._lively is None


@pytest.mark.parametrize("theme", ["dark", "projector", "high-contrast"])
@pytest.mark.parametrize(
    ("size", "scale"), [((1920, 1080), 100), ((1280, 720), 100), ((800, 500), 100), ((1280, 720), 200)]
)
def test_nothing_overlaps_or_leaves_the_window(
    make_window: Make, size: tuple[int, int], scale: int, theme: str
) -> None:
    state = with_lobby(opening(theme=theme, text_scale=scale), ("kv_hall", 2))
    window = make_window(default_tour(), size, state)
    found = page(window)
    shown = [found.brand, found.chip, found.sentence, found.box, found.about, *found.cards, found.foot]
    areas = [each.geometry() for each in shown if each.isVisible() and each.y() >= 0]
    whole = QRect(0, 0, found.width(), found.height())
    assert all(whole.contains(area) for area in areas), areas
    for number, area in enumerate(areas):
        assert all(not area.intersects(other) for other in areas[number + 1 :]), (size, scale, areas)
    for button in found.foot.buttons:
        assert found.foot.rect().contains(button.geometry())
    for card in found.cards:
        card.setFocus()
        flush()
        assert whole.contains(card.geometry()), "a card with the keys is in sight"


def test_another_window_size_or_theme_keeps_the_keys(lobby: Window) -> None:
    card = page(lobby).cards[2]
    card.setFocus()
    lobby.resize(900, 700)
    flush()
    lobby.pane.dispatch(intents.SetTheme("projector"))
    flush()
    assert card.hasFocus() and lobby.lobby.shown and page(lobby).width() == lobby.desk.width()


def test_the_monkey_gets_through(make_window: Make, tour: Tour, slot_errors: list[str]) -> None:
    for seed in some(range(6), 3):
        window = make_window(tour, (960, 600), with_lobby(opening(), (tour.stops[2].key, 0)))
        monkey = Monkey(window, tour, seed)
        monkey.dice = random.Random(seed)
        for _ in range(60):
            monkey.play()
            for over in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
                if over is not None:
                    over.close()
            assert slot_errors == [] and window.isVisible(), monkey.last
        window.pane.dispatch(intents.Escape())
        window.pane.dispatch(intents.SeekBeat(0))
        flush()
        assert not window.lobby.shown and replace(window.pane.state).stop == 0
