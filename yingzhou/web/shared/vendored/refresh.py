"""Fetches and rebuilds what is not ours: `python -m yingzhou.web.shared.vendored.refresh` (needs npm; a deployment never does).

htmx is not here: it comes with the django-htmx package and is served from there.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[3]
STATIC = HERE.parent / "static" / "yz"
SUMS = HERE / "SHA256SUMS"

#: package → version, licence.  Tools that only build stand below.
PACKAGES = {
    "@tabler/core": ("1.6.1", "MIT"),
    "@tabler/icons": ("3.51.0", "MIT"),
    "leaflet": ("1.9.4", "BSD-2-Clause"),
    "echarts": ("6.1.0", "Apache-2.0"),
    "axe-core": ("4.14.1", "MPL-2.0"),
}
TOOLS = {"esbuild": "0.28.2", "purgecss": "8.0.0"}

#: file → the package it is made from
FILES = {
    STATIC / "vendor" / "tabler.yz.min.css": "@tabler/core",
    STATIC / "img" / "icons.svg": "@tabler/icons",
    STATIC / "vendor" / "leaflet.js": "leaflet",
    STATIC / "vendor" / "leaflet.css": "leaflet",
    STATIC / "vendor" / "echarts.yz.min.js": "echarts",
    ROOT / "tests" / "web" / "vendor" / "axe.min.js": "axe-core",
}

#: Kept of Tabler beside what the templates and Django's own widgets name: what a page may come to use, and what states set.
KEPT_CLASSES = (
    r"^btn(-primary|-danger|-outline-danger|-link|-sm|-lg|-icon|-list|-close)?$",
    r"^form-(label|hint|text|control|control-sm|control-lg|select|select-sm|check|check-input|check-label|switch|file|range|fieldset)$",
    r"^(input-group|input-group-text|list-unstyled|list-inline|text-nowrap|text-break|text-truncate|text-muted|text-end|text-start)$",
    r"^(d|flex|justify-content|align-items|align-self)-[a-z-]+$",
    r"^(m|mt|mb|ms|me|mx|my|p|pt|pb|ps|pe|px|py|gap)-([0-5]|auto)$",
    r"^(w|h|mw)-(25|50|75|100|auto)$",
    r"^(fs|fw)-[a-z0-9]+$",
    r"^(is-invalid|is-valid|disabled|active|show|visually-hidden|visually-hidden-focusable|invalid-feedback|valid-feedback)$",
)
#: Elements and attributes that no template spells out, because Django's widgets write them.
WIDGETS = (
    "textarea select multiple option optgroup input type radio checkbox date time number search tel file email password dialog"
)
#: … and of that dropped again: what is only for wide or narrow windows (our own style has its columns).
DROPPED = r"^[a-z-]+-(sm|md|lg|xl|xxl)-|^d-print-(inline|grid|table|flex)"


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        wanted = [f"{package}@{version}" for package, (version, _licence) in PACKAGES.items()]
        wanted += [f"{tool}@{version}" for tool, version in TOOLS.items()]
        _run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(work), *wanted], work)
        modules = work / "node_modules"
        _copy(modules / "leaflet" / "dist" / "leaflet.js", STATIC / "vendor" / "leaflet.js")
        _copy(modules / "leaflet" / "dist" / "leaflet.css", STATIC / "vendor" / "leaflet.css")
        _copy(modules / "axe-core" / "axe.min.js", ROOT / "tests" / "web" / "vendor" / "axe.min.js")
        (STATIC / "img" / "icons.svg").write_text(sprite(modules / "@tabler" / "icons" / "icons" / "outline"), encoding="utf-8")
        _charts(work, modules)
        _tabler(work, modules)
    SUMS.write_text(sums(), encoding="utf-8")
    return 0


def sums() -> str:
    """The digests, as `sha256sum -c` reads them from the root of the repository."""
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(ROOT).as_posix()}" for path in sorted(FILES))
    return "\n".join(lines) + "\n"


def sprite(outlines: Path) -> str:
    """One file of symbols, named as `icons.txt` lists them; stroke and size come from our style."""
    symbols = []
    for icon in (HERE / "icons.txt").read_text(encoding="utf-8").split():
        drawing = (outlines / f"{icon}.svg").read_text(encoding="utf-8")
        paths = re.findall(r"<(?:path|circle|rect|line)[^>]*/>", drawing.split(">", 1)[1])
        shown = " ".join(path for path in paths if 'stroke="none"' not in path)
        symbols.append(f'<symbol id="i-{icon}" viewBox="0 0 24 24">{shown}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def _charts(work: Path, modules: Path) -> None:
    """Only the charts and components we draw with, as one script."""
    entry = _copy(HERE / "charts.entry.js", work / "charts.entry.js")
    made = work / "charts.js"
    bundle = ["--bundle", "--minify", "--format=iife", "--legal-comments=none", "--target=es2018"]
    _run([str(modules / ".bin" / "esbuild"), str(entry), *bundle, f"--outfile={made}", "--log-level=error"], work)
    _copy(made, STATIC / "vendor" / "echarts.yz.min.js")


def _tabler(work: Path, modules: Path) -> None:
    """The rules of Tabler our pages use, or may use without asking."""
    settings = work / "purge.cjs"
    kept = ", ".join(f"/{pattern}/" for pattern in KEPT_CLASSES)
    settings.write_text(
        "module.exports = {"
        f"css: ['{modules}/@tabler/core/dist/css/tabler.min.css'],"
        f"content: ['{ROOT}/yingzhou/web/**/*.html', '{STATIC}/js/*.js', {{raw: '{WIDGETS}', extension: 'html'}}],"
        f"safelist: {{standard: [{kept}]}}, blocklist: [/{DROPPED}/], keyframes: true, variables: false}};",
        encoding="utf-8",
    )
    out = work / "tabler"
    out.mkdir()
    _run([str(modules / ".bin" / "purgecss"), "--config", str(settings), "--output", str(out)], work)
    _copy(out / "tabler.min.css", STATIC / "vendor" / "tabler.yz.min.css")


def _copy(source: Path, target: Path) -> Path:
    shutil.copyfile(source, target)
    return target


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True)  # noqa: S603  our own command


if __name__ == "__main__":
    raise SystemExit(main())
