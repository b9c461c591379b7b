"""A photo of somebody who must not be known is kept by its pixels alone."""

from __future__ import annotations

import pytest

from tests.factories.cases import photo
from yingzhou.base.actors import Visitor
from yingzhou.base.evidence import places, refusals, storing
from yingzhou.base.evidence.models import Evidence, OriginalName

pytestmark = pytest.mark.django_db


def test_only_the_pixels_of_a_picture_are_kept():
    kept = storing.put_picture(photo(), by=Visitor("portal"), kind="case")

    stored = places.blob(kept.sha256).read_bytes()
    assert b"GPS-CANARY" in photo()
    assert b"GPS-CANARY" not in stored
    assert kept.media_type == "image/webp"
    assert OriginalName.objects.count() == 0


def test_what_is_no_picture_is_refused_and_leaves_no_row():
    with pytest.raises(refusals.KindNotAccepted):
        storing.put_picture("姓名：顾问渠".encode(), by=Visitor("portal"), kind="case")

    assert Evidence.objects.count() == 0
