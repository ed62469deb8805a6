"""The fit of the achieved model: runs stacked into arrays, constants found, errors on runs that were left out."""
