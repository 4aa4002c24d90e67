"""A measure that a question defines: "FCF is defined as: (cash from operations - capex)".

Where the definition is the one that the line item is computed by, it says nothing more and is blanked. Any other stays in the question,
which is then refused rather than answered by a formula that was not meant.
"""

from __future__ import annotations

import re
from functools import cache

from muniment.items.line_items import line_items
from muniment.sentences import places
from muniment.wording import squash

_DEFINED = re.compile(
    r"(?:please\s+)?(?:define\s+(?P<a>.+?)\s+(?:as|to be)|(?P<b>.+?)\s+(?:here\s+)?(?:is|are)\s+(?:here\s+)?defined\s+(?:as|to be))\s*:?\s*(?P<formula>.+?)\.?",
    re.IGNORECASE,
)
_USING = re.compile(
    r"(?:please\s+)?(?:calculate|compute)\s+(?:the\s+)?(?P<name>.+?)\s+(?:using|from|with)\s+(?P<items>.+?)(?:\s*\(from\s+(?:the\s+)?[\w\s]+\))?\.?",
    re.IGNORECASE,
)
"""Of what something is to be computed: "Calculate unadjusted EBITDA using unadjusted operating income and D&A (from cash flow statement)"."""
_ABBREVIATED = re.compile(r"\((?P<short>[A-Za-z&/]{2,8})\)")
_OPERATIONS = (
    ("difference", re.compile(r"\s+(?:less|minus)\s+|\s*[-−–]\s+|\s+[-−–]\s*", re.IGNORECASE)),
    ("ratio", re.compile(r"\s+(?:divided\s+by|over|to)\s+|\s*[/÷]\s*", re.IGNORECASE)),
    ("sum", re.compile(r"\s+plus\s+|\s*\+\s*", re.IGNORECASE)),
)
EXAMPLES = (
    "FCF here is defined as: (cash from operations - capex).",
    "Define net working capital as total current assets less total current liabilities.",
    "Free cash flow is defined as operating cash flow minus capital expenditures.",
    "EBITDA is defined as operating income + depreciation and amortization.",
    "Define gross margin as gross profit / revenue.",
    "Calculate unadjusted EBITDA using unadjusted operating income and D&A (from cash flow statement).",
)
"""Definitions that are those of the line items."""
OTHERS = (
    "FCF is defined as: (cash from operations - dividends).",
    "Define working capital as total assets less total liabilities.",
    "DPO is defined as: 365 * (average accounts payable between FY2019 and FY2020) / (FY2020 COGS).",
    "Define gross margin as revenue / gross profit.",
    "Calculate EBITDA using net income and D&A.",
)
"""Definitions that are not."""


def without_own_definitions(text: str) -> str:
    """The text with the definitions blanked that are the line items' own, and their abbreviations, of the same length."""
    kept = text
    for short in _ABBREVIATED.finditer(text):
        if (key := _keys().get(squash(short["short"]))) and squash(text[: short.start()]).endswith(tuple(_names(key))):
            kept = kept[: short.start()] + " " * len(short.group()) + kept[short.end() :]
    for start, end in places(text):
        said = _DEFINED.fullmatch(text[start:end].strip())
        used = _USING.fullmatch(text[start:end].strip())
        own = said and _is_own(said["a"] or said["b"], said["formula"])
        if own or (used and _is_of(used["name"], used["items"])):
            kept = kept[:start] + " " * (end - start) + kept[end:]
    return kept if re.search(r"\w", kept) else text


def _is_own(name: str, formula: str) -> bool:
    key = _keys().get(squash(name))
    item = line_items()[key] if key else None
    if item is None or item.formula is None:
        return False
    bare = re.sub(r"^\((.*)\)$", r"\1", formula.strip())
    operation, operands = item.formula
    pattern = dict(_OPERATIONS)[operation]
    parts = [
        _keys().get(squash(re.sub(r"^total\s+|^\((.*)\)$", r"\1", p.strip(), flags=re.IGNORECASE)))
        for p in pattern.split(bare)
    ]
    return tuple(parts) == tuple(operands) or (operation == "sum" and sorted(map(str, parts)) == sorted(operands))


def _is_of(name: str, items: str) -> bool:
    """Whether a line item is computed of just these."""
    key = _keys().get(squash(name))
    item = line_items()[key] if key else None
    said = {
        _keys().get(squash(re.sub(r"^unadjusted\s+", "", w, flags=re.I))) for w in re.split(r"\s+and\s+|,\s*", items)
    }
    return item is not None and item.formula is not None and said == set(item.formula[1])


def item_named(words: str) -> str | None:
    """The key of the line item that words name in full; None where they name none."""
    return _keys().get(squash(words))


@cache
def _names(key: str) -> tuple[str, ...]:
    return tuple(squash(p) for p in (line_items()[key].label, *line_items()[key].phrases))


@cache
def _keys() -> dict[str, str]:
    """The line items by every name that is one item's alone."""
    found: dict[str, str] = {}
    for item in line_items().values():
        for phrase in (item.label, *item.phrases):
            found.setdefault(squash(phrase), item.key)
    return found
