import Testing
import ThreadModel
import ThreadTrace

@testable import ThreadRuntime

/// Who holds what and who waits for whom: the verdict, the lanes and the overlay say the same.
@Suite struct WhoWaitsTests {
    @Test func `a permit is taken by who took it until anybody gives one back`() throws {
        let recording = Recording(.random(seed: 7)) {
            let empty = try Semaphore("empty", value: 2)
            let full = try Semaphore("full", value: 0)
            let lock = Lock("buffer.lock")
            let producer = Thread(name: "producer") {
                for _ in 0..<6 {
                    try empty.acquire()
                    try lock.withLock {}
                    try full.release()
                    try Threading.sleep(for: .milliseconds(100))
                }
            }
            let consumer = Thread(name: "consumer") {
                for _ in 0..<6 {
                    try full.acquire()
                    try lock.withLock {}
                    try empty.release()
                    try Threading.sleep(for: .milliseconds(300))
                }
            }
            for thread in [producer, consumer] { try thread.start() }
            for thread in [producer, consumer] { try thread.join() }
        }
        #expect(try recording.finish() == .finished)
        let trace = recording.trace
        for event in recording.events where event.thread == recording.thread("consumer") {
            // A signal is never held.
            #expect(trace[event.holds]?.name != "full" && trace[event.holds]?.name != "empty")
        }
        let empty = trace.resourceIDs.first { trace[$0]?.name == "empty" } ?? .none
        #expect(trace.now.takers(of: empty).isEmpty)
    }

    @Test(arguments: schedules)
    func `nobody is to blame for a permit, and a circle has only sure edges`(schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let items = try Semaphore("items", value: 0)
            let m = Lock("m")
            let consumer = Thread(name: "consumer") {
                try items.acquire()
                try m.acquire()
                try items.acquire()
            }
            let producer = Thread(name: "producer") {
                try items.release()
                try Threading.sleep(for: .seconds(1))
                try m.acquire()
                try items.release()
            }
            for thread in [consumer, producer] { try thread.start() }
            for thread in [producer, consumer] { try thread.join() }
        }
        let verdict = try recording.finish()
        #expect(
            verdict
                == .deadlocked(
                    "MainThread waits for thread producer; consumer waits for semaphore items; "
                        + "producer waits for lock m, held by consumer"))
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `the verdict's graph is the overlay's, at the end and at every step before`(seed: UInt64) throws {
        let recording = Recording(.random(seed: seed), isPaused: true) {
            let locks = (0..<3).map { Lock("lock-\($0)") }
            let reentrant = RLock("reentrant")
            let permits = try Semaphore("permits", value: 2)
            let threads = (0..<3).map { place in
                Thread(name: "t\(place)") {
                    try locks[place].withLock {
                        try permits.acquire()
                        try reentrant.withLock { try locks[(place + 1) % 3].withLock {} }
                        try permits.release()
                    }
                }
            }
            for thread in threads { try thread.start() }
            for thread in threads { try thread.join() }
        }
        let run = recording.run
        try run.start()
        while recording.trace.verdict == nil {
            let steps = recording.trace.stepCount
            run.step()
            try #require(recording.wait { $0.stepCount > steps || $0.verdict != nil })
            try #require(
                recording.wait { _ in run.withMonitor { run.execution.running == 0 || run.verdict != nil } })
            guard recording.trace.verdict == nil else { break }
            let (own, canGo) = run.withMonitor {
                let execution = run.execution
                return (execution.waits, Set(execution.alive.filter(execution.isEnabled)))
            }
            // Who could go by now is still shown to wait until it does.
            let shown = WaitForGraph(recording.trace.now)
            try #require(Set(own.waits) == Set(shown.waits.filter { !canGo.contains($0.thread) }))
            try #require(own.cycle == shown.cycle)
        }
        run.wait()
    }

    @Test(arguments: [Schedule.parallel, .roundRobin])
    func `a circle among some is found when it closes, though others go on`(schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let a = Lock("a")
            let b = Lock("b")
            for (name, one, other) in [("x", a, b), ("y", b, a)] {
                try Thread(name: name, isDaemon: true) {
                    try one.withLock {
                        try Threading.sleep(for: .seconds(1))
                        try other.withLock {}
                    }
                }.start()
            }
            try Threading.sleep(for: .seconds(5))
            print("went on")
        }
        #expect(try recording.finish() == .finished)
        let trace = recording.trace
        let deadlocks = recording.events.enumerated().filter { $0.element.kind == .deadlock }
        #expect(deadlocks.map(\.element.thread) == [recording.thread("x"), recording.thread("y")])
        let message = recording.events.lastIndex { $0.kind == .output } ?? 0
        #expect(deadlocks.allSatisfy { $0.offset < message })
        let moment = trace.moment(at: message)
        #expect(WaitForGraph(moment).cycle.map(\.thread) == deadlocks.map(\.element.thread))
    }

    @Test func `a circle that another opens is one no more`() throws {
        let recording = Recording(.roundRobin) {
            let turn = Lock("turn")
            try turn.acquire()
            let waiter = Thread(name: "waiter") { try turn.acquire() }
            let helper = Thread(name: "helper") {
                try Threading.sleep(for: .seconds(1))
                try turn.release()
            }
            for thread in [waiter, helper] { try thread.start() }
            for thread in [waiter, helper] { try thread.join() }
        }
        #expect(try recording.finish() == .finished)
        let waiter = recording.thread("waiter")
        #expect(recording.events.contains { $0.kind == .deadlock && $0.thread == waiter })
        #expect(recording.trace.now.state(of: waiter).activity == .done)
        #expect(recording.trace.now.state(of: recording.thread("MainThread")).activity == .done)
    }

    @Test func `busy workers and takers of permits are known at every moment`() throws {
        let recording = Recording(.roundRobin) {
            let permits = try Semaphore("permits", value: 1)
            try withThreadPool("pool", maxWorkers: 2) { pool in
                try pool.map(0..<2) { _ in
                    try permits.withLock { try Threading.sleep(for: .seconds(1)) }
                }
            }
        }
        #expect(try recording.finish() == .finished)
        let trace = recording.trace
        let pool = trace.resourceIDs.first { trace[$0]?.kind == .pool } ?? .none
        let permits = trace.resourceIDs.first { trace[$0]?.kind == .semaphore } ?? .none
        let busiest = (0...trace.count).max { count($0, pool) < count($1, pool) } ?? 0
        func count(_ position: Int, _ resource: ResourceID) -> Int {
            trace.moment(at: position).takers(of: resource).count
        }
        #expect(
            Set(trace.moment(at: busiest).takers(of: pool).compactMap { trace[$0]?.name }) == [
                "worker-0", "worker-1",
            ])
        #expect((0...trace.count).allSatisfy { count($0, permits) <= 1 })
        #expect((0...trace.count).contains { count($0, permits) == 1 })
        #expect(count(trace.count, pool) == 0 && count(trace.count, permits) == 0)
    }
}
