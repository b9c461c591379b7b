"""The peer: django-import-export with its defaults, into one model of 20 columns.  Run by `import_businesses`; answers 3 where absent."""

from __future__ import annotations

import csv
import json
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

try:
    import import_export.resources
    import tablib
except ImportError:
    sys.exit(3)

import django
from django.conf import settings


def main(url: str, path: str) -> None:
    parts = urlsplit(url)
    settings.configure(
        INSTALLED_APPS=["import_export"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": parts.path.lstrip("/"),
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": parse_qs(parts.query).get("host", [unquote(parts.hostname or "")])[0],
                "PORT": str(parts.port or ""),
            }
        },
    )
    django.setup()
    from django.db import connection, models

    class Flat(models.Model):
        class Meta:
            app_label = "import_export"

    for at in range(20):
        models.CharField(max_length=200, blank=True, db_index=at in (1, 6, 9, 12), unique=at == 0).contribute_to_class(
            Flat, f"c{at}"
        )

    class FlatResource(import_export.resources.ModelResource):
        class Meta:
            model = Flat
            import_id_fields = ("c0",)
            exclude = ("id",)

    with connection.schema_editor() as editor:
        editor.create_model(Flat)
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    data = tablib.Dataset(*rows, headers=[f"c{at}" for at in range(20)])
    began = time.perf_counter()
    result = FlatResource().import_data(data, dry_run=False, raise_errors=True)
    seconds = time.perf_counter() - began
    assert result.totals["new"] == len(rows)
    json.dump({"rows_a_second": len(rows) / seconds}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
