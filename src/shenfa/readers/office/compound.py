"""The streams of a compound file (OLE), in which old Office documents are stored."""

import io

import olefile

MAGIC: bytes = olefile.MAGIC


def streams(data: bytes) -> dict[str, bytes]:
    """Return the streams by path (Workbook, MBD0001/Package), none for a damaged file."""
    if not data.startswith(MAGIC):
        return {}
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return {"/".join(path): file.openstream(path).read() for path in file.listdir()}
    except (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError):
        # A damaged directory takes olefile anywhere; whatever it stumbles on, there is none.
        return {}
