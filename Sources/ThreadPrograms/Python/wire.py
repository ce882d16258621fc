# The talk with the runtime.


def room(depth):
    """Fails as too deep a recursion does where a question would in its midst, which nobody were to recover from."""
    if depth:
        room(depth - 1)


class Wire:
    """One thread's connection. Answers are told apart by number, as the collector, or a signal's handler, may come to an operation of
    its own between a question and its answer."""

    wires = weakref.WeakSet()
    has_finished = False
    #: What is to be done before the process ends with the run.
    on_end = staticmethod(lambda: None)

    def __init__(self, descriptor, path="0"):
        #: Which thread it is, whatever others do: the main thread's 2nd child's first is 0.2.1.
        self.path = path
        self.started = self.made = 0
        self.socket = _socket.socket(fileno=descriptor)
        self.numbers = itertools.count(1)
        self.answers = {}
        self.depth = 0
        self.starting = 0
        self.descriptors = []
        self.now = 0
        #: How often it may have handed something over to other threads.
        self.handed = 0
        #: What it has changed in a way that only Python knows the outcome of.
        self.unsettled = []
        Wire.wires.add(self)

    def child(self):
        """The path of another thread that this one starts."""
        self.started += 1
        return "%s.%d" % (self.path, self.started)

    def key(self):
        """What a thing that this thread makes is known by: the same in every execution, in whatever order others make theirs."""
        self.made += 1
        return "%s:%d" % (self.path, self.made)

    def tell(self, text):
        try:
            self.socket.sendall(text.encode("utf-8", "replace"))
        except OSError:
            gone()

    def ask(self, text, starts=False):
        """The answer to a question. A handler's exception is kept until the operation has taken effect."""
        room(12)
        number = next(self.numbers)
        self.depth += 1
        self.starting += starts
        try:
            self.settle()
            self.tell('{"n":%d,%s}\n' % (number, text))
            return self.answer(number)
        finally:
            self.starting -= starts
            self.depth -= 1
            if self.depth:
                # Whoever was interrupted may wait for an answer that was taken here: it is to look again.
                self.tell('{"n":0,"op":"ping"}\n')

    def settle(self):
        """Tells what has come of the last operation, before the next."""
        while self.unsettled:
            self.unsettled.pop().settle()

    def answer(self, number):
        interruption = None
        while True:
            found = self.answers.pop(number, None)
            if found is not None:
                break
            try:
                self.receive()
            except BaseException as error:
                interruption = error
        self.now = found.get("now", self.now)
        if interruption is not None:
            interruption.threadlanes = found
            raise interruption
        return found

    def receive(self):
        if self.starting:
            data, controls, _, _ = self.socket.recvmsg(65536, 64)
            for _, _, numbers in controls:
                self.descriptors.append(int.from_bytes(numbers[:4], sys.byteorder))
        else:
            data = self.socket.recv(65536)
        if not data:
            gone()
        for line in data.splitlines():
            answer = loads(line.decode())
            self.answers[answer.get("n", -1)] = answer

    def await_end(self):
        """Waits until the run is over, which goes on as long as there are threads that are no daemons."""
        with contextlib.suppress(OSError):
            while self.socket.recv(4096):
                pass

    def close(self):
        self.socket.close()


#: What whoever watches is to know when the run begins.
notes = []


def note(text):
    """Tells what is no part of the run."""
    wire = watched()
    if wire is None:
        notes.append(text)
    else:
        wire.tell('{"op":"note","text":%s}\n' % quoted(text))


def gone():
    """The run is over. Daemons end with the process, which ends by itself when the main thread has come to its end."""
    while Wire.has_finished and not settings["server"]:
        real_sleep(3600)
    Wire.on_end()
    os._exit(70)


class Sources:
    """Files by number, and which of them are the program's own."""

    def __init__(self):
        self.numbers = {CLIENT: 0}
        self.count = 0
        self.folder = ""
        #: The file that is known already.
        self.program = ""

    def is_own(self, name):
        return not (name.startswith("<") or name.startswith(LIBRARIES) or "site-packages" in name or "dist-packages" in name)

    def number(self, name):
        """0 for what is not the program's own."""
        if not self.is_own(name):
            self.numbers[name] = 0
            return 0
        with guard:
            if name in self.numbers:
                return self.numbers[name]
            self.count += 1
            shown = os.path.relpath(name, self.folder) if name.startswith(self.folder + "/") else os.path.basename(name)
            watched().tell('{"op":"source","on":%d,"text":%s}\n' % (self.count, quoted(shown)))
            if name != self.program:
                text = "".join(linecache.getlines(name))
                if len(text) < LONGEST:
                    watched().tell('{"op":"listing","on":%d,"text":%s}\n' % (self.count, quoted(text)))
            self.numbers[name] = self.count
            return self.count


sources = Sources()


def place():
    """Where the program is: the nearest frame in a file of its own; where there is none, where the thread was started."""
    numbers = sources.numbers
    frame = sys._getframe(2)
    while frame is not None:
        name = frame.f_code.co_filename
        number = numbers.get(name)
        if number is None:
            number = sources.number(name)
        if number:
            return '"at":[%d,%d]' % (number, frame.f_lineno)
        frame = frame.f_back
    return getattr(local, "place", '"at":[0,0]')


#: What an error is here, where its class does not say it better.
ERRORS = {
    "invalid": ValueError, "full": real_queue.Full, "empty": real_queue.Empty, "broken": real.BrokenBarrierError,
    "shut-down": getattr(real_queue, "ShutDown", RuntimeError), "too-many-done": ValueError, "too-many-releases": ValueError,
}


def checked(answer, errors=None):
    """What an operation came to, or the exception that tells why it did nothing."""
    code = answer.get("error")
    if code is None:
        return answer["ok"]
    if errors and code in errors:
        raise errors[code]
    if code in ("full", "empty", "broken"):
        raise ERRORS[code]
    raise ERRORS.get(code, RuntimeError)(answer.get("message"))


def operate(operation, rest="", errors=None):
    """One operation that is on no thing."""
    return checked(local.wire.ask('"op":"%s"%s,%s' % (operation, rest, place())), errors)


def limit(blocking, timeout):
    if not blocking:
        return ',"block":false'
    return "" if timeout is None else ',"timeout":%r' % float(timeout)
