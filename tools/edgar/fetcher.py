"""Fetch a company's records from EDGAR: which filings, their primary documents, its company facts.

Decides what to fetch and skips what is loaded; requests are made by `edgar`, loading is done by `normaliser`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from muniment.errors import Abstention, Blocked, FetchError, NotFound, Unparsed
from muniment.records import Company, Filing, Plan
from muniment.store.store import Store
from muniment.tools.edgar.client import Edgar
from muniment.tools.edgar.company_facts import read_company_facts
from muniment.tools.edgar.submissions import document_path, read_page, read_submissions, read_tickers

PERIODIC = ("10-K", "10-Q", "20-F", "40-F")
ANNUAL = ("10-K", "20-F", "40-F")


@dataclass(frozen=True, slots=True)
class Fetched:
    """Bytes that came from EDGAR: a filing's primary document, or a company facts file (`filing` is None)."""

    url: str
    content: bytes
    filing: Filing | None = None


class Fetcher:
    """Fetches what the store does not have."""

    def __init__(self, store: Store, edgar: Edgar) -> None:
        self.store = store
        self.edgar = edgar
        self._filings: dict[int, tuple[Company, list[Filing], list[str]]] = {}
        self._listed = False
        self.absent: list[str] = []
        """What EDGAR lists and does not give, with its reason."""

    def list_companies(self) -> bool:
        """Bring EDGAR's list of companies into the store; False when it was brought already, or cannot be."""
        if self._listed:
            return False
        self._listed = True
        try:
            self.store.add_companies(read_tickers(self.edgar.archive("/files/company_tickers.json")), listed=True)
        except (NotFound, Unparsed):
            return False
        return True

    def company(self, cik: int) -> Company:
        """A company by its Central Index Key, from its submissions."""
        return self._submissions(cik)[0]

    def filings(
        self, cik: int, forms: Sequence[str] = PERIODIC, since: date | None = None, as_of: date | None = None
    ) -> list[Filing]:
        """The company's filings of these forms and their amendments, the newest first; older pages are read when needed."""
        _, listed, pages = self._submissions(cik)
        oldest = min((f.filed for f in listed if f.filed), default=date.max)
        while pages and (since is None or oldest > since):
            page = pages.pop(0)
            try:
                more = read_page(cik, self.edgar.data(f"/submissions/{page}"))
            except Blocked:
                raise
            except (FetchError, Unparsed) as error:
                self.absent.append(f"{page} ({error})")
                continue
            listed.extend(more)
            oldest = min((f.filed for f in more if f.filed), default=oldest)
        wanted = [
            f
            for f in listed
            if f.form.removesuffix("/A") in forms
            and (since is None or (f.period_end or f.filed or date.min) >= since)
            and (as_of is None or (f.filed is not None and f.filed <= as_of))
        ]
        return sorted(wanted, key=lambda f: (f.filed or date.min, f.accession), reverse=True)

    def fetch(self, filings: Iterable[Filing]) -> Iterator[Fetched]:
        """The primary documents of filings that are not loaded yet, one at a time; one that EDGAR does not give is passed over."""
        for filing in filings:
            url = self.url(filing)
            if self.store.is_loaded(url):
                continue
            try:
                content = self.edgar.archive(document_path(filing))
            except Blocked:
                raise
            except FetchError as error:
                self.absent.append(f"{url} ({error})")
                continue
            yield Fetched(url, content, replace(filing, url=url))

    def url(self, filing: Filing) -> str:
        """Where a filing's primary document stands."""
        return self.edgar.settings.edgar_base_url + document_path(filing)

    def company_facts(self, cik: int) -> Fetched | None:
        """The company facts file, when it has changed since it was loaded; None also where EDGAR has none."""
        path = facts_path(cik)
        try:
            content = self.edgar.data(path)
        except NotFound:
            return None
        return Fetched(self.edgar.settings.edgar_data_url + path, content)

    def fetch_for(self, plan: Plan) -> tuple[Fetched, ...]:
        """What a question needs: company facts, and the documents of the years it asks about.

        Raises:
            Abstention: `no_record`, when nothing of a company is on record and EDGAR gives nothing.
        """
        found: list[Fetched] = []
        for company in plan.entities:
            try:
                found += self._for_company(company, plan)
            except (FetchError, Unparsed) as error:
                if self.store.filings(company.cik):
                    continue
                if isinstance(error, NotFound):
                    raise Abstention(
                        "no_record", f"EDGAR has no filings of {company.called} (CIK {company.cik})."
                    ) from None
                said = str(error) if isinstance(error, Blocked) else f"EDGAR could not be read: {error}"
                raise Abstention("no_record", f"No record of {company.called} is loaded. {said}.") from None
        return tuple(found)

    def _for_company(self, company: Company, plan: Plan) -> list[Fetched]:
        known, _, _ = self._submissions(company.cik)
        self.store.add_companies([known])
        facts = None if plan.text and self.store.filings(company.cik) else self.company_facts(company.cik)
        found = [facts] if facts is not None else []
        periods = [p for ask in plan.asks for p in ask.periods]
        years = {p.year for p in periods if p.year} | {p.end.year for p in periods if p.end}
        quarterly = any(p.span != "FY" or p.end is not None for p in periods)
        first = min(years, default=date.today().year - 1)
        listed = self.filings(company.cik, since=date(first - 1, 1, 1), as_of=plan.as_of)
        annual = [f for f in listed if f.form.startswith(ANNUAL)]
        chosen = [f for f in annual if not years or f.period_end is None or f.period_end.year - 1 <= max(years)]
        if years:
            # A year's own report, and the two after it, which may restate it.
            chosen = [f for f in chosen if f.period_end and any(y <= f.period_end.year <= y + 2 for y in years)][:4]
        else:
            chosen = chosen[:1]
        if quarterly:
            chosen += [
                f
                for f in listed
                if f.form.startswith("10-Q")
                and (not years or (f.period_end and any(y - 1 <= f.period_end.year <= y + 1 for y in years)))
            ][:12]
        return found + list(self.fetch(chosen))

    def _submissions(self, cik: int) -> tuple[Company, list[Filing], list[str]]:
        if cik not in self._filings:
            try:
                self._filings[cik] = read_submissions(self.edgar.data(f"/submissions/CIK{cik:010}.json"))
            except NotFound:
                # Some filers have company facts and no list of submissions; their figures serve all the same.
                facts = self.company_facts(cik)
                if facts is None:
                    raise
                self._filings[cik] = (read_company_facts(facts.content)[0], [], [])
        return self._filings[cik]


def facts_path(cik: int) -> str:
    """Where a company's facts stand below the data host."""
    return f"/api/xbrl/companyfacts/CIK{cik:010}.json"
