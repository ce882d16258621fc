"""What a program's code means, of everything that is changed in it to tell of what threads share."""
import threading
from heapq import heappush
class Node:
    def __init__(s, n): s.n = n; s.next = None
def rev(node):
    prev = None
    while node:
        node.next, prev, node = prev, node, node.next
    out = []
    while prev: out.append(prev.n); prev = prev.next
    return out
a, b, c = Node(1), Node(2), Node(3)
a.next, b.next = b, c
print(rev(a))
x = [0, 0, 0]; i = 0; x[i], i = 5, 2; print(x, i)
i = 0; i, x[i] = 1, 7; print(x)
d = {'x': []}; d['x'].append(1); xs = [1, 2, 3]; print(*xs)
class T:
    def values(self, *a): return list(a)
    def items(self, prefix=""): return [prefix + "1"]
tbl = T(); tbl.values().append(2)
for r in tbl.values("a", "b"): print(r)
print([k for k in tbl.items(prefix="b")])
class R:
    def __del__(self): print("del")
class H: pass
h = H()
h.a, h.b = R(), 1
h.a = None
print("after")
class P:
    @property
    def v(self): print("getter"); return self._v
    @v.setter
    def v(self, x): self._v = x
p = P()
def setv(): p.v = 5
t = threading.Thread(target=setv); t.start(); t.join()
class C: pass
c = C(); lock = threading.RLock()
def rr(n):
    c.d = n; rr(n + 1)
def f():
    try: rr(0)
    except RecursionError as e: print("RecursionError")
t = threading.Thread(target=f); t.start(); t.join()
def rl(n):
    with lock: rl(n + 1)
def f2():
    try: rl(0)
    except RecursionError as e: print("RecursionError2")
t = threading.Thread(target=f2); t.start(); t.join()
import copy
try: copy.deepcopy({'l': threading.Lock()})
except TypeError as e: print("TypeError")
tm = threading.Timer(0.01, print, ["tick"]); tm.start(); tm.join(); print(tm.finished.is_set())
buf = [1, 2, 3]; buf[0:0] += [9]; buf[:] = [buf[0]] + buf; print(buf)
(n := 5); print(n)
first, *rest = xs; h.first, *h.rest = xs; print(first, rest, h.first, h.rest)
(h.q, (h.r, x[0])), h.s = (1, (2, 3)), 4; print(h.q, h.r, x[0], h.s)
del h.s; print(hasattr(h, "s"))
log = []
def called(name, value):
    log.append(name)
    return value
called("list", x)[called("key", 0)] = called("value", 8)
called("list", x)[called("key", 1)] += called("value", 8)
x.append(called("argument", 1))
print(log, x)
class Base(dict):
    def __missing__(self, key):
        return key * 2
    def pop(self, *rest):
        return "own"
base = Base(a=1)
print(base["b"], "b" in base, base.get("b"), base.pop("a"), [*base], {**base})
def keys(*names, **values):
    return names, sorted(values.items())
print(keys(*x, *xs, **{"k": 1}))
try:
    for k in d:
        d[k + "y"] = 1
except RuntimeError as error:
    print(error)
print([(i, v) for i, v in enumerate(x) if v], [a + b for a, b in zip(x, xs)], f"{x} {x!r:>20} {len(x)=}")
print(x == [8], x != xs, not x, x and 1, x or 2, x + xs, x * 2, min(x), max(xs), sorted(x, reverse=True), x[1:], x[::-1])
del x[0], x[0:1]
print(x, sum(xs), list(reversed(xs)), 1 in xs, 4 not in xs, bool(x), any(x), iter(xs).__next__())
x = y = [1]
x += [2]; y *= 2
print(x is y, x)
class Point:
    __slots__ = ("a", "b")
    total = 0
    def __init__(self, a):
        self.a = self.b = a
        Point.total += 1
point = Point(3)
point.a, point.b = point.b + 1, point.a
print(point.a, point.b, Point.total, hasattr(point, "c"))
def outer():
    count, seen = 0, []
    def inner():
        nonlocal count
        count += 1
        seen.append(count)
        return count
    inner(); inner()
    return count, seen
print(outer(), vars(Point).keys() & {"__tl_1__"}, [name for name in globals() if name.startswith("__tl")])
try:
    d["none"]
except KeyError as error:
    print(repr(error))
import array
box = C()
box.n, box.items = 0, []
for box.n in range(3): pass
for box.n, (box.items, *box.rest) in [(1, (2, 3, 4)), (5, ([], 6))]:
    if box.n == 1: continue
    print(box.n, box.items, box.rest)
else:
    print("else", box.n)
class Opened:
    def __init__(self, name): self.name = name
    def __enter__(self): return self
    def __exit__(self, *error): print("closed", self.name, error[0])
with Opened(1) as box.file, Opened(box.file.name + 1) as other, Opened(other.name + 1): print(box.file.name, other.name)
class Picky:
    def __setattr__(self, name, value): raise ValueError(name)
try:
    with Opened(4) as Picky().file: print("never")
except ValueError as error: print(error)
push = box.items.append
for n in map(push, (1, 2)): print(n)
print(box.items, push.__name__, push.__self__ is box.items, list(map("a,b".split, ",")))
setattr(box, "n", getattr(box, "n") + 1); print(box.n); delattr(box, "n"); print(hasattr(box, "n"))
raw, numbers = bytearray(b"abc"), array.array("i", [1, 2])
raw[0] += 1; raw.append(120); raw[1:2] = b"__"; numbers[1] *= 5; numbers.append(7); del raw[-1]
print(raw, numbers, raw.find(b"c"), 7 in numbers, sum(numbers), bytes(raw), raw == bytearray(b"b__c"))
def more(): print("asked"); return [3]
box.items += more(); x += more(); print(box.items, x)
import traceback
def fail():
    try: box.items.remove(9)
    except ValueError: return [line.strip() for line in traceback.format_exc(limit=2).splitlines() if "File" not in line]
print(fail(), [frame.name for frame in traceback.extract_stack()])
import logging, sys
print(all(thread.ident in sys._current_frames() for thread in threading.enumerate()))
print(0 <= logging.LogRecord("a", 20, "f", 1, "m", (), None).relativeCreated < 1e6)
