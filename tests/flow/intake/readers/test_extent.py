"""How far a worksheet reaches is told before it is held in memory."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from casework.errors import FileUnreadable
from casework.flow.intake.readers import extent as module
from casework.flow.intake.readers.extent import extent
from tests.factories.intake import write_xlsx
from tests.flow.intake.readers.reading import read_one


@pytest.mark.parametrize(
    ("xml", "reach"),
    [
        ('<row r="2"><c r="A2"><v>1</v></c></row>', (2, 26)),
        ('<row r="7" spans="1:9"><c r="AB7" s="1"><v>1</v></c></row>', (7, 28)),
        ('<row><c s="1" r="XFD1048576" t="s"><v>1</v></c></row>', (1_048_576, 16_384)),
        ('<x:row x="1" r=\'3\'><x:c r = "AA3"><x:v>1</x:v></x:c></x:row>', (3, 27)),
        ('<row r="1"><c r="XFD1" s="4"/></row>', (1, 26)),
        ('<row><c r="A4294967295"><v>1</v></c></row>', (4_294_967_295, 26)),
    ],
)
@pytest.mark.parametrize("piece", [7, 1 << 20])
def test_the_furthest_cell_is_found(
    xml: str, reach: tuple[int, int], piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a sheet, read in pieces however small; when asked how far it reaches; then
    monkeypatch.setattr(module, "_PIECE", piece)
    sheet = f"<worksheet><sheetData>{xml}</sheetData></worksheet>"
    assert extent(io.BytesIO(sheet.encode())) == reach


def test_a_sheet_with_a_stray_cell_far_away_is_refused(tmp_path: Path) -> None:
    # Given a table, and one cell where a spreadsheet ends: a rectangle of 17 thousand million cells
    plain = write_xlsx(tmp_path / "plain.xlsx", {"A": [["platform", "account_id"], ["t", "s1"]]})
    path = tmp_path / "t.xlsx"
    stray = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sheetData>", stray))
    # When read; then it is refused in a sentence, where the reader would have ended the process
    with pytest.raises(
        FileUnreadable,
        match=r"t\.xlsx: .* reaches to column 16,384 and row 1,048,576: 17,1.* cells, .* CSV",
    ):
        read_one(path)
