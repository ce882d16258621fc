# Threads.

real_start, real_join, real_is_alive = real.Thread.start, real.Thread.join, real.Thread.is_alive
real_name, real_ident, real_represented = real.Thread.name, real.Thread.ident, real.Thread.__repr__
#: The threads that the runtime knows, by the number that it has given them, until they end.
threads = {}


def start(self):
    wire = watched()
    if wire is None or not getattr(self, "_initialized", False) or self._started.is_set():
        return real_start(self)
    if getattr(self, "_tl_thread", None) is not None:
        raise RuntimeError("threads can only be started once")
    pool = getattr(self, "_tl_pool", None)
    Location.has_threads = True
    wire.handed += 1
    text = '"op":"start","name":%s,"flag":%s%s,%s' % (
        quoted(self.name), "true" if self.daemon else "false", "" if pool is None else ',"other":%d' % pool._tl(), place())
    self._tl_place, path = place(), wire.child()
    answer = wire.ask(text, starts=True)
    number = checked(answer, {"cannot-start": RuntimeError("can't start new thread")})
    channel = Wire(wire.descriptors.pop(), path)
    self._tl_thread = number
    threads[number] = self
    self.run = functools.partial(carry_out, self, channel, self.run)
    try:
        real_start(self)
    except BaseException as error:
        channel.tell('{"op":"fail","text":%s}\n' % quoted(Failure(error).text))
        raise


def carry_out(self, wire, run):
    """What a real thread does from its first step, for which it waits, to its last."""
    local.wire, local.place = wire, self._tl_place
    wire.answer(0)
    if settings["lines"]:
        sys.settrace(trace_lines)
    failure = None
    try:
        run()
    except SystemExit:
        pass
    except BaseException as error:
        failure = Failure(error)
        hook = sys.modules["threading"].excepthook
        if hook is real.excepthook:
            show_error(error, "Exception in thread %s:\n" % self.name)
        else:
            error.__traceback__ = error.__traceback__.tb_next
            with contextlib.suppress(BaseException):
                hook(real.ExceptHookArgs((type(error), error, error.__traceback__, self)))
        error = None
    sys.settrace(None)
    self.__dict__.pop("run", None)
    finish(failure)


def finish(failure):
    """The last word of the calling thread."""
    wire = local.wire
    flush()
    wire.settle()
    wire.tell('{"op":"finish"}\n' if failure is None else '{"op":"fail","text":%s,%s}\n' % (quoted(failure.text), failure.place))
    local.wire = None
    threads.pop(getattr(real.current_thread(), "_tl_thread", None), None)
    if real.current_thread() is real.main_thread():
        wire.await_end()
    wire.close()


def started(self):
    """A thread's number, if it has been started: others may be about to do so."""
    number = getattr(self, "_tl_thread", None)
    if number is None and watched() is not None and Location.has_threads:
        operate("line")
        number = getattr(self, "_tl_thread", None)
    return number


def join(self, timeout=None):
    number = started(self)
    if watched() is None or number is None or self is real.current_thread():
        return real_join(self, timeout)
    if operate("join", ',"thread":%d%s' % (number, limit(True, None if timeout is None else max(0, timeout)))):
        real_join(self)


def is_alive(self):
    number = started(self)
    if watched() is None or number is None:
        return real_is_alive(self)
    return operate("alive", ',"thread":%d' % number)


def rename(self, name):
    real_name.fset(self, name)
    number = getattr(self, "_tl_thread", None)
    if watched() is not None and number is not None:
        operate("rename", ',"thread":%d,"name":%s' % (number, quoted(self.name)))


def ident(self):
    """Its number within the run: the system's is another each time. The interpreter's own modules see that one."""
    number = getattr(self, "_tl_thread", None)
    if number is None or sys._getframe(1).f_code.co_filename == real.__file__:
        return real_ident.fget(self)
    return number


def represented(self):
    """With the same number each time."""
    text = real_represented(self)
    number = getattr(self, "_tl_thread", None)
    end = "%s)>" % real_ident.fget(self)
    return "%s%d)>" % (text[:-len(end)], number) if number is not None and text.endswith(end) else text


def own_ident():
    number = getattr(real.current_thread(), "_tl_thread", None) if watched() is not None else None
    return get_ident() if number is None else number


real_frames = sys._current_frames


def current_frames():
    """By the numbers that the program knows its threads by; not those of this side's own."""
    frames = real_frames()
    if watched() is None:
        return frames
    return {thread.ident: frames[number] for thread in list(real.enumerate()) if (number := real_ident.fget(thread)) in frames}


def enumerate_threads():
    if watched() is None:
        return real.enumerate()
    return [threads[number] for number in operate("threads") if number in threads]


def active_count():
    return real.active_count() if watched() is None else len(operate("threads"))


class Finished(Event):
    """Of a timer: nobody is told of it who does not ask."""

    has_passed = False

    def _tl_define(self):
        has_passed, self.has_passed = self.has_passed, False
        number = Event._tl_define(self)
        if has_passed:
            self._tl_ask("set")
        return number


class Timer(real.Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        name = names.of("timer")
        real.Thread.__init__(self)
        self.interval, self.function = interval, function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Finished("")
        self._tl_timer = TimerThing(name)

    def cancel(self):
        self.finished.set() if watched() is None or self.finished._tl_number else self._tl_timer.cancel()

    def run(self):
        if watched() is None:
            self.finished.wait(self.interval)
            fires = not self.finished.is_set()
        else:
            fires = self._tl_timer.sleep(self.interval)
        if fires:
            self.function(*self.args, **self.kwargs)
        if watched() is None or self.finished._tl_number:
            self.finished.set()
        self.finished.has_passed = True


class TimerThing(Thing):
    KIND = "timer"

    def __init__(self, name):
        self._tl_init(name)

    def cancel(self):
        self._tl_ask("cancel")

    def sleep(self, seconds):
        return self._tl_ask("sleep", limit(True, max(0, seconds)))


real_start_new_thread = _thread.start_new_thread


real_allocate_lock = _thread.allocate_lock


def allocate_lock():
    """For the program's own code; whoever else asks for the interpreter's lock knows why."""
    return Lock() if watched() is not None and sources.is_own(sys._getframe(1).f_code.co_filename) else real_allocate_lock()


def start_new_thread(function, args, kwargs={}):
    if watched() is None or not sources.is_own(sys._getframe(1).f_code.co_filename):
        return real_start_new_thread(function, args, kwargs)
    thread = real.Thread(target=function, args=args, kwargs=kwargs, daemon=True)
    thread.start()
    return thread.ident
