#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Hexapla authors
# SPDX-License-Identifier: Apache-2.0
"""Measures the translation memory, and the matcher of translate-toolkit and msgmerge where they are installed.

Usage: memory_benchmark.py HEXAPLA LATENCY [ENTRIES ...]   (default: 10000 100000)
LATENCY is hexapla_memory_latency, which measures single queries.
Entries are made of the sentences of the plan, two or three joined, with numbers and rare words of their own; queries are
entries with one or two words (Chinese: characters) changed. CPU seconds of whole processes, user and system; the time of
starting without a query is taken off. The peers run on the same entries and fewer queries.
"""
import json
import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import xml.sax.saxutils

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
QUERIES = 500
PEER_QUERIES = 20
UPDATED = (3000, 10000)

# The matcher raises TypeError where two candidates tie, as its heap compares units (3.8.4).
PEER = """
import sys, time
from translate.search import match
from translate.storage import base
base.TranslationUnit.__lt__ = lambda a, b: False
rows, queries = sys.argv[1:]
store = base.TranslationStore()
for line in open(rows, encoding="utf-8"):
    source, target = line.rstrip("\\n").split("\\t")
    unit = base.TranslationUnit(source)
    unit.target = target
    store.units.append(unit)
matcher = match.matcher(store, 3, 75, 1000)
begin = time.process_time()
found = [bool(matcher.matches(line.rstrip("\\n"))) for line in open(queries, encoding="utf-8")]
print(len(found), sum(found), time.process_time() - begin)
"""


def run(command, text="", **options):
    """Standard output and CPU seconds of a program."""
    result = subprocess.run(command, input=text, stdout=subprocess.PIPE, text=True, check=True, **options)
    return result.stdout, take_cpu()


def take_cpu():
    """CPU seconds of all programs that ended since it was asked last."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    now = usage.ru_utime + usage.ru_stime
    used, take_cpu.before = now - take_cpu.before, now
    return used


take_cpu.before = 0.0


def read_plan(hexapla, folder):
    table = folder / "plan.tsv"
    run([hexapla, "export", "--workspace", str(ROOT), "--publication", "addis-ababa-action-plan", "--format", "tsv",
         "--output", str(table)], stderr=subprocess.DEVNULL)
    lines = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
    columns = {name.partition(":")[2]: i for i, name in enumerate(lines[0]) if name.startswith(("source:", "target:"))}
    return {language: [line[i] for line in lines[1:]] for language, i in columns.items()}


def make_entries(plan, source, target, count, seed):
    generator = random.Random(seed)
    space = {True: "", False: " "}
    for _ in range(count):
        numbers = [generator.randrange(len(plan[source])) for _ in range(generator.randint(2, 3))]
        rare = f"N{generator.randrange(count)} {generator.randrange(9999)}"
        yield tuple(space[language == "zh"].join(plan[language][n] for n in numbers).replace("{", "(").replace("}", ")")
                    + " " + rare for language in (source, target))


def change(text, language, generator):
    words = list(text) if language == "zh" else text.split(" ")
    for _ in range(generator.randint(1, 2)):
        words[generator.randrange(len(words))] = "改" if language == "zh" else "amended"
    return ("" if language == "zh" else " ").join(words)


def write_tmx(path, entries, source, target):
    escape = xml.sax.saxutils.escape
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'<tmx version="1.4"><header srclang="{source}"/><body>\n')
        for one, other in entries:
            file.write(f'<tu><tuv xml:lang="{source}"><seg>{escape(one)}</seg></tuv>'
                       f'<tuv xml:lang="{target}"><seg>{escape(other)}</seg></tuv></tu>\n')
        file.write("</body></tmx>\n")


def search(hexapla, folder, source, target, queries):
    command = [hexapla, "memory", "search", "--source-language", source, "--target-language", target, "--threshold",
               "75", "--limit", "3", "--format", "json", "--workspace", str(folder)]
    _, start = run(command)
    out, cpu = run(command, "".join(query + "\n" for query in queries))
    answers = json.loads(out)["queries"]
    return (cpu - start) / len(queries), sum(bool(answer["matches"]) for answer in answers), start


def measure_peer(folder, entries, queries):
    rows, wanted = folder / "rows.tsv", folder / "queries.txt"
    rows.write_text("".join(f"{a}\t{b}\n" for a, b in entries), encoding="utf-8")
    wanted.write_text("".join(query + "\n" for query in queries), encoding="utf-8")
    program = subprocess.run(["/usr/bin/python3", "-c", PEER, str(rows), str(wanted)], capture_output=True, text=True)
    take_cpu()
    if program.returncode != 0:
        return None
    count, found, cpu = program.stdout.split()
    return float(cpu) / int(count), int(found)


def measure_search(hexapla, latency, plan, source, target, count):
    folder = pathlib.Path(tempfile.mkdtemp())
    try:
        (folder / "hexapla.toml").write_text(f'[workspace]\nlanguages = ["{source}", "{target}"]\n')
        entries = list(make_entries(plan, source, target, count, 1))
        write_tmx(folder / "made.tmx", entries, source, target)
        _, added = run([hexapla, "memory", "add", str(folder / "made.tmx"), "--workspace", str(folder)])
        generator = random.Random(2)
        queries = [change(generator.choice(entries)[0], source, generator) for _ in range(QUERIES)]
        each, found, start = search(hexapla, folder, source, target, queries)
        line = (f"{source}-{target} {count:>8} entries: added in {added:.2f} s, opened in {start:.2f} s, "
                f"{each * 1000:.2f} ms a query, {found} of {QUERIES} found")
        peer = measure_peer(folder, entries, queries[:PEER_QUERIES]) if count <= 100_000 else None
        if peer:
            line += f"; translate-toolkit {peer[0] * 1000:.0f} ms, {peer[1]} of {PEER_QUERIES}: {peer[0] / each:.0f} x"
        print(line, flush=True)
        each, _ = run([latency, str(folder / ".hexapla" / "memory.db"), source, target],
                      "".join(query + "\n" for query in queries))
        print(f"  one by one: {each}", end="", flush=True)
    finally:
        shutil.rmtree(folder)


def write_po(path, entries, is_translated):
    quote = lambda text: json.dumps(text, ensure_ascii=False)
    with open(path, "w", encoding="utf-8") as file:
        file.write('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n')
        for one, other in dict(entries).items():
            file.write(f'msgid {quote(one)}\nmsgstr {quote(other if is_translated else "")}\n\n')


def measure_update(hexapla, plan, count):
    """A text whose every segment changed by a word: filled from its translation of before."""
    folder = pathlib.Path(tempfile.mkdtemp())
    try:
        entries = list(make_entries(plan, "en", "ru", count, 3))
        generator = random.Random(4)
        changed = [(change(one, "en", generator), "") for one, _ in entries]
        (folder / "hexapla.toml").write_text('[workspace]\nlanguages = ["en", "ru"]\n')
        source = folder / "content" / "text" / "source" / "en"
        source.mkdir(parents=True)
        (folder / "content" / "text" / "publication.toml").write_text('parts = ["01"]\n')
        segments = folder / "content" / "text" / "segments" / "ru"
        segments.mkdir(parents=True)
        units = "".join(f'<unit id="u{i}"><segment id="s1"><source>{xml.sax.saxutils.escape(one)}</source></segment></unit>\n'
                        for i, (one, _) in enumerate(changed))
        (segments / "01.xlf").write_text(
            '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="ru">'
            f'<file id="01">{units}</file></xliff>\n', encoding="utf-8")
        write_tmx(folder / "old.tmx", entries, "en", "ru")
        run([hexapla, "memory", "add", str(folder / "old.tmx"), "--workspace", str(folder)])
        out, filled = run([hexapla, "memory", "fill", "--from", "memory", "--format", "json", "--apply", "--workspace",
                           str(folder)])
        segments = sum(len(each["segments"]) for each in json.loads(out)["publications"])
        line = f"update of {count:>6} segments: {filled:.2f} s, {segments} filled"
        if shutil.which("msgmerge"):
            write_po(folder / "old.po", entries, True)
            write_po(folder / "new.pot", changed, False)
            _, merged = run(["msgmerge", "--previous", "--quiet", "-o", str(folder / "merged.po"), str(folder / "old.po"),
                             str(folder / "new.pot")])
            line += f"; msgmerge --previous {merged:.1f} s: {merged / filled:.1f} x"
        print(line, flush=True)
        return filled
    finally:
        shutil.rmtree(folder)


def main():
    hexapla = os.path.abspath(sys.argv[1])
    latency = os.path.abspath(sys.argv[2])
    counts = [int(word) for word in sys.argv[3:]] or [10_000, 100_000]
    folder = pathlib.Path(tempfile.mkdtemp())
    plan = read_plan(hexapla, folder)
    shutil.rmtree(folder)
    for count in counts:
        for source, target in (("en", "ru"), ("zh", "en")):
            measure_search(hexapla, latency, plan, source, target, count)
    times = [measure_update(hexapla, plan, count) for count in UPDATED]
    print(f"growth of the update from {UPDATED[0]} to {UPDATED[1]} segments: {times[1] / times[0]:.1f} x")


main()
