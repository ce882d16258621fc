import Foundation
import Testing
import ThreadModel
import ThreadRuntime

@testable import ThreadTrace

/// Who tells of a run for ever does not keep every text, and everybody knows every text that is told.
@Suite struct ManyTextsTests {
    @Test func `an interner that forgets gives new numbers, and never one that was used`() {
        var names = NameInterner(limit: 4)
        let first = ["a", "b", "c"].map { names.intern($0).name }
        #expect(names.intern("b") == (isNew: false, name: first[1]))
        #expect(names.intern("") == (isNew: false, name: NameID(0)))
        #expect(names.isFull)
        var kept = first[1]
        let oldest = names.forget { before, now in kept = now.intern(before[kept]).name }
        #expect(kept == oldest)
        #expect(!first.contains(kept))
        #expect(names[kept] == "b")
        #expect(names[first[0]] == "")
        #expect(names.intern("a").isNew)
        #expect(names.intern("") == (isNew: false, name: NameID(0)))
    }

    /// More texts than are remembered, among them some that are said again and again, and values that stay while the others go by.
    private static let count = 70_000

    private static let scenario = Scenario("talk", title: "Talk", summary: "Never says the same twice.") {
        let title = Shared("title", "the first title")
        let worker = Thread(name: "worker") {
            for number in 0..<count {
                logger.info(number % 1_000 == 0 ? "again and again" : "message \(number)")
                if number == count / 2 { try title.write("the second title") }
            }
            _ = try title.read()
        }
        try worker.start()
        try worker.join()
        worker.name = "renamed"
        _ = try title.read()
    }

    /// All batches of the run, as they could be had.
    private static func batches() throws -> [EventBatch] {
        let run = Run(scenario, schedule: .roundRobin, speed: .max)
        let subscription = run.subscribe()
        try run.start()
        var batches: [EventBatch] = []
        while batches.last?.events.last?.kind != .verdict {
            let batch = subscription.take()
            if batch.isEmpty { usleep(1_000) } else { batches.append(batch) }
        }
        return batches
    }

    private static func messages(_ trace: Trace) -> [String] {
        (0..<trace.messageCount).map { trace[trace.message($0).name] }
    }

    @Test func `every text of a run is known, at once, in a saved file, and where the past is forgotten`()
        throws
    {
        let batches = try Self.batches()
        #expect(batches.contains { $0.oldestName != nil })
        let said = (0..<Self.count).map { $0 % 1_000 == 0 ? "again and again" : "message \($0)" }
        var (trace, continued) = (Trace(), Trace())
        var encoder = TraceEncoder(TraceHeader())
        var file: [UInt8] = []
        for batch in batches {
            trace.append(batch)
            continued.append(batch)
            file += encoder.encode(batch)
            continued = Trace(continuing: continued)
        }
        #expect(Self.messages(trace) == said)
        #expect(continued.names.count < Self.count)

        let read = try TraceFiles.decode(file, portions: 100_000).batch.trace
        #expect(Self.messages(read) == said)
        for trace in [trace, continued, read] {
            #expect(trace[ThreadID(2)]?.name == "renamed")
            let title = try #require(trace.resourceIDs.first { trace[$0]?.kind == .shared })
            #expect(trace[title]?.name == "title")
            #expect(trace.now.value(of: title).map { trace[NameID($0.number)] } == "the second title")
        }
    }
}
