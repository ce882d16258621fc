import Benchmark
import TestSupport
import ThreadModel
import ThreadRuntime
import ThreadTrace

/// What keeping a run as a file costs, reading it, and looking anywhere in it.
func traceFileBenchmarks() {
    claim(
        "A trace file of 1,000,000 events on 1,000 lanes with 20 locks", samples: 10,
        [
            Figure("read and appended to a trace", "ms", aim: 1_000),
            Figure("the same bytes looked through for line breaks", "ms"),
            Figure("reading against looking for line breaks", "×"), Figure("writing, an event", "ns"),
            Figure("an event on disk", "bytes", aim: 40),
        ]
    ) { TraceFile.sample.costs }
    claim(
        "Going to any moment of a file of 1,000,000 events", samples: 10,
        [Figure("its position, and 138 columns of 50 lanes", "µs", aim: 2_000)]
    ) { [TraceFile.sample.seek()] }
    claim(
        "Runs of scenarios as files", samples: 5,
        [Figure("an event on disk, all lines counted", "bytes", aim: 40)]
    ) { [try SampleScenarios.bytesAnEvent()] }
}

/// A long run as the bytes of a file.
private struct TraceFile: Sendable {
    static let sample = TraceFile(count: 1_000_000)

    private let batches: [EventBatch]
    private let bytes: [UInt8]
    private let trace: Trace
    private let count: Int

    init(count: Int) {
        var events = SampleEvents(interval: .microseconds(10))
        batches = [events.definitions] + (0..<count / 5_000).map { _ in events.next(5_000) }
        var encoder = TraceEncoder(TraceHeader(scenario: "sample"))
        bytes = batches.flatMap { encoder.encode($0) }
        trace = Self.read(bytes)
        self.count = trace.count
    }

    var costs: [Double] {
        let reading = nanoseconds { blackHole(Self.read(bytes)) } / 1e6
        var lines = 0
        let scanning = nanoseconds { for byte in bytes where byte == 0x0A { lines += 1 } } / 1e6
        blackHole(lines)
        var encoder = TraceEncoder(TraceHeader(scenario: "sample"))
        let writing = nanoseconds { for batch in batches { blackHole(encoder.encode(batch)) } }
        return [
            reading, scanning, reading / scanning, writing / Double(count),
            Double(bytes.count) / Double(count),
        ]
    }

    /// As a file is read: in portions.
    private static func read(_ bytes: [UInt8]) -> Trace {
        var decoder = TraceDecoder()
        var trace = Trace()
        bytes.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
                let portion = UnsafeRawBufferPointer(
                    rebasing: bytes[start..<min(start + 1 << 20, bytes.count)])
                guard let batch = try? decoder.decode(portion) else { return }
                trace.append(batch)
            }
        }
        precondition((try? decoder.finish()) != nil, "what was written can be read")
        return trace
    }

    /// Microseconds for a moment anywhere, and what a screen shows of it.
    func seek() -> Double {
        var generator = SplitMix64(seed: 3)
        let seeks = 100
        let time = nanoseconds {
            for _ in 0..<seeks {
                let now = Instant(nanoseconds: .random(in: 0...trace.end.nanoseconds, using: &generator))
                let moment = trace.moment(at: trace.position(at: now))
                let start = Instant(nanoseconds: max(now.nanoseconds - 10_000_000_000, 0))
                let columns = TimeColumns(start: start, width: .nanoseconds(10_000_000_000 / 138), count: 138)
                for thread in trace.threadIDs.prefix(50) {
                    blackHole(moment.state(of: thread))
                    blackHole(
                        trace.columns(of: thread, over: columns, until: moment.time, before: moment.position))
                }
            }
        }
        return time / 1_000 / Double(seeks)
    }
}

/// What scenarios do: a lock that several want, a queue between threads, a counter, messages.
private enum SampleScenarios {
    static func bytesAnEvent() throws -> Double {
        var (bytes, events) = (0, 0)
        for body in [locks, queue] {
            for seed in 1...3 as ClosedRange<UInt64> {
                let run = Run(
                    Scenario("sample", title: "", summary: "", body: body), schedule: .random(seed: seed),
                    speed: .max)
                let subscription = run.subscribe()
                try run.start()
                run.wait()
                let batch = subscription.take()
                var encoder = TraceEncoder(TraceHeader(scenario: "sample", schedule: "random", seed: seed))
                bytes += encoder.encode(batch).count
                events += batch.events.count
            }
        }
        return Double(bytes) / Double(events)
    }

    private static func together(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
        let threads = (0..<count).map { number in Thread(name: "worker-\(number)") { try body(number) } }
        for thread in threads { try thread.start() }
        for thread in threads { try thread.join() }
    }

    private static let locks: @Sendable () throws -> Void = {
        let (lock, counter) = (Lock("shared.lock"), Shared("counter", 0))
        try together(8) { number in
            for _ in 0..<50 {
                try lock.withLock {
                    try counter.modify { $0 + 1 }
                    try Threading.sleep(for: .milliseconds(number + 1))
                }
                logger.debug("worker \(number) released the lock")
                try Threading.compute(for: .milliseconds(3))
            }
        }
    }

    private static let queue: @Sendable () throws -> Void = {
        let queue = Queue<Int>("queue", capacity: 4)
        try together(6) { number in
            for element in 0..<60 {
                if number % 2 == 0 { try queue.put(element) } else { _ = try queue.get() }
                try Threading.sleep(for: .milliseconds(2))
            }
        }
    }
}
