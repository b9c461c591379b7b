"""走访计划: the week on the desk, the hands on it, what is taken along on paper, and rounds."""
