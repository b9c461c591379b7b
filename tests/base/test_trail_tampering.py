"""A01: whatever a database administrator does to the sealed trail, whoever holds the published heads can tell."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from config.env import BASE_DIR
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import now
from yingzhou.base.secrets.keys import keyring
from yingzhou.base.trail import exporting, heads
from yingzhou.base.trail.canonical import canonical
from yingzhou.base.trail.sealing import seal
from yingzhou.base.trail.verify_trail import CONTEXT, leaf_hash, name_of, root_of, verify
from yingzhou.base.trail.writing import record

SCRIPT = BASE_DIR / "deploy" / "verify_trail.py"


@pytest.fixture(autouse=True)
def spool(tmp_path, settings):
    settings.SPOOL_DIR = tmp_path / "spool"
    return settings.SPOOL_DIR


@dataclass
class Batch:
    """A batch as it lies in an export."""

    head: dict
    signature: str
    lines: list[bytes] = field(default_factory=list)

    @property
    def text(self) -> bytes:
        return canonical(self.head)

    def copy(self) -> Batch:
        return Batch(dict(self.head), self.signature, list(self.lines))


def exported() -> bytes:
    target = io.BytesIO()
    exporting.write(target)
    return target.getvalue()


def parse(content: bytes) -> tuple[bytes, list[Batch]]:
    first, *lines = content.splitlines(keepends=True)
    batches, rest = [], iter(lines)
    for line in rest:
        sealed = json.loads(line)
        head = json.loads(sealed["head"])
        batches.append(Batch(head, sealed["signature"], [next(rest).removesuffix(b"\n") for _ in range(head["size"])]))
    return first, batches


def render(first: bytes, batches: list[Batch]) -> list[bytes]:
    lines = [first]
    for batch in batches:
        lines.append(canonical({"head": batch.text.decode(), "signature": batch.signature}) + b"\n")
        lines += [line + b"\n" for line in batch.lines]
    return lines


def published_heads() -> dict[int, str]:
    return {
        json.loads(json.loads(path.read_text())["head"])["number"]: path.stem.partition("-")[2]
        for path in heads.folder().iterdir()
    }


@pytest.fixture
def trail(db):
    """Five batches of different sizes, their published heads and the trusted key."""
    chance = random.Random(4)
    for batch in range(5):
        for line in range(chance.randint(1, 9)):
            record("house.build", None, by=SYSTEM, batch=batch, line=line)
        seal(now())
    return parse(exported()), published_heads(), keyring().public("seal")


# -- what an administrator may try -------------------------------------------------------------------------------------


def edit(batches: list[Batch], chance: random.Random) -> None:
    lines = chance.choice(batches).lines
    place = chance.randrange(len(lines))
    event = json.loads(lines[place])
    event["facts"]["line"] = -1 - chance.randrange(1000)
    lines[place] = canonical(event)


def flip(batches: list[Batch], chance: random.Random) -> None:
    lines = chance.choice(batches).lines
    place = chance.randrange(len(lines))
    broken = bytearray(lines[place])
    broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    lines[place] = bytes(broken)


def delete(batches: list[Batch], chance: random.Random) -> None:
    lines = chance.choice(batches).lines
    del lines[chance.randrange(len(lines))]


def insert(batches: list[Batch], chance: random.Random) -> None:
    lines = chance.choice(batches).lines
    lines.insert(chance.randrange(len(lines) + 1), canonical({"id": 0, "verb": "house.forge"}))


def swap(batches: list[Batch], chance: random.Random) -> None:
    lines = chance.choice([batch for batch in batches if len(batch.lines) > 1]).lines
    one, other = chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]


def swap_batches(batches: list[Batch], chance: random.Random) -> None:
    one, other = chance.sample(range(len(batches)), 2)
    batches[one], batches[other] = batches[other], batches[one]


def drop_batch(batches: list[Batch], chance: random.Random) -> None:
    del batches[chance.randrange(len(batches))]


def cut_tail(batches: list[Batch], chance: random.Random) -> None:
    del batches[chance.randrange(len(batches)) :]


def forge_head(batches: list[Batch], chance: random.Random) -> None:
    batch = chance.choice(batches)
    name = chance.choice(["size", "total", "at", "root", "previous", "number"])
    batch.head[name] = batch.head[name] + 1 if isinstance(batch.head[name], int) else batch.head[name][::-1] + "0"


def chain_anew(batches: list[Batch], sign: Callable[[bytes], bytes]) -> None:
    """Make roots, links, counts and signatures agree again, as somebody who has read the source would."""
    before, total = "", 0
    for number, batch in enumerate(batches, start=1):
        total += len(batch.lines)
        root = root_of([leaf_hash(line) for line in batch.lines]).hex()
        batch.head |= {"number": number, "previous": before, "size": len(batch.lines), "total": total, "root": root}
        batch.signature = sign(CONTEXT + batch.text).hex()
        before = name_of({"head": batch.text.decode(), "signature": batch.signature})


def edit_and_chain_anew_with_another_key(batches: list[Batch], chance: random.Random) -> None:
    edit(batches, chance)
    chain_anew(batches, Ed25519PrivateKey.generate().sign)


def edit_and_chain_anew_with_the_stolen_key(batches: list[Batch], chance: random.Random) -> None:
    edit(batches, chance)
    chain_anew(batches, keyring().current("seal").sign)


def drop_and_chain_anew_with_the_stolen_key(batches: list[Batch], chance: random.Random) -> None:
    drop_batch(batches, chance)
    chain_anew(batches, keyring().current("seal").sign)


TAMPERS = [
    edit,
    flip,
    delete,
    insert,
    swap,
    swap_batches,
    drop_batch,
    cut_tail,
    forge_head,
    edit_and_chain_anew_with_another_key,
    edit_and_chain_anew_with_the_stolen_key,
    drop_and_chain_anew_with_the_stolen_key,
]


def test_an_untouched_trail_verifies(trail):
    (first, batches), published, known = trail

    answer = verify(render(first, batches), known, published)

    assert (answer["ok"], answer["first_fault"], answer["seals"]) == (True, None, 5)
    assert answer["entries"] == sum(len(batch.lines) for batch in batches)


def test_a_thousand_random_changes_are_all_found(trail):
    (first, batches), published, known = trail
    chance, missed = random.Random(20261122), []

    for number in range(1000):
        tamper = TAMPERS[number % len(TAMPERS)]
        changed = [batch.copy() for batch in batches]
        tamper(changed, chance)
        if verify(render(first, changed), known, published)["ok"]:
            missed.append((number, tamper.__name__))

    assert missed == []


def test_five_hundred_flipped_bits_of_an_export_are_all_found(trail):
    (first, batches), published, known = trail
    content = b"".join(render(first, batches))
    chance, missed = random.Random(7), []

    for _ in range(500):
        broken = bytearray(content)
        place, bit = chance.randrange(len(broken)), chance.randrange(8)
        broken[place] ^= 1 << bit
        if verify(io.BytesIO(bytes(broken)), known, published)["ok"]:
            missed.append((place, bit))

    assert missed == []


def test_a_fault_is_named_by_its_batch(trail):
    (first, batches), published, known = trail
    del batches[3].lines[0]

    fault = verify(render(first, batches), known, published)["first_fault"]

    assert (fault["batch"], fault["after_entry"]) == (4, sum(len(batch.lines) for batch in batches[:3]))


def test_without_published_heads_a_cut_tail_is_not_seen_which_is_why_they_are_published(trail):
    (first, batches), published, known = trail

    assert verify(render(first, batches[:3]), known)["ok"] is True
    assert verify(render(first, batches[:3]), known, published)["ok"] is False


def test_an_export_from_a_day_on_verifies_alone(trail):
    (_, batches), published, known = trail
    later = exporting.header(first=3, keys=known)

    assert verify(render(later, batches[2:]), known, published)["ok"] is True


# -- the same in the database itself, with the triggers out of the way -------------------------------------------------


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param(["update trail_event set actor = 'officer:x' where id = (select min(id) from trail_event)"], id="edit"),
        pytest.param(["delete from trail_event where id = (select max(id) from trail_event)"], id="delete"),
        pytest.param(
            [
                "delete from trail_leaf where event_id = (select min(event_id) from trail_leaf)",
                "delete from trail_event where id = (select min(id) from trail_event)",
            ],
            id="delete with its place",
        ),
        pytest.param(
            ["delete from trail_leaf where seal_id > 3", "delete from trail_seal where number > 3"], id="back to an old state"
        ),
        pytest.param(
            ["update trail_seal set head = replace(head, '\"size\":', '\"size\": ') where number = 3"], id="reformat a head"
        ),
        pytest.param(["update trail_leaf set position = position + 1000 where position = 0"], id="another order"),
    ],
)
def test_a_change_in_the_tables_shows_in_the_export(trail, statements):
    _, published, known = trail
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for table in ("trail_event", "trail_seal", "trail_leaf"):
            cursor.execute(f"alter table {table} disable trigger user")
        for statement in statements:
            cursor.execute(statement)

    answer = verify(io.BytesIO(exported()), known, published)

    assert answer["ok"] is False


# -- the script on a machine that knows nothing of us ------------------------------------------------------------------


def run_script(folder: Path, *arguments: str) -> tuple[int, dict]:
    ran = subprocess.run([sys.executable, "-I", "-S", str(SCRIPT), *arguments], cwd=folder, capture_output=True, text=True)
    return ran.returncode, json.loads(ran.stdout) if ran.stdout else {}


def test_the_script_needs_nothing_but_python(trail, tmp_path):
    (first, batches), _, known = trail
    (tmp_path / "trail").write_bytes(b"".join(render(first, batches)))
    trusted = tmp_path / "trusted"
    trusted.mkdir()
    for name, key in known.items():
        (trusted / f"{name}.pub").write_text(json.dumps({"id": name, "public": key.hex()}))
    arguments = ("trail", "--heads", str(heads.folder()), "--keys", str(trusted))

    status, answer = run_script(tmp_path, *arguments)
    assert (status, answer["ok"], answer["keys"], answer["heads_published"]) == (0, True, "given", 5)

    (tmp_path / "trail").write_bytes(b"".join(render(first, batches[:-1])))
    status, answer = run_script(tmp_path, *arguments)
    assert (status, answer["ok"]) == (1, False)


def test_the_script_says_how_it_is_called(tmp_path):
    assert run_script(tmp_path)[0] == 2
    assert run_script(tmp_path, "no-such-file")[0] == 2


def test_the_script_is_short_enough_to_be_read():
    assert len(SCRIPT.read_text().splitlines()) <= 210
