"""A small made-up city as the five tables, for tests of what people see (and for looking at the pages)."""

from __future__ import annotations

import json

from pipeline.model import tables as model
from pipeline.model.catalogue import Catalogue
from pipeline.model.rule import Rule
from pipeline.model.run_facts import RunFacts
from pipeline.model.settings import Settings

TRANSIT, GROWTH, JOBS = "Joukkoliikenne", "Elinvoima", "Sysselsättningen"
FILES = {TRANSIT: "joukkoliikenne.xlsx", GROWTH: "elinvoima_v2.xlsx", JOBS: "sysselsättning.xlsx"}


def three(fi, sv, en):
    return {"fi": fi, "sv": sv, "en": en}


def rule(code, theme, severity, title, message, remedy, **more):
    return Rule(
        code, theme, {"year_end": severity, "interim": "info"}, title,
        three("Luku, jota ei voi laskea uudelleen, ei kestä tarkastusta.",
              "En siffra som inte kan räknas om håller inte vid granskning.",
              "A figure that cannot be recomputed does not stand an audit."),
        message, remedy, "demo", **more,
    )  # fmt: skip


RULES = [
    rule("CON-01", "consistency", "error",
         three("Muutosprosentti ei täsmää", "Förändringsprocenten stämmer inte", "The change does not fit"),
         three("Kirjoitettu {observed}; lähtötasosta laskettuna muutos on {expected}.",
               "Skrivet {observed}; räknat från utgångsläget är förändringen {expected}.",
               "Written {observed}; computed from the baseline the change is {expected}."),
         three("Laske muutos lähtötasosta tai kerro, mihin sitä verrataan.",
               "Räkna förändringen från utgångsläget eller ange jämförelsen.",
               "Compute the change from the baseline or say what it is compared with.")),
    rule("COM-01", "completeness", "error",
         three("Toteuma puuttuu", "Utfallet saknas", "The actual is missing"),
         three("Solussa {cell} ei ole toteumaa.", "Cellen {cell} saknar utfall.", "Cell {cell} has no actual."),
         three("Kirjoita toteuma.", "Skriv utfallet.", "Write the actual.")),
    rule("MEA-02", "measurability", "warning",
         three("Ajanjakso puuttuu", "Perioden saknas", "The period is missing"),
         three("Tavoitteella on ajanjakso, toteumalla {observed} ei.", "Målet har en period, utfallet {observed} inte.",
               "The target has a period, the actual {observed} has none."),
         three("Lisää ajanjakso toteumaan.", "Ange perioden för utfallet.", "Add the period to the actual.")),
    rule("REA-01", "reading", "info",
         three("Piilotettu taulukko", "Dolt blad", "A hidden sheet"),
         three("Taulukko {cell} on piilotettu.", "Bladet {cell} är dolt.", "Sheet {cell} is hidden."),
         three("Poista tai näytä taulukko.", "Ta bort eller visa bladet.", "Remove or show the sheet.")),
    rule("INT-03", "intake", "error",
         three("Tiedostoa ei voi lukea", "Filen kan inte läsas", "The file cannot be read"),
         three("Tiedosto {file} on salattu.", "Filen {file} är krypterad.", "The file {file} is encrypted."),
         three("Lähetä tiedosto ilman salasanaa.", "Skicka filen utan lösenord.", "Send it without a password.")),
    rule("HUM-01", "person", "info",
         three("Mittaako mittari tavoitetta?", "Mäter indikatorn målet?", "Does the indicator measure the goal?"),
         three("Arvioi itse.", "Bedöm själv.", "Judge yourself."), three("–", "–", "–"), person=True),
]  # fmt: skip


def catalogue(extra=()):
    return Catalogue({r.code: r for r in (*RULES, *extra)})


def value(indicator_id, role, kind="quantity", item=0, **more):
    return {
        "value_id": f"{indicator_id}-{role}-{item}", "indicator_id": indicator_id, "submission": "s", "role": role,
        "item": item, "kind": kind, **more,
    }  # fmt: skip


def indicator(indicator_id, department, order, **more):
    row = {
        "indicator_id": indicator_id, "submission": FILES[department], "sheet": "Mittarit", "order": order,
        "department": department, "report_year": 2023, "language": "fi", "focus_area": "Kasvava kaupunki",
        "goal": "Sujuvat yhteydet", "deed": "Vähäpäästöinen liikenne", "action": "Vuoroja lisätään",
        "better": "higher", "better_inferred": False, "target_kind": "operational", "attainment": "met",
        "attainment_basis": "Toteuma täyttää tavoitteen.", "hidden": False, "struck": False,
    }  # fmt: skip
    row.update(
        {
            f"{r}_ref": f"Mittarit!{c}{14 + order}"
            for r, c in zip(("baseline", "target", "actual"), "CDE", strict=True)
        }
    )
    row["indicator_ref"], row["explanation_ref"] = f"Mittarit!B{14 + order}", f"Mittarit!A{16 + order}"
    return row | more


def finding(rule_code, severity, submission, **more):
    params = more.pop("params", {})
    row = {
        "finding_id": f"f-{rule_code}-{submission}-{more.get('ref')}", "rule": rule_code, "severity": severity,
        "status": "failed", "submission": submission, "message": "m", "remedy": "r", "change": "new",
        "params": json.dumps({"file": submission, "cell": more.get("ref"), **params}, ensure_ascii=False),
    }  # fmt: skip
    return row | more


def claim(indicator_id, text, quote, verdict, n, message="", **more):
    start = text.index(quote)
    return {
        "claim_id": f"{indicator_id}-{n}", "indicator_id": indicator_id, "submission": "s", "where": "explanation",
        "quote": quote, "start": start, "end": start + len(quote), "type": "pct_change", "verdict": verdict,
        "message_fi": message, "message_sv": message, "message_en": message, **more,
    }  # fmt: skip


PROSE = (
    "Loka-joulukuussa kertalipuilla tehtiin 135 000 matkaa. Matkoja oli 13 % enemmän kuin vertailuaikana, ja tavoite "
    "ylittyi 16 000 matkalla.\nSovelluksella tehtyjä matkoja oli noin 46 000 ja käteisellä maksettuja noin 89 000. "
    "Asiakkaiden palaute uusista maksutavoista oli myönteistä."
)
NIGHTS = "Yöpymisiä kirjattiin 237 000, joista kotimaisia 208 000 ja ulkomaisia 28 000."


def _indicators():
    return [
        indicator("a1", TRANSIT, 0, indicator="Kertalippumatkojen määrä loka-joulukuussa", number=1, explanation=PROSE,
                  baseline_text="113 000 matkaa", target_text="119 000 (+5 %)", actual_text="135 000 (+13 %)",
                  progress_pct=366.7, stated_status="Toteutunut", responsible="Liikennepäällikkö", approved_wording="Kertalippumatkat vuoden lopulla",
                  attainment_basis="Toteuma 135 000 täyttää tavoitteen 119 000."),
        indicator("a2", TRANSIT, 4, indicator="Vahvojen reittien matkat", number=2, baseline_text="259 000",
                  target_text="272 000 (+ 5 %)", actual_text="355 000 (+ 37 %)", better_inferred=True),
        indicator("a3", TRANSIT, 8, indicator="Pysäkkien reaaliaikaiset näytöt", focus_area="Hyvinvoiva kaupunki",
                  goal="Turvallinen arki", baseline_text="Suunnitteilla", target_text="Käytössä",
                  actual_text="Testivaiheessa", attainment="not_met", better=None,
                  attainment_basis='Toteuma "Testivaiheessa" ei vielä vastaa tavoitetta "Käytössä".'),
        indicator("b1", GROWTH, 0, indicator="Rekisteröidyt yöpymiset", goal="Vetovoimainen matkailu", number=1,
                  baseline_text="221 000", target_text="Kasvu 228 000 yöpymisvrk:n", actual_text="Toteutunut 237 000 yötä",
                  explanation=NIGHTS),
        indicator("b2", GROWTH, 4, indicator="Lupien käsittelyaika", goal="Vetovoimainen matkailu", better="lower", number=2,
                  baseline_text="26 pv", target_text="20 pv", actual_text="24 pv", attainment="not_met",
                  attainment_basis="Toteuma 24 pv on suurempi kuin tavoite 20 pv.", progress_pct=33.3),
        indicator("b3", GROWTH, 8, indicator="Teollisuustonttien määrä", goal="YRITYKSET KASVAVAT", baseline_text="0",
                  target_text="1 uusi + 1 vireille", actual_text="1 lähes valmis, 1 tulossa", attainment="partly",
                  focus_area=None),
        indicator("c1", JOBS, 0, indicator="Lönesubventionsbeslut till företag", language="sv", goal="Arbete åt alla",
                  focus_area="Kunnig stad", deed="Snabbt till jobb", action="Stödja sysselsättningen",
                  baseline_text="130 st. (52 %)", target_text="150 st./januari–juni", actual_text="63 st. (48 %)",
                  attainment="not_met", attainment_basis="Utfallet 63 understiger målet 150."),
        indicator("c2", JOBS, 4, indicator="Gemensam modell", language="sv", goal="Arbete åt alla", better=None,
                  focus_area="Kunnig stad", deed="Snabbt till jobb", action="Stödja sysselsättningen",
                  baseline_text="Planeras", target_text="I bruk", actual_text="–", attainment="not_assessable",
                  attainment_basis="Utfallet saknas."),
    ]  # fmt: skip


def _values():
    pc = {"unit": "piece"}
    return [
        value("a1", "baseline", value=113000.0, as_written="113 000", unit="trip"),
        value("a1", "target", value=119000.0, as_written="119 000", change_pct=5.0),
        value("a1", "actual", value=135000.0, as_written="135 000", change_pct=13.0),
        value("a2", "baseline", value=259000.0), value("a2", "target", value=272000.0, change_pct=5.0),
        value("a2", "actual", value=355000.0, change_pct=37.0),
        value("a3", "baseline", "state", state="planned", cell_state="planned"),
        value("a3", "target", "state", cell_state="in_use"), value("a3", "actual", "state", cell_state="testing"),
        value("b1", "baseline", value=221000.0, unit="overnight"),
        value("b1", "target", "threshold", value=228000.0, unit="overnight", comparator=">="),
        value("b1", "actual", value=237000.0, unit="overnight", cell_state="done"),
        value("b2", "baseline", value=26.0, unit="day"), value("b2", "target", value=20.0, unit="day"),
        value("b2", "actual", value=24.0, unit="day"),
        value("b3", "baseline", value=0.0), value("b3", "target", "compound", value=1.0, label="uusi"),
        value("b3", "target", "compound", 1, value=1.0, label="vireille"),
        value("c1", "baseline", "share", value=130.0, share_pct=52.0, period_start="2022-01-01", period_end="2022-06-30", **pc),
        value("c1", "target", value=150.0, period_start="2023-01-01", period_end="2023-06-30", **pc),
        value("c1", "actual", "share", value=63.0, share_pct=48.0, **pc),
        value("c2", "target", "state", cell_state="in_use"), value("c2", "actual", "not_available"),
    ]  # fmt: skip


def _claims():
    return [
        claim("a1", PROSE, "13 % enemmän", "inconsistent", 0, stated=13.0, expected=19.5, unit="percent",
              message="Lähtötasosta 113 000 laskettuna muutos on +19,5 %. +13 % on muutos tavoitteesta 119 000."),
        claim("a1", PROSE, "ylittyi 16 000 matkalla", "consistent", 1, stated=16000.0, expected=16000.0),
        claim("a1", PROSE, "noin 46 000", "not_checkable", 2),
        claim("b1", NIGHTS, "237 000, joista kotimaisia 208 000 ja ulkomaisia 28 000", "consistent", 0, expected=236000.0),
        {**claim("a1", "135 000 (+13 %)", "+13 %", "inconsistent", 3, "Muutos lähtötasosta on +19,5 %.", expected=19.5,
                 unit="percent"), "where": "actual", "ref": "Mittarit!E14"},
    ]  # fmt: skip


def _findings():
    transit, growth, jobs = (FILES[d] for d in (TRANSIT, GROWTH, JOBS))
    return [
        finding("CON-01", "error", transit, department=TRANSIT, indicator_id="a1", ref="Mittarit!E14", role="actual",
                observed="+13 %", expected="+19,5 %"),
        finding("COM-01", "error", jobs, department=JOBS, indicator_id="c2", ref="Mittarit!E18", change="open"),
        finding("INT-03", "error", "salattu.xlsx", ref=None),
        finding("MEA-02", "warning", jobs, department=JOBS, indicator_id="c1", ref="Mittarit!E14", observed="63 st.",
                change="explained", explanation="Perioden är densamma som målets.", explained_by="Planerare A"),
        finding("REA-01", "info", growth, department=GROWTH, ref="Vanha"),
        finding("COM-01", "error", growth, department=GROWTH, indicator_id="b9", ref="Mittarit!E40", change="fixed"),
    ]  # fmt: skip


def _submissions():
    rows = [
        {
            "submission": f,
            "file": f,
            "department": d,
            "outcome": "partly_accepted",
            "indicators": n,
            "report_year": 2023,
        }
        for (d, f), n in zip(FILES.items(), (3, 3, 2), strict=True)
    ]
    rows += [
        {"submission": "elinvoima_v1.xlsx", "file": "elinvoima_v1.xlsx", "department": GROWTH, "outcome": "superseded",
         "reason": "Uudempi tiedosto elinvoima_v2.xlsx korvaa tämän."},
        {"submission": "salattu.xlsx", "file": "salattu.xlsx", "department": None, "outcome": "unreadable",
         "reason": "INT-03"},
    ]  # fmt: skip
    return [
        {"received_at": "2024-02-05T13:04:00+02:00", "sha256": "ab" * 32, "bytes": 9000, **r} for r in rows
    ]


def history():
    rows = [
        {
            "indicator_id": "a1",
            "report_year": y,
            "run_id": "r",
            "target_text": t,
            "actual_text": a,
            "attainment": s,
        }
        for y, t, a, s in (
            (2022, "115 000", "113 000", "not_met"),
            (2021, "110 000", "112 000", "met"),
            (2023, "", "", None),
        )
    ]
    return model.frame(rows, model.HISTORY)


def targets():
    rows = [
        {"target_id": "T1", "department": TRANSIT, "indicator": "Kertalippumatkojen määrä", "reported": 1},
        {"target_id": "T2", "department": TRANSIT, "indicator": "Pysäkkikatosten määrä", "action": "Pysäkit kuntoon",
         "target": "40 kpl", "reported": 0},
    ]  # fmt: skip
    return model.frame(rows, model.TARGETS)


def tables(indicators=None, values=None, claims=None, findings=None, submissions=None):
    return {
        "submissions": model.frame(submissions or _submissions(), model.SUBMISSIONS),
        "indicators": model.frame(indicators or _indicators(), model.INDICATORS),
        "values": model.frame(values or _values(), model.VALUES),
        "claims": model.frame(claims or _claims(), model.CLAIMS),
        "findings": model.frame(findings or _findings(), model.FINDINGS),
        "history": history(),
        "targets": targets(),
    }


def settings(**more):
    return Settings(
        city="Kuvitteila", report_year=2023, departments=(TRANSIT, GROWTH, "Sivistys", JOBS),
        department_languages={JOBS: "sv"}, **more,
    )  # fmt: skip


def facts(**more):
    return RunFacts(
        **{
            "run_id": "2024-02-06_060000", "started": "2024-02-06T06:00:00+02:00", "city": "Kuvitteila",
            "versions": {"python": "3.11.9", "toteuma": "0.1.0"}, "seconds": {"read": 1.2, "validate": 2.5},
            "counts": {"by_attainment": {"met": 3, "partly": 1, "not_met": 3, "not_assessable": 1},
                       "by_severity": {"error": 3, "warning": 1, "info": 1}, "indicators": 8},
            "inputs": dict.fromkeys(FILES.values(), "ab" * 32), "outcome": "findings", "exit_code": 1, **more,
        }
    )  # fmt: skip


def report(lang="fi", **more):
    from pipeline.write import report as module

    return module.build(tables(**more), catalogue(), settings(), facts(lang=lang), lang)
