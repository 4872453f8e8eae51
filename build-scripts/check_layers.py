#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Hexapla authors
# SPDX-License-Identifier: Apache-2.0
"""Fails on an include that crosses the layers of src/README.md: of a library above, or of another's third party."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LAYERS = ["base", "text", "model", "formats", "terms", "alignment", "index", "check", "intake", "workspace", "publish", "report", "app"]
# Libraries of one layer do not know each other.
SAME_LAYER = [{"formats", "terms", "alignment", "index"}, {"check", "intake"}, {"publish", "report"}]
OWNERS = {
    "unicode/": "text", "xxhash.h": "text", "hunspell/": "text", "libstemmer.h": "text",
    "libxml/": "formats", "nlohmann/": "formats", "toml++/": "formats", "zip.h": "formats",
    "sqlite3.h": "index", "CLI/": "app",
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def allowed(library, other):
    if library == other:
        return True
    if any(library in group and other in group for group in SAME_LAYER):
        return False
    return LAYERS.index(other) < LAYERS.index(library)


def check(path):
    library = path.relative_to(ROOT / "src").parts[0]
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        name = match.group(2)
        place = f"{path.relative_to(ROOT)}:{number}:{match.start(2) + 1}"
        if name.startswith("hexapla/"):
            other = name.split("/")[1]
            if other not in LAYERS:
                yield f"{place}: error: there is no library {other}"
            elif not allowed(library, other):
                yield f"{place}: error: {library} may not include {other}"
        for prefix, owner in OWNERS.items():
            if name.startswith(prefix) and owner != library:
                yield f"{place}: error: only {owner} may include <{name}>"


def main():
    files = sorted([*ROOT.glob("src/**/*.cpp"), *ROOT.glob("src/**/*.hpp")])
    problems = [problem for path in files for problem in check(path)]
    print("\n".join(problems) if problems else f"{len(files)} files keep the layers")
    return 1 if problems else 0


sys.exit(main())
