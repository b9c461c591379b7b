"""A key for each person: what it seals is gone everywhere once the key is."""

from __future__ import annotations

import stat

import pytest
from django.db import connection

from tests.factories.cases import make_town
from tests.factories.tipoffs import NAME, reported
from yingzhou.base.actors import SYSTEM
from yingzhou.base.secrets import keys, persons, rotation
from yingzhou.base.trail.models import Event
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.models import Informant

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_keys(tmp_path, settings):
    settings.KEYS_DIR = tmp_path / "keys"
    keys.ensure(settings.KEYS_DIR)
    return settings.KEYS_DIR


def stored() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute("select name, phone, address, id_number from disputes_informant")
        return tuple(cursor.fetchone())


def test_each_person_has_a_key_that_is_in_no_table_and_opens_nothing_by_itself(own_keys):
    informant = reported(make_town()).informant
    path = own_keys / "persons" / informant.public_id.hex[:2] / f"{informant.public_id}.key"

    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert persons.key_of(informant.public_id).secret.hex() not in path.read_text()
    assert all(token.split(".")[1] == "person" for token in stored())


def test_with_the_key_gone_an_old_copy_of_the_row_opens_no_more(own_keys):
    town = make_town()
    tipoff = reported(town)
    informant, backup = tipoff.informant, stored()
    assert Informant.objects.get(pk=informant.pk).name == NAME

    actions.erase_informant(tipoff=tipoff, by=town.song)
    assert stored() == ("", "", "", "")
    with connection.cursor() as cursor:  # as a restored backup would have it
        cursor.execute(
            "update disputes_informant set erased_at = null, name = %s, phone = %s, address = %s, id_number = %s", list(backup)
        )
    restored = Informant.objects.get(pk=informant.pk)
    for name in ("name", "phone", "address", "id_number"):
        with pytest.raises(persons.PersonErased):
            getattr(restored, name)
    assert Event.objects.filter(verb="informant.erase").count() == 1


def test_a_new_field_key_wraps_the_keys_of_persons_anew_and_the_old_one_may_go(own_keys):
    informant = reported(make_town()).informant
    before, old = stored(), keys.keyring().current("field").id
    rotation.rotate("field", by=SYSTEM)
    assert rotation.rows_by_key()[old] > 1

    rotation.reseal()
    rotation.retire(old, by=SYSTEM)

    assert stored() == before
    assert Informant.objects.get(pk=informant.pk).name == NAME


def test_destroying_twice_is_harmless(own_keys):
    informant = reported(make_town()).informant

    assert persons.destroy(informant.public_id)
    assert not persons.destroy(informant.public_id)
