# What happens outside.


class Outside(Thing):
    """Where a thread waits for something that the runtime does not know of, while others go on."""

    KIND = "outside"

    def __init__(self):
        self._tl_init("outside")

    def __enter__(self):
        local.wire.tell('{"op":"away","on":%d,%s}\n' % (self._tl(), place()))

    def __exit__(self, *_):
        self._tl_ask("back")


outside = Outside()


def waits_outside(function, may_block=None):
    """The same function, during which the thread is away, unless `may_block`, asked with its arguments, says no."""

    @functools.wraps(function)
    def waiting(*args, **kwargs):
        wire = watched()
        if wire is None or wire.depth or getattr(local, "is_away", False) or (may_block and not may_block(*args, **kwargs)):
            return function(*args, **kwargs)
        local.is_away = True
        try:
            with outside:
                return function(*args, **kwargs)
        finally:
            local.is_away = False

    return waiting


def wrap(owner, name, may_block=None):
    function = getattr(owner, name, None)
    if function is not None:
        setattr(owner, name, waits_outside(function, may_block))


def patch_select(module):
    wrap(module, "select", lambda *lists: len(lists) < 4 or lists[3] != 0)


def patch_selectors(module):
    for kind in ("SelectSelector", "PollSelector", "EpollSelector", "DevpollSelector", "KqueueSelector"):
        selector = getattr(module, kind, None)
        if selector is not None and "select" in vars(selector) or kind == "PollSelector":
            setattr(selector, "select", selecting(selector.select))


def selecting(select):
    """Of an event loop that only timers and threads wake, waiting is the run's own: for an event, on its clock."""
    away = waits_outside(select)

    def selected(self, timeout=None):
        event = getattr(self, "threadlanes", None)
        if watched() is None or (timeout is not None and timeout <= 0):
            return select(self, timeout)
        if event is None or len(self.get_map()) > 1:
            return away(self, timeout)
        ready = select(self, 0)
        if not ready:
            # As `epoll` has it: else what is left by rounding is waited for again and again.
            event.wait(timeout if timeout is None else math.ceil(timeout * 1e3) * 1e-3)
            event.clear()
            ready = select(self, 0)
        return ready

    return selected


def patch_event_loop(module):
    loop = module.BaseSelectorEventLoop
    init, write = loop.__init__, loop._write_to_self

    def __init__(self, *args, **kwargs):
        init(self, *args, **kwargs)
        if watched() is not None:
            self._selector.threadlanes = Event("event loop")

    def _write_to_self(self):
        write(self)
        event = getattr(self._selector, "threadlanes", None)
        if event is not None and watched() is not None:
            event.set()

    loop.__init__, loop._write_to_self = __init__, _write_to_self


def patch_socket(module):
    def blocks(self, *_, **__):
        return self.gettimeout() != 0

    for name in ("accept", "connect", "recv", "recv_into", "recvfrom", "recvmsg", "send", "sendall", "sendto"):
        wrap(module.socket, name, blocks)


def may_wait(descriptor, what=real_select.POLLIN):
    """Whether who reads there, or writes, would wait now for somebody at the other end."""
    try:
        mode = os.fstat(descriptor).st_mode
        if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)) or not os.get_blocking(descriptor):
            return False
        poll = real_select.poll()
        poll.register(descriptor, what)
        return not poll.poll(0)
    except OSError:
        return False


def may_wait_to_read(end, size=-1):
    # All that comes until the other end is closed.
    return size is None or (isinstance(size, int) and size < 0) or may_wait(end.fileno())


def may_wait_to_write(end, data):
    # Where there is room, there is for so much.
    return len(data) > real_select.PIPE_BUF or may_wait(end.fileno(), real_select.POLLOUT)


class PipeEnd(io.FileIO):
    """An end of a pipe to a child, or from one, at which one waits outside."""

    read = waits_outside(io.FileIO.read, may_wait_to_read)
    readall = waits_outside(io.FileIO.readall)
    readinto = waits_outside(io.FileIO.readinto, may_wait_to_read)
    write = waits_outside(io.FileIO.write, may_wait_to_write)


def open_pipe(file, mode="r", buffering=-1):
    end = PipeEnd(file, mode.replace("b", ""))
    if buffering == 0:
        return end
    kind = io.BufferedReader if "r" in mode else io.BufferedWriter
    return kind(end, io.DEFAULT_BUFFER_SIZE if buffering < 1 else buffering)


def patch_subprocess(module):
    module.io = Facade(io, open=open_pipe)
    # Who waits for the same child waits for whoever does, outside.
    module.threading = real
    wrap(module.Popen, "wait")
    wrap(module.Popen, "communicate")


def patch_connection(module):
    wrap(module.Connection, "_recv")
    wrap(module.Connection, "_send")
    wrap(module, "wait", lambda objects, timeout=None: timeout != 0)


def patch_synchronize(module):
    init = module.SemLock._make_methods

    def _make_methods(self):
        init(self)
        self.acquire = waits_outside(self.acquire)

    module.SemLock._make_methods = _make_methods
    wrap(module.SemLock, "__enter__")


def patch_popen(module):
    wrap(module.Popen, "poll", lambda self, flag=os.WNOHANG: flag != os.WNOHANG)


def patch_functools(module):
    # Of `cached_property`, which held one real lock for all its values up to Python 3.11.
    if hasattr(module, "RLock"):
        module.RLock = lambda: RLock("cached_property")


#: What is done with modules once they have been loaded.
PATCHES = {
    "concurrent.futures._base": patch_futures, "concurrent.futures.thread": patch_pools, "select": patch_select,
    "selectors": patch_selectors, "socket": patch_socket, "subprocess": patch_subprocess,
    "asyncio.selector_events": patch_event_loop, "multiprocessing.connection": patch_connection,
    "multiprocessing.synchronize": patch_synchronize, "multiprocessing.popen_fork": patch_popen, "functools": patch_functools,
}


class Finder:
    """Finds what everybody finds, and has it patched when it has been loaded."""

    def find_spec(self, name, path=None, target=None):
        patch = PATCHES.pop(name, None)
        if patch is None:
            spec = importlib.machinery.PathFinder.find_spec(name, path, target)
            if spec is not None and type(spec.loader) is importlib.machinery.SourceFileLoader and sources.is_own(spec.origin):
                spec.loader = OwnLoader(spec.loader.name, spec.loader.path)
                return spec
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None:
            spec = importlib.machinery.BuiltinImporter.find_spec(name)
        if spec is None:
            return None
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            patch(module)

        spec.loader.exec_module = exec_module
        return spec


def before_fork():
    if watched() is not None:
        operate("log", ',"count":3,"name":"threadlanes","text":"a process that was forked is not watched"')


def after_fork():
    """What a child process makes and uses is real; the child of a search comes to its own connection after this."""
    if watched() is not None:
        local.wire = None
        for wire in list(Wire.wires):
            wire.close()
    # Whoever held it in the parent is not here.
    global guard
    guard = _thread.RLock()
