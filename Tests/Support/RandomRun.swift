import ThreadTrace

/// A run of a few threads that do anything in any order, and all its events beside it for going through one by one.
package struct RandomRun {
    package private(set) var trace = Trace()
    package private(set) var events: [Event] = []
    package let threads: [ThreadID]
    package var random: SplitMix64

    package init(count: Int, seed: UInt64) {
        random = SplitMix64(seed: seed)
        threads = (1...5).map(ThreadID.init)
        for thread in threads {
            append(
                Event(
                    time: .zero, thread: thread, kind: .defineThread, activity: .new,
                    resource: ResourceID(thread.number), step: 0))
        }
        var (time, step) = (Int64(0), UInt32(0))
        while events.count < count {
            time += Bool.random(using: &random) ? 0 : .random(in: 1...1000, using: &random)
            let kinds: [EventKind] = [.block, .ready, .sleep, .acquire, .read, .log, .output]
            let kind = kinds.randomElement(using: &random) ?? .ready
            if kind.isStep { step += 1 }
            let activity = Activity.allCases.randomElement(using: &random) ?? .running
            append(
                Event(
                    time: Instant(nanoseconds: time),
                    thread: threads.randomElement(using: &random) ?? .runtime,
                    kind: kind, activity: Int.random(in: 0..<3, using: &random) == 0 ? activity : .waiting,
                    resource: ResourceID(.random(in: 0...5, using: &random)),
                    detail: .random(in: 0...6, using: &random), step: step))
        }
    }

    private mutating func append(_ event: Event) {
        events.append(event)
        trace.append(event)
    }

    /// Some positions, both ends among them.
    package mutating func positions(_ count: Int) -> [Int] {
        [0, events.count] + (0..<count).map { _ in Int.random(in: 0...events.count, using: &random) }
    }
}
