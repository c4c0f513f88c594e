"""Spanish as families in the United States write it: twelve hours, a point before the decimals, the month in words.

Django's own Spanish is Spain's. What is not here (`21 de noviembre de 2026`, the first day of a week) stays Django's.
"""

TIME_FORMAT = "P"
DATETIME_FORMAT = r"j \d\e F \d\e Y, P"
SHORT_DATE_FORMAT = "j b Y"
SHORT_DATETIME_FORMAT = "j b Y, P"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
# The first one is what a browser's own date field understands.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%m/%d/%Y %H:%M"]
