import datetime
import io
import json
import zipfile

import openpyxl
import pytest

from portal.imports.limits import MAX_BYTES, ImportProblem
from portal.imports.reading import read_table
from portal.imports.xlsx_files import check_archive, sheet_grid


def cells(name, content):
    return [row.cells for row in read_table(name, content).rows]


def problem(name, content):
    with pytest.raises(ImportProblem) as refusal:
        read_table(name, content)
    return str(refusal.value)


def workbook(*rows, title="Assets"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.create_sheet("Other").append(["not", "read"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


PLAIN = "id,title\na,Füße\nb,„Zitat“\n"
ROWS = [{"id": "a", "title": "Füße"}, {"id": "b", "title": "„Zitat“"}]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_the_encodings_that_spreadsheets_write(codec):
    text = "\ufeff" + PLAIN if codec == "utf-16-be" else PLAIN
    assert cells("a.csv", text.encode(codec)) == ROWS


CHINESE = "id,title\na,云原生网络的标题\nb,容器安全白皮书，升级 Kubernetes\n"
JAPANESE = "id,title\na,クラウドネイティブのネットワーク\nb,導入事例：コンテナの監視\n"


@pytest.mark.parametrize(
    ("text", "codec", "title"),
    [
        (CHINESE, "gbk", "GB18030"),
        (JAPANESE, "cp932", "Shift-JIS"),
        ("id,title\na,Überblick für „Größe“ – ÄÖÜ\n", "cp1252", "Windows-1252"),
        ("id,title\na,L’élève préféré à l’école\n", "cp1252", "Windows-1252"),
        ("id,title\na,Don’t “panic” — it’s fine\n", "cp1252", "Windows-1252"),
    ],
)
def test_an_encoding_that_was_guessed_is_said_beside_the_right_letters(text, codec, title):
    table = read_table("a.csv", text.encode(codec))
    assert table.rows[0].cells["title"] == text.splitlines()[1].split(",")[1]
    assert title in table.how
    assert table.doubt.startswith(f"The file is not UTF-8 and was read as {title}. Look at the titles")


def test_nothing_is_doubted_of_utf_8():
    assert read_table("a.csv", CHINESE.encode()).doubt == ""


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("클라우드 네이티브 네트워크 안내서", "cp949"),
        ("雲原生網路的標題與安全白皮書", "big5"),
        ("クラウドネイティブのネットワーク", "euc-jp"),
        ("Сеть для облаков и безопасность", "cp1251"),
        ("Οδηγός ασφάλειας δικτύου", "cp1253"),
    ],
)
def test_letters_that_could_be_anything_are_refused_unless_their_encoding_is_named(text, codec):
    content = f"id,title\na,{text}\n".encode(codec)
    assert problem("a.csv", content).startswith(
        "The file is not UTF-8 (line 2), and what else it is cannot be told."
    )
    assert read_table("a.csv", content, encoding=codec).rows[0].cells["title"] == text


@pytest.mark.parametrize(
    ("encoding", "sentence"),
    [
        ("klingon", "“klingon” is no encoding of text."),
        ("rot13", "“rot13” is no encoding of text."),
        ("ascii", "The file is not text in ascii: line 2 is not."),
    ],
)
def test_an_encoding_that_does_not_fit_is_refused(encoding, sentence):
    with pytest.raises(ImportProblem) as refusal:
        read_table("a.csv", "id,title\na,é\n".encode(), encoding=encoding)
    assert str(refusal.value).startswith(sentence)


def test_utf_8_with_a_damaged_byte_is_refused_with_its_line():
    lines = [f"{number},Überblick für Größe {number}\n".encode() for number in range(50)]
    lines[7] = "7,Größe\n".encode("latin-1")
    assert problem("a.csv", b"id,title\n" + b"".join(lines)).startswith(
        "The file is UTF-8, but damaged at line 9."
    )


def test_json_that_is_not_utf_8_is_refused_with_its_line():
    content = '[\n{"id": "a", "title": "Größe"}\n]'.encode("cp1252")
    for name in ("a.json", "a.txt"):
        assert problem(name, content).startswith("JSON has to be UTF-8, but line 2 holds bytes that are not.")
    assert read_table("a.json", content, encoding="cp1252").rows[0].cells["title"] == "Größe"


def test_utf_16_without_a_mark_is_recognised():
    assert cells("a.csv", b"i\0d\0\n\0a\0\n\0") == [{"id": "a"}]
    assert cells("a.csv", b"\0i\0d\0\n\0a\0\n") == [{"id": "a"}]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator):
    text = separator.join(["id", "title"]) + "\r\n" + separator.join(["a", '"x, y; z"']) + "\r\n"
    assert cells("a.csv", text.encode()) == [{"id": "a", "title": "x, y; z"}]


def test_pipes_inside_cells_do_not_make_a_separator():
    content = b"id,tags,title\na,x|y|z,One\nb,p|q,Two\n"
    assert cells("a.csv", content)[0] == {"id": "a", "tags": "x|y|z", "title": "One"}


def test_a_separator_line_of_excel_is_obeyed_and_not_read():
    assert cells("a.csv", b"sep=;\r\nid;a,b\r\n1;2\r\n") == [{"id": "1", "a,b": "2"}]


def test_a_row_has_the_number_that_the_spreadsheet_shows():
    table = read_table("a.csv", b'id,body\na,"two\nlines"\n,\nb,x\n')
    assert [(row.number, row.cells["id"]) for row in table.rows] == [(2, "a"), (4, "b")]


def test_a_short_row_is_filled_and_a_long_one_is_refused():
    table = read_table("a.csv", b"id,title\na\nb,x,y\n")
    assert table.rows[0].problems == []
    assert table.rows[1].problems[0][2].startswith("The row has 3 cells, but only 2 columns have a name.")


def test_an_unnamed_column_counts_only_if_it_holds_something():
    assert read_table("a.csv", b"id,,\na,,\n").columns == ["id"]
    assert read_table("a.csv", b"id,,title\na,x,y\n").columns == ["id", "Column 2", "title"]


def test_what_our_own_downloads_guard_is_read_back_as_it_was():
    assert cells("a.csv", b"id,title\na,'=1+1\nb,'quoted'\n")[0]["title"] == "=1+1"
    assert cells("a.csv", b"id,title\na,'=1+1\nb,'quoted'\n")[1]["title"] == "'quoted'"


JSON_ROWS = [{"id": "a", "tags": ["x", "y"], "n": "3", "ok": "true", "none": ""}]
RECORD = {"id": "a", "tags": ["x", "y"], "n": 3, "ok": True, "none": None}


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([RECORD]),
        json.dumps(RECORD),
        json.dumps(RECORD, indent=2),
        "\ufeff" + json.dumps([RECORD]),
        json.dumps({"count": 1, "next": None, "results": [RECORD]}),
    ],
)
def test_json_is_read_as_list_as_one_object_and_as_a_page_of_the_api(content):
    assert cells("a.json", content.encode()) == JSON_ROWS


def test_json_is_read_one_object_a_line():
    table = read_table("a.jsonl", b'{"id": "a"}\n\n{"id": "b", "title": "x"}\n')
    assert [(row.number, row.cells["id"]) for row in table.rows] == [(1, "a"), (3, "b")]
    assert table.columns == ["id", "title"]


def test_json_is_recognised_by_its_content():
    assert cells("export.txt", b' [{"id": "a"}]') == [{"id": "a"}]


def test_numbers_stay_as_they_are_written():
    content = b'[{"a": 1.50, "b": 12345678901234567890, "c": 1e400, "d": -0}]'
    assert cells("a.json", content) == [{"a": "1.50", "b": "12345678901234567890", "c": "1e400", "d": "-0"}]


def test_people_and_terms_of_the_api_are_taken_by_their_name():
    content = b'[{"owner": {"id": 3, "name": "Mara"}, "stage": {"slug": "tofu", "label": "Awareness"}}]'
    assert cells("a.json", content) == [{"owner": "Mara", "stage": "tofu"}]


def test_a_nested_value_is_a_problem_of_its_row():
    table = read_table("a.json", b'[{"id": "a", "x": {"y": 1}}, {"id": "b", "x": [[1]]}, {"id": "c"}]')
    assert [[row.number, row.problems[0][0]] for row in table.rows if row.problems] == [[1, "x"], [2, "x"]]


def test_a_name_that_occurs_twice_in_a_record_is_a_problem_of_its_row():
    table = read_table("a.json", b'[{"id": "a", "id": "b"}]')
    assert table.rows[0].problems == [
        ("id", "", "The name occurs twice in this record. Remove one of the two.")
    ]


def test_a_workbook_is_read_from_its_first_sheet_with_numbers_and_dates_as_text():
    content = workbook(
        ["id", "day", "moment", "whole", "part", "yes", "error"],
        [
            7,
            datetime.date(2026, 4, 3),
            datetime.datetime.fromisoformat("2026-04-03T10:30"),
            3.0,
            2.5,
            True,
            "#N/A",
        ],
    )
    table = read_table("a.xlsx", content)
    assert table.how == "Excel workbook, sheet “Assets”"
    assert table.rows[0].number == 2
    assert table.rows[0].cells == {
        "id": "7",
        "day": "2026-04-03",
        "moment": "2026-04-03 10:30:00",
        "whole": "3",
        "part": "2.5",
        "yes": "true",
        "error": "",
    }
    assert table.rows[0].problems[0][:2] == ("error", "#N/A")


def test_a_workbook_without_rows_is_refused_in_words():
    assert problem("a.xlsx", workbook()) == "The file has no rows. The first row has to name the columns."


def test_json_csv_and_xlsx_of_the_same_record_are_equal():
    body = "First line\nsecond line"
    as_json = json.dumps([{"id": "a", "body": body.replace("\n", "\r\n") + "\n "}]).encode()
    as_csv = f'id,body\r\na,"{body}\r\n"\r\n'.encode()
    assert (
        cells("a.json", as_json)
        == cells("a.csv", as_csv)
        == cells("a.xlsx", workbook(["id", "body"], ["a", body]))
    )


def test_unreadable_characters_are_replaced_and_noted():
    table = read_table("a.json", rb'[{"title": "so\u0000ware \ud800"}]')
    assert table.rows[0].cells == {"title": "so�ware �"}
    assert table.rows[0].notes == [("title", "Unreadable characters were replaced by “�”.")]


def test_a_cell_too_long_is_a_problem_of_its_row_and_column():
    table = read_table("a.csv", b"id,body\na," + b"x" * 200_001 + b"\nb,y\n")
    assert table.rows[0].problems[0][0] == "body"
    assert table.rows[1].problems == []


def zipped(**entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


UNREADABLE = {
    "empty": ("a.csv", b"", "The file is empty"),
    "blank": ("a.csv", b" \n\n ", "The file is empty"),
    "header twice": ("a.csv", b"id,title,id\n1,2,3\n", "The column “id” occurs twice (columns 1 and 3)"),
    "open quote": (
        "a.csv",
        b'id,title\na,"never closed\nb,c\n',
        "A quotation mark is opened and never closed",
    ),
    "stray quote": ("a.csv", b'id,title\na,"x"y\n', "Row 2 has a quotation mark inside a quoted cell"),
    "endless cell": ("a.csv", b"id,body\na," + b"x" * 400_001, "Row 2 has a cell of more than"),
    "many columns": ("a.csv", b",".join(b"c%d" % n for n in range(201)), "The file has 201 columns"),
    "no json": ("a.json", b'[{"id": "a",}]', "It is not valid JSON: line 1"),
    "cut json": ("a.json", b'[{"id": "a"}', "It is not valid JSON: line 1, column 13"),
    "bad line": ("a.jsonl", b'{"id": "a"}\n{"id": \n', "Line 2 is not valid JSON"),
    "nan": ("a.json", b'[{"id": NaN}]', "Line 1 holds NaN"),
    "late nan": ("a.json", b'[{"id": "NaN"},\n{"id": 1,\n"n": NaN}]', "Line 3 holds NaN"),
    "nan in lines": ("a.jsonl", b'{"id": "NaN"}\n\n{"id": NaN}\n', "Line 3 holds NaN"),
    "only a header": ("a.csv", b"id,title\n,\n", "The file holds no rows"),
    "no object": ("a.json", b'["a"]', "Item 1 of the list is no object"),
    "null": ("a.json", b"[null]", "Item 1 of the list is empty (null)"),
    "no record": ("a.json", b"[]", "The file holds no rows"),
    "deep": ("a.json", b"[" * 200_000, "The file is nested too deeply"),
    "wide json": (
        "a.json",
        json.dumps([{str(n): 1 for n in range(300)}]).encode(),
        "The file has 300 columns",
    ),
    "binary": ("a.csv", bytes(range(256)) * 40, ""),
    "pdf": ("a.csv", b"%PDF-1.7 ...", "It is a PDF"),
    "old excel": ("a.xls", b"\xd0\xcf\x11\xe0rest", "It is an old Excel file"),
    "gzip": ("a.csv.gz", b"\x1f\x8brest", "It is compressed"),
    "plain zip": ("a.zip", zipped(readme="x"), "It is a zip file, not an Excel workbook"),
    "damaged": ("a.xlsx", b"PK\x03\x04rest", "The workbook is damaged"),
    "no sheet": ("a.xlsx", zipped(xl__workbook="<x/>"), "The workbook is damaged"),
    "zip bomb": (
        "a.xlsx",
        zipped(xl__workbook="<x/>", xl__b=b"0" * 50_000_000),
        "The workbook unpacks to far more",
    ),
}


@pytest.mark.parametrize(("name", "content", "sentence"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_refused_in_one_sentence(name, content, sentence):
    assert problem(name, content).startswith(sentence)


def test_a_file_too_large_is_refused_before_it_is_read():
    assert problem("a.csv", b"x" * (MAX_BYTES + 1)).startswith(
        "The file has 50 MB; at most 50 MB can be read."
    )


def test_too_many_rows_are_refused():
    assert problem("a.csv", b"id\n" + b"x\n" * 100_001).startswith("The file has more than 100,000 rows.")
    assert problem("a.json", b"[" + b"1," * 100_001 + b"1]").startswith(
        "The file has more than 100,000 rows."
    )


def test_only_the_beginning_is_read_when_that_is_enough():
    content = b"id\n" + b"x\n" * 1000
    assert len(read_table("a.csv", content, head=10).rows) == 10
    book = workbook(["id"], *[[n] for n in range(100)])
    assert len(read_table("a.xlsx", book, head=10).rows) == 10


def test_a_sheet_that_lies_about_its_size_is_read_by_its_cells():
    content = workbook(["id"], ["a"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            text = old.read(entry).replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"')
            new.writestr(entry.filename, text)
    check_archive(out.getvalue())
    assert list(sheet_grid(out.getvalue())) == ["Assets", (1, ["id"]), (2, ["a"])]


def test_a_sheet_too_long_is_refused_before_its_words_are_read():
    """Reading the words of all rows takes half a minute; here they are damaged, which nobody notices."""
    content = workbook(["id"], ["a"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            text = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                row = text[text.index(b"<row") : text.index(b"</row>") + 6]
                text = text.replace(row, row * 100_001)
            new.writestr(entry.filename, b"damaged" if "sharedStrings" in entry.filename else text)
    with pytest.raises(ImportProblem, match="more than 100,000 rows"):
        list(sheet_grid(out.getvalue()))


def test_rows_that_only_have_a_style_do_not_count():
    content = workbook(["id"], ["a"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            text = old.read(entry).replace(
                b"</sheetData>", b'<row><c s="0"/></row>' * 100_001 + b"</sheetData>"
            )
            new.writestr(entry.filename, text)
    assert list(sheet_grid(out.getvalue())) == ["Assets", (1, ["id"]), (2, ["a"])]
