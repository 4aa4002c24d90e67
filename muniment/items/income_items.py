"""Line items of the income statement, per-share amounts among them.

Concepts are those of the US GAAP and IFRS taxonomies, in the order in which they should be preferred.
"""

from __future__ import annotations

from muniment.items.line_item import LineItem, duration

ITEMS: tuple[LineItem, ...] = (
    duration(
        "net_sales",
        "net sales",
        "revenue, revenues, sales, total revenue, total net sales, total sales, net revenue, total net revenue, top line,"
        " turnover, sales revenue, net operating revenue, total revenues and other income, company revenue,"
        " consolidated revenue, consolidated net sales, operating revenue, topline, total sales revenue, net turnover, overall sales",
        "us-gaap:Revenues us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax us-gaap:SalesRevenueNet"
        " us-gaap:RevenueFromContractWithCustomerIncludingAssessedTax us-gaap:SalesRevenueGoodsNet"
        " us-gaap:RevenuesNetOfInterestExpense us-gaap:RegulatedAndUnregulatedOperatingRevenue"
        " us-gaap:SalesRevenueServicesNet us-gaap:RealEstateRevenueNet us-gaap:HealthCareOrganizationRevenue"
        " ifrs-full:Revenue ifrs-full:RevenueFromContractsWithCustomers",
        widest=True,
    ),
    duration(
        "net_interest_income",
        "net interest income",
        "nii, net interest revenue",
        "us-gaap:InterestIncomeExpenseNet",
    ),
    duration(
        "noninterest_income",
        "noninterest income",
        "non-interest income, non interest income, noninterest revenue, non-interest revenue, fee income",
        "us-gaap:NoninterestIncome",
    ),
    duration(
        "noninterest_expense",
        "noninterest expense",
        "non-interest expense, non interest expense, noninterest expenses, non-interest expenses",
        "us-gaap:NoninterestExpense",
    ),
    duration(
        "credit_loss_provision",
        "provision for credit losses",
        "provision for loan losses, credit loss provision, loan loss provision, provision for credit loss, provisions for credit losses",
        "us-gaap:ProvisionForLoanLeaseAndOtherLosses us-gaap:ProvisionForCreditLosses"
        " us-gaap:ProvisionForLoanAndLeaseLosses us-gaap:ProvisionForLoanLossesExpensed ifrs-full:ImpairmentLossImpairmentGainAndReversalOfImpairmentLossDeterminedInAccordanceWithIFRS9",
    ),
    duration(
        "interest_and_dividend_income",
        "total interest income",
        "interest and dividend income operating, total interest and dividend income, interest income of a bank",
        "us-gaap:InterestAndDividendIncomeOperating",
    ),
    duration(
        "premiums_earned",
        "premiums earned, net",
        "premiums earned, earned premiums, net premiums earned, net earned premiums, insurance premiums, premium revenue, premiums",
        "us-gaap:PremiumsEarnedNet us-gaap:PremiumsEarnedNetPropertyAndCasualty ifrs-full:InsuranceRevenue",
    ),
    duration(
        "net_investment_income",
        "net investment income",
        "investment income net, income from investments of an insurer",
        "us-gaap:NetInvestmentIncome",
    ),
    duration(
        "policyholder_benefits",
        "policyholder benefits and claims incurred",
        "benefits and claims, claims incurred, losses and loss adjustment expenses, losses incurred, policyholder benefits,"
        " incurred losses, losses and lae",
        "us-gaap:PolicyholderBenefitsAndClaimsIncurredNet"
        " us-gaap:LiabilityForUnpaidClaimsAndClaimsAdjustmentExpenseIncurredClaims1",
    ),
    duration(
        "rental_income",
        "rental and lease income",
        "rental income, rental revenue, rental revenues, lease income, lease revenue, rents",
        "us-gaap:OperatingLeaseLeaseIncome us-gaap:OperatingLeasesIncomeStatementLeaseRevenue"
        " us-gaap:RealEstateRevenueNet ifrs-full:RentalIncomeFromInvestmentProperty",
    ),
    duration(
        "cost_of_sales",
        "cost of sales",
        "cost of revenue, cost of revenues, cost of goods sold, cogs, cost of products sold, total cost of sales,"
        " total cost of revenue, cost of goods and services sold",
        "us-gaap:CostOfRevenue us-gaap:CostOfGoodsAndServicesSold us-gaap:CostOfGoodsSold us-gaap:CostOfServices"
        " us-gaap:CostOfGoodsAndServiceExcludingDepreciationDepletionAndAmortization ifrs-full:CostOfSales",
    ),
    duration(
        "gross_profit",
        "gross profit",
        "gross margin dollars, gross income, gross profits, gross margin in dollars, dollar gross margin",
        "us-gaap:GrossProfit ifrs-full:GrossProfit",
        ("difference", ("net_sales", "cost_of_sales")),
    ),
    duration(
        "research_and_development",
        "research and development expense",
        "research and development, r&d, r and d, research & development, r&d expense, r&d spending, r&d cost,"
        " research and development expenses, research and development cost, research and development spending,"
        " research spending, rnd, research development and engineering, research development and engineering expense,"
        " research development and engineering expenses, research development and engineering cost",
        "us-gaap:ResearchAndDevelopmentExpense"
        " us-gaap:ResearchAndDevelopmentExpenseExcludingAcquiredInProcessCost"
        " us-gaap:ResearchAndDevelopmentExpenseSoftwareExcludingAcquiredInProcessCost"
        " ifrs-full:ResearchAndDevelopmentExpense",
    ),
    duration(
        "selling_general_and_administrative",
        "selling, general and administrative expense",
        "sg&a, sga, selling general and administrative, selling general & administrative, sg and a, sg&a expense,"
        " selling general and administrative expense, selling and administrative expense, overhead expense",
        "us-gaap:SellingGeneralAndAdministrativeExpense ifrs-full:SellingGeneralAndAdministrativeExpense",
    ),
    duration(
        "selling_and_marketing",
        "marketing and sales expense",
        "sales and marketing, selling and marketing, marketing and sales, sales and marketing expense,"
        " selling and marketing expense, marketing expense, selling expense, marketing and sales cost, s&m, s&m expense",
        "us-gaap:SellingAndMarketingExpense us-gaap:SellingExpense us-gaap:MarketingExpense"
        " ifrs-full:SalesAndMarketingExpense ifrs-full:DistributionCosts",
    ),
    duration(
        "general_and_administrative",
        "general and administrative expense",
        "g&a, general and administrative, g&a expense, administrative expense, general and administrative cost",
        "us-gaap:GeneralAndAdministrativeExpense ifrs-full:GeneralAndAdministrativeExpense"
        " ifrs-full:AdministrativeExpense",
    ),
    duration(
        "advertising_expense",
        "advertising expense",
        "advertising cost, advertising costs, advertising expenses, ad spending, advertising spend, ad expense, advertising spending, ad spend",
        "us-gaap:AdvertisingExpense us-gaap:MarketingAndAdvertisingExpense",
    ),
    duration(
        "operating_expenses",
        "operating expenses",
        "total operating expenses, opex, operating expense, operating cost, total operating cost",
        "us-gaap:OperatingExpenses",
    ),
    duration(
        "costs_and_expenses",
        "total costs and expenses",
        "costs and expenses, total costs, total expenses, total cost and expense",
        "us-gaap:CostsAndExpenses us-gaap:BenefitsLossesAndExpenses",
    ),
    duration(
        "restructuring_charges",
        "restructuring charges",
        "restructuring, restructuring expense, restructuring cost, restructuring and other charges",
        "us-gaap:RestructuringCharges us-gaap:RestructuringCostsAndAssetImpairmentCharges"
        " us-gaap:RestructuringSettlementAndImpairmentProvisions",
    ),
    duration(
        "operating_income",
        "operating income",
        "income from operations, operating profit, operating earnings, ebit, profit from operations,"
        " operating income loss, operating loss, earnings from operations, loss from operations, op income, operating result,"
        " income loss from operations, operating losses",
        "us-gaap:OperatingIncomeLoss ifrs-full:ProfitLossFromOperatingActivities",
    ),
    duration(
        "interest_expense",
        "interest expense",
        "interest cost, interest paid on debt, finance cost, finance costs, interest charges",
        "us-gaap:InterestExpense us-gaap:InterestExpenseNonoperating us-gaap:InterestExpenseDebt"
        " us-gaap:InterestAndDebtExpense ifrs-full:FinanceCosts ifrs-full:InterestExpense",
    ),
    duration(
        "interest_income",
        "interest income",
        "investment income, interest and dividend income, finance income, interest earned",
        "us-gaap:InvestmentIncomeInterest us-gaap:InvestmentIncomeInterestAndDividend us-gaap:InterestIncomeOther"
        " ifrs-full:FinanceIncome ifrs-full:RevenueFromInterest",
    ),
    duration(
        "other_income",
        "other income and expense, net",
        "other income, other income expense, non-operating income, nonoperating income, other income expense net,"
        " other income and expense, other income net, other non-operating income",
        "us-gaap:NonoperatingIncomeExpense us-gaap:OtherNonoperatingIncomeExpense",
    ),
    duration(
        "pretax_income",
        "income before income taxes",
        "pretax income, pre-tax income, income before taxes, income before tax, earnings before taxes,"
        " profit before tax, pretax profit, income before provision for income taxes, earnings before income taxes,"
        " earnings before tax, pre tax income, pretax earnings, income before income tax, loss before income taxes, loss before taxes,"
        " pretax loss, pre-tax loss, pre-tax profit, pre-tax earnings, income loss before income taxes, ebt",
        "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"
        " us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments"
        " us-gaap:IncomeLossIncludingPortionAttributableToNoncontrollingInterest ifrs-full:ProfitLossBeforeTax",
    ),
    duration(
        "income_tax_expense",
        "income tax expense",
        "income taxes, provision for income taxes, tax expense, income tax provision, taxes, tax provision,"
        " provision for taxes, tax bill, income tax, income tax charge",
        "us-gaap:IncomeTaxExpenseBenefit ifrs-full:IncomeTaxExpenseContinuingOperations",
    ),
    duration(
        "income_continuing_operations",
        "income from continuing operations",
        "earnings from continuing operations, continuing operations income, profit from continuing operations",
        "us-gaap:IncomeLossFromContinuingOperations"
        " us-gaap:IncomeLossFromContinuingOperationsIncludingPortionAttributableToNoncontrollingInterest"
        " ifrs-full:ProfitLossFromContinuingOperations",
    ),
    duration(
        "net_income",
        "net income",
        "net earnings, net profit, profit, earnings, bottom line, net loss, net income loss, profits, profit after tax,"
        " net earnings attributable to shareholders, net income attributable to shareholders, bottomline,"
        " net income attributable to common stockholders, loss, net earnings loss, net profit loss, profit or loss, net income or loss,"
        " net profit or loss, net result, losses, net losses, ni, net inc",
        "us-gaap:NetIncomeLoss us-gaap:ProfitLoss us-gaap:NetIncomeLossAvailableToCommonStockholdersBasic"
        " ifrs-full:ProfitLossAttributableToOwnersOfParent ifrs-full:ProfitLoss",
    ),
    duration(
        "net_income_including_noncontrolling",
        "net income including noncontrolling interests",
        "consolidated net income, consolidated net earnings, net income before noncontrolling interest,"
        " net earnings including noncontrolling interests",
        "us-gaap:ProfitLoss ifrs-full:ProfitLoss",
    ),
    duration(
        "net_income_noncontrolling",
        "net income attributable to noncontrolling interests",
        "net income attributable to minority interests, noncontrolling interest income, minority interest income",
        "us-gaap:NetIncomeLossAttributableToNoncontrollingInterest"
        " ifrs-full:ProfitLossAttributableToNoncontrollingInterests",
    ),
    duration(
        "comprehensive_income",
        "comprehensive income",
        "total comprehensive income, comprehensive earnings",
        "us-gaap:ComprehensiveIncomeNetOfTax"
        " us-gaap:ComprehensiveIncomeNetOfTaxIncludingPortionAttributableToNoncontrollingInterest"
        " ifrs-full:ComprehensiveIncome",
    ),
    LineItem(
        "eps_basic",
        "basic earnings per share",
        (
            "basic earnings per share",
            "basic eps",
            "basic net income per share",
            "basic net earnings per share",
            "basic income per share",
            "basic net earnings per common share",
            "basic earnings per common share",
        ),
        (
            "us-gaap:EarningsPerShareBasic",
            "us-gaap:EarningsPerShareBasicAndDiluted",
            "ifrs-full:BasicEarningsLossPerShare",
        ),
        additive=False,
        unit="per_share",
        plural=True,
    ),
    LineItem(
        "eps_diluted",
        "diluted earnings per share",
        (
            "diluted earnings per share",
            "diluted eps",
            "eps",
            "earnings per share",
            "earnings per diluted share",
            "earn per share",
            "earned per share",
            "diluted net income per share",
            "net income per share",
            "profit per share",
            "earnings a share",
            "diluted net earnings per share",
            "diluted net earnings per common share",
            "earnings per common share",
            "diluted earnings per common share",
            "loss per share",
            "net loss per share",
            "diluted loss per share",
            "earnings loss per share",
            "income per share",
            "lose per share",
            "lost per share",
        ),
        (
            "us-gaap:EarningsPerShareDiluted",
            "us-gaap:EarningsPerShareBasicAndDiluted",
            "ifrs-full:DilutedEarningsLossPerShare",
        ),
        additive=False,
        unit="per_share",
        plural=True,
    ),
    LineItem(
        "shares_basic",
        "weighted-average basic shares",
        (
            "weighted average basic shares",
            "basic shares",
            "basic share count",
            "weighted average shares basic",
            "basic weighted average shares",
            "weighted average shares outstanding basic",
            "basic weighted average shares outstanding",
            "weighted average basic shares outstanding",
        ),
        ("us-gaap:WeightedAverageNumberOfSharesOutstandingBasic", "ifrs-full:WeightedAverageShares"),
        additive=False,
        unit="shares",
        plural=True,
    ),
    LineItem(
        "shares_diluted",
        "weighted-average diluted shares",
        (
            "weighted average diluted shares",
            "diluted shares",
            "diluted share count",
            "weighted average shares diluted",
            "diluted weighted average shares",
            "diluted shares outstanding",
            "weighted average diluted shares outstanding",
            "diluted weighted average shares outstanding",
        ),
        ("us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding", "ifrs-full:AdjustedWeightedAverageShares"),
        additive=False,
        unit="shares",
        plural=True,
    ),
    LineItem(
        "dividends_per_share",
        "dividends declared per share",
        (
            "dividends declared per share",
            "dividends per share",
            "dividend per share",
            "dps",
            "dividend a share",
            "dividends declared per common share",
            "cash dividends per share",
            "cash dividends declared per share",
            "dividends per common share",
            "cash dividend per share",
        ),
        (
            "us-gaap:CommonStockDividendsPerShareDeclared",
            "us-gaap:CommonStockDividendsPerShareCashPaid",
            "ifrs-full:DividendsRecognisedAsDistributionsToOwnersPerShare",
        ),
        additive=False,
        unit="per_share",
        plural=True,
    ),
)
