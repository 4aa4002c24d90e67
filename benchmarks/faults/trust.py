"""Guards of people and the record of what was told: see `guard`."""

from __future__ import annotations

from benchmarks.faults.guard import Guard

GUARDS = (
    Guard(
        "an audit row is edited",
        "muniment/trust/verifying.py",
        "if hashlib.sha256((before + row.entry).encode()).hexdigest() != row.hash:",
        "if False:",
        ("tests/trust/test_verifying.py",),
    ),
    Guard(
        "an audit row is deleted or put elsewhere",
        "muniment/trust/verifying.py",
        "if number != n:",
        "if False:",
        ("tests/trust/test_verifying.py",),
    ),
    Guard(
        "the audit is written anew with hashes that fit",
        "muniment/trust/verifying.py",
        "if n in signed and signed[n] != row.hash:",
        "if False:",
        ("tests/trust/test_verifying.py",),
    ),
    Guard(
        "the end of the audit is cut off",
        "muniment/trust/verifying.py",
        "    if n < last:\n",
        "    if False:\n",
        ("tests/trust/test_verifying.py",),
    ),
    Guard(
        "the audit's clock steps back",
        "muniment/trust/verifying.py",
        "if time + STEP < at:",
        "if False:",
        ("tests/trust/test_verifying.py",),
    ),
    Guard(
        "two write the audit at once",
        "muniment/trust/verifying.py",
        "if signed.setdefault(head.seq, head.hash) != head.hash:",
        "signed.setdefault(head.seq, head.hash)\n        if False:",
        ("tests/trust/test_verifying.py",),
    ),
)
