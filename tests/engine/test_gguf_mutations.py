"""Damaged model files, by the thousand: every one is installed or refused in one line, soon, in little memory.

`make test` tries 1,000 with a seed that changes daily, `make night` (CRAWL=400) 10,000. A failure names the seed and
the number; run it again with CRAWL_SEED.
"""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path
from random import Random

import numpy as np
import pytest

from tests.crawl.settings import COUNT, daily_seed
from tests.engine.gguf_files import CHATML, Tiny, write
from tourapp.engine.gguf_llama import llama_config
from tourapp.engine.gguf_reader import GgufFile
from tourapp.engine.gguf_vocabulary import vocabulary
from tourapp.engine.model import tokenizer_of
from tourapp.errors import UsageError

SEED = daily_seed()
TRIED = 25 * int(os.environ.get("CRAWL", COUNT))
SECONDS = 2.0
"""For one file; a sound one takes a hundredth of it."""
MEMORY = 256 << 20
"""Bytes by which the address space may grow while one file is read."""
FILES = (
    Tiny(vocab=270, template=CHATML, tied=False),
    Tiny(vocab=400, vocabulary="llama", packing="F16"),
    Tiny(hidden=32, heads=2, ffn=32, vocab=270, packing="Q4_0", vocabulary="default", rope_freqs=True),
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[bytes, int]]:
    """Sound files, and where the header of each ends."""
    folder = tmp_path_factory.mktemp("sound")
    found = []
    for number, tiny in enumerate(FILES):
        path = folder / f"{number}.gguf"
        write(path, tiny)
        with GgufFile(path) as file:
            begin = min(info.start for info in file.tensors.values())
        found.append((path.read_bytes(), begin))
    return found


def damaged(data: bytes, header: int, dice: Random) -> bytes:
    """The file with bytes flipped, numbers replaced, pieces cut out or doubled, or the end missing."""
    out = bytearray(data)
    for _ in range(dice.choice((1, 1, 1, 2, 5, 20))):
        at = dice.randrange(header)
        kind = dice.randrange(6)
        if kind == 0:
            out[at] ^= 1 << dice.randrange(8)
        elif kind == 1:
            out[at] = dice.randrange(256)
        elif kind == 2:
            wide = dice.choice((4, 8))
            out[at : at + wide] = dice.choice((0, 1, 2**31, 2**32 - 1, dice.randrange(2**32))).to_bytes(wide, "little")
        elif kind == 3:
            del out[at : at + dice.choice((1, 8, 100))]
        elif kind == 4:
            out[at:at] = out[at : at + dice.choice((1, 8, 100))]
        else:
            del out[dice.randrange(len(out)) :]
            header = max(1, min(header, len(out)))
        if len(out) < 2:
            break
        header = min(header, len(out))
    return bytes(out)


def read_all(path: Path) -> None:
    """What an installation reads, and what a first use does with it."""
    with GgufFile(path) as file:
        config, tables = llama_config(file), vocabulary(file)
        for name in file.tensors:
            assert np.isfinite(file.tensor(name)).all()
        assert file.sha256()
    tokenizer = tokenizer_of(tables)
    encoding = tokenizer.encode_chat("The river bank\n was é 日 muddy")
    assert all(0 <= token < config.vocab for token in encoding.ids)
    tokenizer.decode(encoding.ids)


def test_damaged_files_are_refused_in_one_line(sound: list[tuple[bytes, int]], tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    before = resource.getrlimit(resource.RLIMIT_AS)
    refused = 0
    slowest = 0.0
    for number in range(TRIED):
        dice = Random(SEED * 100_000 + number)
        data, header = dice.choice(sound)
        path.write_bytes(damaged(data, header, dice))
        begun = time.perf_counter()
        resource.setrlimit(resource.RLIMIT_AS, (address_space() + MEMORY, before[1]))
        try:
            read_all(path)
        except UsageError as error:
            refused += 1
            assert str(error).startswith(f"model file {path}: ") and "; " in str(error) and str(error).isprintable()
        except BaseException as error:
            raise AssertionError(f"seed {SEED}, number {number}: {type(error).__name__}: {error}") from error
        finally:
            resource.setrlimit(resource.RLIMIT_AS, before)
        slowest = max(slowest, time.perf_counter() - begun)
        assert slowest < SECONDS, f"seed {SEED}, number {number}: {slowest:.1f} s"
    print(f"{TRIED} files, {refused} refused, slowest {slowest:.3f} s")
    assert refused > TRIED // 3


def address_space() -> int:
    """Bytes of address space this process has."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
