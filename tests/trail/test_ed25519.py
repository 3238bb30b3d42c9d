"""The signatures agree with RFC 8032, section 7.1, and with nothing else."""

import pytest

from shenfa.trail import Broken, Unusable, generate_key, public_key, read_key, sign, write_key
from shenfa.trail.checkpoint import read_checkpoint
from shenfa.trail.ed25519 import ORDER, is_signed

VECTORS = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]


@pytest.mark.parametrize(("private", "public", "message", "signature"), VECTORS)
def test_rfc_8032(private: str, public: str, message: str, signature: str) -> None:
    secret, key, text = (bytes.fromhex(part) for part in (private, public, message))

    assert public_key(secret) == key
    assert sign(secret, text).hex() == signature
    assert is_signed(key, text, bytes.fromhex(signature))


@pytest.mark.parametrize("place", range(0, 64, 7))
def test_one_changed_bit_is_no_signature(place: int) -> None:
    private, public, message, signature = (bytes.fromhex(part) for part in VECTORS[2])
    bent = bytearray(signature)
    bent[place] ^= 1

    assert not is_signed(public, message, bytes(bent))
    assert not is_signed(public, message + b"x", signature)
    assert not is_signed(public_key(private[::-1]), message, signature)


def test_second_form_of_a_signature_is_refused() -> None:
    _, public, message, signature = (bytes.fromhex(part) for part in VECTORS[0])
    scalar = int.from_bytes(signature[32:], "little") + ORDER

    assert not is_signed(public, message, signature[:32] + scalar.to_bytes(32, "little"))


@pytest.mark.parametrize("key", [b"", b"\x01" * 31, b"\xff" * 32, (2).to_bytes(32, "little")])
def test_what_is_no_point_signs_nothing(key: bytes) -> None:
    assert not is_signed(key, b"", bytes.fromhex(VECTORS[0][3]))


def test_key_file_is_one_line() -> None:
    private = generate_key()
    text = write_key(public_key(private), "虚谷县 2026\n年 留痕公钥")

    assert text == f"ed25519 {public_key(private).hex()} 虚谷县 2026 年 留痕公钥\n"
    assert read_key(text) == public_key(private)
    assert len({generate_key() for _ in range(9)}) == 9


@pytest.mark.parametrize("text", ["", "ed25519", "ed25519 00", "00" * 32, "rsa " + "00" * 32])
def test_other_key_files_are_unusable(text: str) -> None:
    with pytest.raises(Unusable):
        read_key(text)


@pytest.mark.parametrize(
    "line",
    [
        '{"at":"2026-11-24T00:00:00Z","count":0,"head":"a","origin":"o","signature":""}',
        '{"at":"2026-11-24","count":1,"head":"a","origin":"o","signature":""}',
        '{"at":"2026-11-24T00:00:00Z","count":1,"head":1,"origin":"o","signature":""}',
        '{"at":"2026-11-24T00:00:00Z","count":1,"head":"a","origin":"o"}',
    ],
)
def test_damaged_checkpoint_is_broken(line: str) -> None:
    with pytest.raises(Broken):
        read_checkpoint(line.encode())
