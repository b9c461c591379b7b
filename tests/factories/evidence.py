"""Evidence rows without files, for tests that do not read the file."""

from __future__ import annotations

import hashlib

import factory

from yingzhou.base.evidence.models import Evidence


class EvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Evidence

    sha256 = factory.Sequence(lambda number: hashlib.sha256(str(number).encode()).hexdigest())
    size = 1024
    media_type = "image/jpeg"
    kind = "test"
    by = "system:test"
