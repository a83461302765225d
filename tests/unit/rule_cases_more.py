"""The rest of the cases: measurability, periods, writing of numbers, personal data, submissions."""

from tests.unit.rule_cases import (
    COMPLETENESS,
    CONSISTENCY,
    JAN_JUL,
    JAN_JUN,
    actual_flag,
    cells,
    claims,
    pair,
    row,
)
from tests.unit.rule_frames import Case, item

PEER = {"kind": "peer", "year": None, "value": None}
YEARS = (
    {"report_year": 2022, "target_value": 7.0, "attainment": "met"},
    {"report_year": 2021, "target_value": 7.0, "attainment": "met"},
)
SAME = tuple({"report_year": year, "actual_value": 9.0, "actual_unit": "piece"} for year in (2022, 2021))
PARTS = [item(40.0, "compound", label="Meillä"), item(60.0, "compound", label="muualla")]

MEASURABILITY = [
    *pair("MEA-01", cells(target=item(kind="text", flags="vague_quantity")), cells(target=item(7.0))),
    *pair("MEA-01", cells(target=item(kind="relative_target", trend="increase"), baseline=item(kind="not_available")),
          cells(target=item(kind="relative_target", trend="increase"), baseline=item(5.0))),
    *pair("MEA-02", row(attainment="not_assessable", attainment_reason="direction_unknown"),
          row(attainment="not_assessable", attainment_reason="no_target")),
    *pair("MEA-03", cells(target=item(4.0), baseline=item(5.0)), cells(target=item(5.0), baseline=item(5.0))),
    *pair("MEA-03", {**row(better="lower"), **cells(target=item(30.0), baseline=item(26.0))},
          {**row(better=None), **cells(target=item(30.0), baseline=item(26.0))}),
    Case("MEA-03", True, "the newest of a series counts", cells={"target": item(10000.0), "baseline": [
        item(9000.0, "series", end="2019-12-31"), item(10900.0, "series", end="2022-12-31")]}),
    Case("MEA-03", False, "an older year of a series does not", cells={"target": item(10000.0), "baseline": [
        item(10900.0, "series", end="2019-12-31"), item(9000.0, "series", end="2022-12-31")]}),
    *pair("MEA-03", {**row(better="lower"), **cells(target=item(30.0, unit="day"), baseline=item(26.0, unit="day"))},
          {**row(better="lower"), **cells(target=item(30.0, unit="EUR"), baseline=item(26.0, unit="EUR"))}),
    Case("MEA-03", False, "the baseline is of a part of the year", cells={"target": item(4.0), "baseline": item(5.0, **JAN_JUN)}),
    Case("MEA-03", True, "a round target is meant exactly", cells={"target": item(10000.0, resolution=10000.0), "baseline": item(10900.0, resolution=100.0)}),
    Case("MEA-03", False, "about a level", cells={"target": item(10000.0, resolution=1000.0, approx="about"), "baseline": item(10900.0)}),
    Case("MEA-03", False, "the baseline is rounded", cells={"target": item(10990.0), "baseline": item(11000.0, resolution=1000.0)}),
    *pair("MEA-04", {**row(better="lower"), **cells(target=item(24.0, "threshold", comparator=">"))},
          {**row(better="lower", better_inferred=True), **cells(target=item(24.0, "threshold", comparator=">"))}),
    *pair("MEA-05", cells(target=item(kind="relative_target", reference=PEER)), cells(target=item(kind="relative_target", reference={**PEER, "value": 60}))),
    *pair("MEA-06", row(attainment="not_assessable", attainment_reason="several_conditions"),
          row(attainment="not_assessable", attainment_reason="no_actual")),
    *pair("MEA-07", {"past": YEARS}, {"past": YEARS[:1]}),
    Case("MEA-07", False, "a gap between the years", past=(YEARS[0], {**YEARS[1], "report_year": 2020})),
    *pair("MEA-08", row(mixed_conditions=True), {**row(mixed_conditions=True), **cells(target=item(kind="state", cell_state="in_use"))}),
    *pair("MEA-09", {**row(baseline_text="Meillä 40, muualla 60"), **cells(baseline=PARTS, actual=item(38.0))},
          {**row(baseline_text="Meillä 40, muualla 60", explanation="Muualla kesti 58 päivää."), **cells(baseline=PARTS, actual=item(38.0))}),
    Case("MEA-09", False, "each part is told", cells={"baseline": PARTS, "actual": [item(38.0, "compound", label="Meillä"), item(58.0, "compound", label="muualla")]}),
    Case("MEA-09", False, "years of a series are no parts", cells={"baseline": [item(40.0, "series", end="2021-12-31"), item(60.0, "series", end="2022-12-31")], "actual": item(38.0)}),
    *pair("COM-16", {"past": SAME}, {"past": SAME[:1]}),
    Case("COM-16", False, "in another unit", cells={"actual": item(9.0, unit="EUR")}, past=SAME),
    Case("MEA-07", False, "another level", past=(YEARS[0], {**YEARS[1], "target_value": 6.0})),
]  # fmt: skip

PERIODS = [
    *pair("PER-01", cells(target=item(7.0, **JAN_JUN), actual=item(9.0, **JAN_JUL)),
          cells(target=item(7.0, **JAN_JUN), actual=item(9.0, type="half", start="2022-01-01", end="2022-06-30"))),
    Case("PER-01", False, "a deadline is no period of measuring", cells={
        "target": item(7.0, type="deadline", start="2023-06-30", end="2023-06-30"), "actual": item(9.0, **JAN_JUL)}),
    *pair("PER-02", cells(baseline=item(5.0, **JAN_JUN), actual=item(9.0, **JAN_JUL)),
          cells(baseline=item(5.0, **{**JAN_JUN, "start": "2021-01-01", "end": "2021-06-30"}), actual=item(9.0, **JAN_JUN))),
    *pair("PER-03", cells(target=item(7.0, **JAN_JUN)), cells(target=item(7.0, **JAN_JUN), actual=item(9.0, **JAN_JUN))),
    *pair("PER-03", cells(actual=item(9.0, flags="period_missing")), cells(target=item(7.0, type="year", start="2023-01-01", end="2023-12-31"))),
    *pair("PER-04", cells(actual=item(kind="state", cell_state="starts_later", type="month", start="2024-02-01", end="2024-02-29")),
          cells(actual=item(kind="state", cell_state="done", type="month", start="2023-12-01", end="2023-12-31"))),
    *pair("PER-05", cells(actual=item(9.0, type="year", start="2022-01-01", end="2022-12-31")),
          cells(actual=item(9.0, type="school_year", start="2022-08-01", end="2023-05-31"))),
    *pair("PER-06", row(explanation="Kaupunginhallitus hyväksyi suunnitelman 5.2.2024 kokouksessaan."),
          row(explanation="Kaupunginhallitus hyväksyi suunnitelman 5.2.2023 kokouksessaan.")),
    *pair("PER-06", row(explanation="Planen godkändes i stadsstyrelsen 30.1.2024."), row(explanation="Nästa möte är 30.1.2024, planen är klar.")),
    *pair("PER-07", cells(baseline=item(5.0, type="year", start="2019-01-01", end="2019-12-31"), actual=item(9.0, change_pct=3.0, change_base="previous_year")),
          cells(baseline=item(5.0, type="year", start="2022-01-01", end="2022-12-31"), actual=item(9.0, change_pct=3.0, change_base="previous_year"))),
    *pair("PER-10", {**row(baseline_text="2019: 5"), "claim": {"verdict": "not_checkable", "formula": "new / base of 2022 - 1"}},
          {**row(baseline_text="2022: 5"), "claim": {"verdict": "consistent", "formula": "new / base of 2022 - 1"}}),
    Case("PER-10", False, "the baseline has no year", claim={"verdict": "not_checkable", "formula": "new / base of 2022 - 1"}),
    *claims("PER-08", {"type": "period_match"}, {"type": "direction"}),
    *actual_flag("PER-09", "one_value_for_two_years", "baseline"),
]  # fmt: skip

FORMAT = [
    *actual_flag("FMT-01", "decimal_comma_without_digit"),
    *actual_flag("FMT-02", "duplicate_unit"),
    *actual_flag("FMT-03", "mixed_thousands_format", "baseline"),
    *actual_flag("FMT-04", "ambiguous_point"),
    *actual_flag("FMT-05", "excel_error"),
    *actual_flag("FMT-06", "traffic_light"),
    Case("FMT-06", False, "a baseline may show one", cells={"baseline": item(flags="traffic_light")}),
    *actual_flag("FMT-07", "estimate"),
]

FORMAT += [
    Case(
        "PER-09",
        False,
        "prose of a financial target",
        row={"target_kind": "financial"},
        cells={"baseline": item(9.0, flags="one_value_for_two_years")},
    )
]

PRIVACY = [
    *pair("PRI-01", row(explanation="Kysy lisää: liisa.esimerkki@kaupunki.example.fi."), row(explanation="Tilaukset kasvoivat @-merkin kera 5 kpl.")),
    *pair("PRI-02", row(explanation="Lisätiedot: 040 123 4567."), row(explanation="Kävijöitä oli 040 tai 50 123, ja 0,40 123 metriä.")),
    *pair("PRI-02", row(explanation="Ring +358 50 123 4567 vid behov."), row(explanation="Ökningen var +358 123 resor och +46 000 besök.")),
    *pair("PRI-02", row(explanation="Puh. 02 621 1100"), row(explanation="Puhelut: 02 Oulu, 621 1100 kpl")),
    *pair("PRI-02", row(explanation="Ring +46 70 123 45 67."), row(explanation="Resultatet var +46 123 456 kr och +46 123 456 789 kr.")),
    *pair("PRI-02", row(explanation="Ring +47 12 34 56 78."), row(explanation="Resultatet var +47 123 456 789 kr.")),
    *pair("PRI-02", row(explanation="Kysy: +358 9 310 1691"), row(explanation="Tulos oli +358 450 123 euroa.")),
    *pair("PRI-02", row(explanation="Telefon: 0457 123 456"), row(explanation="Hotel 0 123 456 789 och hotel: 012 345 678.")),
    *pair("PRI-03", row(explanation="Asiakas 010190-900P siirtyi."), row(explanation="Kaava 609-1765 ja kiinteistö 010190-9001 hyväksyttiin.")),
    *pair("PRI-03", row(explanation="Kunden 19121212-1212 flyttade."), row(explanation="Perioden 20230101-20231231 och ärendet 19121212-1213 avslutades.")),
]  # fmt: skip

SUBMISSIONS = [
    *pair("SUB-01", {"submission": {"report_year": 2022}}, {"submission": {"report_year": None}}),
    *pair("SUB-02", {"submission": {"report_year": 2025}}, {"submission": {"report_year": 2024}}),
    *pair("SUB-03", {"submission": {"received_at": "2024-02-02T00:00:01+02:00"}}, {"submission": {"received_at": "2024-02-01T23:00:00+02:00"}}),
    *pair("SUB-04", {"submission": {"department": "Puistopalvelu"}}, {"submission": {"outcome": "superseded", "department": "Puistopalvelut"}}),
    *pair("SUB-06", {"submission": {"outcome": "unreadable"}}, {"submission": {"outcome": "accepted_with_findings"}}),
]  # fmt: skip

ALL = [*COMPLETENESS, *CONSISTENCY, *MEASURABILITY, *PERIODS, *FORMAT, *PRIVACY, *SUBMISSIONS]
