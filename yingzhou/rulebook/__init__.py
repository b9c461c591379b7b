"""① What is fixed: dated, cited figures in YAML, and a small reader."""
