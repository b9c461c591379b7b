"""The words of the pages: `python locale/messages.py` compiles the catalogues and says what has no English yet.

`--po yingzhou/work/cases` prints the missing messages of that part, ready to be filled in and appended to its catalogue.
Message ids are the Chinese sentences themselves; there is no Chinese catalogue, except where Django's own words are ours to say.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from babel.messages.catalog import Message  # noqa: E402
from babel.messages.extract import DEFAULT_KEYWORDS, extract  # noqa: E402
from babel.messages.pofile import read_po  # noqa: E402
from jinja2 import Environment, nodes  # noqa: E402
from jinja2.ext import babel_extract  # noqa: E402

from config.catalogues import compile_catalogues, sources  # noqa: E402

CODE = ROOT / "yingzhou"
KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
MARKS = frozenset({*KEYWORDS, "gettext_noop"})
CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
PLACES = re.compile(r"%\([a-z_0-9]+\)[a-z]|(?<!\{)\{[a-z_0-9]*\}(?!\})", re.IGNORECASE)

#: Where Chinese is data and not something said to a person: word lists, names of things the law wrote, frozen history.
DATA = ("yingzhou/engines/", "yingzhou/rulebook/", "/migrations/", "yingzhou/base/documents/", "yingzhou/cli/")
#: At the end of a line, or of the first or last line of a statement: this Chinese is data.
PRAGMA = "# data"


@dataclass(frozen=True, order=True)
class Said:
    """A message in the code and where it stands."""

    text: str
    plural: str = ""
    context: str = ""
    places: tuple[str, ...] = field(default=(), compare=False)


def environment() -> Environment:
    return Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], trim_blocks=True, lstrip_blocks=True)  # noqa: S701


def said() -> list[Said]:
    """Every message of the code and the templates, once."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for path in sorted(CODE.rglob("*")):
        if path.suffix in (".py", ".html"):
            for line, message, context in _messages(path):
                text, plural = (message, "") if isinstance(message, str) else (message[0], message[1])
                found.setdefault((text, plural, context or ""), []).append(f"{path.relative_to(ROOT)}:{line}")
    return [Said(*key, places=tuple(places)) for key, places in sorted(found.items())]


def _messages(path: Path) -> Iterator[tuple[int, Any, str | None]]:
    options = {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
    method: Any = babel_extract if path.suffix == ".html" else "python"
    with path.open("rb") as text:
        for line, message, _comments, context in extract(method, text, keywords=KEYWORDS, options=options):
            yield line, message, context


def english(root: Path = ROOT / "locale") -> dict[tuple[str, str], list[tuple[Path, Message]]]:
    """What the English catalogues hold, by text and context; a message may stand in several."""
    held: dict[tuple[str, str], list[tuple[Path, Message]]] = {}
    for source in sources(root):
        if source.parent.parent.name != "en":
            continue
        with source.open("rb") as text:
            for message in read_po(text, locale="en", abort_invalid=True):
                if message.id:
                    held.setdefault((_first(message.id), message.context or ""), []).append((source, message))
    return held


def _first(value: Any) -> str:
    return str(value) if isinstance(value, str) else str(value[0])


def _all(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [str(part) for part in value]


def places(text: str) -> list[str]:
    """The placeholders of a message, sorted."""
    return sorted(set(PLACES.findall(text)))


def missing() -> list[Said]:
    """Messages without finished English."""
    held = english()
    return [
        message
        for message in said()
        if CHINESE.search(message.text)
        and not any(_finished(entry) for _, entry in held.get((message.text, message.context), []))
    ]


def _finished(entry: Message) -> bool:
    return not entry.fuzzy and all(_all(entry.string))


def wrong() -> list[str]:
    """English that loses a placeholder, is Chinese still, or differs from the English of the same message elsewhere."""
    faults = []
    for (text, _context), entries in sorted(english().items()):
        for source, entry in entries:
            where = f"{source.relative_to(ROOT)}: {text!r}"
            for form in filter(None, _all(entry.string)):
                if places(form) != places(text):
                    faults.append(f"{where}: placeholders {places(text)} became {places(form)}")
                if CHINESE.search(form) and CHINESE.search(text):
                    faults.append(f"{where}: the English is Chinese")
        if len({tuple(_all(entry.string)) for _, entry in entries}) > 1:
            faults.append(f"{text!r} is said in two ways: " + ", ".join(sorted({_first(entry.string) for _, entry in entries})))
    return faults


def unmarked() -> list[str]:
    """Chinese that a page may show and that nobody marked for translation."""
    faults = []
    for path in sorted(CODE.rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.suffix not in (".py", ".html") or any(part in name for part in DATA):
            continue
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        find = _unmarked_in_template if path.suffix == ".html" else _unmarked_in_python
        for line, words in find(text):
            if not lines[line - 1].rstrip().endswith(PRAGMA):
                faults.append(f"{name}:{line}: {words.strip()[:40]}")
    return faults


def _unmarked_in_python(text: str) -> Iterator[tuple[int, str]]:
    tree = ast.parse(text)
    lines = text.splitlines()
    fine = set(_docstrings(tree))
    for node in ast.walk(tree):
        if (isinstance(node, ast.Call) and _name(node.func) in MARKS) or _is_data(node, lines):
            fine.update(id(part) for part in ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in fine and CHINESE.search(node.value):
            yield node.lineno, node.value


def _is_data(node: ast.AST, lines: list[str]) -> bool:
    """A statement marked as data on its first or last line."""
    if not isinstance(node, ast.Assign | ast.AnnAssign | ast.Return | ast.Expr):
        return False
    return any(lines[line - 1].rstrip().endswith(PRAGMA) for line in (node.lineno, node.end_lineno or node.lineno))


def _docstrings(tree: ast.AST) -> Iterator[int]:
    """Strings that stand alone: docstrings, and notes below an attribute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""


def _unmarked_in_template(text: str) -> Iterator[tuple[int, str]]:
    tree = environment().parse(text)
    fine = {
        id(part)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in MARKS
        for part in call.find_all(nodes.Const)
    }
    for data in tree.find_all(nodes.TemplateData):
        if CHINESE.search(data.data):
            yield data.lineno, data.data
    for const in tree.find_all(nodes.Const):
        if isinstance(const.value, str) and id(const) not in fine and CHINESE.search(const.value):
            yield const.lineno, const.value


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def skeleton(message: Said) -> str:
    """An entry of a catalogue, to be filled in."""
    lines = [f"#: {place}" for place in message.places[:2]]
    if message.context:
        lines.append(f"msgctxt {quoted(message.context)}")
    lines.append(f"msgid {quoted(message.text)}")
    if message.plural:
        lines += [f"msgid_plural {quoted(message.plural)}", 'msgstr[0] ""', 'msgstr[1] ""']
    else:
        lines.append('msgstr ""')
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--po", metavar="PART", help="print the missing messages of a part of the code, as catalogue entries")
    asked = parser.parse_args(arguments)
    lacking = missing()
    if asked.po:
        for message in lacking:
            if any(place.startswith(asked.po) for place in message.places):
                print(skeleton(message))
        return 0
    for source in compile_catalogues():
        print(f"compiled {source.relative_to(ROOT)}")
    for message in lacking:
        print(f"no English: {message.text!r} ({message.places[0]})")
    faults = wrong() + [f"not marked: {place}" for place in unmarked()]
    for fault in faults:
        print(fault)
    print(f"{len(said())} messages, {len(lacking)} without English, {len(faults)} faults")
    return 1 if lacking or faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
