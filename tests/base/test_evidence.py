"""Evidence: on disk before its row, believed by its content, seen without what it tells about its maker."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from tests.base import pictures
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import now
from yingzhou.base.evidence import access, places, refusals, serving, sweeping
from yingzhou.base.evidence.models import Evidence, OriginalName
from yingzhou.base.evidence.storing import put
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(tmp_path, settings):
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    return settings.EVIDENCE_DIR


@pytest.fixture
def owned():
    """A kind whose room shows everything to everyone."""
    access.register("test", lambda viewer, evidence: True)
    yield
    access.unregister("test")


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_file_is_kept_under_its_hash_with_a_row_and_a_line_of_the_trail(store):
    content = pictures.picture()

    evidence = put(content, by=SYSTEM, name="现场.jpg", kind="test")

    sha256 = hashlib.sha256(content).hexdigest()
    assert (evidence.sha256, evidence.size, evidence.media_type) == (sha256, len(content), "image/jpeg")
    assert (evidence.width, evidence.height) == (640, 480)
    assert places.blob(sha256).read_bytes() == content
    assert files_in(store / "incoming") == []
    assert list(Event.objects.values_list("verb", "subject_id")) == [("evidence.put", evidence.public_id)]


def test_a_stream_is_kept_like_bytes():
    content = pictures.picture("PNG")

    assert put(io.BytesIO(content), by=SYSTEM).sha256 == hashlib.sha256(content).hexdigest()


def test_the_same_content_twice_is_two_rows_and_one_file(store):
    content = pictures.picture()

    one, other = put(content, by=SYSTEM), put(content, by=SYSTEM)

    assert one.public_id != other.public_id
    assert files_in(store / "blobs") == [one.sha256]


def test_the_name_it_came_with_is_kept_sealed_and_not_on_the_trail():
    evidence = put(pictures.picture(), by=SYSTEM, name="王老五家门口.jpg")

    assert OriginalName.objects.get(evidence=evidence).name == "王老五家门口.jpg"
    assert "王老五" not in str(list(Event.objects.values_list("facts", flat=True)))


def test_a_file_changed_on_its_way_is_refused(store):
    with pytest.raises(refusals.HashDiffers):
        put(pictures.picture(), by=SYSTEM, expected_sha256="0" * 64)

    assert Evidence.objects.count() == 0
    assert files_in(store) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.docx", pictures.docx(), id="docx"),
        pytest.param("a.xlsx", pictures.xlsx(), id="xlsx"),
        pytest.param("a.pdf", pictures.pdf(), id="pdf"),
        pytest.param("a.csv", "名称,代码\n崇明大米,1\n".encode("gb18030"), id="csv of an old Excel"),
        pytest.param("a.txt", "情况说明".encode(), id="plain text"),
        pytest.param("a.gif", pictures.picture("GIF"), id="gif that stands still"),
        pytest.param("a.webp", pictures.picture("WEBP"), id="webp"),
    ],
)
def test_an_honest_file_is_taken_in(name, content):
    assert put(content, by=SYSTEM, name=name).size == len(content)


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        pytest.param("a.jpg", pictures.HTML, refusals.KindNotAccepted, id="a page called photo"),
        pytest.param("a.svg", pictures.SVG, refusals.KindNotAccepted, id="svg with a script"),
        pytest.param("a.eps", pictures.EPS, refusals.KindNotAccepted, id="eps"),
        pytest.param("a.tiff", pictures.TIFF, refusals.KindNotAccepted, id="tiff"),
        pytest.param("a.bmp", pictures.BMP, refusals.KindNotAccepted, id="bmp"),
        pytest.param("a.heic", pictures.HEIC, refusals.PhonePhotoFormat, id="heic"),
        pytest.param("a.gif", pictures.GIF_SCRIPT, refusals.CannotBeOpened, id="gif that is a script"),
        pytest.param("a.gif", pictures.moving(), refusals.AnimatedImage, id="gif of 600 pictures"),
        pytest.param("a.png", pictures.moving_png(), refusals.AnimatedImage, id="png that moves"),
        pytest.param("a.png", pictures.png_of(60_000, 60_000), refusals.ImageTooLarge, id="pixel bomb"),
        pytest.param("a.png", pictures.png_of(4_000, 4_000), refusals.CannotBeOpened, id="header that lies"),
        pytest.param("a.png", pictures.text_bomb(), refusals.CannotBeOpened, id="80 MiB in a text chunk"),
        pytest.param("a.jpg", pictures.picture()[:-2000], refusals.CannotBeOpened, id="truncated"),
        pytest.param("a.png", pictures.picture("JPEG"), refusals.NameDisagrees, id="wrong ending"),
        pytest.param("a.jpg.exe", pictures.picture("JPEG"), refusals.NameDisagrees, id="double ending"),
        pytest.param("a.zip", pictures.archive(a=b"x"), refusals.KindNotAccepted, id="zip"),
        pytest.param("a.exe", b"MZ" + bytes(100), refusals.KindNotAccepted, id="program"),
        pytest.param("a.jpg", b"", refusals.EmptyFile, id="nothing"),
        pytest.param("a.docx", pictures.docx(**{"word/vbaProject.bin": b"x"}), refusals.RunsSomething, id="docx with macros"),
        pytest.param("a.docx", pictures.docx(**{"../../etc/cron": b"x"}), refusals.CannotBeOpened, id="docx that climbs out"),
        pytest.param("a.docx", pictures.docx(**{"word/a": bytes(60_000_000)}), refusals.CannotBeOpened, id="docx bomb"),
        pytest.param(
            "a.xlsx", pictures.xlsx(**{"xl/a.xml": b'<!ENTITY a "x">'}), refusals.RunsSomething, id="xlsx with entities"
        ),
        pytest.param("a.pdf", pictures.pdf()[:-20], refusals.CannotBeOpened, id="half a pdf"),
        pytest.param(
            "a.pdf", pictures.pdf(b"/OpenAction << /S /J#61vaScript >>"), refusals.RunsSomething, id="pdf with a script"
        ),
        pytest.param("a.pdf", pictures.packed_pdf(b"/Launch"), refusals.RunsSomething, id="pdf that launches, packed"),
        pytest.param("a.txt", b"a\x00b", refusals.KindNotAccepted, id="text with a NUL"),
        pytest.param("a.csv", b"\xff\xfe\xff\xff", refusals.CannotBeOpened, id="text in no encoding"),
    ],
)
def test_a_hostile_file_is_refused_in_words_and_leaves_nothing(store, name, content, refusal):
    with pytest.raises(refusal) as refused:
        put(content, by=SYSTEM, name=name)

    assert refused.value.field == "file"
    assert str(refused.value.mend)
    assert (Evidence.objects.count(), Event.objects.count()) == (0, 0)
    assert files_in(store) == []


def test_a_file_over_the_limit_is_refused_while_it_arrives(settings):
    settings.EVIDENCE_MAX_MIB = 1

    with pytest.raises(refusals.FileTooLarge, match="1 MB"):
        put(b"x" * 2_000_000, by=SYSTEM)


@pytest.mark.parametrize("tail", [pictures.HTML, pictures.archive(payload=pictures.CANARY)], ids=["a page", "an archive"])
def test_what_hangs_after_a_picture_is_not_in_what_people_see(owned, tail):
    evidence = put(pictures.picture() + tail + pictures.CANARY, by=SYSTEM, name="a.jpg", kind="test")

    seen = serving.clean_copy(evidence).path.read_bytes()
    assert pictures.CANARY not in seen
    assert b"<script" not in seen
    assert b"PK\x03\x04" not in seen


@pytest.mark.parametrize("name", sorted(pictures.told_tales()))
@pytest.mark.parametrize("size", ["view", "thumb"])
def test_no_tale_of_the_maker_is_in_what_people_see(owned, name, size):
    content = pictures.told_tales()[name]
    assert pictures.CANARY in content

    served = serving.clean_copy(put(content, by=SYSTEM, name=name, kind="test"), size)

    seen = served.path.read_bytes()
    assert pictures.CANARY not in seen
    assert name not in served.filename
    with Image.open(io.BytesIO(seen)) as image:
        assert set(image.info) & {"exif", "xmp", "icc_profile", "comment"} == set()
        assert len(image.getexif()) == 0


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is not installed")
def test_exiftool_finds_nothing_but_the_picture_itself(owned):
    evidence = put(pictures.told_tales()["photo.jpg"], by=SYSTEM, name="photo.jpg", kind="test")

    said = subprocess.run(
        ["exiftool", "-a", "-u", "-G0", "-s", str(serving.clean_copy(evidence).path)], capture_output=True, text=True, check=True
    ).stdout

    groups = {line.split("]")[0].strip("[ ") for line in said.splitlines()}
    assert groups <= {"ExifTool", "File", "RIFF", "Composite"}
    assert pictures.CANARY.decode() not in said


def test_a_large_photo_is_seen_small_and_upright(owned):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    evidence = put(pictures.picture(size=(4000, 3000), exif=exif), by=SYSTEM, name="a.jpg", kind="test")

    with Image.open(serving.clean_copy(evidence).path) as image:
        assert image.size == (1200, 1600)


def test_a_lost_clean_copy_is_made_again(owned):
    evidence = put(pictures.picture(), by=SYSTEM, kind="test")
    shutil.rmtree(places.root() / "renditions")

    assert serving.clean_copy(evidence).path.stat().st_size > 0


def test_evidence_nobody_owns_is_seen_by_nobody():
    evidence = put(pictures.picture(), by=SYSTEM, kind="orphaned")

    with pytest.raises(NotFound):
        serving.evidence_for(SYSTEM, evidence.public_id)


def test_the_owner_decides_who_sees_the_copy_and_who_gets_the_original():
    access.register("test", lambda viewer, evidence: True, may_have_original=lambda viewer, evidence: False)
    evidence = put(pictures.picture(), by=SYSTEM, kind="test")

    assert serving.evidence_for(SYSTEM, evidence.public_id) == evidence
    with pytest.raises(NotFound):
        serving.original(evidence, by=SYSTEM)
    access.unregister("test")


def test_whoever_gets_the_original_stands_on_the_trail(owned):
    evidence = put(pictures.picture(), by=SYSTEM, name="原名.jpg", kind="test")

    served = serving.original(evidence, by=SYSTEM)

    assert (served.path.read_bytes(), served.filename) == (pictures.picture(), "原名.jpg")
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == ["evidence.put", "evidence.read"]


def test_a_document_has_no_copy_for_the_many(owned):
    with pytest.raises(NotFound):
        serving.clean_copy(put(pictures.pdf(), by=SYSTEM, name="a.pdf", kind="test"))


def test_the_sweep_removes_what_no_row_names_and_nothing_else(store):
    kept = put(pictures.picture(), by=SYSTEM)
    orphan = places.blob("ab" * 32)
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"left by a transaction that failed")
    forgotten = places.draft()
    forgotten.write_bytes(b"half an upload")

    swept = sweeping.sweep(now=now() + timedelta(days=2), by=SYSTEM)

    assert (swept.blobs, swept.drafts) == (1, 1)
    assert files_in(store / "blobs") == [kept.sha256]
    assert files_in(store / "incoming") == []


def test_the_sweep_leaves_young_files_alone(store):
    young = places.blob("ab" * 32)
    young.parent.mkdir(parents=True)
    young.write_bytes(b"its row is about to be written")

    assert sweeping.sweep(now=now(), by=SYSTEM) == sweeping.Swept()
    assert young.exists()


def test_a_changed_or_missing_file_is_found():
    changed, missing, _whole = (put(pictures.picture(size=(50, side)), by=SYSTEM) for side in (50, 60, 70))
    places.blob(changed.sha256).chmod(0o600)
    places.blob(changed.sha256).write_bytes(b"another photo")
    places.blob(missing.sha256).unlink()

    found = {fault.sha256: fault.is_missing for fault in sweeping.faults()}

    assert found == {changed.sha256: False, missing.sha256: True}


@pytest.mark.skipif(os.name == "nt", reason="modes are a POSIX matter")
def test_an_original_on_disk_can_be_read_by_the_service_only():
    path = places.blob(put(pictures.picture(), by=SYSTEM).sha256)

    assert path.stat().st_mode & 0o777 == 0o400
