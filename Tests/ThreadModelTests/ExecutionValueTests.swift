import Testing
import ThreadModel
import ThreadTrace

/// An execution is a value: plain depth-first search by copying it finds every way that a small program can go.
@Suite struct ExecutionValueTests {
    private let first = ResourceID(1)
    private let second = ResourceID(2)
    private let third = ResourceID(3)

    /// Reads a value and writes one more.
    private func increment(_ shared: ResourceID) -> Code {
        Code { count, replies in
            switch count {
            case 0: Request(.read, shared)
            case 1: Request(.write, shared, argument: replies[0].number + 1)
            default: nil
            }
        }
    }

    @Test func `three unlocked increments have 90 ends, in which one, two or all of them count`() {
        let program = Program((0..<3).map { _ in increment(first) }) { _ = $0.defineShared() }
        var outcomes: [Int: Int] = [:]
        let ends = program.explore { outcomes[$0.execution.token(first) ?? -1, default: 0] += 1 }
        #expect(ends == 90)
        #expect(Set(outcomes.keys) == [1, 2, 3])
        // Nothing is lost in the six orders in which one comes after the other.
        #expect(outcomes[3] == 6)
    }

    @Test func `three philosophers who take left then right can deadlock, and the circle is named`() throws {
        let forks = [first, second, third]
        let codes = forks.indices.map { place in
            let (left, right) = (forks[place], forks[(place + 1) % 3])
            return Code([
                Request(.acquire, left), Request(.acquire, right), Request(.release, right, argument: 1),
                Request(.release, left, argument: 1),
            ])
        }
        let program = Program(codes) { execution in for _ in forks { _ = execution.defineLock() } }
        var circles: Set<[ThreadID]> = []
        let ends = program.explore { end in
            if end.isStuck() { circles.insert(end.execution.waits.cycle.map(\.thread)) }
        }
        #expect(ends == 168)
        #expect(circles == [[1, 2, 3].map(ThreadID.init)])
    }

    @Test func `a copy goes its own way and leaves the original as it was`() {
        var program = Program((0..<2).map { _ in increment(first) }) { _ = $0.defineShared() }
        program.take(ThreadID(1))
        var copy = program
        copy.take(ThreadID(1))
        copy.take(ThreadID(2))
        #expect(copy.execution.token(first) == 1)
        #expect(program.execution.token(first) == 0)
        // Two operations, and the end of the first thread.
        #expect(program.execution.steps + 3 == copy.execution.steps)
        #expect(program.enabled() == [ThreadID(1), ThreadID(2)])
    }

    @Test func `with a free clock a sleeper may wake at any moment after, and a timeout end at any`() {
        // One sleeps a second and writes 1, the other ten seconds and writes 2: both orders happen.
        let codes = [(1, 1_000_000_000), (2, 10_000_000_000)].map { token, time in
            Code([Request(.sleep, limit: .after(Int64(time))), Request(.write, first, argument: token)])
        }
        var orders: Set<Int> = []
        _ = Program(codes) { _ = $0.defineShared() }.explore { orders.insert($0.execution.token(first) ?? 0) }
        #expect(orders == [1, 2])
        // On the virtual clock the shorter sleep ends first.
        orders = []
        _ = Program(codes, clock: .virtual) { _ = $0.defineShared() }.explore { program in
            var program = program
            while case .idle(let deadline) = program.execution.standing(real: 0) {
                program.execution.clock.jump(to: deadline, real: 0)
                while let next = program.enabled().first { program.take(next) }
            }
            orders.insert(program.execution.token(first) ?? 0)
        }
        #expect(orders == [2])
    }
}
