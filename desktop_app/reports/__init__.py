"""Files that leave the office, bytes out of records.

`pdf_*` draw papers (`pdf_page` one sheet, `pdf_flow` its blocks, `pdf_paper` the whole), `xlsx_*`
write our own workbooks out of `sheet_*` parts, `form_*` fill a form of another body.
"""
