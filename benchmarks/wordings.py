"""The wordings of the figure exam. `blind` to `blind7` were each written after the router was as it was when they were first run."""

from __future__ import annotations

VALUE = (
    "What was {c}'s {i} in fiscal {y}?",
    "{c} {i} FY{yy}",
    "How much {i} did {c} report for fiscal year {y}?",
    "Tell me the {i} of {c} for {y}.",
    "what were {c}'s {i} in {y}",
    "{t} {i} {y}",
    "Give me {c}'s {y} {i}",
    "In fiscal {y}, what was the {i} of {c}?",
    "{c}: {i}, fiscal year {y}?",
    "Please look up {i} for {c} in FY{y}",
    "I need {c}'s {i} for the year ended {end}.",
    "{i} of {c} in the fiscal year {y}",
)
CHANGE = (
    "How did {c}'s {i} change from {x} to {y}?",
    "By how much did {i} at {c} change between fiscal {x} and fiscal {y}?",
    "What was the change in {c}'s {i} in {y} compared with {x}?",
    "{c} {i}: {y} versus {x}?",
)
PERCENT = (
    "By what percentage did {c}'s {i} change from {x} to {y}?",
    "What was the growth rate of {c}'s {i} in {y} over {x}?",
    "percent change in {c} {i} from FY{x} to FY{y}",
    "How fast did {c}'s {i} grow in fiscal {y}?",
)
RATIO = (
    "What was {c}'s {i} as a percentage of {j} in {y}?",
    "What share of {c}'s {j} was {i} in fiscal {y}?",
    "ratio of {i} to {j} for {c} in {y}",
    "{c}'s {i} divided by {j}, FY{y}",
)
AVERAGE = ("What was {c}'s average {i} from {w} to {y}?", "average {i} of {c} between {w} and {y}")
COMPARE = (
    "Which company had higher {i} in {y}, {c} or {d}?",
    "Who reported more {i} in fiscal {y}: {c} or {d}?",
    "Compare the {i} of {c} and {d} in {y}.",
)
BLIND = {
    "value": (
        "Can you tell me how large {c}'s {i} were in the {y} fiscal year?",
        "{y} {i}, {c}",
        "According to its filings, what did {c} report as {i} for FY {y}?",
        "I'm looking for {c}'s {i} (fiscal {y}).",
        "for {c} what is {i} as of fiscal year end {y}",
        "{t}: {y} {i}?",
        "Could you give the figure for {i} at {c} in FY'{yy}?",
        "state {c}'s {y} {i} please",
        "{c}'s annual {i}, {y}",
        "How did {c} do on {i} in {y}?",
    ),
    "change": (
        "How much did {i} at {c} go up or down in {y} relative to {x}?",
        "Difference in {c}'s {i} between {x} and {y}?",
        "{c}: change in {i}, {x} to {y}",
    ),
    "percent": (
        "What's the year-over-year growth in {c}'s {i} for {y}?",
        "In percentage terms, how did {i} at {c} move from {x} to {y}?",
        "{c} {i} growth rate {y} vs {x}",
    ),
    "average": ("Over fiscal {w} to {y}, what did {c}'s {i} average?", "What is the mean {i} of {c} for {w}-{y}?"),
    "ratio": (
        "How large a share of {c}'s {j} is {i} for {y}?",
        "{i} relative to {j} at {c}, fiscal {y}",
        "For {y}, express {c}'s {i} as a percent of {j}.",
    ),
    "compare": (
        "Between {c} and {d}, who had the larger {i} in {y}?",
        "{c} or {d}: whose {i} was higher in fiscal {y}?",
    ),
    "yes": (
        "Is it true that {c}'s {i} was above ${b} billion in {y}?",
        "In {y}, did {c} have {i} of more than ${b} billion?",
    ),
}
BLIND2 = {
    "value": (
        "{c} posted what {i} in fiscal year {y}?",
        "Pull the {y} {i} for {c}",
        "My boss wants {c}'s {i} for FY{yy}. What was it?",
        "How big was {c}'s {i} in {y}?",
        "{i} - {c} - {y}",
        "What amount of {i} is shown in {c}'s {y} annual report?",
        "Regarding {c}: {i} for fiscal {y}?",
        "What did {i} come to at {c} during {y}?",
        "Do you know {c}'s {i} in the year ended {end}?",
        "At {c}, {i} amounted to how much in FY {y}?",
    ),
    "change": (
        "What is the dollar change in {c}'s {i} between {x} and {y}?",
        "Tell me how {c}'s {i} moved from fiscal {x} to fiscal {y}.",
        "From {x} to {y}, by how much did {i} of {c} change?",
    ),
    "percent": (
        "How many percent did {c}'s {i} change in {y} versus {x}?",
        "What was the percentage change in {i} for {c} from {x} to {y}?",
        "{c}: {y} {i} growth, percent, compared to {x}?",
    ),
    "average": ("Compute the average {i} for {c} across {w} to {y}.", "{c}'s mean {i} over {w}-{y}?"),
    "ratio": (
        "What fraction of {c}'s {j} did {i} represent in {y}?",
        "Calculate {c}'s ratio of {i} to {j} for fiscal {y}.",
        "{c} {y}: {i} as a share of {j}?",
    ),
    "compare": ("Did {c} or {d} report higher {i} in {y}?", "In fiscal {y}, which had more {i}: {c} or {d}?"),
    "yes": (
        "Did {c} report {i} of over ${b} billion for {y}?",
        "Were {c}'s {i} greater than ${b} billion in fiscal {y}?",
    ),
}
BLIND3 = {
    "value": (
        "Would you be so kind as to tell me {c}'s {i} for the fiscal year {y}?",
        "what's {t} {i} for fy{yy}",
        "Find {c}'s {i}; the year is {y}.",
        "I want to know the amount of {i} that {c} had in {y}",
        "{c} fiscal {y} annual report: {i}",
        "How high was {i} at {c} in fiscal {y}?",
        "When fiscal {y} was over, what {i} had {c} recorded?",
        "{i} figure for {c}, fiscal year ended {end}",
        "In the 10-K for fiscal {y}, what {i} does {c} show?",
        "Need: {c} / {i} / {y}",
    ),
    "change": (
        "Between fiscal {x} and {y}, did {c}'s {i} rise or fall, and by how much?",
        "By what amount did {c} increase or decrease its {i} in {y} compared to {x}?",
        "What's the delta in {i} at {c} from {x} to {y}?",
    ),
    "percent": (
        "At what rate did {c}'s {i} grow from {x} to {y}?",
        "What was the % change in {c}'s {i} for {y} compared with {x}?",
        "How much, in percent, did {i} at {c} change in {y} from {x}?",
    ),
    "average": ("On average, what was {c}'s {i} from {w} through {y}?", "What is {c}'s {w} to {y} average of {i}?"),
    "ratio": (
        "What percentage of {j} is {i} at {c} for {y}?",
        "How does {c}'s {i} in {y} relate to its {j}, as a ratio?",
        "What portion of {c}'s {j} did {i} make up in fiscal {y}?",
    ),
    "compare": (
        "Of {c} and {d}, which reported the greater {i} for {y}?",
        "Whose {i} was bigger in {y}, {c}'s or {d}'s?",
    ),
    "yes": (
        "Has {c}'s {i} surpassed ${b} billion in fiscal {y}?",
        "Can it be said that {c} had more than ${b} billion of {i} in {y}?",
    ),
}
BLIND4 = {
    "value": (
        "Hey, quick one before my meeting: {c} {i} for {y}?",
        "I was reading {c}'s {y} annual report and couldn't find {i}. What were they?",
        "Our auditors keep asking about {i} at {c} for fiscal {y}; what is the number?",
        "For the slide deck I need {c}'s {y} {i}, thanks in advance.",
        "Just curious how much {i} {c} ended up with in {y}",
        "Can anybody tell me what {c} booked as {i} during fiscal {y}?",
        "{c}'s {i} in FY{y} came out at what?",
        "Hoping you can dig up the {i} that {c} disclosed for {y}.",
        "So what did {i} look like at {c} in {y}?",
        "I forgot what {c}'s {i} was in {y}, could you refresh my memory?",
        "As per the audited statements, {i} of {c} for FY {y}?",
        "To settle a bet: {c}'s {i} in fiscal {y}?",
    ),
    "change": (
        "I'd love to understand by how many dollars {c}'s {i} moved between {x} and {y}.",
        "Year on year, what happened to {i} at {c} in {y}?",
        "Was there an increase or a decrease in {c}'s {i} from {x} to {y}, and how large was it?",
    ),
    "percent": (
        "Percentage-wise, how much did {c}'s {i} change in {y} from the prior year?",
        "What kind of growth did {c} see in {i} from {x} to {y}, in percent?",
        "How quickly has {c}'s {i} grown between {x} and {y}?",
    ),
    "average": (
        "If you average {c}'s {i} over {w}, {x} and {y}, what do you get?",
        "Across the three years {w} to {y}, what was {c}'s typical {i} on average?",
    ),
    "ratio": (
        "How much of {c}'s {j} does {i} make up, as a percentage, in {y}?",
        "Take {c}'s {i} and divide it by {j} for fiscal {y}.",
        "For every dollar of {j}, how much {i} did {c} have in {y}?",
    ),
    "compare": (
        "I am comparing {c} with {d}: whose {i} was larger in {y}?",
        "Did {c} beat {d} on {i} in fiscal {y}?",
    ),
    "yes": (
        "My colleague claims {c}'s {i} topped ${b} billion in {y}. Is she right?",
        "Would it be fair to say that {c}'s {i} was over ${b} billion in fiscal {y}?",
    ),
}
BLIND5 = {
    "value": (
        "Morning! Could someone on your side send over {c}'s {i} for fiscal {y}?",
        "We are preparing a pitch and were asked to include {i} of {c} as of {y}. How much is that?",
        "The number I keep hearing for {c}'s {y} {i} seems off. What is the real one?",
        "what did {c} have for {i} back in {y}",
        "It would be great to have the {y} {i} of {c}.",
        "Give it to me straight: what were {c}'s {i} in FY{yy}?",
        "If I look at {c}'s 10-K for {y}, what {i} would I see?",
        "{y} was the year. {c} was the company. What were {i}?",
        "An analyst in my team wonders what {i} {c} reported for {y}.",
        "Any chance you could tell us {c}'s {i} for the year that ended {end}?",
        "Let's start with {c}: {i} in {y}, please.",
        "Before we go on, what was the {i} at {c} for FY{y}?",
    ),
    "change": (
        "How many dollars more or less did {c} report in {i} for {y} than for {x}?",
        "Going from {x} to {y}, what was the dollar movement in {i} at {c}?",
        "I noticed {c}'s {i} changed in {y}. By how much, compared with {x}?",
    ),
    "percent": (
        "Expressed in percent, what was the move in {c}'s {i} from {x} to {y}?",
        "By how many percent did {i} at {c} go up or down between {x} and {y}?",
        "How strong was growth in {c}'s {i} in {y} relative to {x}?",
    ),
    "average": (
        "Could you average {c}'s {i} for {w} through {y}?",
        "What does {c}'s {i} average out to over the period {w} to {y}?",
    ),
    "ratio": (
        "{i} over {j} for {c} in {y}: what's the ratio?",
        "How many cents of {i} did {c} have per dollar of {j} in fiscal {y}?",
        "In {y}, {i} was what percent of {j} at {c}?",
    ),
    "compare": (
        "Who came out ahead on {i} in {y}, {c} or {d}?",
        "Looking at {y}, is {c}'s {i} bigger than that of {d}?",
    ),
    "yes": (
        "Am I right that {c}'s {i} stood above ${b} billion in {y}?",
        "I heard {c} had over ${b} billion in {i} for {y}, is that correct?",
    ),
}
BLIND6 = {
    "value": (
        "I'd appreciate it if you could share {c}'s {i} in {y}.",
        "Struggling to locate {i} in {c}'s {y} report. Help?",
        "For our board paper: {i}, {c}, fiscal {y}",
        "And what about {i} of {c} for {y}?",
        "Someone told me {c} disclosed its {i} for FY{y}; what was the exact amount?",
        "{c} closed fiscal {y} with what {i}?",
        "Question regarding {c}. {i} for {y}?",
        "Would love the {y} number for {c} {i}, cheers",
        "How did {i} come in for {c} in fiscal {y}?",
        "We need to double check {c}'s {y} {i} before publishing.",
        "Per {c}'s fiscal {y} financials, how much was {i}?",
        "You there? {c} {i} for {y} please.",
    ),
    "change": (
        "Did {c}'s {i} go up or down from {x} to {y}, and by what amount?",
        "Change in {i} ({c}, {x} to {y})?",
        "Our CFO asked how much {c}'s {i} had risen or fallen between {x} and {y}.",
    ),
    "percent": (
        "What's the percentage difference between {c}'s {i} in {x} and {y}?",
        "{c}'s {i} grew by how many percent in {y} versus {x}?",
        "I have to report the annual growth of {i} at {c} for {y}. What was it?",
    ),
    "average": (
        "Please work out the mean of {c}'s {i} for the years {w}, {x} and {y}.",
        "I want {c}'s three-year average {i}, {w} to {y}.",
    ),
    "ratio": (
        "As a percentage of {j}, how large was {i} at {c} in fiscal {y}?",
        "What did {i} amount to relative to {j} at {c} in {y}?",
        "Can you compute {i} divided by {j} for {c}, FY{yy}?",
    ),
    "compare": (
        "Which of the two had more {i} in {y}: {c} or {d}?",
        "{c} vs {d}, {i} in {y}, who is bigger?",
    ),
    "yes": (
        "Could it be that {c} reported more than ${b} billion in {i} for fiscal {y}?",
        "True or false: {c}'s {i} exceeded ${b} billion in {y}.",
    ),
}
BLIND7 = {
    "value": (
        "Which {i} did {c} present in its fiscal {y} accounts?",
        "{c}'s reported {i} for the twelve months ending {end}",
        "I'm building a model of {c} and require {i} for {y}.",
        "Fetch me {i}, {c}, {y}",
        "Do we have a figure for {c}'s {i} in fiscal year {y}?",
        "What level of {i} did {c} reach in FY{y}?",
        "As shown in the {y} 10-K, what is {c}'s {i}?",
        "Is there a number for {i} at {c} in {y}? What is it?",
        "{y}: how much {i} had {c}?",
        "Kindly confirm the {i} of {c} for the financial year {y}.",
    ),
    "change": (
        "What was the increase or decrease in {i} for {c} between {x} and {y}?",
        "How much higher or lower was {c}'s {i} in {y} than in {x}?",
        "Compare {c}'s {i} in {y} with that of {x}.",
    ),
    "percent": (
        "Calculate the percent increase or decrease in {c}'s {i}, {x} to {y}.",
        "{c}: by what percent did {i} rise or fall in {y}?",
        "What was {c}'s {y} {i} growth rate?",
    ),
    "average": (
        "Tell me {c}'s average annual {i} over {w}-{y}.",
        "Find the average of {c}'s {i} in {w}, {x}, and {y}.",
    ),
    "ratio": (
        "How big was {i} compared to {j} at {c} in {y}, in percent?",
        "Give {c}'s {i}-to-{j} ratio for fiscal {y}.",
        "{c} {y} {i} / {j}",
    ),
    "compare": (
        "Is it {c} or {d} that had the higher {i} in fiscal {y}?",
        "Rank {c} and {d} by {i} in {y}.",
    ),
    "yes": (
        "Does {c}'s {i} for fiscal {y} exceed ${b} billion?",
        "Did {c} have {i} north of ${b} billion in {y}?",
    ),
}

YES = ("Did {c}'s {i} exceed ${b} billion in {y}?", "Was {c}'s {i} more than ${b} billion in fiscal {y}?")

# A word that narrows a figure; nobody reports these, so that the whole figure would be a wrong answer.
NARROWING = (
    "What was {c}'s {n} {i} in fiscal {y}?",
    "How much of {c}'s {i} in {y} came from {n}?",
    "I need {c}'s {i} from {n} for {y}.",
    "Could you tell me, for {n}, what {c}'s {i} was in {y}?",
    "My boss wants to know the {n} {i} of {c} in {y}.",
    "For {n}, what were {c}'s {i} in {y}?",
    "I only care about {n}: {c}'s {i} in {y}?",
    "We are looking at the {n} business. What was {c}'s {i} there in {y}?",
    "{c} {n} {i} {y}",
    "What were {i} at {c}, {n} only, in {y}?",
    "Excluding {n}, what was {c}'s {i} in {y}?",
    "Can you give me {c}'s {i} in {y} without {n}?",
    "How much {i} did {c}'s {n} operation have in {y}?",
    "Hi, what {i} did {c} report in {y} for its {n} customers?",
    "What was the {i} of the {n} part of {c} in fiscal {y}?",
    "By how much did {n} change {c}'s {i} in {y}?",
    "How {n} was {c}'s {i} in {y}?",
    "Was {c}'s {i} {n} in {y}?",
)
NARROW = (
    "toaster",
    "hoverboard",
    "drone",
    "submarine",
    "bicycle",
    "plumbing",
    "rural",
    "weekend",
    "discretionary",
    "restated",
    "seasonal",
    "Antarctic",
    "Martian",
    "left-handed",
    "premium",
    "wholesale",
    "franchise",
    "pirate",
    "veterinary",
    "adjusted",
    "organic",
    "pro forma",
    "normalised",
    "hedged",
    "unaudited",
    "like-for-like",
    "insured",
    "pledged",
    "overdue",
    "budgeted",
)

SETS = {
    "blind": BLIND,
    "blind2": BLIND2,
    "blind3": BLIND3,
    "blind4": BLIND4,
    "blind5": BLIND5,
    "blind6": BLIND6,
    "blind7": BLIND7,
}
