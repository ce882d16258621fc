import Testing
import ThreadModel
import ThreadTrace

@Suite struct ScheduleTextTests {
    private static let texts: [(String, Schedule)] = [
        ("parallel", .parallel), ("random:7", .random(seed: 7)), ("round-robin", .roundRobin),
        ("lowest", .replay([])), ("1x4 2 3x2", .replay([1, 1, 1, 1, 2, 3, 3].map(ThreadID.init))),
        (
            "2 1 random:18446744073709551615",
            .controlled(prefix: [2, 1].map(ThreadID.init), then: .random(seed: .max))
        ),
        ("5x2 round-robin", .controlled(prefix: [5, 5].map(ThreadID.init), then: .roundRobin)),
    ]

    @Test(arguments: texts.indices)
    func `a schedule is written compactly and read again`(index: Int) throws {
        let (text, schedule) = Self.texts[index]
        #expect(schedule.description == text)
        #expect(try Schedule(text: text) == schedule)
        #expect(try Schedule(text: "  \(text.split(separator: " ").joined(separator: "  "))\n") == schedule)
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `any schedule is read as it was written`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let prefix = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                ThreadID(.random(in: 1...(Bool.random(using: &random) ? 3 : .max), using: &random))
            }
            let strategies: [Schedule.Strategy] = [.lowest, .roundRobin, .random(seed: random.next())]
            let schedule = Schedule.controlled(
                prefix: prefix, then: strategies.randomElement(using: &random) ?? .lowest)
            try #require(try Schedule(text: schedule.description) == schedule)
        }
    }

    @Test(arguments: [
        "", "seven", "0", "1x", "1x0", "x4", "-1", "1 two 3", "1x4 parallel", "random", "random:",
        "random:-1",
        "random:x 1", "1x1000001", "1x1000000 2", "1x99999999999999999999", "١", "1\u{1B}[31m",
    ])
    func `what is no schedule is refused with the word and what would be right`(text: String) throws {
        let error = #expect(throws: ScheduleTextError.self) { try Schedule(text: text) }
        #expect(error?.description.contains("expected") == true)
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `whatever is read, it is a schedule or an error`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let letters = Array("0123456789x :randomlowestpab-\t\u{1B}é")
        for _ in 0..<2_500 {
            let text = String(
                (0..<Int.random(in: 0...24, using: &random)).compactMap { _ in
                    letters.randomElement(using: &random)
                })
            guard let schedule = try? Schedule(text: text) else { continue }
            #expect((try? Schedule(text: schedule.description)) == schedule, "\(text)")
        }
    }
}
