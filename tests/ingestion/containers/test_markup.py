"""Web pages that call themselves workbooks are read; other markup is refused by name."""

import pytest

from wfm.errors import InputError
from wfm.ingestion.containers import sheets

PAGE = """<html><head><style>td {color: red}</style><script>var x = "<td>no</td>"</script></head>
<body><p>Report</p>
<table><tr><td colspan=3><b>Calls&nbsp;per</b> interval</td></tr></table>
<TABLE border=1><tr><th>Start<th>Calls<th>AHT</tr>
<tr><td rowspan="2">05.01.2026<td>17</td><td>4:17</td></tr>
<tr><td> 9 &lt; 10</td><td></td></tr>
</table></body></html>"""


def test_the_tables_of_a_page_stand_one_below_the_other() -> None:
    (sheet,) = sheets(PAGE.encode(), "calls.xls")
    assert sheet.cells.to_numpy().tolist() == [
        ["Calls per interval", "", ""],
        ["Start", "Calls", "AHT"],
        ["05.01.2026", "17", "4:17"],
        ["", "9 < 10", ""],
    ]
    assert sheet.said == ("a web page",)


def test_a_table_within_a_cell_gives_its_rows() -> None:
    inner = "<table><tr><td>start</td><td>calls</td></tr></table>"
    (sheet,) = sheets(f"<html><table><tr><td>{inner}</td></tr></table>".encode(), "calls.xls")
    assert sheet.cells.iloc[0].tolist() == ["start", "calls"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "is an 'XML Spreadsheet 2003' of Excel: open it in Excel and save it",
        ),
        ('<?xml version="1.0"?><calls/>', "is XML, not a table"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related", "a web page saved as one file"),
        ("<html><body><p>Please log in</p></body></html>", "a web page without a table"),
        ("<html>" + "<table>" * 100, "tables within tables"),
        ("<table><tr><td colspan=16000><td colspan=16000></table>", "far too large"),
    ],
)
def test_other_markup_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        sheets(text.encode(), "calls.xls")
