"""Merkle trees over a log, as RFC 6962 hashes them: roots, and proofs of inclusion and consistency.

Written out here because the one library of the index that proves both, pymerkle, is under the
GPL and asks for an audit of itself. Leaves are given as digests; `leaf_digest` makes one. Whoever
is handed a proof checks it with `tracker/pack/verifier.py`, which stands alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
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


def root(leaves: Iterable[Digest]) -> Digest:
    """Return the root over leaves, which are gone through once and not kept.

    >>> root([]).hex()[:8], root([leaf_digest(b"")]).hex()[:8]
    ('e3b0c442', '6e340b9c')
    """
    whole: list[
        tuple[int, Digest]
    ] = []  # complete trees with their sizes, each larger than the next
    for leaf in leaves:
        size, node = 1, leaf
        while whole and whole[-1][0] == size:
            size, node = 2 * size, node_digest(whole.pop()[1], node)
        whole.append((size, node))
    nodes = [node for _, node in whole]
    return reduce(lambda right, left: node_digest(left, right), reversed(nodes)) if nodes else EMPTY


def inclusion_proofs(leaves: Sequence[Digest], indexes: Iterable[int]) -> Iterator[list[Digest]]:
    """Yield, for each leaf named, counted from 0, what proves it in the tree (RFC 6962, 2.1.1).

    The tree is worked out once, however many leaves are named.
    """
    levels = _levels(leaves)
    for index in indexes:
        if not 0 <= index < len(leaves):
            raise ValueError(f"there is no leaf {index} in a tree of {len(leaves)}")
        places = ((level, (index >> height) ^ 1) for height, level in enumerate(levels))
        yield [level[beside] for level, beside in places if beside < len(level)]


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


def _levels(leaves: Sequence[Digest]) -> list[list[Digest]]:
    """Return a tree from the bottom up; a node that stands alone rises as it is."""
    levels = [list(leaves)]
    while len(level := levels[-1]) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [node_digest(left, right) for left, right in pairs]
        levels.append(above + level[len(level) // 2 * 2 :])
    return levels


def _split(size: int) -> int:
    """Return the largest power of two below a size: how many leaves hang on the left."""
    return 1 << ((size - 1).bit_length() - 1)
