"""`muniment fetch`: companies, forms, years, with a progress bar; what is loaded is skipped, so it can be interrupted."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from muniment.agents.reading.names import Directory
from muniment.errors import BadInput, Blocked, FetchError, Unparsed
from muniment.items.known_companies import with_common_names
from muniment.presenting import inert
from muniment.records import Company
from muniment.settings import Settings
from muniment.store.opening import open_store
from muniment.store.store import Store
from muniment.tools.edgar import Edgar
from muniment.tools.fetcher import Fetcher
from muniment.tools.normaliser import load_fetched
from muniment.tools.submissions import FORMS


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
