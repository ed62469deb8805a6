"""The rail in widgets: rows of controls and their parts."""
