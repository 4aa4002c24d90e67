"""A made-up filer's pages, written for the tests: the product is proven without the real records too."""

from __future__ import annotations

HEAD = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><head><title>x</title></head><body>
<div style="display:none"><ix:header><ix:hidden><ix:nonNumeric contextRef="fy" name="dei:DocumentFiscalYearFocus">2024</ix:nonNumeric>
</ix:hidden><ix:resources>
<xbrli:context id="fy"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0000009999</xbrli:identifier></xbrli:entity>
<xbrli:period><xbrli:startDate>2024-01-01</xbrli:startDate><xbrli:endDate>2024-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:context id="py"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0000009999</xbrli:identifier></xbrli:entity>
<xbrli:period><xbrli:startDate>2023-01-01</xbrli:startDate><xbrli:endDate>2023-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:context id="gadgets"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0000009999</xbrli:identifier>
<xbrli:segment><xbrldi:explicitMember dimension="srt:ProductOrServiceAxis">ew:SpringGadgetsMember</xbrldi:explicitMember></xbrli:segment></xbrli:entity>
<xbrli:period><xbrli:startDate>2024-01-01</xbrli:startDate><xbrli:endDate>2024-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
<xbrli:unit id="eps"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unitNumerator>
<xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unitDenominator></xbrli:divide></xbrli:unit>
</ix:resources></ix:header></div>
"""
TAIL = "</body></html>"


def page(body: str) -> bytes:
    """An inline XBRL page with this body."""
    return (HEAD + body + TAIL).encode()


def fact(text: str, name: str = "us-gaap:Revenues", context: str = "fy", unit: str = "usd", **attributes: str) -> str:
    """An `ix:nonFraction`."""
    more = "".join(f' {k.replace("_", ":")}="{v}"' for k, v in attributes.items())
    return f'<ix:nonFraction name="{name}" contextRef="{context}" unitRef="{unit}"{more}>{text}</ix:nonFraction>'


def report() -> bytes:
    """A small annual report: two statements' worth of facts, and items with text."""
    row = "<tr><td>{0}</td><td>{1}</td><td>{2}</td></tr>"
    money = {"scale": "6", "decimals": "-6", "format": "ixt:num-dot-decimal"}
    rows = [
        row.format("Total revenue", fact("1,250", id="r1", **money), fact("1,000", context="py", id="r2", **money)),
        row.format("Spring gadgets", fact("450", context="gadgets", id="g1", **money), ""),
        row.format("Income taxes", fact("50", "us-gaap:IncomeTaxExpenseBenefit", id="t1", **money), ""),
        row.format(
            "Net income",
            fact("200", "us-gaap:NetIncomeLoss", id="n1", **money),
            fact("160", "us-gaap:NetIncomeLoss", "py", id="n2", **money),
        ),
        row.format("Diluted", fact("2.50", "us-gaap:EarningsPerShareDiluted", unit="eps", decimals="2", id="e1"), ""),
    ]
    text = (
        "<div><b>Item 1. Business</b></div><p>Example Widgets makes widgets and spring gadgets in two plants near Oslo. It sells them to makers of clocks.</p>"
        "<div><b>Item 1A. Risk Factors</b></div><p>A shortage of tempered steel would stop both plants within three weeks. The company has one supplier of tempered steel.</p>"
        "<div><b>Item 3. Legal Proceedings</b></div><p>A former distributor has sued the company in Oslo over unpaid commissions; the company contests the claim.</p>"
        "<div><b>Item 7. Management's Discussion and Analysis</b></div><p>Revenue rose because two clock makers doubled their orders of spring gadgets.</p>"
        "<div><b>Item 8. Financial Statements and Supplementary Data</b></div><table>" + "".join(rows) + "</table>"
        "<div><b>Item 9A. Controls and Procedures</b></div><p>Controls were effective at the end of the year, in the opinion of management.</p>"
        "<div><b>Item 10. Directors, Executive Officers and Corporate Governance</b></div><p>See the proxy statement, which is filed apart from this report.</p>"
        "<div><b>Item 15. Exhibits</b></div><p>The exhibits are listed in the index that follows the signatures of this report.</p>"
    )
    return page(text)
