"""What one athlete takes along: a zip with their entries in both forms, their settings, and a page that explains it."""

import io
import zipfile
from collections.abc import Mapping

import msgspec

from bot.conversation.belongings import Belongings
from bot.files import csv_file, json_file
from bot.files.reading import MARK, PACKED

NAME = "fasttwitch-export.zip"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same belongings make the same bytes


def packed(one: Belongings, readme: str) -> bytes:
    """The zip's bytes."""
    settings = msgspec.json.format(msgspec.json.encode(one.notebook), indent=2)
    files: Mapping[str, bytes] = {
        "README.txt": readme.encode(),
        PACKED: "".join(json_file.written([one])).encode(),
        "entries.csv": MARK + "".join(csv_file.written([one])).encode(),
        "settings.json": settings + b"\n",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
