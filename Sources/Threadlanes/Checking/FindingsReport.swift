import LaneCanvas
import ThreadAnalysis
import ThreadTrace

/// What is found in a run, in words and for tools.
struct FindingsReport {
    /// So many of a kind are told; more are much the same.
    private static let usual = 10

    private let trace: Trace
    private let all: [Finding]
    private let isIncomplete: Bool
    private let isCut: Bool
    private let counts: [(kind: Finding.Kind, count: Int)]
    private let countsBesideVerdict: [(kind: Finding.Kind, count: Int)]

    /// - Parameter isCut: whether the run has more events than the trace.
    init(_ findings: Findings, _ trace: Trace, isCut: Bool = false) {
        self.trace = trace
        self.isCut = isCut
        all = findings.all(in: trace)
        isIncomplete = findings.isIncomplete
        counts = findings.counts(of: all)
        countsBesideVerdict = findings.countsBesideVerdict(of: all)
    }

    /// Whether there is any of these kinds.
    func has(_ kinds: Set<Finding.Kind>) -> Bool { counts.contains { kinds.contains($0.kind) } }

    /// A line for each kind that the verdict does not tell, with the first one, and one where not all of the run was looked at.
    var short: String {
        let beside = Finding.besideVerdict(all)
        let lines = countsBesideVerdict.map { kind, count in
            let first = beside.first { $0.kind == kind }?.description ?? ""
            let words = kind.counted(count) + (count == 1 ? ": " : ", the first one: ") + first
            return "\(programName): \(DisplayText.escaped(words))\n"
        }
        let limit = "\(programName): only the first \(trace.count) events were looked at for findings\n"
        return (lines + (isCut ? [limit] : [])).joined()
    }

    /// - Parameters:
    ///   - isWhole: all of them, not only the first few of a kind.
    ///   - columns: sentences are broken so that lines are no longer, and tables are as narrow where they can be.
    func words(_ name: String, isWhole: Bool, columns: Int) -> String {
        func sentence(_ text: String) -> String {
            DisplayText.lines(text, of: columns).map { $0 + "\n" }.joined()
        }
        let size =
            "\(counted(trace.stepCount, "step")) of \(counted(trace.threadCount, "thread"))"
        var text = ""
        if counts.isEmpty {
            text = sentence("\(name): nothing found in \(size)")
        } else {
            let found = counts.map { $0.kind.counted($0.count) }.joined(separator: ", ")
            text = sentence("\(name): \(found), in \(size)")
        }
        if isIncomplete {
            text += sentence(
                "so many threads ran at once that not all races and lock orders were looked for")
        }
        var told: [Finding.Kind: Int] = [:]
        for finding in all {
            told[finding.kind, default: 0] += 1
            if isWhole || told[finding.kind, default: 0] <= Self.usual {
                // In the order in which they happened.
                let lines = finding.events.sorted().map { Story.Line($0, trace) }
                text += "\n\(finding.kind.title):\n" + StepTable(lines, trace, columns: columns).text
                text += sentence(finding.description + ".")
            }
        }
        for (kind, count) in counts {
            let more = count - (isWhole ? told[kind, default: 0] : min(told[kind, default: 0], Self.usual))
            if more > 0 {
                text +=
                    "\n" + sentence("and \(kind.counted(more))\(isWhole ? "" : " besides: --all tells them")")
            }
        }
        return text
    }

    // MARK: For tools

    func json(_ name: String) throws -> String {
        let report = Report(
            scenario: name, steps: trace.stepCount, threads: trace.threadCount, isIncomplete: isIncomplete,
            counts: Dictionary(uniqueKeysWithValues: counts.map { ($0.kind.rawValue, $0.count) }),
            findings: all.map { finding in
                Report.Entry(
                    kind: finding.kind.rawValue, description: finding.description,
                    threads: finding.threads.map(trace.name(of:)),
                    resources: finding.resources.map { trace[$0]?.name ?? "" },
                    events: finding.events.map { number in
                        let line = Story.Line(number, trace)
                        return Report.Step(
                            step: Int(trace[number].step), thread: trace.name(of: line.thread),
                            deed: line.deed, file: line.place?.file, line: line.place.map { Int($0.line) })
                    })
            })
        return try String(json: report)
    }

    private struct Report: Encodable {
        struct Entry: Encodable {
            let kind: String
            let description: String
            let threads: [String]
            let resources: [String]
            let events: [Step]
        }

        struct Step: Encodable {
            let step: Int
            let thread: String
            let deed: String
            let file: String?
            let line: Int?
        }

        let scenario: String
        let steps: Int
        let threads: Int
        let isIncomplete: Bool
        let counts: [String: Int]
        let findings: [Entry]
    }
}
