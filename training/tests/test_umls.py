"""The UMLS builder on rows in the exact format of a release."""

import gzip
import json
import sys

from terminology import umls

CONSO = [
    "C0011860|ENG|P|L1|PF|S1|Y|A1||M1|D003924|MSH|MH|D003924|Diabetes Mellitus, Non-Insulin-Dependent|0|N|256|",
    "C0011860|ENG|S|L2|PF|S2|N|A2||||MONDO|PT|MONDO:0005148|type 2 diabetes mellitus|0|N||",
    "C0011860|FRE|P|L3|PF|S3|Y|A3||||MSHFRE|MH|D003924|Diabète de type 2|3|N||",
    "C0011860|ENG|S|L4|PF|S4|N|A4||||SNOMEDCT_US|IS|44054006|obsolete diabetes|9|O||",
    "C0025598|ENG|P|L5|PF|S5|Y|A5||||RXNORM|IN|6809|metformin|0|N||",
    "C9999999|ENG|P|L6|PF|S6|Y|A6||||MTH|PN|NOCODE|a concept of another type|0|N||",
    "C0025598|ENG|damaged",
]
STY = [
    "C0011860|T047|B2.2.1.2.1|Disease or Syndrome|AT1|256|",
    "C0025598|T109|A1.4.1.2.1|Organic Chemical|AT2|256|",
    "C9999999|T170|A2.4|Intellectual Product|AT3||",
]


def test_a_release_becomes_a_terminology(tmp_path, capsys, monkeypatch):
    (tmp_path / "MRCONSO.RRF").write_text("\n".join(CONSO) + "\n", encoding="utf-8")
    (tmp_path / "MRSTY.RRF").write_text("\n".join(STY) + "\n", encoding="utf-8")
    out = tmp_path / "out"
    monkeypatch.setattr(sys, "argv", ["umls", str(tmp_path), "--version", "2025AB", "--out", str(out)])
    umls.main()
    with gzip.open(out / "umls.jsonl.gz", "rt", encoding="utf-8") as stream:
        found = [json.loads(line) for line in stream]
    assert found == [
        {
            "id": "UMLS:C0011860",
            "name": "Diabetes Mellitus, Non-Insulin-Dependent",
            "category": "Disease",
            "synonyms": ["type 2 diabetes mellitus"],
            "xrefs": ["MESH:D003924", "MONDO:0005148"],
        },
        {"id": "UMLS:C0025598", "name": "metformin", "category": "ChemicalEntity", "xrefs": ["rxcui:6809"]},
    ]
    assert "MRCONSO.RRF, line 7" in capsys.readouterr().out
    manifest = json.loads((out / "manifest.json").read_text())
    assert (manifest["name"], manifest["concepts"]) == ("umls-2025AB", 2)
