"""Files as departments leave them in a folder."""

from __future__ import annotations

import io
import os
import unicodedata
import zipfile
from pathlib import Path
from typing import Self

import pytest
import xlsxwriter

from pipeline.intake import gather, gather_files, names, supersede
from pipeline.intake.sniff import sniff
from pipeline.model.settings import Settings
from pipeline.model.submission import Submission

SETTINGS = Settings(settle_seconds=0)


def book(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet().write(0, 0, text)
    return path


def zipped(*parts: str, mimetype: str | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        if mimetype:
            package.writestr("mimetype", mimetype)
        for part in parts:
            package.writestr(part, "x")
    return out.getvalue()


def locked_ods() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", "garbled")
        package.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
    return out.getvalue()


def compound(*streams: str) -> list[list[str]]:
    return [name.split("/") for name in streams]


@pytest.mark.parametrize(
    ("content", "format_"),
    [
        (b"", "empty"),
        (b"\0" * 4096, "nul"),
        (zipped("xl/workbook.xml", "[Content_Types].xml"), "xlsx"),
        (zipped("XL\\Workbook.xml"), "xlsx"),
        (zipped("xl/workbook.xml", "xl/vbaProject.bin"), "xlsm"),
        (zipped("xl/workbook.bin"), "xlsb"),
        (zipped("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "document"),
        (zipped("word/document.xml"), "document"),
        (zipped("kuva.png"), "zip"),
        (locked_ods(), "encrypted"),
        (zipped("xl/workbook.xml")[:60], "truncated"),
        (b"%PDF-1.7\n", "pdf"),
        (b"<!DOCTYPE html><html><table>", "html"),
        (b"\xef\xbb\xbf  <html><body>", "html"),
        (b"<table><tr><td>1</td></tr></table>", "html"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "xml2003"),
        (b"Mittari;Toteuma\nK\xc3\xa4ynnit;3\n", "csv"),
        (b"Mittari\tToteuma\nKaynnit\t3\n", "csv"),
        ("Mittari;Toteuma\nKäynnit;3\n".encode("utf-16"), "csv"),
        ("Hei, tässä luvut.".encode(), "text"),
        (b"\x89PNG\r\n\x1a\n\x00\x01\x02\x03\x04\x05", "other"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20, "truncated"),
    ],
    ids=lambda value: (
        value if isinstance(value, str) else "content"
    ),  # an archive holds the moment it was made
)
def test_content_tells_the_format(tmp_path: Path, content: bytes, format_: str) -> None:
    path = tmp_path / "nimi.xlsx"
    path.write_bytes(content)
    assert sniff(path) == format_


@pytest.mark.parametrize(
    ("streams", "format_"),
    [
        (compound("EncryptedPackage", "EncryptionInfo"), "encrypted"),
        (compound("\x06DataSpaces/TransformInfo/DRMEncryptedTransform", "EncryptedPackage"), "labelled"),
        (compound("Workbook"), "xls"),
        (compound("Book"), "xls"),
        (compound("WordDocument"), "document"),
        (compound("Kuva"), "other"),
    ],
)
def test_streams_of_an_old_container_tell_what_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, streams: list[list[str]], format_: str
) -> None:
    class Ole:
        def __init__(self, _path: str) -> None: ...
        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None: ...
        def listdir(self, **_: object) -> list[list[str]]:
            return streams

    monkeypatch.setattr("pipeline.intake.sniff.olefile.OleFileIO", Ole)
    monkeypatch.setattr("pipeline.intake.sniff._is_encrypted", lambda _path: False)
    path = tmp_path / "vanha.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert sniff(path) == format_


@pytest.mark.parametrize(
    ("name", "department", "year", "period"),
    [
        ("Joukkoliikenne 2023.xlsx", "Joukkoliikenne", 2023, None),
        ("2023_Joukkoliikenne_toteuma.xlsx", "Joukkoliikenne", 2023, None),
        ("Elinvoima- ja ympäristötoimiala 2023 (1).xlsx", "Elinvoima- ja ympäristötoimiala", 2023, None),
        ("Joukkoliikenne H1-2023 - Kopio.xlsx", "Joukkoliikenne", 2023, "H1"),
        ("Bildning_bokslut_2022.xlsx", "Bildning", 2022, None),
        ("Sivistys 2022 2023.xlsx", "Sivistys", None, None),
        ("2023.xlsx", None, 2023, None),
        ("tavoitteet.xlsx", None, None, None),
        ("Sivistys 31.1.2024.xlsx", "Sivistys", None, None),
    ],
)
def test_a_name_tells_department_year_and_period(
    name: str, department: str | None, year: int | None, period: str | None
) -> None:
    assert names.read_name(name, names.words()) == names.Told(department, year, period)


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("A 2023 (1).xlsx", "A 2023"),
        ("A 2023 - Kopio.xlsx", "A 2023"),
        ("A 2023 - Copy (2).xlsx", "A 2023"),
        ("A 2023 - kopia.xlsx", "A 2023"),
        ("A (Keskusta).xlsx", None),
        ("Kopiointipalvelut 2023.xlsx", None),
    ],
)
def test_copies_are_told_from_names_that_only_look_alike(name: str, original: str | None) -> None:
    assert names.original_of(name, names.words()) == original


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("~$A 2023.xlsx", "A 2023.xlsx"),
        (".~lock.A 2023.ods#", "A 2023.ods"),
        ("~$rivin\nvaihto.xlsx", "rivin\nvaihto.xlsx"),
        ("A ~$ 2023.xlsx", None),
    ],
)
def test_owner_files_name_their_workbook(name: str, owner: str | None) -> None:
    assert names.lock_of(name) == owner


def told(findings: list) -> set[tuple[str, str]]:
    return {(f.rule, str(f.submission)) for f in findings}


def test_a_folder_of_all_sorts(tmp_path: Path) -> None:
    book(tmp_path / "Sivistys 2023.xlsx")
    book(tmp_path / "Sivistys 2023 (1).xlsx", "toinen")
    (tmp_path / "Sama 2023.xlsx").write_bytes((tmp_path / "Sivistys 2023.xlsx").read_bytes())
    (tmp_path / "~$Sivistys 2023.xlsx").write_bytes(b"\x06planner")
    (tmp_path / "~$Poissa.xlsx").write_bytes(b"\x06planner")
    (tmp_path / "Thumbs.db").write_bytes(b"x")
    (tmp_path / "README.md").write_text("ohje", encoding="utf-8")
    (tmp_path / "muistio.txt").write_text("Hei, tässä.", encoding="utf-8")
    (tmp_path / "vienti.xls").write_text("<html><table></table></html>", encoding="utf-8")
    (tmp_path / "tyhjä.xlsx").write_bytes(b"")
    book(tmp_path / "alikansio" / "Kulttuuri 2023.xlsx", "muu")
    (tmp_path / ".piilo").mkdir()
    book(tmp_path / ".piilo" / "x.xlsx")
    submissions, findings = gather(tmp_path, SETTINGS)
    outcomes = {s.submission: s.outcome for s in submissions}
    assert outcomes == {
        "Sama 2023.xlsx": "accepted",
        "Sivistys 2023.xlsx": "superseded",
        "Sivistys 2023 (1).xlsx": "accepted",
        "~$Sivistys 2023.xlsx": "ignored",
        "~$Poissa.xlsx": "ignored",
        "Thumbs.db": "ignored",
        "muistio.txt": "ignored",
        "vienti.xls": "unreadable",
        "tyhjä.xlsx": "unreadable",
        "alikansio/Kulttuuri 2023.xlsx": "accepted",
    }
    assert told(findings) == {
        ("INT-15", "Sivistys 2023.xlsx"), ("INT-14", "Sivistys 2023 (1).xlsx"), ("INT-02", "~$Sivistys 2023.xlsx"),
        ("INT-01", "~$Poissa.xlsx"), ("INT-01", "Thumbs.db"), ("INT-19", "muistio.txt"), ("INT-06", "vienti.xls"),
        ("INT-04", "tyhjä.xlsx"),
    }  # fmt: skip


def test_twins_by_case_and_composition_have_ids_of_their_own(tmp_path: Path) -> None:
    book(tmp_path / "KYMP.xlsx", "a")
    book(tmp_path / "kymp.xlsx", "b")
    book(tmp_path / unicodedata.normalize("NFC", "Hämeentie.xlsx"), "c")
    book(tmp_path / unicodedata.normalize("NFD", "Hämeentie.xlsx"), "d")
    submissions, findings = gather(tmp_path, SETTINGS)
    assert len({s.submission for s in submissions}) == 4
    assert [f.rule for f in findings] == ["INT-13", "INT-13"]


def test_an_own_check_sees_locks_and_twins_beside_it(tmp_path: Path) -> None:
    path = book(tmp_path / "Sivistys 2023.xlsx")
    assert gather_files([path], SETTINGS)[1] == []
    (tmp_path / "~$Sivistys 2023.xlsx").write_bytes(b"x")
    book(tmp_path / "SIVISTYS 2023.XLSX", "b")
    assert told(gather_files([path], SETTINGS)[1]) == {
        ("INT-02", "Sivistys 2023.xlsx"), ("INT-13", "Sivistys 2023.xlsx"),
    }  # fmt: skip


def test_an_own_check_of_an_owner_file_says_what_it_is(tmp_path: Path) -> None:
    book(tmp_path / "Sivistys 2023.xlsx")
    (tmp_path / "~$Sivistys 2023.xlsx").write_bytes(b"x")
    submissions, findings = gather_files([tmp_path / "~$Sivistys 2023.xlsx"], SETTINGS)
    assert (submissions[0].outcome, [f.rule for f in findings]) == ("ignored", ["INT-02"])


def test_a_file_that_still_grows_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = book(tmp_path / "muualla" / "x.xlsx").read_bytes()
    path = tmp_path / "in" / "Sivistys 2023.xlsx"
    path.parent.mkdir()
    path.write_bytes(whole[:200])
    monkeypatch.setattr("pipeline.intake.folder.time.sleep", lambda _s: path.write_bytes(whole))
    submissions, findings = gather(path.parent, Settings(settle_seconds=1))
    assert (submissions[0].outcome, findings) == ("accepted", [])
    path.write_bytes(whole[:200])
    monkeypatch.setattr("pipeline.intake.folder.time.sleep", lambda _s: None)
    assert [f.rule for f in gather(path.parent, Settings(settle_seconds=1))[1]] == ["INT-03"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights bind neither Windows nor root so")
def test_a_locked_file_costs_only_itself(tmp_path: Path) -> None:
    path = book(tmp_path / "Sivistys 2023.xlsx")
    path.chmod(0)
    assert [f.rule for f in gather(tmp_path, SETTINGS)[1]] == ["INT-18"]


def submission(name: str, at: str, department: str | None, unit: str | None = None) -> Submission:
    return Submission(
        name, Path(name), name, received_at=at, department=department, unit=unit, report_year=2023
    )


@pytest.mark.parametrize(
    ("files", "superseded", "rules"),
    [
        ([("a", "2024-01-01", "Sivistys"), ("b", "2024-01-02", "SIVISTYS")], ["a"], ["INT-16"]),
        ([("a", "2024-01-01", "Sivistys"), ("b", "2024-01-01", "Sivistys")], ["a"], ["INT-20"]),
        ([("a", "2024-01-01", "Sivistys"), ("b", "2024-01-02", "Kulttuuri")], [], []),
        ([("a", "2024-01-01", "S", "yksi"), ("b", "2024-01-02", "S", "toinen")], [], []),
        ([("a", "2024-01-01", None), ("b", "2024-01-02", None)], [], ["INT-17", "INT-17"]),
    ],
)
def test_the_newest_of_a_department_counts_and_the_others_are_told(
    files: list[tuple], superseded: list[str], rules: list[str]
) -> None:
    submissions = [submission(*f) for f in files]
    findings = supersede(submissions)
    assert [s.submission for s in submissions if s.outcome == "superseded"] == superseded
    assert [f.rule for f in findings] == rules
