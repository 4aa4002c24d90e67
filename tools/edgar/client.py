"""Requests to EDGAR: the one seam to the network.

Polite by construction (a declared identity, the shared limiter, conditional requests, Retry-After, backoff) and wary:
only the two configured hosts over bounded time and size, redirects only among them, a body taken only when it is whole.
No failure is ever kept.
"""

from __future__ import annotations

import email.utils
import hashlib
import json
import random
import re
import threading
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

from muniment.errors import BadInput, Blocked, FetchError, NotFound
from muniment.settings import Settings
from muniment.tools.edgar.limiter import Limiter

MAX_BYTES = 256 * 1024 * 1024
MAX_SECONDS = 120.0
TRIES = 4
LONGEST_WAIT = 60.0
_BLOCK = re.compile(rb"Request Rate Threshold Exceeded|Undeclared Automated Tool|automated tool", re.IGNORECASE)
_PATH = re.compile(r"/[A-Za-z0-9_./-]{1,300}")


class Edgar:
    """A client for both EDGAR hosts.

    Args:
        settings: the identity and the hosts; `EDGAR_IDENTITY` must name a contact.
        sleep: waits that many seconds between tries.

    Raises:
        BadInput: no identity is set.
    """

    def __init__(self, settings: Settings, sleep: Callable[[float], None] = time.sleep) -> None:
        if not settings.edgar_identity:
            raise BadInput(
                'EDGAR wants to know who asks: set EDGAR_IDENTITY to a name and a mail address, as in "Jane Doe jane@example.com"'
            )
        if not re.fullmatch(r"[\x20-\x7e]{3,200}", settings.edgar_identity):
            raise BadInput("EDGAR_IDENTITY must be one line of plain text, a name and a mail address")
        self.settings = settings
        self.folder = settings.home / "edgar"
        self.limiter = Limiter(self.folder)
        self._sleep = sleep
        self._hosts = {urlsplit(u)[:2] for u in (settings.edgar_base_url, settings.edgar_data_url)}
        self._client = self._fresh()

    def _fresh(self) -> httpx.Client:
        return httpx.Client(
            headers={"User-Agent": self.settings.edgar_identity or "", "Accept-Encoding": "gzip"},
            timeout=httpx.Timeout(30.0),
            follow_redirects=False,
            trust_env=False,
        )

    def archive(self, path: str) -> bytes:
        """A file below the archive host's root, such as `/Archives/edgar/data/…`."""
        return self._get(self.settings.edgar_base_url, path)

    def data(self, path: str) -> bytes:
        """A file below the data host's root, such as `/submissions/CIK##########.json`."""
        return self._get(self.settings.edgar_data_url, path)

    def download(self, path: str, target: Path, told: Callable[[int, int], None] = lambda done, of: None) -> None:
        """Bring a large file of the archive host to a place; it goes on where it was interrupted, and one that has not changed stays.

        Args:
            path: below the host's root.
            target: where it will be, once it is whole.
            told: hears the bytes that have come, and how many there are (0 where that is not said).

        Raises:
            FetchError: it cannot be had; what has come is kept for the next try.
        """
        url, part, note = self.settings.edgar_base_url + path, target.with_suffix(".part"), target.with_suffix(".etag")
        target.parent.mkdir(parents=True, exist_ok=True)
        fault, tries = "", 0
        while tries < TRIES:
            before = part.stat().st_size if part.exists() else 0
            try:
                return self._stream_to(url, target, part, note, told)
            except _Again as again:
                fault = str(again)
                tries = 0 if part.exists() and part.stat().st_size > before else tries + 1
                self._sleep(again.wait if again.wait is not None else 2.0**tries)
        raise FetchError(f"EDGAR gave no usable answer for {path}: {fault}")

    def _stream_to(self, url: str, target: Path, part: Path, note: Path, told: Callable[[int, int], None]) -> None:
        self._check_host(url)
        self.limiter.wait()
        known = note.read_text() if note.exists() else ""
        come = part.stat().st_size if part.exists() and known else 0
        headers = {"Accept-Encoding": "identity"}
        if come:
            headers |= {"Range": f"bytes={come}-", "If-Range": known}
        elif known and target.exists():
            headers["If-None-Match"] = known
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                if response.status_code == 304:
                    return
                if response.status_code not in (200, 206):
                    _raise_for(url, response.status_code, response.headers, response.read(), self.limiter)
                    raise FetchError(f"EDGAR answers {response.status_code}")
                if response.headers.get("content-encoding", "identity") != "identity":
                    raise FetchError("EDGAR packs the archive once more, though it was asked not to")
                come = come if response.status_code == 206 else 0
                length = response.headers.get("content-length", "")
                whole = come + int(length) if length.isdigit() else 0
                etag = response.headers.get("etag", "")
                if not come:
                    note.write_text(etag if not etag.startswith("W/") else "")
                with part.open("ab" if come else "wb") as file:
                    for piece in response.iter_raw(1 << 20):
                        file.write(piece)
                        come += len(piece)
                        told(come, whole)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _Again(f"{type(error).__name__}: {error}"[:200]) from None
        if whole and come != whole:
            raise _Again(f"{come:,} of {whole:,} bytes came")
        part.replace(target)

    def _get(self, root: str, path: str) -> bytes:
        if not _PATH.fullmatch(path) or ".." in path or "//" in path:
            raise BadInput(f"{path[:80]!r} is no path on EDGAR")
        url = root + path
        fault = ""
        for attempt in range(TRIES):
            try:
                return self._once(url, conditional=attempt == 0)
            except _Again as again:
                fault = str(again)
                if attempt + 1 < TRIES:
                    self._sleep(
                        again.wait
                        if again.wait is not None
                        else min(2.0**attempt, LONGEST_WAIT) * (1 + random.random() / 4)
                    )
        raise FetchError(f"EDGAR gave no usable answer for {path} in {TRIES} tries: {fault}")

    def _once(self, url: str, conditional: bool) -> bytes:
        known = self._known(url) if conditional else None
        headers = {}
        if known is not None:
            headers = {k: v for k, v in (("If-None-Match", known[0]), ("If-Modified-Since", known[1])) if v}
        status, answered, body = self._send(url, headers)
        if status == 304:
            if known is not None:
                return known[2]
            raise _Again("EDGAR says that nothing has changed, and nothing is kept here", 0.0)
        _raise_for(url, status, answered, body, self.limiter)
        fault = unfit(url, body)
        if fault:
            raise _Again(fault)
        self._keep(url, answered, body)
        return body

    def _send(self, url: str, headers: dict[str, str]) -> tuple[int, httpx.Headers, bytes]:
        for _ in range(4):
            self._check_host(url)
            self.limiter.wait()
            late = threading.Timer(MAX_SECONDS, self._client.close)
            late.start()
            try:
                with self._client.stream("GET", url, headers=headers) as response:
                    if response.has_redirect_location:
                        url = urljoin(url, response.headers.get("location", ""))
                        continue
                    return response.status_code, response.headers, _whole(response)
            except (httpx.HTTPError, httpx.InvalidURL, OSError, RuntimeError) as error:
                if self._client.is_closed:
                    # Headers may drip, each within its time; the client is closed under them.
                    self._client = self._fresh()
                    raise _Again(f"the answer took longer than {MAX_SECONDS:.0f} seconds") from None
                raise _Again(f"{type(error).__name__}: {error}"[:200]) from None
            finally:
                late.cancel()
        raise FetchError(f"too many redirects from {url}")

    def _check_host(self, url: str) -> None:
        parts = urlsplit(url)
        if parts[:2] not in self._hosts or parts.username:
            raise FetchError(f"a redirect to {parts.scheme}://{parts.hostname or ''} is not followed")

    def _known(self, url: str) -> tuple[str, str, bytes] | None:
        """What was kept of an address: its validators and its body, if the body is whole and unaltered."""
        note, body = self._places(url)
        try:
            kept = json.loads(note.read_text())
            content = body.read_bytes()
        except (OSError, ValueError):
            return None
        if hashlib.sha256(content).hexdigest() != kept.get("sha256"):
            body.replace(body.with_suffix(".altered"))
            return None
        return kept.get("etag", ""), kept.get("modified", ""), content

    def _keep(self, url: str, answered: httpx.Headers, content: bytes) -> None:
        note, body = self._places(url)
        kept = {
            "url": url,
            "etag": answered.get("etag", ""),
            "modified": answered.get("last-modified", ""),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        if not kept["etag"] and not kept["modified"]:
            return
        for place, data in ((body, content), (note, json.dumps(kept).encode())):
            fresh = place.with_suffix(".fresh")
            fresh.write_bytes(data)
            fresh.replace(place)

    def _places(self, url: str) -> tuple[Path, Path]:
        name = hashlib.sha256(url.encode()).hexdigest()
        return self.folder / f"{name}.json", self.folder / f"{name}.body"


class _Again(Exception):
    """Try again, after `wait` seconds if EDGAR said so."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


def _whole(response: httpx.Response) -> bytes:
    """The body, decompressed, if all of it came in time."""
    started, raw = time.monotonic(), bytearray()
    for piece in response.iter_raw():
        raw += piece
        if len(raw) > MAX_BYTES:
            raise FetchError(f"the answer is larger than {MAX_BYTES:,} bytes")
        if time.monotonic() - started > MAX_SECONDS:
            raise _Again(f"the answer took longer than {MAX_SECONDS:.0f} seconds")
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) != len(raw):
        raise _Again(f"{len(raw):,} of {declared} bytes came")
    if response.headers.get("content-encoding", "").lower() != "gzip":
        return bytes(raw)
    # httpx takes a cut gzip stream for a whole one, so it is unpacked here, where its end can be seen.
    unpacker = zlib.decompressobj(wbits=31)
    try:
        content = unpacker.decompress(bytes(raw), MAX_BYTES)
    except zlib.error as error:
        raise _Again(f"the gzip stream is damaged: {error}") from None
    if not unpacker.eof:
        raise _Again(
            "the gzip stream is cut" if not unpacker.unconsumed_tail else "the gzip stream unpacks to too much"
        )
    return content


def _raise_for(url: str, status: int, headers: httpx.Headers, body: bytes, limiter: Limiter) -> None:
    if status == 200:
        return
    if status == 404:
        raise NotFound(f"EDGAR has no file {urlsplit(url).path}")
    if status == 403 and _BLOCK.search(body):
        limiter.pause()
        raise Blocked(
            "EDGAR refuses this machine for ten minutes (its request limit, or an identity it does not accept)"
        )
    if status == 429:
        raise _Again("EDGAR says: too many requests", retry_after(headers.get("retry-after", "")))
    if status >= 500:
        raise _Again(
            f"EDGAR answers {status}", retry_after(headers.get("retry-after", "")) if "retry-after" in headers else None
        )
    raise FetchError(f"EDGAR answers {status}")


def retry_after(text: str, now: datetime | None = None) -> float:
    """Seconds to wait by a Retry-After header (RFC 9110, 10.2.3), capped and with jitter; a default when it is no use."""
    seconds = 5.0
    if re.fullmatch(r"\d{1,9}", text.strip()):
        seconds = float(text)
    elif text.strip():
        try:
            seconds = (email.utils.parsedate_to_datetime(text) - (now or datetime.now(UTC))).total_seconds()
        except (ValueError, TypeError):
            seconds = 5.0
    return min(max(seconds, 0.0), LONGEST_WAIT) + random.random()


def unfit(url: str, body: bytes) -> str:
    """Why a body cannot be what was asked for; empty when it can."""
    if not body.strip():
        return "the answer is empty"
    if url.endswith(".json"):
        return (
            "" if body.rstrip().endswith(b"}") and body.lstrip().startswith(b"{") else "the JSON is cut, or is a page"
        )
    if (
        url.endswith((".htm", ".html"))
        and b"</html" not in body[-65536:].lower()
        and b"</document" not in body[-65536:].lower()
    ):
        return "the document is cut"
    return "EDGAR sent its block page" if _BLOCK.search(body[:4096]) and len(body) < 20_000 else ""
