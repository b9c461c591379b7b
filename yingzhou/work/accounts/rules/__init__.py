"""What a viewer is, and what accounts allow."""

from yingzhou.work.accounts.rules.viewing import Grant, Viewer

__all__ = ["Grant", "Viewer"]
