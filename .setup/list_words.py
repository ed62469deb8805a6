"""Lists what a language lacks: shown templates without a translation, entries that nothing shows any more, and
translations whose fields differ. Ends with 1 where there is anything to do; `make words`, or `make words LANGUAGE=xx`.

Templates are found in the code without running it, and heard by drawing every beat.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def main(language: str) -> int:
    """Print the lists for a language; its file may be missing as a whole."""
    from tests.language.check import faults
    from tests.language.heard import heard
    from tests.language.written import written

    path = ROOT / "assets" / "words" / f"{language}.json"
    entries = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    places = written()
    said = heard()
    found = faults(entries, {**places, **said})
    for title, words in (("missing", found.missing), ("stale", found.stale), ("other fields", found.uneven)):
        if words:
            print(f"{title} in {path.relative_to(ROOT)}: {len(words)}")
        for each in words:
            print(
                f"  {json.dumps(each, ensure_ascii=False)}  {', '.join(sorted(places.get(each, said.get(each, ()))))}"
            )
    if not found:
        print(f"{path.relative_to(ROOT)}: {len(entries)} entries, all there is to say")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "es"))
