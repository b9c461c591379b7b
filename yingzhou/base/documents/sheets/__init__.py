"""Lists that leave the house: xlsx and csv with the same columns, no cell of which can ever be a formula."""

from yingzhou.base.documents.sheets.columns import Column, Kind
from yingzhou.base.documents.sheets.csv_list import stream_csv
from yingzhou.base.documents.sheets.safety import guarded, unguarded
from yingzhou.base.documents.sheets.template import sample_row, template_xlsx
from yingzhou.base.documents.sheets.xlsx_list import TooManyRows, stream_xlsx, write_xlsx

__all__ = [
    "Column",
    "Kind",
    "TooManyRows",
    "guarded",
    "sample_row",
    "stream_csv",
    "stream_xlsx",
    "template_xlsx",
    "unguarded",
    "write_xlsx",
]
