"""Code labs: files that a learner writes in an editor of their own and has checked by command, in a process apart.

`check` says which lab a file is and what differs, `kinds` what a lab is made of, `child` runs the file under limits.
"""
