import Foundation
import Testing
import Threadlanes

/// `Explore`, as a package's own tests use it.
@Suite struct ExploreTests {
    private func scenario(_ name: String, _ body: @escaping @Sendable () throws -> Void) -> Scenario {
        Scenario(name, title: "", summary: "", body: body)
    }

    private func embrace() -> Scenario {
        scenario("embrace") {
            let (first, second) = (Lock("first"), Lock("second"))
            let threads = [(first, second), (second, first)].map { one, other in
                Thread { try one.withLock { try other.withLock { logger.info("both") } } }
            }
            for thread in threads { try thread.start() }
            for thread in threads { try thread.join() }
        }
    }

    private func counter(_ threads: Int, isLocked: Bool) -> Scenario {
        scenario("counter") {
            let lock = Lock("lock")
            let count = Shared("count", 0)
            let workers = (0..<threads).map { _ in
                Thread {
                    if isLocked { try lock.acquire() }
                    try count.write(count.read() + 1)
                    if isLocked { try lock.release() }
                }
            }
            for worker in workers { try worker.start() }
            for worker in workers { try worker.join() }
        }
    }

    @Test(arguments: [1, 2]) func `what holds is verified`(_ jobs: Int) throws {
        let found = try Explore(counter(3, isLocked: true), jobs: jobs).verify()
        #expect(found.executions == 6)
        #expect(found.longest > 9)
    }

    @Test func `a bug is thrown, with its story and its schedule`() throws {
        let error = try #require(throws: Counterexample.self) { try Explore(embrace()).verify() }
        #expect(error.bug == .deadlock)
        #expect("\(error)".contains("Thread-1  waits for second, held by Thread-2"))
        #expect("\(error)".contains("Thread-2  waits for first, held by Thread-1"))
        #expect(error.schedule.hasPrefix("free 1x"))
    }

    @Test func `a lost update is one, unless it is allowed`() throws {
        let error = try #require(throws: Counterexample.self) {
            try Explore(counter(2, isLocked: false)).verify()
        }
        #expect(error.bug == .lostUpdate)
        #expect(try Explore(counter(2, isLocked: false), allowing: [.lostUpdate]).verify().executions == 4)
    }

    @Test func `no preemption finds less`() throws {
        #expect(throws: Never.self) { try Explore(counter(2, isLocked: false), preemptions: 0).verify() }
        #expect(throws: Counterexample.self) {
            try Explore(counter(2, isLocked: false), preemptions: 1).verify()
        }
    }

    @Test func `what does not come to its end is no proof`() throws {
        let error = try #require(throws: ExploreError.self) {
            try Explore(counter(1, isLocked: true), maxSteps: 5).verify()
        }
        #expect("\(error)".hasSuffix("of counter took more than 5 steps"))
    }

    @Test func `what draws lots of its own is no proof`() throws {
        let turns = Turns()
        let fickle = scenario("fickle") {
            let lock = Lock("lock")
            let threads = (0..<2).map { _ in
                Thread { if turns.next() % 3 != 0 { try lock.withLock {} } }
            }
            for thread in threads { try thread.start() }
            for thread in threads { try thread.join() }
        }
        let error = try #require(throws: ExploreError.self) { try Explore(fickle).verify() }
        #expect("\(error)".hasPrefix("fickle does something else on the same schedule"))
    }
}

/// What is not as it was each time.
private final class Turns: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    func next() -> Int {
        lock.withLock {
            count += 1
            return count
        }
    }
}
