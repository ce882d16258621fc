import Testing
import ThreadModel
import ThreadTrace

@testable import ThreadRuntime

/// Runs whose threads are fibers on the calling thread.
@Suite struct FiberTests {
    @Sendable private static func work() throws {
        let lock = Lock("lock")
        let queue = Queue<Int>("queue", capacity: 1)
        let condition = Condition("condition")
        try withThreadPool("pool", maxWorkers: 2) { pool in
            try pool.map(0..<3) { number in
                try lock.withLock { try Threading.sleep(for: .milliseconds(10)) }
                try queue.put(number)
            }
            for _ in 0..<3 { _ = try queue.get() }
        }
        try condition.withLock { try condition.wait(timeout: .seconds(1)) }
        print("done")
    }

    private func run(
        _ schedule: Schedule, maxSteps: Int? = nil, _ carrier: CarrierKind,
        _ body: @escaping @Sendable () throws -> Void
    ) throws -> (verdict: Verdict, batch: EventBatch) {
        let run = Run(
            Scenario("fibers", title: "", summary: "", body: body), schedule: schedule, speed: .max,
            maxSteps: maxSteps, carrier: carrier)
        let subscription = run.subscribe()
        try run.start()
        return (run.wait(), subscription.take())
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `a run cut off after any step unwinds every thread, the same on either carrier`(seed: UInt64) throws
    {
        let stacks = FiberStacks()
        let whole = try run(.random(seed: seed), .fibers(stacks), Self.work)
        #expect(whole.verdict == .finished)
        let steps = Int(whole.batch.events.last?.step ?? 0)
        #expect(steps > 40)
        for bound in stride(from: 1, to: steps, by: seed == 0 ? 1 : 7) {
            weak var forgotten: Run?
            let cut = try {
                let run = Run(
                    Scenario("fibers", title: "", summary: "", body: Self.work),
                    schedule: .random(seed: seed),
                    speed: .max, maxSteps: bound, carrier: .fibers(stacks))
                forgotten = run
                let subscription = run.subscribe()
                try run.start()
                #expect(run.wait().outcome == .cutOff)
                #expect(run.systemThreads == 0)
                return subscription.take()
            }()
            #expect(forgotten == nil)
            #expect(Int(cut.events.last?.step ?? 0) == bound)
            guard bound.isMultiple(of: 5) else { continue }
            let onThreads = try run(.random(seed: seed), maxSteps: bound, .threads, Self.work)
            #expect(onThreads.batch.events == cut.events)
        }
    }

    @Test func `two thousand fibers live at the same time`() throws {
        let result = try run(.random(seed: 1), .fibers) {
            let go = ThreadRuntime.Event("go")
            let threads = (0..<2000).map { _ in Thread { try go.wait() } }
            for thread in threads { try thread.start() }
            print(try Threading.activeCount)
            try go.set()
            for thread in threads { try thread.join() }
        }
        #expect(result.verdict == .finished)
        #expect(result.batch.names.contains("2001"))
    }

    @Test func `a deadlock, a failure and a deep stack are the same on fibers`() throws {
        struct Trouble: Error {}
        @Sendable func depth(_ levels: Int) throws -> Int {
            levels == 0 ? try Threading.activeCount : try depth(levels - 1) + 1
        }
        let bodies: [@Sendable () throws -> Void] = [
            {
                let lock = Lock("lock")
                try lock.acquire()
                try lock.acquire()
            },
            {
                let thread = Thread(name: "failing") { throw Trouble() }
                try thread.start()
                try thread.join()
            },
            { print(try depth(400)) },
        ]
        for body in bodies {
            let (onThreads, onFibers) = (
                try run(.roundRobin, .threads, body), try run(.roundRobin, .fibers, body)
            )
            #expect(onThreads.verdict == onFibers.verdict)
            #expect(onThreads.batch.events == onFibers.batch.events)
            #expect(onThreads.batch.names == onFibers.batch.names)
        }
    }

    @Test func `runs on fibers one after the other leave no stack behind but those that are used again`()
        throws
    {
        let stacks = FiberStacks()
        for seed in 0..<200 as Range<UInt64> {
            #expect(try run(.random(seed: seed), .fibers(stacks), Self.work).verdict == .finished)
        }
        #expect(stacks.count <= 4)
    }

    @Test func `on a free clock sleepers wake in every order, and nobody waits`() throws {
        var orders: Set<[String]> = []
        for seed in 0..<60 as Range<UInt64> {
            let run = Run(
                Scenario("sleepers", title: "", summary: "") {
                    let threads = [1, 10, 100].map { seconds in
                        Thread {
                            try Threading.sleep(for: .seconds(seconds))
                            print("\(seconds)")
                        }
                    }
                    for thread in threads { try thread.start() }
                    for thread in threads { try thread.join() }
                }, schedule: .random(seed: seed), speed: .max, clock: .free, carrier: .fibers)
            let subscription = run.subscribe()
            try run.start()
            #expect(run.wait() == .finished)
            var trace = Trace()
            trace.append(subscription.take())
            orders.insert((0..<trace.messageCount).map { trace[trace.message($0).name] })
            // Nobody wakes before the time.
            #expect(trace.end >= Instant(nanoseconds: 100_000_000_000))
        }
        #expect(orders.count == 6)
    }
}
