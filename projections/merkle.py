"""Merkle trees over a log, as RFC 6962 hashes them: roots, and proofs of inclusion and consistency.

Written out here because the one library of the index that proves both, pymerkle, is under the
GPL and asks for an audit of itself. Leaves are given as digests; `leaf_digest` makes one.
"""

from collections.abc import Sequence
from hashlib import sha256

Digest = bytes

EMPTY: Digest = sha256().digest()
"""The root of a tree without leaves."""


def leaf_digest(data: bytes) -> Digest:
    """Return the digest of a leaf; its prefix keeps a leaf from passing for a node."""
    return sha256(b"\x00" + data).digest()


def node_digest(left: Digest, right: Digest) -> Digest:
    """Return the digest of a node over two others."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[Digest]) -> Digest:
    """Return the root over leaves, in one pass from the bottom up.

    >>> root([]).hex()[:8], root([leaf_digest(b"")]).hex()[:8]
    ('e3b0c442', '6e340b9c')
    """
    level = list(leaves) or [EMPTY]
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [node_digest(left, right) for left, right in pairs]
        level = above + level[len(level) // 2 * 2 :]
    return level[0]


def inclusion_proof(leaves: Sequence[Digest], index: int) -> list[Digest]:
    """Return what proves that a leaf, counted from 0, is in the tree (RFC 6962, 2.1.1)."""
    if not 0 <= index < len(leaves):
        raise ValueError(f"there is no leaf {index} in a tree of {len(leaves)}")
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*inclusion_proof(leaves[:split], index), root(leaves[split:])]
    return [*inclusion_proof(leaves[split:], index - split), root(leaves[:split])]


def inclusion_holds(
    leaf: Digest, index: int, size: int, proof: Sequence[Digest], claimed: Digest
) -> bool:
    """Tell whether a proof leads from a leaf to the root of a tree (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for digest in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_digest(digest, found)
            place, last = _past_unpaired(place, last)
        else:
            found = node_digest(found, digest)
        place, last = place >> 1, last >> 1
    return last == 0 and found == claimed


def consistency_proof(leaves: Sequence[Digest], size: int) -> list[Digest]:
    """Return what proves that the first `size` leaves are a tree's beginning (RFC 6962, 2.1.2)."""
    if not 0 < size <= len(leaves):
        raise ValueError(f"a tree of {len(leaves)} does not begin with one of {size}")
    return _subproof(leaves, size, whole=True)


def _subproof(leaves: Sequence[Digest], size: int, *, whole: bool) -> list[Digest]:
    if size == len(leaves):
        return [] if whole else [root(leaves)]
    split = _split(len(leaves))
    if size <= split:
        return [*_subproof(leaves[:split], size, whole=whole), root(leaves[split:])]
    return [*_subproof(leaves[split:], size - split, whole=False), root(leaves[:split])]


def consistency_holds(
    size: int, later_size: int, proof: Sequence[Digest], earlier: Digest, later: Digest
) -> bool:
    """Tell whether a proof shows one tree to be the beginning of another (RFC 9162, 2.1.4.2)."""
    if size == later_size:
        return not proof and earlier == later
    if not 0 < size < later_size or not proof:
        return False
    digests = [earlier, *proof] if size & (size - 1) == 0 else list(proof)
    place, last = _past_right(size - 1, later_size - 1)
    old = new = digests[0]
    for digest in digests[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_digest(digest, old), node_digest(digest, new)
            place, last = _past_unpaired(place, last)
        else:
            new = node_digest(new, digest)
        place, last = place >> 1, last >> 1
    return last == 0 and (old, new) == (earlier, later)


def _split(size: int) -> int:
    """Return the largest power of two below a size: how many leaves hang on the left."""
    return 1 << ((size - 1).bit_length() - 1)


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
