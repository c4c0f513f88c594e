"""How long things may be, and how long she shares if she does not say."""

LONGEST_TEXT = 20_000
LONGEST_PROMPT = 300
DAYS_SHARED = 14
