"""A workbook's package opened for patching: every part that is not touched leaves as it came, byte for byte."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from pipeline.model.settings import Limits

CONTENT_TYPES = "[Content_Types].xml"
_TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MIB = 1024 * 1024


class NotPatchable(Exception):  # noqa: N818 - no error of ours: the workbook stays as it is
    """This file is no workbook that we can patch safely."""


DAMAGE = (NotPatchable, ValueError, LookupError, etree.LxmlError)
"""What a damaged part can surprise with: numbers that are none, parts that are missing, namespaces that are none."""


def parse(data: bytes) -> Any:
    """An XML part as a tree; NotPatchable when it is damaged or brings a document type."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotPatchable(str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise NotPatchable("document type")
    return root


def serialised(root: Any) -> bytes:
    """A tree as the bytes of a part."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


@dataclass(slots=True)
class Package:
    """The parts of one xlsx or xlsm by name. Trees that were asked for with `tree` are written back by `save`."""

    parts: dict[str, bytes]
    infos: dict[str, zipfile.ZipInfo]
    _trees: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path, limits: Limits) -> Package:
        """Read every part into memory; NotPatchable when it is no zip, is damaged, or is larger than the limit."""
        try:
            with zipfile.ZipFile(path) as file:
                infos = {i.filename: i for i in file.infolist() if not i.is_dir()}
                if sum(i.file_size for i in infos.values()) > limits.unpacked_mib * _MIB:
                    raise NotPatchable("too large")
                return cls({name: file.read(name) for name in infos}, infos)
        except (
            zipfile.BadZipFile,
            OSError,
            RuntimeError,
            NotImplementedError,
            ValueError,
            EOFError,
        ) as error:
            raise NotPatchable(str(error)) from error

    def tree(self, part: str) -> Any:
        """The part's tree, to be changed in place."""
        if part not in self._trees:
            if part not in self.parts:
                raise NotPatchable(f"{part} is missing")
            self._trees[part] = parse(self.parts[part])
        return self._trees[part]

    def add(self, part: str, data: bytes, content_type: str) -> None:
        """Add a part under a name that is free (see `free_name`) with its content type."""
        self.parts[part] = data
        types = self.tree(CONTENT_TYPES)
        etree.SubElement(types, f"{{{_TYPES_NS}}}Override", PartName=f"/{part}", ContentType=content_type)

    def add_extension(self, extension: str, content_type: str) -> None:
        """Declare the content type of all parts with this extension, unless that is done."""
        types = self.tree(CONTENT_TYPES)
        known = {e.get("Extension", "").lower() for e in types.findall(f"{{{_TYPES_NS}}}Default")}
        if extension not in known:
            default = etree.Element(f"{{{_TYPES_NS}}}Default", Extension=extension, ContentType=content_type)
            types.insert(0, default)

    def remove(self, part: str) -> None:
        """Take a part out, with its content type and its own relationships."""
        types = self.tree(CONTENT_TYPES)
        for element in types.findall(f"{{{_TYPES_NS}}}Override"):
            if element.get("PartName", "").lstrip("/") == part:
                types.remove(element)
        for name in (part, rels_of(part)):
            self.parts.pop(name, None)
            self._trees.pop(name, None)

    def free_name(self, stem: str, suffix: str) -> str:
        """`stem1suffix`, or the next number that no part has (names do not tell cases apart)."""
        known = {name.lower() for name in self.parts}
        number = 1
        while f"{stem}{number}{suffix}".lower() in known:
            number += 1
        return f"{stem}{number}{suffix}"

    def related(self, part: str, kind: str) -> Iterator[tuple[str, str]]:
        """(relationship id, part) of every internal relationship of this kind, such as `comments`."""
        if rels_of(part) not in self.parts:
            return
        for element in self.tree(rels_of(part)):
            if element.get("Type") in (f"{_TRANSITIONAL}/{kind}", f"{_STRICT}/{kind}"):
                target = element.get("Target", "")
                if element.get("TargetMode") != "External":
                    yield element.get("Id", ""), posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")  # fmt: skip

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship to another part and answer its id."""
        rels = rels_of(part)
        if rels not in self.parts:
            self.parts[rels] = f'<Relationships xmlns="{_RELS_NS}"/>'.encode()
        tree = self.tree(rels)
        known = {element.get("Id") for element in tree}
        number = 1
        while f"rIdT{number}" in known:
            number += 1
        base = _STRICT if any((e.get("Type") or "").startswith(_STRICT) for e in tree) else _TRANSITIONAL
        etree.SubElement(tree, f"{{{_RELS_NS}}}Relationship", Id=f"rIdT{number}", Type=f"{base}/{kind}", Target=f"/{target}")  # fmt: skip
        return f"rIdT{number}"

    def unrelate(self, part: str, identity: str) -> None:
        """Take a relationship out."""
        tree = self.tree(rels_of(part))
        for element in list(tree):
            if element.get("Id") == identity:
                tree.remove(element)

    def save(self, path: Path) -> None:
        """Write the package in the order in which its parts came, new parts last."""
        for part, tree in self._trees.items():
            data = serialised(tree)
            # a tree that was only looked at leaves its part as it came
            if data != serialised(parse(self.parts[part])):
                self.parts[part] = data
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, data in self.parts.items():
                info = zipfile.ZipInfo(name, self.infos[name].date_time if name in self.infos else (1980, 1, 1, 0, 0, 0))  # fmt: skip
                file.writestr(info, data, zipfile.ZIP_DEFLATED)


def rels_of(part: str) -> str:
    """The part that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
