"""What a file's name tells: department, year, period; and whether it is a copy, a lock or no submission at all.

The pattern is free in order and separators: `Joukkoliikenne 2023.xlsx`, `2023_Joukkoliikenne_toteuma.xlsx`,
`Joukkoliikenne H1-2023 (1).xlsx`. Words that say what the file is for are taken off; what remains is the department.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_PERIOD = re.compile(r"(?<![A-Za-z0-9])(H[12]|Q[1-4]|1-(?:[1-9]|1[0-2]))(?![A-Za-z0-9])", re.IGNORECASE)
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}\.\d{1,2}\.(?:20)?\d\d|20\d\d-?\d\d-?\d\d)(?!\d)")
_COPY = re.compile(
    r"\s*(?:\((?:\d{1,2}|kopio|kopia|copy)\)|\s-\s(?:kopio|kopia|copy)(?:\s\(\d+\))?|\s(?:kopio|kopia|copy)\s?\d*)$",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"^(?:toteuma|toteumat|toteutuma|tilinpäätös|tilinpaatos|tavoitteet|tavoite|seuranta|raportti|raportointi|lomake|"
    r"uppföljning|utfall|bokslut|rapport|mål|report|outturn|targets|final|lopullinen|luonnos|utkast|draft|korjattu|"
    r"päivitetty|uusi|ny|new|tp|ta|v\d+|versio\s?\d*)$",
    re.IGNORECASE,
)
_LOCK = re.compile(r"^(?:~\$.*|\.~lock\..*#)$", re.DOTALL)  # a name may hold a line break
_SCRAP = re.compile(
    r"^(?:thumbs\.db|desktop\.ini|\.ds_store|~wrl.*\.tmp|\..*|.*\.(?:tmp|crdownload|part|partial|bak|swp))$",
    re.IGNORECASE | re.DOTALL,
)
_OWN = re.compile(r"^readme(?:\.\w+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a name tells; None where it does not."""

    department: str | None
    year: int | None
    period: str | None


def plain(name: str) -> str:
    """A name for comparing: composed letters, one case."""
    return unicodedata.normalize("NFC", name).casefold()


def lock_of(name: str) -> str | None:
    """The end of the workbook's name that an owner file belongs to (`~$` hides up to two letters); None for others."""
    if not _LOCK.match(name):
        return None
    return name[2:] if name.startswith("~$") else name[len(".~lock.") : -1]


def is_scrap(name: str) -> bool:
    """Whether the system or a download left the file."""
    return bool(_SCRAP.match(name))


def is_ours(name: str) -> bool:
    """Whether the file is our own explanation of the folder."""
    return bool(_OWN.match(name))


def stem(name: str) -> str:
    """The name without its suffix."""
    head, dot, tail = name.rpartition(".")
    return head if dot and head and len(tail) <= 5 else name


def original_of(name: str) -> str | None:
    """The stem that a copy such as `X (1)` or `X - Kopio` was made of; None where the name is no copy's."""
    bare = stem(name)
    cut = _COPY.sub("", bare)
    return cut if cut and cut != bare else None


def read_name(name: str) -> Told:
    """Department, year and period from a file's name."""
    text = unicodedata.normalize("NFC", original_of(name) or stem(name)).replace("_", " ")
    text = _DATE.sub(" ", text)
    years = _YEAR.findall(text)
    period = _PERIOD.search(text)
    text = _YEAR.sub(" ", _PERIOD.sub(" ", text))
    words = [
        w for w in re.split(r"[\s,.;()]+", text) if w.strip("-–/ ") and not _PURPOSE.match(w.strip("-–/"))
    ]
    department = " ".join(words).strip(" -–/")
    return Told(
        department=department if re.search(r"[^\W\d]{3,}", department) else None,
        year=int(years[0]) if len(set(years)) == 1 else None,
        period=period[1].upper() if period else None,
    )
