"""2,000 prompts through the tokenizer, text fields and the scenes that show the prompt; a tenth in `make test`."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

from PySide6.QtWidgets import QApplication

from tests.fuzz import SEED, count
from tests.helpers import make_offline
from tourapp.app import make_application
from tourapp.engine.tokenizer import clean_text, shipped_tokenizer
from tourapp.export.offline import Moment
from tourapp.player.view import PlainWorlds
from tourapp.qt.controls.fields import PromptEdit
from tourapp.world import Inputs, PartCache, Work

NASTY: list[str] = json.loads((Path(__file__).parent.parent / "data" / "nasty_prompts.json").read_text("ascii"))
SCENES = ("network", "tokenization", "sampling")
RANGES = ((0x20, 0x7F), (0xA0, 0x24F), (0x370, 0x52F), (0x590, 0x6FF), (0x900, 0x97F), (0x1100, 0x11FF))
MORE = ((0x2000, 0x206F), (0x20A0, 0x2BFF), (0x3040, 0x30FF), (0x4E00, 0x4FFF), (0xD800, 0xDFFF), (0x1F300, 0x1FAFF))
PIECES = (
    "<|im_start|>",
    "<|im_end|>",
    "\n\n\n",
    "  ",
    "\t",
    "\x00",
    "e\u0301",
    "👩‍👩‍👧",
    "\u202e",
    "1234567890",
    "don't",
)


def prompts(wanted: int) -> list[str]:
    """Generated ones, short and long, of all scripts, and the fixed nasty ones."""
    dice = Random(SEED)
    made = []
    for _ in range(wanted):
        spans = dice.sample(RANGES + MORE, dice.randrange(1, 4))
        length = dice.choice((1, 5, 20, 60, 200, 1200, 4001))
        letters = [chr(dice.randrange(*dice.choice(spans))) for _ in range(dice.randrange(1, length + 1))]
        for _ in range(dice.randrange(3)):
            letters.insert(dice.randrange(len(letters) + 1), dice.choice(PIECES))
        made.append("".join(letters))
    return [*NASTY, *made]


def test_any_prompt_is_cut_into_tokens_and_back() -> None:
    tokenizer = shipped_tokenizer()
    for number, words in enumerate(prompts(count(2000))):
        encoding = tokenizer.encode(words)
        where = f"seed {SEED}, prompt {number}"
        assert not any(encoding.special), where
        if not encoding.dropped:
            assert tokenizer.decode(encoding.ids) == clean_text(words), where
        assert len(tokenizer.start_symbols(words)) - len(tokenizer.merge_trace(words)) == len(encoding), where


def test_any_prompt_can_be_typed_pasted_and_shown() -> None:
    make_application()
    for number, words in enumerate(prompts(count(2000))):
        for live in (False, True):
            edit = PromptEdit(4000, live=live)
            heard: list[str] = []
            edit.settled.connect(heard.append)
            edit.take_words(words)
            edit._settle()
            assert len(heard[0]) <= 4000, f"seed {SEED}, prompt {number}"
            heard[0].encode("utf-8")
            edit.show_words(words)
            edit.deleteLater()
    QApplication.processEvents()


def test_any_prompt_has_its_pictures() -> None:
    cache = PartCache(keep=2)
    for number, words in enumerate(prompts(count(400))):
        inputs = Inputs().change(prompt=words, chat=bool(number % 2))
        tour = make_offline(inputs=inputs, worlds=PlainWorlds(cache, Work(wait=False)))
        for scene in SCENES:
            index = tour.tour.index(scene)
            for beat in tour.tour.stops[index].kept:
                picture = tour.picture(Moment(index, beat, 0.9))
                assert picture.ops, f"seed {SEED}, prompt {number}, {scene}"
