"""Every setting, read once from the environment.

What is not here cannot be set. The one other place is the home's `models/current`, which `muniment models use` writes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

from muniment.errors import BadInput

EDGAR_ARCHIVES = "https://www.sec.gov"
EDGAR_DATA = "https://data.sec.gov"
RISK = 0.15
"""The share of answers over own tables that may be wrong (see `muniment.learning.certified`)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and who we say we are.

    `home` holds the embedded database, original records, converted models and the network limiter's state. The reasoning model is
    a file, or stands behind an address (see `muniment.models.remote_model`).
    """

    home: Path
    database_url: str | None = None
    model: Path | None = None
    model_address: str | None = None
    model_key: str | None = field(default=None, repr=False)
    edgar_identity: str | None = None
    api_key: str | None = field(default=None, repr=False)
    risk: float = RISK
    edgar_base_url: str = EDGAR_ARCHIVES
    edgar_data_url: str = EDGAR_DATA
    oidc_issuer: str | None = None
    oidc_client: str = ""
    oidc_secret: str | None = field(default=None, repr=False)
    public_url: str = ""
    ticket: str | None = field(default=None, repr=False)
    """Who acts, where people sign in (see `muniment.store.acting`); never read from the environment."""

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings.

        Raises:
            BadInput: `MUNIMENT_DATABASE_URL` is not a Postgres URL, `MUNIMENT_RISK` no share, an address of a model holds a password, an
                address that people sign in by is no https, or the file of a secret cannot be read.
        """
        env = os.environ if environment is None else environment
        home = env.get("MUNIMENT_HOME") or _default_home()
        url = _secret(env, "MUNIMENT_DATABASE_URL")
        if url and not url.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
            raise BadInput("MUNIMENT_DATABASE_URL must start with postgresql://")
        place = Path(home).expanduser().absolute()
        model = env.get("MUNIMENT_MODEL") or _chosen_model(place)
        address = _address(model)
        return cls(
            home=place,
            database_url=url,
            model=Path(model).expanduser().absolute() if model and not address else None,
            model_address=address,
            model_key=_secret(env, "MUNIMENT_MODEL_KEY"),
            api_key=_secret(env, "MUNIMENT_API_KEY"),
            risk=share(env.get("MUNIMENT_RISK") or str(RISK)),
            edgar_identity=(env.get("EDGAR_IDENTITY") or "").strip() or None,
            edgar_base_url=env.get("EDGAR_BASE_URL", "").rstrip("/") or EDGAR_ARCHIVES,
            edgar_data_url=env.get("EDGAR_DATA_URL", "").rstrip("/") or EDGAR_DATA,
            oidc_issuer=_of_https(env, "MUNIMENT_OIDC_ISSUER") or None,
            oidc_client=env.get("MUNIMENT_OIDC_CLIENT_ID", ""),
            oidc_secret=_secret(env, "MUNIMENT_OIDC_CLIENT_SECRET"),
            public_url=_of_https(env, "MUNIMENT_PUBLIC_URL"),
        )


def _secret(env: Mapping[str, str], name: str) -> str | None:
    """A secret, from the environment or from the file that `NAME_FILE` names, as containers hand them in.

    Raises:
        BadInput: the file cannot be read, or both are given.
    """
    file, given = env.get(f"{name}_FILE"), env.get(name)
    if not file:
        return given or None
    if given:
        raise BadInput(f"set {name} or {name}_FILE, not both")
    try:
        return Path(file).expanduser().read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{name}_FILE cannot be read: {getattr(error, 'strerror', None) or 'it is no text'}") from None


def _of_https(env: Mapping[str, str], name: str) -> str:
    """An address that secrets are sent to: https, or this machine itself.

    Raises:
        BadInput: it is neither.
    """
    address = env.get(name, "").rstrip("/")
    parts = urlsplit(address)
    if address and parts.scheme != "https" and (parts.scheme, parts.hostname) not in _HERE:
        raise BadInput(f"{name} must start with https://")
    return address


_HERE = {("http", host) for host in ("localhost", "127.0.0.1", "::1")}


def share(text: str) -> float:
    """The share of answers that may be wrong, as typed.

    Raises:
        BadInput: it is none.
    """
    try:
        risk = float(text)
    except ValueError:
        risk = -1.0
    if not 0 < risk <= 1:
        raise BadInput("the risk is the share of answers that may be wrong: above 0, at most 1, such as 0.05")
    return risk


def _address(model: str) -> str | None:
    """Where a model's API is, when it is no file.

    Raises:
        BadInput: the address holds a user or a password, which would be shown wherever the address is.
    """
    if not model.startswith(("http://", "https://")):
        return None
    if "@" in urlsplit(model).netloc:
        raise BadInput("MUNIMENT_MODEL holds a user or a password; set MUNIMENT_MODEL_KEY instead")
    return model


def _chosen_model(home: Path) -> str:
    try:
        return (home / "models" / "current").read_text().strip()
    except OSError:
        return ""


def _default_home() -> str:
    """The platform's user-data folder; `~/.muniment` where that has a space (macOS), which Postgres does not bear."""
    usual = platformdirs.user_data_dir("muniment", appauthor=False)
    return "~/.muniment" if " " in usual else usual
