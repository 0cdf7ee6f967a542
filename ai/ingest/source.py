"""Where documents come from: a bucket, or a folder that stands in for one."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from botocore.exceptions import ClientError

from ai.service_errors import code_of

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A file as the listing shows it. `version` changes with its content; `size` is in bytes."""

    version: str
    size: int
    uploaded_at: datetime | None = None


class Source(Protocol):
    """The documents as they are now."""

    def listing(self) -> Mapping[str, Listed]:
        """Every file by name."""
        ...

    def read(self, name: str) -> tuple[bytes, str] | None:
        """Content and its version; None when the file has gone since it was listed."""
        ...


class BucketSource:
    """The documents bucket."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def listing(self) -> Mapping[str, Listed]:
        """Every object that is a file, by key, with its ETag."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket)
        return {
            key: Listed(
                version=item.get("ETag", "").strip('"'),
                size=item.get("Size", 0),
                uploaded_at=item.get("LastModified"),
            )
            for page in pages
            for item in page.get("Contents", [])
            if is_document_name(key := item.get("Key", ""))
        }

    def read(self, name: str) -> tuple[bytes, str] | None:
        """The object with the ETag of exactly what was read, whatever the listing said."""
        try:
            response = self._client.get_object(Bucket=self._bucket, Key=name)
        except ClientError as error:
            if code_of(error) in {"NoSuchKey", "404"}:
                return None
            raise
        return response["Body"].read(), response["ETag"].strip('"')


class FolderSource:
    """A folder with everything below it; names are relative, with forward slashes."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise NotADirectoryError(f"{folder} is not a folder")
        self._folder = folder

    def listing(self) -> Mapping[str, Listed]:
        """Every file by its path below the folder, with a digest of its content."""
        found = {
            path.relative_to(self._folder).as_posix(): path
            for path in sorted(self._folder.rglob("*"))
            if path.is_file()
        }
        return {
            name: Listed(version=_digest(path.read_bytes()), size=path.stat().st_size)
            for name, path in found.items()
            if is_document_name(name)
        }

    def read(self, name: str) -> tuple[bytes, str] | None:
        """The file and the digest of exactly what was read."""
        path = self._folder / name
        if not path.is_file():
            return None
        data = path.read_bytes()
        return data, _digest(data)


def listing_digest(listing: Mapping[str, Listed]) -> str:
    """Identifies the files and their versions."""
    lines = sorted(f"{name}\0{file.version}" for name, file in listing.items())
    return _digest("\n".join(lines).encode())


def is_document_name(name: str) -> bool:
    """Whether a name is a file's: not a folder marker, nor a hidden or lock file of an editor."""
    last = PurePosixPath(name).name
    return bool(name) and not name.endswith("/") and not last.startswith((".", "~$"))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]
