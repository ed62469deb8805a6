"""Code labs: every solution passes, every file as handed out fails, usual mistakes get their own message, and files
that loop, allocate, write, connect, start processes or lie are stopped and told of."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.night import some
from tourapp.cli import main
from tourapp.errors import UsageError
from tourapp.learning.code_labs import check, child
from tourapp.learning.code_labs.check import LABS, check_file, check_source, lab_of, starter
from tourapp.learning.code_labs.notebook import notebook_of
from tourapp.learning.code_labs.run import packed
from tourapp.learning.progress import CodeChecked, as_text
from tourapp.player import progress_file

SOLUTIONS = Path(__file__).with_name("solutions")
SEVEN = ("kv_cache", "kv_bytes", "roofline", "matmul_blocked", "softmax_online", "sampler", "bpe_train")


def solution(id: str) -> str:
    return (SOLUTIONS / f"{id}.py").read_text(encoding="utf-8")


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the files in this process: what they compute is the same, and a process takes its time."""

    def results(source: str, calls: list[dict[str, object]]) -> list[dict[str, object]]:
        asked = json.loads(json.dumps([{**call, "args": packed(call["args"])} for call in calls]))
        found = child.answer({"calls": asked}, source)
        if "error" in found:
            raise check.DidNotRunError(found["error"])
        return json.loads(json.dumps(found["results"]))

    monkeypatch.setattr(check, "results_of", results)


def test_the_seven_are_there() -> None:
    assert set(LABS) == set(SEVEN)


@pytest.mark.parametrize("id", SEVEN)
def test_a_solution_passes_with_any_seed_and_a_starter_fails(id: str, here: None) -> None:
    for seed in (0, 1, 77):
        report = check_source(solution(id), id, seed)
        assert report.ok and report.first is None and report.cases >= 15, report
    report = check_source(starter(id), id)
    assert not report.ok and report.first is not None and "NotImplementedError" in report.first.message


@pytest.mark.parametrize("id", SEVEN)
def test_the_examples_of_a_file_are_true(id: str) -> None:
    module: dict[str, object] = {}
    exec(solution(id), module)
    lines = [line.strip() for line in starter(id).splitlines()]
    shown = [line.partition("  is ") for line in lines if "  is " in line or ") is " in line]
    examples = [line.split(" is ", 1) for line in lines if ") is " in line.replace("  is", " is").replace("   ", " ")]
    assert examples or id in ("kv_cache", "matmul_blocked"), shown
    for call, want in examples:
        got = eval(call.strip(), module)
        if "..." not in want and "about" not in want:
            assert str(want).strip() == str(got).replace("np.float64(", "").replace("))", ")") or eval(want) == got, (
                call
            )


MISTAKES = (
    ("kv_cache", "range(prompt - 1, length - 1)", "range(prompt - 1, length)", ""),
    ("kv_cache", "if not kept:", "if True:", "every token is projected again"),
    ("kv_cache", "if not kept:", "if False:", "nothing may be kept"),
    ("kv_bytes", 'spec["kv_heads"]', 'spec["heads"]', "heads of their own"),
    ("kv_bytes", "2 * spec", "spec", "a key and a value are kept"),
    ("kv_bytes", "* bits // 8", "* bits", "bits, not bytes"),
    ("kv_bytes", "* bits // 8", "* 2", "bits / 8"),
    ("sampler", "(scores - scores.max()) / temperature", "scores - scores.max()", "without the temperature"),
    ("sampler", "return int(order[walk]", "return int(order[0]) or int(order[walk]", ""),
    ("roofline", "max(compute, memory)", "compute + memory", "not the sum"),
    ("roofline", "memory > compute", "memory < compute", "takes longer"),
    ("roofline", "peak / bandwidth", "bandwidth / peak", "not the other way round"),
    ("matmul_blocked", "made = ", "tile = 1; made = ", "fetches its own row"),
    ("matmul_blocked", "made = ", "return a[:, :] @ b[:, :]; made = ", "read only once"),
    ("softmax_online", "total * np.exp(top - new)", "total", "must be scaled"),
    ("softmax_online", "new = max(top, float(block.max()))", "new = 0.0", ""),
    ("bpe_train", "pair = min(", "pair = max(", "first in the alphabet"),
    ("bpe_train", "found.append(pair)", "found.append(pair[::-1])", "left piece"),
    ("bpe_train", "pieces = made", "pass", "anew"),
)


@pytest.mark.parametrize(("id", "right", "wrong", "said"), MISTAKES)
def test_a_usual_mistake_gets_its_own_message(id: str, right: str, wrong: str, said: str, here: None) -> None:
    text = solution(id)
    assert right in text
    report = check_source(text.replace(right, wrong), id)
    assert not report.ok and report.first is not None
    assert said in report.first.message, report.first


def test_top_p_before_top_k_is_recognised(here: None) -> None:
    cut = "    order = order[:top_k] if top_k else order\n"
    later = (
        "    order, kept = (order[:top_k], kept[:top_k] / kept[:top_k].sum()) if top_k else (order, kept)\n    walk ="
    )
    text = solution("sampler").replace(cut, "").replace("    walk =", later)
    report = check_source(text, "sampler")
    assert report.first is not None and "top-p before top-k" in report.first.message


BAD = {
    "loops": ("while True: pass", "loop without end"),
    "allocates": ("x = [0] * 10**11", "MemoryError"),
    "writes": ("open('a.txt', 'w')", "not allowed"),
    "deletes": ("import os; os.remove('/etc/hostname')", "not allowed"),
    "connects": ("import socket; socket.socket()", "not allowed"),
    "starts": ("import subprocess; subprocess.run(['true'])", "not allowed"),
    "shells": ("import os; os.system('true')", "not allowed"),
    "foreign": ("import ctypes; ctypes.CDLL(None)", "not allowed"),
    "leaves": ("import os; os._exit(0)", "ended by itself"),
    "lies": ("import os; os.write(1, b'{\"results\": []}\\n'); os._exit(0)", "other calls than asked"),
    "babbles on": ("import os\nwhile True: os.write(1, b'x' * 65536)", "far too much"),
    "complains on": ("import os\nwhile True: os.write(2, b'x' * 65536)", "far too much"),
    "babbles": ("import os; os.write(1, b'hello\\n'); os._exit(0)", "something of its own"),
    "imports us": ("import tourapp", "ModuleNotFoundError"),
    "asks": ("input()", "EOFError"),
}
BY_DAY = ["loops", "allocates", "writes", "connects", "starts", "lies", "babbles on"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the system are those of POSIX")
@pytest.mark.parametrize("name", some([*BY_DAY, *(name for name in BAD if name not in BY_DAY)], len(BY_DAY)))
def test_a_bad_file_is_stopped_and_told_of(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tourapp.learning.code_labs.run.PATIENCE", 3.0)
    code, said = BAD[name]
    path = tmp_path / "mine.py"
    path.write_text(solution("roofline") + f"\n\n{code}\n", encoding="utf-8")
    report = check_file(path)
    assert not report.ok and report.first is not None and said in report.first.message, report
    assert [each.name for each in tmp_path.iterdir()] == ["mine.py"]


@pytest.mark.parametrize("text", ["", "x = 1", "def", '"""One Request, code lab: nothing"""', "\x00", "#" * 200_000])
def test_what_is_no_labs_file_is_refused_in_one_line(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.py"
    path.write_text(text, encoding="utf-8")
    assert main(["lab", "check", str(path)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "mine.py" in said


def test_the_command_says_what_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "roofline.py"
    path.write_text(solution("roofline"), encoding="utf-8")
    assert main(["lab", "check", str(path), "--seed", "5", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"lab": "roofline", "ok": True, "cases": 30, "first_difference": None}
    path.write_text(solution("roofline").replace("max(", "min("), encoding="utf-8")
    assert main(["lab", "check", str(path), "--json"]) == 1
    first = json.loads(capsys.readouterr().out)["first_difference"]
    assert set(first) == {"case", "want", "got", "message"} and first["case"].startswith("step(")


def test_export_writes_all_and_never_over_somebodys_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "labs"
    assert main(["lab", "export", str(folder), "--notebook"]) == 0
    assert {path.name for path in folder.iterdir()} == {f"{id}{end}" for id in SEVEN for end in (".py", ".ipynb")}
    for id in SEVEN:
        assert (folder / f"{id}.py").read_text(encoding="utf-8") == starter(id)
        cells = json.loads((folder / f"{id}.ipynb").read_text(encoding="utf-8"))["cells"]
        assert lab_of("".join("".join(cell["source"]) for cell in cells), id).id == id
    assert notebook_of('"""A."""\n\nx = 1\n')["cells"][1]["source"] == ["x = 1\n"]
    (folder / "roofline.py").write_text("mine", encoding="utf-8")
    capsys.readouterr()
    assert main(["lab", "export", str(folder)]) == 2
    assert "name another folder" in capsys.readouterr().err
    assert (folder / "roofline.py").read_text(encoding="utf-8") == "mine"


def test_an_export_that_cannot_be_finished_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(place: Path, data: bytes) -> None:
        if place.name == "sampler.py":
            raise UsageError(f"{place}: cannot be written")
        place.write_bytes(data)

    monkeypatch.setattr("tourapp.files.write_whole", full)
    assert main(["lab", "export", str(tmp_path)]) == 2
    assert not list(tmp_path.iterdir())


def test_a_class_is_checked_file_by_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], here: None) -> None:
    for name, text in (("ada", solution("kv_bytes")), ("bob", starter("kv_bytes")), ("eve", "x = 1")):
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    assert main(["lab", "check", str(tmp_path), "--class", "--json"]) == 1
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert found["passed"] == 1 and [each["file"] for each in found["files"]] == ["ada.py", "bob.py", "eve.py"]
    assert "container" in err and "problem" in found["files"][2]
    assert main(["lab", "check", str(tmp_path / "none"), "--class"]) == 2


def test_a_check_is_kept_of_who_gives_a_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, here: None
) -> None:
    monkeypatch.setattr(progress_file, "folder", lambda: tmp_path / "learners")
    path = tmp_path / "roofline.py"
    for text, code in ((starter("roofline"), 1), (solution("roofline"), 0), (starter("roofline"), 1)):
        path.write_text(text, encoding="utf-8")
        assert main(["lab", "check", str(path), "--learner", " Ada "]) == code
    kept = progress_file.load("Ada")[0]
    assert kept.code == {"roofline": CodeChecked(3, True)}, "what has passed stays passed"
    assert "roofline.py: the file has passed (3 checks)." in as_text(kept)
    assert main(["learner", "list"]) == 0 and "roofline.py" in capsys.readouterr().out
    assert main(["lab", "check", str(path), "--learner", ""]) == 2
    assert main(["lab", "check", str(tmp_path), "--class", "--learner", "Ada"]) == 2
    assert main(["lab", "export", str(tmp_path / "out"), "--learner", "Ada"]) == 2
    path.write_text("nothing = 1\n", encoding="utf-8")
    assert main(["lab", "check", str(path.rename(tmp_path / "other.py")), "--learner", "Ada"]) == 2
    assert progress_file.load("Ada")[0] == kept
    assert main(["lab", "check", str(path.with_name("other.py"))]) == 2, "without a name nothing is written"
