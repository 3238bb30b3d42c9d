"""A checkpoint: how many entries there were and the hash of the last, signed.

Whoever keeps a checkpoint and the public key outside the county's machine can show that the
trail up to there was not rewritten, and that nothing was cut off.
"""

import re
from dataclasses import asdict, dataclass, fields

from shenfa.trail.ed25519 import is_signed
from shenfa.trail.entry import canonical, is_time, read_object
from shenfa.trail.faults import Unusable, need


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Origin (whose trail), number of entries, hash of the last, time, signature in hex."""

    origin: str
    count: int
    head: str
    at: str
    signature: str


def write_checkpoint(checkpoint: Checkpoint) -> bytes:
    """Return the checkpoint as one line, without the line break."""
    return canonical(asdict(checkpoint))


def read_checkpoint(line: bytes) -> Checkpoint:
    """Return the checkpoint on a line, or say that it is damaged (Broken)."""
    value = read_object(line, {field.name for field in fields(Checkpoint)})
    texts = [value[name] for name in ("origin", "head", "at", "signature")]
    need(type(value["count"]) is int and value["count"] > 0 and is_time(value["at"]), "json")
    need(all(isinstance(text, str) for text in texts), "json")
    return Checkpoint(**value)


def signed_part(checkpoint: Checkpoint) -> bytes:
    """Return the bytes that the signature covers."""
    body = asdict(checkpoint)
    del body["signature"]
    return b"shenfa.checkpoint/1\n" + canonical(body)


def is_genuine(checkpoint: Checkpoint, key: bytes) -> bool:
    """Return whether the holder of the key signed this checkpoint."""
    if not re.fullmatch("[0-9a-f]{128}", checkpoint.signature):
        return False
    return is_signed(key, signed_part(checkpoint), bytes.fromhex(checkpoint.signature))


def read_key(text: str) -> bytes:
    """Return the public key on the one line of a key file: ed25519, hex, comment."""
    found = re.fullmatch(r"ed25519 ([0-9a-f]{64})(?: .*)?", text.strip())
    if found is None:
        raise Unusable("公钥文件应为一行：ed25519、64位十六进制公钥、备注")
    return bytes.fromhex(found[1])
