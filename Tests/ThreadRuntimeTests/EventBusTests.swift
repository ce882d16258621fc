import Dispatch
import Testing
import ThreadModel
import ThreadRuntime
import ThreadTrace

@Suite struct EventBusTests {
    @Test("Every subscriber gets every event in the same order, however slow it is")
    func subscribers() throws {
        let run = Run(
            Scenario("busy", title: "", summary: "") {
                let lock = Lock("lock")
                let threads = (0..<4).map { number in
                    Thread { for turn in 0..<200 { try lock.withLock { print("\(number) \(turn)") } } }
                }
                for thread in threads { try thread.start() }
                for thread in threads { try thread.join() }
            }, speed: .max)
        let eager = run.subscribe()
        let lazy = run.subscribe()
        var batches: [EventBatch] = []
        try run.start()
        while !batches.contains(where: { $0.events.contains { $0.kind == .verdict } }) {
            batches.append(eager.take())
        }
        run.wait()
        let whole = lazy.take()
        #expect(whole.events == batches.flatMap(\.events))
        #expect(whole.names == batches.flatMap(\.names))
        #expect(whole.sources == batches.flatMap(\.sources))
        #expect(whole.events.count > 4 * 200 * 3)
        #expect(lazy.take().isEmpty)
    }

    @Test("A run waits for who is too far behind, who misses nothing", arguments: schedules)
    func backlog(_ schedule: Schedule) throws {
        let limit = 50
        let run = Run(
            Scenario("endless", title: "", summary: "") {
                let queue = Queue<Int>("queue", capacity: 2)
                let thread = Thread { for number in 0... { try queue.put(number) } }
                try thread.start()
                while true { print("\(try queue.get())") }
            }, schedule: schedule, speed: .max)
        let something = DispatchSemaphore(value: 0)
        let news = run.subscribe(limit: limit) { something.signal() }
        try run.start()
        var events: [ThreadTrace.Event] = []
        while events.count < 40 * limit {
            something.wait()
            let batch = news.take()
            // What one step, or one change of the clock, tells goes together.
            #expect(batch.events.count < limit + 10)
            events += batch.events
        }
        something.wait()
        run.cancel()
        #expect(run.wait() == .cancelled)
        events += news.take().events
        #expect(events.last?.kind == .verdict)
        #expect(events.filter(\.kind.isStep).map(\.step) == Array(1...UInt32(run.status.steps)))
    }

    @Test("Time never runs backwards and steps are counted without a gap", arguments: schedules)
    func order(_ schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let queue = Queue<Int>("queue", capacity: 1)
            let thread = Thread { for number in 0..<20 { try queue.put(number) } }
            try thread.start()
            for _ in 0..<20 { _ = try queue.get() }
            try thread.join()
        }
        try recording.finish()
        let events = recording.events
        #expect(zip(events, events.dropFirst()).allSatisfy { $0.time <= $1.time })
        var steps: UInt32 = 0
        for event in events {
            if event.kind.isStep { steps += 1 }
            #expect(event.step == steps)
        }
    }

    @Test("Names that contain control characters are kept as they are: showing them is another's business")
    func names() throws {
        let recording = Recording { print("a\u{1B}[31mb") }
        try recording.finish()
        #expect(recording.messages == ["a\u{1B}[31mb"])
    }
}
