"""Static files under the name of their content, compressed."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage

#: `import { a } from "./b.js";` at the head of a module of the phone: the one thing a file of ours says about another.
IMPORT = (r'(?P<matched>import(?P<import>[\s{][^;]*?)from "(?P<url>\./[^"]+)";)', 'import%(import)sfrom "%(url)s";')


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Names by content.  Inside a file only the imports of the phone's own modules are rewritten: vendored files name maps
    and pictures we do not ship."""

    patterns = (("field/*.js", (IMPORT,)),)
