"""Files: under their digest, before the row; of known kinds; within limits (I2, I3, S18)."""

import datetime
import hashlib
import os
import threading
from pathlib import Path

import pytest
from county import County, accepted, refused
from django.conf import settings as django_settings
from django.db import connections
from manuscript_county import PDF, WRITER, Writing, archive

from shenfa.desk.deployment import Deployment
from shenfa.desk.manuscripts import services
from shenfa.desk.manuscripts.file_types import TYPES, need_file_name, need_file_type
from shenfa.desk.manuscripts.files import (
    blob_bytes,
    blob_keep,
    blob_measure,
    blob_path,
    blob_put,
    blob_sweep,
)
from shenfa.desk.manuscripts.models import BlobRecord, UploadRecord
from shenfa.desk.refusals import CommandRefused
from shenfa.readers.office.compound import streams

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
DAY = datetime.timedelta(days=1)


@pytest.fixture
def stored(tmp_path: Path, settings: object) -> Path:
    """Return the folder where files are kept."""
    (tmp_path / "files").mkdir()
    settings.FILES = tmp_path / "files"  # type: ignore[attr-defined]  # pytest-django's settings
    return tmp_path / "files"


def test_bytes_stand_under_their_digest(stored: Path) -> None:
    sha256 = blob_put(b"abc")
    assert sha256 == hashlib.sha256(b"abc").hexdigest()
    assert blob_path(sha256) == stored / "ba" / sha256[2:]
    assert (blob_bytes(sha256), blob_measure(sha256)) == (b"abc", (sha256, 3))
    assert blob_put(b"abc") == sha256
    assert [path.name for path in stored.glob("??/*")] == [sha256[2:]]


def test_a_file_cut_short_is_written_again(stored: Path) -> None:
    sha256 = blob_put(b"whole")
    blob_path(sha256).write_bytes(b"wh")
    blob_put(b"whole")
    assert blob_bytes(sha256) == b"whole"
    assert stored.is_dir()


def test_many_writers_of_the_same_bytes(stored: Path) -> None:
    data = b"x" * 300_000
    threads = [threading.Thread(target=blob_put, args=(data,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [path.read_bytes() for path in stored.glob("??/*")] == [data]


@pytest.mark.db
def test_a_crash_leaves_a_file_without_a_row_at_most(
    county: County, deployment: Deployment, stored: Path
) -> None:
    """The row comes after the file; what no row names is swept after a day."""
    writing = Writing(county)
    manuscript = writing.open().id
    kept = writing.attach(manuscript, "a.pdf", PDF).sha256
    orphan = blob_put(b"the row of this one was never stored")
    with refused("file_type"):
        services.file_upload(
            by=county.by(WRITER), manuscript=manuscript, name="a.exe", data=b"MZ\x90"
        )
    with refused("not_found"):
        services.file_upload(by=county.by(WRITER), manuscript="m-0", name="b.pdf", data=PDF + b"b")
    now = datetime.datetime.now(datetime.UTC)

    assert blob_sweep(at=now) == 0
    for path in stored.glob("??/*"):
        os.utime(path, (0, 0))
    assert blob_sweep(at=now) == 2
    assert not blob_path(orphan).exists()
    assert blob_bytes(kept) == PDF
    assert blob_sweep(at=now + DAY) == 0
    assert deployment.data.is_dir()


@pytest.mark.db
def test_an_upload_is_chained_without_its_name(county: County) -> None:
    """A file name may hold what the trail must not."""
    writing = Writing(county)
    manuscript = writing.open().id
    with accepted("manuscript.upload"):
        upload = services.file_upload(
            by=county.by(WRITER), manuscript=manuscript, name=" 张三低保.pdf ", data=PDF
        )
    assert (upload.name, upload.blob.size) == ("张三低保.pdf", len(PDF))
    again = services.file_upload(
        by=county.by("向文"), manuscript=manuscript, name="另一名.pdf", data=PDF
    )
    assert again.blob_id == upload.blob_id
    assert BlobRecord.objects.count() == 1
    assert UploadRecord.objects.count() == 2


@pytest.mark.db
def test_files_within_limits(county: County, settings: object) -> None:
    writing = Writing(county)
    manuscript = writing.open().id
    settings.LARGEST_FILE = 64  # type: ignore[attr-defined]  # pytest-django's settings
    for data in (b"", b"x" * 65):
        with refused("file_size"):
            services.file_upload(
                by=county.by(WRITER), manuscript=manuscript, name="a.txt", data=data
            )
    services.file_upload(by=county.by(WRITER), manuscript=manuscript, name="a.txt", data=b"x" * 64)


@pytest.mark.db
def test_two_people_bring_the_same_bytes_at_once(county: County) -> None:
    """One row for the bytes, whoever is first."""
    writing = Writing(county)
    manuscript, by = writing.open().id, county.by(WRITER)
    failed: list[BaseException] = []

    def upload() -> None:
        try:
            services.file_upload(by=by, manuscript=manuscript, name="a.pdf", data=PDF)
        except BaseException as error:  # noqa: BLE001 - a thread tells nobody else
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=upload) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert (BlobRecord.objects.count(), UploadRecord.objects.count()) == (1, 4)


@pytest.mark.db
def test_a_row_needs_its_file(county: County, stored: Path) -> None:
    Writing(county)
    with pytest.raises(FileNotFoundError):
        blob_keep(sha256="ab" * 32, at=county.hands.at)
    assert stored == django_settings.FILES


NAMES = (
    ("附件1：窗口一览.docx", True),
    ("a b（终稿）.pdf", True),
    ("", False),
    (".htaccess", False),
    ("a.", False),
    ("..", False),
    ("a/b.pdf", False),
    ("a\\b.pdf", False),
    ("C:b.pdf", False),
    ("a\n.pdf", False),
    ("a\x00.pdf", False),
    ("fdp\u202e.exe.pdf", False),
    ("a%2fb.pdf", False),
    ('a".pdf', False),
    ("a?.pdf", False),
    ("长" * 196 + ".pdf", True),
    ("长" * 197 + ".pdf", False),
)


@pytest.mark.parametrize(("name", "is_fit"), NAMES)
def test_file_names(name: str, *, is_fit: bool) -> None:
    if is_fit:
        assert need_file_name(f" {name} ") == name
        return
    with pytest.raises(CommandRefused) as caught:
        need_file_name(name)
    assert caught.value.code == "file_name"


def office(folder: str, **more: bytes) -> bytes:
    return archive(**{"[Content_Types]__xml": b"<x/>", f"{folder}/document__xml": b"<x/>", **more})


WORD = office("word")
GOOD = (
    ("a.docx", WORD),
    ("a.wps", WORD),
    ("a.xlsx", office("xl")),
    ("a.pptx", office("ppt")),
    ("a.doc", OLE + bytes(600)),
    ("a.wps", OLE + bytes(600)),
    ("a.PDF", PDF),
    ("a.ofd", archive(OFD__xml=b"<x/>", **{"Doc_0/Document__xml": b"<x/>"})),
    ("a.zip", archive(a__pdf=PDF)),
    ("a.txt", "政府信息".encode("gb18030")),
    ("a.csv", b"\xef\xbb\xbfa,b\n"),
    ("a.png", b"\x89PNG\r\n\x1a\n"),
    ("a.jpg", b"\xff\xd8\xff\xe0"),
    ("a.webp", b"RIFF\0\0\0\0WEBPVP8 "),
    ("a.mp4", b"\0\0\0\x18ftypmp42"),
    ("a.mp3", b"ID3\x04"),
)
BAD = (
    ("a.exe", b"MZ\x90\0"),
    ("a.html", b"<p>x</p>"),
    ("a.svg", b"<svg/>"),
    ("a.js", b"alert(1)"),
    ("a.docm", WORD),
    ("a.rtf", b"{\\rtf1}"),
    ("a", b"x"),
    ("a.pdf.exe", PDF),
    ("a.pdf", b"MZ\x90\0"),
    ("a.pdf", b"<html>%PDF-1.4</html>"),
    ("a.docx", PDF),
    ("a.docx", archive(a__txt=b"x")),
    ("a.docx", b"PK\x03\x04 broken"),
    ("a.ofd", WORD),
    ("a.doc", WORD),
    ("a.txt", b"MZ\x90\0\x03"),
    ("a.txt", b"<!DOCTYPE html><script>x</script>"),
    ("a.txt", b"\xef\xbb\xbf <html>"),
    ("a.csv", b"<?xml version='1.0'?>"),
    ("a.png", b"<svg/>"),
    ("a.png", b"\xff\xd8\xff"),
    ("a.docx", office("word", **{"word/vbaProject__bin": b"x"})),
    ("a.xlsx", office("xl", **{"xl/VbaProject__bin": b"x"})),
    ("a.zip", archive(a__exe=b"x")),
    ("a.zip", archive(**{"b/a__HTML": b"x"})),
    ("a.zip", archive(a__docm=b"x")),
    ("a.zip", b"PK\x05\x06" + bytes(18)),
)


@pytest.mark.parametrize(("name", "data"), GOOD)
def test_kinds_that_go_out(name: str, data: bytes) -> None:
    need_file_type(name, data)


@pytest.mark.parametrize(("name", "data"), BAD)
def test_kinds_that_do_not(name: str, data: bytes) -> None:
    with pytest.raises(CommandRefused) as caught:
        need_file_type(name, data)
    assert caught.value.code == "file_type"


def test_no_kind_is_taken_for_another_program() -> None:
    for name in TYPES:
        for data in (b"MZ\x90\0", b"\x7fELF", b"#!/bin/sh\n\0"):
            with pytest.raises(CommandRefused):
                need_file_type(f"a.{name}", data)
    assert not list(streams(OLE + bytes(600)))
