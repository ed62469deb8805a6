"""The languages there are: English, which is in the code, and a catalogue for each other one (`assets/words/TAG.json`,
English template to its translation). A new language is a new file and a row here.
"""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache

from tourapp.assets import asset_path
from tourapp.errors import DamagedFileError
from tourapp.words.catalogue import ENGLISH, Catalogue, speaking
from tourapp.words.pseudo import PSEUDO

LANGUAGES = {"en": "English", "es": "Español"}
"""By tag, what a language calls itself."""
FOLDER = "words"


@lru_cache(maxsize=8)
def catalogue_of(tag: str) -> Catalogue:
    """The catalogue of a language; DamagedFileError where its file cannot be used, KeyError for a tag that is none."""
    if tag == ENGLISH.language:
        return ENGLISH
    if tag == PSEUDO.language:
        return PSEUDO
    name = f"{FOLDER}/{LANGUAGES[tag] and tag}.json"
    try:
        entries = json.loads(asset_path(*name.split("/")).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise DamagedFileError(name, f"it is no list of words ({error})") from error
    if not isinstance(entries, dict) or not all(isinstance(words, str) for words in entries.values()):
        raise DamagedFileError(name, "an entry is no text")
    return Catalogue(tag, entries)


def in_tongue(tag: str) -> AbstractContextManager[None]:
    """Everything inside is said in a language by its tag; English leaves what is spoken around it."""
    return nullcontext() if tag == ENGLISH.language else speaking(catalogue_of(tag))
