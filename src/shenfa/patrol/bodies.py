"""The bytes of pages as they came, small by what they share with the first one stored."""

import sqlite3
import zlib

MODEL = "model"
WINDOW = 32_768
"""As much as the method can look back on."""


def store_body(connection: sqlite3.Connection, digest: str, body: bytes) -> None:
    """Keep the bytes of a page under their digest."""
    model = _model(connection)
    if not model and body:
        model = body[-WINDOW:]
        connection.execute("INSERT INTO body VALUES (?, ?)", (MODEL, model))
    packer = zlib.compressobj(level=3, zdict=model) if model else zlib.compressobj(level=3)
    data = packer.compress(body) + packer.flush()
    connection.execute("INSERT OR IGNORE INTO body VALUES (?, ?)", (digest, data))


def body_of(connection: sqlite3.Connection, digest: str) -> bytes:
    """Return the bytes of a page, nothing where they were not kept."""
    row = connection.execute("SELECT data FROM body WHERE digest = ?", (digest,)).fetchone()
    if row is None:
        return b""
    model = _model(connection)
    unpacker = zlib.decompressobj(zdict=model) if model else zlib.decompressobj()
    return unpacker.decompress(row[0]) + unpacker.flush()


def _model(connection: sqlite3.Connection) -> bytes:
    row = connection.execute("SELECT data FROM body WHERE digest = ?", (MODEL,)).fetchone()
    return bytes(row[0]) if row else b""
