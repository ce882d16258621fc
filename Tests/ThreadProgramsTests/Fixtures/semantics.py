"""What CPython's primitives answer, point by point: run bare and watched, it prints the same."""
import collections
import concurrent.futures as cf
import itertools
import queue
import sys
import threading
import time

number = itertools.count(1)


def tell(what, function):
    """One point: what a call comes to, or what it raises."""
    try:
        result = function()
    except BaseException as error:
        result = "%s: %s" % (type(error).__name__, error)
    print("%d %s: %s" % (next(number), what, result))


def beside(function, *args):
    """What a function comes to on a thread of its own."""
    results = []

    def carry_out():
        try:
            results.append(function(*args))
        except BaseException as error:
            results.append("%s: %s" % (type(error).__name__, error))

    thread = threading.Thread(target=carry_out)
    thread.start()
    thread.join()
    return results[0]


# Locks
lock = threading.Lock()
tell("a free lock", lock.locked)
tell("acquiring it", lock.acquire)
tell("it is locked", lock.locked)
tell("again, not blocking", lambda: lock.acquire(False))
tell("again, with a timeout", lambda: lock.acquire(timeout=0.02))
tell("again, beside", lambda: beside(lock.acquire, False))
tell("a timeout without blocking", lambda: lock.acquire(False, 1))
tell("a negative timeout", lambda: lock.acquire(True, -2))
tell("a timeout that is too large", lambda: lock.acquire(True, 1e20))
tell("released by another", lambda: beside(lock.release))
tell("released when free", lock.release)
tell("with", lambda: lock.__enter__())
tell("and out", lambda: lock.__exit__(None, None, None))

rlock = threading.RLock()
tell("acquiring twice", lambda: (rlock.acquire(), rlock.acquire()))
tell("another can not", lambda: beside(rlock.acquire, False))
tell("another may not release", lambda: beside(rlock.release))
tell("once is not enough", lambda: (rlock.release(), beside(rlock.acquire, False)))
tell("twice is", lambda: (rlock.release(), beside(rlock.acquire, False)))
tell("released when free", threading.RLock().release)

# Conditions
condition = threading.Condition()
tell("waiting without the lock", condition.wait)
tell("notifying without the lock", condition.notify)
tell("notifying all without the lock", condition.notify_all)


def wait_for(timeout):
    with condition:
        return condition.wait(timeout)


tell("waiting in vain", lambda: wait_for(0.02))
tell("waiting for no time", lambda: wait_for(0))


def wait_until(predicate, timeout):
    with condition:
        return condition.wait_for(predicate, timeout)


tell("waiting for what is so", lambda: wait_until(lambda: "so", 1))
tell("waiting for what never is", lambda: wait_until(lambda: None, 0.02))
plain = threading.Condition(threading.Lock())
tell("a plain lock of a condition", lambda: (plain.acquire(), plain.wait(0.01), plain.release()))


def notified(count):
    """How many of three who wait are notified."""
    woken = []
    waiting = threading.Semaphore(0)

    def wait():
        with condition:
            waiting.release()
            if condition.wait(0.3):
                woken.append(1)

    threads = [threading.Thread(target=wait) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in threads:
        waiting.acquire()
    with condition:
        condition.notify(count)
    for thread in threads:
        thread.join()
    return len(woken)


tell("notifying nobody", lambda: notified(0))
tell("notifying one", lambda: notified(1))
tell("notifying two", lambda: notified(2))
tell("notifying more than there are", lambda: notified(7))

# Semaphores
semaphore = threading.Semaphore(2)
tell("two permits", lambda: (semaphore.acquire(), semaphore.acquire(), semaphore.acquire(False)))
tell("a timeout", lambda: semaphore.acquire(timeout=0.02))
tell("a timeout without blocking", lambda: semaphore.acquire(False, 1))
tell("giving back three", lambda: semaphore.release(3))
tell("and having them", lambda: [semaphore.acquire(False) for _ in range(4)])
tell("giving back none", lambda: semaphore.release(0))
tell("fewer than none", lambda: threading.Semaphore(-1))
tell("more than there were", lambda: threading.BoundedSemaphore(1).release())

# Events
event = threading.Event()
tell("a new event", event.is_set)
tell("waiting in vain", lambda: event.wait(0.02))
tell("setting it", event.set)
tell("waiting", lambda: (event.wait(), event.wait(0), event.is_set()))
tell("clearing it", lambda: (event.clear(), event.is_set()))

# Barriers
barrier = threading.Barrier(1)
tell("a barrier for one", lambda: (barrier.wait(), barrier.parties, barrier.n_waiting, barrier.broken))
pair = threading.Barrier(2, timeout=0.02)
tell("waiting in vain breaks it", pair.wait)
tell("broken", lambda: (pair.broken, pair.n_waiting))
tell("waiting at a broken one", pair.wait)
tell("reset", lambda: (pair.reset(), pair.broken))
tell("abort", lambda: (pair.abort(), pair.broken))


def met(action=None):
    meeting = threading.Barrier(3, action)
    indexes = []
    threads = [threading.Thread(target=lambda: indexes.append(meeting.wait())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(indexes)


acted = []
tell("all three", met)
tell("with an action", lambda: (met(lambda: acted.append(1)), acted))
failing = threading.Barrier(1, lambda: 1 / 0)
tell("an action that fails", failing.wait)
tell("breaks it", lambda: failing.broken)

# Queues
bounded = queue.Queue(1)
tell("an empty queue", lambda: (bounded.empty(), bounded.full(), bounded.qsize()))
tell("getting at once", bounded.get_nowait)
tell("getting in vain", lambda: bounded.get(timeout=0.02))
tell("putting", lambda: (bounded.put("a"), bounded.full()))
tell("putting at once", lambda: bounded.put_nowait("b"))
tell("putting in vain", lambda: bounded.put("b", timeout=0.02))
tell("a negative timeout", lambda: bounded.put("b", timeout=-1))
tell("getting it", bounded.get)
tell("done", bounded.task_done)
tell("done too often", bounded.task_done)
tell("joining", bounded.join)
last = queue.LifoQueue()
tell("last in, first out", lambda: ([last.put(n) for n in (1, 2, 3)], [last.get() for _ in range(3)]))
least = queue.PriorityQueue()
tell("least first", lambda: ([least.put(n) for n in (3, 1, 2, 1)], [least.get() for _ in range(4)]))
tell("what can not be compared", lambda: (least.put(1), least.put("a")))
simple = queue.SimpleQueue()
tell("a simple one", lambda: (simple.put(1), simple.qsize(), simple.get(), simple.empty()))
tell("and in vain", lambda: simple.get(timeout=0.02))


class Unique(queue.Queue):
    def _init(self, maxsize):
        self.queue = collections.OrderedDict()

    def _put(self, item):
        self.queue[item] = None

    def _get(self):
        return self.queue.popitem(last=False)[0]


unique = Unique()
tell("a queue of one's own", lambda: (unique.put("x"), unique.put("y"), unique.get(), unique.get()))

# Threads
thread = threading.Thread(target=lambda: None, name="named")
tell("before its start", lambda: (thread.is_alive(), thread.ident, thread.daemon, thread.name))
tell("joining it then", thread.join)
tell("starting and joining", lambda: (thread.start(), thread.join(), thread.is_alive()))
tell("starting twice", thread.start)
tell("joining oneself", lambda: threading.current_thread().join())
sleeper = threading.Thread(target=lambda: time.sleep(0.1))
tell("joining for a while", lambda: (sleeper.start(), sleeper.join(0.01), sleeper.is_alive(), sleeper.join(), sleeper.is_alive()))
tell("a daemon's child", lambda: beside(lambda: threading.current_thread().daemon))
tell("a name", lambda: beside(lambda: threading.current_thread() is threading.main_thread()))
tell("how many", lambda: (threading.active_count(), len(threading.enumerate())))
own = threading.local()
own.value = 1
tell("a thread's own", lambda: beside(lambda: hasattr(own, "value")))
seen = []
hook = threading.excepthook
threading.excepthook = lambda args: seen.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
broken = threading.Thread(target=lambda: 1 / 0, name="broken")
tell("a hook for errors", lambda: (broken.start(), broken.join(), seen))
threading.excepthook = hook
timer = threading.Timer(0.01, lambda: seen.append("fired"))
tell("a timer", lambda: (timer.start(), timer.join(), seen[-1]))
timer = threading.Timer(5, lambda: seen.append("fired again"))
tell("cancelled", lambda: (timer.start(), timer.cancel(), timer.join(), seen[-1]))
tell("sleeping for less than nothing", lambda: time.sleep(-1))
tell("sleeping for a text", lambda: time.sleep("a"))

# Pools and futures
with cf.ThreadPoolExecutor(2) as pool:
    tell("results", lambda: list(pool.map(lambda n: n * n, range(5))))
    future = pool.submit(pow, 2, 5)
    tell("a future", lambda: (future.result(), future.done(), future.running(), future.cancelled(), future.exception()))
    failing = pool.submit(lambda: 1 / 0)
    tell("an error", failing.result)
    tell("an error, asked for", lambda: repr(failing.exception()))
    slow = pool.submit(time.sleep, 0.1)
    tell("not yet", lambda: slow.result(0.01))
    tell("too late to cancel", slow.cancel)
    tell("the first", lambda: [len(part) for part in cf.wait([future, slow], return_when=cf.FIRST_COMPLETED)])
    tell("all", lambda: [len(part) for part in cf.wait([future, slow])])
    called = []
    future.add_done_callback(lambda f: called.append(f.result()))
    tell("a callback, too late", lambda: called)
    tell("as they end", lambda: sorted(f.result() for f in cf.as_completed([pool.submit(abs, -n) for n in range(4)])))
    tell("a map that fails", lambda: list(pool.map(lambda n: 1 // n, (1, 0))))
tell("after its end", lambda: pool.submit(abs, 1))
tell("no workers", lambda: cf.ThreadPoolExecutor(0))
tell("no initializer", lambda: cf.ThreadPoolExecutor(1, initializer=1))
pool = cf.ThreadPoolExecutor(1)
hold = threading.Event()
first, second = pool.submit(hold.wait), pool.submit(abs, -1)
while not first.running():
    time.sleep(0.001)
tell("cancelling what waits", lambda: (second.cancel(), second.cancelled(), second.done()))
tell("what was cancelled", second.result)
tell("closing", lambda: (hold.set(), pool.shutdown(cancel_futures=True), first.result()))
loose = cf.Future()
tell("a future by hand", lambda: (loose.done(), loose.set_result(7), loose.result(), loose.done()))
tell("twice", lambda: type(beside(lambda: loose.set_result(8))).__name__)
tell("printing without an end", lambda: print("a", "b", sep="-", end=";") or sys.stdout.write("c\n"))
