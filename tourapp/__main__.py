"""`python -m tourapp` is the same as the console script `tourapp`."""

import sys

from tourapp.cli import main

sys.exit(main())
