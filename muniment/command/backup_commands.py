"""`muniment backup` and `muniment restore`: a home as one file, and back."""

from __future__ import annotations

import argparse
from pathlib import Path

from muniment.presenting import inert
from muniment.settings import Settings
from muniment.store.backup import Kept, back_up, restore


def run_backup(parsed: argparse.Namespace) -> int:
    """Write the home into a file."""
    kept = back_up(Settings.read(), Path(parsed.file).expanduser().absolute())
    print(inert(f"{parsed.file}: {_said(kept)}. It holds what your home holds, unencrypted: keep it as safe as that."))
    return 0


def run_restore(parsed: argparse.Namespace) -> int:
    """Bring a home back from a file."""
    settings = Settings.read()
    ledger = Path(parsed.erasures).expanduser().absolute() if parsed.erasures else None
    kept = restore(settings, Path(parsed.file).expanduser().absolute(), ledger)
    print(inert(f"{settings.home}: {_said(kept)}."))
    return 0


def _said(kept: Kept) -> str:
    counts = ((kept.documents, "document"), (kept.runs, "run"), (kept.sessions, "session"), (kept.files, "file"))
    return ", ".join(f"{n:,} {what}{'' if n == 1 else 's'}" for n, what in counts)
