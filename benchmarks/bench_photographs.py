"""How many fields of photographed waybills are read right, beside what people would use instead.

    python -m benchmarks.bench_photographs [--count 10] [--levels mild strong] [SEED ...]

For every seed and level photographs of a simulated world's waybills are drawn, with known truth,
and read by casework (barcodes, RapidOCR, and the proposing of fields), by zxing-cpp alone, and by
Tesseract alone where it is installed (turned upright by its own detection, its lines go the same
way to fields). Printed, for each field: how many were read exactly, blanks and widths aside, and
how many are understood the same by casework's normalisers. Fields that something lies on are left
out. Proposals that are wrong are counted too, and those of them with a confidence of 0.9 or more.
`--wrong` prints each; `--keep FOLDER` keeps the pictures. Seeds 1 to 5 and 41 to 43 were looked at
while casework was made; the seeds below were not.
"""

from __future__ import annotations

import argparse
import csv
import io
import shutil
import subprocess
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casework.analysis.normalise import understand
from casework.analysis.waybill import Barcode, Box, FieldRead, Line, propose_fields
from casework.flow.intake.photographs.opening import pages
from casework.flow.intake.photographs.reading import read
from casework.simulator import WorldPlan, simulate
from casework.simulator.photographs import Photographed, Shoot, draw_photographs
from casework.vocabulary import COLUMNS, ColumnType, DeliveryKind

SEEDS = (51, 52, 53)
FONTS = Path(__file__).resolve().parents[1] / "static" / "dist" / "fonts"
KINDS = COLUMNS[DeliveryKind.SHIPMENTS] | {
    "order_id": ColumnType.TEXT,
    "company_reg_no": ColumnType.COMPANY,
}
SURE = 0.9

Fields = dict[str, tuple[str, float]]
"""By column: the value proposed, and how sure its reader is."""
Page = tuple[str, int]


@dataclass(slots=True)
class Tally:
    """What one reader got right of one level."""

    stated: Counter[str] = field(default_factory=Counter)
    exact: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    wrong: int = 0
    wrong_and_sure: int = 0
    pages: int = 0
    seconds: float = 0.0

    def add(self, truth: Photographed, found: Fields) -> Iterator[str]:
        """Count a page, and yield what was read wrong on it."""
        self.pages += 1
        open_ = {column: true for column, true in truth.fields.items() if not true.hidden}
        for column, true in open_.items():
            self.stated[column] += 1
            value, confidence = found.get(column, ("", 0.0))
            exact = _plain(value) == _plain(true.value)
            self.exact[column] += exact
            self.same[column] += exact or _same(column, value, true.value)
            if not exact:
                self.wrong += bool(value)
                self.wrong_and_sure += bool(value) and confidence >= SURE
                yield f"{truth.layout} {column}: {true.value!r} read {value!r} ({confidence})"
        for column in found.keys() - truth.fields.keys():
            self.wrong += 1
            self.wrong_and_sure += found[column][1] >= SURE
            yield f"{truth.layout} {column}: not printed, read {found[column]}"


def main() -> None:
    """Print a table for each level, then what a picture takes."""
    parser = argparse.ArgumentParser(description="Measure how photographed waybills are read.")
    parser.add_argument("seeds", nargs="*", type=int, default=list(SEEDS))
    parser.add_argument("--count", type=int, default=10, help="pictures of each seed and level")
    parser.add_argument("--levels", nargs="+", default=["mild", "strong"])
    parser.add_argument("--fonts", type=Path, default=FONTS)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--wrong", action="store_true", help="print what casework reads wrong")
    options = parser.parse_args()
    readers: dict[str, Callable[[Path], Iterator[tuple[int, Fields]]]] = {
        "casework": _casework,
        "barcode": _barcode,
    }
    if shutil.which("tesseract"):
        readers["tesseract"] = _tesseract
    else:
        print("Tesseract is not installed here: its column is absent.")
    with tempfile.TemporaryDirectory() as aside:
        folder = options.keep or Path(aside)
        for level in options.levels:
            tallies = {name: Tally() for name in readers}
            for seed in options.seeds:
                truth = _drawn(seed, level, options, folder / f"{level}-{seed}")
                _measure(truth, folder / f"{level}-{seed}", readers, tallies, options.wrong)
            _print(level, options.seeds, tallies)


def _drawn(seed: int, level: Any, options: Any, folder: Path) -> dict[Page, Photographed]:
    world = simulate(WorldPlan(seed=seed, accounts=300, rings=3))
    shoot = Shoot(options.count, options.fonts, level, seed, scans=False)
    return {(one.file, one.page): one for one in draw_photographs(world, folder, shoot)}


def _measure(
    truth: dict[Page, Photographed],
    folder: Path,
    readers: dict[str, Callable[[Path], Iterator[tuple[int, Fields]]]],
    tallies: dict[str, Tally],
    say_wrong: bool,
) -> None:
    for path in sorted(folder.iterdir()):
        for name, reader in readers.items():
            began = time.perf_counter()
            found = list(reader(path))
            tallies[name].seconds += time.perf_counter() - began
            for page, fields in found:
                for fault in tallies[name].add(truth[path.name, page], fields):
                    if say_wrong and name == "casework":
                        print(f"  {path.parent.name}/{path.name}#{page} {fault}")


def _casework(path: Path) -> Iterator[tuple[int, Fields]]:
    for page in read(path, path.name, "UTC"):
        proposed = page["reading"]["fields"]
        fields = {one["column"]: (one["value"], one["confidence"]) for one in proposed}
        yield page["page"], fields


def _barcode(path: Path) -> Iterator[tuple[int, Fields]]:
    import numpy as np
    import zxingcpp

    for page in pages(path, path.name, "UTC"):
        gray = np.asarray(page.picture.convert("L"))
        codes = [
            Barcode(one.text, one.format.name, _box(0, 0, 1, 1))
            for one in zxingcpp.read_barcodes(gray)
        ]
        yield page.number, _as_fields(propose_fields(codes, [], page.width, page.height))


def _tesseract(path: Path) -> Iterator[tuple[int, Fields]]:
    for page in pages(path, path.name, "UTC"):
        picture = page.picture
        held = io.BytesIO()
        picture.save(held, "PNG")
        says = _run(held.getvalue(), "--psm", "0")
        turn = next((int(one[7:]) for one in says.splitlines() if one[:7] == "Rotate:"), 0)
        if turn:
            picture = picture.rotate(-turn, expand=True)
            held = io.BytesIO()
            picture.save(held, "PNG")
        table = _run(held.getvalue(), "-l", "chi_sim+eng", "--psm", "3", "tsv")
        lines = list(_lines(table))
        yield page.number, _as_fields(propose_fields([], lines, picture.width, picture.height))


def _run(picture: bytes, *arguments: str) -> str:
    done = subprocess.run(
        ["tesseract", "-", "-", *arguments], input=picture, capture_output=True, check=False
    )
    return done.stdout.decode("utf-8", "replace")


def _lines(table: str) -> Iterator[Line]:
    """Yield the lines of Tesseract's table: its words joined, characters close up."""
    words: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") == "5" and (row["text"] or "").strip():
            place = (row["page_num"], row["block_num"], row["par_num"], row["line_num"])
            words.setdefault(place, []).append(row)
    for row_words in words.values():
        text = ""
        for word in row_words:
            close = not text or not (text[-1] + word["text"][0]).isascii()
            text += word["text"] if close else f" {word['text']}"
        left = min(int(word["left"]) for word in row_words)
        top = min(int(word["top"]) for word in row_words)
        right = max(int(word["left"]) + int(word["width"]) for word in row_words)
        bottom = max(int(word["top"]) + int(word["height"]) for word in row_words)
        score = sum(float(word["conf"]) for word in row_words) / len(row_words) / 100
        yield Line(text, score, _box(left, top, right, bottom))


def _box(left: float, top: float, right: float, bottom: float) -> Box:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _as_fields(proposed: list[FieldRead]) -> Fields:
    return {one.column: (one.value, one.confidence) for one in proposed}


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _same(column: str, value: str, true: str) -> bool:
    """Whether casework understands what was read as it understands what is printed."""
    kind = KINDS[column]
    if kind is ColumnType.TEXT or not value:
        return False
    understood = understand(kind, value)
    return understood is not None and understood == understand(kind, true)


def _print(level: str, seeds: list[int], tallies: dict[str, Tally]) -> None:
    ours = tallies["casework"]
    print(f"\nlevel {level}, seeds {', '.join(map(str, seeds))}: {ours.pages} pages")
    head = "".join(f"{name + ' exact':>18}{'same':>7}" for name in tallies)
    print(f"{'field':<18}{'printed':>8}{head}")
    for column in [column for column in KINDS if ours.stated[column]]:
        _print_row(
            column,
            ours.stated[column],
            [(t.exact[column], t.same[column]) for t in tallies.values()],
        )
    whole = [(t.exact.total(), t.same.total()) for t in tallies.values()]
    _print_row("all", ours.stated.total(), whole)
    for name, tally in tallies.items():
        print(
            f"  {name}: {tally.wrong} proposals wrong, {tally.wrong_and_sure} of them "
            f"with confidence {SURE} or more; {tally.seconds / max(1, tally.pages):.2f} s a page"
        )


def _print_row(name: str, stated: int, counts: list[tuple[int, int]]) -> None:
    cells = "".join(
        f"{f'{exact} ({exact / stated:.0%})':>18}{f'{same / stated:.0%}':>7}"
        for exact, same in counts
    )
    print(f"{name:<18}{stated:>8}{cells}")


if __name__ == "__main__":
    main()
