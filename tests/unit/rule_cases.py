"""For every rule a row that it fails and a near miss that it passes."""

from tests.unit.rule_frames import Case, item

LONG = "Avaaminen siirtyi keväälle, koska maaperä oli ennakoitua pehmeämpää ja se piti vahvistaa."
SILENT = "Puistoja suunniteltiin asukkaiden kanssa, ja ensimmäiset niistä avattiin kesäkuun alussa."
MISSED = {"actual_text": "3", "attainment": "not_met", "attainment_reason": "missed_value"}
JAN_JUN = {"type": "month_range", "start": "2023-01-01", "end": "2023-06-30"}
JAN_JUL = {"type": "month_range", "start": "2023-01-01", "end": "2023-07-31"}


def pair(code, bad, good, why="", **shared):
    """A failing case and its near miss; each is the arguments of a Case."""
    return [Case(code, True, why, **{**shared, **bad}), Case(code, False, why, **{**shared, **good})]


def row(**texts):
    return {"row": texts}


def cells(**roles):
    return {"cells": roles}


def claim(**told):
    return {"claim": told}


def actual_flag(code, flag, role="actual"):
    return pair(code, cells(**{role: item(9.0, flags=f"number_word,{flag}")}), cells(**{role: item(9.0, flags=f"{flag}_not")}))  # fmt: skip


def claims(code, bad, good):
    return pair(code, claim(**bad), claim(**good)) + pair(
        code, claim(**bad), claim(**{**bad, "verdict": "not_checkable"})
    )


COMPLETENESS = [
    *pair("COM-01", row(actual_text=" \n"), row(actual_text="0")),
    *pair("COM-01", row(actual_text=None), row(actual_text=None, target_kind="financial")),
    *pair("COM-18", {**row(actual_text="ei mitattu", explanation=LONG), **cells(actual=item(kind="not_available"))},
          {**row(actual_text="ei mitattu", explanation="x" * 39), **cells(actual=item(kind="not_available"))}),
    Case("COM-02", False, "a reason is given", row={"actual_text": "ei mitattu", "explanation": LONG}, cells={"actual": item(kind="not_available")}),
    *pair("COM-02", {**row(actual_text="–", explanation="Ei ehditty."), **cells(actual=item(kind="not_available", flags="dash_means_missing"))},
          {**row(actual_text="#N/A"), **cells(actual=item(kind="not_available", flags="excel_error"))}),
    *pair("COM-03", {"row": {"baseline_text": None, "baseline_ref": "Mittarit!F9"}}, row(baseline_text="0")),
    Case("COM-03", False, "the form does not ask for it", row={"baseline_text": None, "baseline_ref": None}),
    *pair("COM-04", {**row(baseline_text="uusi mittari"), **cells(baseline=item(kind="not_available"))}, row(baseline_text="5")),
    *pair("COM-05", row(target_text=None), row(target_text="7")),
    *pair("COM-06", {**row(target_text="-"), **cells(target=item(kind="not_available"))}, row(target_text="7")),
    *pair("COM-07", row(**MISSED, explanation=" "), row(explanation=None)),
    *pair("COM-07", row(**MISSED, explanation=None), row(**MISSED, explanation=LONG)),
    Case("COM-07", False, "prose explains a financial target", row={**MISSED, "explanation": None, "target_kind": "financial"}),
    Case("COM-12", False, "a financial target has a heading only", row={"goal": None, "action": None, "target_kind": "financial"}),
    *pair("COM-08", row(**MISSED, explanation="Ei ehditty."), row(explanation="Ehdittiin.")),
    *pair("COM-08", row(**MISSED, explanation="x" * 39), row(**MISSED, explanation="x" * 40)),
    *pair("COM-09", row(indicator=None), row(indicator=None, target_kind="financial")),
    *pair("COM-10", {"row": {"responsible": " ", "responsible_ref": "Mittarit!K9"}}, {"row": {"responsible": None, "responsible_ref": None}}),
    *pair("COM-11", row(explanation="Täydennetään myöhemmin."), row(explanation="Täydennetään kalustusta myöhemmin keväällä.")),
    *pair("COM-11", row(goal="xxx"), row(goal="XXL-puisto")),
    *pair("COM-12", row(goal=None, action=" "), row(goal=None)),
    *pair("COM-12", row(goal=None, action=None), row(), "a whole sheet of rows", rows=3),
    *pair("COM-17", {"target": {"owner": " "}}, {"target": {"owner": "Puistoyksikkö"}}),
    *pair("COM-13", {"target": {"reported": 0}}, {"target": {"reported": 1}}),
    Case("COM-13", False, "the workbook is missing: another rule's matter", target={"reported": 0}, submission={"outcome": "unreadable"}),
    *pair("COM-14", {"target": {"reported": 2}}, {"target": {"reported": 1}}),
    *pair("COM-15", row(target_id=None), row(target_id="T1"), target={}),
    Case("COM-15", False, "no register for the department", row={"target_id": None}),
]  # fmt: skip

CONSISTENCY = [
    *pair("CON-01", row(**MISSED, stated_status="Toteutunut"), row(**MISSED, stated_status="Toteutunut osittain")),
    *pair("CON-01", row(**MISSED, stated_status="Uppfyllt."), row(stated_status="Uppfyllt.")),
    *pair("CON-02", row(stated_status="ei toteutunut"), row(**MISSED, stated_status="ei toteutunut")),
    *pair("CON-02", row(stated_status="Inte uppfyllt"), row(stated_status="Inte uppfyllt i söder men annars")),
    *pair("CON-03", row(**MISSED, explanation=SILENT), row(**MISSED, explanation=SILENT + " Tavoitteesta jäätiin silti.")),
    *pair("CON-03", row(**MISSED, explanation="Parkerna planerades med invånarna och de första öppnades i juni."),
          row(**MISSED, explanation="Parkerna planerades med invånarna, men målet nåddes inte under året.")),
    *pair("CON-03", row(**MISSED, explanation="The parks were planned with residents and the first ones opened in June."),
          row(**MISSED, explanation="The parks were planned with residents but works were delayed until May.")),
    *pair("CON-03", row(**MISSED, explanation=SILENT + " Kustannukset ylittyivät.", better="higher"),
          row(**MISSED, explanation=SILENT + " Kustannukset ylittyivät.", better="lower")),
    *pair("CON-03", row(**MISSED, explanation=SILENT + " Kävijöistä 61 prosenttia oli lapsia."),
          row(**MISSED, explanation=SILENT + " Vuositavoitteesta toteutui 61 prosenttia.")),
    *pair("CON-03", row(**MISSED, explanation=SILENT + " Lähes kaikki puistot ovat nyt käytössä."),
          row(**MISSED, explanation=SILENT + " Tavoite saavutettiin lähes kokonaan.")),
    *pair("CON-03", row(**MISSED, explanation="Parkerna planerades med invånarna och nästan alla öppnades i juni."),
          row(**MISSED, explanation="Målet nåddes nästan: tre av fyra är nöjda med parkerna i staden.")),
    Case("CON-03", False, "a negation in another form", row={**MISSED, "explanation": SILENT + " Maa routi, eikä niitä ole enempää."}),
    Case("CON-03", False, "a state admits itself", row={**MISSED, "explanation": SILENT}, cells={"actual": item(kind="state", cell_state="not_in_use")}),
    *pair("CON-04", cells(target=item(7.0, unit="day"), actual=item(9.0, unit="percent")),
          cells(target=item(7.0, unit="day"), actual=item(9.0, unit="month"))),
    *pair("CON-05", cells(baseline=item(5.0, unit="percent"), target=item(7.0, unit="percent"), actual=item(9.0, unit="percent")),
          {**cells(baseline=item(5.0, unit="percent"), target=item(7.0, unit="percent"), actual=item(9.0, unit="percent")),
           **row(indicator="Avattujen koirapuistojen määrän osuus kaikista")}),
    *pair("CON-30", {**cells(target=item(85.0, unit="percent"), actual=item(108.0, unit="percent")), **row(indicator="Käytössä olevien tilojen osuus")},
          {**cells(target=item(85.0, unit="percent"), actual=item(100.0, unit="percent")), **row(indicator="Käytössä olevien tilojen osuus")}),
    *pair("CON-30", {**cells(target=item(85.0, unit="percent"), actual=item(1512.0)), **row(indicator="Koulutettujen osuus")},
          {**cells(target=item(85.0, unit="percent"), actual=item(108.0, unit="percent")), **row(indicator="Osuus suunnitelluista")}),
    *pair("CON-30", {**cells(target=item(85.0), actual=item(108.0)), **row(indicator="Tilojen osuus", unit_hint="Procent")},
          {**cells(target=item(85.0), actual=item(108.0)), **row(indicator="Tilojen osuus", unit_hint="kpl")}),
    Case("CON-06", True, "the second of two", rows=2),
    Case("CON-06", False, "alone"),
    Case("CON-31", True, "the second tells another actual", rows=2, later={"goal": "Toinen", "actual_text": "11"}),
    Case("CON-31", False, "the second tells the same", rows=2, later={"goal": "Toinen"}),
    Case("CON-31", False, "the second has another target", rows=2, later={"goal": "Toinen", "actual_text": "11", "target_text": "12"}),
    *pair("CON-07", cells(target=item(48.0, "percentage", unit="percent"), actual=item(0.47, unit="percent")),
          cells(target=item(48.0, "percentage", unit="percent"), actual=item(47.0, unit="percent"))),
    *pair("CON-07", cells(target=item(48.0, "percentage", unit="percent"), actual=item(0.47)),
          cells(target=item(1.0, "percentage", unit="percent"), actual=item(0.47))),
    *claims("CON-11", {"fits": "vs_target"}, {"fits": "none"}),
    *claims("CON-12", {"fits": "wrong_denominator"}, {"fits": "typo_digit"}),
    *claims("CON-13", {"fits": None}, {"fits": "vs_target"}),
    *claims("CON-29", {"fits": "rounding"}, {"fits": None}),
    *claims("CON-14", {"type": "difference"}, {"type": "difference", "verdict": "consistent"}),
    *claims("CON-15", {"type": "sum"}, {"type": "sum", "verdict": "consistent"}),
    *claims("CON-16", {"type": "weighted_change"}, {"type": "sum"}),
    *claims("CON-17", {"type": "share"}, {"type": "integer_feasibility"}),
    *claims("CON-18", {"type": "integer_feasibility"}, {"type": "share"}),
    *claims("CON-19", {"type": "restatement"}, {"type": "direction"}),
    *claims("CON-20", {"type": "list_count"}, {"type": "sum"}),
    *claims("CON-21", {"type": "direction"}, {"type": "target_comparison"}),
    *claims("CON-22", {"type": "target_comparison"}, {"type": "direction"}),
    *claims("CON-23", {"type": "of_a_new_kind"}, {"type": "sum"}),
    *pair("CON-24", row(approved_wording="Avattujen ja huollettujen koirapuistojen määrä"), row(approved_wording="AVATTUJEN koirapuistojen määrä.")),
    *pair("CON-25", row(approved_target="8 kpl"), row(approved_target="vähintään 7 kpl vuonna 2023")),
    *pair("CON-25", row(target_text="10 000", approved_target="12 000"), row(target_text="10 000", approved_target="10000 kpl")),
    *pair("CON-25", row(target_text="2,5", approved_target="2,6"), row(target_text="1 500 000 €", approved_target="1,5 milj. €")),
    *pair("CON-26", {"past": ({"actual_value": 6.0, "actual_text": "6"},)}, {"past": ({"actual_value": 5.0, "actual_text": "5"},)},
          cells={"baseline": item(5.0, type="year", start="2022-01-01", end="2022-12-31")}),
    Case("CON-26", False, "a baseline of another year", cells={"baseline": item(5.0, type="year", start="2019-01-01", end="2019-12-31")},
         past=({"actual_value": 6.0},)),
]  # fmt: skip
