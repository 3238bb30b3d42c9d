"""A public site as files: a folder that any web server can serve, without this system.

Every file is written beside its place and moved there, so that nobody reads half a page; after
a crash everything can be done again. Text comes last and goes first: whoever follows a link
finds what it leads to.
"""

import os
import secrets
import shutil
from pathlib import Path

from shenfa.desk.channels.models import ChannelRecord
from shenfa.desk.manuscripts.files import blob_bytes
from shenfa.desk.release.addresses import ICON, INDEX, MAP, PACKAGE, STYLESHEET, list_name
from shenfa.desk.release.connectors import Connector, Way, folder_path
from shenfa.desk.release.models import ConnectorRecord, ReleaseChannelRecord, ReleaseRecord
from shenfa.desk.release.pages import column_pages, columns, home, site_map
from shenfa.desk.release.rendering import icon, stylesheet
from shenfa.review.content import canonical_content


def folder_files(row: ReleaseChannelRecord) -> dict[str, bytes]:
    """Return the files of a release in a column, by their place below the root of the site."""
    content = row.release.revision.to_content()
    files = {
        f"{row.path}attachments/{one.name}": blob_bytes(one.sha256) for one in content.attachments
    }
    files[f"releases/{row.release_id}/{PACKAGE}"] = canonical_content(content)
    files[f"{row.path}{INDEX}"] = blob_bytes(str(row.page_id))
    return files


def folder_show(release: ReleaseRecord, channel: ChannelRecord, connector: Connector) -> None:
    """Write a release into the folder of a column."""
    root = folder_path(connector)
    for place, data in folder_files(release.channels.get(channel=channel)).items():
        write(root / place, data)
    folder_lists(channel, connector)


def folder_remove(
    release: ReleaseRecord, channel: ChannelRecord, connector: Connector, page: bytes | None
) -> None:
    """Take a release out of the folder of a column; ``page`` is what stands there instead.

    What was approved goes too: a release leaves all its channels at once, none still shows it.
    """
    root = folder_path(connector)
    row = release.channels.get(channel=channel)
    index = root / row.path / INDEX
    if page is None:
        index.unlink(missing_ok=True)
    else:
        write(index, page)
    erase(root / row.path / "attachments")
    if page is None:
        erase(root / row.path)
    erase(root / "releases" / release.id)
    folder_lists(channel, connector)


def folder_lists(channel: ChannelRecord, connector: Connector) -> None:
    """Write the lists of a column, the map and the home page anew."""
    root = folder_path(connector)
    write(root / STYLESHEET, stylesheet())
    write(root / ICON, icon())
    number = 0
    for number, page in enumerate(column_pages(channel), start=1):
        write(root / channel.path / list_name(number), page)
    while (stale := root / channel.path / list_name(number + 1)).exists():
        stale.unlink()
        number += 1
    rows = ConnectorRecord.objects.filter(kind=Way.FOLDER.value, settings__folder=connector.folder)
    shown = columns().filter(id__in=rows.values("channel"))
    write(root / MAP, site_map(shown, is_served=False))
    write(root / INDEX, home(shown, is_served=False))


def erase(folder: Path) -> None:
    """Remove a folder with everything in it, or fail, so that it is tried again."""
    if folder.exists():
        shutil.rmtree(folder)


def write(path: Path, data: bytes) -> None:
    """Put a file in its place as a whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{secrets.token_hex(8)}.tmp")
    with unfinished.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(path)
