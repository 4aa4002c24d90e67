"""An Office file's outer shell: a zip archive of parts, opened within limits, so that no part can burst.

What is locked, of an older kind (.doc, .xls, .ppt), or no Office file is refused by what it is.
"""

from __future__ import annotations

import io
import zipfile
from functools import cached_property

from lxml import etree

from muniment.errors import Unparsed

MOST_BYTES = 150 * 1024**2
MOST_PARTS = 20_000
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


class OfficeFile:
    """The parts of an Office file.

    Raises:
        Unparsed: it is cut short, or unpacks to more than `MOST_BYTES`.
    """

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError):
            raise Unparsed("it is cut short or damaged") from None
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_BYTES:
            raise Unparsed(f"it unpacks to more than {MOST_BYTES // 1024**2} MB")

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its parts."""
        return frozenset(self._zip.namelist())

    def part(self, name: str) -> etree._Element | None:
        """A part's XML; None where there is no such part.

        Raises:
            Unparsed: it is damaged, or declares entities, which no Office program writes.
        """
        if name not in self.names:
            return None
        try:
            part = etree.fromstring(self._zip.read(name), _PARSER)
        except (etree.XMLSyntaxError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError):
            raise Unparsed(f"its part {name} is damaged") from None
        # What stands behind an entity would be passed over, since none is ever expanded.
        if part.getroottree().docinfo.internalDTD is not None:
            raise Unparsed(f"its part {name} declares entities, which are never expanded")
        return part
