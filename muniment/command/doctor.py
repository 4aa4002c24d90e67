"""What is there, what is missing, and how to mend it."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from muniment.errors import ModelUnavailable, MunimentError
from muniment.learning.adapters import Registry
from muniment.models.language_model import LanguageModel, Piece
from muniment.models.minilm import embedding_model_path
from muniment.models.opened import open_file, open_model
from muniment.plugins import find_domains
from muniment.settings import Settings
from muniment.store.connecting import open_database
from muniment.store.opening import open_store


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `needed` says that nothing works without it."""

    what: str
    good: bool
    said: str
    needed: bool = True


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at everything Muniment stands on, one finding at a time."""
    yield Finding(
        "Python",
        sys.version_info >= (3, 11),
        f"{platform.python_version()} on {platform.system()} {platform.machine()}",
    )
    yield Finding("Home", True, str(settings.home))
    yield _tried("Database", lambda: _database(settings))
    yield _tried("Sample", lambda: _sample(settings))
    yield _tried("Model", lambda: _model(settings))
    yield _tried("Adapters", lambda: _adapters(settings), needed=False)
    yield _tried("Embeddings", lambda: str(embedding_model_path(settings.home)), needed=False)
    domains, broken = find_domains(settings)
    yield Finding("Domains", bool(domains), ", ".join(sorted(domains)) or "none is installed; reinstall muniment")
    for plugin in broken:
        yield Finding("Plugin", False, f"{plugin.name} was left out: {plugin.why}", needed=False)
    who = settings.edgar_identity
    yield Finding(
        "EDGAR",
        who is not None,
        "an identity is set; muniment fetch can be used"
        if who
        else 'no identity is set, so nothing is fetched; set EDGAR_IDENTITY="Your Name you@example.com"',
        needed=False,
    )


def _tried(what: str, look: Callable[[], str], needed: bool = True) -> Finding:
    try:
        return Finding(what, True, look(), needed)
    except MunimentError as error:
        return Finding(what, False, str(error), needed)
    except Exception as error:
        # Whatever is broken, the rest is looked at as well.
        return Finding(what, False, f"it cannot be looked at ({type(error).__name__}: {error})", needed)


def _database(settings: Settings) -> str:
    database = open_database(settings)
    with database.begin() as connection:
        version = connection.exec_driver_sql("SHOW server_version").scalar_one()
        vector = connection.exec_driver_sql("SELECT extversion FROM pg_extension WHERE extname = 'vector'").scalar_one()
    return f"Postgres {version}, pgvector {vector}, {'embedded' if database.server else 'external'}"


def _sample(settings: Settings) -> str:
    store = open_store(settings)
    return f"{len(store.companies())} companies on record"


def _adapters(settings: Settings) -> str:
    base = open_model(settings).sha256
    current = Registry(settings.home).current("records", base)
    return f"{current.name} for records" if current else "none for records"


def _model(settings: Settings) -> str:
    if settings.model_address is not None:
        model = open_model(settings)
        return f"{model.name} at {settings.model_address}, {_grammar(model)}"
    file = open_file(settings)
    return f"{file.name} ({file.header.architecture}), sha256 {file.sha256[:12]}"


def _grammar(model: LanguageModel) -> str:
    """Whether a server keeps to a grammar: two words are offered that nobody would answer with."""
    try:
        model.choose([Piece("<|im_start|>user\nSay hello.<|im_end|>\n<|im_start|>assistant\n")], ("zkx", "qvw"))
    except ModelUnavailable:
        return "which keeps to no grammar: what it answers is taken only where it was offered"
    return "which keeps to a grammar; likelihoods and adapters are not had over an address"
