"""An answer of the value reader on one line, for tables of cases."""

from __future__ import annotations

from typing import Any


def short(answer: dict[str, Any]) -> str:
    """`kind <state> trend | item; item`, with only what differs from the default."""
    head = answer["kind"]
    if answer["state"]:
        head += f" <{answer['state']}>"
    if answer["trend"]:
        head += f" {answer['trend']}"
    return " | ".join([head, *(_item(i) for i in answer["items"])])


def _item(item: dict[str, Any]) -> str:
    parts: list[str] = []
    if item["comparator"] != "=":
        parts.append(item["comparator"])
    if item["approx"]:
        parts.append(item["approx"])
    if item["value"] is not None:
        parts.append(str(item["value"]))
    if item["low"] is not None:
        parts.append(f"{item['low']}..{item['high']}")
    if item["unit"]:
        parts.append(item["unit"] + (f"/{item['per']}" if item["per"] else ""))
    elif item["per"]:
        parts.append(f"/{item['per']}")
    parts += [
        f"{name}={item[key]}"
        for name, key in (("pct", "change_pct"), ("pp", "change_pp"), ("share", "share_pct"))
        if item[key] is not None
    ]
    if item["share_of"] and item["share_of"].isdigit():
        parts.append(f"of {item['share_of']}")
    if item["period"]:
        parts.append(f"@{item['period']['start'] or ''}..{item['period']['end']}")
    if item["state"]:
        parts.append(f"<{item['state']}>")
    return " ".join(parts)
