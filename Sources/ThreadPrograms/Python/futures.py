# Pools and futures.


def patch_futures(base):
    """`concurrent.futures._base`, with futures that the runtime knows. Pools are made of them in `patch_pools`."""
    PENDING, RUNNING, FINISHED, FAILED, CANCELLED = range(5)

    class Future(Thing):
        KIND = "future"
        hashes = itertools.count(1)

        def __init__(self, _pool=None, _name=None):
            self._tl_init("" if _pool is not None else _name)
            self._tl_pool = _pool
            self._hash = next(Future.hashes)
            self._result, self._exception = None, None
            self._has_begun = self._is_set = self._is_cancelled = False
            self._done_callbacks = []

        def _tl_define(self):
            if self._tl_pool is not None:
                self._tl_more = ',"other":%d' % self._tl_pool._tl()
            return Thing._tl_define(self)

        # Sets of them are gone through in the order of addresses otherwise, which no seed decides.
        def __hash__(self):
            return self._hash

        def __repr__(self):
            state = "finished" if self._is_set else "cancelled" if self._is_cancelled else "running" if self._has_begun else "pending"
            came = "" if not self._is_set else " raised %s" % type(self._exception).__name__ if self._exception is not None else (
                " returned %s" % type(self._result).__name__)
            return "<Future %s state=%s%s>" % (self._tl_name or self._hash, state, came)

        def _phase(self):
            return self._tl_ask("look")

        _state = property(
            lambda self: (base.PENDING, base.RUNNING, base.FINISHED, base.FINISHED, base.CANCELLED_AND_NOTIFIED)[self._phase()])

        def _call_back(self):
            while self._done_callbacks:
                callback = self._done_callbacks.pop(0)
                try:
                    callback(self)
                except Exception:
                    base.LOGGER.exception("exception calling callback for %r", self)

        def cancel(self):
            if self._is_cancelled:
                return True
            if not self._tl_ask("cancel"):
                return False
            self._is_cancelled = True
            self._call_back()
            return True

        def cancelled(self):
            return self._phase() == CANCELLED

        def running(self):
            return self._phase() == RUNNING

        def done(self):
            return self._phase() >= FINISHED

        def add_done_callback(self, fn):
            self._done_callbacks.append(fn)
            if self.done():
                self._call_back()

        def _wait(self, timeout):
            phase = self._tl_ask("result", limit(True, timeout))
            if phase is None:
                raise base.TimeoutError()
            if phase == CANCELLED:
                raise base.CancelledError()

        def result(self, timeout=None):
            self._wait(timeout)
            if self._exception is not None:
                try:
                    raise self._exception
                finally:
                    self = None
            return self._result

        def exception(self, timeout=None):
            self._wait(timeout)
            return self._exception

        def _get_snapshot(self):
            """What asyncio asks of a future since 3.15: whether it is done, whether cancelled, and what it came to."""
            phase = self._phase()
            return phase >= FINISHED, phase == CANCELLED, self._result, self._exception

        def set_running_or_notify_cancel(self):
            self._has_begun = self._tl_ask("run")
            return self._has_begun

        def _settle(self, result, exception):
            if self._is_set or (not self._has_begun and not self.set_running_or_notify_cancel()):
                raise base.InvalidStateError("%s: %r" % ("FINISHED" if self._is_set else "CANCELLED", self))
            self._is_set, self._result, self._exception = True, result, exception
            local.wire.handed += 1
            self._tl_ask("complete", ',"flag":%s' % ("false" if exception is None else "true"))
            self._call_back()

        def set_result(self, result):
            self._settle(result, None)

        def set_exception(self, exception):
            self._settle(None, exception)

        __class_getitem__ = classmethod(types.GenericAlias)

    class Following(Thing):
        """Several futures as one thing to wait for."""

        KIND = "futures"

        def __init__(self, futures):
            self._tl_init("")
            self._tl_more = ',"members":[%s]' % ",".join(str(future._tl()) for future in futures)

        def wait(self, goal, timeout):
            return self._tl_ask("wait", '%s,"item":%d' % (limit(True, timeout), goal))

        def next(self, count, blocking, timeout):
            """The place of the next to end, when so many have; None where there is none in time."""
            return self._tl_ask("next", '%s,"item":%d' % (limit(blocking, timeout), count))

    real_wait, real_as_completed = base.wait, base.as_completed

    def wait(fs, timeout=None, return_when=base.ALL_COMPLETED):
        futures = list(dict.fromkeys(fs))
        if watched() is None or not all(isinstance(future, Future) for future in futures):
            return real_wait(futures, timeout, return_when)
        if return_when not in (base.FIRST_COMPLETED, base.FIRST_EXCEPTION, base.ALL_COMPLETED):
            raise ValueError("Invalid return condition: %r" % return_when)
        followed = Following(futures)
        followed.wait([base.FIRST_COMPLETED, base.FIRST_EXCEPTION, base.ALL_COMPLETED].index(return_when), timeout)
        done = set()
        while len(done) < len(futures):
            index = followed.next(len(done), False, None)
            if index is None:
                break
            done.add(futures[index])
        return base.DoneAndNotDoneFutures(done, set(futures) - done)

    def as_completed(fs, timeout=None):
        futures = list(dict.fromkeys(fs))
        if watched() is None or not all(isinstance(future, Future) for future in futures):
            yield from real_as_completed(futures, timeout)
            return
        end = None if timeout is None else peek() + timeout
        followed = Following(futures)
        for count in range(len(futures)):
            rest = None if end is None else max(0, end - peek())
            index = followed.next(count, True, rest)
            if index is None:
                raise base.TimeoutError("%d (of %d) futures unfinished" % (len(futures) - count, len(futures)))
            yield futures[index]

    base.Future, base.wait, base.as_completed = Future, wait, as_completed


def patch_pools(thread):
    """`concurrent.futures.thread`, with pools that the runtime knows."""
    base = sys.modules["concurrent.futures._base"]

    class Pool(Thing):
        KIND = "pool"

        def __init__(self, name, workers):
            self._tl_init(name, workers)

        def submit(self, future):
            """The number of a worker that is to be started, or None."""
            errors = {
                "pool-closed": RuntimeError("cannot schedule new futures after shutdown"),
                "pool-broken": thread.BrokenThreadPool("A thread initializer failed, the thread pool is not usable anymore"),
            }
            local.wire.handed += 1
            return self._tl_ask("submit", ',"item":%d' % future._tl(), errors)

        def take(self, drains=False):
            return self._tl_ask("take", ',"flag":true' if drains else "")

    class ThreadPoolExecutor(base.Executor):
        _counter = itertools.count().__next__

        def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
            if max_workers is None:
                max_workers = min(32, (getattr(os, "process_cpu_count", os.cpu_count)() or 1) + 4)
            if max_workers <= 0:
                raise ValueError("max_workers must be greater than 0")
            if initializer is not None and not callable(initializer):
                raise TypeError("initializer must be a callable")
            self._max_workers = max_workers
            self._pool = Pool(names.of("pool"), max_workers)
            self._tasks = {}
            self._threads = []
            self._thread_name_prefix = thread_name_prefix or "ThreadPoolExecutor-%d" % ThreadPoolExecutor._counter()
            self._initializer, self._initargs = initializer, initargs

        def submit(self, fn, /, *args, **kwargs):
            future = base.Future(self._pool)
            number = future._tl()
            self._tasks[number] = (future, fn, args, kwargs)
            try:
                index = self._pool.submit(future)
            except BaseException:
                del self._tasks[number]
                # Nobody ever has it.
                local.wire.tell('{"op":"destroy","on":%d}\n' % number)
                raise
            if index is not None:
                worker = real.Thread(
                    name="%s_%d" % (self._thread_name_prefix or self, index), target=self._work, daemon=False)
                worker._tl_pool = self._pool
                self._threads.append(worker)
                worker.start()
            return future

        def _work(self):
            try:
                if self._initializer is not None:
                    self._initializer(*self._initargs)
            except BaseException:
                base.LOGGER.critical("Exception in initializer:", exc_info=True)
                self._pool._tl_ask("break")
                error = thread.BrokenThreadPool("A thread initializer failed, the thread pool is not usable anymore")
                for future in self._drain():
                    future.set_exception(error)
                return
            while True:
                number = self._pool.take()
                if number is None:
                    return
                self._run(*self._tasks.pop(number))

        def _run(self, future, fn, args, kwargs):
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = fn(*args, **kwargs)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

        def _drain(self):
            while True:
                number = self._pool.take(drains=True)
                if number is None:
                    return
                yield self._tasks.pop(number)[0]

        def shutdown(self, wait=True, *, cancel_futures=False):
            self._pool._tl_ask("close")
            if cancel_futures:
                for future in self._drain():
                    future.cancel()
            if wait:
                self._pool._tl_ask("join")
                for worker in self._threads:
                    real_join(worker)

    real_executor = thread.ThreadPoolExecutor

    def __new__(cls, *args, **kwargs):
        # A thread that the runtime does not know has a pool that it does not know.
        if cls is ThreadPoolExecutor and watched() is None:
            return real_executor(*args, **kwargs)
        return object.__new__(cls)

    ThreadPoolExecutor.__new__ = __new__
    thread.ThreadPoolExecutor = ThreadPoolExecutor
