"""Speed of the figure readers: cell texts and explanations a second, in one process.

    python benchmarks/readings.py

Prints figures; asserts nothing. The first text of a process loads the word lists, and is told apart. Distinct texts are made by changing the digits, so that no cache answers.
"""

from __future__ import annotations

import time

from pipeline.normalise.claims import read_claims
from pipeline.normalise.values import read_value

CELLS = ["{a} kpl", "noin {a},5 %", "{a} 000 (+{b} %)", "TP 2022: {a}; TP 2023: {b}", "Käytössä H1/2023", "enintään {a} pv",
         "12/2023: {a} hlö/kk", "{a} M€ ({b} %)"]  # fmt: skip
SENTENCE = "Kävijöitä oli {a} 000, mikä on {b} % enemmän kuin vuonna 2022. Tavoite ylittyi {b} kävijällä. "


def main() -> None:
    """Time both readers over distinct and repeated texts."""
    questions = [
        {"text": CELLS[n % len(CELLS)].format(a=n % 977 + 1, b=n % 89 + 1), "field": "actual", "lang": "fi",
         "context": {"report_year": 2023}}
        for n in range(4000)
    ]  # fmt: skip
    start = time.perf_counter()
    read_value({**questions[0], "text": "kaksitoista, kaksi, tolv, twelve"})
    print(f"the first text: {time.perf_counter() - start:.2f} s")
    for name in ("distinct cell texts", "the same again"):
        start = time.perf_counter()
        for question in questions:
            read_value(question)
        print(f"{name}: {len(questions) / (time.perf_counter() - start):,.0f} a second")
    indicator = {"text": "Kävijät", "action": "", "baseline_text": "100 000", "target_text": "110 000",
                 "actual_text": "120 000", "unit_hint": None, "better": "higher", "report_year": 2023}  # fmt: skip
    records = [
        {
            "indicator": indicator,
            "explanation": (SENTENCE.format(a=n + 1, b=n % 89 + 1) * 5)[:500],
            "lang": "fi",
        }
        for n in range(200)
    ]
    read_claims({"indicator": indicator, "explanation": "", "lang": "fi"})
    start = time.perf_counter()
    for record in records:
        read_claims(record)
    print(f"explanations of 500 characters: {len(records) / (time.perf_counter() - start):,.0f} a second")


if __name__ == "__main__":
    main()
