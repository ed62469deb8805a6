"""Ten questions before a path and after it, in the window: the sheets, and the file that a person keeps."""
