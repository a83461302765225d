"""The base of a change told in prose: named by a word or a year, or left to be the baseline; how surely it is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalise.claims.claim import Operand
from pipeline.normalise.claims.levels import moved
from pipeline.normalise.claims.operands import (
    GUESS,
    LIKELY,
    SURE,
    WEAK,
    base_trust,
    baseline_years,
    cell,
)
from pipeline.normalise.claims.record import Record
from pipeline.normalise.claims.segments import Segment, plain


def _moving_clause(record: Record, text: str, told: Sequence[str]) -> str:
    """The first clause between commas that tells a movement, else the whole text: "declined by 5 %, less than …"."""
    clauses = record.words.around(r",\s|\s«and»\s").split(text)
    return next((c for c in clauses if moved(record, c) and any(f in c for f in told)), text)


def named_base(record: Record, segment: Segment, *, percent: bool) -> tuple[Operand | None, str, int]:
    """(base, its name, trust) of a change whose base the segment names by a word or a year, or does not name."""
    words, text = record.words, plain(record, segment.text)
    base, trust = cell(record, "baseline", percent=percent), base_trust(record)
    if words.has("elsewhere", _moving_clause(record, text, [f.text for f in segment.figures])):
        return None, "", GUESS
    # the actual's own school year ("läsåret 2023-2024") is no year that it is compared with
    this = {record.year} | (set(record.cells["actual"].years) - set(record.cells["baseline"].years))
    years = [y for y in segment.years if y not in this]
    listed = _listed(record, segment, years, percent=percent)
    if listed and not words.has("target", text):
        return listed, "baseline", SURE
    if words.has("target", text) and not years and not words.has("previous", text):
        return cell(record, "target", percent=percent), "target", SURE
    if aimed(record, text, years):
        return cell(record, "target", percent=percent), "target", WEAK
    if years:
        known = baseline_years(record)
        if len(known) > 1 and set(years) == known and not record.cells["baseline"].by_year:
            return base, "baseline", SURE  # a school year, or a term of several, named in both places
        if len(set(years)) == 1 and years[0] in known:
            return (
                base,
                "baseline",
                SURE if len(known) == 1 or years[0] in record.cells["baseline"].years else LIKELY,
            )
        if len(set(years)) == 1 and not known and record.year == years[0] + 1:
            return base, "baseline", LIKELY
        return None, "", GUESS
    if unknown_comparison(record, text):
        return base, "baseline", GUESS
    own = set(record.cells["baseline"].years)
    told = [record.cells[role].months for role in ("baseline", "actual")]
    if words.has("previous", text) and all(told) and told[0] != told[1]:
        return (
            base,
            "baseline",
            GUESS,
        )  # the baseline is of another half of the year: last year's is not in the row
    if words.has("previous", text) or words.has("within_year", text):
        before = {y - 1 for y in record.cells["actual"].years}  # of a school year: the one before it
        fits = not own or record.year is None or own in ({record.year - 1}, before)
        if not fits and record.year and own == {record.year - 2, record.year - 1}:
            return base, "baseline", LIKELY  # the financial year before: "2021/22" of a report for 2022/23
        return (base, "baseline", SURE) if fits else (None, "", GUESS)
    if words.has("baseline", text):
        return base, "baseline", SURE
    return base, "baseline", trust


_UP_TO = re.compile(r"\s+(?P<base>[^.,;]+)")


def unknown_comparison(record: Record, text: str) -> bool:
    """Whether a text compares with something that is no level of the row ("more than was intended")."""
    than = record.words.has("than", text)
    found = _UP_TO.match(text, than.end()) if than else None
    spelt = (*record.words.multiples, *record.words.fractions)
    if (
        found is None
        or re.match(r"\D{0,2}\d", found["base"])
        or any(p.match(found["base"]) for p, _ in spelt)
    ):
        return False  # "more than 500", "more than doubled"
    return not any(
        record.words.has(name, found["base"]) for name in ("previous", "baseline", "target", "within_year")
    )


def aimed(record: Record, text: str, years: Sequence[int]) -> bool:
    """Whether a text goes past a limit without naming one ("the set level was exceeded by 5"): the target is meant."""
    words = record.words
    if years or not words.has("past_limit", text):
        return False
    return not any(words.has(name, text) for name in ("previous", "baseline", "within_year"))


def compared_year(record: Record, segment: Segment) -> int | None:
    """The one earlier year a segment compares with, by its number or as "the previous year"; None when not plain."""
    years = {y for y in segment.years if y != record.year}
    if record.year is None or len(years) > 1 or record.words.has("elsewhere", segment.text):
        return None
    if years:
        return next((y for y in years if y < record.year), None)
    return record.year - 1 if record.words.has("previous", segment.text) else None


def _listed(record: Record, segment: Segment, years: Sequence[int], *, percent: bool) -> Operand | None:
    """The level of the named (or previous) year in a baseline cell that tells several years."""
    wanted = set(years)
    if not wanted and record.year and record.words.has("previous", segment.text):
        wanted = {record.year - 1}
    found = [
        f for y, f in record.cells["baseline"].by_year if y in wanted and (f.unit == "percent") == percent
    ]
    return Operand("baseline", found[0], "baseline") if len(found) == len(wanted) == 1 else None
