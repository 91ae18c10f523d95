"""Short programs over the standard library, each using one module as its users do. They are run under a profiler hook."""

import io
import os
import tempfile


def use_argparse():
    import argparse

    parser = argparse.ArgumentParser(prog="tool", description="A tool.", epilog="End.")
    parser.add_argument("path", nargs="*", help="files")
    parser.add_argument("-v", "--verbose", action="count", default=0)
    parser.add_argument("--level", choices=["low", "high"], default="low", type=str)
    parser.add_argument("--version", action="version", version="1")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--on", action="store_true")
    group.add_argument("--off", dest="on", action="store_false")
    named = parser.add_argument_group("named", "Named options.")
    named.add_argument("-n", type=int, metavar="N", default=3, help="a number (default: %(default)s)")
    commands = parser.add_subparsers(dest="command")
    run = commands.add_parser("run", help="run it", formatter_class=argparse.RawTextHelpFormatter)
    run.add_argument("--fast", action=argparse.BooleanOptionalAction)
    run.set_defaults(func=print)
    parser.parse_args(["--verbose", "-n", "4", "--on"])
    parser.parse_args(["run", "--fast"])
    parser.parse_known_args(["--unknown"])
    parser.format_help()
    parser.format_usage()
    run.format_help()
    for wrong in (["--level", "none"], ["--on", "--off"], ["-n", "x"], ["--help"]):
        try:
            parser.parse_args(wrong)
        except SystemExit:
            pass


def use_json():
    import json
    import json.decoder
    import json.encoder
    import json.scanner

    json.encoder.c_make_encoder = None
    json.encoder.encode_basestring_ascii = json.encoder.py_encode_basestring_ascii
    json.scanner.make_scanner = json.scanner.py_make_scanner
    json.decoder.scanstring = json.decoder.py_scanstring

    class Decoder(json.JSONDecoder):
        def __init__(self, **kw):
            super().__init__(**kw)
            self.parse_string = json.decoder.py_scanstring
            self.scan_once = json.scanner.py_make_scanner(self)

    value = {"a": [1, 2.5, None, True, "text \u00e9"], "b": {"c": [], "d": {}}, "e": float("inf")}
    text = json.dumps(value, indent=2, sort_keys=True)
    json.dumps([1, {"x": "y"}], separators=(",", ":"))
    json.dump(value, io.StringIO())
    json.loads(text)
    Decoder().decode(text)
    json.loads('{"a": [1, {"b": "c"}]}', cls=Decoder, object_hook=dict)
    json.load(io.StringIO("[1]"))
    json.loads(b'{"a": 1}')
    for wrong in ("{", "[1,]", '{"a" 1}', "nope", '"\\x"'):
        try:
            Decoder().decode(wrong)
        except json.JSONDecodeError as error:
            str(error)
    try:
        json.dumps(object())
    except TypeError:
        pass


def use_logging():
    import logging
    import logging.config
    import logging.handlers

    folder = tempfile.mkdtemp()
    stream = io.StringIO()
    logging.basicConfig(stream=stream, level=logging.DEBUG, format="%(levelname)s %(name)s %(message)s")
    log = logging.getLogger("a.b")
    log.debug("x %s", 1)
    log.info("y")
    log.warning("z")
    log.error("e", stack_info=True)
    try:
        raise ValueError("bad")
    except ValueError:
        log.exception("failed")
    log.setLevel("INFO")
    log.isEnabledFor(10)
    handler = logging.handlers.RotatingFileHandler(os.path.join(folder, "r.log"), maxBytes=100, backupCount=2)
    handler.setFormatter(logging.Formatter("{asctime} {message}", style="{"))
    handler.addFilter(logging.Filter("a"))
    log.addHandler(handler)
    for n in range(5):
        log.warning("line %d %s", n, "x" * 40)
    log.removeHandler(handler)
    handler.close()
    memory = logging.handlers.MemoryHandler(2, target=logging.StreamHandler(stream))
    log.addHandler(memory)
    log.error("one")
    log.error("two")
    logging.LoggerAdapter(log, {"k": 1}).info("adapted")
    logging.config.dictConfig(
        {
            "version": 1,
            "formatters": {"f": {"format": "%(message)s"}},
            "filters": {"only": {"name": "a"}},
            "handlers": {"h": {"class": "logging.StreamHandler", "formatter": "f", "filters": ["only"]}},
            "root": {"handlers": ["h"], "level": "WARNING"},
            "loggers": {"q": {"level": "DEBUG", "propagate": False}},
        }
    )
    logging.getLogger("q").getChild("r").critical("c")
    logging.shutdown()


def use_email():
    import email
    import email.policy
    from email.message import EmailMessage
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText
    from email.utils import formataddr, formatdate, parseaddr, parsedate_to_datetime

    message = EmailMessage()
    message["Subject"] = "Grüße an alle, die diesen sehr langen Betreff noch lesen wollen und können"
    message["From"] = "Ann <ann@example.com>"
    message["To"] = ["bob@example.com", "Carl Müller <c@example.com>"]
    message["Date"] = formatdate()
    message.set_content("Hello äöü\n" * 3)
    message.add_alternative("<p>Hello</p>", subtype="html")
    message.add_attachment(b"bytes", maintype="application", subtype="octet-stream", filename="a.bin")
    raw = message.as_bytes()
    parsed = email.message_from_bytes(raw, policy=email.policy.default)
    for part in parsed.walk():
        part.get_content_type()
        part.get_filename()
    parsed.get_body(("plain",)).get_content()
    list(parsed.iter_attachments())
    str(parsed["subject"]), parsed["to"].addresses
    old = MIMEMultipart()
    old.attach(MIMEText("text", "plain", "utf-8"))
    old["Subject"] = "x"
    email.message_from_string(old.as_string()).get_payload()
    parseaddr("A <a@b.c>")
    formataddr(("A", "a@b.c"))
    parsedate_to_datetime("Mon, 20 Nov 1995 19:12:08 -0500")


def use_http():
    import http.client
    import http.cookies
    import http.server
    import threading
    import urllib.error
    import urllib.parse
    import urllib.request

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path == "/missing":
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Set-Cookie", "a=b")
            self.end_headers()
            self.wfile.write(b"hello")

        def log_message(self, *args):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        host, port = server.server_address
        connection = http.client.HTTPConnection(host, port, timeout=5)
        connection.request("GET", "/x", headers={"A": "b"})
        response = connection.getresponse()
        response.read()
        response.getheader("content-type")
        connection.close()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        opener.open(f"http://{host}:{port}/y", timeout=5).read()
        try:
            opener.open(f"http://{host}:{port}/missing", timeout=5)
        except urllib.error.HTTPError:
            pass
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    cookie = http.cookies.SimpleCookie("a=b; c=d")
    cookie["e"] = "f"
    cookie["e"]["path"] = "/"
    cookie.output()
    parts = urllib.parse.urlsplit("http://u:p@host:80/p?q=1#f")
    parts.hostname, parts.port
    urllib.parse.urlunsplit(parts)
    urllib.parse.urljoin("http://a/b/c", "../d")
    urllib.parse.urlencode({"a": "b c", "d": ["e"]}, doseq=True)
    urllib.parse.parse_qs("a=1&b=2")
    urllib.parse.quote("ä b")
    urllib.parse.unquote("%C3%A4")


def use_unittest():
    import unittest
    import unittest.mock

    class Sample(unittest.TestCase):
        @classmethod
        def setUpClass(cls):
            cls.addClassCleanup(lambda: None)

        def setUp(self):
            self.addCleanup(lambda: None)

        def test_equal(self):
            self.assertEqual([1, 2], [1, 2])
            self.assertIn(1, [1])
            self.assertAlmostEqual(1.0, 1.0)
            with self.assertRaises(ValueError):
                int("x")
            with self.assertLogs("x", "INFO") as logs:
                import logging

                logging.getLogger("x").info("m")
            self.assertTrue(logs.output)

        def test_fails(self):
            self.assertEqual({"a": 1}, {"a": 2})

        def test_error(self):
            raise RuntimeError

        @unittest.skip("why")
        def test_skip(self):
            pass

        def test_sub(self):
            for n in range(2):
                with self.subTest(n=n):
                    self.assertEqual(n, n)

        @unittest.mock.patch("os.getcwd", return_value="x")
        def test_mock(self, getcwd):
            import os

            os.getcwd()
            getcwd.assert_called_once_with()
            mock = unittest.mock.MagicMock(spec=["go"])
            mock.go.side_effect = [1, 2]
            mock.go(1)
            mock.go.assert_called_with(1)

    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Sample)
    unittest.TextTestRunner(stream=io.StringIO(), verbosity=2).run(suite)


def use_configparser():
    import configparser

    parser = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation())
    parser.read_string("[DEFAULT]\nroot = /x\n[a]\npath = ${root}/y\nn = 3\nflag = yes\nlong = one\n  two\n")
    parser.get("a", "path")
    parser.getint("a", "n")
    parser.getboolean("a", "flag")
    parser["a"]["path"]
    parser["b"] = {"k": "v"}
    parser.set("b", "l", "m")
    for section in parser:
        dict(parser[section])
    parser.items("a")
    parser.has_option("a", "q")
    parser.remove_option("b", "l")
    parser.write(io.StringIO())
    basic = configparser.ConfigParser()
    basic.read_dict({"s": {"a": "1", "b": "%(a)s2"}})
    basic.get("s", "b")
    for wrong in ("x = 1", "[a]\n[a]\n"):
        try:
            configparser.ConfigParser().read_string(wrong)
        except configparser.Error as error:
            str(error)


def use_difflib():
    import difflib

    one, two = "a\nb\nc\nd\n".splitlines(True), "a\nx\nc\ndd\ne\n".splitlines(True)
    list(difflib.unified_diff(one, two))
    list(difflib.context_diff(one, two))
    list(difflib.ndiff(one, two))
    difflib.SequenceMatcher(None, "abcd", "bcde").ratio()
    difflib.get_close_matches("appel", ["ape", "apple"])
    difflib.HtmlDiff(wrapcolumn=20).make_file(one, two, context=True)
    list(difflib.restore(difflib.ndiff(one, two), 1))


def use_text():
    import csv
    import fnmatch
    import gettext
    import glob
    import html
    import html.parser
    import pprint
    import shlex
    import string
    import textwrap

    textwrap.fill("one two three " * 10, 30, initial_indent="* ", subsequent_indent="  ")
    textwrap.dedent("  a\n  b")
    textwrap.shorten("a b c d e f", 6)
    string.Template("$a ${b} $$").safe_substitute(a=1)
    string.Template("$a").substitute({"a": 1})
    string.Formatter().format("{0.real:>{w}} {x[0]!r}", 3, w=5, x=[1])
    shlex.split("a 'b c' \"d\" # e", comments=True)
    shlex.join(["a b", "c"])
    pprint.pformat({"a": list(range(50)), "b": {"c": ("d",) * 30, "e": {1, 2}}, "f": "long " * 30})
    rows = csv.DictReader(io.StringIO("a,b\n1,2\n"))
    list(rows)
    writer = csv.DictWriter(io.StringIO(), ["a", "b"])
    writer.writeheader()
    writer.writerow({"a": 1, "b": 2})
    csv.Sniffer().sniff("a;b\n1;2\n")
    html.escape("<a>")
    html.unescape("&lt;&#65;&hellip;")

    class Links(html.parser.HTMLParser):
        def handle_starttag(self, tag, attrs):
            self.links = attrs

        def handle_data(self, data):
            pass

    Links().feed("<!DOCTYPE html><a href='x'>t&amp;<br/><!-- c --></a><script>1<2</script>")
    fnmatch.filter(["a.py", "b.txt"], "*.py")
    glob.glob(os.path.join(tempfile.gettempdir(), "**", "none*"), recursive=False)
    gettext.gettext("x")


def use_files():
    import pathlib
    import shutil
    import tarfile
    import zipfile

    folder = pathlib.Path(tempfile.mkdtemp())
    file = folder / "sub" / "a.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("text")
    file.read_text()
    file.exists(), file.is_dir(), file.suffix, file.stem, file.with_suffix(".b").name
    list(folder.rglob("*.txt"))
    list(folder.iterdir())
    file.relative_to(folder), file.resolve(), file.as_uri(), file.parts
    str(file) < str(folder), file == folder, file.match("*.txt")
    shutil.copytree(folder, str(folder) + "-copy")
    archive = shutil.make_archive(str(folder) + "-x", "zip", folder)
    with zipfile.ZipFile(archive) as opened:
        opened.namelist()
        opened.read("sub/a.txt")
        opened.infolist()
    with zipfile.ZipFile(str(folder) + "-y.zip", "w", zipfile.ZIP_DEFLATED) as written:
        written.write(file, "b.txt")
        written.writestr("c.txt", "c")
    with tarfile.open(str(folder) + ".tar.gz", "w:gz") as tar:
        tar.add(file, "a.txt")
    with tarfile.open(str(folder) + ".tar.gz") as tar:
        tar.getnames()
        tar.extractfile("a.txt").read()
    shutil.rmtree(folder)
    with tempfile.TemporaryDirectory() as temporary:
        with tempfile.NamedTemporaryFile(dir=temporary) as named:
            named.write(b"x")


def use_code():
    import ast
    import dis
    import inspect
    import tokenize
    import traceback

    source = "import os\nclass A(B):\n    x: int = 1\n    def f(self, a, *b, c=2, **d):\n        return [y for y in b if y] or (lambda q: q + 1)(a)\ntry:\n    with open('x') as g:\n        pass\nexcept (A, B) as e:\n    raise C from e\nfor i in range(3):\n    print(f'{i!r:>3}', end='')\n"
    tree = ast.parse(source)
    ast.unparse(tree)
    ast.dump(tree, indent=1)

    class Visitor(ast.NodeVisitor):
        def visit_Name(self, node):
            self.generic_visit(node)

    Visitor().visit(tree)
    ast.literal_eval("[1, {'a': (2, -3)}]")
    list(ast.walk(tree))
    ast.fix_missing_locations(tree)
    list(tokenize.generate_tokens(io.StringIO(source).readline))
    signature = inspect.signature(use_json)
    str(inspect.signature(tempfile.mkstemp))
    signature.bind()
    inspect.getmembers(Visitor)
    inspect.getsource(use_text)
    inspect.getdoc(io)
    dis.dis("x = a + 1", file=io.StringIO())
    list(dis.get_instructions(use_json))
    try:
        raise KeyError("k")
    except KeyError:
        traceback.format_exc()


def use_values():
    import calendar
    import collections
    import dataclasses
    import datetime
    import decimal
    import enum
    import fractions
    import functools
    import ipaddress
    import statistics
    import typing

    @dataclasses.dataclass(order=True, frozen=True)
    class Point:
        x: int
        y: int = 2
        tags: list = dataclasses.field(default_factory=list, compare=False)

    dataclasses.asdict(Point(1))
    dataclasses.replace(Point(1), y=3)
    dataclasses.fields(Point)
    repr(Point(1))

    class Color(enum.Enum):
        RED = enum.auto()
        BLUE = enum.auto()

    class Mode(enum.Flag):
        R = 1
        W = 2

    Color["RED"], Color(1), list(Color), Mode.R | Mode.W, repr(Mode.R & Mode.W)
    fractions.Fraction("1/3") + fractions.Fraction(2, 5) * 2 - 1
    fractions.Fraction(0.5).limit_denominator(10)
    statistics.mean([1, 2, 3]), statistics.stdev([1.0, 2.0]), statistics.median([3, 1, 2])
    statistics.quantiles(range(10)), statistics.NormalDist(1, 2).cdf(1)
    ipaddress.ip_network("10.0.0.0/29").num_addresses
    list(ipaddress.ip_network("10.0.0.0/29").hosts())
    ipaddress.ip_address("::1").is_loopback, ipaddress.ip_address("1.2.3.4") in ipaddress.ip_network("1.0.0.0/8")
    calendar.TextCalendar().formatmonth(2020, 2)
    calendar.HTMLCalendar().formatyear(2020)
    counter = collections.Counter("abca")
    counter.most_common(1), counter + counter, counter["z"]
    chain = collections.ChainMap({"a": 1}, {"b": 2})
    chain["b"], len(chain), dict(chain)
    named = collections.namedtuple("Named", "a b")
    named(1, 2)._replace(a=3)._asdict()
    collections.UserDict({"a": 1}).get("a")

    @functools.singledispatch
    def show(value):
        return str(value)

    @show.register
    def _(value: int):
        return hex(value)

    show(1), show("a")

    @functools.total_ordering
    class Version:
        def __init__(self, n):
            self.n = n

        def __eq__(self, other):
            return self.n == other.n

        def __lt__(self, other):
            return self.n < other.n

    Version(1) >= Version(2)
    functools.partialmethod(print)
    typing.get_type_hints(Point), typing.Optional[int], typing.List[typing.Dict[str, int]]
    typing.get_args(typing.Union[int, str])
    datetime.datetime(2020, 1, 1).isoformat()
    decimal.Decimal("1.1") + 1


def use_structures():
    import graphlib
    import optparse
    import plistlib
    import queue
    import sched
    import selectors
    import tomllib
    import xml.dom.minidom
    import xml.etree.ElementTree as tree
    import xml.sax

    parser = optparse.OptionParser(usage="%prog [x]", version="1")
    parser.add_option("-a", "--all", action="store_true", help="all")
    parser.add_option("-n", type="int", dest="number", default=1)
    group = optparse.OptionGroup(parser, "G", "A group")
    group.add_option("--deep", choices=["a", "b"])
    parser.add_option_group(group)
    parser.parse_args(["-a", "-n", "3", "--deep=a", "rest"])
    parser.format_help()
    tomllib.loads('a = 1\n[b]\nc = ["x", 1.5, 2020-01-01]\nd = {e = true}\n[[f]]\ng = """\nlong"""\n')
    try:
        tomllib.loads("a = ")
    except tomllib.TOMLDecodeError:
        pass
    plistlib.loads(plistlib.dumps({"a": [1, "b", True], "c": b"d"}))
    plistlib.loads(plistlib.dumps({"a": [1, "b"]}, fmt=plistlib.FMT_BINARY))
    list(graphlib.TopologicalSorter({"a": {"b"}, "b": {"c"}}).static_order())
    ordered = queue.PriorityQueue()
    ordered.put(1)
    ordered.get_nowait()
    scheduler = sched.scheduler()
    scheduler.enter(0, 1, lambda: None)
    scheduler.run()
    selectors.DefaultSelector().close()
    document = xml.dom.minidom.parseString("<a b='c'><d>t</d><!-- e --></a>")
    document.documentElement.getElementsByTagName("d")
    document.toprettyxml()

    class Content(xml.sax.ContentHandler):
        def startElement(self, name, attrs):
            attrs.get("b")

    xml.sax.parseString("<a b='c'>t</a>", Content())
    root = tree.fromstring("<a><b c='d'>e</b></a>")
    root.find("b[@c='d']"), root.findall(".//b"), root.iter()
    tree.tostring(root)
    tree.ElementTree(root).write(io.BytesIO())
    tree.indent(root)


PROGRAMS = [
    use_argparse,
    use_json,
    use_logging,
    use_email,
    use_http,
    use_unittest,
    use_configparser,
    use_difflib,
    use_text,
    use_files,
    use_code,
    use_values,
    use_structures,
]
