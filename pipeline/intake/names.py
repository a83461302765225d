"""What a file's name tells: department, year, period; and whether it is a copy, a lock or no submission at all.

The pattern is free in order and separators: `Joukkoliikenne 2023.xlsx`, `2023_Joukkoliikenne_toteuma.xlsx`,
`Joukkoliikenne H1-2023 (1).xlsx`. Words that say what the file is for are taken off; what remains is the department.
The words stand in `expectations/labels/file_names.yaml`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.model.label_lists import any_word, read_lists, words_of
from pipeline.model.places import expectations as place_of

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_PERIOD = re.compile(r"(?<![A-Za-z0-9])(H[12]|Q[1-4]|1-(?:[1-9]|1[0-2]))(?![A-Za-z0-9])", re.IGNORECASE)
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}\.\d{1,2}\.(?:20)?\d\d|20\d\d-?\d\d-?\d\d)(?!\d)")
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


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of a city's words: the end of a copy's name, a word that only says what a file is for."""

    copy: re.Pattern[str]
    purpose: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(folder: Path) -> Words:
    lists = read_lists(folder)
    copy = any_word(words_of(lists, "file_copy"))
    purpose, version = (any_word(words_of(lists, name)) for name in ("file_purpose", "file_version"))
    return Words(
        re.compile(
            rf"\s*(?:\((?:\d{{1,2}}|{copy})\)|\s-\s(?:{copy})(?:\s\(\d+\))?|\s(?:{copy})\s?\d*)$",
            re.IGNORECASE,
        ),
        re.compile(rf"^(?:{purpose}|v\d+|(?:{version})\s?\d*)$", re.IGNORECASE),
    )


def words(expectations: Path | None = None) -> Words:
    """The words of an `expectations` folder (default: the one in use). SettingsError names a broken file."""
    return _words(place_of(expectations).resolve())


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


def original_of(name: str, known: Words) -> str | None:
    """The stem that a copy such as `X (1)` or `X - Kopio` was made of; None where the name is no copy's."""
    bare = unicodedata.normalize("NFC", stem(name))
    cut = known.copy.sub("", bare)
    return cut if cut and cut != bare else None


def read_name(name: str, known: Words) -> Told:
    """Department, year and period from a file's name."""
    text = unicodedata.normalize("NFC", original_of(name, known) or stem(name)).replace("_", " ")
    text = _DATE.sub(" ", text)
    years = _YEAR.findall(text)
    period = _PERIOD.search(text)
    text = _YEAR.sub(" ", _PERIOD.sub(" ", text))
    parts = [p for p in re.split(r"[\s,.;()]+", text) if p.strip("-–/ ")]
    department = " ".join(p for p in parts if not known.purpose.match(p.strip("-–/"))).strip(" -–/")
    return Told(
        department=department if re.search(r"[^\W\d]{3,}", department) else None,
        year=int(years[0]) if len(set(years)) == 1 else None,
        period=period[1].upper() if period else None,
    )
