"""Every catalogue says all there is to say, and says it with the same numbers."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests import house
from tests.helpers import make_offline
from tests.language.check import faults, same_fields
from tests.language.heard import all_ops, heard
from tests.language.rules import LETTERS
from tests.language.written import written
from tourapp.authoring import Picture, ops
from tourapp.errors import DamagedFileError
from tourapp.export.offline import Moment
from tourapp.words import LANGUAGES, PSEUDO, Phrase, catalogue_of, in_tongue, say, speaking

TRANSLATED = [tag for tag in LANGUAGES if tag != "en"]
NUMBER = re.compile(r"[0-9][0-9,.]*[0-9]|[0-9]")


def entries_of(tag: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((house.ROOT / "assets" / "words" / f"{tag}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("tag", TRANSLATED)
def test_nothing_is_missing_stale_or_uneven(tag: str) -> None:
    found = faults(entries_of(tag), {**written(), **heard()})
    assert not found.missing, f"`make words` lists them: {found.missing[:8]}"
    assert not found.stale, f"nothing shows these any more: {found.stale[:8]}"
    assert not found.uneven, f"other fields than the template has: {found.uneven[:8]}"


def test_what_is_heard_was_found_in_the_code() -> None:
    """The reader of the code misses nothing that a walk through the tour brings up."""
    assert sorted(heard().keys() - written().keys()) == []


def test_fields_are_held_against_each_other() -> None:
    assert same_fields("{n:,d} {n|step|steps}", "{n|paso|pasos}: {n:,d}")
    assert same_fields("{n} {n|step|steps}", "pasos: {n}"), "a language may do without plural forms"
    assert not same_fields("{n:.1f} s", "{n:.2f} s") and not same_fields("{a} of {b}", "{a}")
    assert not same_fields("{n} {n|a|b}", "{n} {n|a|b|c}") and not same_fields("{n}", "{n")
    found = faults({"Old": "Viejo", "Two": "{n}"}, ["Two", "New"])
    assert (found.missing, found.stale, found.uneven) == (("New",), ("Old",), ("Two",))


@pytest.mark.parametrize("tag", TRANSLATED)
def test_entries_are_clean(tag: str) -> None:
    for template, words in entries_of(tag).items():
        assert words.strip(" ") or not template.strip(), template
        assert template.startswith(" ") == words.startswith(" "), f"{template!r}: the space in front"
        assert "  " not in words.strip() or "  " in template, f"{words!r}: two spaces"


@pytest.mark.parametrize("tag", TRANSLATED)
def test_numbers_keep_their_form(tag: str) -> None:
    """Decimal points and thousands commas stay, in every language; so do the numbers themselves."""
    offline = make_offline()
    other = make_offline(offline, language=tag)
    for index, stop in enumerate(offline.tour.stops):
        for beat in stop.kept:
            moment = Moment(index, beat, 0.95)
            one, two = (sorted(numbers_in(each.picture(moment))) for each in (offline, other))
            assert one == two, f"{stop.key}, beat {beat}"


def numbers_in(picture: Picture) -> set[str]:
    lines = (op.words for op in all_ops(picture) if isinstance(op, ops.Words))
    return {number for line in lines for number in NUMBER.findall(line)}


def test_no_word_goes_around_the_catalogue() -> None:
    """In the made-up language no word of the product is left as it was, also when it was drawn in English before."""
    offline = make_offline()
    other = make_offline(offline, language=PSEUDO.language)
    known = {words for words in written() if LETTERS.search(words) and "{" not in words}
    for index, stop in enumerate(offline.tour.stops):
        for beat in stop.kept:
            moment = Moment(index, beat, 0.95)
            offline.picture(moment)
            shown = {op.words for op in all_ops(other.picture(moment)) if isinstance(op, ops.Words)}
            left = {
                words for words in shown & known if words.translate(str.maketrans("aceinosuy", "         ")) != words
            }
            assert left == data_among(left), f"{stop.key}, beat {beat}"


def data_among(words: set[str]) -> set[str]:
    """Of some words those that are the request's own or a name."""
    offline = make_offline()
    recording = offline.view(0).world.recording
    texts = {text.strip() for text in recording.all_texts}
    return {each for each in words if each.strip() in texts or each.strip() in recording.prompt}


def test_language_of_a_picture_is_the_states(monkeypatch: pytest.MonkeyPatch) -> None:
    offline = make_offline(language="es")
    words = {op.words for op in all_ops(offline.picture(Moment(0, 0, 0.95))) if isinstance(op, ops.Words)}
    assert say("Language") == "Language", "nothing stays behind"
    with in_tongue("es"):
        assert say("Distance") in words and "Distance" not in words
        assert str(Phrase("{n} {n|token|tokens}", n=2)) == "2 tokens"
    with speaking(PSEUDO), in_tongue("en"):
        assert say("Distance") != "Distance", "English is what is spoken around"
    monkeypatch.setitem(LANGUAGES, "xx", "Nowhere")
    with pytest.raises(DamagedFileError):
        catalogue_of("xx")


def test_a_damaged_catalogue_is_named(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "words").mkdir()
    monkeypatch.setattr("tourapp.words.languages.asset_path", tmp_path.joinpath)
    for content in ("{", '["a"]', '{"a": 1}', "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")):
        (tmp_path / "words" / "es.json").write_text(content, encoding="utf-8")
        catalogue_of.cache_clear()
        with pytest.raises(DamagedFileError, match=r"^words/es\.json: "):
            catalogue_of("es")
    catalogue_of.cache_clear()
