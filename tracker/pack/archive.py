"""The pack as one zip file, the same bytes for the same files."""

from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from events.facts import canonical_document
from tracker.pack.verifier import FORMAT

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can state: a pack says by its facts when it is of."""

_READABLE = 0o100644 << 16
_UNIX = 3


def manifest(files: Mapping[str, bytes]) -> bytes:
    """Return the list of files, each with its SHA-256."""
    listed = {name: sha256(data).hexdigest() for name, data in files.items()}
    return canonical_document({"files": listed, "format": FORMAT}) + b"\n"


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of the files, by name.

    Nothing is compressed: what a compressor makes of the same bytes differs between its versions.
    """
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as zipped:
        for name in sorted(files):
            entry = ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            zipped.writestr(entry, files[name])
    return stream.getvalue()
