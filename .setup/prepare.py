"""Set-up of a source tree: system libraries, .venv, the package, the small model. Standard library only.

Usage: prepare.py run|test|lock; for `lock` a .venv with pip is enough. Finished stages leave a stamp in .venv/setup
and are skipped while the stamp fits, so a second call does nothing and takes a fraction of a second. Exit status 3
with one line when this computer lacks something that cannot be installed from here; details of every step are in
.venv/setup/log.txt.
The stages themselves are the files of `setting_up`; what they install is locked in `lock`.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]  # the second for tourapp.preflight, which needs the standard library only
from setting_up import environment, model, packages, system  # noqa: E402
from setting_up.journal import LackingError, say  # noqa: E402


def prepare(profile: str) -> None:
    """Every stage that is not done yet, in order."""
    key = packages.package_key()
    fits = environment.venv_fits()
    done = fits and packages.package_ready(profile, key)
    system.provide_system(for_venv=not fits, first_time=not done)
    if not fits:
        environment.provide_venv()
    if profile == "lock":
        return
    if not done:
        packages.provide_package(profile, key)
    if not model.model_ready():
        model.provide_model()


def main() -> int:
    """Command line; returns the exit status."""
    if sys.argv[1:] not in (["run"], ["test"], ["lock"]):
        say("usage: .setup/prepare run|test|lock")
        return 2
    try:
        prepare(sys.argv[1])
    except LackingError as problem:
        say(" ".join(str(problem).split()))
        return 3
    except KeyboardInterrupt:
        say("Set-up stopped; start it again to go on.")
        return 1
    except OSError as problem:
        say(f"Set-up failed: {problem}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
