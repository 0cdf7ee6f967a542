"""Zip archives of XML, as .docx, .pptx, .xlsx and .hwpx are, opened without trust."""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ai.errors import DocumentError, DocumentFault

MOST_UNPACKED_BYTES: Final = 200_000_000
"""An archive that would unpack to more is taken for a zip bomb and not opened."""

MOST_PARTS: Final = 10_000
"""Files within one archive; office programs write some hundred at most."""

_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ENCRYPTED_FLAG: Final = 0x1
_PROLOGUE: Final = 2_048


class Archive:
    """The parts of an office file. Every refusal is a DocumentError."""

    def __init__(self, data: bytes) -> None:
        self._zip = _opened(data)
        self.names: Final = frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """A part. Sizes were checked when opening, and zipfile stops at what was declared."""
        try:
            return self._zip.read(name)
        except KeyError as error:
            raise DocumentError(
                DocumentFault.CORRUPT, f"the file lacks its part {name}; save it again"
            ) from error

    def xml(self, name: str) -> Element:
        """A part of XML; one that declares entities or a document type is refused."""
        try:
            return fromstring(self.read(name), forbid_dtd=True)
        except DefusedXmlException as error:
            raise _unsafe(name) from error
        except ParseError as error:
            raise DocumentError(
                DocumentFault.CORRUPT, f"the part {name} is no whole XML ({error}); save it again"
            ) from error

    def relations(self, name: str) -> Mapping[str, str]:
        """Identifier to part, for all parts of the archive that a part refers to."""
        folder, file = posixpath.split(name)
        described = f"{folder}/_rels/{file}.rels"
        if described not in self.names:
            return {}
        return {
            relation.get("Id", ""): posixpath.normpath(
                posixpath.join("/", folder, relation.get("Target", ""))
            ).lstrip("/")
            for relation in self.xml(described).iter(_RELATIONS)
            if relation.get("TargetMode") != "External"
        }

    def check_prologues(self) -> None:
        """Refuse document types in any part, for libraries that open the archive themselves."""
        for name in sorted(self.names):
            if name.endswith((".xml", ".rels")):
                with self._zip.open(name) as part:
                    start = part.read(_PROLOGUE).replace(b"\0", b"")
                if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                    raise _unsafe(name)


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise DocumentError(
            DocumentFault.CORRUPT, f"the file can not be unpacked ({error}); save it again"
        ) from error
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED_BYTES or len(parts) > MOST_PARTS:
        raise DocumentError(
            DocumentFault.TOO_LARGE,
            f"the file unpacks to {len(parts)} parts of {unpacked} bytes, "
            f"at most {MOST_PARTS} of {MOST_UNPACKED_BYTES} are read; split it",
        )
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise DocumentError(
            DocumentFault.ENCRYPTED, "the file asks for a password; save it without one"
        )
    return archive


def _unsafe(name: str) -> DocumentError:
    return DocumentError(
        DocumentFault.UNSAFE,
        f"the part {name} declares a document type or entities, which office programs never do; "
        "save it anew with the program it is from",
    )
