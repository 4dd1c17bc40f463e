"""RFC 3161 time stamps, asked for, read and verified; the only module that knows their library."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING

from tracker.integrity.checkpoints.keys import certificate, common_name
from tracker.integrity.errors import ProofMissing, StampUnfit

if TYPE_CHECKING:
    from rfc3161_client import TimeStampRequest, TimeStampResponse

    from tracker.integrity.checkpoints.keys import Certificate

_DIGESTS = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}

_GRANTED = 0


@dataclass(frozen=True)
class Stamp:
    """A time stamp that fits what it was asked for, as the answer that a server gave."""

    answer: bytes
    time: datetime


@dataclass(frozen=True)
class Request:
    """A question to a time-stamp server: over the SHA-256 of some bytes, with a number used once.

    It asks for the certificate of whoever signs the answer, to be kept with it.
    """

    data: bytes
    _asked: "TimeStampRequest"

    @property
    def der(self) -> bytes:
        """Return the bytes that are sent."""
        return self._asked.as_bytes()

    def fitting(self, answer: bytes) -> Stamp:
        """Return the stamp in an answer; raises StampUnfit where it is not to this question."""
        read = _read(answer)
        if read.tst_info.nonce != self._asked.nonce:
            raise StampUnfit("it answers another question: the number used once is not ours")
        _compare(read, self.data)
        return Stamp(answer, read.tst_info.gen_time)


def request(data: bytes) -> Request:
    """Return a question for a time stamp over some bytes."""
    _need_library()
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    return Request(data, TimestampRequestBuilder(data, HashAlgorithm.SHA256).build())


def stamp_time(answer: bytes, data: bytes) -> datetime:
    """Return the time that a stamp states for some bytes; raises StampUnfit if it is of others.

    Whether the signature holds is not checked here.
    """
    read = _read(answer)
    _compare(read, data)
    return read.tst_info.gen_time


def authority(answer: bytes, data: bytes, roots: Sequence["Certificate"]) -> str:
    """Return who signed a stamp over some bytes, by a chain up to one of the roots.

    The certificates have to be in date when the stamp was made, not today. Raises StampUnfit.
    """
    read = _read(answer)
    from rfc3161_client import VerificationError, VerifierBuilder

    try:
        VerifierBuilder(roots=list(roots)).build().verify_message(read, data)
    except (VerificationError, ValueError) as error:
        why = " ".join(str(error).split()).rstrip(". ")
        raise StampUnfit(f"its signature does not hold under that root ({why})") from error
    return _signer(read)


def _read(answer: bytes) -> "TimeStampResponse":
    _need_library()
    from rfc3161_client import decode_timestamp_response

    try:
        read = decode_timestamp_response(answer)
        if read.status == _GRANTED:
            read.tst_info, read.signed_data  # noqa: B018 what is malformed shows only when read
    except ValueError as error:
        raise StampUnfit("it is no answer in the format of RFC 3161, or a damaged one") from error
    if read.status != _GRANTED:
        said = "; ".join(read.status_string) or "nothing more"
        raise StampUnfit(f"it refuses the stamp with status {read.status} and says: {said}")
    return read


def _compare(read: "TimeStampResponse", data: bytes) -> None:
    imprint = read.tst_info.message_imprint
    name = _DIGESTS.get(imprint.hash_algorithm.dotted_string)
    if name is None:
        kind = imprint.hash_algorithm.dotted_string
        raise StampUnfit(f"it is over a kind of digest that is not known here ({kind})")
    if hashlib.new(name, data).digest() != imprint.message:
        raise StampUnfit("it was given for other bytes")


def _signer(read: "TimeStampResponse") -> str:
    [info] = read.signed_data.signer_infos
    held = map(certificate, read.signed_data.certificates)
    return next(
        common_name(each)
        for each in held
        if (each.issuer, each.serial_number) == (info.issuer, info.serial_number)
    )


def _need_library() -> None:
    if find_spec("rfc3161_client") is None:
        raise ProofMissing("Time stamps", "rfc3161-client")
