"""Check an auditor's pack: python3 verify.py [PACK] [--key PUBLIC_KEY].

This file is whole in itself: it needs Python 3.9 or later and nothing else. PACK is the zip, or the
folder in which it was unpacked; left out, it is the folder of this file. Only to check signatures
the package `cryptography` is used; where it is missing, that is said.

The end is 0 if everything holds, 1 if anything does not, 2 if the command was mistyped.

Whatever the pack is, little memory is used: a pack is never compressed, what may be large is read
bit by bit, and what has to be read whole is refused where it is larger than in any pack.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import zipfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import (  # noqa: UP035 - older Pythons read this too
    IO,
    Any,
    Callable,
    Iterator,
    Mapping,
    Sequence,
)

FORMAT = "tracker-pack/1"
Files = Mapping[str, bytes]
MOST_BYTES = 12 * 1024**2
"""Bytes of a file that is read whole; one of proofs has as many for some ten thousand facts."""
MOST_VALUES = 500_000
"""Values in a JSON document, or lines; each may take thirty times its bytes in memory."""
MOST_OF_A_DIRECTORY = 4 * 1024**2
"""Bytes of what lists the files of a zip; some thirty thousand files have as many."""
CHUNK = 1024**2
TOLD, LONGEST = 50, 1_000
"""So many faults are told one by one, each in so many characters at most."""
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
UNREADABLE = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
"""What a part of the wrong kind makes Python raise."""


class Damaged(Exception):
    """A pack is not as it was made; the message says where."""


@dataclass
class Findings:
    """What was found to hold, what does not, and what could not be checked."""

    holds: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)


def check(files: Files, key: str | None = None) -> Findings:
    """Return what holds of a pack and what does not; `key` is the public key to insist on."""
    found = Findings()
    steps: list[Callable[[Files, Findings], None]] = [
        _check_manifest,
        lambda files, found: _check_maker(files, found, key),
        _check_facts,
        lambda files, found: _check_checkpoints(files, found, key),
        _check_evidence,
    ]
    for step in steps:
        try:
            step(files, found)
        except Damaged as damage:
            found.faults.append(str(damage))
        except UNREADABLE as error:
            found.faults.append(f"Something in the pack is not what it should be: {error!r}.")
    found.open.append(
        "That no fact was left out is not shown by a pack, only by the ledger's full export."
    )
    return found


class Pack(Files):
    """The files of a pack by name, each read when it is asked for."""

    def __init__(self, sizes: Mapping[str, int], opened: Callable[[str], IO[bytes]]) -> None:
        self._sizes = sizes
        self._opened = opened

    def __iter__(self) -> Iterator[str]:
        return iter(self._sizes)

    def __len__(self) -> int:
        return len(self._sizes)

    def __contains__(self, name: object) -> bool:
        return name in self._sizes

    def __getitem__(self, name: str) -> bytes:
        if self._sizes[name] > MOST_BYTES:
            raise Damaged(
                f"{name} has {self._sizes[name]:,} bytes. It is read whole, so that no pack has "
                f"one of more than {MOST_BYTES:,}."
            )
        return b"".join(self._chunks(name))

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a file, which may be of any size."""
        digest = sha256()
        for chunk in self._chunks(name):
            digest.update(chunk)
        return digest.hexdigest()

    def _chunks(self, name: str) -> Iterator[bytes]:
        rest = self._sizes[name]
        try:
            with self._opened(name) as stream:
                while rest > 0 and (chunk := stream.read(min(CHUNK, rest))):
                    rest -= len(chunk)
                    yield chunk
        except UNZIPPED as error:
            raise Damaged(f"{name} cannot be read: {error}.") from error


@contextmanager
def opened_pack(path: Path) -> Iterator[Pack]:
    """Open a pack, whose files can be read as long as it is open; raises Damaged."""
    with ExitStack() as stack:
        try:
            pack = _folder(path) if path.is_dir() else _zip(path, stack)
        except UNZIPPED as error:
            raise Damaged(f"'{path}' cannot be read as a pack: {error}.") from error
        yield pack


UNZIPPED = (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError)
"""What reading a file that is no zip, or a damaged one, makes Python raise."""


def _folder(path: Path) -> Pack:
    found = {each.relative_to(path).as_posix(): each for each in path.rglob("*") if each.is_file()}
    sizes = {name: found[name].stat().st_size for name in sorted(found)}
    return Pack(sizes, lambda name: found[name].open("rb"))


def _zip(path: Path, stack: ExitStack) -> Pack:
    file = stack.enter_context(_Sparing(io.FileIO(path)))
    archive = stack.enter_context(zipfile.ZipFile(file))
    parts = archive.infolist()
    if len({part.filename for part in parts}) < len(parts):
        raise Damaged(f"'{path}' holds two files of one name.")
    for part in parts:
        if reason := _unfit(part):
            raise Damaged(f"'{path}' is no pack as it was made: {part.filename!r} {reason}.")
    if sum(part.file_size for part in parts) > path.stat().st_size:
        raise Damaged(f"'{path}' is no pack as it was made: files in it overlap.")
    by_name = {part.filename: part for part in parts}
    sizes = {name: part.file_size for name, part in by_name.items()}
    return Pack(sizes, lambda name: archive.open(by_name[name]))


class _Sparing(io.BufferedReader):
    """A file of which no large piece is read at once, as the list of a zip's files would be."""

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > MOST_OF_A_DIRECTORY:
            raise zipfile.BadZipFile(f"its list of files has {size:,} bytes")
        return super().read(size)


LINK, KIND_OF_FILE = 0o120000, 0o170000


def _unfit(part: zipfile.ZipInfo) -> str | None:
    """Return why a part of a zip cannot be one of a pack, or None."""
    if part.flag_bits & 1:
        return "is encrypted"
    if part.compress_type != zipfile.ZIP_STORED or part.compress_size != part.file_size:
        return (
            "is compressed, as no file of a pack is; if you trust where it is from, unpack it and "
            "check the folder"
        )
    if part.external_attr >> 16 & KIND_OF_FILE == LINK:
        return "is a link to another file"
    steps = part.orig_filename.rstrip("/").split("/")
    if not {"", ".", ".."}.isdisjoint(steps) or set(part.orig_filename) & set("\\:\0"):
        return "is a name that leads out of the pack"
    return None


# The manifest: every file and its digest, and who made it.


def _check_manifest(files: Files, found: Findings) -> None:
    manifest = _document(files, MANIFEST)
    if manifest.get("format") != FORMAT:
        raise Damaged(f"{MANIFEST}: its format is {manifest.get('format')!r}, not '{FORMAT}'.")
    listed = manifest.get("files", {})
    faults = [
        *(f"{name} is missing." for name in sorted(listed.keys() - files.keys())),
        *(f"{name} is not listed in {MANIFEST}." for name in _unlisted(files, listed)),
        *(
            f"{name} was changed: its SHA-256 is not the one in {MANIFEST}."
            for name in sorted(listed.keys() & files.keys())
            if _digest(files, name) != listed[name]
        ),
    ]
    found.faults += faults
    if not faults:
        found.holds.append(f"Every file is as {MANIFEST} lists it, {len(listed)} in all.")


def _digest(files: Files, name: str) -> str:
    return files.digest(name) if isinstance(files, Pack) else sha256(files[name]).hexdigest()


def _unlisted(files: Files, listed: dict[str, str]) -> list[str]:
    return sorted(files.keys() - listed.keys() - {MANIFEST, SIGNATURE})


def _check_maker(files: Files, found: Findings, key: str | None) -> None:
    if SIGNATURE not in files:
        if key:
            raise Damaged(f"The pack is not signed, and a signature by {key} is asked for.")
        found.open.append("The pack is not signed: anybody could have made it.")
        return
    signed = _document(files, SIGNATURE)
    _check_signature(signed, _need(files, MANIFEST), f"the pack ({MANIFEST})", found, key)


def _check_signature(
    signed: dict[str, Any], data: bytes, what: str, found: Findings, key: str | None
) -> None:
    public, signature = str(signed.get("public_key")), str(signed.get("signature"))
    if key and public != key.lower():
        raise Damaged(f"The key of {what} does not fit: it is {public}, not {key}.")
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        said = f"The signature of {what} was not checked: the package 'cryptography' is missing."
        if key:
            raise Damaged(f"{said} It was asked for, so this is no answer: install it.") from None
        found.open.append(said)
        return
    try:
        Ed25519PublicKey.from_public_bytes(_hex(public)).verify(_hex(signature), data)
    except (InvalidSignature, ValueError) as error:
        raise Damaged(f"The signature of {what} does not fit it: it was changed.") from error
    whose = "the key asked for" if key else f"{public}; name the key you trust with --key"
    found.holds.append(f"The signature of {what} is by {whose}.")


# The facts: each is in the ledger's tree.


def _check_facts(files: Files, found: Findings) -> None:
    proofs, tree, root = _proofs(files)
    lines = _fact_lines(files)
    entries = proofs["facts"]
    if len(lines) != len(entries):
        raise Damaged(f"facts.jsonl has {len(lines)} facts, proofs.json {len(entries)} proofs.")
    for column in ("position", "index"):
        places = [entry[column] for entry in entries]
        if places != sorted(set(places)):
            raise Damaged(f"proofs.json gives a {column} twice, or not in order.")
    wrong = [
        entry
        for content, entry in zip(lines, entries)  # noqa: B905 - the lengths were compared
        if not _is_in_tree(content, entry, tree["size"], root)
    ]
    for entry in wrong:
        found.faults.append(
            f"The fact at position {entry.get('position')} is not in the ledger's tree: it, its "
            "time or its proof was changed."
        )
    if not wrong:
        found.holds.append(
            f"Every fact is in the tree of the ledger's {tree['size']} facts, {len(lines)} in all; "
            f"root {tree['root']}."
        )


def _fact_lines(files: Files) -> list[bytes]:
    data = _need(files, "facts.jsonl")
    if data.count(b"\n") > MOST_VALUES:
        raise Damaged(f"facts.jsonl has more than {MOST_VALUES:,} lines, as no pack has.")
    *lines, rest = data.split(b"\n")
    if rest:
        raise Damaged("facts.jsonl does not end with its last line.")
    return lines


def _proofs(files: Files) -> tuple[dict[str, Any], dict[str, Any], bytes]:
    """Return what proofs.json says, the tree that it speaks of, and the tree's root."""
    proofs = _document(files, "proofs.json")
    return proofs, proofs["tree"], _hex(proofs["tree"]["root"])


def _is_in_tree(content: bytes, entry: dict[str, Any], size: int, root: bytes) -> bool:
    try:
        leaf = leaf_digest(fact_line(content, entry))
        path = [_hex(each) for each in entry["path"]]
        return inclusion_holds(leaf, entry["index"], size, path, root)
    except UNREADABLE:
        return False


def fact_line(content: bytes, standing: dict[str, Any]) -> bytes:
    """Return the bytes that the ledger digests of a fact: canonical JSON with its standing."""
    after = json.dumps({"position": standing["position"], "recorded_at": standing["recorded_at"]})
    batch = json.dumps(standing["batch"])
    tail = after[1:].replace(": ", ":").replace(", ", ",")
    return b'{"batch":' + batch.encode() + b',"fact":' + content + b"," + tail.encode()


# The checkpoints: what the tree was at which time, and who said so.


def _check_checkpoints(files: Files, found: Findings, key: str | None) -> None:
    proofs, tree, root = _proofs(files)
    ledger = _document(files, "question.json").get("ledger")
    own = _statement(files, "checkpoint.json", found, key)
    if (own["count"], own["root"], own["ledger"]) != (tree["size"], tree["root"], ledger):
        raise Damaged("checkpoint.json speaks of another tree or ledger than the proofs.")
    found.holds.append(f"checkpoint.json states this tree of ledger {ledger}.")
    others = sorted(each for each in files if _is_checkpoint(each))
    if others != sorted(proofs["consistency"]):
        raise Damaged("proofs.json ties other checkpoints to the tree than are in the pack.")
    for name in others:
        other = _statement(files, name, found, None)
        sides = [(other["count"], _hex(other["root"])), (tree["size"], root)]
        (size, earlier), (later_size, later) = sorted(sides, key=lambda side: side[0])
        path = [_hex(each) for each in proofs["consistency"][name]]
        if other["ledger"] != ledger:
            raise Damaged(f"{name} is of another ledger: {other['ledger']}, not {ledger}.")
        if not consistency_holds(size, later_size, path, earlier, later):
            raise Damaged(f"{name} and the tree of the pack are not of one growing ledger.")
        found.holds.append(
            f"{name}, of {other['time']}, is of the same growing ledger: "
            f"{other['count']} facts then, {tree['size']} here."
        )
    found.open += [
        f"{name} is a time stamp, which is not checked here: openssl ts -verify -CAfile ROOT.pem "
        f"-in {name} -data {name.partition('.json')[0]}.json"
        for name in sorted(files)
        if name.endswith(".tsr")
    ]


def _is_checkpoint(name: str) -> bool:
    return name.startswith("checkpoints/") and name.endswith(".json")


def _statement(files: Files, name: str, found: Findings, key: str | None) -> dict[str, Any]:
    """Return what a checkpoint states; its digest and signature are checked."""
    document = _document(files, name)
    stated: dict[str, Any] = document["checkpoint"]
    data = _canonical(stated)
    if sha256(data).hexdigest() != document["sha256"]:
        raise Damaged(f"{name}: its digest does not fit what it states.")
    if "signature" in document:
        _check_signature(document, data, name, found, key)
    elif key:
        raise Damaged(f"{name} is not signed, and a signature by {key} is asked for.")
    return stated


# The evidence: each file is the one that a fact names.


def _check_evidence(files: Files, found: Findings) -> None:
    facts = (_parsed("facts.jsonl", line) for line in _fact_lines(files))
    named = {each["sha256"] for each in facts if each.get("kind") == "evidence_added"}
    kept = {
        name.split("/")[1].split(".")[0]: name for name in files if name.startswith("evidence/")
    }
    faults = [
        *(f"The evidence {digest} is missing." for digest in sorted(named - kept.keys())),
        *(f"{kept[digest]} is named by no fact." for digest in sorted(kept.keys() - named)),
        *(
            f"{name} was changed: its SHA-256 is not its name."
            for digest, name in sorted(kept.items())
            if _digest(files, name) != digest
        ),
    ]
    found.faults += faults
    if kept and not faults:
        found.holds.append(f"Evidence: each file is one that the facts name, {len(kept)} in all.")


# RFC 6962 trees, and the reading of files.


def leaf_digest(data: bytes) -> bytes:
    """Return the digest of a leaf."""
    return sha256(b"\x00" + data).digest()


def inclusion_holds(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], claimed: bytes
) -> bool:
    """Tell whether a path leads from a leaf to the root of a tree (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for digest in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = _node(digest, found)
            place, last = _past_unpaired(place, last)
        else:
            found = _node(found, digest)
        place, last = place >> 1, last >> 1
    return last == 0 and found == claimed


def consistency_holds(
    size: int, later_size: int, path: Sequence[bytes], earlier: bytes, later: bytes
) -> bool:
    """Tell whether a path shows one tree to be the beginning of another (RFC 9162, 2.1.4.2)."""
    if size == later_size:
        return not path and earlier == later
    if not 0 < size < later_size or not path:
        return False
    digests = [earlier, *path] if size & (size - 1) == 0 else list(path)
    place, last = _past_right(size - 1, later_size - 1)
    old = new = digests[0]
    for digest in digests[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = _node(digest, old), _node(digest, new)
            place, last = _past_unpaired(place, last)
        else:
            new = _node(new, digest)
        place, last = place >> 1, last >> 1
    return last == 0 and (old, new) == (earlier, later)


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def _past_right(place: int, last: int) -> tuple[int, int]:
    """Climb while the node is a right child: the common subtree of both trees is below."""
    while place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _past_unpaired(place: int, last: int) -> tuple[int, int]:
    """Climb past levels on which the last node stands alone."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _hex(text: Any) -> bytes:
    data = bytes.fromhex(text)
    if data.hex() != text:
        raise ValueError(f"{text!r} is not lower-case hexadecimal")
    return data


def _canonical(document: dict[str, Any]) -> bytes:
    """Return canonical JSON (RFC 8785); enough for whole numbers and keys in ASCII."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _need(files: Files, name: str) -> bytes:
    if name not in files:
        raise Damaged(f"{name} is missing.")
    return files[name]


def _document(files: Files, name: str) -> dict[str, Any]:
    data = _need(files, name)
    found = _parsed(name, data)
    if _canonical(found) + b"\n" != data:
        raise Damaged(f"{name} is not the canonical JSON that it was written in.")
    return found


def _parsed(name: str, data: bytes) -> dict[str, Any]:
    if sum(map(data.count, (b",", b"[", b"{"))) > MOST_VALUES:
        raise Damaged(f"{name} has more than {MOST_VALUES:,} values, as no pack has.")
    try:
        found = json.loads(data)
    except ValueError as error:
        raise Damaged(f"{name} is not JSON: {error}.") from error
    if not isinstance(found, dict):
        raise Damaged(f"{name} is not a JSON object.")
    return found


def told(found: Findings) -> Iterator[tuple[str, str]]:
    """Yield what was found, each as a word and a sentence."""
    yield from (("holds", each) for each in found.holds)
    yield from (("open", each) for each in found.open)
    for each in islice(found.faults, TOLD):
        yield "damaged", each if len(each) <= LONGEST else f"{each[:LONGEST]}…"
    if (further := len(found.faults) - TOLD) > 0:
        yield "damaged", f"There are {further:,} faults more."


def verdict(found: Findings) -> str:
    """Return what it all comes to."""
    if found.faults:
        return f"The pack does not hold. Faults: {len(found.faults)}."
    return "The pack holds, but for what is open."


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the pack that the command line names and print what was found."""
    parser = argparse.ArgumentParser(prog="verify.py", description="Check an auditor's pack.")
    parser.add_argument("pack", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--key", metavar="PUBLIC_KEY", help="insist on this key (hexadecimal)")
    given = parser.parse_args(arguments)
    try:
        with opened_pack(given.pack) as files:
            found = check(files, given.key)
    except Damaged as damage:
        found = Findings(faults=[str(damage)])
    _print([*(f"{word:9}{sentence}" for word, sentence in told(found)), verdict(found)])
    return 1 if found.faults else 0


def _print(lines: Sequence[str]) -> None:
    """Print lines, whatever signs the terminal has, and whether or not anybody reads them."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        print("\n".join(lines), flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
