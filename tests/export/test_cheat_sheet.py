"""The cheat sheet: two pages of true numbers, whole words, the same file for the same inputs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers import make_offline
from tourapp.authoring import flat_ops, ops, picture_digest
from tourapp.cli import main
from tourapp.export.cheat_sheet import cheat_pictures, write_cheat_sheet
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Offline
from tourapp.learning.glossary import glossary
from tourapp.player.handouts.cheat_cards import cheat_cards
from tourapp.player.handouts.cheat_pages import HIGH, PAPER, WIDE
from tourapp.player.view import Wish
from tourapp.qt.painter import words as painted

MOST = 400_000
"""Bytes of the file."""
ODD = ({}, {"model": "deepseek-v3", "gpus": 16}, {"model": "gpt2", "gpu": "l4", "gpus": 1, "context": 1024})


@pytest.fixture(scope="module")
def offline() -> Offline:
    ensure_qt()
    return make_offline()


def test_twelve_formulas_with_the_numbers_that_explain_prints(offline: Offline) -> None:
    world = offline.worlds.world(Wish("", offline.settings.inputs, ()))
    cards = cheat_cards(world)
    assert len(cards) == 12
    costs = world.cost
    wanted = [costs.weight_bytes, costs.decode.flops_per_token, costs.kv_bytes_per_token, costs.capacity.users]
    assert set(map(id, wanted)) <= {id(card.result) for card in cards}
    assert all(card.made and card.words for card in cards)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("change", ODD, ids=lambda change: change.get("model", "usual"))
def test_words_are_whole_and_on_the_page(offline: Offline, change: dict[str, object], language: str) -> None:
    made = make_offline(offline, inputs=offline.settings.inputs.change(**change), language=language)
    for page in cheat_pictures(made):
        for op in (op for op in flat_ops(page) if isinstance(op, ops.Words) and op.words.strip()):
            area = painted.box(op, PAPER)
            assert area.left() >= 0 and area.right() <= WIDE and area.bottom() <= HIGH, op.words
            line = painted.setting(op.words, op.family, PAPER.px(op.size), op.weight, op.fit)
            assert op.wrap is not None or "…" not in line.words, op.words


def test_it_is_a_file_of_two_pages_and_the_same_twice(offline: Offline, tmp_path: Path) -> None:
    assert write_cheat_sheet(offline, tmp_path / "a.pdf") == 2
    data = (tmp_path / "a.pdf").read_bytes()
    assert data.startswith(b"%PDF") and len(data) < MOST and data.count(b"/Type /Page\n") == 2
    digests = [[picture_digest(page) for page in cheat_pictures(offline)] for _ in range(2)]
    assert digests[0] == digests[1]


def test_everyone_gets_no_deeper_words(offline: Offline) -> None:
    told = {op.words for op in flat_ops(cheat_pictures(offline)[1]) if isinstance(op, ops.Words)}
    deeper = {term.term for term in glossary().values() if term.level == "deeper"}
    assert not told & deeper and len(told & {term.term for term in glossary().values()}) >= 10


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "sheet.pdf"
    assert main(["export", str(target), "--cheatsheet", "--set", "model=llama-3-8b", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["frames"] == 2 and target.exists()
    for words in (["sheet.webp", "--cheatsheet"], ["sheet.pdf", "--cheatsheet", "--notes"]):
        assert main(["export", *words]) == 2
        assert "--cheatsheet" in capsys.readouterr().err
