"""Merkle trees against the vectors of Certificate Transparency and against a naive tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.proof.merkle import (
    EMPTY,
    consistency_proof,
    inclusion_proofs,
    leaf_digest,
    node_digest,
    root,
)
from tracker.pack.verifier import consistency_holds, inclusion_holds

INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
          "606162636465666768696a6b6c6d6e6f"]  # fmt: skip
LEAVES = [leaf_digest(bytes.fromhex(each)) for each in INPUTS]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def naive(leaves: list[bytes]) -> bytes:
    if not leaves:
        return EMPTY
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_digest(naive(leaves[:split]), naive(leaves[split:]))


def inclusion_proof(leaves: list[bytes], index: int) -> list[bytes]:
    [proof] = inclusion_proofs(leaves, [index])
    return proof


def some(count: int) -> list[bytes]:
    return [leaf_digest(b"%d" % number) for number in range(count)]


def test_roots_are_those_of_certificate_transparency() -> None:
    assert [root(LEAVES[: n + 1]).hex() for n in range(8)] == ROOTS


def test_proofs_are_those_of_certificate_transparency() -> None:
    assert [each.hex()[:8] for each in inclusion_proof(LEAVES, 0)] == [
        "96a296d2", "5f083f0a", "6b47aaf2"]  # fmt: skip
    assert [each.hex()[:8] for each in consistency_proof(LEAVES[:8], 6)] == [
        "0ebc5d34", "ca854ea1", "d37ee418"]  # fmt: skip


@pytest.mark.parametrize("size", range(1, 65))
def test_every_proof_holds_and_no_other_root_or_place(size: int) -> None:
    leaves = some(size)
    top = root(leaves)
    assert top == naive(leaves)
    for index in range(size):
        proof = inclusion_proof(leaves, index)
        assert inclusion_holds(leaves[index], index, size, proof, top)
        assert not inclusion_holds(leaves[index], index, size, proof, EMPTY)
        assert not inclusion_holds(leaves[index], (index + 1) % size, size, proof, top) or size == 1
    for earlier in range(1, size + 1):
        proof, before = consistency_proof(leaves, earlier), root(leaves[:earlier])
        assert consistency_holds(earlier, size, proof, before, top)
        assert not consistency_holds(earlier, size, proof, EMPTY, top)
        assert not consistency_holds(earlier, size, [*proof, EMPTY], before, top)


@given(st.data(), st.integers(2, 64))
def test_a_flipped_bit_of_a_proof_fails(data: st.DataObject, size: int) -> None:
    leaves = some(size)
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(leaves, index)
    spot = data.draw(st.integers(0, len(proof) - 1))
    proof[spot] = bytes([proof[spot][0] ^ 1]) + proof[spot][1:]
    assert not inclusion_holds(leaves[index], index, size, proof, root(leaves))


def test_what_is_not_in_a_tree_has_no_proof() -> None:
    with pytest.raises(ValueError, match="no leaf 3"):
        inclusion_proof(some(3), 3)
    with pytest.raises(ValueError, match="does not begin"):
        consistency_proof(some(3), 4)
