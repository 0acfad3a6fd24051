"""Rebuilds the two binary documents of examples/airline from the sources beside this script.

Needs chromium (131 or newer, which draws running heads), pandoc and the Liberation fonts:

    python3 examples/sources/build.py
"""

import re
import subprocess
import tempfile
import zipfile
from pathlib import Path

SOURCES = Path(__file__).parent
AIRLINE = SOURCES.parent / "airline"

TABLE_BORDERS = "<w:tblBorders>{}</w:tblBorders>".format("".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="9AA7B3"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
))
FIRST_ROW = '<w:tblStylePr w:type="firstRow">'
A4_SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1304" w:bottom="1418" w:left="1304" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
)


def build_pdf():
    """Prints the HTML source, then overwrites dates and creator without moving a byte, so that offsets stay true."""
    target = AIRLINE / "baggage-policy.pdf"
    with tempfile.TemporaryDirectory() as scratch:
        printed = Path(scratch) / "printed.pdf"
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--export-tagged-pdf",
             "--generate-pdf-document-outline", "--no-pdf-header-footer", f"--user-data-dir={scratch}/profile",
             f"--print-to-pdf={printed}", (SOURCES / "baggage-policy.html").as_uri()],
            check=True, capture_output=True,
        )
        pdf = printed.read_bytes()
    pdf = re.sub(rb"\(D:\d{14}", b"(D:20260901000000", pdf)
    pdf = re.sub(rb"(/Creator \()((?:[^()\\]|\\.)*)", lambda creator: creator[1] + b" " * len(creator[2]), pdf)
    target.write_bytes(pdf)
    return target


def build_docx():
    """Writes the DOCX with pandoc's styles, then sets A4, table borders, bold header rows and fixed dates."""
    target = AIRLINE / "refunds-and-compensation.docx"
    with tempfile.TemporaryDirectory() as scratch:
        written = Path(scratch) / "written.docx"
        subprocess.run(
            ["pandoc", "--from=markdown", "--to=docx", f"--output={written}", SOURCES / "refunds-and-compensation.md"],
            check=True,
        )
        with zipfile.ZipFile(written) as archive:
            parts = {name: archive.read(name).decode() for name in archive.namelist()}
    replace(parts, "word/document.xml", "<w:sectPr />", A4_SECTION)
    replace(parts, "docProps/core.xml", r"\d{4}-\d\d-\d\dT[\d:]+Z", "2026-09-01T00:00:00Z")
    replace(parts, "word/styles.xml", f'(w:styleId="Table".*?)(<w:tblCellMar>.*?{FIRST_ROW})',
            rf"\1{TABLE_BORDERS}\2<w:rPr><w:b/></w:rPr>")
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 9, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return target


def replace(parts, name, pattern, replacement):
    parts[name], count = re.subn(pattern, replacement, parts[name], flags=re.S)
    if count == 0:
        raise SystemExit(f"{name}: nothing matches {pattern}; this pandoc writes another structure")


for document in (build_pdf(), build_docx()):
    print(f"{document.relative_to(SOURCES.parent)}  {document.stat().st_size} bytes")
