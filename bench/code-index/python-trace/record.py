"""Runs the programs and prints, as JSON, which function of theirs and of the standard library called which.

A caller or callee is [file, first line, qualified name]. Calls made inside comprehensions, generator expressions and class bodies
belong to the function or module around them, as in the source. Generators and coroutines are left out as callees: the interpreter
reports them where they are resumed, not where they are called. So are destructors, which run anywhere.
"""

import contextlib
import gc
import io
import json
import os
import sys
import threading
import types

GENERATOR = 0x20 | 0x80 | 0x200
OPTIMIZED = 0x1
ROOT = os.path.realpath(os.path.dirname(os.__file__))
PROGRAMS = os.path.realpath(os.path.join(os.path.dirname(__file__), "programs.py"))
COMPREHENSIONS = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")

edges = {}
generators = set()


def owner(frame):
    """The function or module a call stands in: file, first line (0 where it is not known), qualified name."""
    code = frame.f_code
    name = code.co_qualname
    if code.co_name == "<module>":
        return (code.co_filename, 0, "")
    if code.co_flags & OPTIMIZED and code.co_name not in COMPREHENSIONS:
        return (code.co_filename, code.co_firstlineno, name)
    while name:
        name = name.rpartition(".<locals>.")[0]
        if name.rsplit(".", 1)[-1] not in COMPREHENSIONS:
            break
    return (code.co_filename, 0, name)


def is_inside(file):
    return file.startswith(ROOT) or os.path.realpath(file) == PROGRAMS


def profile(frame, event, _arg):
    if event != "call":
        return
    code = frame.f_code
    back = frame.f_back
    if back is None or not code.co_flags & OPTIMIZED:
        return
    if code.co_flags & GENERATOR:
        generators.add((code.co_filename, code.co_firstlineno, code.co_qualname))
        return
    if code.co_name in COMPREHENSIONS or code.co_name == "__del__":
        return
    caller = back.f_code
    if not is_inside(caller.co_filename) or not is_inside(code.co_filename):
        return
    key = (owner(back), back.f_lineno, (code.co_filename, code.co_firstlineno, code.co_qualname))
    edges[key] = edges.get(key, 0) + 1


def run(programs):
    failed = []
    for program in programs:
        threading.setprofile(profile)
        sys.setprofile(profile)
        try:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                program()
        except Exception as error:
            failed.append(f"{program.__name__}: {error!r}")
        finally:
            sys.setprofile(None)
            threading.setprofile(None)
    return failed


def living_functions():
    """Functions of modules and classes that exist now. Many a definition of the library has been replaced by one written in C."""
    found = set()
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType) and thing.__code__.co_filename.startswith(ROOT):
            code = thing.__code__
            found.add((code.co_filename, code.co_firstlineno, code.co_qualname))
    return [relative(place) for place in found]


def relative(place):
    file, line, name = place
    real = os.path.realpath(file)
    return ["programs.py" if real == PROGRAMS else os.path.relpath(real, ROOT), line, name]


def main():
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import programs

    wanted = sys.argv[1:]
    chosen = [p for p in programs.PROGRAMS if not wanted or p.__name__[len("use_") :] in wanted]
    failed = run(chosen)
    found = [
        {"caller": relative(caller), "line": line, "callee": relative(callee)}
        for caller, line, callee in edges
    ]
    json.dump(
        {
            "root": ROOT,
            "edges": found,
            "generators": [relative(place) for place in generators],
            "living": living_functions(),
            "failed": failed,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
