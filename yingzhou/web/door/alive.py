"""Is the web server there, and does its database answer?  For supervisors and proxies; says nothing else."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse

from yingzhou.web.door.access import anyone


@anyone
def alive(request: HttpRequest) -> HttpResponse:
    """200 and the word `alive`, or whatever the database makes of it."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("alive", content_type="text/plain")
