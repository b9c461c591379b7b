"""Static files under the name of their content, compressed."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Names by content; nothing inside a file is rewritten, because vendored files name maps and pictures we do not ship."""

    patterns = ()
