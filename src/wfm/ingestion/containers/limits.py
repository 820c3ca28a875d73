"""How much a file may hold: what is larger is a mistake or an attack, and is refused."""

# Bytes that a packed file may unpack to, and how many times its own size once it is large.
MOST_UNPACKED = 1 << 29
MOST_RATIO = 250
RATIO_FROM = 1 << 25
# Parts of an archive or a workbook.
MOST_PARTS = 10_000
# Packed files inside packed files: one in one.
MOST_PACKED = 2
# What spreadsheets hold across, and ten times what they hold down; bytes of one row.
MOST_COLUMNS = 16_384
MOST_LINES = 10_000_000
MOST_IN_A_ROW = 1 << 25
# Cells of a text file, and of a workbook's sheets together.
MOST_CELLS = 50_000_000
MOST_WORKBOOK_CELLS = 12_000_000
# Bytes of text in the cells of a workbook, shared texts as often as a cell has them.
MOST_TEXT = 1 << 28
MOST_SHARED_TEXTS = 4_000_000
# Bytes of a web page, which is read slowly, and tables in its tables.
MOST_OF_A_PAGE = 1 << 24
MOST_NESTED = 64
# Characters of one cell, as `csv.field_size_limit` has it; a spreadsheet holds 32,767.
MOST_IN_A_CELL = 131_072
