"""Guards of figures, own records, and the checks of what is told: see `guard`."""

from __future__ import annotations

from benchmarks.faults.guard import Guard

GUARDS = (
    Guard(
        "a question has a million characters",
        "agents/reading/words.py",
        "if len(question) > MAX_QUESTION:",
        "if False:",
        ("tests/agents/planning/test_router.py",),
    ),
    Guard(
        "a figure is of another company",
        "agents/verifying/slots.py",
        "figure.cik == company.cik and figure.entity == company.name",
        "True",
        ("tests/agents/verifying",),
    ),
    Guard(
        "a figure is of another period",
        "agents/verifying/slots.py",
        "        checks += _period(period, figure)\n",
        "",
        ("tests/agents/verifying",),
    ),
    Guard(
        "a number in the text is none of the evidence",
        "agents/verifying/verifier.py",
        'checks += [Check(f"the number {n} in the text", held) for n, held in _numbers(draft, curated)]\n    if all(c.held for c in checks):',
        "if False:",
        ("tests/agents/verifying/test_verifier.py",),
    ),
    Guard(
        "a citation leads to something that does not exist",
        "agents/verifying/verifier.py",
        "any(e.source == c.record for e in curated.evidence)",
        "True",
        ("tests/agents/verifying/test_verifier.py",),
    ),
    Guard(
        "a quotation does not stand in the original",
        "agents/verifying/verifier.py",
        "_squeezed(citation.quote) in _squeezed(original)",
        "True",
        (
            "tests/agents/verifying/test_verifier.py",
            "tests/test_documents_asked.py::test_a_quotation_altered_in_the_store_is_not_told",
        ),
    ),
    Guard(
        "a figure was altered in the store",
        "agents/verifying/verifier.py",
        "stands(figure) is not False",
        "True",
        ("tests/tools/documents/test_original_figure.py::test_a_figure_that_was_altered_in_the_store_is_not_told",),
    ),
    Guard(
        "a figure is restated by an amendment",
        "tools/basis.py",
        "    return not form or form.startswith(_PERIODIC)",
        '    return not form or (form.startswith(_PERIODIC) and not form.endswith("/A"))',
        ("tests/test_made_up_companies.py", "tests/tools/test_basis.py"),
    ),
    Guard(
        "the evidence is longer than the model's window",
        "tools/curator.py",
        "if used + tokens > budget:",
        "if False:",
        (
            "tests/tools/test_curator.py",
            "tests/tools/test_retriever.py::test_what_does_not_fit_the_window_is_left_out_with_the_reason",
        ),
    ),
    Guard(
        "a company changes its fiscal year",
        "tools/fiscal_calendar.py",
        "if 380 + MONTH < (following - last).days < 730 - MONTH",
        "if False",
        ("tests/tools/test_fiscal_years.py", "tests/test_made_up_companies.py"),
    ),
    Guard(
        "a record that is handed in speaks to machines",
        "tools/own/own_records.py",
        "for record in (replace(r, text=muted(r.text)) for r in records):",
        "for record in records:",
        ("tests/tools/own/test_own_records.py",),
    ),
    Guard(
        "a sentence of thousands of amounts keeps the model busy",
        "tools/own/record_cells.py",
        "        found = [m for m in islice(_AMOUNT.finditer(sentence), MOST_AMOUNTS + 1) if not _no_amount(m, sentence)]\n        if len(found) > MOST_AMOUNTS:",
        "        found = [m for m in islice(_AMOUNT.finditer(sentence), None) if not _no_amount(m, sentence)]\n        if False:",
        ("tests/tools/own/test_record_cells.py",),
    ),
    Guard(
        "another section or item is told whose number begins alike",
        "tools/own/section_lookup.py",
        "if whole.lower() != number.lower():",
        "if not whole.lower().startswith(number.lower()):",
        ("tests/tools/own/test_lookups.py",),
    ),
    Guard(
        "a sentence of thousands of words has millions of stretches",
        "tools/own/text_spans.py",
        'words = list(re.finditer(r"\\S+", sentence))[:LONGEST_SENTENCE]',
        'words = list(re.finditer(r"\\S+", sentence))',
        ("tests/tools/own/test_text_spans.py",),
    ),
)
