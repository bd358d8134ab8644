#!/usr/bin/env python3
"""From a name to a table of evidence, with Python's standard library alone.

    litweave serve --store ./graph
    python3 docs/examples/evidence_table.py metformin > metformin.csv

The cells (`# %%`) run one by one in Jupyter, VS Code or Spyder. With pandas installed the last one shows a data frame.
"""

# %% The server: LITWEAVE_URL and LITWEAVE_TOKEN name another one and who asks
import csv
import json
import os
import sys
import urllib.error
import urllib.request

URL = os.environ.get("LITWEAVE_URL", "http://127.0.0.1:4000/graphql")
TOKEN = os.environ.get("LITWEAVE_TOKEN")


def ask(query, **variables):
    """The data of one answer. Ends the program with the server's own words when there is none."""
    headers = {"content-type": "application/json", "accept": "application/json"}
    if TOKEN:
        headers["authorization"] = f"Bearer {TOKEN}"
    body = json.dumps({"query": query, "variables": variables}).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(URL, body, headers), timeout=60) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        answer = json.loads(error.read() or b"{}")
    except urllib.error.URLError as error:
        sys.exit(f"no server answers at {URL}: {error.reason}")
    errors = answer.get("errors") or ([answer["error"]] if "error" in answer else [])
    for error in errors:
        told = error.get("extensions", error)
        sys.exit(f"{told.get('code')}: {error['message']}" + (f" ({told['hint']})" if "hint" in told else ""))
    return answer["data"]


def pages(query, path, **variables):
    """The items of a list, page after page; `path` leads to it in the answer."""
    after = None
    while True:
        page = ask(query, after=after, **variables)
        for field in path:
            page = page[field]
        for edge in page["edges"]:
            yield edge["node"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


# %% A concept, by any of its names
name = sys.argv[1] if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else "metformin"
found = ask("query ($text: String!) { concepts(text: $text, first: 1) { edges { node { id name documents } } } }", text=name)
if not found["concepts"]["edges"]:
    sys.exit(f"nothing in the graph is called “{name}”")
concept = found["concepts"]["edges"][0]["node"]
print(f"{concept['name']} ({concept['id']}), in {concept['documents']} documents", file=sys.stderr)

# %% Its triples, the strongest first, each with its evidence
TRIPLES = """
query ($id: CURIE!, $after: String) {
  triples(filter: { involving: $id }, first: 50, after: $after) {
    edges {
      node {
        subject { name }
        predicate
        object { name }
        belief
        evidence(first: 20) {
          edges {
            node {
              document { id year }
              polarity
              certainty
              sentences { section text }
            }
          }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""
COLUMNS = ["subject", "predicate", "object", "belief", "document", "year", "polarity", "certainty", "section", "sentence"]
rows = [
    [
        triple["subject"]["name"],
        triple["predicate"],
        triple["object"]["name"],
        round(triple["belief"], 3),
        edge["node"]["document"]["id"],
        edge["node"]["document"]["year"],
        edge["node"]["polarity"],
        edge["node"]["certainty"],
        sentence["section"],
        sentence["text"],
    ]
    for triple in pages(TRIPLES, ["triples"], id=concept["id"])
    for edge in triple["evidence"]["edges"]
    for sentence in edge["node"]["sentences"]
]

# %% One row a sentence: a data frame where pandas is, else CSV
try:
    import pandas
except ImportError:
    pandas = None

if pandas is not None and sys.stdout.isatty():
    print(pandas.DataFrame(rows, columns=COLUMNS).to_string(max_colwidth=60))
else:
    writer = csv.writer(sys.stdout)
    writer.writerow(COLUMNS)
    writer.writerows(rows)
