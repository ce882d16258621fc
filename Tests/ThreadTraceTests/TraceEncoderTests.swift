import TestSupport
import Testing

@testable import ThreadTrace

@Suite struct TraceEncoderTests {
    private func text(_ batch: EventBatch, listing: @escaping @Sendable (String) -> String? = { _ in nil })
        -> String
    {
        String(decoding: TraceFiles.encode(batch, listing: listing), as: UTF8.self)
    }

    private func event(
        _ kind: EventKind, _ activity: Activity = .running, value: Int32 = 0, source: UInt16 = 0
    ) -> Event {
        Event(
            time: .zero, thread: ThreadID(1), kind: kind, activity: activity, value: value,
            detail: kind == .log ? 2 : 0, source: SourceID(source), step: 0)
    }

    @Test func `nothing that acts on a terminal is written as it is`() {
        var scalars = String.UnicodeScalarView()
        for number in Array(0...0x2FFF) + Array(0xFE00...0xFFFF) + Array(0xE0000...0xE0080) {
            if let scalar = Unicode.Scalar(UInt32(number)) { scalars.append(scalar) }
        }
        let written = text(
            EventBatch(events: [.define(resource: 1, .lock, name: 1)], names: [String(scalars)]))
        let unsafe = written.unicodeScalars.filter {
            switch $0.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: $0 != "\n"
            default: false
            }
        }
        #expect(unsafe.isEmpty)
        #expect(
            written.contains(#"\u001b"#) && written.contains(#"\u202e"#) && written.contains(#"\udb40\udc01"#)
        )
    }

    @Test func `a text is written at its first use, defined at its second, and referred to then`() {
        var log = event(.log, value: 2)
        let batch = EventBatch(
            events: [.define(1)]
                + (0..<4).map { _ in
                    defer { log.time = Instant(nanoseconds: log.time.nanoseconds + 1) }
                    return log
                }, names: ["", "hello"])
        let lines = text(batch).split(separator: "\n").suffix(5)
        #expect(
            lines == [
                #"[0,1,"log",0,"hello"]"#, #"{"name":2,"text":"hello"}"#, #"[1,1,"log",0,[2]]"#,
                #"[2,1,"log",0,[2]]"#, #"[3,1,"log",0,[2]]"#,
            ])
    }

    @Test func `a file's text comes once, before its first place, and is asked for once`() {
        let batch = EventBatch(
            events: [.define(1), event(.begin, source: 2), event(.begin, source: 3)],
            sources: [1, 2, 3].map { SourceLocation(file: $0 == 3 ? "b" : "a", line: $0) })
        let lines = text(batch) { $0 == "a" ? "func\n" : nil }.split(separator: "\n").dropFirst(2)
        #expect(
            lines == [
                #"{"listing":"a","text":"func\n"}"#, #"{"source":1,"file":"a","line":1}"#,
                #"{"source":2,"file":"a","line":2}"#, #"[0,1,"begin",0,null,2]"#,
                #"{"source":3,"file":"b","line":3}"#, #"[0,1,"begin",0,null,3]"#,
            ])
    }

    @Test func `the header stands in the first line only, and says what is known`() {
        var encoder = TraceEncoder(TraceHeader(scenario: "lock", seed: .max))
        let first = encoder.encode(EventBatch())
        #expect(
            String(decoding: first, as: UTF8.self)
                == #"{"format":"threadlanes-trace","version":1,"scenario":"lock","seed":18446744073709551615}"#
                + "\n")
        #expect(encoder.encode(EventBatch()).isEmpty)
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `whatever the events, what is read is what was written`(seed: UInt64) throws {
        let batch = Self.sensible(RandomEvents(count: 400, seed: seed))
        let bytes = TraceFiles.encode(batch)
        let (read, decoder) = try TraceFiles.decode(bytes)
        #expect(decoder.leftOut == nil)
        try #require(read.events.count == batch.events.count)
        for (number, event) in read.events.enumerated() {
            try #require(event == batch.events[number], "event \(number)")
        }
        #expect(read.names == batch.names)
        var again = TraceEncoder(try #require(decoder.header))
        let isSame = again.encode(read) == bytes
        #expect(isSame)
    }

    /// The events as a run could tell them: of what there is by then, with a thread for a lock's value, a message's text for a
    /// message's value, texts numbered as they come, and steps counted from the first.
    private static func sensible(_ random: RandomEvents) -> EventBatch {
        var batch = EventBatch()
        var numbers: [Int32: Int32] = [0: 0]
        var (threads, step) = (Int32(0), UInt32(0))
        let trace = random.trace
        for var event in random.events {
            let defines = event.kind == .defineThread || event.kind == .defineResource
            if event.kind == .defineThread { threads += 1 }
            if event.thread.number >= RandomEvents.undefined { event.thread = .runtime }
            if event.resource.number >= RandomEvents.undefined { event.resource = .none }
            if event.holds.number >= RandomEvents.undefined { event.holds = .none }
            let isShared = trace[event.resource]?.kind.isValue == true && event.showsName
            let names = Int32(random.names.count)
            if event.kind.carriesText { event.value = min(max(event.value, 0), names) }
            if defines || event.kind.carriesText || isShared && (0...names).contains(event.value) {
                if numbers[event.value] == nil {
                    numbers[event.value] = Int32(numbers.count)
                    batch.names.append(random.names[Int(event.value) - 1])
                }
                event.value = numbers[event.value] ?? 0
            } else if trace[event.resource]?.kind.isLock == true {
                event.value = min(max(event.value, 0), threads)
            } else if trace[event.resource]?.kind == .rwlock {
                event.value = min(event.value, threads)
            } else if isShared {
                event.value = -1
            }
            if event.kind.isStep { step += 1 }
            event.step = step
            batch.events.append(event)
        }
        return batch
    }
}
