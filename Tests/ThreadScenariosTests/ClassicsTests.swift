import Testing
import ThreadModel
import ThreadRuntime
import ThreadScenarios
import ThreadTrace

/// The broken ones break under the schedules that they name, the corrected ones under none.
@Suite struct ClassicsTests {
    private func run(_ scenario: Scenario, _ schedule: Schedule) throws -> (verdict: Verdict, trace: Trace) {
        let run = Run(scenario, schedule: schedule, speed: .max)
        let news = run.subscribe()
        try run.start()
        let verdict = run.wait()
        var trace = Trace()
        trace.append(news.take())
        return (verdict, trace)
    }

    private func isDeadlock(_ verdict: Verdict) -> Bool {
        if case .deadlocked = verdict { true } else { false }
    }

    /// Whether it is what `expect` and `check` say, and no other error.
    private func isViolation(_ verdict: Verdict) -> Bool {
        if case .failed(let message) = verdict { message.contains(": not so: ") } else { false }
    }

    private func classic(_ name: String) throws -> Scenario {
        try #require(Scenarios.classics.first { $0.name == name })
    }

    /// Each broken one, and what its verdict tells as it is best seen.
    static let broken = [
        "deadlock": "waits for lock", "philosophers": "waits for lock",
        "lost-update": "not so: both visitors are counted",
        "check-then-act": "not so: no more tickets are sold than there are",
        "bank-transfers": "Auditor: not so: the accounts have 200 together",
        "double-checked": "not so: what is ready is there",
        "peterson-broken": "not so: one at a time is inside",
        "lost-wakeup": "Alice waits for condition bell",
        "if-instead-of-while": "not so: who takes a loaf finds one",
        "bounded-buffer": "Producer waits for condition changed; Consumer-1 waits for condition changed",
        "barrier-reuse": "Alice waits for condition everyone here; Bob waits for condition everyone here",
        "sleeping-barber": "not so: in the end the one chair is free",
        "cigarette-smokers": "Agent waits for semaphore smoked",
        "readers-writers": "Writer: not so: the writer is not overtaken twice",
        "pool-waits-for-itself": "worker-0 waits for future",
        "livelock": "not so: both get through",
        "priority-inversion": "High: not so: what is urgent waits for one turn of others at most",
    ]
    /// It breaks whoever goes first.
    static let hopeless = ["pool-waits-for-itself"]
    static let sound = Scenarios.classics.map(\.name).filter { broken[$0] == nil }

    @Test func `each broken one is followed by what mends it`() {
        let names = Scenarios.classics.map(\.name)
        #expect(names.count == 2 * Self.broken.count)
        for (one, next) in zip(names, names.dropFirst()) where Self.broken[one] != nil {
            #expect(next == (one == "peterson-broken" ? "peterson" : one + "-fixed"))
        }
    }

    @Test(arguments: broken.keys.sorted())
    func `a broken one breaks as it is best seen, in the way that it is about`(name: String) throws {
        let scenario = try classic(name)
        let verdict = try run(scenario, #require(scenario.schedule).schedule).verdict
        #expect(isDeadlock(verdict) || isViolation(verdict))
        #expect(verdict.message.contains(try #require(Self.broken[name])), "\(verdict)")
    }

    @Test(arguments: broken.keys.sorted().filter { !hopeless.contains($0) })
    func `a broken one goes well under some of 200 seeds and breaks under others`(name: String) throws {
        let scenario = try classic(name)
        let verdicts = try (0..<200).map { try run(scenario, .random(seed: $0)).verdict }
        #expect(verdicts.contains(.finished))
        #expect(verdicts.contains { $0 != .finished })
        #expect(verdicts.allSatisfy { $0 == .finished || isDeadlock($0) || isViolation($0) })
    }

    @Test func `a pool of one that waits for itself deadlocks under any of 50 seeds, and taking turns`()
        throws
    {
        let scenario = Scenario.poolWaitsForItself
        for schedule in (0..<50).map({ Schedule.random(seed: $0) }) + [.roundRobin] {
            try #require(isDeadlock(run(scenario, schedule).verdict), "\(schedule)")
        }
    }

    /// Its summary promises it: neither gets on.
    @Test func `in the livelock nobody gets through as it is best seen`() throws {
        let scenario = Scenario.livelock
        let (_, trace) = try run(scenario, #require(scenario.schedule).schedule)
        let messages = trace.events().names
        #expect(messages.contains("Alice: after you") && messages.contains("Bob: after you"))
        #expect(!messages.contains { $0.hasSuffix("is through") })
        #expect(trace.events().events.filter { $0.kind == .log }.count == 6)
    }

    @Test(arguments: ["deadlock", "philosophers"])
    func `a broken one deadlocks as it is best seen, after somebody got through`(name: String) throws {
        let scenario = try classic(name)
        let (verdict, trace) = try run(scenario, #require(scenario.schedule).schedule)
        #expect(isDeadlock(verdict))
        #expect(trace.events().events.contains { $0.kind == .log })
    }

    @Test(arguments: sound)
    func `a corrected one finishes under any of 500 seeds`(name: String) throws {
        let scenario = try classic(name)
        for seed: UInt64 in 0..<500 {
            try #require(run(scenario, .random(seed: seed)).verdict == .finished, "seed \(seed)")
        }
    }

    @Test(arguments: Scenarios.all.filter { $0.schedule != nil }.map(\.name))
    func `the schedule that a scenario names fits it`(name: String) throws {
        let scenario = try #require(Scenarios.all.first { $0.name == name })
        let verdict = try run(scenario, #require(scenario.schedule).schedule).verdict
        #expect(verdict == .finished || isDeadlock(verdict) || isViolation(verdict))
    }

    /// Its summary promises it.
    @Test func `shared state begins with a lost update, and with a reading that has changed`() throws {
        let scenario = Scenario.sharedState
        let (verdict, trace) = try run(scenario, #require(scenario.schedule).schedule)
        #expect(verdict == .finished)
        let counter = try #require(trace.resourceIDs.first { trace[$0]?.name == "counter" })
        let writes = trace.events().events.filter { $0.resource == counter && $0.kind == .write }
        #expect(writes.count == 5)
        #expect(try #require(trace.now.value(of: counter)).number < 5)
        #expect(trace.events().names.contains { $0.contains("Valid false") })
    }

    @Test func `no two come to the barrier together`() throws {
        let scenario = Scenario.barrier
        let (_, trace) = try run(scenario, #require(scenario.schedule).schedule)
        let arrivals = trace.events().events.filter { $0.kind == .arrive || $0.kind == .trip }.map(
            \.time.nanoseconds
        ).sorted()
        #expect(arrivals.count == 4)
        for (one, next) in zip(arrivals, arrivals.dropFirst()) { #expect(next - one > 500_000_000) }
    }
}
