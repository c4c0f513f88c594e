"""Hostile and honest spreadsheets."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from ledger.refusals import Refused
from people import sheets


def _read(data: bytes, most_rows: int = 5) -> list[list[str]]:
    return sheets.read(io.BytesIO(data), most_rows=most_rows)


def _refused(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        _read(data)
    assert str(refused.value).endswith(".")
    return refused.value.code


def _xlsx(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _zip(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        "Name,Phone\r\nMaría,5\r\n".encode(),
        "Name;Phone\nMaría;5\n".encode("utf-8-sig"),
        "Name\tPhone\nMaría\t5\n".encode("utf-16"),
        _xlsx(("Name", "Phone"), ("María", 5)),
        _xlsx(("Name", "Phone"), (None, None), (" María ", 5.0)),
    ],
    ids=["csv", "csv of a European Excel", "unicode text", "xlsx", "xlsx with an empty row"],
)
def test_what_spreadsheet_programs_write_is_read(data):
    assert [row for row in _read(data) if row] == [["Name", "Phone"], ["María", "5"]]


def test_dates_are_read_as_days():
    from datetime import datetime

    assert _read(_xlsx(("Since",), (datetime(2024, 9, 1),)))[1] == ["2024-09-01"]


def test_what_we_wrote_is_read_as_it_was():
    response = sheets.download("x", "csv", ["Phone"], [["+1 555 010 0111"], ["=1+1"]])
    assert _read(response.content) == [["Phone"], ["+1 555 010 0111"], ["=1+1"]]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\r\n", "empty"),
        (b"Name\n" + b"A\n" * 6, "too_many_rows"),
        (b"Name\n" + b"x" * sheets.LARGEST, "too_large"),
        ("Name\nMaría\n".encode("latin-1"), "bad_encoding"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe\xfd", "bad_encoding"),
        (b"Name\n\x00\x00abc", "wrong_kind"),
        (b'Name\n"never closed', "wrong_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "wrong_kind"),
        (b"PK\x03\x04 not a zip", "wrong_kind"),
        (_zip(**{"hello.txt": b"hello"}), "wrong_kind"),
        (_zip(**{f"f{n}": b"" for n in range(300)}), "too_large"),
        (b"a," * 40 + b"\n", "too_many_columns"),
        (_xlsx(("Name",), *(("A",) for _ in range(7))), "too_many_rows"),
    ],
)
def test_what_cannot_be_read_is_answered_in_words(data, code):
    assert _refused(data) == code


def test_a_bomb_is_not_unpacked():
    bomb = _zip(**{"xl/worksheets/sheet1.xml": b"0" * (sheets.LARGEST_UNPACKED + 1)})
    assert len(bomb) < sheets.LARGEST
    assert _refused(bomb) == "too_large"


def test_a_billion_laughs_stay_unlaughed():
    good = zipfile.ZipFile(io.BytesIO(_xlsx(("Name",), ("Ana",))))
    files = {name: good.read(name) for name in good.namelist()}
    files[
        "xl/workbook.xml"
    ] = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
        <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><workbook>&c;</workbook>"""
    assert _refused(_zip(**files)) == "wrong_kind"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell):
    assert sheets.guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_of_a_workbook_is_a_formula_or_becomes_one(cell):
    saved = sheets.download("x", "xlsx", ["Said"], [[cell], ["plain"]]).content
    sheet = load_workbook(io.BytesIO(saved)).active
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["A2"].quotePrefix) == (cell, "s", True)
    assert (sheet["A3"].value, sheet["A3"].quotePrefix) == ("plain", False)
