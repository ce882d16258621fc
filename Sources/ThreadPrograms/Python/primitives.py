# Primitives.


class Thing:
    """What threads operate on. The runtime learns of it when it is first used: no list shows what nobody uses."""

    KIND = ""
    numbers = itertools.count(1)
    #: Of what is made before the run, or by threads that are not watched.
    others = itertools.count(1)

    def _tl_init(self, name=None, count=0, more="", key=None):
        self._tl_number = 0
        self._tl_name = names.of(self.KIND) if name is None else name
        self._tl_more = ',"count":%d%s' % (count, more)
        self._tl_substitute = None
        wire = watched()
        self._tl_key = key or (wire.key() if wire is not None else "-:%d" % next(Thing.others))

    def _tl(self):
        return self._tl_number or self._tl_define()

    def _tl_define(self):
        with guard:
            if not self._tl_number:
                number = next(Thing.numbers)
                name = ',"name":%s' % quoted(self._tl_name) if self._tl_name else ""
                text = '"op":"new","on":%d,"kind":"%s"%s%s' % (number, self.KIND, name, self._tl_more)
                if settings["controlled"]:
                    # Nobody else goes on before the operation that it is wanted for. A search knows it again by its key: who uses it
                    # first differs from one execution to the next.
                    local.wire.tell('{"n":0,%s,"key":%s}\n' % (text, quoted(self._tl_key)))
                else:
                    checked(local.wire.ask(text))
                self._tl_number = number
        return self._tl_number

    def _tl_ask(self, operation, rest="", errors=None):
        text = '"op":"%s","on":%d%s,%s' % (operation, self._tl_number or self._tl_define(), rest, place())
        return checked(local.wire.ask(text), errors)

    def _tl_real(self):
        """What serves a thread that the runtime does not know: the real thing, made when it is first needed."""
        with guard:
            if self._tl_substitute is None:
                self._tl_substitute = self._tl_make()
        return self._tl_substitute

    def _at_fork_reinit(self):
        self._tl_substitute = None

    def __reduce_ex__(self, _):
        raise TypeError("cannot pickle '%s' object" % type(self).__name__)


def check_timeout(blocking, timeout):
    """As this Python's own lock says it."""
    real_allocate_lock().acquire(blocking, timeout)


class Lock(Thing):
    KIND = "lock"
    UNLOCKED = "release unlocked lock"

    def __init__(self, _name=None):
        self._tl_init(_name)

    def _tl_make(self):
        return real_allocate_lock()

    def acquire(self, blocking=True, timeout=-1):
        if local.__dict__.get("wire") is None:
            return self._tl_real().acquire(blocking, timeout)
        if timeout != -1 or not blocking:
            check_timeout(blocking, timeout)
        try:
            got = self._tl_ask("acquire", limit(blocking, None if timeout == -1 else timeout))
        except BaseException as error:
            if getattr(error, "threadlanes", {}).get("ok") is True:
                self._tl_ask("release")
            raise
        return got

    def release(self):
        if local.__dict__.get("wire") is None:
            return self._tl_real().release()
        self._tl_ask("release", errors={"not-held": RuntimeError(self.UNLOCKED)})

    def locked(self):
        if watched() is None:
            return self._tl_real().locked()
        return self._tl_ask("look") != 0

    acquire_lock, release_lock, locked_lock = acquire, release, locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_):
        self.release()

    def __repr__(self):
        return "<%s %s>" % (type(self).__name__, self._tl_name or hex(id(self)))


class RLock(Lock):
    KIND = "rlock"
    UNLOCKED = "cannot release un-acquired lock"

    def __init__(self, _name=None):
        self._tl_init(_name)
        self._owner, self._count = None, 0

    def _tl_make(self):
        return _thread.RLock()

    def acquire(self, blocking=True, timeout=-1):
        got = Lock.acquire(self, blocking, timeout)
        if got:
            self._owner = get_ident()
            self._count += 1
        return got

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError(self.UNLOCKED)
        self._count -= 1
        if not self._count:
            self._owner = None
        Lock.release(self)

    def __enter__(self):
        return self.acquire()

    def locked(self):
        return self._count > 0

    def _is_owned(self):
        return self._owner == get_ident()

    def _recursion_count(self):
        return self._count if self._is_owned() else 0


class Condition(Thing):
    KIND = "condition"

    def __new__(cls, lock=None):
        # A lock of the program's own making is none that the runtime knows.
        if lock is not None and not isinstance(lock, Lock):
            return real.Condition(lock)
        return object.__new__(cls)

    def __init__(self, lock=None):
        name = names.of(self.KIND)
        self._lock = RLock(name + ".lock" if name else "") if lock is None else lock
        self._tl_init(name)
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def _tl_make(self):
        return real.Condition(self._lock._tl_real())

    def _tl_define(self):
        self._tl_more = ',"other":%d' % self._lock._tl()
        return Thing._tl_define(self)

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *rest):
        return self._lock.__exit__(*rest)

    def _is_owned(self):
        return self._lock._is_owned() if isinstance(self._lock, RLock) else self._lock.locked()

    def wait(self, timeout=None):
        if watched() is None:
            return self._tl_real().wait(timeout)
        errors = {"not-held": RuntimeError("cannot wait on un-acquired lock")}
        lock = self._lock
        if not isinstance(lock, RLock):
            return self._tl_ask("wait", limit(True, timeout), errors)
        saved = lock._owner, lock._count
        if saved[0] != get_ident():
            raise errors["not-held"]
        lock._owner, lock._count = None, 0
        try:
            return self._tl_ask("wait", limit(True, timeout), errors)
        finally:
            lock._owner, lock._count = saved

    def wait_for(self, predicate, timeout=None):
        end = None if timeout is None else peek() + timeout
        result = predicate()
        while not result:
            rest = None if end is None else end - peek()
            if rest is not None and rest <= 0:
                break
            self.wait(rest)
            result = predicate()
        return result

    def notify(self, n=1):
        if watched() is None:
            return self._tl_real().notify(n)
        errors = {"not-held": RuntimeError("cannot notify on un-acquired lock")}
        self._tl_ask("notify", ',"count":%d' % max(0, min(n, 1 << 30)), errors)

    def notify_all(self):
        self.notify(1 << 30)

    notifyAll = notify_all


class Semaphore(Thing):
    KIND = "semaphore"

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._tl_init(count=value)
        self._initial = value

    def _tl_make(self):
        return real.Semaphore(self._initial)

    _value = property(lambda self: self._tl_ask("look"))

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        if watched() is None:
            return self._tl_real().acquire(blocking, timeout)
        try:
            return self._tl_ask("acquire", limit(blocking, timeout))
        except BaseException as error:
            if getattr(error, "threadlanes", {}).get("ok") is True:
                self._tl_ask("release")
            raise

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        if watched() is None:
            return self._tl_real().release(n)
        self._tl_ask("release", ',"count":%d' % n, {"too-many-releases": ValueError("Semaphore released too many times")})

    def __exit__(self, *_):
        self.release()


class BoundedSemaphore(Semaphore):
    KIND = "bounded-semaphore"

    def _tl_make(self):
        return real.BoundedSemaphore(self._initial)


class Event(Thing):
    KIND = "event"

    def __init__(self, _name=None, _key=None):
        self._tl_init(_name, key=_key)

    def _tl_make(self):
        return real.Event()

    def is_set(self):
        return self._tl_real().is_set() if watched() is None else self._tl_ask("look")

    isSet = is_set

    def set(self):
        if watched() is None:
            return self._tl_real().set()
        self._tl_ask("set")

    def clear(self):
        if watched() is None:
            return self._tl_real().clear()
        self._tl_ask("clear")

    def wait(self, timeout=None):
        if watched() is None:
            return self._tl_real().wait(timeout)
        return self._tl_ask("wait", limit(True, timeout))


class Barrier(Thing):
    KIND = "barrier"

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._tl_init(count=parties, more=',"flag":true' if action else "")
        self._parties, self._action, self._timeout = parties, action, timeout

    def _tl_make(self):
        return real.Barrier(self._parties, self._action, self._timeout)

    def wait(self, timeout=None):
        if watched() is None:
            return self._tl_real().wait(timeout)
        timeout = self._timeout if timeout is None else timeout
        answer = local.wire.ask('"op":"wait","on":%d%s,%s' % (self._tl(), limit(True, timeout), place()))
        index = checked(answer)
        if "round" in answer:
            try:
                self._action()
            except BaseException:
                self._tl_ask("abort", ',"item":%d' % answer["round"])
                raise
            self._tl_ask("trip", ',"item":%d' % answer["round"])
        return index

    def reset(self):
        return self._tl_real().reset() if watched() is None else self._tl_ask("reset") and None

    def abort(self):
        return self._tl_real().abort() if watched() is None else self._tl_ask("abort") and None

    parties = property(lambda self: self._parties)
    n_waiting = property(lambda self: self._tl_ask("look", ',"flag":true'))
    broken = property(lambda self: self._tl_ask("look") != 0)
