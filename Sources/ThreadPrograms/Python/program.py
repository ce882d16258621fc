# The program.


class Facade(types.ModuleType):
    """A module with some names replaced, whose own functions see the names as they were."""

    def __init__(self, module, **replaced):
        super().__init__(module.__name__, module.__doc__)
        self.__dict__.update(module.__dict__)
        self.__dict__.update(replaced)


def install():
    real.Thread.start, real.Thread.join, real.Thread.is_alive = start, join, is_alive
    real.Thread.name = property(real_name.fget, rename)
    real.Thread.ident, real.Thread.__repr__ = property(ident), represented
    hashes = itertools.count(1)
    # Sets of threads, too, are gone through in the order of addresses otherwise.
    real.Thread.__hash__ = lambda self: self.__dict__.setdefault("_tl_hash", next(hashes))
    sys.modules["threading"] = Facade(
        real, Lock=Lock, RLock=RLock, Condition=Condition, Semaphore=Semaphore, BoundedSemaphore=BoundedSemaphore, Event=Event,
        Barrier=Barrier, Timer=Timer, enumerate=enumerate_threads, active_count=active_count, activeCount=active_count,
        get_ident=own_ident)
    sys.modules["threadlanes"] = expectations
    sys.modules["queue"] = Facade(
        real_queue, Queue=Queue, LifoQueue=LifoQueue, PriorityQueue=PriorityQueue, SimpleQueue=SimpleQueue)
    _thread.start_new_thread = start_new_thread
    _thread.allocate_lock = _thread.allocate = allocate_lock
    hide_own_frames()
    sys._current_frames = current_frames
    gc.callbacks.append(collecting)
    builtins.input = ask
    time.sleep = sleep
    for name in real_times:
        clock(name)
    for name in ("localtime", "gmtime", "ctime"):
        tell_time(name)
    tell_time("asctime", 0, "localtime")
    tell_time("strftime", 1, "localtime")
    logging.StreamHandler.emit = emit
    logging.Handler.createLock = lambda self: setattr(self, "lock", NoLock())
    logging._defaultLastResort.lock = NoLock()
    sys.stdout, sys.stderr = Output("<stdout>", 1), Output("<stderr>", 2)
    sys.__stdout__, sys.__stderr__ = sys.stdout, sys.stderr
    logging._defaultLastResort.__class__.stream = property(lambda self: sys.stderr)
    builtins.input = waits_outside(builtins.input)
    for name in ("waitpid", "wait", "wait3", "wait4", "waitid"):
        wrap(os, name, lambda *args: not (len(args) > 1 and isinstance(args[-1], int) and args[-1] & os.WNOHANG))
    wrap(os, "read", lambda descriptor, *_: may_wait(descriptor))
    sys.meta_path.insert(0, Finder())
    for name in list(PATCHES):
        if name in sys.modules:
            PATCHES.pop(name)(sys.modules[name])
    importlib._bootstrap._get_module_lock = ModuleLock.of
    os.register_at_fork(before=before_fork, after_in_child=after_fork)


real_input = builtins.input


@functools.wraps(real_input)
def ask(prompt=""):
    try:
        return real_input(prompt)
    except EOFError:
        note("the program asked for input, and its standard input is empty: keys steer its lanes")
        raise


def load(path):
    """The program's text, as it is shown and as places are told in; of a notebook of which one cell is wanted, that and what it needs."""
    with io.open(5, encoding="utf-8", newline="") as file:
        text = file.read()
    linecache.cache[path] = (len(text), None, text.splitlines(True), path)
    return notebook.text(path, text) if path.endswith(".ipynb") else text


def compiled(path):
    """The program's code, or the error that it has none for."""
    try:
        return instrumented(load(path), path)
    except (SyntaxError, ValueError) as error:
        return error


def run_program(path, code):
    """The program, up to the end of its main thread.

    Returns what it failed with, or None.
    """
    main = types.ModuleType("__main__")
    main.__file__, main.__builtins__ = path, builtins
    sys.modules["__main__"] = main
    module = settings.get("module")
    if module:
        main.__spec__ = importlib.machinery.ModuleSpec(module, None, origin=path)
        main.__package__ = module if os.path.basename(path) == "__main__.py" else module.rpartition(".")[0]
    if isinstance(code, Exception):
        sys.stderr.write("".join(traceback.format_exception_only(type(code), code)))
        return Failure(code)
    try:
        if settings["lines"]:
            sys.settrace(trace_lines)
        if main.__package__:
            importlib.import_module(main.__package__)
        waits = eval(code, main.__dict__)
        if waits is not None:
            # Of a notebook, whose cells may wait outside of functions.
            importlib.import_module("asyncio").run(waits)
        carry_out_checks()
    except SystemExit as error:
        if error.code is None or error.code == 0:
            return None
        if not isinstance(error.code, int):
            sys.stderr.write("%s\n" % error.code)
        return Failure(error, "exit status %d" % (error.code if isinstance(error.code, int) else 1))
    except BaseException as error:
        if sys.excepthook is sys.__excepthook__:
            show_error(error)
        else:
            trace = error.__traceback__.tb_next
            sys.excepthook(type(error), error.with_traceback(trace), trace)
        return Failure(error)
    finally:
        sys.settrace(None)
    return None


def main():
    descriptor = int(os.environ.pop("THREADLANES_FD"))
    os.set_inheritable(descriptor, False)
    wire = Wire(descriptor)
    wire.tell('{"op":"hello","count":%d,"name":%s}\n' % (VERSION, quoted("Python " + sys.version.split()[0])))
    wire.starting = True
    settings.update(wire.answer(-1))
    wire.starting = False
    if "refuse" in settings:
        sys.exit("another version of the protocol is spoken there")
    path = os.path.abspath(sys.argv[1])
    sys.argv = sys.argv[1:]
    # Modules are looked for where Python looks for them: beside the program, or in the folder that it is started in.
    sources.program, sources.folder = path, os.getcwd() if settings.get("module") else os.path.dirname(path)
    sys.path.insert(0, sources.folder)
    if settings["controlled"]:
        # The same each time, as numbers drawn by lot are.
        epochs.update(time=1_000_000_000.0, monotonic=1_000.0, perf_counter=1_000.0)
        # In nanoseconds since Python 3.13.
        logging._startTime = type(logging._startTime)(epochs["time"] * (1e9 if isinstance(logging._startTime, int) else 1))
    callbacks = atexit._ncallbacks()
    install()
    code = compiled(path)
    if settings["server"]:
        serve(wire, code, path)
    real_start_new_thread(answer_questions, (wire.descriptors.pop(),))
    failure = carry_out_main(wire, code, path, callbacks)
    if failure is not None:
        # The process ends as the program would have ended it.
        status = re.match(r"exit status (\d+)", failure.text)
        sys.exit(int(status[1]) if status else 1)


def carry_out_main(wire, code, path, callbacks):
    """What the main thread does from its first step to the end of the run.

    Returns what it failed with, or None.
    """
    local.wire = wire
    if settings["controlled"]:
        random.seed(0)
    for text in notes:
        note(text)
    thread = real.current_thread()
    thread._tl_thread = 1
    threads[1] = thread
    failure = run_program(path, code)
    if atexit._ncallbacks() > callbacks:
        # They come when all threads have ended, and are the program's.
        await_others()
        atexit._run_exitfuncs()
    Wire.has_finished = True
    others = [other for other in threads.values() if other is not thread and not other.daemon]
    finish(failure)
    if settings["server"]:
        for other in others:
            real_join(other)
    return failure


def serve(wire, code, path):
    """Has everything loaded, and forks for executions. Does not come back.

    A child carries out one, or as many as leave nothing behind. Where it is one, that of the next execution is there before it is
    wanted: each waits for the word itself, and tells here when another is to wait.
    """
    if isinstance(code, Exception):
        wire.tell('{"op":"fail","text":%s}\n' % quoted("%s: %s" % (type(code).__name__, code)))
        sys.exit(1)
    preload(code)
    names.statements(path)
    again = Again(notebook.run or "".join(linecache.getlines(path)))
    gc.collect()
    gc.freeze()
    ready = '"text":%s' % quoted("line %d: %s" % again.reason) if again.reason else '"flag":true'
    if notes:
        ready += ',"name":%s' % quoted("; ".join(notes))
    wire.tell('{"op":"ready",%s}\n' % ready)
    while True:
        taken, takes = os.pipe()
        if not os.fork():
            os.close(taken)
            carry_out_executions(wire, takes, again, code, path)
        # This end is the child's alone.
        os.close(takes)
        if os.read(taken, 1) == NO_MORE:
            os._exit(0)
        os.close(taken)
        with contextlib.suppress(OSError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


#: What a child tells whoever forked it: that it will not wait for a word again, or that there will be none.
ANOTHER, NO_MORE = b".", b"q"


def say(takes, word):
    # Several threads may come to the end at once.
    with contextlib.suppress(OSError):
        os.write(takes, word)


def carry_out_executions(wire, takes, again, code, path):
    """In a child: executions, until one leaves something behind, or ends in no good way. Does not come back."""
    callbacks = atexit._ncallbacks()
    arguments = list(sys.argv)
    while True:
        data, controls, _, _ = wire.socket.recvmsg(4096, 64)
        if not data:
            say(takes, NO_MORE)
            os._exit(0)
        if again.reason is not None:
            say(takes, ANOTHER)
        else:
            # Where the run ends before the program does.
            Wire.on_end = lambda: say(takes, ANOTHER)
        processor = loads(data.decode())["run"]
        if processor >= 0:
            with contextlib.suppress(OSError):
                os.sched_setaffinity(0, {processor})
        sys.argv = list(arguments)
        channel = Wire(int.from_bytes(controls[0][2][:4], sys.byteorder))
        if again.reason is not None:
            # Nobody else's executions are to wait for its end.
            wire.socket.close()
        carry_out_main(channel, code, path, callbacks)
        if not again.is_possible():
            if again.reason is None:
                say(takes, ANOTHER)
            os._exit(0)
        again.take_back()


def preload(code):
    """What the program imports of this Python's own, so that not every execution loads it again."""
    for name in sorted(imported(code)) if isinstance(code, types.CodeType) else ():
        if name.split(".")[0] in getattr(sys, "stdlib_module_names", HARMLESS):
            with contextlib.suppress(Exception):
                importlib.import_module(name)
                if name == "concurrent.futures":
                    # Which is loaded when somebody asks for a pool.
                    importlib.import_module("concurrent.futures.thread")


def imported(code):
    """The modules that code imports, wherever in it."""
    found = set()
    for instruction in dis.get_instructions(code):
        if instruction.opname == "IMPORT_NAME":
            found.add(instruction.argval)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            found |= imported(constant)
    return found


main()
