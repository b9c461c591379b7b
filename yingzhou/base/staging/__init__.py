"""Staged import with undo: upload, stage, check, diff, commit, take back."""
