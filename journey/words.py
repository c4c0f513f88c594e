"""How long things may be, how long she shares if she does not say, and whose words stand in the columns."""

# The language of the authors of frameworks. Other languages are translations of ours and say so.
AS_GIVEN = "en"

LONGEST_TEXT = 20_000
LONGEST_PROMPT = 300
DAYS_SHARED = 14
