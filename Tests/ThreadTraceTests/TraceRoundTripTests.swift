import TestSupport
import Testing

import enum ThreadModel.Schedule
@testable import ThreadTrace

/// What is written is what is read.
@Suite struct TraceRoundTripTests {
    private static let schedules: [Schedule] = [.parallel, .roundRobin] + (1...30).map { .random(seed: $0) }

    @Test(arguments: SampleRun.allCases)
    func `a run that was saved is the run that is read`(sample: SampleRun) throws {
        for schedule in Self.schedules {
            let batch = try sample.batch(schedule)
            let (read, decoder) = try TraceFiles.decode(TraceFiles.encode(batch))
            try #require(read.names == batch.names)
            try #require(read.sources == batch.sources)
            for (index, (one, other)) in zip(read.events, batch.events).enumerated() {
                try #require(one == other, "event \(index) of \(schedule)")
            }
            try #require(read.events.count == batch.events.count)
            #expect(decoder.header == TraceFiles.header)
            #expect(decoder.leftOut == nil)
            #expect(!decoder.isTorn)
        }
    }

    @Test(arguments: SampleRun.allCases)
    func `what is read and written again is the same file, in batches of any size`(sample: SampleRun) throws {
        var random = SplitMix64(seed: 5)
        for schedule in Self.schedules.prefix(8) {
            let bytes = TraceFiles.encode(try sample.batch(schedule)) { "text of \($0)\n" }
            let size = Int.random(in: 1...200, using: &random)
            let (read, decoder) = try TraceFiles.decode(bytes, portions: size)
            #expect(decoder.listings.count == Set(read.sources.map(\.file)).subtracting([""]).count)
            var encoder = TraceEncoder(TraceFiles.header) { "text of \($0)\n" }
            var again = encoder.encode(EventBatch(names: read.names, sources: read.sources))
            var rest = read.events[...]
            while !rest.isEmpty {
                let size = Int.random(in: 1...40, using: &random)
                again += encoder.encode(EventBatch(events: Array(rest.prefix(size))))
                rest = rest.dropFirst(size)
            }
            try #require(again == bytes, "\(schedule)")
        }
    }

    @Test func `an event of a real run says nothing that follows`() throws {
        var (events, states, values, bytes) = (0, 0, 0, 0)
        for sample in SampleRun.allCases {
            for seed in 1...10 as ClosedRange<UInt64> {
                let file = TraceFiles.encode(try sample.batch(.random(seed: seed)))
                let lines = String(decoding: file, as: UTF8.self).split(separator: "\n").filter {
                    $0.hasPrefix("[")
                }
                events += lines.count
                states += lines.count { $0.contains("\"state\"") || $0.contains("\"holds\"") }
                values += lines.count { $0.wholeMatch(of: /\[\d+,\d+,"\w+",\d+,-?\d.*/) != nil }
                bytes += lines.reduce(0) { $0 + $1.utf8.count + 1 }
            }
        }
        #expect(states * 100 < events)
        #expect(values * 50 < events)
        #expect(bytes < 40 * events)
    }
}
