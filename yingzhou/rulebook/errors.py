"""What can be wrong with a question to the rulebook, or with the rulebook itself, in words."""

from __future__ import annotations

from datetime import date


class UnknownFigure(LookupError):
    """No figure has this name; `near` lists the names that look like it."""

    def __init__(self, name: str, near: tuple[str, ...] = ()) -> None:
        self.name = name
        self.near = near
        hint = f"；相近的有：{'、'.join(near)}" if near else ""
        super().__init__(f"规则库里没有“{name}”{hint}")


class NoValueOn(LookupError):
    """The figure exists, but no value of it holds on this day."""

    def __init__(self, name: str, on: date, spans: tuple[str, ...] = ()) -> None:
        self.name = name
        self.on = on
        self.spans = spans
        held = f"；现有：{'、'.join(spans)}" if spans else ""
        super().__init__(f"“{name}”在 {on.isoformat()} 没有值{held}")


class FigureFault(ValueError):
    """A file of the rulebook says something it must not: where, what, and what would be right."""

    def __init__(self, where: str, what: str) -> None:
        self.where = where
        self.what = what
        super().__init__(f"{where}：{what}")
