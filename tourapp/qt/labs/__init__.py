"""Labs in the window: fields over the boxes of the page, its keys and clicks, and the file of notes."""
