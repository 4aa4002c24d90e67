"""EDGAR's two archives of everything: every company's facts, and every company's submissions, each company a file in a zip.

SEC, "Accessing EDGAR Data": `companyfacts.zip` and `submissions.zip` are made anew every night. Members are read one at a time, so
that memory is bounded by the largest (256 MB unpacked at most), whatever the archive holds.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from muniment.errors import BadInput, Unparsed
from muniment.records import Company
from muniment.tools.edgar.client import MAX_BYTES
from muniment.tools.edgar.submissions import read_submissions

FACTS, SUBMISSIONS = "companyfacts.zip", "submissions.zip"
PATHS = {
    FACTS: "/Archives/edgar/daily-index/xbrl/companyfacts.zip",
    SUBMISSIONS: "/Archives/edgar/daily-index/bulkdata/submissions.zip",
}
_MEMBER = re.compile(r"CIK([0-9]{10})\.json")


class Bulk:
    """The archives of a folder; that of submissions may be missing.

    Raises:
        BadInput: there is no archive of facts, or one is damaged.
    """

    def __init__(self, folder: Path) -> None:
        facts, submissions = folder / FACTS, folder / SUBMISSIONS
        if not facts.is_file():
            raise BadInput(f"{folder} has no {FACTS}")
        self._facts = _opened(facts)
        self._submissions = _opened(submissions) if submissions.is_file() else None
        self._listed = set(self._submissions.namelist()) if self._submissions else set[str]()

    def companies(self) -> list[int]:
        """The Central Index Keys of all that have facts, in order."""
        found = (_MEMBER.fullmatch(name) for name in self._facts.namelist())
        return sorted(int(m.group(1)) for m in found if m)

    def facts(self, cik: int) -> bytes:
        """A company's facts, as `/api/xbrl/companyfacts/` gives them.

        Raises:
            Unparsed: they are not there, damaged, or larger than any such file.
        """
        return _member(self._facts, cik)

    def company(self, cik: int) -> Company | None:
        """A company by its submissions; None where these are not there."""
        if self._submissions is None or _name(cik) not in self._listed:
            return None
        return read_submissions(_member(self._submissions, cik))[0]


def _name(cik: int) -> str:
    return f"CIK{cik:010}.json"


def _opened(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except zipfile.BadZipFile:
        raise BadInput(f"{file} is cut or no zip archive; fetch it again") from None


def _member(archive: zipfile.ZipFile, cik: int) -> bytes:
    try:
        with archive.open(_name(cik)) as member:
            content = member.read(MAX_BYTES + 1)
    except KeyError:
        raise Unparsed("it is not in the archive") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise Unparsed(f"the archive is damaged there: {error}") from None
    if len(content) > MAX_BYTES:
        raise Unparsed(f"it is larger than {MAX_BYTES:,} bytes")
    return content
