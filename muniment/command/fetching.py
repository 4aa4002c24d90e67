"""`muniment fetch`: companies, forms, years, or all that EDGAR has; what is loaded is skipped, so it can be interrupted."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from muniment.agents.reading.names import Directory
from muniment.errors import BadInput, Blocked, FetchError, Unparsed
from muniment.items.known_companies import with_common_names
from muniment.presenting import inert
from muniment.records import Company
from muniment.settings import Settings
from muniment.store.opening import open_store
from muniment.store.store import Store
from muniment.tools.edgar.bulk import PATHS, Bulk
from muniment.tools.edgar.client import Edgar
from muniment.tools.edgar.company_facts import read_company_facts
from muniment.tools.edgar.fetcher import Fetcher, facts_path
from muniment.tools.edgar.submissions import FORMS
from muniment.tools.normaliser import load_company_facts, load_fetched


def fetch_companies(settings: Settings, names: Sequence[str], forms: str, years: str) -> int:
    """Fetch and load; returns the exit code.

    Raises:
        BadInput: an unknown or ambiguous company, a form or years that cannot be read, no identity.
        Blocked: EDGAR refuses this machine for now. What else is not there is said, and the rest is loaded (exit code 1).
    """
    wanted, since, until = _forms(forms), *_years(years)
    edgar = Edgar(settings)
    store = open_store(settings)
    fetcher = Fetcher(store, edgar)
    companies = [_company(name, store, fetcher) for name in names]
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        for company in companies:
            try:
                _fetch(company, wanted, since, until, store, fetcher, progress)
            except Blocked:
                raise
            except (FetchError, Unparsed) as error:
                fetcher.absent.append(f"the records of {company.called} ({error})")
    for what in fetcher.absent:
        print(f"muniment: not there: {inert(what)}", file=sys.stderr)
    return 1 if fetcher.absent else 0


def fetch_everything(settings: Settings, names: Sequence[str], folder: Path | None) -> int:
    """Load the filed figures of every company, or of some, from EDGAR's archives; returns the exit code.

    Args:
        names: tickers, CIKs or names of those that are wanted; all where there are none.
        folder: where the archives lie; they are fetched where it is not given.

    Raises:
        BadInput: no such archive, an unknown or ambiguous company, no identity where they are fetched.
        FetchError: an archive cannot be had.
    """
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    store, failed = open_store(settings), 0
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bulk = Bulk(folder or _archives(settings, progress))
        known = bulk.companies()
        wanted = _wanted(names, store, known) if names else known
        task = progress.add_task("companies", total=len(wanted))
        for cik in wanted:
            try:
                _load(bulk, cik, store, f"{settings.edgar_data_url}{facts_path(cik)}")
            except Unparsed as error:
                failed += 1
                print(f"muniment: the figures of CIK {cik} were not read: {inert(str(error))}", file=sys.stderr)
            progress.advance(task)
    print(f"{len(wanted) - failed:,} companies are on record from EDGAR's archives")
    return 1 if failed else 0


def _archives(settings: Settings, progress: Progress) -> Path:
    """EDGAR's archives, fetched where they are not here or have changed."""
    edgar, folder = Edgar(settings), settings.home / "edgar" / "bulk"
    for name, path in PATHS.items():
        task = progress.add_task(name, total=None)
        edgar.download(
            path,
            folder / name,
            lambda done, of, task=task: progress.update(task, completed=done, total=of or None),  # type: ignore[misc]
        )
        progress.update(task, completed=1, total=1)
    return folder


def _wanted(names: Sequence[str], store: Store, known: Sequence[int]) -> list[int]:
    """The companies that are named, by what is on record of names.

    Raises:
        BadInput: the archives have none of that name or CIK.
    """
    found = []
    for name in names:
        number = re.fullmatch(r"(?:CIK)?0*(\d{1,10})", name, re.IGNORECASE)
        ciks = [int(number.group(1))] if number else [c.cik for c in _named(name, store)]
        if len(ciks) != 1 or ciks[0] not in known:
            raise BadInput(f"the archives have no one company {name[:80]!r}; name it by its CIK")
        found += ciks
    return found


def _load(bulk: Bulk, cik: int, store: Store, url: str) -> None:
    content = bulk.facts(cik)
    if store.is_loaded(url, hashlib.sha256(content).hexdigest()):
        return
    company = bulk.company(cik) or read_company_facts(content)[0]
    store.add_companies([company])
    load_company_facts(store, content, url)


def _fetch(
    company: Company, forms: Sequence[str], since: date, until: date, store: Store, fetcher: Fetcher, progress: Progress
) -> None:
    known = fetcher.company(company.cik)
    store.add_companies([known])
    chosen = [f for f in fetcher.filings(company.cik, forms, since) if (f.period_end or f.filed or date.min) <= until]
    task = progress.add_task(inert(known.name), total=len(chosen) + 1)
    facts = fetcher.company_facts(company.cik)
    if facts is not None:
        load_fetched(store, facts)
    progress.advance(task)
    missing = [f for f in chosen if not store.is_loaded(fetcher.url(f))]
    progress.advance(task, len(chosen) - len(missing))
    for fetched in fetcher.fetch(missing):
        loaded = load_fetched(store, fetched)
        if loaded.unparsed:
            print(f"muniment: {inert(fetched.url)} was not read: {inert(loaded.unparsed)}", file=sys.stderr)
        progress.advance(task)
    progress.update(task, completed=len(chosen) + 1)


def _company(name: str, store: Store, fetcher: Fetcher) -> Company:
    if re.fullmatch(r"(?:CIK)?0*\d{1,10}", name, re.IGNORECASE):
        return fetcher.company(int(re.sub(r"\D", "", name)))
    found = _named(name, store)
    if not found:
        fetcher.list_companies()
        found = _named(name, store)
    if not found:
        raise BadInput(f"no company is called {name[:80]!r}; try its ticker or CIK")
    if len(found) > 1:
        raise BadInput(
            f"{name!r} may be: {'; '.join(f'{c.name} (CIK {c.cik})' for c in found[:6])}; name one by its ticker or CIK"
        )
    return found[0]


def _named(name: str, store: Store) -> tuple[Company, ...]:
    directory = Directory(with_common_names(store.companies()))
    if name.lower() in directory.tickers:
        return tuple(directory.tickers[name.lower()])
    mentions = directory.find(name)
    return mentions[0].companies if mentions else directory.candidates(name)


def _forms(text: str) -> tuple[str, ...]:
    forms = tuple(f.strip().upper() for f in text.split(",") if f.strip())
    unknown = [f for f in forms if f not in FORMS]
    if unknown or not forms:
        raise BadInput(f"forms can be {', '.join(FORMS)}; {', '.join(unknown) or 'none'} was given")
    # A foreign filer has no 10-K; asking for annual reports means its own kind too.
    return tuple(dict.fromkeys((*forms, *(("20-F", "40-F") if "10-K" in forms else ()))))


def _years(text: str) -> tuple[date, date]:
    if re.fullmatch(r"\d{1,2}", text) and int(text) > 0:
        return date(date.today().year - int(text), 1, 1), date.max
    if re.fullmatch(r"(19|20)\d\d(,(19|20)\d\d)*", text):
        years = sorted(int(y) for y in text.split(","))
        # A fiscal year may end in January of the year after the one it is named by.
        return date(years[0], 1, 1), date(years[-1] + 1, 2, 15)
    raise BadInput(f"--years takes a number of years or years such as 2023,2024, not {text[:40]!r}")
