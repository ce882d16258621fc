import Testing

/// The two cells about a counter: who reads which value is what threads decide there.
@Suite struct CounterParityTests {
    /// What a thread read before and after its work, and what it thought of that.
    private struct Outcome: Hashable {
        let start: Int
        let end: Int
        let isValid: Bool
    }

    private static func outcomes(_ log: Transcript) -> [Outcome] {
        log.lines.compactMap { line in
            guard let match = line.firstMatch(of: /Starting (\d+) Ending (\d+)[ .]* Valid (true|false)$/),
                let start = Int(match.1), let end = Int(match.2)
            else { return nil }
            return Outcome(start: start, end: end, isValid: match.3 == "true")
        }
    }

    private static func counted(_ outcomes: [Outcome]) -> [Outcome: Int] {
        Dictionary(outcomes.map { ($0, 1) }, uniquingKeysWith: +)
    }

    @Test(arguments: Pace.all)
    func `without a lock each thread says what it said, but for what it read`(pace: Pace) async throws {
        let cell = NotebookCell.sharedState
        let log = try await pace.log(of: cell.scenario)
        let read = /Starting \d Ending \d ... Valid (true|false)/
        #expect(
            log.replacing(read, with: "...").bySpeaker == cell.expected.replacing(read, with: "...").bySpeaker
        )
        #expect(log.hasWorkers(after: "Starting Pool", before: "Finishing Pool"))
        for outcome in Self.outcomes(log) {
            #expect(outcome.isValid == (outcome.start == outcome.end))
            #expect((0..<5).contains(outcome.start) && (0..<5).contains(outcome.end))
        }
    }

    @Test(arguments: Pace.virtual)
    func `without a lock all begin with nothing, because nobody is done by then`(pace: Pace) async throws {
        let outcomes = try await Self.outcomes(pace.log(of: "shared-state"))
        #expect(outcomes.map(\.start) == [0, 0, 0, 0, 0])
    }

    @Test func `one seed of the first 200 reads what the notebook's threads read`() async throws {
        let recorded = Self.counted(Self.outcomes(NotebookCell.sharedState.expected))
        #expect(
            recorded == [
                Outcome(start: 0, end: 0, isValid: true): 3, Outcome(start: 0, end: 1, isValid: false): 2,
            ])
        for seed in 0..<200 {
            let outcomes = try await Self.outcomes(Pace.seed(seed).log(of: "shared-state"))
            if Self.counted(outcomes) == recorded { return }
        }
        Issue.record("no seed below 200 gives three valid and two invalid readings")
    }

    @Test(arguments: Pace.all)
    func `with a lock each thread says what it said, but for its turn`(pace: Pace) async throws {
        let cell = NotebookCell.lock
        let log = try await pace.log(of: cell.scenario)
        let turn = /Starting \d Ending \d/
        #expect(
            log.replacing(turn, with: "...").bySpeaker == cell.expected.replacing(turn, with: "...").bySpeaker
        )
        #expect(log.hasWorkers(after: "Starting Pool", before: "Finishing Pool"))
    }

    @Test(arguments: Pace.all)
    func `with a lock the readings run from 0 to 4, and all are valid`(pace: Pace) async throws {
        let expected = (0..<5).map { Outcome(start: $0, end: $0, isValid: true) }
        #expect(Self.outcomes(NotebookCell.lock.expected) == expected)
        #expect(try await Self.outcomes(pace.log(of: "lock")) == expected)
    }

    @Test(arguments: Pace.all)
    func `with a lock one thread holds it at a time`(pace: Pace) async throws {
        let log = try await pace.log(of: "lock")
        // Those who only try do so at any time.
        let held = Transcript(log.lines.filter { !$0.contains("Trying") }.joined(separator: "\n"))
        for (index, line) in held.lines.enumerated() where line.contains("Obtained") {
            let name = line.dropLast("Obtained lock".count)
            #expect(held.lines[index...].prefix(3).allSatisfy { $0.hasPrefix(name) }, "\(line)")
            #expect(held.lines[index + 2].hasSuffix("Releasing lock"), "\(line)")
        }
    }
}
