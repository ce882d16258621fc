import Testing
import ThreadModel
import ThreadTrace

/// The laws that `Primitive` documents, for each of them, in states that random operations lead to.
@Suite struct PrimitiveLawTests {
    /// A primitive that has come to some state by threads' operations.
    private struct Sample {
        var primitive: AnyPrimitive
        let operations: [Operation]

        static let names = [
            "lock", "rlock", "semaphore", "bounded semaphore", "condition", "event", "barrier",
            "barrier with action",
            "queue", "bounded queue", "stack", "priority queue", "pool", "future", "futures", "timer",
            "shared", "thread",
        ]

        init(_ name: String) {
            let locks: [Operation] = [.acquire, .release, .inspect]
            let queues: [Operation] = [.put, .get, .taskDone, .join, .shutdown, .inspect]
            (primitive, operations) =
                switch name {
                case "lock": (.lock(LockState()), locks)
                case "rlock": (.rlock(RLockState()), locks)
                case "semaphore":
                    (.semaphore(SemaphoreState(permits: 2, isBounded: false)), [.acquire, .release])
                case "bounded semaphore":
                    (.semaphore(SemaphoreState(permits: 2, isBounded: true)), [.acquire, .release])
                case "condition": (.condition(ConditionState()), [.wait, .wake, .notify])
                case "event": (.event(EventState()), [.set, .clear, .wake, .inspect])
                case "barrier":
                    (
                        .barrier(BarrierState(parties: 2, hasAction: false)),
                        [.arrive, .pass, .abort, .reset, .inspect]
                    )
                case "barrier with action":
                    (
                        .barrier(BarrierState(parties: 2, hasAction: true)),
                        [.arrive, .pass, .trip, .abort, .reset, .inspect]
                    )
                case "queue": (.queue(QueueState(capacity: 0)), queues)
                case "bounded queue": (.queue(QueueState(capacity: 2)), queues)
                case "stack": (.queue(QueueState(capacity: 3, order: .lifo)), queues)
                case "priority queue": (.queue(QueueState(capacity: 3, order: .priority)), queues)
                case "pool": (.pool(PoolState(maxWorkers: 2)), [.submit, .take, .close, .join, .breakDown])
                case "future": (.future(FutureState()), [.run, .complete, .cancel, .result, .inspect])
                case "futures": (.futures(FutureSetState([])), [.watch, .wake, .result])
                case "timer": (.timer(TimerState()), [.sleep, .cancel, .inspect])
                case "shared": (.shared(SharedState(token: 0)), [.read, .write])
                default: (.thread(LifeState(of: ThreadID(9))), [.start, .join, .finish, .inspect])
                }
        }

        func request(_ random: inout SplitMix64) -> Request {
            let limits: [Limit] = [.never, .never, .atOnce, .after(1_000)]
            return Request(
                operations.randomElement(using: &random) ?? .inspect, ResourceID(1),
                limit: limits.randomElement(using: &random) ?? .never,
                argument: .random(in: 0...3, using: &random), rank: .random(in: 0...3, using: &random))
        }

        /// What a thread learns, and the primitive afterwards.
        mutating func perform(_ request: Request, by thread: ThreadID) -> Reply {
            var step = Step(request.operation, by: thread)
            do throws(Refusal) {
                return try primitive.perform(request, &step)
            } catch {
                return .refused(error)
            }
        }
    }

    private let threads = [ThreadID(1), ThreadID(2)]

    @Test(arguments: Sample.names, 1...4 as ClosedRange<UInt64>)
    func `what is permitted does not give up, and what can wait is not permitted while it would`(
        name: String, seed: UInt64
    ) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<300 {
            var sample = Sample(name)
            for _ in 0..<12 {
                let request = sample.request(&random)
                let thread = threads.randomElement(using: &random) ?? .runtime
                let isPermitted = sample.primitive.permits(request, by: thread)
                let before = sample.primitive
                let reply = sample.perform(request, by: thread)
                if isPermitted { try #require(reply != .gaveUp, "\(request) in \(before)") }
                // Who looks, or gives up on what a timeout does not break, changes nothing.
                if request.operation == .inspect { try #require(sample.primitive == before) }
            }
        }
    }

    @Test(arguments: Sample.names, 1...6 as ClosedRange<UInt64>)
    func `operations that do not conflict come to the same in either order`(name: String, seed: UInt64) throws
    {
        var random = SplitMix64(seed: seed)
        for _ in 0..<2_000 {
            var sample = Sample(name)
            for _ in 0..<Int.random(in: 0...10, using: &random) {
                _ = sample.perform(
                    sample.request(&random), by: threads.randomElement(using: &random) ?? .runtime)
            }
            let (one, other) = (sample.request(&random), sample.request(&random))
            let (first, second) = (threads[0], threads[1])
            guard !sample.primitive.conflicts(one, other), sample.primitive.permits(one, by: first),
                sample.primitive.permits(other, by: second)
            else { continue }
            var (forth, back) = (sample, sample)
            let forthReplies = (forth.perform(one, by: first), forth.perform(other, by: second))
            let secondReply = back.perform(other, by: second)
            let firstReply = back.perform(one, by: first)
            try #require(forth.primitive == back.primitive, "\(one) and \(other) in \(sample.primitive)")
            try #require(
                forthReplies == (firstReply, secondReply), "\(one) and \(other) in \(sample.primitive)")
            // Neither makes the other possible or impossible.
            var after = sample
            _ = after.perform(one, by: first)
            try #require(
                after.primitive.permits(other, by: second), "\(other) after \(one) in \(sample.primitive)")
        }
    }

    @Test(arguments: Sample.names)
    func `whether two operations conflict does not depend on which is named first`(name: String) throws {
        var random = SplitMix64(seed: 3)
        let sample = Sample(name)
        for _ in 0..<500 {
            let (one, other) = (sample.request(&random), sample.request(&random))
            try #require(sample.primitive.conflicts(one, other) == sample.primitive.conflicts(other, one))
        }
    }
}
