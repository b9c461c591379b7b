"""One address that takes something in, as every intake of ours does: receipt, row and follow-up job in one transaction."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from tests.faults.jobs_of_the_drill import DRILL, follow
from yingzhou.base.receipts import once
from yingzhou.base.trail.writing import record


@csrf_exempt
def take_in(request: HttpRequest) -> HttpResponse:
    asked = json.loads(request.body)
    with once(UUID(asked["key"]), asked, scope="drill.file", by=DRILL) as receipt:
        if receipt.is_new:
            line = record("drill.file", None, by=DRILL, key=asked["key"])
            follow.defer(number=line.pk)
            receipt.keep(number=line.pk)
    return JsonResponse(receipt.answer)


urlpatterns = [path("take-in/", take_in)]
