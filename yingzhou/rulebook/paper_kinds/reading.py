"""Reading the kinds of papers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from yingzhou.rulebook.articles import Instrument, instrument
from yingzhou.rulebook.errors import FigureFault, NoValueOn, UnknownFigure

HERE = Path(__file__).parent
LAYOUTS = ("sheet", "letter", "agreement", "official")
SEALS = ("bureau", "committee", "parties", "none")
FIELD_KINDS = ("text", "long", "day", "moment", "ticks", "rows")
BLOCKS = ("facts", "para", "flush", "head", "ticks", "rows", "note", "sign", "contact", "close", "law")
_NAMED = re.compile(r"{{ ([a-z_]+) }}")


@dataclass(frozen=True)
class Field:
    """One field: what it is called, what it means, an example.  `auto`: the system fills it in itself.

    `options` belong to ticks: keys are "1", "2", … in their order.  `columns` belong to rows: key → heading.
    """

    name: str
    label: str
    label_en: str
    about: str
    kind: str = "text"
    sample: Any = ""
    auto: bool = False
    options: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Basis:
    """Where a kind of paper stands in law, from a day to a day (both included)."""

    instrument: Instrument
    articles: tuple[str, ...]
    since: date
    until: date | None
    confidence: str

    @property
    def cited(self) -> str:
        """`《…办法》第十五条、第十六条`."""
        first, *more = [self.instrument.cited(number) for number in self.articles]
        name = f"《{self.instrument.title}》"
        return "、".join([first, *(each.removeprefix(name) for each in more)])

    @property
    def quoted(self) -> tuple[str, ...]:
        """Each article with its words, or with the remark that they are not shipped."""
        return tuple(f"{self.instrument.cited(number)}　{self.instrument.text(number)}" for number in self.articles)


@dataclass(frozen=True)
class Kind:
    """A kind of paper.  `series` is its sign in the number (empty: not numbered); `form` the number of the SAMR form."""

    name: str
    label: str
    label_en: str
    title: str
    form: int
    series: str
    layout: str
    seal: str
    secret: bool
    bases: tuple[Basis, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...]
    body: tuple[Mapping[str, Any], ...] = field(hash=False)
    grounds: Mapping[str, Any] = field(default_factory=dict, hash=False)
    also: tuple[tuple[str, str], ...] = ()

    @property
    def is_numbered(self) -> bool:
        return bool(self.series)

    def basis(self, on: date) -> Basis:
        """What the paper rests on, on a day; `NoValueOn` where nothing is written down for it."""
        for each in self.bases:
            if each.since <= on and (each.until is None or on <= each.until):
                return each
        raise NoValueOn(self.label, on, tuple(f"{each.since}～{each.until or ''}" for each in self.bases))

    def fields(self, on: date) -> dict[str, Field]:
        """Every field the paper can show, by name, those asked for first; grounds as the article of the day lists them."""
        known = all_fields()
        asked = {name: known[name] for name in (*self.required, *self.optional) if name != "grounds"}
        if self.grounds:
            asked["grounds"] = self._grounds(on)
        return asked | {name: each for name, each in known.items() if each.auto}

    def _grounds(self, on: date) -> Field:
        basis = self.basis(on)
        options = basis.instrument.items(self.ground_article(on))
        told = self.grounds
        return Field("grounds", told["label"], told["label_en"], told["about"], "ticks", told["sample"], options=options)

    def ground_article(self, on: date) -> str:
        """The article that lists the grounds on a day; empty where the kind has none."""
        if not self.grounds:
            return ""
        return str(self.grounds["article" if self.basis(on) is self.bases[0] else "earlier"])

    def quoted(self, on: date) -> tuple[str, ...]:
        """The words of the articles it rests on, and of those it points to."""
        others = ((instrument(key), number) for key, number in self.also)
        return (*self.basis(on).quoted, *(f"{each.cited(number)}　{each.text(number)}" for each, number in others))


@cache
def all_fields() -> Mapping[str, Field]:
    """Every field, by name."""
    told = yaml.safe_load((HERE / "fields.yaml").read_text(encoding="utf-8"))
    return {name: _field(name, entry) for name, entry in told.items()}


def _field(name: str, told: Mapping[str, Any]) -> Field:
    for key in ("label", "label_en", "about"):
        if not told.get(key):
            raise FigureFault(f"fields.yaml · {name}", f"缺 {key}")
    kind_of_field = told.get("kind", "text")
    if kind_of_field not in FIELD_KINDS:
        raise FigureFault(f"fields.yaml · {name}", f"kind 不认识 {kind_of_field!r}")
    return Field(
        name,
        told["label"],
        told["label_en"],
        told["about"],
        kind_of_field,
        told.get("sample", ""),
        bool(told.get("auto")),
        tuple(told.get("options", ())),
        told.get("columns", {}),
    )


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of paper, by name, in the order of the files."""
    found: dict[str, Kind] = {}
    for path in (HERE / f"{stem}.yaml" for stem in ("complaints", "tipoffs", "mediation", "points")):
        for name, told in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            found[name] = _kind(name, told, where=f"{path.name} · {name}")
    return found


def kind(name: str) -> Kind:
    """The kind of that name; `UnknownFigure` with near names where there is none."""
    if name not in kinds():
        raise UnknownFigure(name, tuple(difflib.get_close_matches(name, kinds(), n=3)))
    return kinds()[name]


def _kind(name: str, told: Mapping[str, Any], *, where: str) -> Kind:
    bases = tuple(_basis(row) for row in told["basis"])
    made = Kind(
        name,
        told["label"],
        told["label_en"],
        told.get("title", told["label"]),
        told.get("form", 0),
        told.get("series", ""),
        told["layout"],
        told["seal"],
        bool(told.get("secret")),
        bases,
        tuple(told["required"]),
        tuple(told["optional"]),
        tuple(told["body"]),
        told.get("grounds", {}),
        tuple((each["instrument"], each["article"]) for each in told.get("also", ())),
    )
    for fault in _faults(made):
        raise FigureFault(where, fault)
    return made


def _basis(row: Mapping[str, Any]) -> Basis:
    return Basis(instrument(row["instrument"]), tuple(row["articles"]), row["from"], row.get("to"), row["confidence"])


def _faults(made: Kind) -> Iterator[str]:
    if made.layout not in LAYOUTS or made.seal not in SEALS:
        yield f"layout 或 seal 不认识：{made.layout}、{made.seal}"
    known = set(made.fields(made.bases[0].since))
    used = set(names_in(made.body)) | set(_NAMED.findall(made.title))
    if unknown := used - known:
        yield f"正文用了没有列出的字段：{'、'.join(sorted(unknown))}"
    if idle := set(made.required) - used:
        yield f"必填的字段没有用上：{'、'.join(sorted(idle))}"
    if strange := [block for block in made.body if len(block) != 1 or next(iter(block)) not in BLOCKS]:
        yield f"不认识的段落：{strange[0]}"


def names_in(body: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The fields a wording shows."""
    for block in body:
        (shape, what), *_rest = block.items()
        if shape == "facts":
            yield from (name for row in what for name in row)
        elif shape in ("ticks", "rows"):
            yield what
        elif shape == "contact":
            yield from what
        else:
            yield from _NAMED.findall(str(what))
