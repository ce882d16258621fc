# Time.


real_sleep = time.sleep
real_times = {name: getattr(time, name) for name in ("time", "monotonic", "perf_counter")}
#: When the run began, in seconds, by each of these clocks.
epochs = {name: clock() for name, clock in real_times.items()}


def peek():
    """Seconds since the run began, without a step."""
    wire = watched()
    wire.ask('"op":"ping"')
    return wire.now / 1e9


def timed():
    """The connection of the calling thread, if its time is the run's: it is not while it waits for what is outside."""
    return None if getattr(local, "is_away", False) else watched()


def sleep(seconds):
    if timed() is None:
        return real_sleep(seconds)
    if not isinstance(seconds, float) and not hasattr(seconds, "__index__") or not seconds >= 0:
        # What can not be slept for is told as ever.
        return real_sleep(seconds)
    operate("sleep", ',"timeout":%r' % min(float(seconds), 1e10))


def clock(name):
    """One of Python's clocks, going as the run's does. A look at it is a step, so that nobody stops time by polling; but the log's, which
    is part of a message's."""
    real_clock = real_times[name]

    def read():
        wire = timed()
        if wire is None:
            return None
        return wire.now if sys._getframe(2).f_code.co_filename == logging.__file__ else operate("now")

    def seconds():
        now = read()
        return real_clock() if now is None else epochs[name] + now / 1e9

    def nanoseconds():
        now = read()
        return real_nanoseconds() if now is None else int(epochs[name] * 1e9) + now

    real_nanoseconds = getattr(time, name + "_ns")
    seconds.__name__, nanoseconds.__name__ = name, name + "_ns"
    setattr(time, name, seconds)
    setattr(time, name + "_ns", nanoseconds)


def tell_time(name, place=0, kind="time"):
    """One of the functions that take the time of day where they are given none, as the argument at that place, and as which other function
    tells it."""
    function = getattr(time, name)

    @functools.wraps(function)
    def told(*args):
        if len(args) == place and timed() is not None:
            args += (getattr(time, kind)(),)
        return function(*args)

    setattr(time, name, told)


#: What dates and moments are asked for.
MOMENTS = {"now", "utcnow", "today"}


def moment(owner, name):
    """The method of a class that says what time it is, on the run's clock; anybody else's as it is."""
    function, datetime = getattr(owner, name), sys.modules.get("datetime")
    is_date = datetime is not None and isinstance(owner, type) and issubclass(owner, datetime.date)
    if not is_date or timed() is None or not isinstance(function, types.BuiltinMethodType):
        return function

    def told(tz=None):
        if name != "utcnow":
            return owner.fromtimestamp(time.time(), *(() if tz is None else (tz,)))
        return owner.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)

    return told
