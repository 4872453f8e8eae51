#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Hexapla authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the program on files made to hurt a parser: attacks.py HEXAPLA PROJECT [--sanitized]. Each run must end within
2 s of processor time and 256 MiB, without a crash, and refuse what it has to refuse with a message. Files of our own are made here; those of
the conformance pack are used where it is present."""
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

IS_SANITIZED = "--sanitized" in sys.argv
SECONDS, BYTES = 20 if IS_SANITIZED else 2, 256 << 20
XLIFF = "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en' trgLang='fr'><file id='f'>"


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if not IS_SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def own_attacks():
    """name -> (bytes, whether it must be refused)"""
    bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
        f"<!ENTITY {chr(98 + i)} '{f'&{chr(97 + i)};' * 10}'>" for i in range(12)) + "]><x>&m;</x>"
    yield "entities.xlf", bomb, True
    yield "external.xlf", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>", True
    yield "parameter.xlf", "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/p'>%p;]><x/>", True
    yield "deep.xlf", "<a>" * 1_000_000, True
    yield "deep-known.xlf", XLIFF + "<group id='g'>" * 1_000_000, True
    yield "deep-inline.xlf", XLIFF + "<unit id='u'><segment><source>" + "<pc id='1'>" * 100_000, True
    yield "attribute.xlf", "<a b='" + "x" * 20_000_000 + "'/>", True
    yield "attributes.xlf", "<a " + " ".join(f"b{i}=''" for i in range(200_000)) + "/>", True
    yield "namespaces.xlf", "<a " + " ".join(f"xmlns:b{i}='u'" for i in range(20_000)) + "/>", True
    yield "open-tag.xlf", "<" * 1_000_000, True
    yield "comment.xlf", "<!--" + "-" * 5_000_000, True
    yield "cdata.xlf", "<a><![CDATA[" + "]" * 5_000_000, True
    yield "name.xlf", "<" + "a" * 5_000_000 + "/>", True
    yield "million-references.xlf", XLIFF + "<unit id='u'><segment><source>" + "&#65;" * 1_000_000 + \
        "</source></segment></unit></file></xliff>", False
    yield "utf16-half.xlf", b"\xff\xfe<\0a\0\x00\xd8", True


def pack_attacks(project):
    folder = project / ".." / "shared" / "conformance" / "xml-attacks"
    table = folder / "expected.tsv"
    if not table.exists():
        print(f"no conformance data at {folder}: our own attacks alone")
        return
    for line in table.read_text(encoding="utf-8").splitlines()[1:]:
        name, expected = line.split("\t")[:2]
        if expected != "skip":
            # Well-formed documents are no XLIFF, so that each is refused, by one rule or the other.
            yield name, (folder / name).read_bytes(), expected in ("reject", "accept", "either", "bounded")


def run(executable, command, folder):
    return subprocess.run([executable, *command], cwd=folder, capture_output=True, preexec_fn=limit, timeout=60)


def check(executable, folder, name, data, must_refuse):
    path = pathlib.Path(folder) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    for command in (["validate", name], ["check", name], ["check", "empty.xlf", "--glossary", name]):
        is_glossary = "--glossary" in command
        try:
            result = run(executable, command, folder)
        except subprocess.TimeoutExpired:
            yield f"{name}: {command[0]} does not end"
            continue
        output = result.stdout + result.stderr
        if result.returncode not in (0, 1):
            yield f"{name}: hexapla {' '.join(command)} ends with {result.returncode}: {output[-300:]!r}"
        elif (must_refuse or is_glossary) and result.returncode != 1:
            yield f"{name}: hexapla {' '.join(command)} accepts it"
        elif result.returncode == 1 and len(output) < 10:
            yield f"{name}: hexapla {' '.join(command)} says nothing"
        if b"root:" in output:
            yield f"{name}: another file was read"
    path.unlink()


def check_quiet(executable, folder):
    """What external entities name is neither opened nor asked for: seen by strace, where it is installed."""
    if not shutil.which("strace"):
        print("no strace: not seen which files are opened")
        return
    for name, data, _ in own_attacks():
        if name not in ("external.xlf", "parameter.xlf"):
            continue
        (pathlib.Path(folder) / name).write_text(data)
        trace = subprocess.run(["strace", "-f", "-e", "trace=open,openat,socket,connect", executable, "validate", name],
                               cwd=folder, capture_output=True, timeout=30).stderr
        if name.encode() not in trace:
            print("strace cannot trace here: not seen which files are opened")
            return
        if b"passwd" in trace or b"socket(" in trace or b"connect(" in trace:
            yield f"{name}: another file or a socket is opened"


def main():
    executable, project = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    problems, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "empty.xlf").write_text(
            XLIFF + "<unit id='u'><segment><source>a</source></segment></unit></file></xliff>")
        for name, data, must_refuse in [*own_attacks(), *pack_attacks(project)]:
            problems += check(executable, folder, name, data, must_refuse)
            count += 1
        problems += check_quiet(executable, folder)
    print("\n".join(problems) if problems else f"{count} files within {SECONDS} s" + ("" if IS_SANITIZED else f" and {BYTES >> 20} MiB"))
    return 1 if problems else 0


sys.exit(main())
