import Testing

@testable import ThreadTrace

/// What another program need not say.
@Suite struct DerivedStateTests {
    /// The values that events on one resource have when none is told.
    private func values(_ kind: String, _ events: (thread: Int, kind: String)...) throws -> [Int32] {
        let header = [TraceFiles.firstLine, #"{"thread":1}"#, #"{"thread":2}"#]
        let lines =
            header + [#"{"resource":1,"kind":"\#(kind)","capacity":3}"#, #"[0,0,"value",1,0]"#]
            + events.map { #"[0,\#($0.thread),"\#($0.kind)",1]"# }
        return try TraceFiles.decode(Array(lines.joined(separator: "\n").utf8)).batch.events.dropFirst(4).map(
            \.value)
    }

    @Test func `a lock is worth its holder, until that has released it as often as acquired`() throws {
        let once = [
            (1, "acquire"), (2, "block"), (1, "release"), (2, "acquire"), (1, "timeout"), (2, "release"),
        ]
        #expect(
            try values("lock", once[0], once[1], once[2], once[3], once[4], once[5]) == [1, 1, 0, 2, 2, 0])
        #expect(
            try values("rlock", (2, "acquire"), (2, "acquire"), (2, "release"), (1, "block"), (2, "release"))
                == [2, 2, 2, 2, 0])
    }

    @Test func `a read-write lock is worth who writes, or how many read, and all of them hold it`() throws {
        let lines = [
            TraceFiles.firstLine, #"{"thread":7}"#, #"{"thread":9}"#,
            #"{"resource":1,"kind":"rwlock","name":"table"}"#,
            #"[0,9,"acquire",1,-1,0,{"detail":1}]"#, #"[0,7,"acquire",1,-2,0,{"detail":1}]"#,
            #"[0,9,"release",1]"#, #"[0,7,"release",1]"#, #"[0,9,"acquire",1]"#, #"[0,7,"block",1]"#,
            #"[0,9,"release",1]"#, #"[0,7,"acquire",1,7]"#, #"[0,7,"destroy",1]"#,
        ]
        let batch = try TraceFiles.decode(Array(lines.joined(separator: "\n").utf8)).batch
        let events = batch.events.dropFirst(3)
        #expect(events.map(\.value) == [-1, -2, -1, 0, 2, 2, 0, 1, 1])
        #expect(events.map(\.holds.number) == [3, 3, 0, 0, 3, 0, 0, 3, 3])
        let (trace, table) = (batch.trace, ResourceID(3))
        func moment(_ step: Int) -> Trace.Moment { trace.moment(at: trace.position(afterStep: step)) }
        #expect(moment(2).holder(of: table) == nil)
        #expect(moment(2).takers(of: table) == [ThreadID(2), ThreadID(1)])
        // One of several could give it back; one alone has to.
        #expect(moment(2).owner(of: table) == nil)
        #expect(moment(3).owner(of: table) == ThreadID(1))
        #expect(moment(5).owner(of: table) == ThreadID(2))
        #expect(moment(6).takers(of: table).isEmpty)

        // Written again it says the same.
        var encoder = TraceEncoder(TraceHeader(process: 4711))
        let text = encoder.encode(batch)
        let again = try TraceFiles.decode(text)
        #expect(again.batch.events == batch.events)
        #expect(again.decoder.header?.process == 4711 && again.decoder.leftOut == nil)
    }

    @Test func `what is counted goes up and down, and never below nothing`() throws {
        #expect(
            try values("queue", (1, "put"), (1, "put"), (2, "get"), (2, "get"), (2, "get")) == [
                1, 2, 1, 0, 0,
            ])
        #expect(try values("semaphore", (1, "release"), (2, "acquire"), (1, "block")) == [1, 0, 0])
        #expect(try values("pool", (1, "submit"), (2, "take"), (1, "join")) == [1, 0, 0])
        #expect(try values("condition", (1, "wait"), (2, "notify"), (1, "wake")) == [1, 1, 0])
        #expect(
            try values("barrier", (1, "arrive"), (2, "arrive"), (1, "trip"), (2, "pass")) == [1, 2, 0, 0])
        #expect(try values("event", (1, "set"), (2, "wake"), (1, "clear")) == [1, 1, 0])
        #expect(
            try values("future", (1, "begin"), (1, "cancel"), (1, "complete"), (2, "result")) == [1, 1, 2, 2])
        #expect(try values("timer", (1, "cancel"), (1, "wake")) == [2, 2])
    }

    @Test func `a thread holds the last that it took and has not released`() throws {
        let lines = [
            (1, "acquire", 1), (1, "acquire", 2), (1, "release", 1), (1, "sleep", 0), (1, "release", 2),
        ]
        let events = try TraceFiles.decode(
            #"{"thread":1}"#, #"{"resource":1,"kind":"lock","name":"a"}"#,
            #"{"resource":2,"kind":"semaphore","name":"b","capacity":1}"#, event(lines[0]), event(lines[1]),
            event(lines[2]), event(lines[3]), event(lines[4])
        ).batch.events.dropFirst(3)
        // The thread itself is resource 1 here.
        #expect(events.map(\.holds.number) == [2, 3, 3, 3, 0])
        #expect(events.map(\.activity) == [.running, .running, .running, .sleeping, .running])
    }

    private func event(_ line: (Int, String, Int)) -> String { #"[0,\#(line.0),"\#(line.1)",\#(line.2)]"# }

    @Test func `a release that leaves a reentrant lock free gives it back altogether`() throws {
        let events = try TraceFiles.decode(
            #"{"thread":1}"#, #"{"resource":1,"kind":"rlock","name":"a"}"#, #"[0,1,"acquire",1]"#,
            #"[0,1,"acquire",1]"#, #"[0,1,"release",1,0]"#
        ).batch.events
        #expect(events.last?.holds == ResourceID.none)
    }

    @Test func `a thread that takes very many things crosswise costs no more than one that does not`() {
        var derived = DerivedState()
        derived.addThread()
        for _ in 0..<20_000 { derived.addResource(.lock, capacity: 0) }
        let value = DerivedState.Value(number: 1, isName: false)
        var last = ResourceID.none
        for number in 2...20_000 as ClosedRange<UInt32> {
            last = derived.advance(.acquire, by: ThreadID(1), on: ResourceID(number), to: value)
        }
        #expect(last == ResourceID(20_000))
        // The first was forgotten long ago, so nothing changes.
        let free = DerivedState.Value(number: 0, isName: false)
        #expect(derived.advance(.release, by: ThreadID(1), on: ResourceID(2), to: free) == last)
        #expect(
            derived.advance(.release, by: ThreadID(1), on: last, to: free) == ResourceID(19_999))
    }
}
