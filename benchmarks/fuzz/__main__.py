"""Run the campaign: `python -m benchmarks.fuzz --count 1000000 text markdown html`. It goes on where it stopped."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Final

from benchmarks.fuzz.seeds import FORMATS, seeds
from benchmarks.fuzz.target import SECONDS
from benchmarks.fuzz.worker import TEXTUAL

BLOCK: Final = 2000
PATIENCE: Final = 4 * SECONDS
"""Seconds without progress after which a process is taken for dead: its alarm has not rung."""


class Campaign:
    """What is done and what came of it, kept in a folder so that it can be taken up again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.state = folder / "state.json"
        self.done: dict[str, dict[str, int]] = json.loads(self.state.read_text()) if self.state.exists() else {}
        self.lock = Lock()
        self.begun, self.tried = time.monotonic(), 0

    def block(self, form: str, first: int, last: int) -> None:
        """One block of files, in one process, or in several where one dies."""
        counts: Counter[str] = Counter()
        at = first
        while at < last:
            found, at = self._process(form, at, last)
            counts.update(found)
        with self.lock:
            self.done[f"{form} {first} {last}"] = dict(counts)
            self.state.write_text(json.dumps(self.done))
            self.tried += last - first
            print(
                f"\r{self.summary()}  {self.tried / (time.monotonic() - self.begun):.0f} a second", end="", flush=True
            )

    def _process(self, form: str, first: int, last: int) -> tuple[Counter[str], int]:
        """What came of the files up to where the process ended, and where to go on."""
        command = [sys.executable, "-m", "benchmarks.fuzz.worker", form, str(first), str(last), str(self.folder)]
        mark = self.folder / f"current.{form}.{first}"
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        reached, since = "", time.monotonic()
        while True:
            try:
                output, errors = process.communicate(timeout=2)
                break
            except subprocess.TimeoutExpired:
                now = mark.read_text() if mark.exists() else ""
                if now != reached:
                    reached, since = now, time.monotonic()
                elif time.monotonic() - since > PATIENCE + 60:
                    process.kill()
        at = int(mark.read_text() or first) if mark.exists() else first
        mark.unlink(missing_ok=True)
        if process.returncode == 0:
            return Counter(json.loads(output)), last
        return self._death(form, first, at, process.returncode, errors)

    def _death(self, form: str, first: int, at: int, status: int, errors: str) -> tuple[Counter[str], int]:
        """A process died over one file: that file is kept, and those before it count as tried."""
        from benchmarks.fuzz.mutate import mutant

        kind = "hang" if status == -9 else "memory" if "MemoryError" in errors else "crash"
        kept = self.folder / "failures"
        kept.mkdir(exist_ok=True)
        (kept / f"{form}-died-{at}.whole").write_bytes(mutant(form, at).data)
        (kept / f"{form}-died-{at}.txt").write_text(f"{kind}, status {status}\n{errors[-2000:]}\n")
        return Counter({"lost count": at - first, kind: 1}), at + 1

    def summary(self) -> str:
        """Counts by format and outcome."""
        totals: dict[str, Counter[str]] = {}
        for name, counts in self.done.items():
            totals.setdefault(name.split()[0], Counter()).update(counts)
        return "  ".join(
            f"{form}: " + " ".join(f"{kind} {count:,}" for kind, count in sorted(found.items()))
            for form, found in totals.items()
        )


def main() -> int:
    """Parse the call, run the blocks that are not done, and say what came of all; status 1 where anything failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("formats", nargs="*", default=list(TEXTUAL), help=f"any of {', '.join(FORMATS)}")
    parser.add_argument("--count", type=int, default=100_000, help="files in all, shared among the formats")
    parser.add_argument("--first", type=int, default=0, help="the number of the first file of each format")
    parser.add_argument("--workers", type=int, default=2, help="processes at once")
    parser.add_argument("--folder", type=Path, default=Path(".fuzz"), help="where state and failing files are kept")
    options = parser.parse_args()
    forms = [form for form in options.formats if seeds(form)]
    campaign = Campaign(options.folder)
    share = options.count // max(len(forms), 1)
    blocks = [
        (form, first, min(first + BLOCK, options.first + share))
        for first in range(options.first, options.first + share, BLOCK)
        for form in forms
    ]
    with ThreadPoolExecutor(options.workers) as pool:
        list(
            pool.map(
                lambda block: campaign.block(*block), (b for b in blocks if " ".join(map(str, b)) not in campaign.done)
            )
        )
    print(f"\n{campaign.summary()}")
    return 1 if any(kind in ("crash", "hang", "memory") for counts in campaign.done.values() for kind in counts) else 0


if __name__ == "__main__":
    raise SystemExit(main())
