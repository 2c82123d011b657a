#!/usr/bin/env python3
"""Reads the CSV report as other programs do and holds what they see against the report's own JSON Lines: check.py PROGRAM

Python's csv, the sqlite3 shell and LibreOffice (where it is installed) must see the same rows, with one apostrophe before each
text that a spreadsheet would run, and LibreOffice must see no formula. The articles mean harm.
"""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

HOSTILE = [
    '=HYPERLINK("http://x.example","y")', "'=1+1", "=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\ufeff=1",
    "＝1＋1", "''=x", 'x,"=1+1"', 'x";=1', "two\nlines", "two\r\nlines", 'a "quoted" word', "é😀", "5%", "1e5", "2026-01-02", "=cmd|' /C calc'!A0",
]
csv.field_size_limit(1 << 30)


def main(program):
    program = os.path.abspath(program)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(HOME=folder, XDG_STATE_HOME="", CLAIMLOG_DB=os.path.join(folder, "claims.db"), CLAIMLOG_REVIEWER="")
        desk(program, folder)
        for kind in ["claims", "verdicts", "evidence", "events"]:
            rows = [json.loads(line) for line in call(program, "export", "jsonl", "--all", "--rows", kind).splitlines()]
            assert rows, kind
            text = {it["name"] for it in columns(program, folder, kind) if it["sort"] == "text"}
            expected = [[cell(name, row[name], name in text) for name in row] for row in rows]
            table = os.path.join(folder, kind + ".csv")
            call(program, "export", "csv", "-q", "--all", "--rows", kind, "-o", table)
            header = list(rows[0])
            same("Python", kind, by_python(table), [header, *expected])
            same("sqlite3", kind, by_sqlite(table), expected)
            if shutil.which("soffice"):
                seen = by_libreoffice(table, folder)
                places = [at for at, name in enumerate(header) if name in text]
                pick = lambda rows: [[flat(row[at]) for at in places] for row in rows]
                same("LibreOffice", kind, pick(seen[1:]), pick(expected))
            else:
                print("LibreOffice is not installed: not asked")
            print(f"{kind}: {len(rows)} rows are the same to every reader")


def desk(program, folder):
    """Logs articles that mean harm, with verdicts that do."""
    for at, bad in enumerate(HOSTILE):
        article = os.path.join(folder, "a.txt")
        with open(article, "w", encoding="utf-8", newline="") as file:
            file.write(f"The port counts {at}0 ships {bad} and 18,{at:02}0 dockers.\n")
        call(program, "add", "-q", article, f"--title={bad}", f"--publisher={bad}", "--published", "2026-11-20")
    rows = call(program, "export", "jsonl", "--rows", "claims", "--all").splitlines()
    for at, row in enumerate(rows):
        bad = HOSTILE[at % len(HOSTILE)]
        claim = json.loads(row)["claim_id"]
        more = ["--corrected-value=-1.50", "--evidence", f"https://a.example/{at}"]
        call(program, "verdict", claim, "wrong", "--as", f"Ann {at % 3}", f"--explain={bad}", *more)


def columns(program, folder, kind):
    report = os.path.join(folder, "m.csv")
    call(program, "export", "csv", "-q", "--all", "--rows", kind, "-o", report)
    with open(os.path.join(folder, "m.manifest.json"), encoding="utf-8") as file:
        return json.load(file)["columns"]


def cell(name, value, is_text):
    """A cell as the table has it: guarded where it is text that begins like a formula."""
    if value is None:
        return ""
    if not is_text:
        return str(value)
    value = "".join(c for c in value if not acts(c))
    skipped = value.lstrip(" \u00a0\ufeff\u200b\u200c\u200d\u2060")
    guarded = value.startswith("'") or skipped[:1] in tuple("=+-@\t\r\n＝＋－＠−")
    return "'" + value if guarded and skipped else value


def acts(c):
    return (ord(c) < 32 and c not in "\n\r\t") or 127 <= ord(c) <= 159 or c in "\u061c\u200e\u200f" or "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069"


def flat(text):
    """LibreOffice ends lines in its own way, and drops a mark at a cell's start."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "").strip()


def by_python(table):
    with open(table, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def by_sqlite(table):
    script = f".mode csv\n.import '{table}' report\n.mode json\nSELECT * FROM report;\n"
    out = subprocess.run(["sqlite3", ":memory:"], input=script, capture_output=True, text=True, check=True)
    assert not out.stderr, out.stderr
    return [list(row.values()) for row in json.loads(out.stdout)]


def by_libreoffice(table, folder):
    """The cells of the sheet as LibreOffice opens the table (UTF-8, comma, quoted cells as text); none may be a formula."""
    options = "--infilter=CSV:44,34,76,1,,0,true,true"
    profile = f"-env:UserInstallation=file://{folder}/office"
    call("soffice", profile, "--headless", options, "--convert-to", "fods", "--outdir", folder, table)
    name = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    rows = []
    for row in xml.parse(table[:-4] + ".fods").iter(name + "table-row"):
        cells = []
        for found in row.iter(name + "table-cell"):
            assert name + "formula" not in found.attrib, xml.tostring(found)
            paragraphs = found.iter("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p")
            cells += ["\n".join(words(it) for it in paragraphs)] * int(found.get(name + "number-columns-repeated", 1))
        rows += [cells] * int(row.get(name + "number-rows-repeated", 1))
    width = max(len([cell for cell in rows[0] if cell]), 1)
    rows = [(row + [""] * width)[:width] for row in rows]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def words(paragraph):
    """The text of a paragraph, whose runs of spaces and tabs are elements."""
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    said = paragraph.text or ""
    for part in paragraph:
        if part.tag == text + "s":
            said += " " * int(part.get(text + "c", 1))
        elif part.tag == text + "tab":
            said += "\t"
        elif part.tag == text + "line-break":
            said += "\n"
        else:
            said += words(part)
        said += part.tail or ""
    return said


def same(reader, kind, seen, expected):
    assert len(seen) == len(expected), f"{reader} sees {len(seen)} rows of {kind}, not {len(expected)}"
    for number, (one, other) in enumerate(zip(seen, expected)):
        for at, (cell, wanted) in enumerate(zip(one, other)):
            number_like = isinstance(wanted, str) and cell != wanted and numbers(cell, wanted)
            assert cell == wanted or number_like, f"{reader}, {kind}, row {number}, column {at}: {cell!r} is not {wanted!r}"
        assert len(one) == len(other), f"{reader}, {kind}, row {number}: {len(one)} cells"


def numbers(one, other):
    """Whether both are one number: JSON reads 0.10 as 0.1."""
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def call(*args):
    out = subprocess.run(args, capture_output=True)
    assert out.returncode == 0, (args, out.stderr.decode())
    return out.stdout.decode()


if __name__ == "__main__":
    main(sys.argv[1])
