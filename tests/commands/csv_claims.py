"""Records of JSON Lines as rows of CSV: dotted column names, lists and empty objects as JSON in a cell."""
import csv
import io
import json


class Unsayable(Exception):
    """CSV has no cell for it: a text that is empty, or says null."""


class Exact(str):
    """A number as it was written."""


def read(line):
    return json.loads(line, parse_int=Exact, parse_float=Exact)


def dump(value):
    if isinstance(value, Exact):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(json.dumps(key) + ":" + dump(member) for key, member in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(dump, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def cell(value):
    if isinstance(value, str) and not isinstance(value, Exact):
        if value in ("", "null"):
            raise Unsayable(value)
        return value
    return dump(value)


def cells(block, path=""):
    """Column and cell of everything in the block."""
    for key, value in block.items():
        if isinstance(value, dict) and value:
            yield from cells(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", cell(value)


def as_csv(records, **style):
    rows = [dict(cells(record)) for record in records]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", **{"lineterminator": "\r\n", **style})
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
