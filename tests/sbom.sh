#!/usr/bin/env bash
# What scripts/sbom writes: the same each time, CycloneDX 1.6 by its schema, every crate of the program with its check sum, none of the tests'.
#
# Needs cargo and Python 3 with venv; the reader of CycloneDX goes into a folder that is removed.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check "cyclonedx-python-lib[json-validation]==11.12.0"

scripts/sbom >"$work/one.json"
scripts/sbom >"$work/two.json"
cmp "$work/one.json" "$work/two.json"
cargo metadata --locked --format-version 1 --no-deps >"$work/asked.json"

"$work/venv/bin/python" - "$work" <<'PYTHON'
import json
import sys

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

work = sys.argv[1]
text = open(f"{work}/one.json").read()
trouble = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
assert trouble is None, trouble
made = json.loads(text)
# The reader does refuse what is wrong.
wrong = json.dumps({**made, "components": [{**made["components"][0], "type": "librarian"}], "dependencies": []})
assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(wrong) is not None

components = made["components"]
refs = {one["bom-ref"] for one in components} | {made["metadata"]["component"]["bom-ref"]}
names = {one["name"] for one in components}
assert len(refs) == len(components) + 1, "a crate stands there twice"
for one in components:
    assert one["licenses"], one["name"]
    assert one["purl"].startswith("pkg:generic/") or one["hashes"][0]["content"], one["name"]
for one in made["dependencies"]:
    assert one["ref"] in refs and refs.issuperset(one["dependsOn"]), one["ref"]
[program] = [package for package in json.load(open(f"{work}/asked.json"))["packages"] if package["name"] == "redress"]
asked = {one["name"] for one in program["dependencies"] if one["kind"] != "dev"}
assert asked <= names, asked - names
assert {"sqlite", "libpq"} <= names
assert not {"proptest", "insta", "rcgen", "tempfile"} & names
print(f"sbom: {len(components)} components, CycloneDX 1.6, the same each time")
PYTHON
