"""What `bench` starts in a process of its own: the window's first frame, or with `import` the imports alone."""

import sys

import tourapp.cli  # noqa: F401  its import is what is timed

if __name__ == "__main__" and sys.argv[1:] != ["import"]:
    from tourapp.app import first_frame

    first_frame()
