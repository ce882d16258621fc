# What goes wrong in the program.


class Failure:
    """What a thread of the program came to its end with."""

    def __init__(self, error=None, text=None):
        self.text = described(error) if text is None else text
        self.place = raised_at(error)


def described(error):
    """An error in one line, as Python ends a traceback with it."""
    if isinstance(error, ExpectationViolation):
        return str(error)
    return traceback.format_exception_only(type(error), error)[-1].strip()


def raised_at(error):
    """Where in the program's own files an error was raised, or an operation that raised it was called."""
    places = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(getattr(error, "__traceback__", None))]
    if isinstance(error, SyntaxError) and error.filename:
        places.append((error.filename, error.lineno or 0))
    for name, line in reversed(places):
        number = sources.numbers.get(name) or sources.number(name)
        if number:
            return '"at":[%d,%d]' % (number, line)
    return '"at":[0,0]'


def hide_own_frames():
    """Tracebacks, whoever makes them, have no frames of this side's own: they are nobody's business."""
    # As the versions name what everything goes through.
    name = "extract" if sys.version_info < (3, 11) else "_extract_from_extended_frame_gen"
    extract = getattr(traceback.StackSummary, name).__func__
    hidden = {CLIENT, traceback.__file__}

    def is_shown(frame):
        file = frame.f_code.co_filename
        return file not in hidden and (file != "<string>" or frame.f_back is not None)

    def extracted(cls, frames, **options):
        return extract(cls, (each for each in frames if is_shown(each[0])), **options)

    setattr(traceback.StackSummary, name, classmethod(extracted))


def show_error(error, title=""):
    sys.stderr.write(title + "".join(traceback.format_exception(type(error), error, error.__traceback__)))
