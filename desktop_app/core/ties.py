"""Where a line of Russian text must not end."""

import re

from desktop_app.core.text import NBSP

# What loses its meaning at the end of a line: «д. | 18», «№ | 12», «5 | 674», «22.11 | 13:00».
_TIES = re.compile(
    r"(?<=№) "
    r"|(?<=\bПП) (?=[\d№Р])"
    r"|(?<=\d) (?=\d)"
    r"|(?<=\d) (?=(?:–|ч|мин|г\.|м²|м³|°C|%|км|руб|шт|экз|[КМГ]Б)(?!\w))"
    r"|(?<=\d[ \u00a0]–) (?=\d)"
    r"|(?<![\w-])(?:г|ул|пр-кт|пер|мкр|пгт|д|кв|корп|стр|лит|оф|под|эт|п|пп|ст|прил|гл)\. (?=\w)"
    r"|(?<!\S)[вксоуиая] (?=\S)"
    r"| (?=[·—](?:\s|$))",
    re.IGNORECASE,
)


def tied(value: str) -> str:
    """Return text as long as before, with no-break spaces where a line must not end.

    Between a sign or an abbreviation and its number («№ 5», «д. 18»), inside numbers and moments,
    after a word of one letter, before «·» and «—».
    """
    return _TIES.sub(lambda found: found[0].replace(" ", NBSP), value)
