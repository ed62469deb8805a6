"""Where a bundle begins: the command line, of which no words at all are the window."""

import multiprocessing
import runpy
import sys

from tourapp.cli import main
from tourapp.itself import OWN_MODULE

if __name__ == "__main__":
    multiprocessing.freeze_support()
    if sys.argv[1:2] == [OWN_MODULE] and sys.argv[2:3] and sys.argv[2].partition(".")[0] == "tourapp":
        module = sys.argv[2]
        sys.argv[1:] = sys.argv[3:]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        sys.exit(0)
    sys.exit(main())
