"""`muniment duties`: who must, should, may or must not do what, by the policies of the library, each with its page."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from itertools import groupby

from muniment.errors import Unknown
from muniment.library import Library
from muniment.library.contract_views import about_duty
from muniment.presenting import inert
from muniment.settings import Settings
from muniment.store.library.duties import KeptDuty
from muniment.store.opening import open_store
from muniment.tools.policies.duty_questions import borne, is_of


def run_duties(parsed: argparse.Namespace) -> int:
    """Print the duties; exit code 3 where there are none."""
    library = Library(open_store(Settings.read()))
    if parsed.collection and parsed.collection not in library.documents.collections():
        raise Unknown(f"there is no collection called {parsed.collection}")
    found = [
        d
        for d in library.duties(parsed.collection, parsed.as_of, parsed.applying)
        if (not parsed.force or d.force == parsed.force)
        and (not parsed.who or is_of(d.who, parsed.who))
        and borne(" ".join(parsed.words), f"{d.heading} {d.lead} {d.text}")
    ]
    if parsed.json:
        print(json.dumps({"duties": [about_duty(d) for d in found]}, ensure_ascii=False, indent=1))
    else:
        for (_, document), of in groupby(found, key=lambda d: (d.of, d.document)):
            duties = list(of)
            unsaid = f"  (does not say whether it applies to {parsed.applying})" if duties[0].scope == "unknown" else ""
            print(inert("\n".join([document + unsaid, *_lines(duties)])))
    return 0 if found else 3


def _lines(found: Sequence[KeptDuty]) -> list[str]:
    lines = []
    for duty in found:
        words = " ".join((f"{duty.lead} {duty.text}" if duty.lead else duty.text).split())
        lines.append(f"  {duty.who or '(not told who)'} {duty.force}, page {duty.page}: “{words}”")
    return lines
