import Testing
import ThreadExplorer
import ThreadRuntime
import ThreadTrace

/// Numbers of executions that are known in closed form, from the literature and its tools' test suites: each class of executions is
/// run once, and none is begun in vain.
@Suite struct ExactTraceTests {
    struct Program: CustomTestStringConvertible {
        let name: String
        let traces: Int
        var deadlocked = 0
        var lost: Int?
        let body: @Sendable () throws -> Void

        init(
            _ name: String, _ traces: Int, deadlocked: Int = 0, lost: Int? = nil,
            _ body: @escaping @Sendable () throws -> Void
        ) {
            self.name = name
            self.traces = traces
            self.deadlocked = deadlocked
            self.lost = lost
            self.body = body
        }

        var testDescription: String { name }
    }

    @Test(arguments: small + large)
    func `as many executions as there are traces, none in vain`(_ program: Program) throws {
        let scenario = Scenario("program", title: "", summary: "", body: program.body)
        let explorer = Exploration().makeExplorer(scenario)
        var deadlocked = 0
        while let ended = try explorer.next() {
            switch ended.verdict {
            case .finished: break
            case .deadlocked: deadlocked += 1
            default: Issue.record("\(ended.verdict)")
            }
            if explorer.tally.executions > 2 * program.traces + 10 { break }
        }
        #expect(explorer.tally.executions == program.traces)
        #expect(explorer.tally.abandoned == 0)
        #expect(deadlocked == program.deadlocked)
        if let lost = program.lost { #expect(explorer.tally.withLostUpdates == lost) }
    }

    @Test(arguments: small + large.filter { $0.traces < 1_000 })
    func `as many executions in parts, beside each other`(_ program: Program) throws {
        let scenario = Scenario("program", title: "", summary: "", body: program.body)
        let exploration = Exploration()
        let parts = try exploration.parts(of: scenario, workers: 1)
        let search = PartedSearch(scenario, exploration, parts, jobs: 2, goesOn: true)
        let state = try search.run()
        #expect(state.tally.executions == program.traces)
        #expect(state.rest.isEmpty && state.done == parts.count && state.covered == 1)
    }

    // MARK: The programs

    private static func threads(_ bodies: [@Sendable () throws -> Void]) throws {
        let threads = bodies.map { Thread(target: $0) }
        for thread in threads { try thread.start() }
        for thread in threads { try thread.join() }
    }

    private static func locked(_ count: Int, _ times: Int, _ traces: Int) -> Program {
        Program("locked \(count)x\(times)", traces, lost: 0) {
            let lock = Lock("lock")
            let value = Shared("value", 0)
            try threads(
                (0..<count).map { _ in
                    {
                        for _ in 0..<times {
                            try lock.acquire()
                            try value.write(value.read() + 1)
                            try lock.release()
                        }
                    }
                })
        }
    }

    private static func lostUpdate(_ count: Int, _ times: Int, _ traces: Int, lost: Int? = nil) -> Program {
        Program("lost update \(count)x\(times)", traces, lost: lost) {
            let x = Shared("x", 0)
            try threads(
                (0..<count).map { _ in
                    { for _ in 0..<times { try x.write(x.read() + 1) } }
                })
        }
    }

    private static func writers(_ name: String, _ traces: Int, writers: Int, readers: Int) -> Program {
        Program(name, traces) {
            let x = Shared("x", 0)
            let writing = (0..<writers).map { number -> @Sendable () throws -> Void in { try x.write(number) }
            }
            let reading = (0..<readers).map { _ -> @Sendable () throws -> Void in { _ = try x.read() } }
            try threads(writing + reading)
        }
    }

    private static func lastZero(_ count: Int, _ traces: Int) -> Program {
        Program("last zero \(count)", traces) {
            let a = (0...count).map { Shared("a\($0)", 0) }
            let writing = (1...count).map { j -> @Sendable () throws -> Void in
                { try a[j].write(a[j - 1].read() + 1) }
            }
            try threads(
                [
                    {
                        var i = count
                        while try a[i].read() != 0 { i -= 1 }
                    }
                ] + writing)
        }
    }

    private static func philosophers(_ count: Int) -> Program {
        Program("philosophers \(count)", (1 << count) - 1, deadlocked: 1) {
            let forks = (0..<count).map { Lock("fork \($0)") }
            try threads(
                (0..<count).map { i in
                    {
                        try forks[i].acquire()
                        try forks[(i + 1) % count].acquire()
                        try forks[i].release()
                        try forks[(i + 1) % count].release()
                    }
                })
        }
    }

    private static func fileSystem(_ count: Int, _ traces: Int) -> Program {
        Program("file system \(count)", traces) {
            let inodes = (0..<32).map { Shared("inode\($0)", 0) }
            let inodeLocks = (0..<32).map { Lock("li\($0)") }
            let busy = (0..<26).map { Shared("busy\($0)", 0) }
            let busyLocks = (0..<26).map { Lock("lb\($0)") }
            try threads(
                (0..<count).map { t in
                    {
                        let i = t % 32
                        try inodeLocks[i].acquire()
                        if try inodes[i].read() == 0 {
                            var b = 2 * i % 26
                            while true {
                                try busyLocks[b].acquire()
                                if try busy[b].read() == 0 {
                                    try busy[b].write(1)
                                    try inodes[i].write(b + 1)
                                    try busyLocks[b].release()
                                    break
                                }
                                try busyLocks[b].release()
                                b = (b + 1) % 26
                            }
                        }
                        try inodeLocks[i].release()
                    }
                })
        }
    }

    private static func indexer(_ count: Int, _ traces: Int) -> Program {
        Program("indexer \(count)", traces) {
            let table = (0..<128).map { Shared("table\($0)", 0) }
            let locks = (0..<128).map { Lock("c\($0)") }
            try threads(
                (0..<count).map { t in
                    {
                        for m in 1...4 {
                            let w = 11 * m + t
                            var h = 7 * w % 128
                            while true {
                                try locks[h].acquire()
                                if try table[h].read() == 0 {
                                    try table[h].write(w)
                                    try locks[h].release()
                                    break
                                }
                                try locks[h].release()
                                h = (h + 1) % 128
                            }
                        }
                    }
                })
        }
    }

    static let small: [Program] = [
        Program("independent 4", 1) {
            try threads((0..<4).map { i in { try Shared("x\(i)", 0).write(1) } })
        },
        writers("only readers 4", 1, writers: 0, readers: 4),
        locked(2, 1, 2), locked(3, 1, 6), locked(4, 1, 24), locked(5, 1, 120), locked(2, 2, 6),
        locked(2, 3, 20), locked(3, 2, 90),
        writers("last write 2", 2, writers: 2, readers: 0),
        writers("last write 3", 6, writers: 3, readers: 0),
        writers("last write 4", 24, writers: 4, readers: 0),
        writers("floating 2", 6, writers: 2, readers: 1), writers("floating 3", 24, writers: 3, readers: 1),
        writers("readers 1", 2, writers: 1, readers: 1), writers("readers 2", 4, writers: 1, readers: 2),
        writers("readers 3", 8, writers: 1, readers: 3), writers("readers 4", 16, writers: 1, readers: 4),
        writers("readers 6", 64, writers: 1, readers: 6),
        lastZero(1, 2), lastZero(2, 5), lastZero(3, 12), lastZero(4, 28), lastZero(5, 64),
        lostUpdate(2, 1, 4, lost: 2), lostUpdate(3, 1, 36, lost: 30), lostUpdate(4, 1, 576),
        lostUpdate(2, 2, 34), lostUpdate(2, 3, 328),
        philosophers(2), philosophers(3), philosophers(4),
        Program("store buffering", 3) {
            let (x, y) = (Shared("x", 0), Shared("y", 0))
            try threads([
                {
                    try x.write(1); _ = try y.read()
                },
                {
                    try y.write(1); _ = try x.read()
                },
            ])
        },
        Program("message passing", 3) {
            let (x, y) = (Shared("x", 0), Shared("y", 0))
            try threads([
                {
                    try x.write(1); try y.write(1)
                },
                {
                    _ = try y.read(); _ = try x.read()
                },
            ])
        },
        Program("independent reads of independent writes", 15) {
            let (x, y) = (Shared("x", 0), Shared("y", 0))
            try threads([
                { try x.write(1) }, { try y.write(1) },
                {
                    _ = try x.read(); _ = try y.read()
                },
                {
                    _ = try y.read(); _ = try x.read()
                },
            ])
        },
    ]

    static let large: [Program] = [
        fileSystem(13, 1), fileSystem(14, 2), fileSystem(15, 4), fileSystem(16, 8), fileSystem(18, 32),
        indexer(11, 1), indexer(12, 8), lastZero(10, 3328),
    ]
}
