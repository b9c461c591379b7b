"""Words, pictures and addresses are worked out once: never in the wrong language, never unescaped."""

from __future__ import annotations

from uuid import uuid4

from django.template import engines
from django.urls import reverse
from django.utils import translation

from yingzhou.web.shared.jinja import drawn_icon, say, url


def test_a_sentence_follows_the_language_of_the_page():
    said = []
    for language in ("zh-hans", "en", "zh-hans"):
        with translation.override(language):
            said.append(str(say("经营主体")))

    assert said[0] == said[2] == "经营主体"
    assert said[1] != "经营主体"


def test_what_is_filled_into_a_sentence_is_escaped():
    shown = engines["jinja2"].from_string('{{ _("%(name)s：我的账号", name=name) }}').render({"name": "<b>"})

    assert shown == "&lt;b&gt;：我的账号"


def test_an_address_is_the_frameworks_own():
    public_id, other = uuid4(), uuid4()

    assert url("desk:business", public_id) == reverse("desk:business", args=[public_id])
    assert url("desk:permit_end", public_id, other) == reverse("desk:permit_end", args=[public_id, other])
    assert url("desk:business_list") == reverse("desk:business_list")


def test_an_icon_says_nothing_aloud():
    assert drawn_icon("sun-high", "i-xl").startswith('<svg class="i i-xl" aria-hidden="true" focusable="false"><use href="')
