"""Questions that no figure answers: advice, forecasts, prices, and questions that a passage of text answers."""

from __future__ import annotations

import re

_OF_ONESELF = re.compile(
    r"\b(?:should\s+(?:i|we|one|my)\b|(?:do|did|would|can|could|will|should|may)\s+(?:i|we)\s+(?:owe|earn|receive|make|lose|deduct|claim)\b)"
)
_ADVICE = re.compile(
    r"\b(?:(?:do|did|would|can|could|will|should|may)\s+(?:i|we|one)\s+(?:sell|buy|hold|invest)\b|my\s+(?:\w+\s+)?(?:shares|dividends|taxes|portfolio|stocks?|holdings|investment|pension|options)\b|(?:good|bad|smart|safe|worth(?:while)?|right|wise|risky)\s+(?:an?\s+)?(?:buy|investment|stock|bet|time\s+to)|worth\s+(?:buying|investing)|price\s+target|would\s+you\s+(?:buy|sell|invest|recommend)"
    r"|(?:buy|sell|hold|short)\s+(?:or|rating|recommendation)|recommend|over-?valued|under-?valued|invest(?:ing)?\s+in\b|(?:stock|(?<!per )(?<!a )share)\s+(?:price|go\b|perform|tip|worth)|market\s+(?:cap(?:itali[sz]ation)?|value)\b(?!\s+held)|p/?e\s+ratio|price[\s-]to[\s-]|price[\s-]earnings|go\s+bankrupt|fair\s+value\s+of\s+(?:the\s+)?(?:stock|shares?)|intrinsic\s+value|better\s+(?:buy|investment|stock)|(?:your|you)\s+(?:opinion|view|think\s+of|favou?rite)|closing\s+price|trading\s+at|worth\s+today|how\s+much\s+is\s+\S+\s+worth|enterprise\s+value)"
)
_FUTURE = re.compile(
    r"\b(?:(?:will|(?<=who)'ll|(?<=it)'ll|(?<=they)'ll|(?<=what)'ll)\s+(?!you\b)|(?<!i'm )(?<!am )(?<!we )(?<!you )(?:is|are|be)\s+(?:(?!i\b|you\b|we\b)[\w.&'’-]+\s+){0,5}?going\s+to|forecasts?|predict(?:ed|ions?)?|projected|projections?|expected\s+to|outlook|next\s+(?:year|quarter|decade|month)(?!\s+after)|guidance|likely\s+to|in\s+the\s+(?:coming|future)|upcoming|estimates?\s+for)\b"
)
_EXPECTED = re.compile(
    r"\b(?<!\bi )(?<!\bwe )(?<!\byou )(?<!\bi'd )(?<!\bwe'd )(?<!\byou'd )(?<!\bwould )(?<!\bi was )(?<!\bi am )(?<!\bi'm )(?:expect(?:s|ed|ing|ations?)?|anticipat(?:es?|ed|ing)|guid(?:e|es|ed|ing)|foresaw|foreseen?|hop(?:es|ed|ing)\s+for)\b"
    r"(?!\s+(?:credit|loan)\s+loss|\s+(?:term|life|lives|volatility|dividend\s+yield|returns?\s+on\s+(?:plan\s+)?assets|benefit|future\s+benefit))"
    r"|(?<!my )(?<!our )\b(?:analysts|wall\s+street|the\s+street|economists?|forecasters?|brokers?|pundits?|the\s+market)(?:['’]s?)?\s+(?:\w+\s+){0,2}?(?:expect|estimat|predict|think|thought|want|model|look|see|project|consensus|figure|number|view)\w*"
    r"|\bconsensus\b|\bbudgeted\b|\bbudget\b(?=\s+(?:for|was|were|is|in|to|figure|of)\b)(?<!r&d budget)(?<!ad budget)(?<!research budget)(?<!advertising budget)"
)
"""What somebody looked forward to, or reckoned from outside: filings tell what came."""
_OTHERWISE = re.compile(
    r"\bif\s+(?!(?:i|we|you|one|that|this|so|not|any|possible|needed|available|there)\b)[^?;]{0,120}?\b(?:had(?:n't|\s+not)?|were(?:n't)?|was(?:n't)?|did(?:n't|\s+not)|grew|kept|stayed|could|would)\b[^?;]*\b(?:would|could|might)\b"
    r"|\bwould\s+(?:[\w'’.&-]+\s+){0,6}?have\s+(?:been|made|earned|had|grown|fallen|lost|paid|spent|cost|looked|come|reported)\b"
    r"|\b(?:would|could|might)\s+(?:[\w'’.&-]+\s+){1,6}?(?:be|look|stand)\b[^?;]*\bif\s+(?!(?:i|we|you|one)\b)"
    r"|\bhad\s+(?:it|they|[\w'’.&-]+)\s+not\b[^?;]*\bwould\b"
    r"|\bassuming\s+(?:that\s+)?(?:[\w'’.&-]+\s+){1,4}?(?:had|grew|grows|were|stays|stayed|keeps|kept|doubles?|halves?)\b"
)
"""What would be, or would have been, if something else were so."""
_TEXT = re.compile(
    r"\b(?:why|how\s+come|what\s+(?:made|caused|led|explains?|explained)|explain|describe|discuss|elaborate|outline|reasons?|drove|driv(?:e[rsn]?|ing)|caused?|causes|because\s+of|behind\s+the|due\s+to|attribut(?!able\s+to)\w+|factors?|risks?|risky|lawsuits?|sued|suing|litigation|legal\s+(?:proceedings?|matters?|disputes?)|strateg(?:y|ies)|compet(?:e|es|ition|itors?|itive)"
    r"|business\s+(?:model|description|overview)|summari[sz]e|summary|tell\s+me\s+(?:more\s+)?about|what\s+does\s+\S+(?:\s+\S+){0,4}\s+(?:say|do|sell|make|offer|disclose\s+about|mean|own|produce)\b|how\s+(?:does|do|did|are|is)\s+(?:\S+\s+){1,6}?(?:make\s+money|compete|manage|managed|recogni[sz]e[d]?|describe|account|accounted|protect|handle|define|treat|plan|work|operate|measured?|address|view|mitigate|ensure|fund|finance|monitor|approach|attract|retain|think|see|distribute|earn\s+money|valued?|determined?|estimate[d]?|hedge[d]?|organi[sz]ed?)\b|cyber\w*|suppl(?:y\s+chain|iers?)"
    r"|polic(?:y|ies)|intellectual\s+property|patents?|trademarks?|regulat\w+|seasonal\w*|human\s+capital|dependen\w+|depends?\s+on|who\s+(?:is|are|audits?|audited|owns?|runs?|leads?|founded|manages?|chairs?)\b(?!\s+(?:\w+er|more|ahead|better)\b)|where\s+(?:is|are|does|do|did)|headquarter\w*|(?<!our )(?<!my )auditors?|audit\s+firm|main\s+products|products\s+and\s+services|what\s+(?:is|are)\s+\S+(?:\s\S+)?\s+business\b|business\s+of\b|nature\s+of\s+(?:its|the)\s+business|tariffs?|accounting\s+for|say\s+about|said\s+about|says\s+about|mention\w*\s+about|employ(?:s|ed|ees?)?\b|headcount|workforce|stock\s+exchange|listed\s+on|traded\s+on|exchange\s+listing|properties|lease\s+terms|covenants?|credit\s+(?:facility|agreement|rating)|segments?\s+does|what\s+segments|acquisition\s+of\b|contingenc\w+|commitments?\s+and|critical\s+accounting|subsequent\s+events?|climate|sustainab\w+|diversity|pandemic|covid\w*|inflation|supply\s+constraints?|shortages?|unions?|collective\s+bargaining|going\s+concern|material\s+weakness|internal\s+controls?|related\s+party|off-balance|market\s+risk|interest\s+rate\s+risk|currency\s+risk|hedging)\b"
)
_REASON = re.compile(
    r"\b(?:why|how\s+come|reasons?|explain\w*|dr[io]v\w+|caus\w+|because|behind|due\s+to|attribut\w+|factors?|led\s+to|what\s+(?:made|pushed|pulled|weighed|lifted|hurt|helped|boosted|dragged|depressed|fuel+ed|propelled|brought))\b"
)
_TELLING = re.compile(
    r"\b(?:usually|normally|typically|traditionally)\b(?!\s+called)|\b(?:time|part|season)\s+of\s+(?:the\s+)?year\b|\bwhen\s+in\s+the\s+year\b"
    r"|\b(?:what|which\s+\w+(?:\s+\w+){0,2}?)\s+(?:pushed|pulled|weighed|lifted|hurt|helped|boosted|dragged|depressed|fuel+ed|propelled|held|brought|sparked|triggered|contributed|prompted|supported|offset|motivated|changed)\b"
    r"|\bhow\s+many\s+(?:people|persons|staff|workers|associates|jobs|stores|shops|restaurants|outlets|sites|plants|factories|warehouses|countries|states|patents|customers|franchisees|lawsuits|directors)\b"
    r"|\bwhich\s+(?:customers?|suppliers?|vendors?|court|bank|countr(?:y|ies)|states?|law|stock\s+exchanges?)\b|\bto\s+(?:whom|what\s+number)\b"
    r"|\b(?:what|which)\s+(?:effect|impact|influence|consequence)s?\b|\bhow\s+(?:did|do|does|has|have|will)\s+(?:\S+\s+){1,8}?(?:affect|impact|influence|hurt|hit|help)\w*\b"
    r"|\bhow\s+(?:important|dependent|exposed|reliant|seriously|badly|concentrated|vulnerable|seasonal)\b|^\W*(?:would|could|might)\s+(?:the|an?|losing)\s+(?:\w+\s+){1,6}?(?:hurt|harm|affect|damage|impair|matter|disrupt)\b"
)
"""What is usual, what brought a change about, what a thing did to another, what would be if: no figure tells it."""


def asks_advice(text: str) -> bool:
    """True when a folded question wants a judgement about buying, or a price, which no record holds; or asks of the asker, of whom no filing speaks."""
    return bool(_ADVICE.search(text) or _OF_ONESELF.search(text))


def asks_of_markets(text: str) -> bool:
    """True when a folded question wants a judgement about buying, or a price; a company's rules may tell its people what they can claim."""
    return bool(_ADVICE.search(text))


def asks_reason(text: str) -> bool:
    """True when a question wants the reasons of something."""
    return bool(_REASON.search(text.lower()))


def asks_future(text: str) -> bool:
    """True when a folded question is about what has not happened."""
    return bool(_FUTURE.search(text))


def asks_expected(text: str) -> bool:
    """True when a folded question is about what was expected, by the company or by others."""
    return bool(_EXPECTED.search(text))


def asks_otherwise(text: str) -> bool:
    """True when a folded question is about what would be if something else were so."""
    return bool(_OTHERWISE.search(text))


def asks_text(text: str) -> bool:
    """True when a folded question is answered by a passage, not by a figure."""
    return bool(_TEXT.search(text) or _TELLING.search(text))
