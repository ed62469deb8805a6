"""Files of a converted model that are damaged, cut, left over by a killed program, or replaced while they are used."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from tests.engine.gguf_files import Tiny, write
from tourapp.engine import model_files, model_install, model_store
from tourapp.engine.generate import generate
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.model import load_model
from tourapp.engine.sampler import SamplingParams
from tourapp.errors import MissingError, TourError, UsageError

GREEDY = SamplingParams(0.0, 0, 1.0, 0)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a small model that is installed by hand, in a cache of its own."""
    monkeypatch.setenv("TOURAPP_CACHE", str(tmp_path / "cache"))
    model_store._clear_once.cache_clear()
    model_files._read_through.cache_clear()
    write(tmp_path / "model.gguf", Tiny())
    model_install.install(tmp_path / "model.gguf")
    return model_store.model_dir()


def change(path: Path, at: int = 5_000) -> None:
    """Another byte there, and a time of change of its own."""
    data = bytearray(path.read_bytes())
    data[at] ^= 0x40
    path.write_bytes(data)
    later = path.stat().st_mtime_ns + 1_000_000
    os.utime(path, ns=(later, later))


def test_damaged_weights_are_not_a_live_model(folder: Path) -> None:
    assert model_store.is_installed()
    change(folder / "weights.f32")
    assert not model_store.is_installed()
    with pytest.raises(MissingError, match=r"weights.f32 is damaged .*model install FILE.*model remove"):
        load_model()


def test_the_checksum_is_made_once_for_each_version(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    digest = model_files.hashlib.file_digest
    monkeypatch.setattr(model_files.hashlib, "file_digest", lambda *a: (made.append(1), digest(*a))[1])
    load_model()
    assert made == [], "an installation knows what it wrote"
    (folder / "checked.json").unlink()
    load_model()
    load_model()
    assert made == [1]
    os.utime(folder / "weights.f32")
    load_model()
    model_files._read_through.cache_clear()  # as in the next program
    load_model()
    assert made == [1, 1], "remembered beside the file"
    change(folder / "weights.f32")
    assert not model_store.is_installed() and not model_store.is_installed()
    assert made == [1, 1, 1], "a damaged file is not read again either"
    assert sorted(p.name for p in folder.iterdir()) == ["header.json", "weights.f32"]


def test_damage_that_no_date_tells_is_found_by_doctor_and_then_by_all(folder: Path) -> None:
    from tourapp.cli.doctor import check_model

    before = (folder / "weights.f32").stat()
    change(folder / "weights.f32")
    os.utime(folder / "weights.f32", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert model_store.is_installed(), "size, date and inode are as they were"
    ok, detail, remedy = check_model()
    assert (ok, detail) == (False, "Tiny: its converted file is damaged")
    assert "tourapp model install --force FILE" in remedy
    assert not model_store.is_installed()


def test_a_damaged_header_is_told_alike_by_all(folder: Path) -> None:
    data = (folder / "header.json").read_bytes()
    dice = random.Random(7)
    (folder / "checked.json").unlink()  # the harder case: nothing says what the header was
    usable = 0
    for _ in range(400):
        out = bytearray(data)
        out[dice.randrange(len(out))] = dice.choice((0, 0x22, 0x39, 0x5D, dice.randrange(256)))
        (folder / "header.json").write_bytes(out)
        if model_store.is_installed():
            usable += 1
            model = load_model()
            ids = [*model.encode("The river", chat=True).ids]
            assert model.transformer.prefill(ids, KVCache(model.config, 30)).shape == (300,)
        else:
            with pytest.raises(MissingError, match=r"model install|model remove"):
                load_model()
        (folder / "checked.json").unlink(missing_ok=True)
    print(f"{usable} of 400 usable")
    model_install.install(folder.parents[2] / "model.gguf", force=True)
    for _ in range(100):
        out = bytearray((folder / "header.json").read_bytes())
        at = dice.randrange(len(out))
        out[at] ^= 1 << dice.randrange(7)
        before, _ = (folder / "header.json").read_bytes(), (folder / "header.json").write_bytes(out)
        assert not model_store.is_installed(), f"byte {at}"
        (folder / "header.json").write_bytes(before)


def test_weights_cut_while_they_are_mapped_are_an_error_and_not_the_end(folder: Path) -> None:
    model = load_model()
    run = generate(model, "the river", GREEDY, max_tokens=20)
    steps = iter(run)
    next(steps)
    os.truncate(folder / "weights.f32", 4096)
    with pytest.raises(TourError, match=r"model Tiny: its file became shorter while it was used; run `tourapp model"):
        list(steps)
    with pytest.raises(TourError, match="became shorter"):
        model.transformer.prefill([1, 2], KVCache(model.config, 2))
    with pytest.raises(TourError, match="became shorter"):
        model.transformer.weights.warm()
    assert not model_store.is_installed()


def test_a_model_in_use_outlives_its_removal_and_replacement(folder: Path, tmp_path: Path) -> None:
    model = load_model()
    before = [step.id for step in generate(model, "the river", GREEDY, max_tokens=8)]
    write(tmp_path / "other.gguf", Tiny(seed=5, layers=3))
    model_install.install(tmp_path / "other.gguf")
    assert load_model().config.layers == 3
    assert [step.id for step in generate(model, "the river", GREEDY, max_tokens=8)] == before
    model_install.remove()
    assert [step.id for step in generate(model, "the river", GREEDY, max_tokens=8)] == before


KILLED = """
import os, signal, sys
from pathlib import Path
from tourapp.engine import model_install
def stop(share, what):
    if share > 0.5:
        print("half", flush=True)
        {what}
model_install.install(Path(sys.argv[1]), stop)
"""


def child(what: str, path: Path) -> subprocess.Popen[bytes]:
    """An installation in a process of its own that does this in the middle."""
    words = [sys.executable, "-c", KILLED.format(what=what), str(path)]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def test_what_a_killed_installation_left_goes_at_the_next_start(folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "other.gguf", Tiny(seed=5))
    with child("os.kill(os.getpid(), signal.SIGKILL)", tmp_path / "other.gguf") as done:
        assert done.wait(60) == -signal.SIGKILL
    left = list(folder.glob("install-*"))
    assert len(left) == 1 and (left[0] / "weights.f32").stat().st_size > 0
    model_store._clear_once.cache_clear()  # the next start
    assert model_store.is_installed()
    assert sorted(p.name for p in folder.iterdir()) == ["checked.json", "header.json", "weights.f32"]


def test_a_running_installation_is_left_alone(folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "other.gguf", Tiny(seed=5))
    running = child("sys.stdin.read()", tmp_path / "other.gguf")
    assert running.stdout is not None and running.stdin is not None
    running.stdout.readline()
    for at in folder.glob("install-*"):
        old = time.time() - 1e6
        os.utime(at, (old, old))
    assert model_files.clear_left_over(folder.parent) == []
    running.stdin.close()
    assert running.wait(60) == 0
    running.stdout.close()
    assert model_store.read_header().source.path.endswith("other.gguf")


def test_folders_of_older_versions_go_by_age(folder: Path) -> None:
    young, old, gone = folder / "install-a", folder / "install-b", folder.parent / "remove-c"
    for made in (young, old, gone):
        made.mkdir()
        (made / "weights.f32").write_bytes(bytes(100))
    long_ago = time.time() - 2 * model_files.LEFT_OVER_S
    os.utime(old, (long_ago, long_ago))
    assert set(model_files.clear_left_over(folder.parent)) == {old, gone}
    assert young.is_dir()


def test_the_room_is_looked_at_first(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "other.gguf", Tiny(seed=5))
    need = model_install.converted_bytes(model_store.read_header().config)
    told = []
    for free, enough in ((2 * need - 2, False), (2 * need + 2, True)):
        monkeypatch.setattr(model_install.shutil, "disk_usage", lambda place, free=free: type("", (), {"free": free})())
        if enough:
            model_install.install(tmp_path / "other.gguf")
        else:
            with pytest.raises(TourError, match=r"allowed: half of the .* that are free; free some space or set"):
                model_install.install(tmp_path / "other.gguf", lambda share, what: told.append(what))
    assert "converting" not in told


def test_an_error_in_the_middle_keeps_the_old_model(folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "other.gguf", Tiny(seed=5))
    before = (folder / "weights.f32").read_bytes()

    def stop(share: float, what: str) -> None:
        if what == "converting":
            raise UsageError("stopped")

    with pytest.raises(UsageError, match="stopped"):
        model_install.install(tmp_path / "other.gguf", stop)
    assert (folder / "weights.f32").read_bytes() == before and model_store.is_installed()
    assert len(list(folder.iterdir())) == 3


def test_the_embedding_of_an_untied_model_is_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOURAPP_CACHE", str(tmp_path / "cache"))
    tensors = write(tmp_path / "model.gguf", Tiny(tied=False))
    model_install.install(tmp_path / "model.gguf")
    model = load_model()
    assert (model.transformer.embed([3, 7]) == tensors["token_embd.weight"][[3, 7]]).all()
    assert (model.transformer.head == tensors["output.weight"].T).all()
    assert not np.array_equal(model.transformer.embed([3])[0], model.transformer.head[:, 3])
