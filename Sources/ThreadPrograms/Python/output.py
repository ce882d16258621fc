# Output and the log.


class Output(io.TextIOBase):
    """Standard output, or error: whole lines of each thread's own."""

    encoding, errors, newlines, line_buffering, mode = "utf-8", "replace", None, True, "w"

    def __init__(self, name, descriptor):
        self.name, self.descriptor, self.parts = name, descriptor, {}
        self.buffer = Bytes(self)

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not %s" % type(text).__name__)
        whole = self.parts.pop(get_ident(), "") + text
        *lines, rest = whole.split("\n")
        if rest:
            self.parts[get_ident()] = rest
        for line in lines:
            self.show(line)
        return len(text)

    def show(self, line):
        if line.startswith('  File "%s", line ' % CLIENT):
            # Of a traceback that the interpreter itself writes.
            return
        line = plain(line)
        if watched() is None:
            os.write(self.descriptor, (line + "\n").encode("utf-8", "replace"))
            return
        for start in range(0, len(line) or 1, LONGEST):
            operate("output", ',"text":%s,"count":%d' % (quoted(line[start:start + LONGEST]), self.descriptor))

    def flush(self):
        pass

    def show_rest(self):
        rest = self.parts.pop(get_ident(), "")
        if rest:
            self.show(rest)

    def isatty(self):
        return False

    def writable(self):
        return True

    def fileno(self):
        return self.descriptor

    def reconfigure(self, **_):
        pass


def plain(line):
    """A line as a terminal comes to show it: tabs as blanks, what was written over gone, and no colours."""
    if "\x1b" in line:
        line = re.sub(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\\\))", "", line)
    if "\r" in line:
        line = next((part for part in reversed(line.split("\r")) if part), "")
    if "\t" in line:
        line = line.expandtabs()
    return notebook.named_by_cells(line) if notebook.starts else line


class Bytes(io.BufferedIOBase):
    def __init__(self, text):
        self.text = text

    def write(self, data):
        self.text.write(bytes(data).decode("utf-8", "replace"))
        return len(data)

    def writable(self):
        return True

    def fileno(self):
        return self.text.descriptor


def flush():
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, Output):
            stream.show_rest()


#: Levels of this language, and of the log.
LEVELS = [(logging.CRITICAL, 6), (logging.ERROR, 5), (logging.WARNING, 4), (logging.INFO, 2), (logging.DEBUG, 1), (0, 0)]
real_emit = logging.StreamHandler.emit


class NoLock:
    """Of a handler: one message is one step, and whoever were to hold a real lock meanwhile would keep others from theirs."""

    def acquire(self):
        pass

    release = acquire

    def __enter__(self):
        pass

    def __exit__(self, *_):
        pass

    def _at_fork_reinit(self):
        pass


def emit(self, record):
    """A message in the notebook's form goes to the log as what it is; one that was given another form, as it reads."""
    form = getattr(self.formatter, "_fmt", None) if self.formatter else "%(message)s"
    if watched() is None or not isinstance(self.stream, Output) or form != logging.BASIC_FORMAT or record.exc_info:
        return real_emit(self, record)
    try:
        level = next(shown for least, shown in LEVELS if record.levelno >= least)
        text = record.getMessage()
        for start in range(0, len(text) or 1, LONGEST):
            operate("log", ',"count":%d,"name":%s,"text":%s' % (level, quoted(record.name), quoted(text[start:start + LONGEST])))
    except Exception:
        self.handleError(record)
