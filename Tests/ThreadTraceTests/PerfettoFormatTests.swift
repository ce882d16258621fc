import Foundation
import TestSupport
import Testing

import enum ThreadModel.Schedule

@testable import ThreadTrace

/// The export that trace viewers open, parsed and looked through.
@Suite struct PerfettoFormatTests {
    private struct Record {
        let phase: String
        let thread: Int
        /// In nanoseconds.
        let start: Int
        let length: Int
        let name: String
        let id: Int?

        var end: Int { start + length }

        init(_ fields: [String: Any]) {
            phase = fields["ph"] as? String ?? ""
            thread = fields["tid"] as? Int ?? -1
            start = Self.nanoseconds(fields["ts"])
            length = Self.nanoseconds(fields["dur"])
            name = fields["name"] as? String ?? ""
            id = fields["id"] as? Int
        }

        private static func nanoseconds(_ field: Any?) -> Int {
            (field as? NSNumber).map { Int(($0.doubleValue * 1_000).rounded()) } ?? 0
        }
    }

    private func records(_ trace: Trace) throws -> [Record] {
        var text = ""
        PerfettoFormat.write(trace, title: "a \"run\"") { text += $0 }
        let whole = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(whole["displayTimeUnit"] as? String == "ms")
        return try #require(whole["traceEvents"] as? [[String: Any]]).map(Record.init)
    }

    @Test func `where the past has been forgotten, states begin with what is kept`() throws {
        var run = TraceBuilder()
        let (holder, waiter) = (run.thread("holder"), run.thread("waiter"))
        let lock = run.resource(.lock, "lock")
        run.acquire(holder, lock)
        run.at(1)
        run.block(waiter, on: lock)
        run.at(2)
        run.happen(holder, .compute)
        var trace = Trace(continuing: run.trace)
        run.at(4)
        run.release(holder, lock)
        run.acquire(waiter, lock)
        run.at(5)
        run.release(waiter, lock)
        for number in (run.trace.count - 3)..<run.trace.count { trace.append(run.trace[number]) }
        let slices = try records(trace).filter { $0.phase == "X" && $0.start < 4_000_000_000 }
        #expect(slices.map(\.name) == ["holds lock", "waits for lock"])
        #expect(slices.allSatisfy { $0.start == 2_000_000_000 && $0.end == 4_000_000_000 })
        #expect(try records(trace).count { $0.phase == "s" } == 1)
    }

    @Test(arguments: SampleRun.allCases)
    func `each thread is a track of slices that leave no gap and do not overlap`(sample: SampleRun) throws {
        for schedule in [.parallel] + (1...8).map({ Schedule.random(seed: $0) }) {
            let trace = try sample.batch(schedule).trace
            let records = try records(trace)
            #expect(records.count { $0.phase == "M" } == 1 + 2 * trace.threadCount)
            for thread in trace.threadIDs {
                let slices = records.filter { $0.phase == "X" && $0.thread == Int(thread.number) }
                for (one, next) in zip(slices, slices.dropFirst()) { try #require(one.end == next.start) }
                let own = (0..<trace.count).map { trace[$0] }.filter {
                    $0.thread == thread && $0.activity != .new
                }
                guard let first = own.first, let last = own.last, first.time < trace.end else { continue }
                #expect(slices.first?.start == Int(first.time.nanoseconds))
                let isOver = last.activity == .done || last.activity == .failed
                #expect(slices.last?.end == Int(isOver ? last.time.nanoseconds : trace.end.nanoseconds))
            }
        }
    }

    @Test(arguments: SampleRun.allCases)
    func `arrows lead from within a slice to the beginning of another thread's`(sample: SampleRun) throws {
        for seed in 1...8 as ClosedRange<UInt64> {
            let records = try records(sample.batch(.random(seed: seed)).trace)
            let starts = records.filter { $0.phase == "s" }
            let ends = Dictionary(
                uniqueKeysWithValues: records.filter { $0.phase == "f" }.map { ($0.id, $0) })
            #expect(starts.count == ends.count)
            for start in starts {
                let end = try #require(ends[start.id])
                #expect(start.start <= end.start && start.thread != end.thread)
                #expect(
                    records.contains {
                        $0.phase == "X" && $0.thread == start.thread && $0.start <= start.start
                            && (start.start < $0.end || $0.length == 0 && start.start == $0.end)
                    })
                #expect(
                    records.contains { $0.phase == "X" && $0.thread == end.thread && $0.start == end.start })
            }
        }
    }

    @Test func `a lock's way from lane to lane is drawn`() throws {
        let (batch, _) = try TraceFiles.decode(
            #"{"thread":1,"name":"alice"}"#, #"{"thread":2,"name":"bob"}"#,
            #"{"resource":1,"kind":"lock","name":"door"}"#, #"[1000,1,"acquire",1]"#, #"[2000,2,"block",1]"#,
            #"[3001,2,"ready",1]"#, #"[5000,1,"release",1]"#, #"[7000,2,"acquire",1]"#, #"[9000,2,"finish"]"#,
            #"[9000,1,"log",0,"bye"]"#)
        let records = try records(batch.trace)
        let start = try #require(records.first { $0.phase == "s" })
        let end = try #require(records.first { $0.phase == "f" })
        #expect(start.thread == 1 && start.start == 4999)
        #expect(end.thread == 2 && end.start == 7000)
        #expect(
            records.contains {
                $0.name == "holds door" && $0.thread == 1 && $0.start == 1000 && $0.end == 5000
            })
        #expect(records.contains { $0.name == "waits for door" && $0.start == 2000 && $0.end == 3001 })
        #expect(records.contains { $0.phase == "i" && $0.name == "bye" && $0.start == 9000 })
        #expect(records.contains { $0.name == "process_name" })
    }

    @Test func `every wait for a lock that ended has an arrow`() throws {
        let batch = try SampleRun.locks.batch(.random(seed: 2))
        let trace = batch.trace
        var waiting: Set<ThreadID> = []
        var ended = 0
        for event in batch.events where trace[event.resource]?.kind.isLock == true {
            if event.kind == .block { waiting.insert(event.thread) }
            if event.kind == .acquire, waiting.remove(event.thread) != nil { ended += 1 }
            if event.kind == .timeout { waiting.remove(event.thread) }
        }
        #expect(ended > 3)
        let arrows = try records(trace).count {
            $0.phase == "s" && ["shared.lock", "again"].contains($0.name)
        }
        #expect(arrows == ended)
    }

    @Test func `long exports come in chunks, and what the taker throws ends them`() throws {
        struct Full: Error {}
        var random = RandomEvents(count: 20_000, seed: 9).trace
        random.append(EventBatch())
        var (chunks, fractions) = ([String](), [Double]())
        PerfettoFormat.write(random, to: { chunks.append($0) }, progress: { fractions.append($0) })
        #expect(chunks.count > 2 && fractions == fractions.sorted() && fractions.last == 1)
        _ = try JSONSerialization.jsonObject(with: Data(chunks.joined().utf8))
        var taken = 0
        #expect(throws: Full.self) {
            try CSVFormat.write(random) { (_: String) throws(Full) in
                taken += 1
                throw Full()
            }
        }
        #expect(taken == 1)
    }
}
