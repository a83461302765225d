"""Draw the example workbooks of inputs/ from tools/examples/*.txt; `--check` fails when one is stale."""

from __future__ import annotations

import sys
from pathlib import Path

from drawing import as_bytes, draw

DRAWINGS = Path(__file__).resolve().parent / "examples"
INPUTS = Path(__file__).resolve().parent.parent / "inputs"


def main(argv: list[str]) -> int:
    """Write (or with `--check` compare) one workbook a drawing, of the same name."""
    stale = []
    for drawing in sorted(DRAWINGS.glob("*.txt")):
        target = INPUTS / f"{drawing.stem}.xlsx"
        made = as_bytes(draw(drawing.read_text(encoding="utf-8")))
        if "--check" in argv:
            if not target.is_file() or target.read_bytes() != made:
                stale.append(target.name)
            continue
        target.write_bytes(made)
        print(f"inputs/{target.name}")
    if stale:
        print(f"Stale: {', '.join(stale)}; run tools/make_examples.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
