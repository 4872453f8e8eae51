#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Hexapla authors
# SPDX-License-Identifier: Apache-2.0
"""Runs a command test: a Markdown file whose fenced blocks are files to make (```FILE name), or sessions (```).

In a session a line "% command" runs `command` in a fresh folder, the lines after it are its standard output, lines
beginning with "2> " its standard error, and "=> N" its exit code where that is not 0. All is compared to the letter.
"{{source}}" in a command is the project's folder, "{{hexapla}}" the program where a shell calls it. --accept rewrites
the sessions, and then fails.
"""
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent


def run(command, folder, executable):
    command = command.replace("{{source}}", str(SOURCE)).replace("{{hexapla}}", executable)
    arguments = shlex.split(command)
    if arguments[0] == "hexapla":
        arguments[0] = executable
    result = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, timeout=60,
                            env={**os.environ, "NO_COLOR": "1"})
    lines = result.stdout.replace(str(folder), "FOLDER").splitlines()
    lines += ["2> " + line for line in result.stderr.replace(str(folder), "FOLDER").splitlines()]
    return lines + ([f"=> {result.returncode}"] if result.returncode else [])


def replay(lines, folder, executable):
    """The same document with every session as it really goes."""
    result, block, kind = [], None, None
    for line in lines:
        if line.startswith("```") and block is None:
            block, kind = [], line[3:].strip()
            result.append(line)
        elif line == "```":
            if kind.startswith("FILE "):
                path = folder / kind[5:]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("\n".join(block) + "\n", encoding="utf-8")
                result += block
            else:
                for command in [each for each in block if each.startswith("% ")]:
                    result += [command, *run(command[2:], folder, executable)]
            result.append(line)
            block = None
        elif block is None:
            result.append(line)
        else:
            block.append(line)
    return result


def main():
    executable, name = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    expected = name.read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        actual = replay(expected, pathlib.Path(folder).resolve(), executable)
    if actual == expected:
        return 0
    if "--accept" in sys.argv:
        name.write_text("\n".join(actual) + "\n", encoding="utf-8")
        print(f"{name}: rewritten; read it, then run again")
    else:
        import difflib
        print("\n".join(difflib.unified_diff(expected, actual, "expected", "actual", lineterm="")))
    return 1


sys.exit(main())
