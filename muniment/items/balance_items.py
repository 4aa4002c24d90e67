"""Line items of the balance sheet, share counts among them.

Concepts are those of the US GAAP and IFRS taxonomies, in the order in which they should be preferred.
"""

from __future__ import annotations

from muniment.items.line_item import LineItem, instant

ITEMS: tuple[LineItem, ...] = (
    instant(
        "cash",
        "cash and cash equivalents",
        "cash, cash & cash equivalents, cash on hand, cash balance, cash equivalents, cash pile, cash position,"
        " cash and equivalents",
        "us-gaap:CashAndCashEquivalentsAtCarryingValue us-gaap:Cash us-gaap:CashAndDueFromBanks"
        " ifrs-full:CashAndCashEquivalents",
    ),
    instant(
        "cash_and_restricted_cash",
        "cash, cash equivalents and restricted cash",
        "cash and restricted cash, total cash including restricted cash, cash including restricted cash,"
        " cash cash equivalents and restricted cash",
        "us-gaap:CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
    ),
    instant(
        "restricted_cash",
        "restricted cash",
        "restricted cash and cash equivalents",
        "us-gaap:RestrictedCashAndCashEquivalentsAtCarryingValue us-gaap:RestrictedCash us-gaap:RestrictedCashCurrent"
        " us-gaap:RestrictedCashAndCashEquivalents ifrs-full:RestrictedCashAndCashEquivalents",
    ),
    instant(
        "marketable_securities_current",
        "current marketable securities",
        "marketable securities, short-term investments, short term investments, current investments,"
        " short-term marketable securities, short term marketable securities",
        "us-gaap:MarketableSecuritiesCurrent us-gaap:ShortTermInvestments us-gaap:AvailableForSaleSecuritiesDebtSecuritiesCurrent"
        " us-gaap:AvailableForSaleSecuritiesCurrent us-gaap:DebtSecuritiesCurrent ifrs-full:OtherCurrentFinancialAssets",
    ),
    instant(
        "marketable_securities_noncurrent",
        "non-current marketable securities",
        "long-term marketable securities, long-term investments, noncurrent marketable securities,"
        " long term investments, long term marketable securities",
        "us-gaap:MarketableSecuritiesNoncurrent us-gaap:LongTermInvestments"
        " us-gaap:AvailableForSaleSecuritiesDebtSecuritiesNoncurrent",
    ),
    instant(
        "accounts_receivable",
        "accounts receivable",
        "receivables, trade receivables, accounts receivable net, net accounts receivable, net receivables, trade accounts receivable,"
        " customer receivables, account receivable, net ar, a/r, net a/r",
        "us-gaap:AccountsReceivableNetCurrent us-gaap:ReceivablesNetCurrent us-gaap:AccountsAndOtherReceivablesNetCurrent"
        " us-gaap:AccountsNotesAndLoansReceivableNetCurrent ifrs-full:CurrentTradeReceivables"
        " ifrs-full:TradeAndOtherCurrentReceivables",
    ),
    instant(
        "inventory",
        "inventories",
        "inventory, merchandise inventories, merchandise inventory, inventories net, stock of goods, inventory balance",
        "us-gaap:InventoryNet us-gaap:RetailRelatedInventoryMerchandise ifrs-full:Inventories",
    ),
    instant(
        "prepaid_expenses",
        "prepaid expenses and other current assets",
        "prepaid expenses, prepaid expense, prepaids",
        "us-gaap:PrepaidExpenseAndOtherAssetsCurrent us-gaap:PrepaidExpenseCurrent",
    ),
    instant(
        "other_current_assets",
        "other current assets",
        "",
        "us-gaap:OtherAssetsCurrent us-gaap:PrepaidExpenseAndOtherAssetsCurrent ifrs-full:OtherCurrentAssets",
    ),
    instant(
        "current_assets",
        "total current assets",
        "current assets",
        "us-gaap:AssetsCurrent ifrs-full:CurrentAssets",
    ),
    instant(
        "property_plant_equipment",
        "property, plant and equipment, net",
        "property plant and equipment, pp&e, ppe, net property and equipment, property and equipment, fixed assets,"
        " property and equipment net, property plant and equipment net, net pp&e, net ppe",
        "us-gaap:PropertyPlantAndEquipmentNet"
        " us-gaap:PropertyPlantAndEquipmentAndFinanceLeaseRightOfUseAssetAfterAccumulatedDepreciationAndAmortization"
        " ifrs-full:PropertyPlantAndEquipment",
    ),
    instant(
        "accumulated_depreciation",
        "accumulated depreciation",
        "accumulated depreciation and amortization",
        "us-gaap:AccumulatedDepreciationDepletionAndAmortizationPropertyPlantAndEquipment"
        " us-gaap:PropertyPlantAndEquipmentAndFinanceLeaseRightOfUseAssetAccumulatedDepreciationAndAmortization",
    ),
    instant(
        "operating_lease_assets",
        "operating lease right-of-use assets",
        "right-of-use assets, operating lease assets, rou assets, right of use assets, lease right of use assets",
        "us-gaap:OperatingLeaseRightOfUseAsset ifrs-full:RightofuseAssets",
    ),
    instant(
        "goodwill",
        "goodwill",
        "goodwill balance",
        "us-gaap:Goodwill ifrs-full:Goodwill",
    ),
    instant(
        "intangible_assets",
        "intangible assets, net",
        "intangible assets, intangibles, other intangible assets, acquired intangible assets,"
        " intangible assets excluding goodwill, net intangible assets",
        "us-gaap:IntangibleAssetsNetExcludingGoodwill us-gaap:FiniteLivedIntangibleAssetsNet"
        " ifrs-full:IntangibleAssetsOtherThanGoodwill",
    ),
    instant(
        "deferred_tax_assets",
        "deferred tax assets",
        "net deferred tax assets, deferred income tax assets, deferred tax asset",
        "us-gaap:DeferredIncomeTaxAssetsNet us-gaap:DeferredTaxAssetsNet ifrs-full:DeferredTaxAssets",
    ),
    instant(
        "other_noncurrent_assets",
        "other non-current assets",
        "other long-term assets, other noncurrent assets, other assets noncurrent, other long term assets",
        "us-gaap:OtherAssetsNoncurrent ifrs-full:OtherNoncurrentAssets",
    ),
    instant(
        "noncurrent_assets",
        "total non-current assets",
        "noncurrent assets, non-current assets, long-term assets, total noncurrent assets",
        "us-gaap:AssetsNoncurrent ifrs-full:NoncurrentAssets",
    ),
    instant(
        "deposits",
        "total deposits",
        "deposits, customer deposits",
        "us-gaap:Deposits ifrs-full:DepositsFromCustomers",
    ),
    instant(
        "loans",
        "loans, net of the allowance for credit losses",
        "loans, net loans, total loans, loans and leases, loan portfolio",
        "us-gaap:FinancingReceivableExcludingAccruedInterestAfterAllowanceForCreditLoss"
        " us-gaap:LoansAndLeasesReceivableNetReportedAmount us-gaap:NotesReceivableNet ifrs-full:LoansAndAdvancesToCustomers",
    ),
    instant(
        "credit_loss_allowance",
        "allowance for credit losses",
        "allowance for loan losses, loan loss allowance, loan loss reserve, credit loss allowance",
        "us-gaap:FinancingReceivableAllowanceForCreditLossExcludingAccruedInterest"
        " us-gaap:FinancingReceivableAllowanceForCreditLosses us-gaap:LoansAndLeasesReceivableAllowance",
    ),
    instant(
        "real_estate",
        "real estate investments, net",
        "real estate investment property, real estate investments, investment property, investment properties",
        "us-gaap:RealEstateInvestmentPropertyNet ifrs-full:InvestmentProperty",
    ),
    instant(
        "total_assets",
        "total assets",
        "assets, asset base, balance sheet total",
        "us-gaap:Assets ifrs-full:Assets",
    ),
    instant(
        "accounts_payable",
        "accounts payable",
        "payables, trade payables, trade accounts payable, account payable",
        "us-gaap:AccountsPayableCurrent us-gaap:AccountsPayableTradeCurrent us-gaap:AccountsPayableAndAccruedLiabilitiesCurrent"
        " ifrs-full:TradeAndOtherCurrentPayables ifrs-full:TradeAndOtherCurrentPayablesToTradeSuppliers",
    ),
    instant(
        "accrued_liabilities",
        "accrued liabilities",
        "accrued expenses, accrued and other current liabilities, accrued expenses and other current liabilities,"
        " accrued and other liabilities",
        "us-gaap:AccruedLiabilitiesCurrent us-gaap:AccruedAndOtherCurrentLiabilities",
    ),
    instant(
        "deferred_revenue_current",
        "current deferred revenue",
        "deferred revenue, contract liabilities, unearned revenue, deferred income, current contract liabilities,"
        " current unearned revenue, short-term deferred revenue",
        "us-gaap:ContractWithCustomerLiabilityCurrent us-gaap:DeferredRevenueCurrent us-gaap:ContractWithCustomerLiability"
        " ifrs-full:CurrentContractLiabilities",
    ),
    instant(
        "deferred_revenue_noncurrent",
        "non-current deferred revenue",
        "long-term deferred revenue, noncurrent deferred revenue, noncurrent contract liabilities,"
        " long term deferred revenue, non-current contract liabilities",
        "us-gaap:ContractWithCustomerLiabilityNoncurrent us-gaap:DeferredRevenueNoncurrent",
    ),
    instant(
        "debt_current",
        "debt due within one year",
        "current debt, debt due within a year, total current debt, short-term debt, short term debt",
        "us-gaap:DebtCurrent",
        ("sum", ("long_term_debt_current", "short_term_borrowings")),
    ),
    instant(
        "long_term_debt_current",
        "current portion of long-term debt",
        "current maturities of long-term debt, current portion of long term debt, current maturities of long term debt,"
        " current installments of long-term debt, current installments of long term debt",
        "us-gaap:LongTermDebtCurrent us-gaap:LongTermDebtAndCapitalLeaseObligationsCurrent"
        " ifrs-full:CurrentPortionOfLongtermBorrowings",
    ),
    instant(
        "short_term_borrowings",
        "short-term borrowings",
        "short term borrowings, short-term loans, notes payable",
        "us-gaap:ShortTermBorrowings us-gaap:OtherShortTermBorrowings ifrs-full:ShorttermBorrowings",
    ),
    instant(
        "commercial_paper",
        "commercial paper",
        "commercial paper outstanding",
        "us-gaap:CommercialPaper",
    ),
    instant(
        "current_liabilities",
        "total current liabilities",
        "current liabilities",
        "us-gaap:LiabilitiesCurrent ifrs-full:CurrentLiabilities",
    ),
    instant(
        "long_term_debt",
        "long-term debt due after one year",
        "long-term debt, long term debt, noncurrent debt, non-current debt, term debt, long-term borrowings, lt debt,"
        " long-term debt excluding current portion, long-term debt noncurrent, long term borrowings",
        "us-gaap:LongTermDebtNoncurrent us-gaap:LongTermDebtAndCapitalLeaseObligations us-gaap:LongTermNotesPayable"
        " ifrs-full:LongtermBorrowings ifrs-full:NoncurrentPortionOfNoncurrentBorrowings",
    ),
    instant(
        "long_term_debt_whole",
        "long-term debt including its current portion",
        "total long-term debt, total long term debt, long-term debt including current portion",
        "us-gaap:LongTermDebt",
    ),
    instant(
        "total_debt",
        "total debt",
        "debt, borrowings, total borrowings, debt outstanding, debt load, indebtedness, total indebtedness",
        "us-gaap:DebtLongtermAndShorttermCombinedAmount us-gaap:DebtAndCapitalLeaseObligations ifrs-full:Borrowings",
    ),
    instant(
        "operating_lease_liabilities",
        "operating lease liabilities",
        "total operating lease liabilities, operating lease liability, lease liabilities",
        "us-gaap:OperatingLeaseLiability ifrs-full:LeaseLiabilities",
    ),
    instant(
        "operating_lease_liabilities_noncurrent",
        "non-current operating lease liabilities",
        "long-term operating lease liabilities, noncurrent operating lease liabilities",
        "us-gaap:OperatingLeaseLiabilityNoncurrent ifrs-full:NoncurrentLeaseLiabilities",
    ),
    instant(
        "deferred_tax_liabilities",
        "deferred tax liabilities",
        "deferred income taxes, deferred income tax liabilities, deferred tax liability, net deferred tax liabilities",
        "us-gaap:DeferredIncomeTaxLiabilitiesNet us-gaap:DeferredTaxLiabilities ifrs-full:DeferredTaxLiabilities",
    ),
    instant(
        "other_noncurrent_liabilities",
        "other non-current liabilities",
        "other long-term liabilities, other noncurrent liabilities, other long term liabilities",
        "us-gaap:OtherLiabilitiesNoncurrent ifrs-full:OtherNoncurrentLiabilities",
    ),
    instant(
        "noncurrent_liabilities",
        "total non-current liabilities",
        "noncurrent liabilities, non-current liabilities, long-term liabilities, total noncurrent liabilities",
        "us-gaap:LiabilitiesNoncurrent ifrs-full:NoncurrentLiabilities",
    ),
    instant(
        "total_liabilities",
        "total liabilities",
        "liabilities",
        "us-gaap:Liabilities ifrs-full:Liabilities",
        ("difference", ("liabilities_and_equity", "equity_including_noncontrolling")),
    ),
    instant(
        "common_stock",
        "common stock and additional paid-in capital",
        "additional paid-in capital, paid-in capital, apic, additional paid in capital, capital in excess of par value",
        "us-gaap:CommonStocksIncludingAdditionalPaidInCapital us-gaap:AdditionalPaidInCapital"
        " us-gaap:AdditionalPaidInCapitalCommonStock",
    ),
    instant(
        "retained_earnings",
        "retained earnings",
        "accumulated deficit, retained earnings accumulated deficit, reinvested earnings, earnings retained,"
        " earnings employed in the business, accumulated earnings, retained profits",
        "us-gaap:RetainedEarningsAccumulatedDeficit ifrs-full:RetainedEarnings",
    ),
    instant(
        "accumulated_oci",
        "accumulated other comprehensive income (loss)",
        "accumulated other comprehensive income, accumulated other comprehensive loss, aoci",
        "us-gaap:AccumulatedOtherComprehensiveIncomeLossNetOfTax ifrs-full:AccumulatedOtherComprehensiveIncome",
    ),
    instant(
        "treasury_stock",
        "treasury stock",
        "treasury shares at cost, common stock in treasury, stock held in treasury",
        "us-gaap:TreasuryStockValue us-gaap:TreasuryStockCommonValue ifrs-full:TreasuryShares",
    ),
    instant(
        "noncontrolling_interests",
        "noncontrolling interests",
        "minority interest, minority interests, noncontrolling interest, non-controlling interests",
        "us-gaap:MinorityInterest ifrs-full:NoncontrollingInterests",
    ),
    instant(
        "shareholders_equity",
        "shareholders' equity",
        "stockholders equity, stockholders' equity, shareholders equity, equity, book value,"
        " shareholder equity, stockholder equity, total shareholders equity, total stockholders equity, owners equity,"
        " total shareholders' equity, total stockholders' equity, book equity, shareholders' deficit, shareholders investment, stockholders deficit",
        "us-gaap:StockholdersEquity"
        " us-gaap:StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"
        " ifrs-full:EquityAttributableToOwnersOfParent ifrs-full:Equity",
    ),
    instant(
        "equity_including_noncontrolling",
        "total equity",
        "equity including noncontrolling interests, net assets, total equity including noncontrolling interests, total shareholders investment, total shareholders deficit,"
        " total stockholders equity",
        "us-gaap:StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest us-gaap:StockholdersEquity"
        " ifrs-full:Equity",
    ),
    instant(
        "liabilities_and_equity",
        "total liabilities and shareholders' equity",
        "total liabilities and equity, liabilities and equity, total liabilities and stockholders' equity,"
        " total liabilities and stockholders equity, liabilities and stockholders equity,"
        " total liabilities and shareholders equity, liabilities and shareholders equity",
        "us-gaap:LiabilitiesAndStockholdersEquity ifrs-full:EquityAndLiabilities",
    ),
    LineItem(
        "shares_outstanding",
        "shares outstanding",
        (
            "shares outstanding",
            "common shares outstanding",
            "share count",
            "outstanding shares",
            "common stock outstanding",
            "shares of common stock outstanding",
            "number of shares outstanding",
        ),
        (
            "us-gaap:CommonStockSharesOutstanding",
            "dei:EntityCommonStockSharesOutstanding",
            "ifrs-full:NumberOfSharesOutstanding",
        ),
        instant=True,
        additive=False,
        unit="shares",
        plural=True,
    ),
    LineItem(
        "shares_issued",
        "shares issued",
        ("shares issued", "common shares issued", "number of shares issued", "issued shares"),
        ("us-gaap:CommonStockSharesIssued", "ifrs-full:NumberOfSharesIssued"),
        instant=True,
        additive=False,
        unit="shares",
        plural=True,
    ),
)
