"""Read EDGAR's lists: a company's submissions, their older pages, and the list of companies with tickers."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import orjson

from muniment.errors import Unparsed
from muniment.records import Company, Filing

FORMS = ("10-K", "10-Q", "8-K", "20-F", "40-F", "6-K")
_ACCESSION = re.compile(r"[0-9]{10}-[0-9]{2}-[0-9]{6}")
_DOCUMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
_PAGE = re.compile(r"CIK[0-9]{10}-submissions-[0-9]{3}\.json")


def read_submissions(content: bytes) -> tuple[Company, list[Filing], list[str]]:
    """Read `submissions/CIK##########.json`.

    Returns:
        The company, its filings of the forms we read (amendments too) in the order listed, and the names of older pages.

    Raises:
        Unparsed: the bytes are no such list.
    """
    try:
        data = orjson.loads(content)
        cik = int(data["cik"])
        company = Company(
            cik,
            str(data["name"]),
            tuple(t for t in data.get("tickers") or () if t),
            tuple(dict.fromkeys(f["name"] for f in data.get("formerNames") or ())),
            data.get("fiscalYearEnd") or "",
        )
        pages = [f["name"] for f in data["filings"].get("files") or () if _PAGE.fullmatch(f["name"])]
        return company, _filings(cik, data["filings"]["recent"]), pages
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        raise Unparsed("not a list of submissions") from None


def read_page(cik: int, content: bytes) -> list[Filing]:
    """Read an older page, `submissions/CIK##########-submissions-###.json`.

    Raises:
        Unparsed: the bytes are no such page.
    """
    try:
        return _filings(cik, orjson.loads(content))
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        raise Unparsed("not a page of submissions") from None


def read_tickers(content: bytes) -> list[Company]:
    """Read `files/company_tickers.json`: every company with a ticker, in EDGAR's order.

    Raises:
        Unparsed: the bytes are no such list.
    """
    try:
        found: dict[int, Company] = {}
        for row in orjson.loads(content).values():
            cik, ticker = int(row["cik_str"]), str(row["ticker"])
            known = found.get(cik)
            found[cik] = Company(cik, str(row["title"]), (*(known.tickers if known else ()), ticker))
        return list(found.values())
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError):
        raise Unparsed("not a list of companies") from None


def document_path(filing: Filing) -> str:
    """Where the primary document stands below the archive host."""
    return f"/Archives/edgar/data/{filing.cik}/{filing.accession.replace('-', '')}/{filing.document}"


def _filings(cik: int, columns: dict[str, list[Any]]) -> list[Filing]:
    found = []
    for accession, form, filed, period, document in zip(
        columns["accessionNumber"],
        columns["form"],
        columns["filingDate"],
        columns["reportDate"],
        columns["primaryDocument"],
        strict=True,
    ):
        # What does not look like EDGAR's own names is never made into a path.
        if (
            form.removesuffix("/A") in FORMS
            and _ACCESSION.fullmatch(accession)
            and _DOCUMENT.fullmatch(document)
            and ".." not in document
        ):
            found.append(
                Filing(
                    accession,
                    cik,
                    form,
                    date.fromisoformat(filed),
                    date.fromisoformat(period) if period else None,
                    document,
                )
            )
    return found
