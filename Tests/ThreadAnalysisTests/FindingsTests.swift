import TestSupport
import Testing
import ThreadAnalysis
import ThreadTrace

/// Short programs, a line each step: what is found in them, and what is not.
@Suite struct FindingsTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let name: String
        let steps: String
        let kinds: [Finding.Kind]

        init(_ name: String, _ steps: String, _ kinds: Finding.Kind...) {
            self.name = name
            self.steps = steps
            self.kinds = kinds
        }

        var testDescription: String { name }
    }

    /// A third thread takes a lock so many times.
    private static func often(_ count: Int) -> String {
        String(repeating: "3 acquire a; 3 release a; ", count: count)
    }

    static let examples: [Example] = [
        // Races
        Example("two writes without order", "1 write x; 2 write x", .dataRace),
        Example("a read and a write without order", "1 read x; 2 write x", .dataRace),
        Example("two reads", "1 read x; 2 read x"),
        Example("one thread", "1 read x; 1 write x"),
        Example("a start orders", "1 write x; 1 start 2; 2 write x"),
        Example("what comes after the start is not ordered", "1 start 2; 1 write x; 2 write x", .dataRace),
        Example("a join orders", "2 write x; 2 finish; 1 join 2; 1 write x"),
        Example("an end that nobody joined does not", "2 write x; 2 finish; 1 write x", .dataRace),
        Example("a lock orders", "1 acquire a; 1 write x; 1 release a; 2 acquire a; 2 write x; 2 release a"),
        Example(
            "another lock does not",
            "1 acquire a; 1 write x; 1 release a; 2 acquire b; 2 write x; 2 release b", .dataRace),
        Example(
            "what is done after the release is not ordered",
            "1 acquire a; 1 release a; 1 write x; 2 acquire a; 2 write x; 2 release a", .dataRace),
        Example("an event orders", "1 write x; 1 set e; 2 wake e; 2 read x"),
        Example("an event that was set later does not", "1 set e; 1 write x; 2 wake e; 2 read x", .dataRace),
        Example("polling an event orders", "1 write x; 1 set e; 2 inspect e 1; 2 read x"),
        Example("an event found unset does not", "1 write x; 2 inspect e 0; 1 set e; 2 read x", .dataRace),
        Example("an element orders", "1 write x; 1 put q 1; 2 get q 0; 2 read x"),
        Example(
            "another's element does not",
            "1 put q 1; 3 write x; 3 put q 2; 2 get q 1; 2 read x", .dataRace),
        Example(
            "the second element is the second's",
            "1 put q 1; 3 write x; 3 put q 2; 2 get q 1; 2 get q 0; 2 read x"),
        Example("room in a bounded queue orders", "1 put q1 1; 2 write x; 2 get q1 0; 1 put q1 1; 1 read x"),
        Example(
            "a look at a queue comes after what was put", "1 write x; 1 put q 1; 2 inspect q 1; 2 read x"),
        Example(
            "a look at a queue that was put into later does not",
            "1 write x; 2 inspect q 0; 1 put q 1; 2 read x", .dataRace),
        Example("a task done orders", "2 write x; 2 taskDone q; 1 join q; 1 read x"),
        Example("a semaphore as a signal orders", "1 write x; 1 release s 1; 2 acquire s 0; 2 read x"),
        Example(
            "the second of two permits does not",
            "1 acquire s2 1; 1 write x; 1 release s2 2; 2 acquire s2 1; 2 write x", .dataRace),
        Example(
            "one permit does", "1 acquire s1 0; 1 write x; 1 release s1 1; 2 acquire s1 0; 2 write x"),
        Example("a barrier orders", "1 write x; 1 arrive w 1; 2 trip w 0; 1 pass w 0; 2 read x"),
        Example("a barrier orders both ways", "1 arrive w 1; 2 write x; 2 trip w 0; 1 pass w 0; 1 read x"),
        Example(
            "a round of a barrier does not order what comes after it",
            "1 arrive w 1; 2 trip w 0; 2 write x; 1 pass w 0; 1 read x", .dataRace),
        Example("a task orders", "1 write x; 1 submit p 1; 2 take p 0; 2 read x"),
        Example("a result orders", "2 write x; 2 complete f 2; 1 result f 2; 1 read x"),
        Example("the end of a pool orders", "2 take p 0; 2 write x; 2 finish; 1 join p; 1 read x"),
        Example("a notification orders", "2 wait c 1; 1 write x; 1 notify c 1; 2 wake c 0; 2 read x"),
        // Updates
        Example(
            "an update is lost although a lock orders the accesses",
            """
            1 acquire a; 1 read x; 1 release a; 2 acquire a; 2 read x; 2 release a; 1 acquire a; 1 write x; 1 release a;
            2 acquire a; 2 write x; 2 release a
            """, .lostUpdate),
        // Orders of locks
        Example(
            "two locks in either order",
            "1 acquire a; 1 acquire b; 1 release b; 1 release a; 2 acquire b; 2 acquire a",
            .lockOrderInversion),
        Example(
            "two locks in either order, of which one thread only tries the second",
            "1 acquire a; 1 acquire b 1 4; 1 release b; 1 release a; 2 acquire b; 2 acquire a"),
        Example(
            "two locks in either order, of which one thread would give the second up",
            "1 acquire a; 1 acquire b; 1 release b; 1 release a; 2 acquire b; 2 acquire a 2 8"),
        Example(
            "two locks in either order, of which both try the first",
            "1 acquire a 1 4; 1 acquire b; 1 release b; 1 release a; 2 acquire b 2 4; 2 acquire a",
            .lockOrderInversion),
        Example(
            "the same order", "1 acquire a; 1 acquire b; 1 release b; 1 release a; 2 acquire a; 2 acquire b"),
        Example(
            "one thread in either order",
            "1 acquire a; 1 acquire b; 1 release b; 1 release a; 1 acquire b; 1 acquire a"),
        Example(
            "a gate around both",
            """
            1 acquire g; 1 acquire a; 1 acquire b; 1 release b; 1 release a; 1 release g;
            2 acquire g; 2 acquire b; 2 acquire a
            """),
        Example(
            "a gate around one of them",
            """
            1 acquire g; 1 acquire a; 1 acquire b; 1 release b; 1 release a; 1 release g;
            2 acquire b; 2 acquire a
            """, .lockOrderInversion),
        Example(
            "a semaphore with room for one of them",
            """
            1 acquire s1 0; 1 acquire a; 1 acquire b; 1 release b; 1 release a; 1 release s1 1;
            2 acquire s1 0; 2 acquire b; 2 acquire a
            """),
        Example(
            "a semaphore with room for both",
            """
            1 acquire s2 1; 1 acquire a; 1 acquire b; 1 release b; 1 release a; 1 release s2 2;
            2 acquire s2 1; 2 acquire b; 2 acquire a
            """, .lockOrderInversion),
        Example(
            "a semaphore that others release is no gate",
            """
            1 acquire s1 0; 1 acquire a; 1 acquire b; 1 release b; 1 release a; 3 release s1 1;
            2 acquire s1 0; 2 acquire b; 2 acquire a
            """, .lockOrderInversion),
        Example(
            "a start after the first",
            "1 acquire a; 1 acquire b; 1 release b; 1 release a; 1 start 2; 2 acquire b; 2 acquire a"),
        Example(
            "a start before the first",
            "1 start 2; 1 acquire a; 1 acquire b; 1 release b; 1 release a; 2 acquire b; 2 acquire a",
            .lockOrderInversion),
        Example(
            "a join between",
            "2 acquire a; 2 acquire b; 2 release b; 2 release a; 2 finish; 1 join 2; 1 acquire b; 1 acquire a"
        ),
        Example(
            "an event between",
            """
            1 acquire a; 1 acquire b; 1 release b; 1 release a; 1 set e; 2 acquire b; 2 wake e; 2 acquire a
            """),
        Example(
            "three locks in a circle",
            """
            1 acquire a; 1 acquire b; 1 release b; 1 release a; 2 acquire b; 2 acquire g; 2 release g; 2 release b;
            3 acquire g; 3 acquire a
            """, .lockOrderInversion),
        Example(
            "three locks in a circle, of two threads",
            """
            1 acquire a; 1 acquire b; 1 release b; 1 release a; 2 acquire b; 2 acquire g; 2 release g; 2 release b;
            2 acquire g; 2 acquire a
            """),
        Example("a reentrant lock again", "1 acquire r; 1 acquire a; 1 acquire r; 2 acquire r"),
        Example(
            "a lock that another releases is no lock",
            """
            1 acquire a; 1 acquire b; 1 release b; 2 release a; 2 acquire b; 2 acquire a; 2 release a; 2 release b
            """),
        // Waits without end
        Example(
            "a deadlock",
            """
            1 acquire a; 2 acquire b; 1 block b 2; 2 block a 1; 1 deadlock b 2; 2 deadlock a 1
            """, .lockOrderInversion, .deadlock),
        Example(
            "a lost wake-up", "1 notify c 0; 2 wait c 1; 2 block c 1; 2 deadlock c 1", .deadlock, .lostWakeUp),
        Example(
            "a notification that somebody got",
            "2 wait c 1; 1 notify c 1; 2 wake c 0; 2 wait c 1; 2 block c 1; 2 deadlock c 1", .deadlock),
        Example("a notification nobody needed", "1 notify c 0; 2 wait c 1; 1 notify c 1; 2 wake c 0"),
        // Others
        Example(
            "passed over four times", "1 acquire a; 2 block a 1; 1 release a; \(often(4)) 2 acquire a",
            .starvation),
        Example("passed over three times", "1 acquire a; 2 block a 1; 1 release a; \(often(3)) 2 acquire a"),
        Example(
            "passed over four times in two waits",
            """
            1 acquire a; 2 block a 1; 1 release a; \(often(2)) 2 acquire a; 2 release a;
            1 acquire a; 2 block a 1; 1 release a; \(often(2)) 2 acquire a
            """),
        Example(
            "passed over four times and waiting", "1 acquire a; 2 block a 1; 1 release a; \(often(4))",
            .starvation),
        Example(
            "in turn",
            "1 acquire a; 2 block a 1; 3 block a 1; 1 release a; 2 acquire a; 2 release a; 3 acquire a"),
        Example("a lock held at the end", "1 acquire a; 1 finish", .lockHeldAtEnd),
        Example("a lock that another gives back", "1 acquire a; 1 finish; 2 release a"),
    ]

    @Test(arguments: examples) func `each is found where it is, and nowhere else`(_ example: Example) {
        let trace = Program(example.steps).trace
        let found = Findings(trace).all(in: trace)
        #expect(Set(found.map(\.kind)) == Set(example.kinds), "\(found.map(\.description))")
        var stepwise = Findings()
        for count in 0...trace.count { stepwise.take(prefix(of: trace, count)) }
        #expect(stepwise.all(in: trace) == found)
    }

    private func prefix(of trace: Trace, _ count: Int) -> Trace {
        var part = Trace()
        part.append(EventBatch(names: Program.names))
        for index in 0..<count { part.append(trace[index]) }
        return part
    }

    @Test func `a race is told with names and both places, once`() throws {
        var run = TraceBuilder()
        let (a, b) = (run.thread("worker-0"), run.thread("worker-1"))
        let counter = run.resource(.shared, "counter")
        for _ in 0..<3 {
            run.at(line: 22, of: "Demo/SharedState.swift")
            run.happen(a, .read, .running, counter)
        }
        run.at(line: 23, of: "Demo/SharedState.swift")
        run.happen(b, .write, .running, counter)
        let finding = try #require(Findings(run.trace).all(in: run.trace).first)
        #expect(
            finding.description
                == "worker-1 writes counter at SharedState.swift:23 while worker-0 may read it at "
                + "SharedState.swift:22: nothing orders the two")
        #expect(finding.threads == [b, a])
        #expect(finding.places.map { $0?.line } == [23, 22])
        #expect(finding.events == [run.trace.count - 1, run.trace.count - 2])
    }

    @Test func `an inversion tells where all locks are taken`() throws {
        let trace = Program(
            "1 acquire a; 1 acquire b; 1 release b; 1 release a; 2 acquire b; 2 acquire a"
        ).trace
        let finding = try #require(Findings(trace).all(in: trace).first)
        #expect(
            finding.description
                == "t2 takes b at step 5 and then a at step 6, t1 takes a at step 1 and then b at step 2: "
                + "each can wait for the next for ever")
    }

    @Test func `a deadlock names its circle`() throws {
        let trace = Program(
            "1 acquire a; 2 acquire b; 1 block b 2; 2 block a 1; 1 deadlock b 2; 2 deadlock a 1"
        ).trace
        let finding = try #require(Findings(trace).all(in: trace).first { $0.kind == .deadlock })
        #expect(
            finding.description
                == "t1 waits for b at step 2, which t2 has to give; t2 waits for a at step 2, which t1 has to give: "
                + "a circle")
    }

    @Test func `elements come out in the order that their put tells`() {
        for (detail, count) in [(UInt8(0), 1), (1, 0), (2, 0), (4, 1), (9, 0)] {
            var run = TraceBuilder()
            let (a, b, c) = (run.thread("a"), run.thread("b"), run.thread("c"))
            let (queue, value) = (run.resource(.queue, "q"), run.resource(.shared, "x"))
            run.happen(a, .put, .running, queue, value: 1, detail: detail)
            run.happen(b, .write, .running, value)
            run.happen(b, .put, .running, queue, value: 2, detail: detail)
            run.happen(c, .get, .running, queue, value: 1)
            run.happen(c, .read, .running, value)
            #expect(Findings(run.trace).all(in: run.trace).count == count)
        }
    }

    @Test func `whether a thread would have waited is told of what it did`() {
        let steps =
            "1 acquire a 1 4; 1 acquire b 1 8; 2 timeout a 1 4; 2 timeout b 1 8; 1 put q1 1 4; 2 timeout q1 1 6; 1 acquire g"
        let trace = Program(steps).trace
        let deeds = (0..<trace.count).filter { trace[$0].kind.isStep }.map { trace.deed(of: trace[$0]) }
        #expect(
            deeds == [
                "tried and acquired a", "acquired b in time", "tried in vain to acquire a",
                "gave up acquiring b",
                "tried and put into q1", "tried in vain to put into q1", "acquired g",
            ])
    }

    @Test func `threads that come one after the other are told apart however many they are`() {
        var trace = Trace()
        trace.append(MassEvents.threads(10_000))
        #expect(!Findings(trace).isIncomplete)
    }

    @Test func `a broken trace is judged without a trap`() {
        for seed in 0..<200 as Range<UInt64> {
            let trace = RandomEvents(count: 400, seed: seed).trace
            _ = Findings(trace).all(in: trace)
        }
    }
}
