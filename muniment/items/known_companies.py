"""The companies that people speak of by a common name or a brand ("Google", "J&J"), from `muniment/data/names.tsv`.

They are known whether or not EDGAR's list was ever brought, so that what a question means does not depend on what was loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files

from muniment.records import UNRANKED, Company


@cache
def known_companies() -> dict[int, Company]:
    """The companies by CIK, each with its place in the order of size."""
    lines = (files("muniment.data") / "names.tsv").read_text("utf-8").splitlines()
    found = {}
    for line in lines:
        if not line.startswith("#"):
            rank, cik, tickers, name, common, parts = line.split("\t")
            names, brands = (tuple(n.strip() for n in each.split(";") if n.strip()) for each in (common, parts))
            found[int(cik)] = Company(
                int(cik), name, tuple(tickers.split(",")), common_names=names, brands=brands, rank=int(rank)
            )
    return found


def with_common_names(companies: Iterable[Company]) -> list[Company]:
    """The companies with their common names, and those that are known by one besides."""
    known = known_companies()
    held = {
        c.cik: replace(
            c,
            common_names=known[c.cik].common_names,
            brands=known[c.cik].brands,
            rank=min(c.rank, known[c.cik].rank) if c.rank != UNRANKED else known[c.cik].rank,
            tickers=tuple(dict.fromkeys((*c.tickers, *known[c.cik].tickers))),
        )
        if c.cik in known
        else c
        for c in companies
    }
    return [*held.values(), *(c for cik, c in known.items() if cik not in held)]
