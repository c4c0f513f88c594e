"""Spreadsheets in and out: CSV and XLSX, read with limits, written so that no cell is ever a formula."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import IO

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from ledger.refusals import Refused

LARGEST = 2 * 1024 * 1024
LARGEST_UNPACKED = 40 * 1024 * 1024
MOST_COLUMNS = 30
LONGEST_CELL = 500
# What a spreadsheet program takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def in_the_first_line(text: str) -> str:
    """What stands between the cells: what stands most often in the first line."""
    return max(",;\t", key=text.partition("\n")[0].count)


def read(
    upload: IO[bytes], *, most_rows: int, delimiter_of: Callable[[str], str] = in_the_first_line
) -> list[list[str]]:
    """The rows of the first sheet as text, header included, empty ones as []; dates as 2026-03-01.

    Says in words what cannot be read.
    """
    data = upload.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Refused(_("This file is larger than 2 MB. Bring people in by parts."), code="too_large")
    if not data.strip(b"\x00\t\r\n "):
        raise Refused(_("This file is empty."), code="empty")
    if data.startswith(b"PK\x03\x04"):
        rows = _from_xlsx(data, most_rows)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(_("This is an old Excel file. Save it as .xlsx or as CSV first."), code="wrong_kind")
    else:
        rows = _from_csv(data, most_rows, delimiter_of)
    while rows and not rows[-1]:
        rows.pop()
    if not rows:
        raise Refused(_("This file is empty."), code="empty")
    if len(rows) > most_rows + 1:
        raise Refused(
            _("There are more than %(most)s rows. Bring people in by parts.") % {"most": most_rows},
            code="too_many_rows",
        )
    return rows


def _from_csv(data: bytes, most_rows: int, delimiter_of: Callable[[str], str]) -> list[list[str]]:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(
            _("The letters of this file cannot be read. Save it as “CSV UTF-8” or as .xlsx."), code="bad_encoding"
        ) from None
    if "\x00" in text:
        raise Refused(_("This is not a spreadsheet. Please choose a CSV or .xlsx file."), code="wrong_kind")
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
        return [_row(cells) for cells, _number in zip(reader, range(most_rows + 2), strict=False)]
    except csv.Error:
        raise Refused(_("This file is not a proper CSV. Try saving it as .xlsx."), code="wrong_kind") from None


def _from_xlsx(data: bytes, most_rows: int) -> list[list[str]]:
    broken = Refused(_("This .xlsx file cannot be opened. Save it again, or as CSV."), code="wrong_kind")
    try:
        _refuse_bombs(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        cells = book.worksheets[0].iter_rows(max_row=most_rows + 2, max_col=MOST_COLUMNS, values_only=True)
        return [_row(row) for row in cells]
    except Refused:
        raise
    except Exception:  # the library raises whatever a damaged file makes it stumble over
        raise broken from None


def _refuse_bombs(data: bytes) -> None:
    """Names and sizes inside an archive are not trusted: they are counted before anything is unpacked."""
    inside = zipfile.ZipFile(io.BytesIO(data)).infolist()
    if len(inside) > 200 or sum(entry.file_size for entry in inside) > LARGEST_UNPACKED:
        raise Refused(_("This .xlsx file unpacks to far more than a list of people."), code="too_large")


def _row(cells: Iterable[object]) -> list[str]:
    row = [_text(cell) for cell in cells]
    while row and not row[-1]:
        row.pop()
    if len(row) > MOST_COLUMNS:
        raise Refused(_("There are too many columns. Start from the template."), code="too_many_columns")
    return row


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, (datetime, date)):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = CONTROL.sub("", " ".join(str(cell).split()))[:LONGEST_CELL]
    # Our own files write '=… for what would be a formula.
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA else text


def download(name: str, kind: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A list as a file to save, whatever room it is of: `kind` is csv or xlsx, the header says what the columns hold."""
    makers = {"csv": (_as_csv, "text/csv; charset=utf-8"), "xlsx": (_as_xlsx, XLSX_TYPE)}
    if kind not in makers:
        raise Http404
    make, content_type = makers[kind]
    response = HttpResponse(make(header, rows), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def guarded(cell: object) -> str:
    """A cell as text that no spreadsheet program takes for a formula."""
    text = CONTROL.sub("", "" if cell is None else str(cell))
    return f"'{text}" if text.startswith(FORMULA) else text


def _as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([guarded(cell) for cell in row] for row in (header, *rows))
    return out.getvalue().encode("utf-8-sig")


def _as_xlsx(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (header, *rows):
        cells = [WriteOnlyCell(sheet, value=CONTROL.sub("", "" if cell is None else str(cell))) for cell in row]
        for cell in cells:
            cell.data_type = "s"  # text, whatever it begins with
            if str(cell.value or "").startswith(FORMULA):
                cell.quotePrefix = True  # and it stays text when the sheet is edited or saved as CSV
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
