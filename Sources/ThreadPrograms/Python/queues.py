# Queues.


class Countable(Thing):
    """What is alike in all: the runtime knows how many elements there are."""

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    def qsize(self):
        return self._tl_real().qsize() if watched() is None else self._tl_ask("look")

    def empty(self):
        return self.qsize() == 0

    __class_getitem__ = classmethod(types.GenericAlias)


class Queue(Countable):
    """Elements stay here, in the order that `_put` and `_get` make, which subclasses may replace as ever; the runtime counts them."""

    KIND = "queue"
    TOO_MANY = "task_done() called too many times"

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._tl_init(count=max(0, maxsize))
        self._tl_pending, self._tl_tokens = {}, itertools.count(1)
        self.mutex = Lock("")
        self._init(maxsize)

    def _tl_make(self):
        return real_queue.Queue(self.maxsize)

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    def put(self, item, block=True, timeout=None):
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if watched() is None:
            return self._tl_real().put(item, block, timeout)
        token = next(self._tl_tokens)
        self._tl_pending[token] = item
        local.wire.handed += 1
        try:
            self._tl_ask("put", '%s,"item":%d' % (limit(block, timeout), token))
        except BaseException as error:
            if getattr(error, "threadlanes", {}).get("ok") is not True:
                self._tl_pending.pop(token, None)
                raise
            self._tl_settle(token)
            raise
        self._tl_settle(token)

    def _tl_settle(self, token):
        """The element has been put, as the runtime has it; whoever knows that first puts it here."""
        item = self._tl_pending.pop(token, MISSING)
        if item is not MISSING:
            self._put(item)

    def get(self, block=True, timeout=None):
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if watched() is None:
            return self._tl_real().get(block, timeout)
        self._tl_settle(self._tl_ask("get", limit(block, timeout)))
        return self._get()

    def full(self):
        return 0 < self.maxsize <= self.qsize()

    def task_done(self):
        if watched() is None:
            return self._tl_real().task_done()
        self._tl_ask("done", errors={"too-many-done": ValueError(self.TOO_MANY)})

    def join(self):
        if watched() is None:
            return self._tl_real().join()
        self._tl_ask("join")

    if hasattr(real_queue, "ShutDown"):

        def shutdown(self, immediate=False):
            while self._tl_ask("shutdown", ',"flag":%s' % ("true" if immediate else "false")) is not None:
                self._get()


class LifoQueue(Queue):
    KIND = "lifo-queue"

    def _tl_make(self):
        return real_queue.LifoQueue(self.maxsize)

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class PriorityQueue(Queue):
    def _tl_make(self):
        return real_queue.PriorityQueue(self.maxsize)

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heapq.heappush(self.queue, item)

    def _get(self):
        return heapq.heappop(self.queue)


class SimpleQueue(Countable):
    KIND = "queue"

    def __init__(self):
        self._tl_init()
        self._items, self._tl_tokens = {}, itertools.count(1)

    def _tl_make(self):
        return real_queue.SimpleQueue()

    def put(self, item, block=True, timeout=None):
        if watched() is None:
            return self._tl_real().put(item)
        token = next(self._tl_tokens)
        self._items[token] = item
        local.wire.handed += 1
        self._tl_ask("put", ',"item":%d' % token)

    def get(self, block=True, timeout=None):
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if watched() is None:
            return self._tl_real().get(block, timeout)
        return self._items.pop(self._tl_ask("get", limit(block, timeout)))
