"""Cuts a version and writes its notes; nothing here knows where the sources are hosted.

Usage: make release VERSION=0.2.0. Where that is a new version, it is written where a version stands (the one origin is
`tourapp/__init__.py`; `.github/CITATION.cff` repeats it) and the changelog's unreleased part becomes its section. Then
the wheel is built into dist/, and dist/one-request-VERSION.md gets the section and a table of the files of this version
that lie there, bundles too, with size and SHA-256. Run again, it only builds and writes anew. It commits and tags
nothing: it says how. Exit status 1 with one line where it cannot be done.
"""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
from pathlib import Path

from building import DIST, ROOT, make_environment, product_wheel, say, write_checksum

PLAIN = re.compile(r"\d+\.\d+\.\d+")
VERSION = Path("tourapp/__init__.py")
CITATION = Path(".github/CITATION.cff")
CHANGELOG = Path("CHANGELOG.md")
UNRELEASED = "## [Unreleased]"
THEN = """Next, with the files looked through:
  git commit -am "release {version}" && git tag -a v{version} -m "One Request {version}"
  make bundle                  on each system; with all files together in dist/, make release VERSION={version} again
  git push --follow-tags       and put the files of dist/ where people find them, with {notes} as the notes"""


class ReleaseError(Exception):
    """Why it cannot be done, in one line."""


def parts_of(version: str) -> tuple[int, ...]:
    """The numbers of a version. Raises ReleaseError where it is no plain one."""
    if not PLAIN.fullmatch(version):
        raise ReleaseError(f"VERSION={version or '(none)'}: give three numbers, such as make release VERSION=0.2.0")
    return tuple(int(part) for part in version.split("."))


def version_of(root: Path) -> str:
    """The version that stands in the sources."""
    found = re.search(r'^__version__ = "([^"]+)"', (root / VERSION).read_text(encoding="utf-8"), re.M)
    if found is None:
        raise ReleaseError(f"{VERSION}: holds no version")
    return found.group(1)


def section_of(changelog: str, heading: str) -> str:
    """What stands below a heading of the changelog; "" where there is none or nothing below it."""
    _, found, rest = changelog.partition(f"{heading}\n" if heading == UNRELEASED else heading)
    rest = rest if heading == UNRELEASED else rest.partition("\n")[2]
    return rest.partition("\n## [")[0].strip() if found else ""


def cut(root: Path, version: str, day: str) -> None:
    """Make the present state the version. Raises ReleaseError, and then nothing is written."""
    before = version_of(root)
    if parts_of(version) <= parts_of(before):
        raise ReleaseError(f"VERSION={version}: not above the present one, {before}")
    changelog = (root / CHANGELOG).read_text(encoding="utf-8")
    if not section_of(changelog, UNRELEASED):
        raise ReleaseError(f"{CHANGELOG}: nothing stands below {UNRELEASED}")
    texts = {
        CHANGELOG: changelog.replace(f"{UNRELEASED}\n", f"{UNRELEASED}\n\n## [{version}] - {day}\n", 1),
        VERSION: _replaced(root / VERSION, f'__version__ = "{before}"', f'__version__ = "{version}"'),
        CITATION: _replaced(root / CITATION, f"\nversion: {before}\n", f"\nversion: {version}\n"),
    }
    for path, text in texts.items():
        (root / path).write_text(text, encoding="utf-8")


def _replaced(path: Path, old: str, new: str) -> str:
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise ReleaseError(f"{path.name}: should hold {old.strip()!r} once")
    return text.replace(old, new)


def notes_of(changelog: str, version: str, files: list[Path]) -> str:
    """The notes of a version: what changed, and its files with size and checksum. Raises ReleaseError."""
    changed = section_of(changelog, f"## [{version}]")
    if not changed:
        raise ReleaseError(f"{CHANGELOG}: has no section [{version}]")
    lines = [f"# One Request {version}", "", changed, "", "## Files", "", "| file | MB | SHA-256 |", "|---|---|---|"]
    lines += [f"| {each.name} | {each.stat().st_size / 1e6:.1f} | `{write_checksum(each)}` |" for each in files]
    lines += [
        "",
        "Compare before you open one: `sha256sum -c FILE.sha256`, on Windows `certutil -hashfile FILE SHA256`,",
    ]
    lines += ['on macOS `shasum -a 256 -c FILE.sha256`. Bundles are not signed: README, "Three ways in".']
    return "\n".join(lines) + "\n"


def files_of(folder: Path, version: str) -> list[Path]:
    """The wheel and the bundles of a version."""
    found = [*folder.glob(f"tourapp-{version}-*.whl"), *folder.glob(f"one-request-{version}-*")]
    return sorted(path for path in found if path.suffix in (".whl", ".gz", ".zip"))


def main() -> int:
    """Cut where it is new, build, write the notes; returns the exit status."""
    version = sys.argv[1] if len(sys.argv) == 2 else ""
    try:
        if parts_of(version) != parts_of(version_of(ROOT)):
            cut(ROOT, version, datetime.date.today().isoformat())
            say(f"{VERSION}, {CITATION} and {CHANGELOG} say {version} now")
        builder = ROOT / "build" / "builder"
        make_environment(builder, "build")
        product_wheel(builder, DIST)
        notes = DIST / f"one-request-{version}.md"
        text = notes_of((ROOT / CHANGELOG).read_text(encoding="utf-8"), version, files_of(DIST, version))
        notes.write_text(text, encoding="utf-8")
    except (ReleaseError, OSError, subprocess.CalledProcessError) as problem:
        print(f"release: {' '.join(str(problem).split())}", file=sys.stderr)
        return 1
    print(THEN.format(version=version, notes=notes.relative_to(ROOT)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
