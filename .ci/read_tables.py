"""Read every table of a results folder with pandas and hold it against datapackage.json: columns, types, keys."""
import hashlib
import json
import pathlib
import sys

import pandas as pd

folder = pathlib.Path(sys.argv[1])
package = json.loads((folder / "datapackage.json").read_text())
manifest = json.loads((folder / "manifest.json").read_text())
read = 0
for resource in package["resources"]:
    path = folder / resource["path"]
    data = path.read_bytes()
    assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest(), path
    assert manifest["files"][resource["path"]]["sha256"] == hashlib.sha256(data).hexdigest(), path
    fields = resource["schema"]["fields"]
    table = pd.read_csv(path)
    assert list(table.columns) == [f["name"] for f in fields], (path, list(table.columns))
    assert len(table) > 0, path
    for field in fields:
        column = table[field["name"]]
        where = f"{path.name}.{field['name']}"
        if field["type"] == "number":
            assert pd.api.types.is_numeric_dtype(column), (where, column.dtype)
        elif field["type"] == "integer":
            assert pd.api.types.is_integer_dtype(column.dropna().astype("int64")), where
            assert (column.dropna() == column.dropna().astype("int64")).all(), where
        elif field["type"] == "date":
            pd.to_datetime(column.dropna(), format="%Y-%m-%d")
        else:
            assert pd.api.types.is_object_dtype(column) or pd.api.types.is_string_dtype(column) or column.isna().all(), (where, column.dtype)
        assert field.get("description"), where
    text = data.decode("utf-8")
    assert '"' not in text and not text.startswith("#"), path
    read += 1
    print(f"{path.name}: {len(table)} rows, {len(fields)} columns")
for name, entry in manifest["files"].items():
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == entry["sha256"], name
summary = pd.read_csv(folder / "summary.csv").set_index("metric")
series = pd.read_csv(folder / "series.csv", parse_dates=["date"])
last = series[(series.series == "aws.spend_to_date")].iloc[-1]
assert abs(last["mean"] - summary.loc["aws_spend_total", "mean"]) < 1e-6 * last["mean"]
bins = pd.read_csv(folder / "distributions.csv")
counted = bins.groupby("metric")["count"].sum() + summary["undefined"]
assert (counted == manifest["paths"]).all(), counted[counted != manifest["paths"]]
print(f"{read} tables read as described; totals agree across tables")
