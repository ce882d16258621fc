import ThreadAnalysis
import ThreadTrace

/// The ways that a run has gone, as a tree: each but the first left another one behind so many steps.
struct Branches: Hashable, Sendable {
    struct Way: Hashable, Sendable {
        /// Which one it left; nil for the first.
        let parent: Int?
        /// So many steps are those of that one.
        let step: Int
        /// Who went then; nil where that was chosen later.
        let thread: ThreadID?
        /// How it stood when it was left: its steps, its end, what is wrong with it.
        var standing = Standing()
    }

    /// How a run stands.
    struct Standing: Hashable, Sendable {
        var steps = 0
        var verdict: Verdict?
        /// The certain findings that the verdict does not tell, in words.
        var findings: [String] = []
        /// Who took each step, as a command takes it.
        var schedule = ""
    }

    private(set) var runs = [Way(parent: nil, step: 0, thread: nil)]
    private(set) var current = 0

    var parent: Int? { runs[current].parent }

    /// Where what is shown left another one.
    var place: BranchPlace? {
        parent == nil ? nil : BranchPlace(step: runs[current].step, count: runs.count)
    }

    /// How a run stands that is shown. O(steps), but no more than this where that is given.
    func standing(
        of trace: Trace, _ analysis: RunAnalysis, _ status: RunStatus, atMost limit: Int? = nil
    ) -> Standing {
        let count = min(trace.stepCount, limit ?? .max)
        var words = trace.threads(ofSteps: count)?.runLengths ?? []
        if status.isFree { words.insert("free", at: 0) }
        if count < trace.stepCount { words.append("...") }
        return Standing(
            steps: trace.stepCount, verdict: trace.verdict,
            findings: analysis.findingIndex.countsBesideVerdict.map {
                $0.kind.counted($0.count)
            },
            schedule: words.joined(separator: " "))
    }

    /// What is shown goes another way.
    mutating func add(_ branch: Branch, leaving standing: Standing) {
        runs[current].standing = standing
        runs.append(Way(parent: current, step: branch.steps.count, thread: branch.thread))
        current = runs.count - 1
    }

    /// Another one is shown.
    mutating func visit(_ run: Int, leaving standing: Standing) {
        guard runs.indices.contains(run) else { return }
        runs[current].standing = standing
        current = run
    }

    /// What is drawn one below the other: each followed by those that left it, the latest departure first, so that no line is crossed.
    var rows: [Int] {
        var rows: [Int] = []
        func add(_ run: Int) {
            rows.append(run)
            let children = runs.indices.filter { runs[$0].parent == run }
            for child in children.sorted(by: { (runs[$0].step, $1) > (runs[$1].step, $0) }) { add(child) }
        }
        add(0)
        return rows
    }
}

/// Another way for a run to go.
package struct Branch: Hashable, Sendable {
    /// Who takes the first steps, which are those of the run that it comes from.
    package var steps: [ThreadID]
    /// Who goes then; nil for nobody yet.
    package var thread: ThreadID?
    /// Its number, from 1 on, among those that go another way than the first.
    package var run: Int

    package init(steps: [ThreadID], thread: ThreadID?, run: Int) {
        self.steps = steps
        self.thread = thread
        self.run = run
    }
}
