import Foundation
import Testing
import ThreadAnalysis
import ThreadExplorer
import ThreadModel
import ThreadRuntime
import ThreadTrace

@testable import ThreadPrograms

/// What threads share in Python is told, so that a search tries all that may come in between.
@Suite struct SharingTests {
    private static let sharing = """
        import sys, threading
        from dataclasses import dataclass
        @dataclass
        class P:
            x: int = 0
        class Q:
            y = 0
            def __init__(self):
                self.z = 0
            def up(self):
                self.z += 1
                self.y += 1
        g, m, d, s, pool, q, objs = 0, [0] * 2, {"a": 0}, {1}, {}, Q(), [P(), P()]
        lock = threading.Lock()
        def one():
            global g
            FIRST
        def two():
            global g
            SECOND
        ts = [threading.Thread(target=f) for f in (one, two)]
        for t in ts: t.start()
        for t in ts: t.join()
        made = sorted((k, v.x if isinstance(v, P) else v[0]) for k, v in pool.items())
        with open(sys.argv[1], "a") as file:
            print((g, m, d, sorted(s), q.y, q.z, [o.x for o in objs], made), file=file)
        """

    /// What two threads share, of every sort: made before them, by them, with a constructor of its own and without, and by whoever comes
    /// to it first.
    @Test(arguments: [
        ("m[0] += 1; m[1] = m[0]", "m[-1] += 1; m[1] += 1", 3),
        ("q.up(); g += 1", "q.y = 5; g = q.z", 6),
        ("objs[0].x += 1; objs[1].x = 3", "objs[1].x = objs[0].x + 1", 3),
        ("o = P(); pool['k'] = o; o.x += 1", "p = pool.get('k') or P(); p.x += 7", 2),
        ("l = [0]; pool['k'] = l; l[0] += 1", "p = pool['k'] if 'k' in pool else [0]; p[0] += 7", 2),
        ("d['a'] += 1; d['b'] = g", "g += 1; d['a'] += 1", 3),
        ("m.append(1); g = len(m)", "if m: m.pop()", 2),
        ("d['b'] = 1; d.pop('a', 0)", "for k in list(d): g += 1", 2),
        ("m.insert(0, 7); del m[1]", "m[:] = [g, 2]; m.sort()", 2),
        ("s.add(3); s.discard(1)", "g = (3 in s) + len(s)", 3),
    ]) func `a search comes to all ends that there are`(first: String, second: String, least: Int) throws {
        func ends(_ strategy: Exploration.Strategy) throws -> Set<Substring> {
            let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
            defer { try? FileManager.default.removeItem(atPath: file) }
            let text = Self.sharing.replacing("FIRST", with: first).replacing("SECOND", with: second)
            var exploration = Exploration()
            (exploration.strategy, exploration.runs) = (strategy, 150)
            let explorer = exploration.makeExplorer(python(text, arguments: [file]))
            while try explorer.next() != nil {}
            return Set(try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n"))
        }
        let found = try ends(.dpor)
        #expect(try ends(.random).isSubset(of: found))
        #expect(found.count >= least)
    }

    /// What Python does in one step is no race, and two of them are no step.
    @Test(arguments: [
        ("if stack: stack.pop()", [BugKind.failure]),
        ("if 5 not in stack: stack.append(5)", [BugKind.failure]),
        ("stack.append(1); stack.pop()", []), ("with lock:\n        if stack: stack.pop()", []),
    ]) func `what is asked of a list is another's to change before it is done`(code: String, bugs: [BugKind])
        throws
    {
        let text = """
            import threading
            stack = [1]
            lock = threading.Lock()
            def work():
                \(code)
            ts = [threading.Thread(target=work) for _ in range(2)]
            for t in ts: t.start()
            for t in ts: t.join()
            assert len(stack) < 3
            """
        #expect(try searched(text).bugs == bugs)
        let run = try ProgramRun(text)
        #expect(run.names(of: .atomic) == ["stack"] && run.names(of: .shared).isEmpty)
        #expect(Findings(run.trace).all(in: run.trace).allSatisfy { $0.kind != .dataRace })
    }

    /// A name that stands for the list, a list in something, a function that changes it, another that is its own subclass.
    @Test(arguments: [
        "l = box.get('l'); l and l.pop()", "l = None or box['l']\n    if l: l.pop()",
        "if (l := box['l']): l.pop()", "if box['l']: box['l'].pop()", "if box['l']: heapq.heappop(box['l'])",
        "for l in box.values():\n        if l: del l[0]", "if 'a' in own: del own['a']",
    ]) func `whatever a list is called, it is the same`(code: String) throws {
        let text = """
            import collections, heapq, threading
            class Own(collections.OrderedDict): pass
            box, own = {"l": [1]}, Own(a=1)
            def work():
                \(code)
            ts = [threading.Thread(target=work) for _ in range(2)]
            for t in ts: t.start()
            for t in ts: t.join()
            """
        #expect(try searched(text).bugs == [.failure])
    }

    /// A list that is changed in its place, whatever it is an item or an attribute of; an attribute that somebody asks for by name.
    @Test(arguments: [
        "if not l: l += [2]; n.append(1)", "if 1 not in o['s']: o['s'] |= {1}; n.append(1)",
        "if not o['done']: o['done'] += [1]; n.append(1)",
        "if not hasattr(c, 'conn'): c.conn = 1; n.append(1)",
        "if not getattr(c, 'conn', 0): c.conn = 1; n.append(1)",
        "if not l: l[:], o['x'] = [1], 1; n.append(1)", "if not l: push = l.append; push(1); n.append(1)",
        "if not getattr(c, 'conn', 0): setattr(c, 'conn', 1); n.append(1)",
        "if not b: b.append(1); n.append(1)",
        "if not hasattr(c, 'file'):\n        with open('/dev/null') as c.file: n.append(1)",
        "if not hasattr(c, 'last'):\n        for c.last in [1]: n.append(1)",
    ]) func `what is asked for first may have come meanwhile`(code: String) throws {
        let text = """
            import threading
            class C: pass
            c, l, n, o, b = C(), [], [], {"done": [], "s": set(), "x": 0}, bytearray()
            def work():
                global l
                \(code)
            ts = [threading.Thread(target=work) for _ in range(2)]
            for t in ts: t.start()
            for t in ts: t.join()
            assert n == [1]
            """
        #expect(try searched(text).bugs == [.failure])
    }

    /// Whatever looks at a thing, or draws from it, does so before another's change, or after it.
    @Test(arguments: [
        ("xs.append(2)", "x, = xs"), ("xs.append('x')", "assert ''.join(map(str, xs)) == '1'"),
        ("xs[0] = 2", "x, = xs; assert x == 1"), ("ys.extend(xs)", "xs.clear(); assert ys == []"),
        ("d['k'] = 2", "match d:\n        case {'k': 1}: raise RuntimeError"),
        ("ids.append(next(count))", "ids.insert(0, next(count)); assert ids[0] == 1"),
        ("next(numbers)", "next(numbers)"),
        ("for n in numbers: ids.append(n)", "for n in numbers: ids.append(n)"),
        ("taker.send(1)", "taker.send(2)"), ("ts[1].join()", "pass"),
        ("assert not ts[1].is_alive()", "pass"), ("assert ts[1].is_alive()", "pass"),
    ]) func `whatever looks at a thing looks before or after`(first: String, second: String) throws {
        let text = """
            import itertools, threading
            xs, ys, d, ids, count = [1], [], {"k": 1}, [], itertools.count(1)
            def drawing():
                for n in range(9): yield n
            def taking():
                while True: yield
            numbers, taker = drawing(), taking()
            next(taker)
            def never(): ys.append(1); d["k"] = 1
            def one():
                \(first)
            def two():
                \(second)
            ts = [threading.Thread(target=f) for f in (one, two)]
            for t in ts: t.start()
            for t in ts: t.join()
            """
        #expect(try searched(text).bugs == [.failure])
    }

    /// Nobody but itself is equal to such a key.
    @Test(arguments: ["K()", "K", "object()"]) func `an object is a key like any other`(key: String) throws {
        let text = """
            import threading
            class K: pass
            d, k = {}, \(key)
            def work(n):
                if k not in d: d[k] = n
            ts = [threading.Thread(target=work, args=(n,)) for n in range(2)]
            for t in ts: t.start()
            for t in ts: t.join()
            """
        #expect(try searched(text).bugs == [.lostUpdate])
        #expect(try ProgramRun(text).names(of: .shared).first?.hasPrefix("d[") == true)
    }

    /// Several may find the same and say so; but not each its own, nor what it made of what it read.
    @Test(arguments: [
        ("if not found: found = True", "if not found: found = True", [BugKind]()),
        ("if not found: found = 'a'", "if not found: found = 'b'", [.lostUpdate]),
        ("found = not found", "found = not found", [.lostUpdate]),
        ("if not found: found = True", "found = not found", [.lostUpdate]),
    ]) func `a constant that is there already undoes nothing`(
        first: String, second: String, bugs: [BugKind]
    ) throws {
        let text = """
            import threading
            found = False
            def one():
                global found
                \(first)
            def other():
                global found
                \(second)
            ts = [threading.Thread(target=f) for f in (one, other)]
            for t in ts: t.start()
            for t in ts: t.join()
            """
        #expect(try searched(text).bugs == bugs)
    }

    /// As in Peterson's algorithm. Whatever else has a say in it, or may have, counts as what had been read.
    @Test(arguments: [
        ("if turn == 9: print()\n    turn = 1 - me", [BugKind]()),
        ("old = turn\n    turn = me + 7", []), ("while turn == 5: pass\n    turn = 1 - me", []),
        ("for n in range(me + 2): print(turn); turn = n", []),
        ("old = turn\n    turn = old + me", [.lostUpdate]), ("if turn == 0: turn = me + 7", [.lostUpdate]),
        ("if turn: return\n    turn = me + 7", [.lostUpdate]),
        ("for n in range(turn + 1): turn = me + 7", [.lostUpdate]),
        ("n = me\n    n += turn\n    turn = n", [.lostUpdate]), ("turn = abs(turn) + me", [.lostUpdate]),
        ("n = me + 7\n    if turn: n = 8\n    turn = n", [.lostUpdate]), ("give(turn + 1)", [.lostUpdate]),
        ("box = Box(turn)\n    turn = box.n + me", [.lostUpdate]),
        ("n = (lambda: turn)()\n    turn = n + me", [.lostUpdate]),
        ("try: n = 1 // turn\n    except ZeroDivisionError: turn = me + 7", [.lostUpdate]),
    ]) func `what comes of nothing that was read undoes nothing`(code: String, bugs: [BugKind]) throws {
        let text = """
            import threading
            turn = 0
            class Box:
                def __init__(self, n): self.n = n
            def give(n):
                global turn
                turn = n
            def work(me):
                global turn
                \(code)
            ts = [threading.Thread(target=work, args=(n,)) for n in range(2)]
            for t in ts: t.start()
            for t in ts: t.join()
            """
        #expect(try searched(text).bugs == bugs)
    }

    /// The same list is given back, so that nothing of another's is undone; unless another was there meanwhile.
    @Test(arguments: [
        ("log += more()", "log += more()", [BugKind]()), ("c.s |= {1}", "c.s |= {2}", []),
        ("d['l'] += more()", "d['l'] += more()", []),
        ("log += more()", "log = ['b']", [.lostUpdate]),
        ("t += tuple(more())", "t += tuple(more())", [.lostUpdate]),
    ]) func `what is changed in its place loses nothing`(
        first: String, second: String, bugs: [BugKind]
    ) throws {
        let text = """
            import threading
            class C: s = set()
            c, d, log, t = C(), {"l": []}, [], ()
            def more(): return ["a"]
            def one():
                global log, t
                \(first)
            def other():
                global log, t
                \(second)
            ts = [threading.Thread(target=f) for f in (one, other)]
            for t_ in ts: t_.start()
            for t_ in ts: t_.join()
            """
        #expect(try searched(text).bugs == bugs)
    }

    /// However it came to that, what an item is worth in the end is what the screen says.
    @Test(arguments: [
        ("d.update(a=9)", "d['a']", "9"), ("d.clear()", "d['a']", "deleted"),
        ("d.setdefault('a', 5)", "d['a']", "2"), ("d.pop('a')", "d['a']", "deleted"),
        ("d.popitem()", "d['a']", "deleted"), ("l.insert(0, 7)", "l[0]", "7"),
        ("l.clear()", "l[0]", "deleted"), ("l.reverse()", "l[0]", "5"), ("l[:] = [4]", "l[0]", "4"),
        ("del l[:1]", "l[0]", "5"), ("heapq.heappush(l, 0)", "l[0]", "0"),
        ("push = l.append; push(1)", "l[0]", "2"), ("l += [8]", "l[0]", "2"),
        ("c.clear(); c['a']", "c['a']", "0"), ("c.clear(); c['a'] += 3", "c['a']", "3"),
    ]) func `items are worth what the whole has made of them`(
        change: String, name: String, value: String
    ) throws {
        let run = try ProgramRun(
            """
            import collections, heapq, threading
            d, l, c = {"a": 0}, [0, 5], collections.defaultdict(int)
            def work():
                d["a"] += 1
                l[0] += 1
                c["a"] += 1
            ts = [threading.Thread(target=work) for _ in range(2)]
            for t in ts: t.start(); t.join()
            \(change)
            """)
        let item = try #require(run.trace.resourceIDs.first { run.trace[$0]?.name == name })
        let worth = try #require(run.trace.now.value(of: item))
        #expect((worth.isName ? run.trace[NameID(worth.number)] : "\(worth.number)") == value)
    }
}
