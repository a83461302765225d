"""Sums: "A and B, in all C"; shares that make a hundred; amounts that make the row's own value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from pipeline.normalise.claims.adding import amounts, same_unit, sum_claim, total_of
from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, Claim, Operand, build
from pipeline.normalise.claims.divided import divided_claims, named_parts
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.operands import cell
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.claims.share_parts import share_figures
from pipeline.normalise.tolerance import exact


def _parts_before(total: Figure, found: Sequence[Figure]) -> list[Figure]:
    """The unbroken run of amounts of the total's unit before it."""
    parts: list[Figure] = []
    before = [f for f in found if f.end <= total.start]
    # "from 5 to 7" is a movement; "30 from workshops" alone is an amount
    moved = {"from", "to"} <= {f.case for f in before}
    for figure in reversed(before):
        if not same_unit(figure, total) or (moved and figure.case in ("from", "to")):
            break
        parts.insert(0, figure)
    return parts


def sum_claims(record: Record) -> Iterator[Claim]:
    """Every stated total with its parts, in a sentence; totals of the row over two or three sentences."""
    told = False
    for index, sentence in enumerate(record.sentences):
        found = amounts(record, sentence)
        for claim in (*_stated_totals(record, sentence, found), *divided_claims(record, index, found)):
            told = told or claim.verdict == CONSISTENT
            yield _unblamed(record, claim)
        yield from _hundred(record, sentence)
        yield from named_parts(record, sentence, found)
    if not told:
        yield from _row_total(record)


def _stated_totals(record: Record, sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    for total in found:
        before = sentence.before(total)
        if not record.words.has("total", before) and not record.words.has(
            "total", sentence.after(total)[:14]
        ):
            continue
        parts = _parts_before(total, found)
        if len(parts) == 2 and parts[0].word and parts[0].value >= 2:
            # "in all three halls 420, in all 1 260": so many times the same
            times = [parts[1]] * round(parts[0].value)
            if total_of(times).meets(total.interval):
                yield sum_claim(sentence, total, times, certain=False)
                continue
        both = record.words.has("each", sentence.between(sentence.start, total.start))
        if both and len(parts) == 1:
            parts = parts * 2
        if len(parts) < 2:
            continue
        sure = _announced(record, before[: _at(record, before)]) or both is not None
        yield sum_claim(
            sentence,
            total,
            parts,
            certain=sure
            and len(parts) == len(found) - 1
            and len(parts) <= 4
            and not any(p.word for p in parts),
        )


def _unblamed(record: Record, claim: Claim) -> Claim:
    """A total that the row has too is not said to be mistyped: then one of its parts may be."""
    actual = cell(record, "actual")
    if claim.fits == "typo_digit" and actual and claim.stated == actual.figure.value:
        return replace(claim, details={**claim.details, "special": "restated"})
    return claim


def _announced(record: Record, gap: str) -> bool:
    """Whether what stands between the parts and "in all" says that a sum comes: a comma, or "that is"."""
    words = gap.split()
    if gap.rstrip().endswith(",") or any(w.endswith(",") for w in words[-2:]):
        return True
    found = record.words.last("or", gap)
    return found is not None and len(gap[found.end() :].split()) <= 1


def _at(record: Record, before: str) -> int:
    found = record.words.has("total", before)
    return found.start() if found else len(before)


def _hundred(record: Record, sentence: Sentence) -> Iterator[Claim]:
    """Shares of one sentence that make a hundred; only "the rest" promises that they do."""
    shares = [f for f in share_figures(record, sentence) if not f.word and not f.paren]
    if len(shares) < 2:
        return
    total = total_of(shares)
    rest = record.words.has("rest", sentence.between(shares[-2].end, shares[-1].start))
    if total.meets(exact(100.0)):
        verdict = CONSISTENT
    elif rest and len(shares) == len([f for f in sentence.figures if f.unit == "percent"]):
        verdict = INCONSISTENT
    else:
        return
    yield build(
        sentence, "sum_to_100", "sum of shares", verdict, figure=shares[-1], stated=100.0, band=exact(100.0),
        operands=[Operand("share", f, sentence.where) for f in shares], expected=total,
        point=sum(f.value for f in shares), unit="percent", fits="none" if verdict == INCONSISTENT else None,
    )  # fmt: skip


def _row_total(record: Record) -> Iterator[Claim]:
    """Amounts of neighbouring sentences that make the row's own value ("46 000 on the app. 89 000 in cash.")."""
    actual = cell(record, "actual")
    if actual is None or actual.figure.value < 2:
        return
    for first, second in zip(record.sentences, [*record.sentences[1:], None], strict=False):
        pool = [(f, s) for s in (first, second) if s for f in amounts(record, s)]
        pool = [(f, s) for f, s in pool if same_unit(f, actual.figure) and 0 < f.value < actual.figure.value and not f.word]  # fmt: skip
        for size in (2, 3):
            for chosen in combinations(pool[:8], size):
                parts = [f for f, _ in chosen]
                exactly = abs(sum(p.value for p in parts) - actual.figure.value) <= max(
                    p.resolution for p in parts
                )
                alike = len({p.noun[:4] for p in parts if len(p.noun) > 3}) <= 1
                if exactly and alike and chosen[-1][1] is not None and actual.figure.value >= 100:
                    yield sum_claim(chosen[-1][1], actual.figure, parts, certain=False, where="actual")
