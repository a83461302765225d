"""Fractions and multiples in words ("a third", "doubled", "2.5-kertainen") as figures with their bands."""

from __future__ import annotations

from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.tolerance import Interval

TIMES = r"(?<![\d,.])(?<!\d[ \u00a0\u202f])(\d+(?:[.,]\d+)?)(?:\s?-?\s?«~times_ending»|\s(?P<count>«times»))"


def fraction_band(percent: float, approx: str | None) -> Interval:
    """What a fraction in words states, in percent.

    Bare within two points, "about" within three, "nearly" five below, "amply" five above, "more than" anything above.
    """
    if approx == "about":
        return Interval(percent - 3, percent + 3)
    if approx in ("nearly", "under"):
        return Interval(percent - 5, percent)
    if approx == "amply":
        return Interval(percent, percent + 5)
    return Interval(percent, 100.0) if approx == "over" else Interval(percent - 2, percent + 2)


def multiple_band(times: float, approx: str | None) -> Interval:
    """What a multiple in words states: bare within 5 %, "about" within 10 %, nearly and over on their side only.

    "Nearly halved" stops short of a half, so that below one the sides change.
    """
    if approx in ("nearly", "under"):
        return Interval(0.85 * times, times) if times > 1 else Interval(times, times / 0.85)
    if approx in ("over", "amply"):
        return Interval(times, 1.25 * times) if times > 1 else Interval(0.75 * times, times)
    width = 0.1 if approx == "about" else 0.05
    return Interval((1 - width) * times, (1 + width) * times)


def approximation(record: Record, before: str) -> str | None:
    """The approximator that stands just before a word."""
    tail = before[-24:].rstrip()
    for name in ("amply", "over", "nearly", "about"):
        found = record.words.last(name, tail)
        if found and found.end() >= len(tail) - 1:
            return name
    return None


def _compares(record: Record, after: str) -> bool:
    """Whether "3 kertaa" goes on as a multiple ("3 kertaa enemmän"); without a comparison it counts occasions."""
    told = (record.words.has(name, after) for name in ("as_many", "previous", "baseline"))
    return any(word is not None and not after[: word.start()].strip() for word in told)


def _figure(record: Record, sentence: Sentence, start: int, end: int, value: float, unit: str) -> Figure:
    approx = approximation(record, sentence.text[:start])
    band = fraction_band(value, approx) if unit == "percent" else multiple_band(value, approx)
    where = sentence.start
    before = sentence.text[:start]
    return Figure(
        value, band.low, band.high, 0.0, sentence.text[start:end], where + start, where + end, unit, approx=approx,
        paren=before.count("(") > before.count(")"), word=True, whole=sentence.text[start:end],
    )  # fmt: skip


def fractions(record: Record, sentence: Sentence) -> list[Figure]:
    """Fractions in words as percentages; of two that overlap the longer stays."""
    return record.once("fractions", sentence, lambda: _fractions(record, sentence))


def _fractions(record: Record, sentence: Sentence) -> list[Figure]:
    found: list[Figure] = []
    for pattern, value in record.words.fractions:
        for match in pattern.finditer(sentence.text):
            figure = _figure(record, sentence, match.start(), match.end(), value, "percent")
            if all(figure.end <= f.start or f.end <= figure.start for f in found):
                found.append(figure)
    return sorted(found, key=lambda f: f.start)


_BASE = 2  # words that name the base between a fraction and its comparison
_BY = r"«by»\s+(?:\w+\s)?$"


def change_words(record: Record, sentence: Sentence, figure: Figure) -> str | None:
    """The words that make a fraction a change ("a fifth smaller", "väheni viidenneksellä"); None for a share."""
    after = sentence.between(figure.end, figure.end + 25)
    found = record.words.has("comparative", after)
    # "a quarter more", "neljänneksen lähtötasoa parempi", "a quarter fewer"
    if found and len(after[: found.start()].split()) <= _BASE:
        return found[0]
    before = sentence.between(sentence.start, figure.start)
    # "väheni viidenneksellä", "lyheni kolmanneksen"
    by = figure.text.lower().endswith(("lla", "llä", "ksen", "osan")) or record.words.around(_BY).search(
        before
    )
    moved = [record.words.last(name, before) for name in ("rise", "fall")]
    return max((m for m in moved if m), key=lambda m: m.start())[0] if by and any(moved) else None


def multiples(record: Record, sentence: Sentence) -> list[Figure]:
    """Multiples in words and in digits ("doubled", "2,5-kertainen", "three times") as figures of unit times."""
    return record.once("multiples", sentence, lambda: _multiples(record, sentence))


def _multiples(record: Record, sentence: Sentence) -> list[Figure]:
    found: list[Figure] = []
    for match in record.words.around(TIMES).finditer(sentence.text):
        if match["count"] and not _compares(record, sentence.text[match.end() :]):
            continue
        value = float(match[1].replace(",", "."))
        found.append(_figure(record, sentence, match.start(), match.end(), value, "times"))
    for told in (f for f in sentence.times if f.word):
        start, end = told.start - sentence.start, told.end - sentence.start
        word = record.words.lists["times"].search(sentence.text, end)
        found.append(_figure(record, sentence, start, word.end() if word else end, told.value, "times"))
    for pattern, value in record.words.multiples:
        for match in pattern.finditer(sentence.text):
            figure = _figure(record, sentence, match.start(), match.end(), value, "times")
            if all(figure.end <= f.start or f.end <= figure.start for f in found):
                found.append(figure)
    return sorted(found, key=lambda f: f.start)
