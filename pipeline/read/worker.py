"""Each workbook is read in a process of its own (`child`): a file that kills its reader costs only itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

from pipeline.model.errors import SettingsError
from pipeline.model.raw import RawBook
from pipeline.model.settings import Limits, Settings
from pipeline.model.submission import Submission
from pipeline.read.limits import EXIT_MEMORY

MIB = 1024 * 1024
TOO_SLOW, TOO_BIG, DIED = "REA-30", "REA-31", "REA-32"
_WATCH_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a workbook was not read: the rule of its finding and the parameters of its message."""

    rule: str
    params: dict[str, Any]


def _command(submission: Submission, expectations: Path) -> list[str]:
    return [
        sys.executable,
        "-X",
        "utf8",
        "-m",
        "pipeline.read.child",
        str(submission.path),
        str(expectations),
    ]


def _watched(
    process: subprocess.Popen[bytes], payload: bytes, limits: Limits
) -> tuple[bytes, bytes, str | None]:
    """(output, errors, breached limit) of the child; a child over its limits is killed."""
    breach: list[str] = []

    def watch() -> None:
        began = time.monotonic()
        while process.poll() is None:
            try:
                used = psutil.Process(process.pid).memory_info().rss / MIB
            except psutil.Error:
                return
            if used > limits.memory_mib:
                breach.append(TOO_BIG)
            elif time.monotonic() - began > limits.seconds:
                breach.append(TOO_SLOW)
            if breach:
                process.kill()
                return
            time.sleep(_WATCH_SECONDS)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    output, errors = process.communicate(payload)
    watcher.join(timeout=1)
    return output, errors, breach[0] if breach else None


def _read_one(submission: Submission, settings: Settings, expectations: Path) -> RawBook | Unread:
    limits = settings.limits
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(p for p in (_root(), os.environ.get("PYTHONPATH")) if p),
    }
    payload = json.dumps(asdict(limits)).encode()
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module; the file's name is an argument, never a shell's text
        _command(submission, expectations),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        output, errors, breach = _watched(process, payload, limits)
    if breach == TOO_SLOW:
        return Unread(TOO_SLOW, {"expected": f"{limits.seconds:g} s"})
    if breach == TOO_BIG or process.returncode == EXIT_MEMORY:
        return Unread(TOO_BIG, {"expected": f"{limits.memory_mib:g} MiB"})
    if process.returncode != 0:
        last = errors.decode("utf-8", "replace").strip().splitlines()[-1:] or [f"exit {process.returncode}"]
        return Unread(DIED, {"observed": last[0][:200]})
    answer = json.loads(output)
    if "settings" in answer:
        raise SettingsError(answer["settings"])
    if "rule" in answer:
        return Unread(answer["rule"], answer["params"])
    return RawBook.from_json(answer["book"])


def _root() -> str:
    """The folder that holds the package, so that a child finds it wherever it was started."""
    return str(Path(__file__).resolve().parents[2])


def read_books(
    submissions: Sequence[Submission],
    settings: Settings,
    expectations: Path,
    on_done: Callable[[Submission], None] = lambda _submission: None,
) -> Iterator[tuple[Submission, RawBook | Unread]]:
    """Read several at once; answers come in the order given. SettingsError when our own labels are wrong."""

    def one(submission: Submission) -> RawBook | Unread:
        result = _read_one(submission, settings, expectations)
        on_done(submission)
        return result

    with ThreadPoolExecutor(max_workers=max(1, settings.workers)) as pool:
        yield from zip(submissions, pool.map(one, submissions), strict=True)
