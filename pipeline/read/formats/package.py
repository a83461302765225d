"""An Office package (zip of XML parts) opened with care: sizes, ratio, names and checksums before any part is parsed."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from lxml import etree

from pipeline.model.errors import UnreadableWorkbook
from pipeline.model.settings import Limits

MIB = 1024 * 1024
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def _plain(name: str) -> str:
    """Part names do not tell cases apart, and some writers use backslashes."""
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/").lower()


@contextmanager
def damage(part: str) -> Iterator[None]:
    """What a damaged file can surprise a reader with, told as damage: numbers that are none, indexes out of range."""
    try:
        yield
    except (ValueError, LookupError, OverflowError, struct.error) as error:
        raise UnreadableWorkbook("REA-21", observed=f"{part}: {error}"[:200]) from error


class Package:
    """The parts of one package. Every breach of a limit raises UnreadableWorkbook with the limit's name."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.limits = limits
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableWorkbook("REA-21", observed=type(error).__name__) from error
        infos = [i for i in self._zip.infolist() if not i.filename.endswith("/")]
        self._parts: dict[str, zipfile.ZipInfo] = {}
        total = 0
        for info in infos:
            if info.flag_bits & 0x1:
                raise UnreadableWorkbook("REA-20")
            total += info.file_size
            ratio = info.file_size / max(info.compress_size, 1)
            if ratio > limits.ratio and info.file_size > 20 * MIB:
                raise UnreadableWorkbook(
                    "REA-24", observed=f"{ratio:.0f}:1", expected=f"{limits.ratio:.0f}:1"
                )
            key = _plain(info.filename)
            if key in self._parts:
                raise UnreadableWorkbook("REA-22", observed=info.filename)
            self._parts[key] = info
        if total > limits.unpacked_mib * MIB:
            raise UnreadableWorkbook(
                "REA-23", observed=f"{total / MIB:.1f} MiB", expected=f"{limits.unpacked_mib:.0f} MiB"
            )

    def close(self) -> None:
        """Let the file go."""
        self._zip.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def names(self) -> list[str]:
        """Plain names of all parts, sorted."""
        return sorted(self._parts)

    def has(self, name: str) -> bool:
        """Whether the part is there (case does not count)."""
        return _plain(name) in self._parts

    def content(self, name: str) -> bytes:
        """A part's content, counted against the limit of unpacked size while it is read."""
        info = self._parts.get(_plain(name))
        if info is None:
            raise UnreadableWorkbook("REA-25", observed=name)
        room = int(self.limits.unpacked_mib * MIB) - self._unpacked
        try:
            with self._zip.open(info) as stream:
                data = stream.read(room + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise UnreadableWorkbook("REA-21", observed=info.filename) from error
        if len(data) > room:
            raise UnreadableWorkbook(
                "REA-23", observed=info.filename, expected=f"{self.limits.unpacked_mib:.0f} MiB"
            )
        self._unpacked += len(data)
        return data

    def checked(self, name: str) -> bytes:
        """An XML part's content, refused where it declares a document type or entities."""
        data = self.content(name)
        # the declaration stands before the root element; NULs are the other half of UTF-16 letters
        if _DOCTYPE.search(data[:65536].replace(b"\0", b"")):
            raise UnreadableWorkbook("REA-26", observed=name)
        return data

    def xml(self, name: str) -> Any:
        """A part parsed: no document types, no entities, no network. The root element."""
        data = self.checked(name)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableWorkbook("REA-21", observed=name) from error
        if root.getroottree().docinfo.doctype:
            raise UnreadableWorkbook("REA-26", observed=name)
        return root

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation id → (kind, target part name); external targets keep their address."""
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if not self.has(rels):
            return {}
        out = {}
        for rel in self.xml(rels):
            target = (rel.get("Target") or "").replace("\\", "/")
            if rel.get("TargetMode") != "External":
                target = (
                    target.lstrip("/")
                    if target.startswith("/")
                    else posixpath.normpath(posixpath.join(folder, target))
                )
            out[rel.get("Id")] = ((rel.get("Type") or "").rpartition("/")[2], target)
        return out


def local(element: Any) -> str:
    """The tag without its namespace: Strict and Transitional workbooks differ in namespaces only."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
