"""The shipped words: what they are is what the model says, and a damaged file is named."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import msgspec
import numpy as np
import pytest

from tourapp.assets import asset_path
from tourapp.engine.analogies import shipped_analogies
from tourapp.engine.dust import landing_of
from tourapp.engine.model import Model
from tourapp.engine.token_space import TokenSpace, likest, whole_space
from tourapp.engine.tokenizer import Tokenizer
from tourapp.engine.word_build import common_ids, flat_map, word_ids
from tourapp.engine.word_table import FILE, WordTable, cosine_of, read_words, shipped_words, stored_cosine
from tourapp.errors import DamagedFileError


@pytest.fixture(scope="module")
def whole(model: Model) -> TokenSpace:
    return whole_space(model)


def test_the_file_is_small_and_holds_two_thousand_words(tokenizer: Tokenizer) -> None:
    assert asset_path("recordings", FILE).stat().st_size < 1_500_000
    table = shipped_words()
    np.testing.assert_array_equal(table.ids, common_ids(tokenizer))
    assert all(tokenizer.token_text(int(token))[0] == " " for token in table.ids)
    assert table.meta.battery == shipped_analogies() and len(table.meta.battery) == 23


def test_eight_bits_keep_the_cosines(whole: TokenSpace, model: Model) -> None:
    table = shipped_words()
    some = table.ids[:: len(table.ids) // 40].tolist()
    exact = model.transformer.embed(some)
    kept = np.stack([table.space.row(table.space.place(token)) for token in some])
    assert np.abs(kept - exact).max() <= table.scale.max() / 2 + 1e-6
    for token in some[:6]:
        true = whole.cosines(whole.unit(token, False), False)[table.ids]
        assert np.abs(table.space.cosines(table.space.unit(token, False), False) - true).max() < 4e-3


@pytest.mark.parametrize("centred", [False, True])
def test_neighbours_are_those_of_the_whole_table(centred: bool, whole: TokenSpace, tokenizer: Tokenizer) -> None:
    table = shipped_words()
    for token in word_ids(tokenizer, "king Monday photosynthesis"):
        found = whole.cosines(whole.unit(token, centred), centred)
        found[token] = -2.0
        at = table.space.place(token)
        assert table.near_ids[int(centred), at].tolist() == likest(found, 12).tolist()
        kept = cosine_of(table.near_cosines[int(centred), at])
        np.testing.assert_allclose(kept, np.sort(found)[::-1][:12], atol=2e-5)


def test_one_hot_times_the_table_is_that_row(model: Model, tokenizer: Tokenizer) -> None:
    (token,) = word_ids(tokenizer, "photosynthesis")
    assert token == 19_173
    one_hot = np.zeros(49_152, np.float32)
    one_hot[token] = 1.0
    row = model.transformer.embed([token])[0]
    assert ((one_hot @ model.transformer.head.T) == row).all()


def test_a_sum_lands_in_the_plane_of_its_words(whole: TokenSpace, tokenizer: Tokenizer) -> None:
    a, b, c = word_ids(tokenizer, "king man woman")
    landing, first, second = landing_of(whole, (a, b, c), False)
    assert abs(float(first @ second)) < 1e-12 and np.linalg.norm(first) == pytest.approx(1.0)
    assert np.linalg.norm(landing) == pytest.approx(1.4287, abs=1e-4)
    apart = np.linalg.norm(whole.unit(a, False) - landing)
    dust = shipped_words().dust[a, 0] / 16_384
    assert apart == pytest.approx(0.9939, abs=1e-4) == pytest.approx(dust, abs=1e-4)


def test_the_map_is_that_of_the_model(model: Model) -> None:
    ids, at, kept = flat_map(model)
    table = shipped_words()
    assert ids.tolist() == table.map_ids.tolist() and kept == pytest.approx(table.meta.kept)
    np.testing.assert_allclose(at, table.map_at, atol=1e-5)


def test_cosines_in_sixteen_bits() -> None:
    values = np.array([-1.0, -0.25, 0.0, 0.815, 1.0])
    np.testing.assert_allclose(cosine_of(stored_cosine(values)), values, atol=2e-5)


def arrays_of(table: WordTable) -> dict[str, np.ndarray]:
    return {item.name: getattr(table, item.name) for item in fields(table) if item.name != "meta"}


@pytest.mark.parametrize("damage", ["cut", "nan", "ids", "order", "short", "json", "names"])
def test_damaged_words_are_named(damage: str, tmp_path: Path) -> None:
    path, table = tmp_path / FILE, shipped_words()
    arrays, meta = arrays_of(table), msgspec.json.encode(table.meta)
    match damage:
        case "nan":
            arrays["mean"] = arrays["mean"] * np.nan
        case "ids":
            arrays["tops"] = arrays["tops"] + np.uint16(60_000)
        case "order":
            arrays["ids"] = arrays["ids"][::-1]
        case "short":
            arrays["rows"] = arrays["rows"][1:]
        case "json":
            meta = b"{"
        case "names":
            arrays["more"] = arrays["mean"]
    np.savez(path, meta=np.frombuffer(meta, np.uint8), **arrays)
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:100_000])
    with pytest.raises(DamagedFileError, match=rf"^{FILE}: .*install tourapp again$"):
        read_words(path)
