"""A Word document behind a password: a compound file that holds nothing but what is encrypted."""

import struct

SECTOR, NONE, END, TABLE = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def locked_word() -> bytes:
    """Return the beginning of such a file: header, allocation table, directory."""
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[NONE] * 108)
    table = struct.pack("<128I", TABLE, END, *[NONE] * 126)
    entries = (
        _entry("Root Entry", 5, NONE, 1)
        + _entry("EncryptionInfo", 2, 2, NONE)
        + _entry("EncryptedPackage", 2, NONE, NONE)
    )
    return header + table + entries.ljust(SECTOR, b"\0")


def _entry(name: str, kind: int, right: int, child: int) -> bytes:
    head = name.encode("utf-16-le").ljust(64, b"\0")
    links = struct.pack("<HBBIII", len(name) * 2 + 2, kind, 1, NONE, right, child)
    return head + links + bytes(36) + struct.pack("<III", END, 0, 0)
