"""Ed25519 keys and certificates; the only module that knows the cryptography library."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.integrity.checkpoints.files import write_new
from tracker.integrity.errors import CertificateRefused, KeyRefused, ProofMissing, Unreadable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.x509 import Certificate as Certificate  # typed by all who name one


def make_key(path: Path) -> str:
    """Write a new private key that only its owner may read, and return its public key in hex."""
    _need_library()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_new(path, pem, mode=0o600)
    return _public(key)


def sign(path: Path, data: bytes) -> tuple[str, str]:
    """Return the public key of a key file and its signature over some bytes, in hex."""
    key = _private(path)
    return _public(key), key.sign(data).hex()


def signature_holds(public_key: str, signature: str, data: bytes) -> bool:
    """Tell whether the signature over some bytes was made with the key that belongs to another."""
    _need_library()
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key(given: str) -> str:
    """Return a public key given in hex, or in a file that holds it so; raises KeyRefused."""
    try:
        text = Path(given).read_text("ascii") if Path(given).is_file() else given
        if len(bytes.fromhex(text.strip())) == 32:
            return text.strip().lower()
    except (ValueError, OSError):
        pass
    raise KeyRefused(given, "it is not a public key: 64 hexadecimal digits, or a file of them")


def certificates(path: Path) -> "list[Certificate]":
    """Return the certificates in a file in PEM; raises Unreadable, or CertificateRefused."""
    _need_library()
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return load_pem_x509_certificates(path.read_bytes())
    except OSError as error:
        raise Unreadable("certificate", str(path), error.strerror or str(error)) from error
    except ValueError as error:
        raise CertificateRefused(str(path), "It holds no certificate in PEM") from error


def certificate(der: bytes) -> "Certificate":
    """Return a certificate from its bytes."""
    from cryptography.x509 import load_der_x509_certificate

    return load_der_x509_certificate(der)


def common_name(of: "Certificate") -> str:
    """Return the name in a certificate, or all that it says of its subject if it has none."""
    from cryptography.x509 import NameOID

    names = of.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else of.subject.rfc4514_string()


def _private(path: Path) -> "Ed25519PrivateKey":
    _need_library()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise Unreadable("key", str(path), error.strerror or str(error)) from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyRefused(str(path), "it holds no unencrypted private key in PEM") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyRefused(str(path), "its key is not an Ed25519 key")
    return key


def _public(key: "Ed25519PrivateKey") -> str:
    return key.public_key().public_bytes_raw().hex()


def _need_library() -> None:
    if find_spec("cryptography") is None:
        raise ProofMissing()
