"""What a file is, by its content. Suffixes lie: web systems save HTML as .xls, people rename .xls to .xlsx."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import msoffcrypto
import olefile
from msoffcrypto.exceptions import FileFormatError

HEAD = 65_536
WORKBOOKS = frozenset({"xlsx", "xlsm", "xlsb", "xls", "ods"})
_ZIP, _OLE, _BIFF = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    (b"\x09\x08", b"\x09\x04", b"\x09\x02"),
)
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|table|meta|style|div)\b", re.IGNORECASE)


def _locked_document(package: zipfile.ZipFile) -> bool:
    """Whether an OpenDocument file's own manifest says that its parts are encrypted."""
    try:
        manifest = package.getinfo("META-INF/manifest.xml")
    except KeyError:
        return False
    with package.open(manifest) as stream:
        return b"encryption-data" in stream.read(HEAD)


def _package(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as package:
            names = {n.replace("\\", "/").lstrip("/").lower() for n in package.namelist()}
            kind = package.read("mimetype").decode("ascii", "replace") if "mimetype" in names else ""
            locked = any(part.flag_bits & 1 for part in package.infolist()) or _locked_document(package)
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, NotImplementedError, RuntimeError):
        return "truncated"
    if locked:
        return "encrypted"
    if "opendocument" in kind or "content.xml" in names:
        return "ods" if not kind or "spreadsheet" in kind else "document"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(n.startswith("xl/") for n in names):
        return "xlsm" if "xl/vbaproject.bin" in names else "xlsx"
    if any(n.startswith(("word/", "ppt/")) for n in names):
        return "document"
    # a workbook may keep its parts under other names: the package's own relations tell
    return "xlsx" if "_rels/.rels" in names and any("workbook" in n for n in names) else "zip"


def _compound(path: Path) -> str:
    """An OLE container: an old workbook, an old document, or an encrypted package."""
    try:
        with olefile.OleFileIO(str(path)) as ole:
            streams = {"/".join(parts).lower() for parts in ole.listdir(storages=True)}
    except (OSError, ValueError, IndexError):
        return "truncated"
    if any("drmencrypted" in s for s in streams):
        return "labelled"
    if "encryptedpackage" in streams or "encryptioninfo" in streams:
        return "encrypted"
    if streams & {"workbook", "book"}:
        return "encrypted" if _is_encrypted(path) else "xls"
    return "document" if streams & {"worddocument", "powerpoint document"} else "other"


def _is_encrypted(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return bool(msoffcrypto.OfficeFile(stream).is_encrypted())
    except (FileFormatError, OSError, ValueError, IndexError):
        return False  # an odd but open workbook: its reader will say what is wrong


def _plain(head: bytes) -> str:
    """HTML, old spreadsheet XML, CSV, text, or none of these."""
    body = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in body:
        return "xml2003"
    if body[:13].lower().startswith(b"mime-version") or (body.startswith(b"<") and _HTML.search(body)):
        return "html"
    if b"\0" in head.replace(b"\xff\xfe", b"").replace(b"\xfe\xff", b"")[:4] and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):  # fmt: skip
        return "other"
    if sum(byte < 32 and byte not in (9, 10, 13) for byte in body[:4096]) > len(body[:4096]) // 100:
        return "other"
    lines = [line for line in body.splitlines()[:20] if line.strip()]
    for mark in (b";", b"\t", b","):
        counts = {line.count(mark) for line in lines}
        if len(lines) > 1 and counts and min(counts) > 0:
            return "csv"
    return "text"


def sniff(path: Path) -> str:
    """The format's code.

    xlsx, xlsm, xlsb, xls, ods: workbooks. encrypted, labelled, truncated, empty, nul, html, csv, text, xml2003, pdf,
    document, zip, other: what cannot be read. OSError when the file cannot be opened.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if not head:
        return "empty"
    if not head.strip(b"\0"):
        return "nul"
    if head.startswith((_ZIP, b"PK\x05\x06")) or head[:4].startswith(b"PK"):
        return _package(path)
    if head.startswith(_OLE):
        return _compound(path)
    if head.startswith(_BIFF):
        return "xls"
    if head.startswith(b"%PDF"):
        return "pdf"
    return _plain(head)
