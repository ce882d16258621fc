import LaneCanvas
import ThreadAnalysis
import ThreadExplorer
import ThreadModel
import ThreadTrace

/// An execution that goes wrong, run again with everything told.
struct FoundBug {
    let kind: BugKind
    let schedule: Schedule
    let preemptions: Int
    let verdict: Verdict
    /// How the search saw it end.
    private let ending: Verdict
    let events: EventBatch
    let trace: Trace
    let story: Story?

    init(_ ended: Ended, _ exploration: Exploration, _ scenario: Scenario) throws {
        kind = exploration.bug(in: ended) ?? .failure
        ending = ended.verdict
        preemptions = ended.preemptions(before: kind)
        schedule = .controlled(
            prefix: ended.schedule, then: .lowest, isFree: exploration.clock == .free)
        // On threads of the operating system, as everything that is shown.
        let run = Run(scenario, schedule: schedule, speed: .max, maxSteps: max(ended.schedule.count, 1))
        let news = run.subscribe()
        try run.start()
        verdict = run.wait()
        events = news.take()
        var trace = Trace()
        trace.append(events)
        self.trace = trace
        story = Story(trace)
    }

    /// The step behind which it is not too late: before the second of two that clash, or before the last of those that are told.
    var stepBefore: Int {
        guard let story else { return 0 }
        let turn = story.turn ?? story.lines.map(\.step).max() ?? 0
        return max(turn - 1, 0)
    }

    /// Who did what, and why it went wrong.
    var storyText: String {
        var text = ""
        if let story {
            text += "\(story.title):\n"
            text += StepTable(story.lines, trace).text
            text += DisplayText.escaped(story.conclusion) + "\n"
            if let clash = story.clash { text += DisplayText.escaped(clash) + "\n" }
            if case .controlled(_, _, isFree: true) = schedule, hasTimeout {
                text +=
                    "A timeout ended before others had done what they could: --clock virtual keeps it to its time.\n"
            }
        } else if !ending.message.isEmpty {
            text += DisplayText.escaped(ending.message) + "\n"
        }
        return text
    }

    /// Whether anybody waited in vain: what that is worth depends on how much time the search gives.
    private var hasTimeout: Bool {
        (0..<trace.count).contains { trace[$0].kind == .timeout && trace[$0].waitLimit != .atOnce }
    }

    /// The commands that show it.
    func commands(_ typed: Scenario.Typed, savedAs file: String) -> String {
        let shown = file == "-" ? "FILE" : Self.quoted(file)
        var text = "see it:    \(programName) replay \(shown) --axis steps --at-step \(stepBefore)\n"
        text +=
            "run it:    \(programName) \(typed.run("--paused --schedule @\(shown)"))\n"
        // As where what is written does not come of what was read.
        if kind == .lostUpdate {
            text += "if meant:  \(programName) \(typed.explore("--allow lost-update"))\n"
        }
        return text
    }

    static func quoted(_ path: String) -> String {
        path.allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) }
            ? path : "'\(path.replacing("'", with: "'\\''"))'"
    }
}
