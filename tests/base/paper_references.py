"""`python -m tests.base.paper_references`: the references of papers anew.  Look at each before it is committed."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("YINGZHOU_TESTING", "1")
os.environ.setdefault("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
django.setup()

from tests.base.rendered_papers import write_references  # noqa: E402  models need Django first

if __name__ == "__main__":
    write_references()
